"""Where numba keeps compiled code: one folder for each state of the solver's sources.

Numba looks a function up by its name and unpickles what it finds before it sees that the
source is another; after an update, a record type that has moved then ends in an AttributeError
instead of a new compilation.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from numba import config

log = logging.getLogger(__name__)

HERE = Path(__file__).parent
PATIENCE_S = 120


def sources_key() -> str:
    """Return a key of the solver's sources as they stand on disk."""
    digest = sha256()
    for path in sorted(HERE.glob("*.py")):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def choose_folder() -> None:
    """Set numba's folder, unless the user set one; numba falls back where it cannot write."""
    if not os.environ.get("NUMBA_CACHE_DIR"):
        folder = HERE / "__pycache__" / f"native-{sources_key()}"
        config.CACHE_DIR = str(folder)  # type: ignore[attr-defined]


class PricingCompiled:
    """The pricing of routes, compiled by another process while this one compiles the search.

    Numba compiles one function at a time in a process. What the other process leaves in the
    folder is loaded when it is needed; should it fail, it is compiled then.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        folder = Path(str(config.CACHE_DIR))  # type: ignore[attr-defined]
        if not sys.executable or any(folder.rglob("pricing.price_slot-*.nbi")):
            return
        paths = [str(HERE.parent.parent), os.environ.get("PYTHONPATH", "")]
        environment = dict(
            os.environ, NUMBA_CACHE_DIR=str(folder), PYTHONPATH=os.pathsep.join(filter(None, paths))
        )
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "fieldplan.solver.compile_pricing"],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=environment,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            log.info("pricing is compiled later: %s", error)

    def wait(self) -> None:
        """Wait until the other process is done."""
        if self._process is None:
            return
        try:
            self._process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            log.info("pricing was not compiled in time by the other process")
            self._process.kill()
        self._process = None
