"""The streets that the routes of a plan take, leg by leg."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from fieldplan.domain import Problem, Route
from fieldplan.errors import InputError
from fieldplan.travel.cache import TravelCache
from fieldplan.travel.osrm import Place, no_way
from fieldplan.travel.road_matrix import Server, place_of

log = logging.getLogger(__name__)

Shapes = Mapping[tuple[str, date], tuple[str, ...]]
"""By engineer and date: an encoded polyline a leg, base to base; empty where nothing is driven."""


def route_shapes(
    problem: Problem, routes: Iterable[Route], *, server: Server, cache: TravelCache
) -> Shapes:
    """Return the streets of all routes, asking the server for the legs that are not yet known.

    Raises
    ------
    InputError
        If the server fails. A route for which it knows no way is left out.
    """
    location = {visit.id: visit.location for visit in problem.visits}
    engineers = {engineer.id: engineer for engineer in problem.engineers}
    paths: dict[tuple[str, date], list[Place]] = {}
    for route in routes:
        engineer = engineers[route.engineer_id]
        resumed = engineer.resume.get(route.date)
        start = resumed.location if resumed else engineer.start
        stops = (start, *(location[stop.visit_id] for stop in route.stops), engineer.end)
        paths[route.engineer_id, route.date] = [
            place_of(problem.locations[index]) for index in stops
        ]
    legs = dict.fromkeys(leg for path in paths.values() for leg in _legs(path))
    known = cache.load_shapes(list(legs))
    for path in paths.values():
        if any(leg not in known for leg in _legs(path)):
            fresh = _ask(path, server)
            cache.store_shapes(fresh)
            known |= fresh
    return {
        key: tuple("" if a == b else known[a, b] for a, b in pairwise(path))
        for key, path in paths.items()
        if all(leg in known for leg in _legs(path))
    }


def _legs(path: Sequence[Place]) -> list[tuple[Place, Place]]:
    return [(a, b) for a, b in pairwise(path) if a != b]


def _ask(path: Sequence[Place], server: Server) -> dict[tuple[Place, Place], str]:
    """Ask for a whole route at once, places in a row that are one place being one."""
    distinct = [place for n, place in enumerate(path) if n == 0 or place != path[n - 1]]
    try:
        lines = server().shapes(distinct)
    except InputError as error:
        if not no_way(error):
            raise
        log.warning("no streets are known of a route: %s", error.findings[0].params.get("said"))
        return {}
    return dict(zip(_legs(distinct), lines, strict=True))
