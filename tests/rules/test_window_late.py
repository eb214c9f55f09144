"""`window_late`: in time if at all possible, late rather than not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from instances import D1, D2, D3, engineer, problem, visit

from fieldplan.checker import check
from fieldplan.domain import Plan, Prices, Problem
from fieldplan.solver import StopRule, solve

PRICES = Prices(drive_hour_cost=60_000, spacing_day_cost=1_000, window_late_cost=500_000)


def planned(*days: date, latest: date = D1, others: int = 0) -> tuple[Problem, Plan]:
    """A visit of a whole day that is in time until ``latest``, and others without a window."""
    due = visit("due", days=(D1, D2, D3), latest=latest, target=D3)
    rest = tuple(visit(f"other{n}", days=(D1, D2, D3)) for n in range(others))
    subject = problem((engineer(days=days),), (due, *rest), (D1, D2, D3), prices=PRICES)
    made = solve(subject, StopRule(iterations=20)).plan
    assert check(subject, made).ok
    return subject, made


def day_of(plan: Plan, name: str) -> date | None:
    return next((r.date for r in plan.routes for s in r.stops if s.visit_id == name), None)


def late_cost(plan: Plan) -> int:
    return sum(line.amount for line in plan.cost_lines if line.rule == "window_late")


@pytest.mark.parametrize("others", [0, 2])
def test_in_time_although_spacing_would_have_it_later(others: int) -> None:
    _, plan = planned(D1, D2, D3, others=others)
    assert day_of(plan, "due") == D1
    assert late_cost(plan) == 0


def test_any_day_of_the_window_is_in_time() -> None:
    _, plan = planned(D1, D2, D3, latest=D2)
    assert day_of(plan, "due") == D2


def test_late_rather_than_left_out() -> None:
    _, plan = planned(D2, D3)
    assert day_of(plan, "due") in (D2, D3)
    assert late_cost(plan) == 500_000
    assert not plan.unassigned


def test_a_day_counted_as_in_time_when_it_is_late_is_noticed() -> None:
    subject, plan = planned(D2, D3)
    wrong = replace(plan, cost_lines=tuple(x for x in plan.cost_lines if x.rule != "window_late"))
    assert not check(subject, wrong).ok
