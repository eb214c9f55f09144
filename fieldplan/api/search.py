"""The search under its limits, and the check that every plan passes."""

from __future__ import annotations

from collections.abc import Callable

from fieldplan.api.checks import require_valid
from fieldplan.checker import check
from fieldplan.domain import Plan, Problem, Tier
from fieldplan.solver import Progress, StopRule, solve

DEFAULT_TIME_LIMIT_S = 60.0

ProgressCallback = Callable[[Progress], object]


def stop_rule(
    *,
    time_limit_s: float | None = None,
    iterations: int | None = None,
    gap_pct: float | None = None,
) -> StopRule:
    """Return when a search stops; without a limit, after ``DEFAULT_TIME_LIMIT_S`` seconds.

    A failure of the search leaves the best plan so far, if there is one.
    """
    if time_limit_s is None and iterations is None:
        time_limit_s = DEFAULT_TIME_LIMIT_S
    gap = None if gap_pct is None else gap_pct / 100
    return StopRule(time_limit_s=time_limit_s, iterations=iterations, gap=gap, keep_best=True)


def solve_checked(
    problem: Problem, stop: StopRule, seed: int, progress: ProgressCallback | None
) -> Plan:
    """Solve a problem and return the plan once the checker has found nothing in it."""
    plan = solve(problem, stop, seed=seed, progress=progress).plan
    require_valid(check(problem, plan))
    return plan


def required_left(problem: Problem, plan: Plan) -> tuple[str, ...]:
    """Return the ids of the visits left out although they are required in this horizon."""
    welcome = {visit.id for visit in problem.visits if visit.tier is Tier.WELCOME}
    return tuple(item.visit_id for item in plan.unassigned if item.visit_id not in welcome)
