"""The travel matrix from a road server and the cache: only what is new is asked for."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fieldplan.domain import Location, TravelMatrix
from fieldplan.errors import Finding, InputError
from fieldplan.travel.cache import Known, TravelCache
from fieldplan.travel.http import roads_error
from fieldplan.travel.osrm import UNREACHABLE, OsrmServer, Place

log = logging.getLogger(__name__)

CHUNK = 100
"""Places on a side of one table: what ``osrm-routed`` allows unless it is told otherwise."""
DECIMALS = 5
SNAP_MAX_M = 1000
TOLD_PAIRS = 3
ATTEMPTS = 2
"""Data that changes on the server half-way is asked for once more."""

Server = Callable[[], OsrmServer]
"""Called when the first drive has to be asked for, so that nothing is started for nothing."""
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class RoadMatrix:
    """The matrix, and what must be said of it: pairs without a way, by site."""

    matrix: TravelMatrix
    findings: tuple[Finding, ...] = ()


def place_of(location: Location) -> Place:
    """Return the coordinates as the server and the cache know them (about a metre).

    Raises
    ------
    ValueError
        If the location has none.
    """
    if location.lat is None or location.lon is None:
        raise ValueError(f"location without coordinates: {location.name}")
    return round(location.lat, DECIMALS), round(location.lon, DECIMALS)


def road_matrix(
    locations: Sequence[Location],
    *,
    server: Server,
    cache: TravelCache,
    source: str,
    snap_max_m: int = SNAP_MAX_M,
) -> RoadMatrix:
    """Return free-flow minutes (rounded up) and metres along roads between all locations.

    Places that differ are at least a minute apart; pairs without a way are negative, and each
    has its warning.

    Raises
    ------
    InputError
        If the server fails (what it had answered until then is kept), or with one finding for
        each site that lies farther than ``snap_max_m`` from a road of the data.
    """
    every = [place_of(location) for location in locations]
    places = list(dict.fromkeys(every))
    known = _complete(places, server, cache)
    number = {place: index for index, place in enumerate(places)}
    index = np.array([number[place] for place in every], dtype=np.int64)
    far = _far_sites(locations, known.snap_m[index], snap_max_m)
    if far:
        raise InputError(far)
    tenths = known.tenths[np.ix_(index, index)]
    metres = known.metres[np.ix_(index, index)]
    missing = tenths == UNREACHABLE
    minutes = np.maximum(1, -(-tenths // 600))
    same = index[:, None] == index[None, :]
    minutes[missing], metres[missing] = UNREACHABLE, UNREACHABLE
    minutes[same], metres[same] = 0, 0
    return RoadMatrix(
        matrix=TravelMatrix(
            minutes=minutes.astype(np.int32), metres=metres.astype(np.int32), source=source
        ),
        findings=_unreachable_sites(locations, missing & ~same),
    )


def _complete(places: Sequence[Place], server: Server, cache: TravelCache) -> Known:
    """Return all drives between the places, asking for those that the cache lacks."""
    for _ in range(ATTEMPTS):
        known = cache.load(places)
        if known.have.all():
            return known
        _fetch(places, ~known.have, server(), cache)
    known = cache.load(places)
    if not known.have.all():
        raise roads_error("roads_changing", url=server().url)
    return known


def _fetch(places: Sequence[Place], missing: Mask, server: OsrmServer, cache: TravelCache) -> None:
    """Ask for the missing drives and keep them; end early when the server's data has changed."""
    asked = 0
    for rows, columns in blocks(missing):
        sources = [places[row] for row in rows]
        destinations = [places[column] for column in columns]
        table = server.table(sources, destinations)
        asked += 1
        if table.data_version != cache.stamp and cache.restamp(table.data_version):
            log.info("the road data has changed on the server: asking for all drives anew")
            return
        cache.store(sources, destinations, table)
    log.info("%d of %d drives asked for in %d calls", missing.sum(), missing.size, asked)


def blocks(missing: Mask, chunk: int = CHUNK) -> Iterator[tuple[list[int], list[int]]]:
    """Yield tables, (rows, columns), that hold every missing pair once and no other.

    Rows that lack the same columns go together: of one new place, a row and a column.
    """
    groups: dict[bytes, list[int]] = {}
    for row in range(len(missing)):
        if missing[row].any():
            groups.setdefault(missing[row].tobytes(), []).append(row)
    for rows in groups.values():
        columns = np.flatnonzero(missing[rows[0]]).tolist()
        for first in range(0, len(rows), chunk):
            for left in range(0, len(columns), chunk):
                yield rows[first : first + chunk], columns[left : left + chunk]


def _far_sites(
    locations: Sequence[Location], snap_m: npt.NDArray[np.int64], snap_max_m: int
) -> list[Finding]:
    return [
        Finding(
            code="roads_far_site",
            value=location.name,
            params={"site": location.name, "metres": int(metres), "limit": snap_max_m},
        )
        for location, metres in zip(locations, snap_m, strict=True)
        if metres > snap_max_m
    ]


def _unreachable_sites(locations: Sequence[Location], missing: Mask) -> tuple[Finding, ...]:
    """Name the fewest sites that explain all pairs without a way, the worst first."""
    left = missing.copy()
    findings = []
    while left.any():
        to, back = left.sum(axis=0), left.sum(axis=1)
        worst = int(np.argmax(to + back))
        others = np.flatnonzero(left[worst] | left[:, worst])[:TOLD_PAIRS]
        findings.append(
            Finding(
                code="roads_unreachable",
                severity="warning",
                value=locations[worst].name,
                params={
                    "site": locations[worst].name,
                    "to_count": int(to[worst]),
                    "from_count": int(back[worst]),
                    "others": ", ".join(locations[i].name for i in others),
                },
            )
        )
        left[worst], left[:, worst] = False, False
    return tuple(findings)
