"""Write the workbook that the manager fills in: empty, or filled from a book."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from fieldplan.domain import Book
from fieldplan.messages import text
from fieldplan.workbook import styles
from fieldplan.workbook.book_rows import rows_of
from fieldplan.workbook.cells import Kind
from fieldplan.workbook.columns import Column, Sheet
from fieldplan.workbook.saving import save
from fieldplan.workbook.schema import SETTINGS, SHEETS
from fieldplan.workbook.template_sheets import fill_help, fill_lists, fill_settings
from fieldplan.workbook.validation import add_validations

SPARE_ROWS = 500
"""Rows below the data that have formats and validations as well."""
_TABS = {"sites": "2F6B7E", "projects": "2F6B7E", "emergencies": "B3402A", "engineers": "2F6B7E"}


def write_template(path: Path, lang: str, book: Book | None = None) -> None:
    """Write the workbook in ``lang``; the same input gives the same bytes.

    Parameters
    ----------
    book : Book or None
        Records to fill in; without it the sheets are empty and the settings the defaults.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    content = book or Book(lang=lang)
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.properties.creator = "fieldplan"
    fill_help(workbook.create_sheet(text("workbook.sheet_help", lang)), lang)
    for sheet in SHEETS:
        worksheet = workbook.create_sheet(sheet.title(lang))
        worksheet.sheet_properties.tabColor = _TABS.get(sheet.key, "7A8790")
        _header(worksheet, sheet, lang)
        if sheet is SETTINGS:
            fill_settings(worksheet, content.settings, lang)
        else:
            _rows(worksheet, sheet, content, lang)
    fill_lists(workbook.create_sheet(text("workbook.sheet_lists", lang)), lang)
    workbook.active = 0
    save(workbook, Path(path))


def column_format(column: Column, lang: str) -> str:
    """Return the number format of a column's cells."""
    formats = {
        Kind.DATE: styles.DATE_FORMATS[lang],
        Kind.DATETIME: f"{styles.DATE_FORMATS[lang]} hh:mm",
        Kind.MONEY: "#,##0.##",
        Kind.LAT: "0.0####",
        Kind.LON: "0.0####",
        **dict.fromkeys(
            (Kind.ID, Kind.PHONE, Kind.ACCESS, Kind.SHIFT, Kind.DAYS, Kind.WINDOW), "@"
        ),
    }
    return formats.get(column.kind, "General")


def _header(worksheet: Worksheet, sheet: Sheet, lang: str) -> None:
    for index, column in enumerate(sheet.template_columns(), start=1):
        cell = worksheet.cell(row=1, column=index)
        required = column.required and sheet is not SETTINGS
        styles.put(cell, column.header(lang) + (" *" if required else ""))
        cell.font = styles.HEADER_FONT
        cell.fill = styles.REQUIRED_FILL if required else styles.HEADER_FILL
        cell.alignment = styles.HEADER_ALIGNMENT
        cell.border = styles.BORDER
        comment = Comment(column.help(lang), "fieldplan", width=320, height=110)
        cell.comment = comment
        dimension = worksheet.column_dimensions[get_column_letter(index)]
        dimension.width = column.width
        if sheet is not SETTINGS:
            dimension.number_format = column_format(column, lang)
    worksheet.row_dimensions[1].height = 45
    worksheet.freeze_panes = "C2" if sheet.key in {"sites", "engineers"} else "B2"
    worksheet.sheet_view.zoomScale = 100
    worksheet.page_setup.orientation = "landscape"
    worksheet.page_setup.paperSize = worksheet.PAPERSIZE_A4
    worksheet.page_setup.fitToWidth = 1
    worksheet.page_setup.fitToHeight = 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    worksheet.print_title_rows = "1:1"


def _rows(worksheet: Worksheet, sheet: Sheet, book: Book, lang: str) -> None:
    columns = sheet.template_columns()
    formats = [column_format(column, lang) for column in columns]
    rows = rows_of(book, sheet, lang)
    for number, row in enumerate(rows, start=2):
        for index, column in enumerate(columns, start=1):
            value = row.get(column.key)
            cell = worksheet.cell(row=number, column=index)
            cell.font = styles.BODY
            cell.border = styles.BORDER
            cell.alignment = styles.WRAP if column.kind is Kind.TEXT else styles.TOP
            if value is not None:
                styles.put(cell, value)
            if not isinstance(value, str) or formats[index - 1] == "@":
                cell.number_format = _format_of(value, formats[index - 1])
    last = get_column_letter(len(columns))
    worksheet.auto_filter.ref = f"A1:{last}{max(2, len(rows) + 1)}"
    add_validations(worksheet, sheet, len(rows) + 1 + SPARE_ROWS, lang)


def _format_of(value: object, usual: str) -> str:
    # minutes in a column of hours would otherwise be shown as a date
    is_day = isinstance(value, (date, datetime))
    return usual if is_day or value is None or "yy" not in usual else "General"
