"""Room for promises that a plan breaks: what is promised to nobody gives way, then comes back.

From a full plan the search does not find the way to a promised day, least of all for work on
several days in a row: too much would have to move at once. Here the promised days are cleared
first; what was there is then planned anew, as near to its old place as may be.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from fieldplan.cost import keeps_promise
from fieldplan.domain import Plan, Problem, Tier, Visit
from fieldplan.resolve.disturbed import Placed, placed
from fieldplan.solver import StopRule, solve


def make_room(problem: Problem, plan: Plan, stop: StopRule, *, seed: int) -> Plan:
    """Return a plan that is better because it keeps more promises, else the plan given.

    Parameters
    ----------
    stop : StopRule
        Limit of each of the two searches.
    """
    places = placed(plan)
    broken = [visit for visit in problem.visits if _is_broken(visit, places.get(visit.id))]
    if not broken:
        return plan
    run_of = {name: group for group in problem.consecutive for name in group}
    day_of = _promised_days(problem, broken, run_of)
    days = set(day_of.values())

    def gives_way(visit: Visit) -> bool:
        place = places.get(visit.id)
        if visit.id in day_of or visit.tier is Tier.EMERGENCY or visit.promise is not None:
            return False
        return place is None or place[0].date in days

    def bound(visit: Visit) -> Visit:
        if gives_way(visit):
            return replace(visit, windows={})
        day = day_of.get(visit.id)
        return visit if day is None else replace(visit, windows=_only(visit, day))

    cleared = replace(problem, visits=tuple(bound(visit) for visit in problem.visits))
    roomy = solve(cleared, stop, seed=seed, previous=_without(plan, set(day_of))).plan
    found = solve(problem, stop, seed=seed, previous=roomy).plan
    return min(plan, found, key=lambda p: [tier.value for tier in p.tiers])


def _is_broken(visit: Visit, place: Placed | None) -> bool:
    if visit.promise is None or place is None:
        return visit.promise is not None
    route, stop = place
    return not keeps_promise(visit, route, stop.start_min)


def _promised_days(
    problem: Problem, broken: list[Visit], run_of: Mapping[str, tuple[str, ...]]
) -> dict[str, date]:
    """The day of each visit that a broken promise is about, the rest of its run included."""
    index = {day: n for n, day in enumerate(problem.days)}
    found: dict[str, date] = {}
    for visit in broken:
        assert visit.promise is not None
        group = run_of.get(visit.id, (visit.id,))
        begin = index.get(visit.promise.date, -1) - group.index(visit.id)
        if begin >= 0:
            found.update(zip(group, problem.days[begin:], strict=False))
    return found


def _only(visit: Visit, day: date) -> Mapping[date, tuple[tuple[int, int], ...]]:
    return {day: visit.windows[day]} if day in visit.windows else {}


def _without(plan: Plan, names: set[str]) -> Plan:
    """The plan without some visits; only its orders are looked at from here on."""
    routes = (
        replace(route, stops=tuple(s for s in route.stops if s.visit_id not in names))
        for route in plan.routes
    )
    return replace(plan, routes=tuple(route for route in routes if route.stops))
