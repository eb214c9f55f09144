"""Desk work: every block with its visit, and what lies beyond the shift."""

from __future__ import annotations

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from fieldplan.desk import outside_shift_min
from fieldplan.domain import DeskBlock
from fieldplan.messages import text
from fieldplan.report.calendar_xlsx import cells, styles
from fieldplan.report.calendar_xlsx.cells import CellValue, Column
from fieldplan.report.load import EngineerLoad
from fieldplan.report.view import ReportView
from fieldplan.units import day_name, hours, month_bounds, month_name

_HEAD_ROW = 4
_COLUMNS = (
    Column(key="date", width=11, form="date"),
    Column(key="weekday", width=6),
    Column(key="engineer", width=20),
    Column(key="start", width=8, form="clock"),
    Column(key="end", width=8, form="clock"),
    Column(key="desk_minutes", width=8, form="int"),
    Column(key="what", width=14),
    Column(key="client", width=30),
    Column(key="overflow", width=12, form="int"),
    Column(key="visit_id", width=18),
)


def fill_desk(sheet: Worksheet, view: ReportView, loads: tuple[EngineerLoad, ...]) -> None:
    """Write the blocks by date and engineer."""
    lang = view.lang
    month = month_name(month_bounds(view.record.month)[0], lang)
    blocks = view.record.plan.desk
    note = text(
        "report.desk_note",
        lang,
        hours=hours(sum(load.desk_min for load in loads), lang),
        overflow=hours(sum(load.desk_overflow_min for load in loads), lang),
        carried=hours(sum(load.desk_carried_min for load in loads), lang),
    )
    cells.put_title(
        sheet,
        text("report.title_desk", lang, month=month),
        note if blocks else text("report.desk_none", lang),
    )
    cells.put_headers(sheet, _HEAD_ROW, _COLUMNS, lang)
    sheet.freeze_panes = f"A{_HEAD_ROW + 1}"
    row = _HEAD_ROW
    for block in blocks:
        row += 1
        values = _values(view, block)
        cells.put_row(sheet, row, _COLUMNS, values, lang)
        if values["overflow"]:
            for column in range(1, len(_COLUMNS) + 1):
                sheet.cell(row, column).font = styles.font(colour=styles.ALARM)
    last = get_column_letter(len(_COLUMNS))
    sheet.auto_filter.ref = f"A{_HEAD_ROW}:{last}{max(row, _HEAD_ROW + 1)}"
    sheet.print_area = f"A1:{last}{max(row, _HEAD_ROW + 1)}"
    cells.set_page(sheet, view.revision, lang)


def _values(view: ReportView, block: DeskBlock) -> dict[str, CellValue]:
    engineer = next(e for e in view.problem.engineers if e.id == block.engineer_id)
    visit = view.visits.get(block.visit_id)
    return {
        "date": block.date,
        "weekday": day_name(block.date, view.lang),
        "engineer": view.names[block.engineer_id],
        "start": block.start_min,
        "end": block.end_min,
        "desk_minutes": block.minutes,
        "what": text(f"report.desk_{block.kind.value}", view.lang),
        "client": view.place(visit).client if visit else "",
        "overflow": outside_shift_min(engineer, block) or None,
        "visit_id": block.visit_id,
    }
