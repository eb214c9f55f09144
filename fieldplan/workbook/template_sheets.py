"""The sheets of the template that are not tables of records: help, settings, lists."""

from __future__ import annotations

from collections.abc import Mapping

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from fieldplan.messages import text
from fieldplan.settings import SECTION_STARTS, SPECS
from fieldplan.workbook import styles
from fieldplan.workbook.choices import CHOICES, labels
from fieldplan.workbook.schema import SHEETS
from fieldplan.workbook.settings_sheet import setting_cell, setting_source, setting_unit

LISTS = tuple(CHOICES)


def fill_help(worksheet: Worksheet, lang: str) -> None:
    """Write what the workbook is for, and the help of every sheet and column."""
    worksheet.sheet_view.showGridLines = False
    for letter, width in (("A", 20), ("B", 32), ("C", 140)):
        worksheet.column_dimensions[letter].width = width
    title = worksheet.cell(row=1, column=1)
    styles.put(title, text("workbook.help_title", lang))
    title.font = styles.TITLE_FONT
    for number, key in enumerate(("help_intro", "help_required", "help_check"), start=2):
        cell = worksheet.cell(row=number, column=1)
        styles.put(cell, text(f"workbook.{key}", lang))
        cell.font = styles.BODY
    row = 6
    for column, key in enumerate(("help_sheet", "help_column", "help_text"), start=1):
        cell = worksheet.cell(row=row, column=column)
        styles.put(cell, text(f"workbook.{key}", lang))
        cell.font, cell.fill = styles.HEADER_FONT, styles.HEADER_FILL
    for sheet in SHEETS:
        row += 1
        _line(worksheet, row, (sheet.title(lang), "", sheet.help(lang)), section=True)
        # the name leads to the sheet
        styles.link(worksheet.cell(row=row, column=1), f"'{sheet.title(lang)}'!A1")
        for column_ in sheet.template_columns():
            row += 1
            star = " *" if column_.required and sheet.key != "settings" else ""
            _line(worksheet, row, ("", column_.header(lang) + star, column_.help(lang)))
    worksheet.freeze_panes = "A7"
    worksheet.page_setup.orientation = "landscape"
    worksheet.page_setup.fitToHeight = 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def fill_settings(worksheet: Worksheet, changes: Mapping[str, object], lang: str) -> None:
    """Write every setting with its unit and source, under titles of sections."""
    row = 1
    for key, spec in SPECS.items():
        if key in SECTION_STARTS:
            row += 1
            title = text(f"settings.{SECTION_STARTS[key]}", lang)
            _line(worksheet, row, (title, "", "", "", ""), section=True)
        row += 1
        value = changes.get(key, spec.default)
        shown = setting_cell(key, value, lang)
        cells = (
            spec.metadata[lang],
            shown,
            setting_unit(spec, lang),
            setting_source(spec, lang),
            key,
        )
        _line(worksheet, row, cells)
        worksheet.cell(row=row, column=2).fill = styles.INPUT_FILL
        worksheet.cell(row=row, column=5).font = styles.FAINT
        if isinstance(shown, str):
            worksheet.cell(row=row, column=2).number_format = "@"


def fill_lists(worksheet: Worksheet, lang: str) -> None:
    """Write the values of the drop-down lists, a list a column."""
    for index, name in enumerate(LISTS, start=1):
        header = worksheet.cell(row=1, column=index)
        styles.put(header, text(f"workbook.list_{name}", lang))
        header.font, header.fill = styles.HEADER_FONT, styles.HEADER_FILL
        worksheet.column_dimensions[get_column_letter(index)].width = 24
        for number, value in enumerate(labels(name, lang), start=2):
            cell = worksheet.cell(row=number, column=index)
            styles.put(cell, value)
            cell.font = styles.BODY
    worksheet.freeze_panes = "A2"


def _line(
    worksheet: Worksheet, row: int, values: tuple[object, ...], *, section: bool = False
) -> None:
    for column, value in enumerate(values, start=1):
        cell = worksheet.cell(row=row, column=column)
        if value != "":
            styles.put(cell, value)
        cell.font = styles.BOLD if section else styles.BODY
        cell.alignment = styles.WRAP
        cell.border = styles.BORDER
        if section:
            cell.fill = styles.SECTION_FILL
