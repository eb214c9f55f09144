"""Values into cells: text that stays text, dates, clock times, and tables of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from fieldplan.messages import text
from fieldplan.report.calendar_xlsx import styles
from fieldplan.report.safe_text import clean_text, one_line
from fieldplan.units import MIN_PER_DAY

MAX_CELL = 32_767
MAX_LINK = 1_000
"""Excel repairs files with links of over 2,079 characters."""

MAP_FILE = "map.html"
_ESCAPED = re.compile("_(x[0-9A-Fa-f]{4}_)")
_FORMULA_STARTS = tuple("=+-@\t'")

CellValue = str | int | float | date | None


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a table; its header is the text ``report.col_<key>``.

    ``form`` is text, date, clock (minutes from midnight), int, km (metres) or link.
    """

    key: str
    width: float
    form: str = "text"
    editable: bool = False


def put_text(sheet: Worksheet, row: int, column: int, value: str) -> Cell:
    """Write text that Excel neither computes nor decodes, whatever it looks like."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)  # merged cells other than the first are never written
    shown = clean_text(value)
    # Excel reads _x0041_ inside a string as "A"; an escaped underscore keeps the text.
    cell.value = _ESCAPED.sub(r"_x005F_\1", shown)[:MAX_CELL] or None
    if shown:
        cell.data_type = "s"
    if shown.startswith(_FORMULA_STARTS):
        cell.quotePrefix = True
    cell.font = styles.font()
    return cell


def read_text(value: object) -> str:
    """Return the text of a cell as ``put_text`` was given it."""
    return "" if value is None else str(value).replace("_x005F_x", "_x")


def put_date(sheet: Worksheet, row: int, column: int, day: date | None, lang: str) -> Cell:
    """Write a date as a date."""
    cell = _plain(sheet, row, column, day)
    cell.number_format = styles.DATE_FORMAT[lang]
    return cell


def put_clock(sheet: Worksheet, row: int, column: int, minutes: int | None) -> Cell:
    """Write minutes from midnight as a time that Excel can reckon with (over 24:00 too)."""
    cell = _plain(sheet, row, column, None if minutes is None else minutes / MIN_PER_DAY)
    cell.number_format = styles.TIME_FORMAT
    return cell


def put_number(
    sheet: Worksheet, row: int, column: int, value: float | None, form: str = "0"
) -> Cell:
    """Write a number."""
    cell = _plain(sheet, row, column, value)
    cell.number_format = form
    return cell


def put_map_link(cell: Cell, day: date, engineer_id: str) -> None:
    """Make the cell a link to the day in the map that lies beside the calendar."""
    location = f"day={day.isoformat()}&engineer={quote(clean_text(engineer_id), safe='')}"
    if len(location) <= MAX_LINK:
        cell.hyperlink = Hyperlink(ref=cell.coordinate, target=MAP_FILE, location=location)


def put_title(sheet: Worksheet, title: str, note: str) -> None:
    """Write the sheet's title in A1 and a small note in A2."""
    put_text(sheet, 1, 1, title).font = styles.font(14, bold=True)
    put_text(sheet, 2, 1, note).font = styles.font(9, colour=styles.GREY)
    sheet.row_dimensions[1].height = 22


def put_headers(sheet: Worksheet, row: int, columns: Sequence[Column], lang: str) -> None:
    """Write the header row, set widths, freeze it, and repeat it on every printed page."""
    for number, column in enumerate(columns, 1):
        cell = put_text(sheet, row, number, text(f"report.col_{column.key}", lang))
        cell.font = styles.font(9, bold=True, colour="FFFFFF")
        cell.fill = styles.EDIT_HEADER_FILL if column.editable else styles.HEADER_FILL
        cell.alignment = styles.CENTRE
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.row_dimensions[row].height = 28
    sheet.freeze_panes = f"A{row + 1}"
    sheet.print_title_rows = f"{row}:{row}"


def put_row(
    sheet: Worksheet,
    row: int,
    columns: Sequence[Column],
    values: Mapping[str, CellValue],
    lang: str,
) -> None:
    """Write one row of a table."""
    for number, column in enumerate(columns, 1):
        cell = put_value(
            sheet, row, number, form=column.form, value=values.get(column.key), lang=lang
        )
        cell.border = styles.BOX
        cell.alignment = styles.WRAP if column.form == "text" else styles.TOP_CENTRE
        if column.editable:
            cell.fill = styles.EDIT_FILL


def put_value(
    sheet: Worksheet, row: int, number: int, *, form: str, value: CellValue, lang: str
) -> Cell:
    """Write one value in the form of its column."""
    if isinstance(value, date):
        return put_date(sheet, row, number, value, lang)
    if isinstance(value, str):
        return put_text(sheet, row, number, value)
    if form == "date":
        return put_date(sheet, row, number, None, lang)
    if form == "clock":
        return put_clock(sheet, row, number, None if value is None else round(value))
    if form == "km":
        return put_number(sheet, row, number, None if value is None else value / 1000, "0.0")
    return put_number(sheet, row, number, value)


def set_page(sheet: Worksheet, header: str, lang: str, *, one_page: bool = False) -> None:
    """A4 landscape, as wide as one page, with page header and number."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 1 if one_page else 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = 0.65
    sheet.page_margins.header = sheet.page_margins.footer = 0.3
    sheet.page_margins.bottom = 0.5
    sheet.print_options.horizontalCentered = True
    # & starts a code in page headers; doubled it is an ampersand. Excel allows 255 characters.
    assert sheet.oddHeader is not None and sheet.oddFooter is not None  # every sheet has them
    sheet.oddHeader.right.text = one_line(header)[:100].replace("&", "&&")
    sheet.oddFooter.right.text = text("report.page", lang)
    sheet.sheet_view.showGridLines = False


def text_height(values: Sequence[tuple[str, float]], least: float = 15) -> float:
    """Height of a row in points for texts and the widths of their columns."""
    lines = 1
    for value, width in values:
        needed = sum(1 + int(len(line) / max(width * 1.05, 1)) for line in value.split("\n"))
        lines = max(lines, needed)
    return min(max(least, 13.5 * lines + 2), 220)


def _plain(sheet: Worksheet, row: int, column: int, value: float | date | None) -> Cell:
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)  # merged cells other than the first are never written
    cell.value = value
    cell.font = styles.font()
    return cell
