"""What the revision changed, the clients to phone first."""

from __future__ import annotations

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from fieldplan.messages import text
from fieldplan.report.calendar_xlsx import cells, styles
from fieldplan.report.calendar_xlsx.cells import CellValue, Column
from fieldplan.report.calls import change_why, words_to_say
from fieldplan.report.changes import Change
from fieldplan.report.view import ReportView

_HEAD_ROW = 4
_COLUMNS = (
    Column(key="call", width=11),
    Column(key="client", width=30),
    Column(key="contact", width=18),
    Column(key="phone", width=18),
    Column(key="change", width=17),
    Column(key="was", width=30),
    Column(key="now", width=30),
    Column(key="why", width=30),
    Column(key="words", width=46),
    Column(key="promise", width=26),
    Column(key="kind", width=13),
    Column(key="address", width=34),
    Column(key="visit_id", width=14),
)


def fill_changes(
    sheet: Worksheet, view: ReportView, old: ReportView, changes: tuple[Change, ...]
) -> None:
    """Write the changes; ``old`` knows the visits that the new problem no longer has."""
    calls = sum(change.call for change in changes)
    note = text("report.changes_note", view.lang, count=len(changes), calls=calls)
    cells.put_title(sheet, text("report.title_changes", view.lang), note)
    cells.put_headers(sheet, _HEAD_ROW, _COLUMNS, view.lang)
    row = _HEAD_ROW
    for row, change in enumerate(changes, _HEAD_ROW + 1):
        values = _values(view, old, change)
        cells.put_row(sheet, row, _COLUMNS, values, view.lang)
        if change.call:
            for column in range(1, 5):
                sheet.cell(row, column).fill = styles.fill(styles.KIND_FILL["emergency"])
        sheet.row_dimensions[row].height = cells.text_height(
            [(str(values[c.key]), c.width) for c in _COLUMNS if values.get(c.key)]
        )
    printed = get_column_letter(len(_COLUMNS) - 2)
    sheet.print_area = f"A1:{printed}{max(row, _HEAD_ROW + 1)}"
    cells.set_page(sheet, view.revision, view.lang)


def _values(view: ReportView, old: ReportView, change: Change) -> dict[str, CellValue]:
    source = view if change.visit_id in view.visits else old
    visit = source.visits[change.visit_id]
    place = source.place(visit)
    return {
        "call": text("report.phone_now", view.lang) if change.call else "",
        "client": place.client,
        "contact": place.contact,
        "phone": place.phone,
        "change": text(f"map.change_{change.kind}", view.lang),
        "was": old.placement(change.was),
        "now": view.placement(change.now),
        "why": change_why(view, change),
        "words": words_to_say(view, old, change) if _is_told(change) else "",
        "promise": source.promise(visit),
        "kind": view.kind(visit.kind),
        "address": place.address,
        "visit_id": visit.id,
    }


def _is_told(change: Change) -> bool:
    """Whether there is something to say: to whom must be called, and whose visit is new."""
    return change.call or change.kind == "added"
