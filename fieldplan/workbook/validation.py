"""Lists, dates and ranges that Excel itself checks while the manager types."""

from __future__ import annotations

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from fieldplan.messages import text
from fieldplan.workbook.cell_dates import FIRST_YEAR, LAST_YEAR
from fieldplan.workbook.cells import Kind
from fieldplan.workbook.choices import CHOICES
from fieldplan.workbook.columns import Column, Sheet
from fieldplan.workbook.schema import SHEETS

_REFERENCE_ROWS = 3000


def add_validations(worksheet: Worksheet, sheet: Sheet, last_row: int, lang: str) -> None:
    """Add the validation of every column of a sheet, from the second row to ``last_row``."""
    for index, column in enumerate(sheet.template_columns(), start=1):
        letter = get_column_letter(index)
        validation = _validation(column, letter, last_row, lang)
        if validation is not None:
            validation.add(f"{letter}2:{letter}{last_row}")
            worksheet.add_data_validation(validation)


def _validation(column: Column, letter: str, last_row: int, lang: str) -> DataValidation | None:
    if column.kind is Kind.CHOICE:
        return _list(_range(lang, column.choices), "prompt_list", lang, strict=True)
    if column.kind is Kind.BOOL:
        return _list(_range(lang, "yes_no"), "prompt_list", lang, strict=True)
    if column.refers:
        target = next(sheet for sheet in SHEETS if sheet.key == column.refers)
        name = quote_sheetname(target.title(lang))
        # an id that is not in the list yet may be added later: only a warning
        return _list(f"{name}!$A$2:$A${_REFERENCE_ROWS}", "prompt_list", lang, strict=False)
    if column.key == "id":
        formula = f"COUNTIF(${letter}$2:${letter}${last_row},{letter}2)=1"
        return _made("custom", lang, "prompt_unique", formula1=formula)
    if column.kind in {Kind.DATE, Kind.DATETIME}:
        return _made(
            "date",
            lang,
            "prompt_date",
            operator="between",
            formula1=f"DATE({FIRST_YEAR},1,1)",
            formula2=f"DATE({LAST_YEAR},12,31)",
        )
    if column.kind in {Kind.LAT, Kind.LON}:
        # both coordinates may be pasted into one cell, as text: no question about that
        limit = 90 if column.kind is Kind.LAT else 180
        formula = f"OR(ISTEXT({letter}2),ABS({letter}2)<={limit})"
        return _made("custom", lang, "prompt_degrees", strict=False, formula1=formula)
    if column.kind is Kind.MONEY:
        return _made("decimal", lang, "prompt_money", operator="greaterThanOrEqual", formula1="0")
    if column.kind in {Kind.INT, Kind.MONTHS, Kind.DURATION}:
        high = min(column.high, 1440) if column.kind is Kind.DURATION else column.high
        return _made(
            "whole",
            lang,
            "prompt_whole",
            strict=column.kind is Kind.INT,
            values={"low": column.low, "high": high},
            operator="between",
            formula1=str(column.low),
            formula2=str(high),
        )
    return None


def _range(lang: str, choices: str) -> str:
    letter = get_column_letter(list(CHOICES).index(choices) + 1)
    name = quote_sheetname(text("workbook.sheet_lists", lang))
    return f"{name}!${letter}$2:${letter}${len(CHOICES[choices]) + 1}"


def _list(source: str, message: str, lang: str, *, strict: bool) -> DataValidation:
    return _made("list", lang, message, strict=strict, formula1=source)


def _made(
    kind: str,
    lang: str,
    message: str,
    *,
    strict: bool = True,
    values: dict[str, object] | None = None,
    **rule: str,
) -> DataValidation:
    validation = DataValidation(
        type=kind,  # type: ignore[arg-type]
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="stop" if strict else "warning",
        errorTitle="fieldplan",
        error=text(f"workbook.{message}", lang, **(values or {})),
        **rule,  # type: ignore[arg-type]
    )
    return validation
