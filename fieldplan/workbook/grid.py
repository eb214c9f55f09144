"""Find the sheets, header rows and columns of a workbook, and hand out its rows of raw cells."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from difflib import get_close_matches
from functools import cache
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import MAC_EPOCH
from openpyxl.worksheet.worksheet import Worksheet

from fieldplan.messages import LANGUAGES, text
from fieldplan.workbook.cell_dates import EPOCH_1900, EPOCH_1904
from fieldplan.workbook.cell_text import is_blank, lookalike, plain, shorten
from fieldplan.workbook.columns import Sheet
from fieldplan.workbook.guard import FileFacts
from fieldplan.workbook.log import FindingLog
from fieldplan.workbook.schema import OUR_OTHER_SHEETS, SHEETS

HEADER_ROWS = 20
"""The header is looked for in the first rows; titles may stand above it."""
ERROR_VALUES = frozenset(
    "#REF! #N/A #VALUE! #DIV/0! #NAME? #NULL! #NUM! #GETTING_DATA #SPILL! #CALC! "  # noqa: SIM905
    "#ССЫЛКА! #Н/Д #ЗНАЧ! #ДЕЛ/0! #ИМЯ? #ПУСТО! #ЧИСЛО!".split()
)


@dataclass(frozen=True, kw_only=True)
class RawCell:
    """A cell as it stands in the file; ``problem`` is the code of an error seen already."""

    value: object
    address: str
    number_format: str = ""
    problem: str = ""


@dataclass(frozen=True, kw_only=True)
class Table:
    """The rows of one sheet under its header.

    ``columns`` gives the letter of each column found; ``rows`` are (number, cells by key).
    """

    sheet: Sheet
    title: str
    header_row: int
    columns: dict[str, str]
    rows: list[tuple[int, dict[str, RawCell]]]


@dataclass(kw_only=True)
class Grid:
    """All tables of a workbook; ``epoch`` is the day from which its serial dates count."""

    tables: dict[str, Table] = field(default_factory=dict)
    lang: str = "ru"
    epoch: datetime = EPOCH_1900


def load(facts: FileFacts) -> Workbook:
    """Open the bytes with openpyxl, values instead of formulas."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(BytesIO(facts.data), data_only=True, keep_links=False)


def read_grid(book: Workbook, facts: FileFacts, log: FindingLog) -> Grid:
    """Return the tables of the workbook, with findings about sheets and headers."""
    grid = Grid(epoch=EPOCH_1904 if book.epoch == MAC_EPOCH else EPOCH_1900)
    cells = {
        sheet.title: _cells(sheet) for sheet in book.worksheets if isinstance(sheet, Worksheet)
    }
    matched = _match_sheets(book, cells, log)
    grid.lang = _language(matched, cells)
    for sheet in SHEETS:
        worksheet = matched.get(sheet.key)
        if worksheet is None:
            if sheet.required:
                log.error("missing_sheet", wanted=sheet.title(grid.lang))
            continue
        uncached = facts.uncached.get(worksheet.title, set())
        table = _table(sheet, worksheet, cells[worksheet.title], uncached, grid.lang, log)
        if table is not None:
            grid.tables[sheet.key] = table
    return grid


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


def _column_of(sheet: Sheet, value: object) -> str | None:
    known = headers(sheet.key)
    full = known.get(_twin(value))
    if full is not None:
        return full
    short = re.sub(r"\s*[(\[].*?[)\]]\s*", " ", str(value))
    return known.get(_twin(short))


def _cells(sheet: Worksheet) -> dict[int, dict[int, Cell]]:
    """Return the cells that hold something, by row and column.

    ``iter_rows`` would walk a sheet's whole extent, which one stray cell in the last row makes
    enormous; only cells that exist are looked at.
    """
    rows: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in sheet._cells.items():
        if isinstance(cell, MergedCell) or cell.value is None:
            continue
        rows.setdefault(row, {})[column] = cell
    return {row: rows[row] for row in sorted(rows)}


def _match_sheets(
    book: Workbook, cells: dict[str, dict[int, dict[int, Cell]]], log: FindingLog
) -> dict[str, Worksheet]:
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


def _by_headers(rows: dict[int, dict[int, Cell]], taken: set[str]) -> Sheet | None:
    """Return the missing sheet whose headers these are, if that is certain."""
    best: tuple[float, Sheet] | None = None
    for sheet in SHEETS:
        if sheet.key in taken:
            continue
        number = _header_row(sheet, rows)
        if number is None:
            continue
        found = {_column_of(sheet, cell.value) for cell in rows[number].values()} - {None}
        needed = {column.key for column in sheet.columns if column.required}
        share = len(found) / len(rows[number])
        if len(found) >= 3 and needed <= found and share > 0.7 and (not best or share > best[0]):
            best = share, sheet
    return best[1] if best else None


def _header_row(sheet: Sheet, rows: dict[int, dict[int, Cell]]) -> int | None:
    best, best_count = None, 0
    for number in list(rows)[:HEADER_ROWS]:
        keys = {
            _column_of(sheet, cell.value)
            for cell in list(rows[number].values())[:200]
            if isinstance(cell.value, str)
        }
        count = len(keys - {None})
        if count > best_count:
            best, best_count = number, count
    return best if best_count >= min(2, len(sheet.columns)) else None


def _language(matched: dict[str, Worksheet], cells: dict[str, dict[int, dict[int, Cell]]]) -> str:
    """Return the language of most headers and sheet names; Russian when it is a draw."""
    english = russian = 0
    for worksheet in matched.values():
        words = [worksheet.title]
        for row in list(cells[worksheet.title].values())[:1]:
            words += [cell.value for cell in row.values() if isinstance(cell.value, str)]
        for word in words:
            if re.search("[а-яё]", word.casefold()):
                russian += 1
            else:
                english += 1
    return "en" if english > russian else "ru"


def _table(
    sheet: Sheet,
    worksheet: Worksheet,
    rows: dict[int, dict[int, Cell]],
    uncached: set[str],
    lang: str,
    log: FindingLog,
) -> Table | None:
    header_row = _header_row(sheet, rows)
    title = worksheet.title
    if header_row is None:
        if rows or sheet.required:
            wanted = ", ".join(c.header(lang) for c in sheet.columns if c.required)
            log.error("missing_header", sheet=title, cell="A1", wanted=wanted)
        return None
    columns = _columns(sheet, title, header_row, rows[header_row], lang, log)
    merged = _merged(worksheet, header_row, columns, rows, log)
    table = Table(
        sheet=sheet,
        title=title,
        header_row=header_row,
        columns={key: get_column_letter(index) for index, key in columns.items()},
        rows=[],
    )
    numbers = set(rows) | {_row_number(address) for address in uncached}
    for number in sorted(n for n in numbers if n > header_row):
        found = dict(_row_cells(number, columns, rows.get(number, {}), uncached, merged))
        if any(not is_blank(cell.value) or cell.problem for cell in found.values()):
            table.rows.append((number, found))
    _note_hidden_rows(worksheet, table, log)
    return table


def _row_number(address: str) -> int:
    return int(re.sub(r"\D", "", address) or 0)


def _columns(
    sheet: Sheet, title: str, header_row: int, row: dict[int, Cell], lang: str, log: FindingLog
) -> dict[int, str]:
    """Return the key of each column that is known, by column number."""
    columns: dict[int, str] = {}
    known = [column.header(lang) for column in sheet.columns]
    for index, cell in sorted(row.items()):
        if is_blank(cell.value):
            continue
        key = _column_of(sheet, cell.value)
        address = f"{get_column_letter(index)}{header_row}"
        if key is None:
            close = get_close_matches(shorten(cell.value), known, n=1, cutoff=0.6)
            code = "unknown_column_close" if close else "unknown_column"
            log.notice(
                code,
                sheet=title,
                cell=address,
                value=shorten(cell.value),
                params={
                    "column": shorten(cell.value),
                    "close": close[0] if close else "",
                },
            )
        elif key in columns.values():
            other = next(get_column_letter(i) for i, k in columns.items() if k == key)
            log.error(
                "duplicate_header",
                sheet=title,
                cell=address,
                value=shorten(cell.value),
                other=f"{other}{header_row}",
            )
        else:
            columns[index] = key
    for column in sheet.columns:
        if column.required and column.key not in columns.values():
            log.error(
                "missing_column", sheet=title, cell=f"A{header_row}", column=column.header(lang)
            )
    return columns


def _merged(
    worksheet: Worksheet,
    header_row: int,
    columns: dict[int, str],
    rows: dict[int, dict[int, Cell]],
    log: FindingLog,
) -> dict[tuple[int, int], Cell]:
    """Return the cells that a merge within one column hides, with the cell that fills them."""
    filled: dict[tuple[int, int], Cell] = {}
    for area in worksheet.merged_cells.ranges:
        used = any(index in columns for index in range(area.min_col, area.max_col + 1))
        cell = rows.get(area.min_row, {}).get(area.min_col)
        if area.max_row <= header_row or not used or cell is None:
            continue
        place = {
            "sheet": worksheet.title,
            "cell": f"{get_column_letter(area.min_col)}{area.min_row}",
            "value": shorten(cell.value),
        }
        if area.min_col != area.max_col or area.min_row <= header_row:
            log.error("merged_cells", **place, area=area.coord)
            continue
        log.notice("merged_filled", **place, params={"area": area.coord, "column": area.coord})
        for number in range(area.min_row + 1, area.max_row + 1):
            filled[number, area.min_col] = cell
    return filled


def _row_cells(
    number: int,
    columns: dict[int, str],
    row: dict[int, Cell],
    uncached: set[str],
    merged: dict[tuple[int, int], Cell],
) -> Iterator[tuple[str, RawCell]]:
    for index, key in columns.items():
        address = f"{get_column_letter(index)}{number}"
        cell = row.get(index)
        if cell is None:
            cell = merged.get((number, index))
        if address in uncached:
            yield key, RawCell(value=None, address=address, problem="formula_without_value")
        elif cell is not None:
            value: object = cell.value
            wrong = cell.data_type == "e" or (isinstance(value, str) and value in ERROR_VALUES)
            yield (
                key,
                RawCell(
                    value=value,
                    address=address,
                    number_format=cell.number_format if isinstance(value, (int, float)) else "",
                    problem="error_cell" if wrong else "",
                ),
            )


def _note_hidden_rows(worksheet: Worksheet, table: Table, log: FindingLog) -> None:
    dimensions = worksheet.row_dimensions
    hidden = [n for n, _ in table.rows if n in dimensions and dimensions[n].hidden]
    if hidden:
        log.notice(
            "hidden_rows",
            sheet=table.title,
            cell=f"A{hidden[0]}",
            value=shorten(", ".join(map(str, hidden[:10]))),
            params={"rows": len(hidden)},
        )
