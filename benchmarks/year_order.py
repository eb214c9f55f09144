"""Whether the oldest were served first: visits left out where a younger one was made."""

from __future__ import annotations

from datetime import date

from benchmarks.year_planners import MAINTENANCE
from fieldplan.domain import Plan, Problem, Route, Tier, Visit

OLDER_DAYS = 10


def passed_over(problem: Problem, plan: Plan) -> int:
    """Count the required maintenance left out that could stand in a younger visit's place.

    Younger is a visit that is overdue by at least ten days less; its place is free for an older
    one if the day and the hour are open to it and the route gets no longer.
    """
    visits = {visit.id: visit for visit in problem.visits}
    left = [visits[item.visit_id] for item in plan.unassigned]
    return sum(
        any(_could_replace(problem, visits, route, place, visit) for route, place in _places(plan))
        for visit in left
        if visit.kind == MAINTENANCE and visit.tier is Tier.REQUIRED
    )


def _places(plan: Plan) -> list[tuple[Route, int]]:
    return [(route, place) for route in plan.routes for place in range(len(route.stops))]


def _could_replace(
    problem: Problem, visits: dict[str, Visit], route: Route, place: int, older: Visit
) -> bool:
    stop = route.stops[place]
    made = visits[stop.visit_id]
    start = problem.days[0]
    if made.kind != MAINTENANCE or made.promise is not None:
        return False
    if overdue_days(older, start) - overdue_days(made, start) < OLDER_DAYS:
        return False
    engineer = next(e for e in problem.engineers if e.id == route.engineer_id)
    if not older.skills <= engineer.skills:
        return False
    if older.engineers is not None and engineer.id not in older.engineers:
        return False
    if any(day is not None and route.date < day for day in (older.not_before, older.notice_until)):
        return False
    end = stop.start_min + older.duration_min
    if not any(a <= stop.start_min and end <= b for a, b in older.windows.get(route.date, ())):
        return False
    stops = [visits[item.visit_id].location for item in route.stops]
    before = stops[place - 1] if place else engineer.start
    after = stops[place + 1] if place + 1 < len(stops) else engineer.end
    minutes = problem.travel.minutes

    def length(visit: Visit) -> int:
        here = visit.location
        return int(minutes[before, here] + minutes[here, after]) + visit.duration_min

    return length(older) <= length(made)


def overdue_days(visit: Visit, start: date) -> int:
    """Days for which the visit was due when the month began."""
    return max(0, (start - visit.due).days) if visit.due else 0
