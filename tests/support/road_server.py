"""A stand-in for ``osrm-routed``: answers by a formula, counts what it is asked, fails to order."""

from __future__ import annotations

import itertools
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from fieldplan.travel.polyline import encode

Place = tuple[float, float]


def seconds(start: Place, end: Place) -> float | None:
    """Asymmetric: north and east cost more than south and west."""
    if start == end:
        return 0.0
    north, east = (end[0] - start[0]) * 1e5, (end[1] - start[1]) * 1e5
    return round(60 + (north * 0.08 if north > 0 else -north * 0.06) + abs(east) * 0.05, 1)


@dataclass
class Asked:
    """What the server was asked so far."""

    tables: list[tuple[int, int]] = field(default_factory=list)
    pairs: list[tuple[Place, Place]] = field(default_factory=list)
    routes: int = 0

    @property
    def calls(self) -> int:
        return len(self.tables) + self.routes


@dataclass
class RoadServer:
    """The running stand-in.

    ``fault`` is called with the handler and the answer instead of sending it.
    """

    url: str = ""
    asked: Asked = field(default_factory=Asked)
    seconds: Callable[[Place, Place], float | None] = seconds
    snap_m: Callable[[Place], float] = lambda place: 12.3
    data_version: str = ""
    fault: Callable[[BaseHTTPRequestHandler, bytes], None] | None = None
    change: Callable[[dict[str, Any]], object] | None = None
    released: threading.Event = field(default_factory=threading.Event)

    def answer(self, path: str) -> dict[str, Any]:
        parts = urlsplit(path)
        _, service, _, _, coordinates = parts.path.split("/", 4)
        places = []
        for pair in coordinates.split(";"):
            lon, lat = pair.split(",")
            places.append((float(lat), float(lon)))
        options = parse_qs(parts.query)
        document = self._table(places, options) if service == "table" else self._route(places)
        if self.data_version:
            document["data_version"] = self.data_version
        if self.change:
            self.change(document)
        return document

    def _table(self, places: list[Place], options: dict[str, list[str]]) -> dict[str, Any]:
        starts = [places[int(n)] for n in options["sources"][0].split(";")]
        ends = [places[int(n)] for n in options["destinations"][0].split(";")]
        self.asked.tables.append((len(starts), len(ends)))
        self.asked.pairs += [(a, b) for a in starts for b in ends]
        durations = [[self.seconds(a, b) for b in ends] for a in starts]
        return {
            "code": "Ok",
            "durations": durations,
            "distances": [[None if s is None else s * 11 for s in row] for row in durations],
            "sources": [{"distance": self.snap_m(place)} for place in starts],
            "destinations": [{"distance": self.snap_m(place)} for place in ends],
        }

    def _route(self, places: list[Place]) -> dict[str, Any]:
        self.asked.routes += 1
        legs = []
        for a, b in itertools.pairwise(places):
            corner = (a[0], b[1])
            steps = [{"geometry": encode([a, corner])}, {"geometry": encode([corner, b])}]
            legs.append({"steps": steps})
        return {"code": "Ok", "routes": [{"legs": legs}]}


@contextmanager
def road_server(**changes: Any) -> Iterator[RoadServer]:
    """Yield a stand-in on a free port of loopback; ``changes`` are its fields."""
    state = RoadServer(**changes)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(state.answer(self.path)).encode()
            if state.fault:
                state.fault(self, body)
                return
            send(self, body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield state
    finally:
        state.released.set()
        server.shutdown()
        server.server_close()


def send(
    handler: BaseHTTPRequestHandler, body: bytes, *, status: int = 200, length: int | None = None
) -> None:
    """Send an answer; ``length`` is what is claimed of it."""
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(body) if length is None else length))
    handler.end_headers()
    handler.wfile.write(body)
