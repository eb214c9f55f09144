"""Diving: to its end where something is left out, not at all where only the last tier is open."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rules.instances import engineer, problem, visit
from support.small_months import small_month

from fieldplan.domain import Problem
from fieldplan.solver import StopRule, solve
from fieldplan.solver.exact import Exact
from fieldplan.solver.pool import Column
from fieldplan.solver.problem import compile_problem
from fieldplan.solver.schedule import DIVE_FROM_ROUNDS, ITERATIONS_A_ROUND
from fieldplan.solver.wide import Wide

ENOUGH = StopRule(iterations=2 * DIVE_FROM_ROUNDS * ITERATIONS_A_ROUND)


def one_day(work: int) -> Problem:
    """Three visits of such a length for one engineer's day."""
    return problem((engineer(),), tuple(visit(f"V{i}", work=work) for i in range(3)))


@pytest.mark.parametrize(("work", "left_out"), [(60, False), (200, True)])
def test_only_what_is_left_out_is_worth_a_dive(
    work: int, left_out: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    dived: list[list[Column]] = []
    dive = Exact.dive

    def noted(exact: Exact, stop: Callable[[], bool]) -> list[Column]:
        dived.append(dive(exact, stop))
        return dived[-1]

    monkeypatch.setattr(Exact, "dive", noted)
    made = solve(one_day(work), ENOUGH).plan
    assert bool(made.unassigned) is left_out
    assert bool(dived) is left_out


@pytest.mark.parametrize("seed", [3, 4, 5])
def test_a_dive_leaves_the_master_as_it_was_but_for_columns(seed: int) -> None:
    compiled = compile_problem(small_month(seed, 10))
    exact = Exact(compiled, Wide(compiled, frozenset()), workers=1)
    exact.relax([], lambda: False, 200)
    assert exact.root is not None
    found = exact.dive(lambda: False)
    assert len({column.slot for column in found}) == len(found) > 0
    assert exact.master.try_solve()
    assert exact.master.value == pytest.approx(exact.root.value, rel=1e-3)
