"""The scorer by hand and against the product's checker and cost; the repair's plans are legal."""

import random
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from benchmarks.months import SHAPES, make_month
from benchmarks.repair import repaired
from benchmarks.score import as_plan, score
from fieldplan.checker import check
from fieldplan.cost import cost_lines, tier_values
from fieldplan.domain import After, LunchRule, Problem, ProblemEngineer, TravelMatrix, Visit

DAYS = tuple(date(2026, 10, 1) + timedelta(days=n) for n in (0, 1, 4))
OPEN = ((540, 1080),)


def two_visits(**changes):
    minutes = np.array([[0, 20, 30], [20, 0, 15], [35, 15, 0]], dtype=np.int32)
    windows = dict.fromkeys(DAYS, OPEN)
    first = Visit(id="A", location=1, duration_min=60, weight=10, windows=windows)
    second = Visit(id="B", location=2, duration_min=90, weight=40, windows=windows)
    engineer = ProblemEngineer(id="E1", start=0, end=0, shifts=dict.fromkeys(DAYS, (540, 1080)))
    return Problem(
        days=DAYS,
        engineers=(replace(engineer, **changes.pop("engineer", {})),),
        visits=(first, replace(second, **changes)),
        travel=TravelMatrix(minutes=minutes),
        lunch=LunchRule(minutes=60),
        stop_overhead_min=7,
    )


def test_a_plan_by_hand():
    found = score(two_visits(), {("E1", DAYS[0]): ("A", "B")})
    assert found.key == (0, 0, 0, 20 + 15 + 35)
    assert found.violations == ()
    apart = score(two_visits(), {("E1", DAYS[0]): ("A",), ("E1", DAYS[1]): ("B",)})
    assert apart.drive == 40 + 65


def test_what_is_left_out_costs_its_weight_and_an_emergency_its_days():
    urgent = two_visits(deadline=DAYS[0])
    assert score(urgent, {}).key == (1, 5, 50, 0)
    assert score(urgent, {("E1", DAYS[2]): ("B",)}).key == (1, 4, 10, 65)
    assert score(urgent, {("E1", DAYS[0]): ("B",)}).key == (0, 0, 10, 65)


AB = {("E1", DAYS[0]): ("A", "B")}
BROKEN = {
    "skills": ({"skills": frozenset({"x"})}, AB),
    "fixed_engineer": ({"engineers": frozenset({"E2"})}, AB),
    "not_before": ({"not_before": DAYS[1]}, AB),
    "notice_days": ({"notice_until": DAYS[1]}, AB),
    "min_lag": ({"after": (After(visit_id="A", min_days=1),)}, AB),
    "min_lag in calendar days": (
        {"after": (After(visit_id="A", min_calendar_days=2),)},
        {("E1", DAYS[0]): ("A",), ("E1", DAYS[1]): ("B",)},
    ),
    "visits_per_route": ({"engineer": {"max_visits": 1}}, AB),
    "allowed_day": ({"windows": {DAYS[1]: OPEN}}, AB),
    "each_visit_once": ({}, {**AB, ("E1", DAYS[1]): ("B",)}),
}


@pytest.mark.parametrize("rule", BROKEN)
def test_scorer_and_checker_find_the_same_rule_broken(rule):
    changes, orders = BROKEN[rule]
    problem = two_visits(**dict(changes))
    assert score(problem, orders).violations
    seen = {violation.rule for violation in check(problem, as_plan(problem, orders)).violations}
    if rule != "allowed_day":  # such a day has no times, so the plan has no route
        assert rule.split()[0] in seen


def test_a_day_that_is_too_full_is_a_fault():
    problem = two_visits(duration_min=400)
    assert score(problem, {("E1", DAYS[0]): ("A", "B")}).violations
    assert not score(problem, {("E1", DAYS[0]): ("B",)}).violations


@pytest.mark.parametrize("seed", range(4))
def test_whatever_comes_in_the_repair_makes_a_legal_plan_of_it(seed):
    rng = random.Random(seed)
    month = make_month(SHAPES["217/2"], seed)
    orders: dict = {}
    for visit in month.visits:
        engineer = rng.choice(month.engineers)
        slot = (engineer.id, rng.choice(sorted(engineer.shifts)))
        orders[slot] = (*orders.get(slot, ()), visit.id)
    legal, dropped = repaired(month, orders)
    assert dropped > 10
    found = score(month, legal)
    assert found.violations == ()
    plan = as_plan(month, legal)
    assert {v.rule for v in check(month, plan).violations} <= {"stored_totals"}
    late, days, _, weight, drive = tier_values(month, cost_lines(month, plan))
    assert found.key == (late, days, weight, drive)


def test_the_repair_leaves_a_legal_plan_as_it_is_but_for_what_still_fits():
    month = make_month(SHAPES["tiny"], 1)
    full, _ = repaired(month, {})
    assert repaired(month, full) == (full, 0)
