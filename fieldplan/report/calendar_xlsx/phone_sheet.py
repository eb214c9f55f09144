"""«Обзвон»: whom to phone, what to propose, and where to write the answer."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from fieldplan.domain import PhoneCall, Proposal, Reply
from fieldplan.messages import text
from fieldplan.report.calendar_xlsx import cells, styles
from fieldplan.report.calendar_xlsx.cells import CellValue, Column
from fieldplan.report.view import ReportView
from fieldplan.units import clock, month_bounds, month_name

HEAD_ROW = 4
PRINTED = 11
COLUMNS = (
    Column(key="client", width=28),
    Column(key="contact", width=18),
    Column(key="phone", width=18),
    Column(key="kind", width=13),
    Column(key="proposed", width=16),
    Column(key="option_1", width=16),
    Column(key="option_2", width=16),
    Column(key="answer", width=14, editable=True),
    Column(key="other_date", width=12, form="date", editable=True),
    Column(key="other_time", width=12, editable=True),
    Column(key="address", width=36),
    Column(key="note", width=22),
    Column(key="visit_id", width=16),
)
NO_OPTION = ("phone.none", "phone.run")
"""What stands in place of an alternative: of a visit of one day, of work on several."""
MOVES = "*"
"""Marks an alternative for which another visit changes its day."""


def fill_phone(sheet: Worksheet, view: ReportView, calls: Sequence[PhoneCall]) -> None:
    """Write one row a visit to be promised, the soonest first."""
    lang = view.lang
    month = month_name(month_bounds(view.record.month)[0], lang)
    note = text("phone.hint" if calls else "phone.empty", lang)
    cells.put_title(sheet, text("phone.title", lang, month=month), note)
    if any(option.moves for call in calls for option in call.alternatives):
        cells.put_text(sheet, 3, 1, text("phone.moves_note", lang)).font = styles.font(
            9, colour=styles.GREY
        )
    cells.put_headers(sheet, HEAD_ROW, COLUMNS, lang)
    sheet.freeze_panes = f"B{HEAD_ROW + 1}"
    row = HEAD_ROW
    for row, call in enumerate(calls, HEAD_ROW + 1):
        values = _values(view, call)
        cells.put_row(sheet, row, COLUMNS, values, lang)
        sheet.row_dimensions[row].height = cells.text_height(
            [(str(values[c.key]), c.width) for c in COLUMNS if values.get(c.key)], least=28
        )
    last = max(row, HEAD_ROW + 1)
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{get_column_letter(len(COLUMNS))}{last}"
    _validate(sheet, lang, last)
    sheet.print_area = f"A1:{get_column_letter(PRINTED)}{last}"
    cells.set_page(sheet, view.revision, lang)


def proposal_text(view: ReportView, proposal: Proposal) -> str:
    """Return day and window as they are told on the phone, and read back."""
    start, end = proposal.window
    mark = f" {MOVES}" if proposal.moves else ""
    return f"{view.day(proposal.date)}\n{clock(start)}–{clock(end)}{mark}"


def _values(view: ReportView, call: PhoneCall) -> dict[str, CellValue]:
    visit = view.visits[call.visit_id]
    place = view.place(visit)
    runs = {name for group in view.record.problem.consecutive for name in group}
    # Work on several days in a row has no single other day to offer.
    none = text(NO_OPTION[visit.id in runs], view.lang)
    options = [proposal_text(view, option) for option in call.alternatives[:2]]
    first, second = [*options, none, none][:2]
    return {
        "client": place.client,
        "contact": place.contact,
        "phone": place.phone,
        "kind": view.kind(visit.kind),
        "proposed": proposal_text(view, call.proposed),
        "option_1": first,
        "option_2": second,
        "answer": "",
        "other_date": None,
        "other_time": "",
        "address": place.address,
        "note": place.note,
        "visit_id": visit.id,
    }


def _validate(sheet: Worksheet, lang: str, last_row: int) -> None:
    """A list for the answer, a date for the date; the time is free text."""
    names = ",".join(text(f"phone.reply_{reply}", lang) for reply in Reply)
    rules = {
        "answer": DataValidation(type="list", formula1=f'"{names}"'),
        "other_date": DataValidation(type="date", operator="greaterThan", formula1="36526"),
    }
    errors = {
        "answer": text("phone.bad_reply", lang, choices=names.replace(",", ", ")),
        "other_date": text("report.bad_moved_to", lang),
    }
    for key, rule in rules.items():
        rule.allow_blank = True
        rule.showErrorMessage = True
        rule.error = errors[key]
        number = next(n for n, column in enumerate(COLUMNS, 1) if column.key == key)
        letter = get_column_letter(number)
        rule.add(f"{letter}{HEAD_ROW + 1}:{letter}{last_row}")
        sheet.add_data_validation(rule)
