"""What was learnt of addresses, kept for good in one SQLite file of the user's."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fieldplan.domain.places import PlaceAnswer, PlaceHit, PlaceStatus, Precision
from fieldplan.travel.folders import home_folder

FILE_NAME = "places.sqlite"
VERSION = 1
WAIT_S = 30.0
"""How long to wait for another process that is writing."""

_KEPT = (PlaceStatus.FOUND, PlaceStatus.SEVERAL)
_TABLES = (
    "CREATE TABLE IF NOT EXISTS answers (address TEXT, provider TEXT, status TEXT, hits TEXT, "
    "PRIMARY KEY (address, provider)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS seen (identity TEXT PRIMARY KEY, key TEXT, address TEXT, "
    "lat REAL, lon REAL) WITHOUT ROWID",
)


class CacheError(Exception):
    """The file cannot be used: not a database, not ours, locked, or not to be written."""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """The address and coordinates that a record of a workbook was last seen with."""

    key: str
    address: str
    lat: float
    lon: float


def default_path() -> Path:
    """Return the user's file of places, in the folder of what fieldplan keeps for itself."""
    return home_folder() / FILE_NAME


class PlaceCache:
    """The file of places; every method raises ``CacheError`` when it cannot be used.

    Each answer is written as it comes, so that nothing is asked twice after an interruption,
    and two processes may use the file at once.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._base = sqlite3.connect(path, timeout=WAIT_S, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise CacheError(str(error)) from error
        try:
            self._prepare()
        except CacheError:
            self._base.close()
            raise

    def _prepare(self) -> None:
        version = self._rows("PRAGMA user_version")[0][0]
        if version == VERSION:
            return
        if version != 0:
            raise CacheError(f"version {version}, expected {VERSION}")
        self._write([(table, ()) for table in (*_TABLES, f"PRAGMA user_version = {VERSION}")])

    def answers(self, key: str) -> tuple[PlaceAnswer, ...]:
        """Return what each service has answered for an address, damaged entries left out."""
        query = "SELECT provider, status, hits FROM answers WHERE address = ? ORDER BY provider"
        found = (_answer(*row) for row in self._rows(query, (key,)))
        return tuple(answer for answer in found if answer is not None)

    def keep(self, key: str, answer: PlaceAnswer) -> None:
        """Keep an answer that names places; that nothing was found may change any day."""
        if answer.status not in _KEPT:
            return
        hits = json.dumps([_hit_row(hit) for hit in answer.hits], ensure_ascii=False)
        row = (key, answer.provider, str(answer.status), hits)
        self._write([("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", row)])

    def seen(self, identity: str) -> Seen | None:
        """Return what a record was last seen with."""
        query = "SELECT key, address, lat, lon FROM seen WHERE identity = ?"
        rows = self._rows(query, (identity,))
        if not rows:
            return None
        key, address, lat, lon = rows[0]
        return Seen(key=key, address=address, lat=lat, lon=lon)

    def remember(self, records: Iterable[tuple[str, Seen]]) -> None:
        """Remember records, all in one transaction."""
        query = "INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?, ?)"
        self._write(
            [
                (query, (identity, seen.key, seen.address, seen.lat, seen.lon))
                for identity, seen in records
            ]
        )

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def _rows(self, query: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        try:
            with closing(self._base.execute(query, values)) as cursor:
                return cursor.fetchall()
        # a lone half of a surrogate pair in client text cannot be looked up or stored
        except (sqlite3.Error, UnicodeError) as error:
            raise CacheError(str(error)) from error

    def _write(self, statements: list[tuple[str, tuple[object, ...]]]) -> None:
        try:
            self._base.execute("BEGIN IMMEDIATE")
            try:
                for query, values in statements:
                    self._base.execute(query, values)
                self._base.execute("COMMIT")
            except BaseException:
                if self._base.in_transaction:
                    self._base.execute("ROLLBACK")
                raise
        except (sqlite3.Error, UnicodeError) as error:
            raise CacheError(str(error)) from error


def _hit_row(hit: PlaceHit) -> list[object]:
    return [hit.lat, hit.lon, str(hit.precision), hit.label]


def _answer(provider: object, status: object, hits: object) -> PlaceAnswer | None:
    try:
        rows = json.loads(str(hits))
        return PlaceAnswer(
            status=PlaceStatus(str(status)),
            hits=tuple(
                PlaceHit(lat=float(lat), lon=float(lon), precision=Precision(name), label=label)
                for lat, lon, name, label in rows
            ),
            provider=str(provider),
        )
    except (ValueError, TypeError):
        return None
