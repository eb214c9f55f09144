"""Load and verdict of a workbook's month in full, and their files."""

from __future__ import annotations

import secrets
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fieldplan.api.months import Month, Source, prepare_month
from fieldplan.api.plans import plan_month
from fieldplan.api.search import ProgressCallback, stop_rule
from fieldplan.capacity import capacity_report, emergency_rate
from fieldplan.capacity.assemble import MONTHS_AHEAD
from fieldplan.capacity.full import FullOptions, find_out
from fieldplan.capacity.side_by_side import Told
from fieldplan.capacity.teams import make_teams
from fieldplan.domain import CapacityReport, PlanRecord
from fieldplan.report import write_verdict
from fieldplan.store import write_plan
from fieldplan.whole_files import writing

VERDICT_NAME = "verdict.xlsx"


@dataclass(frozen=True, kw_only=True)
class Assessed:
    """The month planned with today's team, and the report on its capacity."""

    record: PlanRecord
    report: CapacityReport


def assess_capacity(
    source: Month | Source,
    *,
    month: str | None = None,
    now: datetime | None = None,
    lang: str | None = None,
    options: FullOptions | None = None,
    months_ahead: int = MONTHS_AHEAD,
    progress: ProgressCallback | None = None,
    told: Told | None = None,
) -> Assessed:
    """Plan the month with today's team and with others, and say whether the team is enough.

    Parameters
    ----------
    source : Month, Book, ReadResult or Path
        As in ``plan_month``.
    options : FullOptions or None
        What to try, and the limit of each plan; None = teams of 1, 2 and 3.
    months_ahead : int
        Months of the forecast.
    progress : callable or None
        Called as in ``plan_month`` while the month is planned with today's team.
    told : callable or None
        Called with a job's name, how many are done and how many there are.

    Raises
    ------
    InputError
        If the input cannot be planned.
    PlanInvalidError
        If the checker refuses a plan.
    """
    if not isinstance(source, Month):
        if month is None:
            raise TypeError("assess_capacity needs the month, as in month='2026-12'")
        source = prepare_month(source, month=month, now=now, lang=lang)
    options = options or FullOptions(stop=stop_rule())
    record = plan_month(source, stop=options.stop, seed=options.seed, progress=progress)
    today = source.now.date()
    rate = emergency_rate(source.book, source.settings, today)
    teams = make_teams(source.demand.problem, source.book, source.settings, today)
    found = find_out(record, teams, rate, options, told)
    report = capacity_report(
        record,
        found,
        rate=rate,
        periods=[site.maintenance_every_months for site in source.book.sites if site.active],
        months_ahead=months_ahead,
    )
    return Assessed(record=record, report=report)


def write_assessed(assessed: Assessed, out: Path) -> Path:
    """Write the verdict's workbook and the plan it rests on; all or nothing, nothing overwritten.

    Returns
    -------
    Path
        The new folder, ``OUT/YYYY-MM/capacity-NN``.

    Raises
    ------
    OutputError
        If they cannot be written.
    """
    with writing(out):
        month = Path(out) / assessed.record.month
        month.mkdir(parents=True, exist_ok=True)
        made = month / f".capacity-{secrets.token_hex(4)}"
        made.mkdir()
        try:
            write_verdict(made / VERDICT_NAME, assessed.record, assessed.report)
            write_plan(made, assessed.record)
            number = 1
            while (month / f"capacity-{number:02d}").exists():
                number += 1
            return made.rename(month / f"capacity-{number:02d}")
        finally:
            shutil.rmtree(made, ignore_errors=True)
