"""One GET of a JSON document, with an end to every wait and a name for every fault."""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
import threading
import time
from typing import Any
from urllib.parse import urlsplit

from fieldplan.errors import Finding, InputError

MAX_BYTES = 256 * 1024 * 1024
_CHUNK = 1 << 16
_OK = 200
_TOLD_STATUS = (400, 404)
"""OSRM says what is wrong with a request in the body of these."""


def roads_error(code: str, *, value: str = "", **params: object) -> InputError:
    """Return the error of a single finding about the road server."""
    return InputError([Finding(code=code, value=value, params=params)])


def check_url(url: str) -> str:
    """Return the address of a road server without its closing slash.

    Raises
    ------
    InputError
        If it is no plain http or https address.
    """
    cleaned = url.strip().rstrip("/")
    try:
        parts = urlsplit(cleaned)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    plain = cleaned.isascii() and not any(letter in cleaned for letter in " ?#@\\\t\r\n")
    if not (usable and plain):
        raise roads_error("roads_bad_url", value=url[:100], url=url[:100])
    return cleaned


def get_json(url: str, path: str, *, timeout_s: float) -> dict[str, Any]:
    """Return the JSON object at ``url + path``.

    The time-out is for the whole answer, not for each packet: a server that sends a byte a
    second is slow, too. No proxy is asked, and no redirection is followed, so that the
    coordinates of clients go to the server of the settings and nowhere else.

    Raises
    ------
    InputError
        ``roads_refused``, ``roads_slow``, ``roads_http`` or ``roads_garbled``.
    """
    base = urlsplit(url)
    kind = http.client.HTTPSConnection if base.scheme == "https" else http.client.HTTPConnection
    connection = kind(base.hostname or "", base.port, timeout=timeout_s)
    expired = threading.Event()
    until = time.monotonic() + timeout_s

    def give_up() -> None:
        expired.set()
        sock = connection.sock
        if sock is not None:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(timeout_s, give_up)
    timer.daemon = True
    timer.start()
    try:
        connection.request("GET", base.path + path, headers={"Accept": "application/json"})
        response = connection.getresponse()
        body = _read(response, until)
    except TimeoutError:
        raise roads_error("roads_slow", url=url, seconds=_number(timeout_s)) from None
    except (OSError, http.client.HTTPException) as error:
        if expired.is_set():
            raise roads_error("roads_slow", url=url, seconds=_number(timeout_s)) from None
        if isinstance(error, http.client.IncompleteRead | http.client.BadStatusLine) and not (
            isinstance(error, http.client.RemoteDisconnected)
        ):
            raise roads_error("roads_garbled", url=url) from None
        detail = getattr(error, "strerror", None) or type(error).__name__
        raise roads_error("roads_refused", url=url, detail=detail) from None
    finally:
        timer.cancel()
        connection.close()
    if expired.is_set():
        raise roads_error("roads_slow", url=url, seconds=_number(timeout_s))
    if response.status != _OK and response.status not in _TOLD_STATUS:
        raise roads_error("roads_http", url=url, status=response.status)
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        if response.status != _OK:
            raise roads_error("roads_http", url=url, status=response.status) from None
        raise roads_error("roads_garbled", url=url) from None
    if not isinstance(document, dict):
        raise roads_error("roads_garbled", url=url)
    return document


def _read(response: http.client.HTTPResponse, until: float) -> bytes:
    parts: list[bytes] = []
    size = 0
    while True:
        part = response.read(_CHUNK)
        if not part:
            return b"".join(parts)
        parts.append(part)
        size += len(part)
        if time.monotonic() > until:
            raise TimeoutError
        if size > MAX_BYTES:
            raise http.client.IncompleteRead(b"")


def _number(seconds: float) -> str:
    return f"{seconds:g}"
