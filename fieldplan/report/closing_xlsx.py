"""``closing.xlsx``: history rows to paste into the workbook, and what the month leaves behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from fieldplan.domain import CarryOver, DoneVisit, PlanRecord
from fieldplan.messages import text
from fieldplan.report.calendar_xlsx import cells, styles
from fieldplan.report.calendar_xlsx.cells import CellValue
from fieldplan.report.view import ReportView
from fieldplan.units import window_text
from fieldplan.whole_files import write_whole

_Rows = Sequence[Mapping[str, CellValue]]

HISTORY = (
    ("workbook.history_date", 13),
    ("workbook.history_site", 12),
    ("workbook.history_kind", 14),
    ("workbook.history_engineer", 14),
    ("workbook.history_work", 12),
    ("workbook.history_drive", 12),
)
"""Columns in the order of the workbook's History sheet, so that rows can be pasted."""


def write_closing(
    path: Path, record: PlanRecord, carried: CarryOver, assumed: Sequence[DoneVisit]
) -> None:
    """Write the workbook of a closed month in the language of the record.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    view = ReportView(record)
    book = Workbook()
    first = book.active
    assert first is not None  # a new workbook has a sheet
    book.remove(first)
    _history(book, view, carried)
    _table(
        book,
        view,
        "closing.sheet_undone",
        (("visit", 18), ("client", 34), ("kind", 15), ("due", 12), ("project", 12)),
        [
            {
                "visit": item.visit_id,
                "client": view.site_place(item.site_id).client,
                "kind": view.kind(item.kind),
                "due": item.deadline or item.due,
                "project": item.project_id,
            }
            for item in carried.undone
        ],
    )
    _table(
        book,
        view,
        "closing.sheet_promised",
        (("subject", 18), ("kind", 15), ("date", 12), ("window", 16), ("status", 15)),
        [
            {
                "subject": item.subject,
                "kind": view.kind(item.kind) if item.kind else "",
                "date": item.date,
                "window": _window(item.window, view.lang),
                "status": text(f"report.status_{item.status.value}", view.lang),
            }
            for item in carried.promised
        ],
    )
    _table(
        book,
        view,
        "closing.sheet_desk",
        (("engineer", 22), ("visit", 18), ("minutes", 10), ("until", 13)),
        [
            {
                "engineer": view.names.get(item.engineer_id, item.engineer_id),
                "visit": item.visit_id,
                "minutes": item.minutes,
                "until": item.until,
            }
            for item in carried.desk
        ],
    )
    _table(
        book,
        view,
        "closing.sheet_assumed",
        (("date", 12), ("visit", 18), ("client", 34), ("kind", 15), ("engineer", 22)),
        [
            {
                "date": item.date,
                "visit": item.visit_id,
                "client": view.site_place(item.site_id).client,
                "kind": view.kind(item.kind),
                "engineer": view.names.get(item.engineer_id or "", ""),
            }
            for item in assumed
        ],
    )
    write_whole(path, book.save)


def _history(book: Workbook, view: ReportView, carried: CarryOver) -> None:
    sheet = _sheet(book, text("workbook.sheet_history", view.lang))
    _headers(sheet, [(text(key, view.lang), width) for key, width in HISTORY])
    for row, item in enumerate(carried.history, 2):
        values: tuple[CellValue, ...] = (
            item.date,
            item.site_id,
            text(f"workbook.visit_{item.kind.value}", view.lang),
            item.engineer_id,
            item.work_min,
            item.drive_min,
        )
        _put(sheet, row, values, view.lang)
    cells.set_page(sheet, view.revision, view.lang)


def _table(
    book: Workbook,
    view: ReportView,
    title_key: str,
    columns: Sequence[tuple[str, float]],
    rows: _Rows,
) -> None:
    sheet = _sheet(book, text(title_key, view.lang))
    _headers(sheet, [(text(f"closing.col_{key}", view.lang), width) for key, width in columns])
    for number, row in enumerate(rows, 2):
        _put(sheet, number, tuple(row[key] for key, _ in columns), view.lang)
    cells.set_page(sheet, view.revision, view.lang)


def _sheet(book: Workbook, title: str) -> Worksheet:
    sheet = book.create_sheet(title)
    assert isinstance(sheet, Worksheet)
    return sheet


def _headers(sheet: Worksheet, columns: Sequence[tuple[str, float]]) -> None:
    for number, (title, width) in enumerate(columns, 1):
        cell = cells.put_text(sheet, 1, number, title)
        cell.font = styles.font(9, bold=True, colour="FFFFFF")
        cell.fill = styles.HEADER_FILL
        cell.alignment = styles.CENTRE
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"


def _put(sheet: Worksheet, row: int, values: Sequence[CellValue], lang: str) -> None:
    for number, value in enumerate(values, 1):
        form = "text" if isinstance(value, str) else "int"
        cell = cells.put_value(sheet, row, number, form=form, value=value, lang=lang)
        cell.alignment = styles.WRAP if isinstance(value, str) else styles.TOP_CENTRE


def _window(window: tuple[int, int] | None, lang: str) -> str:
    if window is None:
        return text("closing.whole_day", lang)
    return window_text(window[0], window[1])
