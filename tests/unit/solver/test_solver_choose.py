"""The choice of routes from a pool: legal, best of all choices, never worse than its hint."""

from __future__ import annotations

import random
from itertools import product

import pytest
from rules.instances import D1, engineer, problem, visit
from support.random_problems import random_problem
from support.small_months import small_month

from fieldplan.checker import check
from fieldplan.domain import Problem
from fieldplan.solver.build import build_plan
from fieldplan.solver.choose import (
    ChooseLimit,
    choose,
    latest_predecessor_day,
    total_cost,
)
from fieldplan.solver.pool import Column, Pool, column_of
from fieldplan.solver.problem import Compiled, compile_problem

LIMIT = ChooseLimit(deterministic=5.0)
MOST = 9
"""Columns of a random pool; all of their choices are tried."""


def random_pool(compiled: Compiled, rng: random.Random) -> list[Column]:
    a = compiled.arrays
    pool = Pool(compiled)
    for _ in range(400):
        slot = rng.randrange(len(compiled.slots))
        fitting = [n for n in range(len(compiled.entries)) if a.ok[n, slot]]
        order = rng.sample(fitting, min(len(fitting), rng.choice((1, 1, 2, 2, 3))))
        visits = {int(a.entry_visit[n]) for n in order}
        if order and len(visits) == len(order):
            pool.add_order(slot, order)
        if len(pool) == MOST:
            break
    return pool.columns()


def every_choice(compiled: Compiled, columns: list[Column]) -> list[dict[int, tuple[int, ...]]]:
    """Every choice of at most one column a slot without a violation, by the checker."""
    by_slot: dict[int, list[Column | None]] = {}
    for column in columns:
        by_slot.setdefault(column.slot, [None]).append(column)
    found = []
    for choice in product(*by_slot.values()):
        chosen = {c.slot: c.order for c in choice if c is not None}
        if not check(compiled.problem, build_plan(compiled, chosen, {})).violations:
            found.append(chosen)
    return found


def months(first: int, last: int) -> list[tuple[int, Problem]]:
    return [
        (seed, make)
        for seed in range(first, last)
        for make in (random_problem(seed, max_visits=6), small_month(seed, 6))
    ]


@pytest.mark.parametrize("first", range(0, 30, 10))
def test_the_choice_is_the_best_that_the_checker_allows(first: int) -> None:
    """Every row over routes is right: none too many, none too few."""
    for seed, given in months(first, first + 10):
        compiled = compile_problem(given)
        if not compiled.arrays.ok.any():
            continue
        columns = random_pool(compiled, random.Random(seed))
        legal = every_choice(compiled, columns)
        least = min(total_cost(compiled, columns, chosen) for chosen in legal)
        chosen = choose(compiled, columns, {}, LIMIT)
        assert chosen in legal, seed
        assert total_cost(compiled, columns, chosen) == least, seed


def test_never_worse_than_the_hint_however_short_the_time() -> None:
    for seed, given in months(0, 10):
        compiled = compile_problem(given)
        if not compiled.arrays.ok.any():
            continue
        columns = random_pool(compiled, random.Random(seed))
        legal = every_choice(compiled, columns)
        hint = random.Random(seed).choice(legal)
        for limit in (ChooseLimit(deterministic=1e-9), ChooseLimit(seconds=1e-6), LIMIT):
            chosen = choose(compiled, columns, hint, limit)
            before = total_cost(compiled, columns, hint)
            assert total_cost(compiled, columns, chosen) <= before, (seed, limit)
            assert chosen in legal, (seed, limit)


def test_an_engineer_day_takes_one_route() -> None:
    """``one_route_per_day``: of two routes of a day the heavier visit's is chosen."""
    given = problem(
        (engineer(max_visits=1),), (visit("A", work=60), visit("B", weight=20, work=60))
    )
    compiled = compile_problem(given)
    columns = [column_of(compiled, 0, [0]), column_of(compiled, 0, [1])]
    assert None not in columns
    pool = [column for column in columns if column is not None]
    assert choose(compiled, pool, {}, LIMIT) == {0: (1,)}


def test_the_total_counts_what_is_left_out() -> None:
    given = problem((engineer(),), (visit("A"), visit("B", weight=20)))
    compiled = compile_problem(given)
    column = column_of(compiled, 0, [0])
    assert column is not None
    unit = compiled.arrays.weight_unit
    assert total_cost(compiled, [column], {}) == 30 * unit
    assert total_cost(compiled, [column], {0: (0,)}) == 20 * unit + 20


@pytest.mark.parametrize(
    ("day", "lag", "calendar", "latest"),
    [
        (4, 0, 0, 4),
        (4, 1, 0, 3),
        (5, 1, 0, 4),
        (5, 0, 3, 4),
        (5, 0, 4, 3),
        (5, 2, 1, 3),
        (1, 3, 0, -1),
    ],
)
def test_latest_day_of_a_predecessor(day: int, lag: int, calendar: int, latest: int) -> None:
    """Monday to Friday are days 0 to 4, the next Monday is day 5."""
    ordinals = [D1.toordinal() + n for n in (0, 1, 2, 3, 4, 7)]
    found = latest_predecessor_day(ordinals, day, lag, calendar)
    assert max(found, -1) == latest
