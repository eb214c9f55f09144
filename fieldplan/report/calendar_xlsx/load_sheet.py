"""Load: each engineer's visits, routes and hours against the month, and the days' bars."""

from __future__ import annotations

from collections.abc import Callable

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from fieldplan.messages import text
from fieldplan.report.calendar_xlsx import cells, styles
from fieldplan.report.calendar_xlsx.load_bars import add_load_bars
from fieldplan.report.load import EngineerLoad, day_pct
from fieldplan.report.proof import proof_line
from fieldplan.report.view import KINDS, ReportView
from fieldplan.units import month_bounds, month_name

_HEAD_ROW = 4
_FIGURES: tuple[tuple[str, Callable[[EngineerLoad], float], str], ...] = (
    ("load_routes", lambda load: load.routes, "0"),
    ("load_on_site", lambda load: load.on_site_min / 60, styles.HOURS_FORMAT),
    ("load_drive", lambda load: load.drive_min / 60, styles.HOURS_FORMAT),
    ("load_distance", lambda load: load.distance_m / 1000, "0"),
    ("load_route", lambda load: load.route_min / 60, styles.HOURS_FORMAT),
    ("load_prep", lambda load: load.prep_min / 60, styles.HOURS_FORMAT),
    ("load_doc", lambda load: load.doc_min / 60, styles.HOURS_FORMAT),
    ("load_consultations", lambda load: load.consultation_min / 60, styles.HOURS_FORMAT),
    ("load_desk_overflow", lambda load: load.desk_overflow_min / 60, styles.HOURS_FORMAT),
    ("load_desk_overflow_cost", lambda load: load.desk_overflow_cost / 100, "#,##0"),
    ("load_desk_carried", lambda load: load.desk_carried_min / 60, styles.HOURS_FORMAT),
    ("load_overtime", lambda load: load.overtime_min / 60, styles.HOURS_FORMAT),
    ("load_days", lambda load: load.work_days, "0"),
    ("load_available", lambda load: load.available_min / 60, styles.HOURS_FORMAT),
    ("load_free", lambda load: load.free_min / 60, styles.HOURS_FORMAT),
)


def fill_load(sheet: Worksheet, view: ReportView, loads: tuple[EngineerLoad, ...]) -> None:
    """Write the figures, a column an engineer, and below them the bars of the days."""
    month = month_name(month_bounds(view.record.month)[0], view.lang)
    title = text("report.title_load", view.lang, month=month)
    cells.put_title(sheet, title, text("report.load_hint", view.lang))
    cells.put_text(sheet, 3, 1, proof_line(view.record.plan.tiers, view.lang))
    sheet.column_dimensions["A"].width = 38
    _headers(sheet, _HEAD_ROW, view, loads)
    row = _figures(sheet, _HEAD_ROW + 1, view, loads)
    _days(sheet, row + 1, view)
    sheet.freeze_panes = f"B{_HEAD_ROW + 1}"
    cells.set_page(sheet, view.revision, view.lang, one_page=True)


def _headers(sheet: Worksheet, row: int, view: ReportView, loads: tuple[EngineerLoad, ...]) -> None:
    names = ["", *(view.names[load.engineer_id] for load in loads)]
    if len(loads) > 1:
        names.append(text("report.col_total", view.lang))
    for column, name in enumerate(names, 1):
        cell = cells.put_text(sheet, row, column, name)
        cell.font = styles.font(10, bold=True, colour="FFFFFF")
        cell.fill = styles.HEADER_FILL
        cell.alignment = styles.CENTRE
        if column > 1:
            sheet.column_dimensions[get_column_letter(column)].width = 18
    sheet.row_dimensions[row].height = 30


def _figures(sheet: Worksheet, row: int, view: ReportView, loads: tuple[EngineerLoad, ...]) -> int:
    lang = view.lang
    _line(sheet, row, text("report.load_visits", lang), [load.visits for load in loads], bold=True)
    row += 1
    for kind in KINDS:
        counts = [load.visits_by_kind.get(kind, 0) for load in loads]
        if any(counts):
            _line(sheet, row, text("report.load_of_kind", lang, kind=view.kind(kind)), counts)
            row += 1
    row = _norm(sheet, row, view, loads)
    prices = view.problem.prices
    for key, figure, form in _FIGURES:
        if key.endswith("_cost") and (prices is None or prices.examples):
            continue  # roubles of example prices would mislead
        _line(sheet, row, text(f"report.{key}", lang), [figure(load) for load in loads], form=form)
        row += 1
    _load_line(sheet, row, view, loads)
    return row + 1


def _norm(sheet: Worksheet, row: int, view: ReportView, loads: tuple[EngineerLoad, ...]) -> int:
    low, high = view.settings.norm_low, view.settings.norm_high
    _label(sheet, row, text("report.load_norm", view.lang))
    _label(sheet, row + 1, text("report.load_against_norm", view.lang))
    contractors = {e.id for e in view.problem.engineers if e.contractor}
    for column, load in enumerate(loads, 2):
        word = "below" if load.visits < low else "above" if load.visits > high else "within"
        shown = (f"{low}–{high}", text(f"report.norm_{word}", view.lang))
        if load.engineer_id in contractors:
            shown = ("—", "—")  # the norm is for staff
        for offset, value in enumerate(shown):
            cells.put_text(sheet, row + offset, column, value).border = styles.BOX
    return row + 2


def _line(
    sheet: Worksheet,
    row: int,
    label: str,
    values: list[float] | list[int],
    *,
    form: str = "0",
    bold: bool = False,
) -> None:
    _label(sheet, row, label, bold=bold)
    shown = [*values, sum(values)] if len(values) > 1 else values
    for column, value in enumerate(shown, 2):
        cell = cells.put_number(sheet, row, column, value, form)
        cell.border = styles.BOX
        cell.font = styles.font(bold=bold)


def _load_line(
    sheet: Worksheet, row: int, view: ReportView, loads: tuple[EngineerLoad, ...]
) -> None:
    _label(sheet, row, text("report.load_pct", view.lang), bold=True)
    for column, load in enumerate(loads, 2):
        cell = cells.put_number(sheet, row, column, load.load_pct / 100, "0%")
        cell.border = styles.BOX
        cell.font = styles.font(bold=True)
    add_load_bars(sheet, f"B{row}:{get_column_letter(len(loads) + 1)}{row}")


def _days(sheet: Worksheet, row: int, view: ReportView) -> None:
    _label(sheet, row, text("report.load_by_day", view.lang), bold=True)
    first = row + 1
    for day in view.shown_days:
        row += 1
        _label(sheet, row, view.day(day))
        for column, engineer in enumerate(view.problem.engineers, 2):
            pct = day_pct(view, engineer, day)
            cell = cells.put_number(sheet, row, column, None if pct is None else pct / 100, "0%")
            cell.border = styles.BOX
            if pct is not None:
                cells.put_map_link(cell, day, engineer.id)
            else:
                cell.fill = styles.OFF_FILL
    add_load_bars(sheet, f"B{first}:{get_column_letter(len(view.problem.engineers) + 1)}{row}")


def _label(sheet: Worksheet, row: int, label: str, *, bold: bool = False) -> None:
    cell = cells.put_text(sheet, row, 1, label)
    cell.font = styles.font(bold=bold)
    cell.border = styles.BOX
