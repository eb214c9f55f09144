"""The calendar that the manager edited: guarded like every workbook, and of the right plan."""

from __future__ import annotations

from pathlib import Path

from fieldplan.domain import PlanRecord
from fieldplan.errors import Finding, InputError
from fieldplan.report.calendar_xlsx.read import CalendarFile, read_calendar
from fieldplan.workbook.guard import GuardError, inspect


def open_calendar(path: Path) -> CalendarFile:
    """Read a calendar back, once the file is known to be a workbook of a bounded size.

    Raises
    ------
    InputError
        If the file is refused or is no calendar, or with every value in it that cannot be
        understood.
    """
    try:
        inspect(path)
    except GuardError as error:
        raise InputError([error.finding]) from error
    return read_calendar(path)


def require_calendar_of(calendar: CalendarFile, record: PlanRecord, path: Path) -> None:
    """Refuse a calendar of another plan: its edits are of what no longer holds.

    Raises
    ------
    InputError
        If the calendar shows another month or another revision.
    """
    if (calendar.month, calendar.revision) != (record.month, record.revision):
        raise InputError(
            [
                Finding(
                    code="closing.other_plan",
                    sheet=path.name,
                    value=f"{calendar.month} rev-{calendar.revision:02d}",
                    params={"expected": f"{record.month} rev-{record.revision:02d}"},
                )
            ]
        )
