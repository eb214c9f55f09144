"""``osrm-routed`` on loopback for the length of a command."""

from __future__ import annotations

import logging
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType

from fieldplan.travel.http import roads_error
from fieldplan.travel.osrm import OsrmServer
from fieldplan.travel.programs import find_programs, last_words
from fieldplan.travel.roads import PreparedRoads

log = logging.getLogger(__name__)

HOST = "127.0.0.1"
READY_S = 120.0
"""Data of a large extract takes a while to load."""
_POLL_S = 0.05
_STOP_S = 5.0
_ATTEMPTS = 3


class LocalServer:
    """A server of prepared roads, started when it is first asked for; a context manager.

    Parameters
    ----------
    timeout_s : float
        For one request.
    """

    def __init__(self, roads: PreparedRoads, *, timeout_s: float = 30.0) -> None:
        self._roads = roads
        self._timeout_s = timeout_s
        self._process: subprocess.Popen[bytes] | None = None
        self._server: OsrmServer | None = None

    def __enter__(self) -> LocalServer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def server(self) -> OsrmServer:
        """Return the running server, starting it if need be.

        Raises
        ------
        InputError
            If it does not start.
        """
        if self._server is None:
            self._server = self._start()
        return self._server

    def close(self) -> None:
        """Stop the server."""
        process, self._process, self._server = self._process, None, None
        if process is None or process.poll() is not None:
            return
        process.terminate()
        try:
            process.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _start(self) -> OsrmServer:
        routed = find_programs().routed
        said = ""
        # Between finding a free port and taking it, another program may take it.
        for _ in range(_ATTEMPTS):
            port = _free_port()
            with tempfile.TemporaryFile() as printed:
                command = [str(routed), "--ip", HOST, "--port", str(port), "--algorithm", "mld"]
                command += ["--max-table-size", "1000", str(self._roads.base)]
                try:
                    self._process = subprocess.Popen(
                        command,
                        stdin=subprocess.DEVNULL,
                        stdout=printed,
                        stderr=subprocess.STDOUT,
                    )
                except OSError as error:
                    said = error.strerror or str(error)
                    continue
                if self._wait(port):
                    log.info("osrm-routed serves %s on port %d", self._roads.extract, port)
                    return OsrmServer(f"http://{HOST}:{port}", timeout_s=self._timeout_s)
                self.close()
                printed.seek(0)
                said = last_words(printed.read().decode("utf-8", "replace"))
        raise roads_error("roads_program_failed", program=Path(routed).name, detail=said)

    def _wait(self, port: int) -> bool:
        """Wait until our own process listens on the port."""
        until = time.monotonic() + READY_S
        while time.monotonic() < until:
            if self._process is None or self._process.poll() is not None:
                return False
            try:
                socket.create_connection((HOST, port), timeout=1).close()
            except OSError:
                time.sleep(_POLL_S)
                continue
            # Another program's server would let us in, too, while ours gives up the port.
            time.sleep(_POLL_S)
            return self._process.poll() is None
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
