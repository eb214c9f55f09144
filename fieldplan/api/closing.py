"""A month closed by the statuses of its calendar."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from fieldplan.api.checks import check_plan, require_valid
from fieldplan.api.files import CALENDAR_NAME
from fieldplan.api.previous import CLOSED_FOLDER
from fieldplan.domain import PlanRecord
from fieldplan.messages import text
from fieldplan.report.closing_xlsx import write_closing
from fieldplan.resolve.calendar_file import open_calendar, require_calendar_of
from fieldplan.resolve.close import Closed, close_month
from fieldplan.store.carry_json import write_carry
from fieldplan.units import month_bounds

CLOSING_NAME = "closing.xlsx"
_REVISION = re.compile(r"rev-\d+\Z", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class MonthEnd:
    """A closed month as it was written."""

    folder: Path
    files: tuple[Path, ...]
    record: PlanRecord
    closed: Closed


def close(
    plan: Path,
    *,
    calendar: Path | None = None,
    now: datetime | None = None,
    lang: str | None = None,
) -> MonthEnd:
    """Close a month by the statuses of its calendar; write what carries over.

    Closing a month again replaces what an earlier closing wrote.

    Parameters
    ----------
    plan : Path
        As in ``check_plan``: the latest revision of a month's folder counts.
    calendar : Path or None
        The calendar with the statuses; None = the one beside the plan.
    now : datetime or None
        When the month is closed; None = at its end.

    Raises
    ------
    InputError
        If there is no plan, or the calendar cannot be read or is of another plan.
    PlanInvalidError
        If the plan breaks a rule.
    OutputError
        If the result cannot be written.
    """
    checked = check_plan(plan)
    require_valid(checked.report)
    record = replace(checked.record, lang=lang or checked.record.lang)
    path = Path(calendar) if calendar else checked.path.with_name(CALENDAR_NAME)
    found = open_calendar(path)
    require_calendar_of(found, record, path)
    closed = close_month(
        record,
        found.visits,
        sheet=text("report.sheet_visits", found.lang),
        until=_until(record.month, now),
    )
    home = checked.path.absolute().parent
    folder = (home.parent if _REVISION.match(home.name) else home) / CLOSED_FOLDER
    workbook = folder / CLOSING_NAME
    write_closing(workbook, record, closed.carried, closed.assumed)
    carry = write_carry(folder, closed.carried)
    return MonthEnd(folder=folder, files=(workbook, carry), record=record, closed=closed)


def _until(month: str, now: datetime | None) -> date:
    last = month_bounds(month)[1]
    return last if now is None else min(last, now.date())
