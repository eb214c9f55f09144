"""Completion bounds never exceed what a day can be finished at."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from rules.instances import SHIFT, engineer, problem, visit

from fieldplan.domain import LunchRule, TravelMatrix
from fieldplan.solver.completion import completion_bounds, group_floor
from fieldplan.solver.day_groups import day_groups
from fieldplan.solver.memory import memory_table, neighbours
from fieldplan.solver.native import ref
from fieldplan.solver.problem import Compiled, compile_problem
from fieldplan.solver.timing import time_and_cost

N, GRID_MIN, WORK_MIN = 7, 8, 70


def neighbourhood(overhead_min: int, seed: int, lunch: LunchRule | None = None) -> Compiled:
    """Seven places a few minutes apart, one after another; legs shorter than the grid.

    Their windows leave hardly any other order, so that the bounds come near the truth.
    """
    rng = np.random.default_rng(seed)
    x, y = rng.integers(0, 5, size=(2, N + 1))
    minutes = (abs(x[:, None] - x[None, :]) + abs(y[:, None] - y[None, :]) + 1).astype(np.int32)
    np.fill_diagonal(minutes, 0)
    from_min = [SHIFT[0] + 75 * i for i in range(N)]
    visits = [
        replace(visit(f"V{i}", work=WORK_MIN, windows=((t, t + 160),)), location=i + 1)
        for i, t in enumerate(from_min)
    ]
    given = problem((engineer(),), tuple(visits), stop_overhead_min=overhead_min, lunch=lunch)
    return compile_problem(replace(given, travel=TravelMatrix(minutes=minutes)))


def least_of_all(compiled: Compiled, gain: np.ndarray) -> float:
    """Least cost less gains of any order of any visits, timed one by one."""
    best = 0.0
    for n in range(1, N + 1):
        if n * WORK_MIN > SHIFT[1] - SHIFT[0]:
            break
        for order in itertools.permutations(range(N), n):
            seq = np.array(order, dtype=np.int64)
            ok, cost, _, _ = time_and_cost(compiled.native, 0, seq, n, np.zeros(n, dtype=np.int64))
            if ok:
                best = min(best, cost - gain[seq].sum())
    return best


@pytest.mark.parametrize("lunch", [None, LunchRule(minutes=60)], ids=["no lunch", "lunch"])
@pytest.mark.parametrize("overhead_min", [0, 3, 10])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_day_is_cheaper_than_the_floor(
    overhead_min: int, seed: int, lunch: LunchRule | None
) -> None:
    compiled = neighbourhood(overhead_min, seed, lunch)
    gain = np.random.default_rng(seed).uniform(2.0, 12.0, size=N)
    group = day_groups(compiled, GRID_MIN)[0]
    native, rates = ref(group), np.array([1.0, 0.0, 0.0])
    for work_limit in (0, 10**9):
        near = neighbours(group, compiled.arrays.entry_visit[group.entries], work_limit)
        memory = memory_table(near)
        least = completion_bounds(compiled.native, native, near, memory, gain, rates)
        floor = group_floor(compiled.native, native, least, gain, rates)
        assert floor <= least_of_all(compiled, gain) + 1e-9
