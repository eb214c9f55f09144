"""Planning: the search under its limits, and the check that every plan passes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from fieldplan.api.checks import require_valid
from fieldplan.api.months import Month, Source, prepare_month
from fieldplan.checker import check
from fieldplan.domain import Plan, PlanRecord, Problem, Tier
from fieldplan.solver import Progress, StopRule, solve

DEFAULT_TIME_LIMIT_S = 60.0

ProgressCallback = Callable[[Progress], object]


def stop_rule(
    *,
    time_limit_s: float | None = None,
    iterations: int | None = None,
    gap_pct: float | None = None,
) -> StopRule:
    """Return when a search stops; without a limit, after ``DEFAULT_TIME_LIMIT_S`` seconds."""
    if time_limit_s is None and iterations is None:
        time_limit_s = DEFAULT_TIME_LIMIT_S
    gap = None if gap_pct is None else gap_pct / 100
    return StopRule(time_limit_s=time_limit_s, iterations=iterations, gap=gap)


def plan_month(
    source: Month | Source,
    *,
    month: str | None = None,
    now: datetime | None = None,
    lang: str | None = None,
    stop: StopRule | None = None,
    seed: int = 0,
    progress: ProgressCallback | None = None,
) -> PlanRecord:
    """Plan a month and return the checked plan.

    Parameters
    ----------
    source : Month, Book, ReadResult or Path
        What to plan; anything but a ``Month`` goes through ``prepare_month`` with ``month``,
        ``now`` and ``lang``.
    stop : StopRule or None
        When the search stops; None = after ``DEFAULT_TIME_LIMIT_S`` seconds.
    progress : callable or None
        Called with a ``Progress`` now and then; returning True ends the search.

    Raises
    ------
    InputError
        If the input cannot be planned.
    PlanInvalidError
        If the checker refuses the plan.
    """
    if not isinstance(source, Month):
        if month is None:
            raise TypeError("plan_month needs the month, as in month='2026-12'")
        source = prepare_month(source, month=month, now=now, lang=lang)
    demand = source.demand
    plan = solve_checked(demand.problem, stop or stop_rule(), seed, progress)
    named = {visit.site_id for visit in demand.problem.visits}
    named |= {item.site_id for item in demand.postponed}
    return PlanRecord(
        problem=demand.problem,
        plan=plan,
        month=source.month,
        now=source.now,
        lang=source.lang,
        sites=tuple(site for site in source.book.sites if site.id in named),
        postponed=demand.postponed,
        findings=source.findings,
        settings=dict(source.book.settings),
        inputs=dict(source.inputs),
    )


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
