"""The month grid of one engineer: a column a weekday, a band of rows a week, one A4 page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from fieldplan.domain import ProblemEngineer, Route, Stop
from fieldplan.messages import text
from fieldplan.report.calendar_xlsx import cells, styles
from fieldplan.report.calendar_xlsx.load_bars import add_load_bars
from fieldplan.report.load import EngineerLoad, day_pct
from fieldplan.report.safe_text import one_line
from fieldplan.report.view import KINDS, ReportView
from fieldplan.units import day_name, hours, month_bounds, month_name, window_text

_OFF_WIDTH = 6.0
_HEAD_ROW = 4
_DAY_HEIGHT = 16.0
_AWAY = 40
"""Letters of the reason for an absence that the head of a day has room for."""
_LOAD_HEIGHT = 12.0
_TOP_HEIGHT = 70.0
_POINTS_A_CHARACTER = 5.25
_PAGE_RATIO = 1.52
"""Width to height of the printable part of A4 landscape."""

_ROOMY_ROWS = 14
"""Up to so many rows of stops a month, a stop has a line for its address."""


def fill_month(
    sheet: Worksheet, view: ReportView, engineer: ProblemEngineer, load: EngineerLoad
) -> None:
    """Write the grid."""
    first, last = month_bounds(view.record.month)
    name = view.name(engineer)
    title = text(
        "report.title_month",
        view.lang,
        month=month_name(first, view.lang).capitalize(),
        name=one_line(name),
    )
    cells.put_title(sheet, title, _summary(view, load))
    _legend(sheet, view)
    weeks = _weeks(first, last)
    depths = [_depth(view, engineer, week) for week in weeks]
    layout = _layout(len(weeks), sum(depths))
    _weekdays(sheet, view, layout.width)
    grid = _Grid(sheet=sheet, view=view, engineer=engineer, layout=layout)
    row = _HEAD_ROW + 1
    for week, depth in zip(weeks, depths, strict=True):
        row = _week(grid, row, week, depth)
    sheet.freeze_panes = f"A{_HEAD_ROW + 1}"
    sheet.print_area = f"A1:G{row - 1}"
    cells.set_page(sheet, view.revision, view.lang, one_page=True)


def _summary(view: ReportView, load: EngineerLoad) -> str:
    summary = text(
        "report.month_summary",
        view.lang,
        visits=load.visits,
        routes=load.routes,
        site=hours(load.on_site_min, view.lang),
        drive=hours(load.drive_min, view.lang),
        km=round(load.distance_m / 1000),
        overtime=hours(load.overtime_min, view.lang),
        load=load.load_pct,
    )
    if view.problem.desk is None:
        return summary
    desk = text(
        "report.desk_summary",
        view.lang,
        hours=hours(load.desk_min, view.lang),
        overflow=hours(load.desk_overflow_min, view.lang),
    )
    return f"{summary} · {desk}"


def _legend(sheet: Worksheet, view: ReportView) -> None:
    """One row of the kinds' colours, seven kinds over seven columns."""
    for column, kind in enumerate(KINDS, 1):
        wide = column <= 5
        label = view.kind_short(kind)
        if wide and view.kind(kind).casefold() != label.casefold():
            label = f"{label} — {view.kind(kind)}"
        cell = cells.put_text(sheet, 3, column, label)
        cell.font = styles.font(8)
        cell.fill = styles.fill(styles.KIND_FILL[kind])
        cell.border = styles.kind_edge(kind)
        cell.alignment = styles.LEFT_MIDDLE


@dataclass(frozen=True, kw_only=True)
class _Layout:
    """Sizes that let the month fill its page: points of a stop's row, characters of a day."""

    roomy: bool
    height: float
    width: float


@dataclass(frozen=True, kw_only=True)
class _Grid:
    """What every cell of the grid needs."""

    sheet: Worksheet
    view: ReportView
    engineer: ProblemEngineer
    layout: _Layout


def _layout(weeks: int, rows: int) -> _Layout:
    roomy = rows <= _ROOMY_ROWS
    height = 36.0 if roomy else 25.0
    total = _TOP_HEIGHT + weeks * (_DAY_HEIGHT + _LOAD_HEIGHT) + rows * height
    width = (total * _PAGE_RATIO / _POINTS_A_CHARACTER - 2 * _OFF_WIDTH) / 5
    return _Layout(roomy=roomy, height=height, width=min(max(width, 28.0), 48.0))


def _weekdays(sheet: Worksheet, view: ReportView, width: float) -> None:
    """The row of weekday names; days off are narrow unless someone works on them."""
    worked = {day.weekday() for day in view.days}
    for weekday in range(7):
        wide = weekday < 5 or weekday in worked
        letter = get_column_letter(weekday + 1)
        sheet.column_dimensions[letter].width = width if wide else _OFF_WIDTH
        name = day_name(date(2026, 6, 1) + timedelta(days=weekday), view.lang)
        head = cells.put_text(sheet, _HEAD_ROW, weekday + 1, name)
        head.font = styles.font(10, bold=True, colour="FFFFFF")
        head.fill = styles.HEADER_FILL
        head.alignment = styles.CENTRE


def _weeks(first: date, last: date) -> list[list[date | None]]:
    """Weeks from Monday; None for the days of other months."""
    weeks = []
    monday = first - timedelta(days=first.weekday())
    while monday <= last:
        week = [monday + timedelta(days=n) for n in range(7)]
        weeks.append([day if first <= day <= last else None for day in week])
        monday += timedelta(days=7)
    return weeks


def _depth(view: ReportView, engineer: ProblemEngineer, week: list[date | None]) -> int:
    """Most stops on a day of the week, at least one."""
    routes = [view.routes.get((engineer.id, day)) for day in week if day]
    return max([len(route.stops) for route in routes if route] or [1])


def _week(grid: _Grid, row: int, week: list[date | None], depth: int) -> int:
    """Write a week's band and return the row after it."""
    sheet, view, engineer = grid.sheet, grid.view, grid.engineer
    routes = [view.routes.get((engineer.id, day)) if day else None for day in week]
    for column, (day, route) in enumerate(zip(week, routes, strict=True), 1):
        _day_head(grid, row, column, day, route)
        for number in range(depth):
            cell = cells.put_text(sheet, row + 1 + number, column, "")
            cell.border = styles.BOX
            if day is None or day not in engineer.shifts:
                cell.fill = styles.OFF_FILL
            if route and number < len(route.stops):
                _stop(grid, row + 1 + number, column, route.stops[number])
        _load_cell(grid, row + 1 + depth, column, day)
    sheet.row_dimensions[row].height = _DAY_HEIGHT
    for number in range(depth):
        sheet.row_dimensions[row + 1 + number].height = grid.layout.height
    sheet.row_dimensions[row + 1 + depth].height = _LOAD_HEIGHT
    band = f"A{row + 1 + depth}:G{row + 1 + depth}"
    add_load_bars(sheet, band, warn=False)
    return row + 2 + depth


def _day_head(grid: _Grid, row: int, column: int, day: date | None, route: Route | None) -> None:
    view, engineer = grid.view, grid.engineer
    label = ""
    if day is not None:
        label = str(day.day)
        if route:
            label += f"   {window_text(route.leave_min, route.back_min)}"
        elif day in engineer.absent:
            away = one_line(view.away(engineer.id, day))[:_AWAY] or text("report.absent", view.lang)
            label += f"   {away}"
        elif day in engineer.shifts:
            label += "   " + text("report.no_route", view.lang)
        minutes = sum(block.minutes for block in view.desk.get((engineer.id, day), ()))
        if minutes:
            label += "   " + text("report.desk_day", view.lang, hours=hours(minutes, view.lang))
    cell = cells.put_text(grid.sheet, row, column, label)
    cell.font = styles.font(9, bold=True)
    cell.fill = styles.DAY_FILL if day in engineer.shifts else styles.OFF_FILL
    cell.border = styles.BOX
    cell.alignment = styles.LEFT_MIDDLE
    if day is not None and route:
        cells.put_map_link(cell, day, engineer.id)


def _stop(grid: _Grid, row: int, column: int, stop: Stop) -> None:
    view = grid.view
    visit = view.visits[stop.visit_id]
    place = view.place(visit)
    mark = " ●" if visit.promise else ""
    times = f"{window_text(stop.start_min, stop.end_min)}  {view.kind_short(visit.kind)}{mark}"
    fits = round(grid.layout.width * 1.2)
    address = _short(place.address, fits)
    if grid.layout.roomy:
        label = f"{times}\n{_short(place.client, fits)}\n{address}"
    else:
        label = f"{times}  {_short(place.client, max(fits - len(times) - 2, 12))}\n{address}"
    cell = cells.put_text(grid.sheet, row, column, label)
    cell.font = styles.font(8)
    cell.fill = styles.fill(styles.KIND_FILL.get(visit.kind, styles.KIND_FILL["other"]))
    cell.border = styles.kind_edge(visit.kind)
    cell.alignment = styles.WRAP


def _load_cell(grid: _Grid, row: int, column: int, day: date | None) -> None:
    pct = day_pct(grid.view, grid.engineer, day) if day else None
    cell = cells.put_number(grid.sheet, row, column, None if pct is None else pct / 100, "0%")
    cell.font = styles.font(7, colour=styles.GREY)
    cell.border = styles.BOX


def _short(value: str, length: int) -> str:
    """One line, cut with an ellipsis; the whole text stands in the list of visits."""
    line = one_line(value)
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"
