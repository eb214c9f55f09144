"""Nothing is proven that is not true: bounds against everything that can be planned.

``FIELDPLAN_EXHAUSTIVE=500`` tries so many months.
"""

from __future__ import annotations

import os
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from support.exhaustive import Exhaustive
from support.small_months import small_month

from fieldplan.capacity.hours_bound import hours_bound
from fieldplan.capacity.solver_bound import service_only, solver_bound
from fieldplan.domain import DeskMode, DeskRules, Problem, TravelMatrix
from fieldplan.solver import StopRule

SEEDS = range(max(150, int(os.environ.get("FIELDPLAN_EXHAUSTIVE", "0"))))
CHUNKS = [tuple(SEEDS[n : n + 25]) for n in range(0, len(SEEDS), 25)]
SOLVED = SEEDS[:60]
STOP = StopRule(iterations=300)
SERVICE = 3


def month(seed: int) -> Problem:
    """A small month: in every other too few hours for most of the work; in every third mostly
    driving, to few places."""
    problem = small_month(seed, 7)
    if seed % 3 == 2:
        problem = _on_the_road(problem)
    if seed % 2:
        engineers = tuple(
            replace(
                e,
                resume={},
                overtime_day_min=min(60, e.overtime_day_min),
                shifts={day: (a, (a + b) // 2) for day, (a, b) in e.shifts.items()},
            )
            for e in problem.engineers
        )
        problem = replace(problem, engineers=engineers)
    return problem


def _on_the_road(problem: Problem) -> Problem:
    """Short work at few places, as far apart as a bound on drives takes to be wrong."""
    size = len(problem.travel.minutes)
    minutes = np.full((size, size), 60, dtype=np.int32)
    np.fill_diagonal(minutes, 0)
    visits = tuple(
        replace(
            visit,
            duration_min=10,
            location=1 + n % min(2, size - 1),
            windows=dict.fromkeys(problem.days, ((540, 1080),)),
            after=(),
        )
        for n, visit in enumerate(problem.visits)
    )
    engineers = tuple(replace(e, start=0, end=0, max_visits=None) for e in problem.engineers)
    return replace(
        problem,
        visits=visits,
        engineers=engineers,
        traffic={},
        stop_overhead_min=30,
        travel=TravelMatrix(minutes=minutes),
        same_engineer=(),
        consecutive=(),
        days=problem.days[:1],
    )


@cache
def truth(seed: int) -> tuple[int, int]:
    """Least number and least weight undone of all plans."""
    problem = month(seed)
    count = Exhaustive(service_only(problem, count=True)).optimum()[SERVICE]
    weight = Exhaustive(service_only(problem, count=False)).optimum()[SERVICE]
    return count, weight


@pytest.mark.parametrize("chunk", CHUNKS, ids=lambda chunk: f"{chunk[0]}-{chunk[-1]}")
def test_the_hours_bound_never_claims_more_than_the_truth(chunk: tuple[int, ...]) -> None:
    for seed in chunk:
        bound = hours_bound(month(seed))
        count, weight = truth(seed)
        assert bound.count <= count, seed
        assert bound.weight <= weight, seed


def test_the_hours_bound_is_not_idle() -> None:
    """Guards the test above against a bound that proves nothing."""
    pairs = [(hours_bound(month(seed)), truth(seed)) for seed in SEEDS[:150]]
    short = [(bound, least) for bound, least in pairs if least[0]]
    assert len(short) > 60
    assert sum(bound.count > 0 for bound, _ in short) > 30
    assert sum(bound.count == least[0] for bound, least in short) > 15
    assert sum(bound.weight > 0 for bound, _ in short) > 30


@pytest.mark.parametrize("count", [True, False], ids=["count", "weight"])
def test_the_solver_bound_never_claims_more_than_the_truth(count: bool) -> None:
    strong = 0
    for seed in SOLVED:
        bound = solver_bound(month(seed), STOP, count=count)
        least = truth(seed)[0 if count else 1]
        assert bound.bound is None or bound.bound <= least, seed
        assert bound.found >= least, seed
        strong += bound.bound == least
    assert strong > len(SOLVED) // 2


def test_strict_desk_work_is_not_overstated() -> None:
    """A plan that the checker accepts leaves no less undone than is proven, desk work included."""
    proven = 0
    for seed in range(30):
        problem = month(seed)
        visits = tuple(replace(v, prep_min=45, doc_min=60) for v in problem.visits)
        desk = DeskRules(mode=DeskMode.STRICT, doc_days=0, prepared_days=1, consult_week_min=60)
        problem = replace(problem, visits=visits, desk=desk)
        bound = hours_bound(problem)
        assert bound == hours_bound(problem, strict_desk=True)
        found = solver_bound(problem, STOP, count=True).found
        assert bound.count <= found, seed
        assert bound.weight <= solver_bound(problem, STOP, count=False).found, seed
        proven += bound.count > hours_bound(problem, strict_desk=False).count
    assert proven > 3
