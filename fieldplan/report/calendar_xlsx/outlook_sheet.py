"""«График ТО»: the load of weeks and months, and the week of every maintenance visit."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from fieldplan.domain import Outlook
from fieldplan.messages import text
from fieldplan.report.calendar_xlsx import cells, styles
from fieldplan.report.calendar_xlsx.cells import CellValue
from fieldplan.report.calendar_xlsx.load_bars import add_load_bars
from fieldplan.report.outlook_text import (
    duty_text,
    load_share,
    proof_text,
    verdict_text,
    visit_reason,
)
from fieldplan.report.view import ReportView
from fieldplan.units import day_text, month_bounds, month_name

_LOAD = ("days", "available", "reserved", "planned", "visits", "load")
_VISITS = (
    ("week", 24),
    ("client", 28),
    ("address", 34),
    ("every", 10),
    ("last", 12),
    ("opens", 12),
    ("due", 12),
    ("latest", 12),
    ("duty", 26),
    ("why", 70),
    ("visit", 16),
)


def fill_outlook(sheet: Worksheet, view: ReportView, outlook: Outlook) -> None:
    """Write the outlook: verdict, weeks, months, visits."""
    lang = view.lang
    first = outlook.weeks[0].first if outlook.weeks else view.problem.days[0]
    last = outlook.weeks[-1].last if outlook.weeks else view.problem.days[-1]
    title = text("outlook.title", lang, first=day_text(first, lang), last=day_text(last, lang))
    cells.put_title(sheet, title, text("outlook.hint", lang))
    cells.put_text(sheet, 3, 1, verdict_text(outlook, lang)).font = styles.font(bold=True)
    cells.put_text(sheet, 4, 1, proof_text(outlook, lang))
    cells.put_text(sheet, 5, 1, text("outlook.other_note", lang))
    for number, (_, width) in enumerate(_VISITS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    row = _weeks(sheet, 7, view, outlook)
    row = _months(sheet, row + 1, view, outlook)
    _visits(sheet, row + 1, view, outlook)
    cells.set_page(sheet, view.revision, lang)


def _weeks(sheet: Worksheet, row: int, view: ReportView, outlook: Outlook) -> int:
    lang = view.lang
    _head(sheet, row, view, "weeks", ("week", *_LOAD))
    first = row + 2
    for number, week in enumerate(outlook.weeks, first):
        name = f"{day_text(week.first, lang)} – {day_text(week.last, lang)}"
        share = load_share(week.planned_min, week.reserved_min, week.available_min)
        minutes = (week.available_min, week.reserved_min, week.planned_min)
        _load_row(sheet, number, name, (week.working_days, minutes, week.visits, share))
    return _bars(sheet, first, first + len(outlook.weeks))


def _months(sheet: Worksheet, row: int, view: ReportView, outlook: Outlook) -> int:
    lang = view.lang
    _head(sheet, row, view, "months", ("month", *_LOAD, "debt", "missed"))
    first = row + 2
    for number, month in enumerate(outlook.months, first):
        name = month_name(month_bounds(month.month)[0], lang)
        share = load_share(month.planned_min, month.reserved_min, month.available_min)
        minutes = (month.available_min, month.reserved_min, month.planned_min)
        _load_row(sheet, number, name, (month.working_days, minutes, month.visits, share))
        for column, count in enumerate((month.debt, month.missed), len(_LOAD) + 2):
            cell = cells.put_number(sheet, number, column, count)
            cell.border = styles.BOX
            if count:
                cell.font = styles.font(bold=True, colour=styles.ALARM)
    return _bars(sheet, first, first + len(outlook.months))


def _visits(sheet: Worksheet, row: int, view: ReportView, outlook: Outlook) -> None:
    lang = view.lang
    _head(sheet, row, view, "visits", [key for key, _ in _VISITS])
    if not outlook.visits:
        cells.put_text(sheet, row + 2, 1, text("outlook.no_visits", lang))
    ends = {week.first: week.last for week in outlook.weeks}
    for number, item in enumerate(outlook.visits, row + 2):
        place = view.site_place(item.site_id)
        week = text("outlook.no_week", lang)
        if item.week:
            week = day_text(item.week, lang)
            if item.week in ends:
                week = f"{week} – {day_text(ends[item.week], lang)}"
        why = visit_reason(item, lang)
        values: tuple[CellValue, ...] = (
            week,
            place.client,
            place.address,
            item.every_months,
            item.last_visit,
            item.opens,
            item.due,
            item.latest,
            duty_text(item, lang),
            why,
            item.visit_id,
        )
        for column, value in enumerate(values, 1):
            form = "date" if _VISITS[column - 1][0] in ("last", "opens", "due", "latest") else "int"
            cell = cells.put_value(sheet, number, column, form=form, value=value, lang=lang)
            cell.border = styles.BOX
            cell.alignment = styles.WRAP if isinstance(value, str) else styles.TOP_CENTRE
        if item.late:
            sheet.cell(number, 1).font = styles.font(bold=True, colour=styles.ALARM)
        shown = [(str(value), _VISITS[i][1]) for i, value in enumerate(values) if value]
        sheet.row_dimensions[number].height = cells.text_height(shown)


def _head(sheet: Worksheet, row: int, view: ReportView, title: str, columns: Sequence[str]) -> None:
    """A small title and, below it, the headers of a table."""
    cells.put_text(sheet, row, 1, text(f"outlook.{title}", view.lang)).font = styles.font(
        11, bold=True
    )
    for number, key in enumerate(columns, 1):
        cell = cells.put_text(sheet, row + 1, number, text(f"outlook.col_{key}", view.lang))
        cell.font = styles.font(9, bold=True, colour="FFFFFF")
        cell.fill = styles.HEADER_FILL
        cell.alignment = styles.CENTRE
    sheet.row_dimensions[row + 1].height = 28


Figures = tuple[int, tuple[int, int, int], int, float | None]


def _load_row(sheet: Worksheet, row: int, name: str, figures: Figures) -> None:
    """One week or month: working days, hours, visits, load."""
    days, minutes, visits, share = figures
    cells.put_text(sheet, row, 1, name).border = styles.BOX
    cells.put_number(sheet, row, 2, days)
    for column, value in enumerate(minutes, 3):
        cells.put_number(sheet, row, column, value / 60, styles.HOURS_FORMAT)
    cells.put_number(sheet, row, 6, visits)
    cells.put_number(sheet, row, 7, share, "0%")
    for column in range(2, 8):
        sheet.cell(row, column).border = styles.BOX


def _bars(sheet: Worksheet, first: int, after: int) -> int:
    """Bars for the load; returns the row after the table."""
    if after > first:
        add_load_bars(sheet, f"G{first}:G{after - 1}")
    return after
