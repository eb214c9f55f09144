"""Everything that a road server can do wrong, each with the code of its message."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from typing import Any

from support.road_server import RoadServer, send

Handler = BaseHTTPRequestHandler


def silent(server: RoadServer) -> None:
    server.fault = lambda handler, body: server.released.wait(60) and None


def dripping(server: RoadServer) -> None:
    """A byte now and then: no single wait is long, the whole never ends."""

    def fault(handler: Handler, body: bytes) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        with suppress(OSError):
            while not server.released.wait(0.05):
                handler.wfile.write(b" ")
                handler.wfile.flush()

    server.fault = fault


def dripping_head(server: RoadServer) -> None:
    def fault(handler: Handler, body: bytes) -> None:
        with suppress(OSError):
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
            while not server.released.wait(0.05):
                handler.wfile.write(b"x")
                handler.wfile.flush()

    server.fault = fault


def failing(server: RoadServer) -> None:
    server.fault = lambda handler, body: send(handler, b"<h1>oops</h1>", status=500)


def missing_page(server: RoadServer) -> None:
    server.fault = lambda handler, body: send(handler, b"<h1>not here</h1>", status=404)


def moved(server: RoadServer) -> None:
    server.fault = lambda handler, body: send(handler, b"", status=302)


def cut_short(server: RoadServer) -> None:
    server.fault = lambda handler, body: send(handler, body[: len(body) // 2])


def broken_off(server: RoadServer) -> None:
    """Less comes than was promised."""
    server.fault = lambda handler, body: send(handler, body[: len(body) // 2], length=len(body))


def not_json(server: RoadServer) -> None:
    server.fault = lambda handler, body: send(handler, b"hello")


def a_list(server: RoadServer) -> None:
    server.fault = lambda handler, body: send(handler, b"[]")


def not_http(server: RoadServer) -> None:
    server.fault = lambda handler, body: handler.wfile.write(b"220 smtp ready\r\n") and None


def hanging_up(server: RoadServer) -> None:
    server.fault = lambda handler, body: None


def changed(change: Callable[[dict[str, Any]], object]) -> Callable[[RoadServer], None]:
    def order(server: RoadServer) -> None:
        server.change = change

    return order


def put(name: str, value: Callable[[Any], object]) -> Callable[[RoadServer], None]:
    return changed(lambda document: document.__setitem__(name, value(document[name])))


ORDERS: dict[str, tuple[Callable[[RoadServer], None], str]] = {
    "silent": (silent, "roads_slow"),
    "dripping": (dripping, "roads_slow"),
    "dripping head": (dripping_head, "roads_slow"),
    "500": (failing, "roads_http"),
    "404 of another program": (missing_page, "roads_http"),
    "redirected": (moved, "roads_http"),
    "truncated JSON": (cut_short, "roads_garbled"),
    "broken off": (broken_off, "roads_garbled"),
    "not JSON": (not_json, "roads_garbled"),
    "a list": (a_list, "roads_garbled"),
    "not HTTP": (not_http, "roads_garbled"),
    "hung up": (hanging_up, "roads_refused"),
    "a row too few": (put("durations", lambda rows: rows[1:]), "roads_wrong_size"),
    "a column too many": (
        put("durations", lambda rows: [[*row, 1] for row in rows]),
        "roads_wrong_size",
    ),
    "no distances": (put("distances", lambda rows: None), "roads_wrong_size"),
    "text for a number": (
        put("durations", lambda rows: [["1" for _ in row] for row in rows]),
        "roads_wrong_size",
    ),
    "negative": (
        put("durations", lambda rows: [[-5 for _ in r] for r in rows]),
        "roads_wrong_size",
    ),
    "not a number": (
        put("durations", lambda rows: [[float("nan") for _ in row] for row in rows]),
        "roads_wrong_size",
    ),
    "no snaps": (put("sources", lambda points: points[1:]), "roads_wrong_size"),
    "snaps without distance": (put("sources", lambda p: [{} for _ in p]), "roads_wrong_size"),
    "too big": (
        changed(lambda d: d.update(code="TooBig", message="Too many table coordinates")),
        "roads_declined",
    ),
}
