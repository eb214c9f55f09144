"""Drives that were asked for once are kept: SQLite, by provider, data version and place."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from fieldplan.travel.osrm import Ints, Place, Table

log = logging.getLogger(__name__)
T = TypeVar("T")

FILE_NAME = "travel-1.sqlite3"
"""The number is that of the tables' form: an older program never meets a newer file."""
SCALE = 100_000
BUSY_S = 60.0
_TABLES = """
CREATE TABLE IF NOT EXISTS source (
  id INTEGER PRIMARY KEY, provider TEXT NOT NULL, version TEXT NOT NULL,
  stamp TEXT NOT NULL DEFAULT '', UNIQUE (provider, version));
CREATE TABLE IF NOT EXISTS place (
  id INTEGER PRIMARY KEY, source INTEGER NOT NULL, lat INTEGER NOT NULL, lon INTEGER NOT NULL,
  snap_m INTEGER NOT NULL, UNIQUE (source, lat, lon));
CREATE TABLE IF NOT EXISTS leg (
  start INTEGER NOT NULL, finish INTEGER NOT NULL, tenths INTEGER NOT NULL,
  metres INTEGER NOT NULL, PRIMARY KEY (start, finish)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS shape (
  start INTEGER NOT NULL, finish INTEGER NOT NULL, line TEXT NOT NULL,
  PRIMARY KEY (start, finish)) WITHOUT ROWID;
"""


class Known:
    """What the cache knows of some places: drives, and how far each place is from a road."""

    def __init__(self, count: int) -> None:
        self.have: npt.NDArray[np.bool_] = np.zeros((count, count), dtype=np.bool_)
        self.tenths: Ints = np.zeros((count, count), dtype=np.int64)
        self.metres: Ints = np.zeros((count, count), dtype=np.int64)
        self.snap_m: Ints = np.zeros(count, dtype=np.int64)


class TravelCache:
    """The store of drives of one provider and data version; a context manager.

    Two processes may use one file: each writes in short transactions and waits for the other.
    A file that is damaged is put aside, and one that cannot be written is done without: the
    cache saves calls, the plan does not depend on it.

    Parameters
    ----------
    folder : Path or None
        None = nothing is kept beyond this run.
    """

    def __init__(self, folder: Path | None, *, provider: str, version: str) -> None:
        self._key = (provider, version)
        self._path = folder / FILE_NAME if folder else None
        self._base = self._open()
        self._source = self._number()

    def __enter__(self) -> TravelCache:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    @property
    def stamp(self) -> str:
        """What the server last said of its data's version."""
        row = self._guarded(
            lambda: self._base.execute(
                "SELECT stamp FROM source WHERE id = ?", (self._source,)
            ).fetchone()
        )
        return str(row[0]) if row else ""

    def restamp(self, stamp: str) -> bool:
        """Note the version of the server's data; whether drives of another had to be dropped."""

        def work() -> bool:
            with self._writing():
                stale = self._known_count() > 0
                if stale:
                    self._forget()
                self._base.execute(
                    "UPDATE source SET stamp = ? WHERE id = ?", (stamp, self._source)
                )
            return stale

        return self._guarded(work)

    def load(self, places: Sequence[Place]) -> Known:
        """Return everything that is known between the places (which must be distinct)."""

        def work() -> Known:
            known = Known(len(places))
            with self._wanted(places) as found:
                for index, snap_m in found.items():
                    known.snap_m[index] = snap_m
                rows = self._base.execute(
                    "SELECT a.n, b.n, leg.tenths, leg.metres FROM wanted a "
                    "JOIN leg ON leg.start = a.id JOIN wanted b ON b.id = leg.finish"
                ).fetchall()
            if rows:
                start, finish, tenths, metres = np.array(rows, dtype=np.int64).T
                known.have[start, finish] = True
                known.tenths[start, finish] = tenths
                known.metres[start, finish] = metres
            return known

        return self._guarded(work)

    def store(self, sources: Sequence[Place], destinations: Sequence[Place], table: Table) -> None:
        """Keep a table that was asked for."""

        def work() -> None:
            with self._writing():
                starts = self._ids(sources, table.source_snap_m)
                ends = self._ids(destinations, table.destination_snap_m)
                self._base.executemany(
                    "INSERT OR REPLACE INTO leg VALUES (?, ?, ?, ?)",
                    (
                        (start, end, int(table.tenths[i, j]), int(table.metres[i, j]))
                        for i, start in enumerate(starts)
                        for j, end in enumerate(ends)
                    ),
                )

        self._guarded(work)

    def load_shapes(self, legs: Sequence[tuple[Place, Place]]) -> dict[tuple[Place, Place], str]:
        """Return the streets that are known of these legs."""
        places = list(dict.fromkeys(place for leg in legs for place in leg))

        def work() -> dict[tuple[Place, Place], str]:
            with self._wanted(places):
                rows = self._base.execute(
                    "SELECT a.n, b.n, shape.line FROM wanted a "
                    "JOIN shape ON shape.start = a.id JOIN wanted b ON b.id = shape.finish"
                ).fetchall()
            return {(places[start], places[end]): str(line) for start, end, line in rows}

        found = self._guarded(work)
        return {leg: found[leg] for leg in legs if leg in found}

    def store_shapes(self, lines: Mapping[tuple[Place, Place], str]) -> None:
        """Keep the streets of legs whose places the cache knows already."""
        places = list(dict.fromkeys(place for leg in lines for place in leg))

        def work() -> None:
            with self._writing():
                ids = self._ids(places, None)
                number = dict(zip(places, ids, strict=True))
                self._base.executemany(
                    "INSERT OR REPLACE INTO shape VALUES (?, ?, ?)",
                    ((number[a], number[b], line) for (a, b), line in lines.items()),
                )

        self._guarded(work)

    def _open(self) -> sqlite3.Connection:
        if self._path is not None:
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                return _connected(str(self._path))
            except sqlite3.OperationalError as error:
                log.warning("the cache of drives cannot be used (%s): %s", self._path, error)
            except sqlite3.DatabaseError as error:
                return self._put_aside(error)
            except OSError as error:
                log.warning("the cache of drives cannot be used (%s): %s", self._path, error)
        return _connected(":memory:")

    def _put_aside(self, error: sqlite3.DatabaseError) -> sqlite3.Connection:
        """Rename a damaged file, so that a fresh one can take its place."""
        assert self._path is not None
        log.warning("the cache of drives is damaged and begun anew (%s): %s", self._path, error)
        try:
            self._path.replace(self._path.with_suffix(".damaged"))
            return _connected(str(self._path))
        except (OSError, sqlite3.Error):
            return _connected(":memory:")

    def _guarded(self, work: Callable[[], T]) -> T:
        """Do some work; when the file fails, do it in memory instead."""
        try:
            return work()
        except sqlite3.OperationalError as error:
            log.warning("the cache of drives failed, going on without it: %s", error)
            self._base.close()
            self._base = _connected(":memory:")
        except sqlite3.DatabaseError as error:
            self._base.close()
            self._base = self._put_aside(error) if self._path else _connected(":memory:")
        self._source = self._number()
        return work()

    def _number(self) -> int:
        def work() -> int:
            with self._writing():
                self._base.execute(
                    "INSERT OR IGNORE INTO source (provider, version) VALUES (?, ?)", self._key
                )
            query = "SELECT id FROM source WHERE provider = ? AND version = ?"
            return int(self._base.execute(query, self._key).fetchone()[0])

        try:
            return work()
        except sqlite3.Error as error:
            log.warning("the cache of drives cannot be written (%s): %s", self._path, error)
            self._base.close()
            self._base = _connected(":memory:")
            return work()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Take the file for one short transaction."""
        self._base.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._base.execute("ROLLBACK")
            raise
        self._base.execute("COMMIT")

    @contextmanager
    def _wanted(self, places: Sequence[Place]) -> Iterator[dict[int, int]]:
        """Put the places into a table to join with; yield the distance to a road by index."""
        self._base.execute("DROP TABLE IF EXISTS temp.wanted")
        self._base.execute("CREATE TEMP TABLE wanted (id INTEGER PRIMARY KEY, n INTEGER)")
        query = "SELECT id, snap_m FROM place WHERE source = ? AND lat = ? AND lon = ?"
        found = {}
        for index, place in enumerate(places):
            row = self._base.execute(query, (self._source, *_whole(place))).fetchone()
            if row:
                self._base.execute("INSERT INTO wanted VALUES (?, ?)", (row[0], index))
                found[index] = int(row[1])
        yield found

    def _ids(self, places: Sequence[Place], snaps: Ints | None) -> list[int]:
        ids = []
        for index, place in enumerate(places):
            key = (self._source, *_whole(place))
            if snaps is not None:
                self._base.execute(
                    "INSERT INTO place (source, lat, lon, snap_m) VALUES (?, ?, ?, ?) "
                    "ON CONFLICT (source, lat, lon) DO UPDATE SET snap_m = excluded.snap_m",
                    (*key, int(snaps[index])),
                )
            else:
                self._base.execute(
                    "INSERT OR IGNORE INTO place (source, lat, lon, snap_m) VALUES (?, ?, ?, 0)",
                    key,
                )
            query = "SELECT id FROM place WHERE source = ? AND lat = ? AND lon = ?"
            ids.append(int(self._base.execute(query, key).fetchone()[0]))
        return ids

    def _known_count(self) -> int:
        query = "SELECT count(*) FROM place WHERE source = ?"
        return int(self._base.execute(query, (self._source,)).fetchone()[0])

    def _forget(self) -> None:
        mine = "IN (SELECT id FROM place WHERE source = ?)"
        for table in ("leg", "shape"):
            self._base.execute(f"DELETE FROM {table} WHERE start {mine}", (self._source,))
        self._base.execute("DELETE FROM place WHERE source = ?", (self._source,))


def _connected(name: str) -> sqlite3.Connection:
    base = sqlite3.connect(name, timeout=BUSY_S, isolation_level=None)
    try:
        base.executescript(_TABLES)
    except sqlite3.Error:
        base.close()
        raise
    return base


def _whole(place: Place) -> tuple[int, int]:
    return round(place[0] * SCALE), round(place[1] * SCALE)
