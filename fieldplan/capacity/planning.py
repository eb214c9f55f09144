"""A problem solved and checked, as everything in this package needs it."""

from __future__ import annotations

from fieldplan.checker import check
from fieldplan.domain import Plan, Problem, Tier
from fieldplan.errors import PlanInvalidError
from fieldplan.solver import StopRule, solve


def checked_plan(
    problem: Problem, stop: StopRule, seed: int = 0, previous: Plan | None = None
) -> Plan:
    """Return the best plan found.

    Raises
    ------
    PlanInvalidError
        If the checker finds a rule broken.
    """
    plan = solve(problem, stop, seed=seed, previous=previous).plan
    report = check(problem, plan)
    if not report.ok:
        told = "; ".join(f"{v.rule} {v.subject} {v.amount}" for v in report.violations[:10])
        raise PlanInvalidError(told)
    return plan


def required_undone(problem: Problem, plan: Plan) -> tuple[str, ...]:
    """Return the ids of the required visits that the plan leaves out."""
    welcome = {visit.id for visit in problem.visits if visit.tier is Tier.WELCOME}
    return tuple(item.visit_id for item in plan.unassigned if item.visit_id not in welcome)
