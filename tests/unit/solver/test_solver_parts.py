"""Choices of parts: nothing far away changes, parts fit what can be finished, none is worse."""

from __future__ import annotations

from itertools import pairwise

import pytest
from support.small_months import small_month

from fieldplan.solver import parts
from fieldplan.solver.chain import CHUNK, Lap
from fieldplan.solver.parts import Choices
from fieldplan.solver.pool import Column
from fieldplan.solver.problem import compile_problem
from fieldplan.solver.search import Search
from fieldplan.solver.state import copy_state

NODES = 200
SEEDS = range(6)


def searched(seed: int) -> Search:
    """A month with the greedy plan as the best, and the routes of an annealing in the pool."""
    search = Search(compile_problem(small_month(seed, 14)), seed)
    search.construct()
    greedy = search.orders()
    lap = Lap(
        start=copy_state(search.best), hot=30.0, cold=1.0, iterations=1,
        least_part=1.0, keeps_from=0.0,
    )  # fmt: skip
    for n in range(10):
        search.anneal([lap], CHUNK, n / 10)
    search.collect()
    search.best = search.state_of(greedy)
    return search


def values(search: Search) -> list[int]:
    return [tier.value for tier in search.plan({}).tiers]


def choices(search: Search, size: int | None = None) -> Choices:
    made = Choices(search.compiled, frozenset(), seed=1)
    made.size = size or made.size
    return made


def chosen(search: Search, made: Choices) -> list[Column] | None:
    return made.better(
        search.pool.columns(), search.columns(), values(search), seconds=None, nodes=NODES
    )


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("size", [None, 4])
def test_what_is_chosen_is_better(seed: int, size: int | None) -> None:
    search = searched(seed)
    before = values(search)
    found = chosen(search, choices(search, size))
    if found is not None:
        assert search.repair(found)
        assert values(search) < before


def test_parts_better_some_month() -> None:
    found = [chosen(search := searched(seed), choices(search, 4)) for seed in SEEDS]
    assert any(found)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_best_plan_cannot_be_bettered(seed: int) -> None:
    search = searched(seed)
    while (found := chosen(search, choices(search))) is not None:
        assert search.repair(found)
    assert chosen(search, choices(search, 4)) is None


@pytest.mark.parametrize("seed", SEEDS)
def test_a_part_is_what_lies_near(seed: int) -> None:
    search = searched(seed)
    plan = {column.slot: column for column in search.columns()}
    centre = min(plan)
    sizes = []
    for size in (1, 4, 8, 100):
        part = choices(search, size)._part(plan, centre)
        assert centre in part
        visits = sum(len(plan[slot].order) for slot in part & plan.keys())
        assert visits <= size or part & plan.keys() == {centre}
        assert set(range(len(search.best.length))) - plan.keys() <= part, "empty days take part"
        sizes.append(part)
    assert all(smaller <= larger for smaller, larger in pairwise(sizes))
    assert sizes[-1] == set(range(len(search.best.length)))


@pytest.mark.parametrize("seed", SEEDS)
def test_routes_outside_of_the_part_stay(seed: int) -> None:
    search = searched(seed)
    made = choices(search)
    made.wide.learn([*search.pool.columns(), *search.columns()], values(search), ())
    fixed = search.columns()[::2]
    found = made.wide.choose(fixed, seconds=None, nodes=NODES)
    assert found is not None
    assert set(fixed) <= set(found.columns)


def test_parts_fit_what_can_be_finished(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "LEAST_VISITS", 4)
    made = choices(searched(1), 8)
    made._fit(proven=False, better=True)
    assert made.size == 8, "neither finished nor in vain"
    made._fit(proven=False, better=False)
    assert made.size == 6
    made._fit(proven=True, better=False)
    assert made.size == 7
    for _ in range(9):
        made._fit(proven=False, better=False)
    assert made.size == 4
    for _ in range(30):
        made._fit(proven=True, better=True)
    assert made.size == len(made.compiled.problem.visits)


def test_large_months_begin_with_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "WHOLE_MOST_VISITS", 10)
    monkeypatch.setattr(parts, "PART_VISITS", 5)
    assert choices(searched(1)).size == 5


def test_choices_in_vain_get_less_time() -> None:
    made = choices(searched(1))
    made.taken(False)
    made.taken(False)
    assert made.luck == 0.25
    made.taken(True)
    assert made.luck == 1.0


def test_no_time_no_choice() -> None:
    search = searched(1)
    made = choices(search)
    assert (
        made.better(
            search.pool.columns(), search.columns(), values(search), seconds=0.0, nodes=None
        )
        is None
    )
