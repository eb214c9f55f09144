"""PyVRP: time of day for its clock, a profile for each set of visits that a day may hold.

A visit open at different hours on different days is a group of alternative clients, of which one
is made. Optional clients bring prizes: PRIZE a unit of weight, more for emergencies, less for one
that is late. Not expressed: lunch (see ``lunch_clock``), departure on the quarter hour, stage
order (see ``chains``), traffic.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib.metadata import version

import numpy as np
import pyvrp
import pyvrp.stop

from benchmarks.orders import Orders, as_orders, can_serve
from benchmarks.peers.chains import stage_days, worth_with_followers
from benchmarks.peers.lunch_clock import shift_span, squeezed
from benchmarks.peers.territories import by_territory
from fieldplan.domain import Problem, ProblemEngineer, Visit

VERSION = version("pyvrp")
SEEDED = True
PRIZE = 600
"""Drive minutes a unit of weight is worth: more than any detour."""
URGENT, LATE = 400, 200
"""Weight added to an emergency in time, and late."""
FORBIDDEN_MIN, FORBIDDEN_COST = 10_000, 2_000_000
MOST_VISITS = 600
"""Larger months are cut: each profile has its own matrices."""


@dataclass(frozen=True, kw_only=True)
class _Option:
    """A visit within one span of hours on some days."""

    visit: Visit
    opening: int
    closing: int
    days: frozenset[date]
    prize: int


def solve(problem: Problem, seconds: float, seed: int) -> Orders:
    """Return the orders that PyVRP finds in so many seconds."""
    return by_territory(_solve, MOST_VISITS)(problem, seconds, seed)


def _solve(problem: Problem, seconds: float, seed: int) -> Orders:
    data, slots, options = _data(problem)
    stop = pyvrp.stop.MaxRuntime(seconds)
    best = pyvrp.solve(data, stop, seed=seed, collect_stats=False, display=False).best
    found = []
    for route in best.routes():
        engineer, day = slots[route.vehicle_type()]
        visits = tuple(options[step.idx].visit.id for step in route if step.is_client())
        found.append((engineer.id, day, visits))
    return as_orders(found)


def _data(
    problem: Problem,
) -> tuple[pyvrp.ProblemData, list[tuple[ProblemEngineer, date]], list[_Option]]:
    slots = [(e, day) for day in problem.days for e in problem.engineers if day in e.shifts]
    options = _options(problem)
    bases = sorted({place for e, _ in slots for place in (e.start, e.end)})
    points = [*bases, *(option.visit.location for option in options)]
    drive = problem.travel.minutes[np.ix_(points, points)].astype(np.int64)
    # A negative time is a road that does not exist.
    cost = np.where(drive < 0, FORBIDDEN_COST, drive)
    clock = np.where(drive < 0, FORBIDDEN_MIN, drive)
    moves = np.array(points)[:, None] != np.array(points)[None, :]
    moves[: len(bases)] = True
    clock = clock + problem.stop_overhead_min * moves
    clock[:, : len(bases)] -= problem.stop_overhead_min * moves[:, : len(bases)]
    np.fill_diagonal(clock, 0)

    profiles: dict[bytes, int] = {}
    costs, clocks, vehicles = [], [], []
    by_engineer = {
        e.id: np.array([can_serve(problem, e.id, o.visit) for o in options], dtype=bool)
        for e in problem.engineers
    }
    by_day = {d: np.array([d in o.days for o in options], dtype=bool) for d in problem.days}
    for engineer, day in slots:
        allowed = by_engineer[engineer.id] & by_day[day]
        key = allowed.tobytes()
        if key not in profiles:
            profiles[key] = len(profiles)
            shut = np.concatenate([np.zeros(len(bases), dtype=bool), ~allowed])
            costs.append(np.where(shut[None, :], FORBIDDEN_COST, cost))
            clocks.append(np.where(shut[None, :], FORBIDDEN_MIN, clock))
            np.fill_diagonal(costs[-1], 0)
            np.fill_diagonal(clocks[-1], 0)
        start, end = shift_span(problem, engineer, day)
        vehicles.append(
            pyvrp.VehicleType(
                capacity=[engineer.max_visits or len(options)],
                start_depot=bases.index(engineer.start),
                end_depot=bases.index(engineer.end),
                tw_early=start,
                tw_late=end,
                profile=profiles[key],
            )
        )
    clients, groups = _clients(options, len(bases))
    data = pyvrp.ProblemData(
        locations=[pyvrp.Location(0, 0) for _ in points],
        clients=clients,
        depots=[pyvrp.Depot(n) for n in range(len(bases))],
        vehicle_types=vehicles,
        distance_matrices=costs,
        duration_matrices=clocks,
        groups=groups,
    )
    return data, slots, options


def _clients(
    options: list[_Option], first: int
) -> tuple[list[pyvrp.Client], list[pyvrp.ClientGroup]]:
    members: dict[str, list[int]] = {}
    for n, option in enumerate(options):
        members.setdefault(option.visit.id, []).append(n)
    shared = {name: ns for name, ns in members.items() if len(ns) > 1}
    group_of = {name: n for n, name in enumerate(shared)}
    clients = [
        pyvrp.Client(
            first + n,
            delivery=[1],
            service_duration=option.visit.duration_min,
            tw_early=option.opening,
            tw_late=option.closing - option.visit.duration_min,
            prize=option.prize,
            required=False,
            group=group_of.get(option.visit.id),
        )
        for n, option in enumerate(options)
    ]
    return clients, [pyvrp.ClientGroup(ns, required=False) for ns in shared.values()]


def _options(problem: Problem) -> list[_Option]:
    """Spread every visit over its spans of hours, an emergency also over in time and late."""
    days_of = stage_days(problem)
    worth = worth_with_followers(problem)
    found = []
    for visit in problem.visits:
        spans: dict[tuple[int, int, bool], set[date]] = {}
        for day in days_of[visit.id]:
            late = visit.deadline is not None and day > visit.deadline
            for window in visit.windows[day]:
                opening, closing = (squeezed(problem, minute) for minute in window)
                if opening + visit.duration_min <= closing:
                    spans.setdefault((opening, closing, late), set()).add(day)
        for (opening, closing, late), days in spans.items():
            weight = worth[visit.id]
            if visit.deadline is not None:
                weight += LATE if late else URGENT
            found.append(
                _Option(
                    visit=visit,
                    opening=opening,
                    closing=closing,
                    days=frozenset(days),
                    prize=PRIZE * weight,
                )
            )
    return found
