"""The pool: each set of visits once an engineer-day, in its cheapest order."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from rules.instances import D1, D2, engineer, problem, visit

from fieldplan.domain import TravelMatrix
from fieldplan.solver.pool import Column, Pool, column_of, columns_of
from fieldplan.solver.problem import Compiled, compile_problem


def three_places() -> Compiled:
    """There is a quick way round by A and then B only."""
    a, b = visit("A", (D1, D2), work=60), visit("B", (D1, D2), work=60)
    given = problem((engineer(days=(D1, D2)),), (a, replace(b, location=2)), days=(D1, D2))
    minutes = np.array([[0, 10, 30], [30, 0, 10], [10, 30, 0]], dtype=np.int32)
    return compile_problem(replace(given, travel=TravelMatrix(minutes=minutes)))


def test_a_cheaper_order_replaces_a_dearer_one() -> None:
    compiled = three_places()
    pool = Pool(compiled)
    dear, cheap = column_of(compiled, 0, [1, 0]), column_of(compiled, 0, [0, 1])
    assert dear is not None
    assert cheap is not None
    assert (dear.cost, cheap.cost) == (90, 30)
    assert pool.add(dear)
    assert pool.add(cheap)
    assert not pool.add(dear)
    assert pool.columns() == [cheap]


def test_other_days_and_other_sets_are_kept_apart() -> None:
    pool = Pool(three_places())
    for slot, order in ((0, [0]), (0, [1]), (0, [0, 1]), (1, [0])):
        assert pool.add_order(slot, order) is not None
    assert [(c.slot, c.order) for c in pool.columns()] == [
        (0, (0,)), (0, (1,)), (0, (0, 1)), (1, (0,)),
    ]  # fmt: skip


def test_an_order_that_cannot_be_timed_is_no_column() -> None:
    given = problem((engineer(),), (visit("A"), visit("B")))
    pool = Pool(compile_problem(given))
    assert pool.add_order(0, [0, 1]) is None
    assert len(pool) == 0


def test_trimming_keeps_the_newest_and_what_is_asked_for() -> None:
    pool = Pool(three_places())
    orders = [(0, (0,)), (0, (1,)), (1, (0,)), (1, (1,))]
    for slot, order in orders:
        pool.add_order(slot, order)
    pool.trim(2, always=[orders[0]])
    assert [(c.slot, c.order) for c in pool.columns()] == [orders[0], *orders[2:]]
    pool.trim(9)
    assert len(pool) == 3


def test_many_at_once_are_as_one_by_one() -> None:
    compiled = three_places()
    routes = [(0, (0, 1)), (1, (1, 0)), (1, (1,))]
    singly = [column_of(compiled, slot, order) for slot, order in routes]
    assert columns_of(compiled, routes) == singly
    assert columns_of(compiled, []) == []
    assert all(isinstance(column, Column) for column in singly)
