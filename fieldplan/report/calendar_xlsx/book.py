"""The workbook as a whole: its sheets in order, their names, and the plan that it came from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.worksheet import Worksheet

from fieldplan.domain import CapacityReport, PhoneCall, PlanRecord
from fieldplan.messages import text
from fieldplan.report.calendar_xlsx import cells, styles
from fieldplan.report.calendar_xlsx.changes_sheet import fill_changes
from fieldplan.report.calendar_xlsx.desk_sheet import fill_desk
from fieldplan.report.calendar_xlsx.left_out_sheets import fill_postponed, fill_unassigned
from fieldplan.report.calendar_xlsx.load_sheet import fill_load
from fieldplan.report.calendar_xlsx.month_sheet import fill_month
from fieldplan.report.calendar_xlsx.outlook_sheet import fill_outlook
from fieldplan.report.calendar_xlsx.phone_sheet import fill_phone
from fieldplan.report.calendar_xlsx.routes_sheet import fill_routes
from fieldplan.report.calendar_xlsx.verdict_sheet import fill_verdict
from fieldplan.report.calendar_xlsx.visits_sheet import fill_visits
from fieldplan.report.changes import plan_changes
from fieldplan.report.load import engineer_loads, week_loads
from fieldplan.report.safe_text import one_line
from fieldplan.report.view import ReportView
from fieldplan.whole_files import write_whole

CALENDAR_FORMAT = "fieldplan-calendar/1"
IDENTITY_SHEET = "_fieldplan"
_NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")


def write_calendar(
    path: Path,
    record: PlanRecord,
    *,
    previous: PlanRecord | None = None,
    calls: Sequence[PhoneCall] | None = None,
    capacity: CapacityReport | None = None,
) -> None:
    """Write the calendar workbook in the language of the record.

    Parameters
    ----------
    previous : PlanRecord or None
        The revision before: its differences get a sheet of their own.
    calls : sequence of PhoneCall or None
        Visits to be promised, on the sheet «Обзвон»; None = without the sheet.
    capacity : CapacityReport or None
        Load and verdict, for a sheet of their own.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    book = make_book(record, previous, calls, capacity)
    write_whole(path, book.save)


def write_verdict(path: Path, record: PlanRecord, capacity: CapacityReport) -> None:
    """Write a workbook of load and verdict alone.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    view = ReportView(record)
    book = _empty_book()
    _add_verdict(book, view, capacity)
    loads = engineer_loads(record)
    fill_load(_sheet(book, text("report.sheet_load", view.lang)), view, loads)
    if record.outlook is not None:
        fill_outlook(_sheet(book, text("outlook.sheet", view.lang)), view, record.outlook)
    write_whole(path, book.save)


def make_book(
    record: PlanRecord,
    previous: PlanRecord | None = None,
    calls: Sequence[PhoneCall] | None = None,
    capacity: CapacityReport | None = None,
) -> Workbook:
    """Return the calendar as an openpyxl workbook."""
    view = ReportView(record)
    book = _empty_book()
    loads = engineer_loads(record)
    for engineer, load in zip(record.problem.engineers, loads, strict=True):
        name = text("report.sheet_month", view.lang)
        if len(loads) > 1:
            name = f"{name} {view.name(engineer)}"
        fill_month(_sheet(book, name), view, engineer, load)
    fill_visits(_sheet(book, text("report.sheet_visits", view.lang)), view)
    if calls is not None:
        fill_phone(_sheet(book, text("phone.sheet", view.lang)), view, calls)
    fill_routes(_sheet(book, text("report.sheet_routes", view.lang)), view)
    if capacity is not None:
        _add_verdict(book, view, capacity)
    if record.problem.desk is not None:
        fill_desk(_sheet(book, text("report.sheet_desk", view.lang)), view, loads)
    fill_load(_sheet(book, text("report.sheet_load", view.lang)), view, loads)
    fill_unassigned(_sheet(book, text("report.sheet_unassigned", view.lang)), view)
    fill_postponed(_sheet(book, text("report.sheet_postponed", view.lang)), view)
    if record.outlook is not None:
        fill_outlook(_sheet(book, text("outlook.sheet", view.lang)), view, record.outlook)
    if previous is not None:
        sheet = _sheet(book, text("report.sheet_changes", view.lang))
        fill_changes(sheet, view, ReportView(previous), plan_changes(previous, record))
    _identity(book, record)
    book.properties.title = f"{record.month} rev-{record.revision:02d}"
    return book


def sheet_name(wanted: str, taken: list[str]) -> str:
    """Return a legal, unused sheet name: at most 31 characters, none that Excel forbids."""
    base = one_line(_NOT_IN_SHEET_NAME.sub(" ", wanted))[:31].strip() or "-"
    used = {name.casefold() for name in taken}
    name, number = base, 2
    while name.casefold() in used:
        ending = f" {number}"
        name, number = base[: 31 - len(ending)] + ending, number + 1
    return name


def _empty_book() -> Workbook:
    book = Workbook()
    _set_default_font(book)
    first = book.active
    assert first is not None  # a new workbook has a sheet
    book.remove(first)
    book.properties.creator = "fieldplan"
    return book


def _add_verdict(book: Workbook, view: ReportView, capacity: CapacityReport) -> None:
    sheet = _sheet(book, text("capacity.sheet", view.lang))
    fill_verdict(sheet, view, capacity, week_loads(view.record))


def _sheet(book: Workbook, wanted: str) -> Worksheet:
    sheet = book.create_sheet(sheet_name(wanted, book.sheetnames))
    assert isinstance(sheet, Worksheet)
    return sheet


def _set_default_font(book: Workbook) -> None:
    """Make Arial the font that column widths are measured in.

    openpyxl has no public way. Its default, Calibri, is not on every machine, and what stands
    in for it is wider.
    """
    default = styles.font(10)
    book._fonts = IndexedList([default])  # type: ignore[attr-defined]
    book._named_styles["Normal"].font = default  # type: ignore[attr-defined]


def _identity(book: Workbook, record: PlanRecord) -> None:
    """A sheet that nobody sees says which plan the calendar shows."""
    sheet = _sheet(book, IDENTITY_SHEET)
    values = (
        ("format", CALENDAR_FORMAT),
        ("month", record.month),
        ("revision", str(record.revision)),
        ("lang", record.lang),
    )
    for row, (key, value) in enumerate(values, 1):
        cells.put_text(sheet, row, 1, key)
        cells.put_text(sheet, row, 2, value)
    sheet.sheet_state = "veryHidden"
