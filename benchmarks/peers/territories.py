"""A large month cut into territories, for solvers that cannot take it whole.

Engineers are sorted by the bearing of their bases and cut into groups of equal size; a visit goes
to the nearest base of a group that still has room and can do the work.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import atan2

from benchmarks.orders import Orders, can_serve
from fieldplan.domain import Problem

Solver = Callable[[Problem, float, int], Orders]
"""Problem, seconds, seed to orders."""


def by_territory(solve: Solver, most: int) -> Solver:
    """Return a solver that cuts months of more than ``most`` visits and shares out the time."""

    def solve_parts(problem: Problem, seconds: float, seed: int) -> Orders:
        parts = territories(problem, -(-len(problem.visits) // most))
        found: Orders = {}
        for part in parts:
            share = len(part.visits) / max(1, len(problem.visits))
            found |= solve(part, seconds * share, seed)
        return found

    return solve_parts


def territories(problem: Problem, count: int) -> list[Problem]:
    """Cut the problem into at most ``count`` parts, each engineer and visit in one of them."""
    count = min(count, len(problem.engineers))
    if count <= 1:
        return [problem]
    bases = {e.id: problem.locations[e.start] for e in problem.engineers}
    lat = sum(place.lat or 0 for place in bases.values()) / len(bases)
    lon = sum(place.lon or 0 for place in bases.values()) / len(bases)
    order = sorted(
        problem.engineers,
        key=lambda e: atan2((bases[e.id].lat or 0) - lat, (bases[e.id].lon or 0) - lon),
    )
    size = -(-len(order) // count)
    groups = [order[n : n + size] for n in range(0, len(order), size)]
    room = [1.1 * sum(v.duration_min for v in problem.visits) * len(g) / len(order) for g in groups]
    home: dict[int, int] = {}
    for visit in sorted(problem.visits, key=lambda v: (-len(v.skills), v.id)):
        if visit.location in home:  # the stages of a project stay together
            room[home[visit.location]] -= visit.duration_min
            continue
        near = sorted(
            range(len(groups)),
            key=lambda n: min(
                (
                    not can_serve(problem, e.id, visit),
                    int(problem.travel.minutes[e.start, visit.location]),
                )
                for e in groups[n]
            ),
        )
        place = next((n for n in near if room[n] >= visit.duration_min), near[0])
        room[place] -= visit.duration_min
        home[visit.location] = place
    return [
        replace(
            problem,
            engineers=tuple(group),
            visits=tuple(v for v in problem.visits if home[v.location] == n),
        )
        for n, group in enumerate(groups)
    ]
