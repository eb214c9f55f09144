"""The sheet «Проверить координаты»: every point that was found, the doubtful ones first."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from fieldplan.messages import text
from fieldplan.workbook import styles
from fieldplan.workbook.place_review import PlaceReview, Verdict, point_text

MAP_LINK = "https://www.openstreetmap.org/?mlat={lat:.6f}&mlon={lon:.6f}#map=17/{lat:.6f}/{lon:.6f}"
_COLUMNS = (
    ("verdict", 44),
    ("sheet", 16),
    ("cell", 9),
    ("name", 28),
    ("address", 44),
    ("place", 24),
    ("map", 10),
    ("label", 60),
    ("source", 14),
)
_CELL, _MAP = 3, 7
_COLOURS = {
    Verdict.SEVERAL: "FFB3A7",
    Verdict.EXACT: "DDF0DD",
}
_DOUBTFUL = "FFF2A8"
_ORDER = tuple(Verdict)


def add_review(book: Workbook, review: Sequence[PlaceReview], lang: str) -> None:
    """Add the sheet to a marked copy, as its second sheet; nothing to review adds nothing."""
    if not review:
        return
    worksheet = book.create_sheet(text("workbook.sheet_review", lang), min(1, len(book.sheetnames)))
    worksheet.sheet_properties.tabColor = "C98A00"
    styles.put(worksheet.cell(row=1, column=1), text("geocode.review_intro", lang))
    worksheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(_COLUMNS))
    worksheet.cell(row=1, column=1).alignment = styles.WRAP
    worksheet.cell(row=1, column=1).font = styles.BODY
    worksheet.row_dimensions[1].height = 48.0
    for index, (name, width) in enumerate(_COLUMNS, start=1):
        cell = worksheet.cell(row=2, column=index)
        styles.put(cell, text(f"geocode.review_{name}", lang))
        cell.font, cell.fill = styles.HEADER_FONT, styles.HEADER_FILL
        worksheet.column_dimensions[get_column_letter(index)].width = width
    ranked = sorted(review, key=lambda item: (not item.doubtful, _rank(item.verdict)))
    for number, item in enumerate(ranked, start=3):
        _row(book, worksheet, number, item, lang)
    worksheet.freeze_panes = "A3"
    worksheet.auto_filter.ref = f"A2:{get_column_letter(len(_COLUMNS))}{len(ranked) + 2}"


def _rank(verdict: Verdict) -> int:
    # what stops the planning comes first
    return -1 if verdict is Verdict.SEVERAL else _ORDER.index(verdict)


def _row(book: Workbook, worksheet: Worksheet, number: int, item: PlaceReview, lang: str) -> None:
    hit = item.hit
    values = (
        text(f"geocode.verdict_{item.verdict}", lang),
        item.sheet,
        item.cell,
        item.name,
        item.address,
        point_text(hit) if hit else "",
        text("geocode.review_open", lang) if hit else "",
        hit.label if hit else "",
        text(f"geocode.source_{item.provider}", lang) if item.provider else "",
    )
    for index, value in enumerate(values, start=1):
        cell = worksheet.cell(row=number, column=index)
        styles.put(cell, value)
        cell.font, cell.alignment, cell.border = styles.BODY, styles.WRAP, styles.BORDER
    colour = _COLOURS.get(item.verdict, _DOUBTFUL)
    worksheet.cell(row=number, column=1).fill = PatternFill("solid", fgColor=colour)
    if item.sheet in book.sheetnames:
        place = f"{quote_sheetname(item.sheet)}!{item.cell}"
        styles.link(worksheet.cell(row=number, column=_CELL), place)
    if hit:
        cell = worksheet.cell(row=number, column=_MAP)
        # only numbers go into the address: no client text leaves by a click
        cell.hyperlink = MAP_LINK.format(lat=hit.lat, lon=hit.lon)
        cell.font = styles.LINK
