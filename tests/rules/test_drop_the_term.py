"""Each hard rule has a term in the solver: with it the plan is legal, without it just that rule
is broken.

One rule cannot be dropped: ``one_route_per_day`` is no term but the shape of a solution (an
engineer-day holds one order of stops, or none), so that no plan with two routes a day can even
be written down. Its row in the choice of routes is tested in ``test_solver_choose.py``.
"""

from __future__ import annotations

import pytest
from rules.instances import HARD_INSTANCES, Instance

from fieldplan.checker import check
from fieldplan.solver import StopRule, solve

STOP = StopRule(iterations=300)
BY_SHAPE = {"one_route_per_day"}


@pytest.mark.parametrize("given", HARD_INSTANCES.values(), ids=lambda i: i.rule)
def test_with_every_term_the_plan_is_legal_and_the_best(given: Instance) -> None:
    plan = solve(given.problem, STOP, seed=1).plan
    report = check(given.problem, plan)
    assert report.violations == ()
    assert plan.tiers[3].value == given.unserved_with


@pytest.mark.parametrize("rule", [r for r in HARD_INSTANCES if r not in BY_SHAPE])
def test_without_its_term_exactly_that_rule_is_broken(rule: str) -> None:
    given = HARD_INSTANCES[rule]
    plan = solve(given.problem, STOP, seed=1, without=frozenset({rule})).plan
    broken = {v.rule for v in check(given.problem, plan).violations}
    assert broken == {rule}
    assert plan.tiers[3].value == given.unserved_without


def test_the_rule_that_cannot_be_dropped_is_kept_when_dropped() -> None:
    """Its name is accepted and changes nothing."""
    (rule,) = BY_SHAPE
    given = HARD_INSTANCES[rule]
    plan = solve(given.problem, STOP, seed=1, without=frozenset({rule})).plan
    assert check(given.problem, plan).violations == ()
