"""Every route minute by minute: base, stops, base; what the calendar is read back from."""

from __future__ import annotations

from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from fieldplan.domain import Route
from fieldplan.messages import text
from fieldplan.report.calendar_xlsx import cells, styles
from fieldplan.report.calendar_xlsx.cells import CellValue, Column
from fieldplan.report.view import ReportView
from fieldplan.units import day_name, month_bounds, month_name

HEAD_ROW = 4
COLUMNS = (
    Column(key="date", width=11, form="date"),
    Column(key="weekday", width=6),
    Column(key="engineer", width=18),
    Column(key="number", width=5, form="int"),
    Column(key="arrive", width=9, form="clock"),
    Column(key="start", width=8, form="clock"),
    Column(key="end", width=8, form="clock"),
    Column(key="depart", width=8, form="clock"),
    Column(key="client", width=32),
    Column(key="address", width=42),
    Column(key="kind", width=13),
    Column(key="lunch", width=8, form="clock"),
    Column(key="drive", width=9, form="int"),
    Column(key="distance", width=8, form="km"),
    Column(key="overtime", width=11, form="int"),
    Column(key="map", width=9),
    Column(key="visit_id", width=14),
    Column(key="engineer_id", width=11),
)


def fill_routes(sheet: Worksheet, view: ReportView) -> None:
    """Write every route: a row to leave, a row a stop, a row to be back."""
    lang = view.lang
    month = month_name(month_bounds(view.record.month)[0], lang)
    title = text("report.title_routes", lang, month=month)
    cells.put_title(sheet, title, text("report.load_hint", lang))
    cells.put_headers(sheet, HEAD_ROW, COLUMNS, lang)
    sheet.freeze_panes = f"E{HEAD_ROW + 1}"
    row = HEAD_ROW
    for route in view.record.plan.routes:
        for values in _rows(view, route):
            row += 1
            cells.put_row(sheet, row, COLUMNS, values, lang)
            _decorate(sheet, row, view, route, values)
    last = get_column_letter(len(COLUMNS))
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{last}{max(row, HEAD_ROW + 1)}"
    sheet.print_area = f"A1:{get_column_letter(len(COLUMNS) - 3)}{max(row, HEAD_ROW + 1)}"
    cells.set_page(sheet, view.revision, lang)


def _rows(view: ReportView, route: Route) -> list[dict[str, CellValue]]:
    base = view.base_address(route.engineer_id)
    common: dict[str, CellValue] = {
        "date": route.date,
        "weekday": day_name(route.date, view.lang),
        "engineer": view.names[route.engineer_id],
        "engineer_id": route.engineer_id,
    }
    rows: list[dict[str, CellValue]] = [
        common
        | {
            "depart": route.leave_min,
            "client": text("report.route_leave", view.lang),
            "address": base,
            "lunch": route.lunch_min,
            "drive": route.drive_min,
            "distance": route.distance_m,
            "overtime": route.overtime_min,
            "map": text("report.open_map", view.lang),
        }
    ]
    for number, stop in enumerate(route.stops, 1):
        visit = view.visits[stop.visit_id]
        place = view.place(visit)
        rows.append(
            common
            | {
                "number": number,
                "arrive": stop.arrive_min,
                "start": stop.start_min,
                "end": stop.end_min,
                "depart": stop.depart_min,
                "client": place.client,
                "address": place.address,
                "kind": view.kind(visit.kind),
                "visit_id": visit.id,
            }
        )
    back: dict[str, CellValue] = {
        "arrive": route.back_min,
        "client": text("report.route_back", view.lang),
        "address": base,
    }
    return [*rows, common | back]


def _decorate(
    sheet: Worksheet, row: int, view: ReportView, route: Route, values: dict[str, CellValue]
) -> None:
    visit_id = values.get("visit_id")
    for number, column in enumerate(COLUMNS, 1):
        cell = sheet.cell(row, number)
        assert isinstance(cell, Cell)  # tables have no merged cells
        if not visit_id:
            cell.fill = styles.DAY_FILL
            cell.font = styles.font(9, bold="lunch" in values)
        elif column.key == "kind":
            kind = view.visits[str(visit_id)].kind
            cell.fill = styles.fill(styles.KIND_FILL.get(kind, styles.KIND_FILL["other"]))
            cell.border = styles.kind_edge(kind)
        if column.key == "map" and values.get("map"):
            cells.put_map_link(cell, route.date, route.engineer_id)
            cell.font = styles.font(9, colour="0563C1", underline="single")
    sheet.row_dimensions[row].height = cells.text_height(
        [(str(values[c.key]), c.width) for c in COLUMNS if c.form == "text" and values.get(c.key)]
    )
