"""All checks, one after another."""

from __future__ import annotations

from fieldplan.checker.facts import Facts
from fieldplan.checker.registry import PROMISE_CHECKS, RULE_CHECKS
from fieldplan.checker.verdict import CheckReport
from fieldplan.domain import Plan, Problem


def check(problem: Problem, plan: Plan) -> CheckReport:
    """Check a plan against every rule of its problem.

    Parameters
    ----------
    problem : Problem
    plan : Plan
        May come from anywhere: our solver, another program, a calendar edited by hand.

    Returns
    -------
    CheckReport
        Violations in the order of the catalogue; a plan without any is ``ok``.
    """
    facts = Facts(problem=problem, plan=plan)
    return CheckReport(
        violations=tuple(v for rule in RULE_CHECKS.values() for v in rule(facts)),
        broken_promises=tuple(v for rule in PROMISE_CHECKS.values() for v in rule(facts)),
    )
