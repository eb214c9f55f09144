"""Which solves have time for the linear master."""

from __future__ import annotations

import pytest
from rules.instances import engineer, problem, visit

from fieldplan.solver import StopRule, schedule, solve
from fieldplan.solver.problem import Compiled, compile_problem
from fieldplan.solver.schedule import ANNEALING_S_AN_ENTRY, is_full, time_for_master
from fieldplan.solver.search import Search

VISITS = 20
LONG_ENOUGH_S = VISITS * ANNEALING_S_AN_ENTRY


@pytest.fixture
def month() -> Compiled:
    return compile_problem(problem((engineer(),), tuple(visit(f"V{i}") for i in range(VISITS))))


def test_short_limits_go_to_the_annealing(month: Compiled) -> None:
    assert time_for_master(month, StopRule(time_limit_s=LONG_ENOUGH_S), planned=False)
    assert not time_for_master(month, StopRule(time_limit_s=0.9 * LONG_ENOUGH_S), planned=False)


def test_large_tables_need_more_time(month: Compiled, monkeypatch: pytest.MonkeyPatch) -> None:
    stop = StopRule(time_limit_s=LONG_ENOUGH_S)
    monkeypatch.setattr(schedule, "TABLE_CELLS_A_SECOND", VISITS**2 / LONG_ENOUGH_S)
    assert not time_for_master(month, stop, planned=False)


def test_a_plan_to_start_from_is_bounded_however_short_the_time(month: Compiled) -> None:
    assert time_for_master(month, StopRule(time_limit_s=0.1), planned=True)
    assert time_for_master(month, StopRule(iterations=10), planned=False)


def test_tables_that_do_not_fit_are_never_made(
    month: Compiled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schedule, "MOST_TABLE_CELLS", VISITS**2 - 1)
    assert not time_for_master(month, StopRule(iterations=10), planned=True)
    plan = solve(month.problem, StopRule(iterations=300)).plan
    assert plan.tiers[-1].bound is None
    assert all(tier.bound is not None for tier in plan.tiers[:1]), "what needs no search is known"
    assert len(plan.routes) == 1


@pytest.mark.parametrize(("work", "full"), [(100, False), (130, True)])
def test_a_month_is_full_by_its_first_plan(work: int, full: bool) -> None:
    """Three visits of such lengths leave more or less than a quarter of 8 hours, with overheads."""
    visits = tuple(visit(f"V{i}", work=work) for i in range(3))
    compiled = compile_problem(problem((engineer(),), visits))
    search = Search(compiled, 0)
    assert not is_full(compiled, search.best)
    search.construct()
    assert is_full(compiled, search.best) is full
