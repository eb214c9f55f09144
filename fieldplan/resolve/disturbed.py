"""Whom a change of a plan disturbs: visits that leave their places, and those that shift."""

from __future__ import annotations

from collections.abc import Mapping

from fieldplan.cost import keeps_promise
from fieldplan.domain import Displaced, Place, Plan, Route, Stop, Visit

SHIFT_SHOWN_MIN = 15
"""A planned start that moves by less is not worth telling."""

Placed = tuple[Route, Stop]


def placed(plan: Plan) -> dict[str, Placed]:
    """Return route and stop of every visit of a plan."""
    return {stop.visit_id: (route, stop) for route in plan.routes for stop in route.stops}


def place_of(item: Placed) -> Place:
    """Return a place in words of the domain."""
    route, stop = item
    return Place(
        date=route.date,
        engineer_id=route.engineer_id,
        start_min=stop.start_min,
        end_min=stop.end_min,
    )


def disturbed(
    visits: Mapping[str, Visit],
    before: Mapping[str, Placed],
    after: Mapping[str, Placed],
    visit_id: str,
) -> tuple[tuple[Displaced, ...], tuple[Displaced, ...]]:
    """Return the visits, other than the one named, that move, and those that only shift."""
    displaced, shifted = [], []
    for name, was in before.items():
        now = after.get(name)
        if name == visit_id:
            continue
        item = Displaced(
            visit_id=name,
            was=place_of(was),
            now=place_of(now) if now else None,
            call=_call(visits[name], was, now),
        )
        if now is None or _moved(was, now):
            displaced.append(item)
        elif abs(was[1].start_min - now[1].start_min) >= SHIFT_SHOWN_MIN:
            shifted.append(item)
    return tuple(displaced), tuple(shifted)


def _call(visit: Visit, was: Placed, now: Placed | None) -> bool:
    kept = keeps_promise(visit, was[0], was[1].start_min)
    broken = now is None or not keeps_promise(visit, now[0], now[1].start_min)
    return visit.promise is not None and kept and broken


def _moved(was: Placed, now: Placed) -> bool:
    return (was[0].date, was[0].engineer_id) != (now[0].date, now[0].engineer_id)
