"""A month planned from its workbook."""

from __future__ import annotations

from datetime import datetime

from fieldplan.api.months import Month, Source, prepare_month
from fieldplan.api.search import ProgressCallback, solve_checked, stop_rule
from fieldplan.capacity import emergency_rate
from fieldplan.domain import PlanRecord
from fieldplan.solver import StopRule


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
    return PlanRecord(
        problem=demand.problem,
        plan=plan,
        month=source.month,
        now=source.now,
        lang=source.lang,
        sites=source.book.sites,
        postponed=demand.postponed,
        findings=source.findings,
        settings=dict(source.book.settings),
        inputs=dict(source.inputs),
        outlook=demand.outlook,
        engineers=source.book.engineers,
        absences=source.book.absences,
        emergencies_day=emergency_rate(source.book, source.settings, source.now.date()).per_day,
    )
