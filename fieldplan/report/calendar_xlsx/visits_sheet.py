"""The list of visits, with the columns that the manager edits."""

from __future__ import annotations

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from fieldplan.domain import Route, Stop
from fieldplan.messages import text
from fieldplan.report.calendar_xlsx import cells, styles
from fieldplan.report.calendar_xlsx.cells import CellValue, Column
from fieldplan.report.view import ReportView
from fieldplan.units import day_name, month_bounds, month_name

STATUSES = ("planned", "told", "agreed", "done", "cancelled")
HEAD_ROW = 4
PRINTED = 13
"""Columns on paper; the rest is for sorting and filtering on the screen."""
COLUMNS = (
    Column(key="date", width=11, form="date"),
    Column(key="weekday", width=6),
    Column(key="start", width=8, form="clock"),
    Column(key="end", width=8, form="clock"),
    Column(key="client", width=30),
    Column(key="address", width=42),
    Column(key="kind", width=13),
    Column(key="engineer", width=18),
    Column(key="status", width=13, editable=True),
    Column(key="moved_to", width=12, form="date", editable=True),
    Column(key="moved_time", width=8, form="clock", editable=True),
    Column(key="contact", width=17),
    Column(key="phone", width=17),
    Column(key="promise", width=44),
    Column(key="windows", width=26),
    Column(key="due", width=11, form="date"),
    Column(key="reason", width=48),
    Column(key="note", width=22),
    Column(key="visit_id", width=14),
    Column(key="site_id", width=10),
    Column(key="project_id", width=10),
)


def column_letter(key: str) -> str:
    """Return the letter of a column of the list, as it is written."""
    return get_column_letter(_number(key))


def fill_visits(sheet: Worksheet, view: ReportView) -> None:
    """Write every planned visit, by date, engineer and time."""
    lang = view.lang
    month = month_name(month_bounds(view.record.month)[0], lang)
    title = text("report.title_visits", lang, month=month)
    cells.put_title(sheet, title, text("report.edit_hint", lang))
    cells.put_headers(sheet, HEAD_ROW, COLUMNS, lang)
    sheet.freeze_panes = f"F{HEAD_ROW + 1}"
    row = HEAD_ROW
    for route in view.record.plan.routes:
        for stop in route.stops:
            row += 1
            values = _values(view, route, stop)
            cells.put_row(sheet, row, COLUMNS, values, lang)
            _decorate(sheet, row, view, stop, values)
    last = get_column_letter(len(COLUMNS))
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{last}{max(row, HEAD_ROW + 1)}"
    _validate(sheet, lang, row)
    sheet.print_area = f"A1:{get_column_letter(PRINTED)}{max(row, HEAD_ROW + 1)}"
    cells.set_page(sheet, view.revision, lang)


def _values(view: ReportView, route: Route, stop: Stop) -> dict[str, CellValue]:
    visit = view.visits[stop.visit_id]
    place = view.place(visit)
    status = view.status(visit)
    return {
        "date": route.date,
        "weekday": day_name(route.date, view.lang),
        "start": stop.start_min,
        "end": stop.end_min,
        "client": place.client,
        "address": place.address,
        "kind": view.kind(visit.kind),
        "engineer": view.names[route.engineer_id],
        "status": text(f"report.status_{status}", view.lang),
        "promise": view.promise(visit),
        "windows": view.windows(visit, route.date),
        "due": visit.deadline or visit.due,
        "reason": view.why_planned(visit.id),
        "contact": place.contact,
        "phone": place.phone,
        "note": place.about,
        "visit_id": visit.id,
        "site_id": visit.site_id,
        "project_id": visit.project_id,
    }


def _decorate(
    sheet: Worksheet, row: int, view: ReportView, stop: Stop, values: dict[str, CellValue]
) -> None:
    kind = view.visits[stop.visit_id].kind
    cell = sheet.cell(row, _number("kind"))
    cell.fill = styles.fill(styles.KIND_FILL.get(kind, styles.KIND_FILL["other"]))
    cell.border = styles.kind_edge(kind)
    sheet.row_dimensions[row].height = cells.text_height(
        [(str(values[c.key]), c.width) for c in COLUMNS if c.form == "text" and values.get(c.key)]
    )


def _validate(sheet: Worksheet, lang: str, last_row: int) -> None:
    """Lists and checks on the editable columns."""
    names = ",".join(text(f"report.status_{status}", lang) for status in STATUSES)
    rules = {
        "status": DataValidation(type="list", formula1=f'"{names}"'),
        "moved_to": DataValidation(type="date", operator="greaterThan", formula1="36526"),
        "moved_time": DataValidation(
            type="decimal", operator="between", formula1="0", formula2="1"
        ),
    }
    for key, rule in rules.items():
        rule.allow_blank = True
        rule.showErrorMessage = True
        rule.error = text(f"report.bad_{key}", lang)
        letter = get_column_letter(_number(key))
        rule.add(f"{letter}{HEAD_ROW + 1}:{letter}{max(last_row, HEAD_ROW + 1)}")
        sheet.add_data_validation(rule)


def _number(key: str) -> int:
    return next(n for n, column in enumerate(COLUMNS, 1) if column.key == key)
