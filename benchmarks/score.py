"""The one scorer of the comparison: plain sums over a problem and orders of stops.

It shares no code with the solver. Times that a solver recorded are not believed: every route is
timed anew by ``benchmarks.timetable``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from benchmarks.orders import Orders, can_serve, open_days
from benchmarks.timetable import time_route
from fieldplan.domain import Plan, Problem, Reason, Route, Tier, Unassigned, Visit


@dataclass(frozen=True, kw_only=True)
class Score:
    """What a plan is worth, tier by tier, and the rules it breaks.

    Attributes
    ----------
    late, late_days : int
        Emergencies after their deadlines or left out, and by how many days together.
    weight : int
        Weight of the visits left out.
    drive : int
        Minutes at the wheel.
    served : int
        Visits made.
    violations : tuple of str
    """

    late: int
    late_days: int
    weight: int
    drive: int
    served: int
    violations: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[int, int, int, int]:
        """Lower is better, the first figure first."""
        return (self.late, self.late_days, self.weight, self.drive)


def score(problem: Problem, orders: Orders) -> Score:
    """Return the score of the orders."""
    visits = {visit.id: visit for visit in problem.visits}
    days_of = {name: day for (_, day), route in orders.items() for name in route}
    routes, faults = _timed(problem, visits, orders)
    late = [_days_late(problem, visit, days_of.get(visit.id)) for visit in problem.visits]
    return Score(
        late=sum(days > 0 for days in late),
        late_days=sum(late),
        weight=sum(
            visit.weight
            for visit in problem.visits
            if visit.id not in days_of and visit.tier is not Tier.WELCOME
        ),
        drive=sum(route.drive_min for route in routes),
        served=len(days_of),
        violations=(*faults, *_rule_faults(problem, visits, orders, days_of)),
    )


def as_plan(problem: Problem, orders: Orders) -> Plan:
    """Return the orders as a plan with times, for the checker as a second opinion."""
    visits = {visit.id: visit for visit in problem.visits}
    routes, _ = _timed(problem, visits, orders)
    made = {stop.visit_id for route in routes for stop in route.stops}
    left = [visit.id for visit in problem.visits if visit.id not in made]
    reason = (Reason(code="no_room"),)
    return Plan(
        routes=tuple(sorted(routes, key=lambda route: (route.date, route.engineer_id))),
        unassigned=tuple(Unassigned(visit_id=name, reasons=reason) for name in left),
    )


def _timed(
    problem: Problem, visits: dict[str, Visit], orders: Orders
) -> tuple[list[Route], list[str]]:
    engineers = {engineer.id: engineer for engineer in problem.engineers}
    routes, faults = [], []
    for (engineer_id, day), names in orders.items():
        known = [visits[name] for name in names]
        route = time_route(problem, engineers[engineer_id], day, known)
        if route is None:
            faults.append(f"{engineer_id} {day}: the day cannot hold {', '.join(names)}")
        else:
            routes.append(route)
    return routes, faults


def _days_late(problem: Problem, visit: Visit, day: date | None) -> int:
    if visit.deadline is None:
        return 0
    if day is None:
        return max(1, (problem.days[-1] - visit.deadline).days + 1)
    return max(0, (day - visit.deadline).days)


def _rule_faults(
    problem: Problem, visits: dict[str, Visit], orders: Orders, days_of: dict[str, date]
) -> Iterator[str]:
    engineers = {engineer.id: engineer for engineer in problem.engineers}
    counts = Counter(name for route in orders.values() for name in route)
    for name, count in counts.items():
        if count > 1:
            yield f"{name}: made {count} times"
    for (engineer_id, day), names in orders.items():
        most = engineers[engineer_id].max_visits
        if most is not None and len(names) > most:
            yield f"{engineer_id} {day}: {len(names)} visits, at most {most}"
        for name in names:
            if not can_serve(problem, engineer_id, visits[name]):
                yield f"{name}: not {engineer_id}'s work"
            if day not in open_days(problem, visits[name]):
                yield f"{name}: not on {day}"
    place = {day: n for n, day in enumerate(problem.days)}
    for name, day in days_of.items():
        for after in visits[name].after:
            before = days_of.get(after.visit_id)
            if before is None:
                yield f"{name}: without {after.visit_id}"
            elif (day - before).days < after.min_calendar_days or (
                place[day] - place[before] < after.min_days
            ):
                yield f"{name}: too soon after {after.visit_id}"
