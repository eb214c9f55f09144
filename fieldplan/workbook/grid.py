"""Find the sheets, header rows and columns of a workbook, and hand out its rows of raw cells."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from difflib import get_close_matches
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import MAC_EPOCH
from openpyxl.worksheet.worksheet import Worksheet

from fieldplan.workbook.cell_dates import EPOCH_1900, EPOCH_1904
from fieldplan.workbook.cell_text import is_blank, shorten
from fieldplan.workbook.columns import Sheet
from fieldplan.workbook.guard import FileFacts
from fieldplan.workbook.log import FindingLog
from fieldplan.workbook.schema import SHEETS
from fieldplan.workbook.sheets import (
    Cells,
    column_of,
    filled_cells,
    find_header_row,
    language,
    match_sheets,
)

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
    worksheets = [sheet for sheet in book.worksheets if isinstance(sheet, Worksheet)]
    cells = {worksheet.title: filled_cells(worksheet) for worksheet in worksheets}
    matched = match_sheets(book, cells, log)
    grid.lang = language(matched, cells)
    for sheet in SHEETS:
        worksheet = matched.get(sheet.key)
        if worksheet is None:
            if sheet.required:
                log.error("missing_sheet", wanted=sheet.title(grid.lang))
            continue
        uncached = facts.uncached.get(worksheet.title, {})
        table = _table(sheet, worksheet, cells[worksheet.title], uncached, grid.lang, log)
        if table is not None:
            grid.tables[sheet.key] = table
    return grid


def _table(
    sheet: Sheet,
    worksheet: Worksheet,
    rows: Cells,
    uncached: dict[str, str],
    lang: str,
    log: FindingLog,
) -> Table | None:
    header_row = find_header_row(sheet, rows)
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
        key = column_of(sheet, cell.value)
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
    rows: Cells,
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
    uncached: dict[str, str],
    merged: dict[tuple[int, int], Cell],
) -> Iterator[tuple[str, RawCell]]:
    for index, key in columns.items():
        address = f"{get_column_letter(index)}{number}"
        cell = row.get(index)
        if cell is None:
            cell = merged.get((number, index))
        if address in uncached:
            yield (
                key,
                RawCell(value=uncached[address], address=address, problem="formula_without_value"),
            )
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
