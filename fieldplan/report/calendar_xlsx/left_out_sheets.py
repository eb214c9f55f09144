"""What is not in the plan: visits left out, each with its reason, and next month's work."""

from __future__ import annotations

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from fieldplan.messages import text
from fieldplan.report.calendar_xlsx import cells, styles
from fieldplan.report.calendar_xlsx.cells import CellValue, Column
from fieldplan.report.place import Place
from fieldplan.report.view import ReportView
from fieldplan.units import month_bounds, month_name

_HEAD_ROW = 4
_UNASSIGNED = (
    Column(key="client", width=30),
    Column(key="address", width=34),
    Column(key="kind", width=13),
    Column(key="reason", width=60),
    Column(key="due", width=11, form="date"),
    Column(key="promise", width=24),
    Column(key="minutes", width=9, form="int"),
    Column(key="contact", width=18),
    Column(key="phone", width=18),
    Column(key="visit_id", width=14),
    Column(key="site_id", width=10),
)
_POSTPONED = tuple(
    column for column in _UNASSIGNED if column.key not in ("due", "promise", "minutes")
)


def fill_unassigned(sheet: Worksheet, view: ReportView) -> None:
    """Write the visits that the plan leaves out."""
    month = month_name(month_bounds(view.record.month)[0], view.lang)
    title = text("report.title_unassigned", view.lang, month=month)
    rows: list[dict[str, CellValue]] = []
    for item in view.left_out:
        visit = view.visits[item.visit_id]
        rows.append(
            _place_values(view.place(visit))
            | {
                "kind": view.kind(visit.kind),
                "reason": view.reasons(item.reasons) or text("report.no_reason", view.lang),
                "due": visit.deadline or visit.due,
                "promise": view.promise(visit),
                "minutes": visit.duration_min,
                "visit_id": visit.id,
            }
        )
    _table(sheet, view, title=title, columns=_UNASSIGNED, rows=rows, empty_key="report.all_served")


def fill_postponed(sheet: Worksheet, view: ReportView) -> None:
    """Write the work that is known but cannot fall in this month."""
    title = text("report.title_postponed", view.lang)
    rows: list[dict[str, CellValue]] = [
        _place_values(view.site_place(item.site_id))
        | {
            "kind": view.kind(item.kind),
            "reason": view.reasons(item.reasons) or text("report.no_reason", view.lang),
            "visit_id": item.visit_id,
        }
        for item in view.record.postponed
    ]
    _table(
        sheet, view, title=title, columns=_POSTPONED, rows=rows, empty_key="report.none_postponed"
    )


def _place_values(place: Place) -> dict[str, CellValue]:
    return {
        "client": place.client,
        "address": place.address,
        "contact": place.contact,
        "phone": place.phone,
        "site_id": place.site_id,
    }


def _table(
    sheet: Worksheet,
    view: ReportView,
    *,
    title: str,
    columns: tuple[Column, ...],
    rows: list[dict[str, CellValue]],
    empty_key: str,
) -> None:
    cells.put_title(sheet, title, "" if rows else text(empty_key, view.lang))
    cells.put_headers(sheet, _HEAD_ROW, columns, view.lang)
    for row, values in enumerate(rows, _HEAD_ROW + 1):
        cells.put_row(sheet, row, columns, values, view.lang)
        sheet.row_dimensions[row].height = cells.text_height(
            [(str(values[c.key]), c.width) for c in columns if isinstance(values.get(c.key), str)]
        )
        reason = next(n for n, column in enumerate(columns, 1) if column.key == "reason")
        sheet.cell(row, reason).fill = styles.EDIT_FILL
    printed = get_column_letter(len(columns) - 2)
    sheet.print_area = f"A1:{printed}{_HEAD_ROW + max(len(rows), 1)}"
    cells.set_page(sheet, view.revision, view.lang)
