"""«Нагрузка и вывод»: the verdict, why, what to do, and the figures and pictures behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from fieldplan.domain import CapacityReport, Forecast, Scenario, Verdict
from fieldplan.messages import text
from fieldplan.report import capacity_text as words
from fieldplan.report.calendar_xlsx import cells, styles
from fieldplan.report.calendar_xlsx.verdict_charts import forecast_chart, load_chart
from fieldplan.report.load import EngineerLoad, WeekLoads
from fieldplan.report.view import ReportView

WIDTHS = (40, *[12] * 11)
COLUMNS = len(WIDTHS)
CHART_ROWS = 19
VERDICT_FILL = {
    Verdict.ENOUGH: "CBEBDD",
    Verdict.TIGHT: "FBF6C0",
    Verdict.CONTRACTORS: "F8D5BF",
    Verdict.SECOND_ENGINEER: "F8D5BF",
}
_LOAD = (
    "on_site",
    "drive",
    "other",
    "prep",
    "doc",
    "consultation",
    "available",
    "overtime",
    "free",
    "load",
)
_FORECAST = ("sites", "due", "carried", "room", "with_overtime", "load", "days")
_SCENARIOS = (
    "undone",
    "proven",
    "visits",
    "contractor_days",
    "contractor_visits",
    "drive",
    "overtime",
    "free",
    "fits",
)


def fill_verdict(
    sheet: Worksheet, view: ReportView, report: CapacityReport, weeks: Sequence[WeekLoads]
) -> None:
    """Write the whole page."""
    lang = view.lang
    title = text("capacity.title", lang, month=words.month_text(report.month, lang))
    cells.put_title(sheet, title, text("capacity.hint", lang))
    for number, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    row = _verdict(sheet, 4, report, lang)
    row = _lines(sheet, row, text("capacity.evidence", lang), words.evidence_lines(report, lang))
    row = _lines(sheet, row, text("capacity.remedies", lang), words.remedy_lines(report, lang))
    row = _scenarios(sheet, row, report, lang)
    row = _lines(
        sheet, row, text("capacity.certificate", lang), words.certificate_lines(report, lang)
    )
    row = _lines(sheet, row, text("capacity.norm", lang), words.norm_lines(report, lang))
    row = _lines(sheet, row, text("capacity.readiness", lang), words.readiness_lines(report, lang))
    row = _load(sheet, row, view, weeks)
    debts = {item.month: item.debt for item in report.debt.months}
    for number, forecast in enumerate(report.forecasts):
        # The debt is that of the present team, the first.
        row = _forecast(sheet, row, forecast, lang, None if number else debts)
    notes = [] if report.show_money else [text("capacity.examples", lang)]
    if not report.full:
        notes.append(text("capacity.quick", lang))
    _lines(sheet, row, "", notes)
    cells.set_page(sheet, view.revision, lang)


def _verdict(sheet: Worksheet, row: int, report: CapacityReport, lang: str) -> int:
    cell = cells.put_text(sheet, row, 1, words.headline(report, lang))
    cell.font = styles.font(16, bold=True)
    for column in range(1, COLUMNS + 1):
        sheet.cell(row, column).fill = styles.fill(VERDICT_FILL[report.judgement.verdict])
    sheet.row_dimensions[row].height = 26
    _wide(sheet, row + 1, words.meaning(report, lang))
    return row + 3


def _lines(sheet: Worksheet, row: int, title: str, lines: Sequence[str]) -> int:
    """A small title and sentences over the whole width; nothing when there are none."""
    if not lines:
        return row
    if title:
        cells.put_text(sheet, row, 1, title).font = styles.font(11, bold=True)
        row += 1
    for line in lines:
        _wide(sheet, row, f"• {line}")
        row += 1
    return row + 1


def _wide(sheet: Worksheet, row: int, line: str) -> None:
    cell = cells.put_text(sheet, row, 1, line)
    cell.alignment = styles.WRAP
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=COLUMNS)
    sheet.row_dimensions[row].height = cells.text_height([(line, sum(WIDTHS))])


def _head(sheet: Worksheet, row: int, title: str, columns: Sequence[str], lang: str) -> int:
    """A small title and the headers of a table; returns the row of its first line."""
    cells.put_text(sheet, row, 1, title).font = styles.font(11, bold=True)
    for number, key in enumerate(columns, 1):
        cell = cells.put_text(sheet, row + 1, number, text(f"capacity.col_{key}", lang))
        cell.font = styles.font(9, bold=True, colour="FFFFFF")
        cell.fill = styles.HEADER_FILL
        cell.alignment = styles.CENTRE
    sheet.row_dimensions[row + 1].height = 42
    return row + 2


def _load(sheet: Worksheet, row: int, view: ReportView, weeks: Sequence[WeekLoads]) -> int:
    lang = view.lang
    sheet.row_breaks.append(Break(id=row - 1))
    first = _head(sheet, row, text("capacity.load", lang), ("week", *_LOAD), lang)
    row = first
    contractors = {e.id for e in view.problem.engineers if e.contractor}
    for week in weeks:
        for load in week.loads:
            idle = load.engineer_id in contractors and not load.routes
            if idle or not (load.available_min or load.route_min):
                continue
            # Short, because it stands below a bar of the chart.
            day = f"{week.first:%d.%m}" if lang == "ru" else f"{week.first:%m-%d}"
            name = f"{day} {view.names[load.engineer_id]}" if len(week.loads) > 1 else day
            cells.put_text(sheet, row, 1, name).border = styles.BOX
            _figures(sheet, row, _load_values(load))
            row += 1
    if row == first:
        return row + 1
    chart = load_chart(sheet, first - 1, row - 1, lang)
    sheet.add_chart(chart, f"A{row + 1}")
    return row + 2 + CHART_ROWS


def _load_values(load: EngineerLoad) -> tuple[tuple[float | None, str], ...]:
    other = load.route_min - load.on_site_min - load.drive_min
    minutes = (
        load.on_site_min,
        load.drive_min,
        other,
        load.prep_min,
        load.doc_min,
        load.consultation_min,
        load.available_min,
        load.overtime_min,
        load.free_min,
    )
    share = load.load_pct / 100 if load.available_min else None
    return (*((value / 60, styles.HOURS_FORMAT) for value in minutes), (share, "0%"))


def _forecast(
    sheet: Worksheet, row: int, forecast: Forecast, lang: str, debts: Mapping[str, int] | None
) -> int:
    """A table of the months; with the debt and a chart for the present team."""
    if not forecast.months:
        return row
    sheet.row_breaks.append(Break(id=row - 1))
    team = words.team_text(forecast.engineers, 0, lang)
    title = text("capacity.forecast_team", lang, team=team)
    columns = ("month", *_FORECAST, *(("debt",) if debts is not None else ()))
    first = _head(sheet, row, title, columns, lang)
    for number, month in enumerate(forecast.months, first):
        cells.put_text(sheet, number, 1, words.month_text(month.month, lang)).border = styles.BOX
        hours = [month.due_min, month.carried_min, month.room_min]
        values = [(value / 60, styles.HOURS_FORMAT) for value in hours]
        most = (month.room_min + month.overtime_min) / 60
        _figures(
            sheet,
            number,
            (
                (month.sites, "0"),
                *values,
                (most, styles.HOURS_FORMAT),
                (month.load_pct / 100, "0%"),
                (month.contractor_days, "0"),
                *(((debts.get(month.month), "0"),) if debts is not None else ()),
            ),
        )
        if month.over:
            sheet.cell(number, 7).font = styles.font(bold=True, colour=styles.ALARM)
    row = first + len(forecast.months)
    _wide(sheet, row, words.forecast_line(forecast, lang))
    if debts is None:
        return row + 2
    sheet.add_chart(forecast_chart(sheet, first - 1, row - 1, lang), f"A{row + 2}")
    return row + 3 + CHART_ROWS


def _scenarios(sheet: Worksheet, row: int, report: CapacityReport, lang: str) -> int:
    if not report.scenarios:
        return row
    columns = ("team", *_SCENARIOS, *(("cost",) if report.show_money else ()))
    first = _head(sheet, row, text("capacity.scenarios", lang), columns, lang)
    for number, scenario in enumerate(report.scenarios, first):
        cells.put_text(sheet, number, 1, words.scenario_team(scenario, lang)).border = styles.BOX
        _figures(sheet, number, _scenario_values(scenario))
        fits = cells.put_text(
            sheet, number, 10, text("capacity.yes" if scenario.fits else "capacity.no", lang)
        )
        fits.border = styles.BOX
        if report.show_money:
            cells.put_number(sheet, number, 11, scenario.cost / 100, "# ##0").border = styles.BOX
    row = first + len(report.scenarios)
    _wide(sheet, row, text("capacity.scenarios_note", lang))
    row += 1
    even = words.break_even_line(report, lang)
    if even:
        _wide(sheet, row, even)
        row += 1
    return row + 1


def _scenario_values(scenario: Scenario) -> tuple[tuple[float | None, str], ...]:
    hours = (scenario.drive_min, scenario.overtime_min, scenario.free_min)
    return (
        (scenario.undone, "0"),
        (scenario.proven_weight, "0"),
        (scenario.served, "0"),
        (scenario.contractor_days, "0"),
        (scenario.contractor_visits, "0"),
        *((value / 60, styles.HOURS_FORMAT) for value in hours),
    )


def _figures(sheet: Worksheet, row: int, values: Sequence[tuple[float | None, str]]) -> None:
    for column, (value, form) in enumerate(values, 2):
        cells.put_number(sheet, row, column, value, form).border = styles.BOX
