"""The least time that a visit can take of its engineer, whatever route it stands in.

A route pays for every arc between two places. Half of each arc is charged to either end, so a
visit pays at least half of the cheapest way to its place and half of the cheapest way from it;
visits at one place share that, and the overhead of the stop, since one arrival may do for all.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import numpy as np

from fieldplan.domain import Problem, Visit
from fieldplan.domain.problem import HALF_HOURS

FREE_FLOW_PCT = 100


def fastest_pct(problem: Problem) -> int:
    """Return the best speed at any minute in which a route of the problem may be driven."""
    best = 1
    for day in problem.days:
        profile = problem.traffic.get(day.weekday()) or (FREE_FLOW_PCT,) * HALF_HOURS
        for engineer in problem.engineers:
            if day in engineer.shifts:
                start, end = engineer.shifts[day]
                if day in engineer.resume:
                    start = min(start, engineer.resume[day].minute)
                halves = range(start // 30, (end + engineer.overtime_day_min) // 30 + 1)
                best = max(best, *(profile[half % HALF_HOURS] for half in halves))
    return best


def least_minutes(problem: Problem) -> dict[str, Fraction]:
    """Return the least minutes of every visit: work, its part of overhead and drive."""
    at_place = Counter(visit.location for visit in problem.visits)
    places = sorted(at_place)
    starts = {engineer.start for engineer in problem.engineers}
    starts |= {r.location for engineer in problem.engineers for r in engineer.resume.values()}
    ends = {engineer.end for engineer in problem.engineers}
    pct = fastest_pct(problem)
    way = {
        place: Fraction(
            _cheapest(problem, place, {*places, *starts}, pct, to=True)
            + _cheapest(problem, place, {*places, *ends}, pct, to=False),
            2,
        )
        for place in places
    }

    def least(visit: Visit) -> Fraction:
        shared = way[visit.location] + problem.stop_overhead_min
        return visit.duration_min + shared / at_place[visit.location]

    return {visit.id: least(visit) for visit in problem.visits}


def _cheapest(problem: Problem, place: int, others: set[int], pct: int, *, to: bool) -> int:
    """Least minutes of an arc between the place and another; 0 where a base is there itself."""
    bases = {e.start for e in problem.engineers} if to else {e.end for e in problem.engineers}
    if to:
        bases |= {r.location for e in problem.engineers for r in e.resume.values()}
    if place in bases:
        return 0
    rest = sorted(others - {place})
    matrix = problem.travel.minutes
    free = matrix[rest, place] if to else matrix[place, rest]
    reachable = free[free >= 0]
    if not rest or not reachable.size:
        return 0
    return -(-FREE_FLOW_PCT * int(np.min(reachable)) // pct)
