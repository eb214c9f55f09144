"""A server on this computer that answers as Nominatim or Yandex do, or fails as they may."""

from __future__ import annotations

import csv
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

ADDRESSES = Path(__file__).with_name("addresses.csv")
HANG_S = 2.0
Place = dict[str, Any]


def known_addresses() -> list[tuple[str, float, float]]:
    """The real addresses of the sample."""
    with ADDRESSES.open(encoding="utf-8") as stream:
        rows = csv.DictReader(line for line in stream if not line.startswith("#"))
        return [(row["address"], float(row["lat"]), float(row["lon"])) for row in rows]


@dataclass
class Request:
    """What was asked."""

    path: str
    query: dict[str, str]
    agent: str

    @property
    def address(self) -> str:
        return self.query.get("q") or self.query.get("geocode", "")


@dataclass
class FakeGeocoder:
    """The server: what it knows, how it fails next, and what it was asked.

    ``script`` holds failures for the next requests, ``always`` one for all: a status code,
    ``"hang"``, ``"drop"`` or the bytes of an answer.
    """

    url: str = ""
    extra: list[tuple[str, float, float, str]] = field(default_factory=list)
    script: list[int | str | bytes] = field(default_factory=list)
    always: int | str | bytes | None = None
    retry_after: str = ""
    requests: list[Request] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)

    def places(self, asked: str) -> list[tuple[str, float, float, str]]:
        """What is known of an address: formal names of districts are not understood."""
        if "внутригородская" in asked:
            return []
        wanted = words(asked)
        real = [(name, lat, lon, "house") for name, lat, lon in known_addresses()]
        return [place for place in (*real, *self.extra) if wanted <= words(place[0])]


def words(address: str) -> set[str]:
    return set(re.findall(r"\w+", address.casefold().replace("ё", "е")))


@contextmanager
def running() -> Iterator[FakeGeocoder]:
    """Run the server for a while, at a free port."""
    fake = FakeGeocoder()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            request = Request(parts.path, query, self.headers.get("User-Agent", ""))
            fake.requests.append(request)
            failure = fake.script.pop(0) if fake.script else fake.always
            if failure == "hang":
                fake.released.wait(HANG_S)
            elif failure == "drop":
                self.connection.close()
            elif isinstance(failure, int):
                self.reply(failure, b'{"error": {"message": "no"}}')
            elif isinstance(failure, bytes):
                self.reply(200, failure)
            else:
                found = fake.places(request.address)
                style = nominatim if request.path.endswith("/search") else yandex
                self.reply(200, json.dumps(style(found)).encode())

        def reply(self, code: int, body: bytes) -> None:
            self.send_response(code)
            if fake.retry_after:
                self.send_header("Retry-After", fake.retry_after)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    fake.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield fake
    finally:
        fake.released.set()
        server.shutdown()
        server.server_close()
        thread.join()


def nominatim(found: list[tuple[str, float, float, str]]) -> list[Place]:
    ranks = {"house": 30, "street": 26, "locality": 16}
    kinds = {"house": "building", "street": "highway", "locality": "place"}
    return [
        {
            "place_id": number,
            "lat": str(lat),
            "lon": str(lon),
            "class": kinds[precision],
            "type": "yes",
            "place_rank": ranks[precision],
            "display_name": name,
            "address": {"house_number": "7"} if precision == "house" else {"road": name},
        }
        for number, (name, lat, lon, precision) in enumerate(found)
    ]


def yandex(found: list[tuple[str, float, float, str]]) -> Place:
    precisions = {"house": "exact", "street": "street", "locality": "other"}
    members = [
        {
            "GeoObject": {
                "metaDataProperty": {
                    "GeocoderMetaData": {"precision": precisions[precision], "kind": precision}
                },
                "name": name,
                "description": "Россия",
                "Point": {"pos": f"{lon} {lat}"},
            }
        }
        for name, lat, lon, precision in found
    ]
    return {"response": {"GeoObjectCollection": {"featureMember": members}}}
