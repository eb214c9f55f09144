"""Tell which sheet is which, by its name or its headers, and find each header row."""

from __future__ import annotations

import re
from functools import cache

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from fieldplan.messages import LANGUAGES, text
from fieldplan.spelling import lookalike, plain
from fieldplan.workbook.cell_text import shorten
from fieldplan.workbook.columns import Sheet
from fieldplan.workbook.log import FindingLog
from fieldplan.workbook.schema import OUR_OTHER_SHEETS, SHEETS

HEADER_ROWS = 20
"""The header is looked for in the first rows; titles may stand above it."""

Cells = dict[int, dict[int, Cell]]
"""The cells of a sheet that hold something, by row and column."""


def filled_cells(sheet: Worksheet) -> Cells:
    """Return the cells that hold something, by row and column.

    ``iter_rows`` would walk a sheet's whole extent, which one stray cell in the last row makes
    enormous; only cells that exist are looked at.
    """
    rows: Cells = {}
    for (row, column), cell in sheet._cells.items():
        if isinstance(cell, MergedCell) or cell.value is None:
            continue
        rows.setdefault(row, {})[column] = cell
    return {row: rows[row] for row in sorted(rows)}


def normal_header(value: object) -> str:
    """Return a header for comparison: casefolded, ё as е, without ``*`` and final marks."""
    text_ = plain(value).replace("*", " ")
    return re.sub(r"\s+", " ", text_).strip(" .:;")


@cache
def headers(key: str) -> dict[str, str]:
    """Return every accepted header of a sheet to the key of its column."""
    sheet = next(sheet for sheet in SHEETS if sheet.key == key)
    found: dict[str, str] = {}
    for column in sheet.columns:
        for lang in LANGUAGES:
            found.setdefault(_twin(column.header(lang)), column.key)
        found.setdefault(_twin(column.key), column.key)
    for column in sheet.columns:
        for alias in column.aliases:
            found.setdefault(_twin(alias), column.key)
    return found


def _twin(value: object) -> str:
    # headers typed with Latin letters that look Cyrillic are the same header
    return lookalike(normal_header(value))


def column_of(sheet: Sheet, value: object) -> str | None:
    """Return the key of the column that a header means, units in brackets aside."""
    known = headers(sheet.key)
    full = known.get(_twin(value))
    if full is not None:
        return full
    short = re.sub(r"\s*[(\[].*?[)\]]\s*", " ", str(value))
    return known.get(_twin(short))


def match_sheets(book: Workbook, cells: dict[str, Cells], log: FindingLog) -> dict[str, Worksheet]:
    """Return the worksheet of each known sheet: by its name, else by its headers."""
    matched: dict[str, Worksheet] = {}
    left: list[Worksheet] = []
    ours = {
        _twin(text(f"workbook.sheet_{key}", lang)) for key in OUR_OTHER_SHEETS for lang in LANGUAGES
    }
    for worksheet in book.worksheets:
        if not isinstance(worksheet, Worksheet) or _twin(worksheet.title) in ours:
            continue
        sheet = next((s for s in SHEETS if _twin(worksheet.title) in _titles(s.key)), None)
        if sheet is None:
            left.append(worksheet)
        elif sheet.key in matched:
            log.error("sheet_twice", sheet=worksheet.title, other=shorten(matched[sheet.key].title))
        else:
            matched[sheet.key] = worksheet
            _note_hidden_sheet(worksheet, log)
    for unknown in left:
        sheet = _by_headers(cells[unknown.title], set(matched))
        if sheet is not None:
            matched[sheet.key] = unknown
            log.notice(
                "sheet_renamed",
                sheet=unknown.title,
                params={"wanted": " / ".join(sheet.title(lang) for lang in LANGUAGES)},
            )
        elif cells[unknown.title]:
            log.notice(
                "extra_sheet", sheet=unknown.title, params={"column": shorten(unknown.title)}
            )
    return matched


@cache
def _titles(key: str) -> frozenset[str]:
    sheet = next(sheet for sheet in SHEETS if sheet.key == key)
    names = [sheet.key, *sheet.aliases, *(sheet.title(lang) for lang in LANGUAGES)]
    return frozenset(_twin(name) for name in names)


def _note_hidden_sheet(worksheet: Worksheet, log: FindingLog) -> None:
    if worksheet.sheet_state != "visible":
        log.notice("hidden_sheet", sheet=worksheet.title, params={})


def _by_headers(rows: Cells, taken: set[str]) -> Sheet | None:
    """Return the missing sheet whose headers these are, if that is certain."""
    best: tuple[float, Sheet] | None = None
    for sheet in SHEETS:
        if sheet.key in taken:
            continue
        number = find_header_row(sheet, rows)
        if number is None:
            continue
        found = {column_of(sheet, cell.value) for cell in rows[number].values()} - {None}
        needed = {column.key for column in sheet.columns if column.required}
        share = len(found) / len(rows[number])
        if len(found) >= 3 and needed <= found and share > 0.7 and (not best or share > best[0]):
            best = share, sheet
    return best[1] if best else None


def find_header_row(sheet: Sheet, rows: Cells) -> int | None:
    """Return the row that holds most of the sheet's headers, or None."""
    best, best_count = None, 0
    for number in list(rows)[:HEADER_ROWS]:
        keys = {
            column_of(sheet, cell.value)
            for cell in list(rows[number].values())[:200]
            if isinstance(cell.value, str)
        }
        count = len(keys - {None})
        if count > best_count:
            best, best_count = number, count
    return best if best_count >= min(2, len(sheet.columns)) else None


def language(matched: dict[str, Worksheet], cells: dict[str, Cells]) -> str:
    """Return the language of most headers and sheet names; Russian when it is a draw."""
    by_key = {sheet.key: sheet for sheet in SHEETS}
    words: list[str] = []
    for key, worksheet in matched.items():
        rows = cells[worksheet.title]
        number = find_header_row(by_key[key], rows)
        header = rows[number].values() if number is not None else ()
        words += [worksheet.title, *(cell.value for cell in header if isinstance(cell.value, str))]
    russian = sum(re.search("[а-яё]", word.casefold()) is not None for word in words)
    return "en" if 2 * russian < len(words) else "ru"
