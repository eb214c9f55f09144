"""Planners of the simulated year: the product's search, shortened, and a quick reckoning."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from fieldplan.domain import Plan, Problem, Route, Stop, Tier, Unassigned, VisitKind

MAINTENANCE = VisitKind.MAINTENANCE.value
Solve = Callable[[Problem], Plan]
ITERATIONS = 49
"""Iterations of a start: one fewer than buys a round of column generation."""


def by_solver(starts: int) -> Solve:
    """Return a planner by the product's own search without column generation.

    Every start goes on from the best plan so far. Months of all sizes get the same share of what
    a long solve would find: about 4 per cent more money than its best after 20 starts.
    """
    from fieldplan.solver import StopRule, solve  # noqa: PLC0415

    def planned(problem: Problem) -> Plan:
        plan = None
        for seed in range(starts):
            plan = solve(problem, StopRule(iterations=ITERATIONS), seed, previous=plan).plan
        assert plan is not None
        return plan

    return planned


def by_reckoning(problem: Problem) -> Plan:
    """Fill the days by weight and neighbourhood: no search, for tests of the policies.

    Drives are there and back for the first visit of a day and from the last one for others.
    """
    minutes = problem.travel.minutes
    days = [(e, day) for day in problem.days for e in problem.engineers if day in e.shifts]
    room = {(e.id, day): e.shifts[day][1] - e.shifts[day][0] - 60 for e, day in days}
    stops: dict[tuple[str, date], list[str]] = {}
    at: dict[tuple[str, date], int] = {}
    drives: dict[tuple[str, date], int] = {}
    served: dict[str, date] = {}
    left = []
    depth: dict[str, int] = {}
    for visit in problem.visits:  # predecessors stand before their successors
        depth[visit.id] = 1 + max((depth.get(a.visit_id, 0) for a in visit.after), default=0)
    order = sorted(
        problem.visits,
        key=lambda v: (v.tier, v.kind == MAINTENANCE, depth[v.id], -v.weight, v.due or date.max),
    )
    for visit in (v for v in order if v.tier is not Tier.WELCOME):
        best: tuple[bool, int, date, str] | None = None
        for engineer, day in days:
            key = (engineer.id, day)
            if day not in visit.windows or (visit.not_before and day < visit.not_before):
                continue
            if any(
                a.visit_id not in served
                or (day - served[a.visit_id]).days < max(1, a.min_calendar_days)
                for a in visit.after
            ):
                continue
            base, here = engineer.start, visit.location
            drive = int(
                minutes[at[key], here] + minutes[here, base] - minutes[at[key], base]
                if key in at
                else minutes[base, here] + minutes[here, base]
            )
            if drive + visit.duration_min + problem.stop_overhead_min <= room[key]:
                late = visit.latest is not None and day > visit.latest
                option = (late, drive, day, engineer.id)
                best = min(best, option) if best else option
        if best is None:
            left.append(visit.id)
            continue
        _, drive, day, name = best
        key = (name, day)
        room[key] -= drive + visit.duration_min + problem.stop_overhead_min
        stops.setdefault(key, []).append(visit.id)
        at[key] = visit.location
        drives[key] = drives.get(key, 0) + drive
        served[visit.id] = day
    routes = tuple(
        Route(
            engineer_id=name,
            date=day,
            leave_min=540,
            back_min=1080,
            drive_min=drives[name, day],
            stops=tuple(
                Stop(visit_id=v, arrive_min=0, start_min=0, end_min=0, depart_min=0) for v in ids
            ),
        )
        for (name, day), ids in sorted(stops.items(), key=lambda item: (item[0][1], item[0][0]))
    )
    return Plan(routes=routes, unassigned=tuple(Unassigned(visit_id=v, reasons=()) for v in left))
