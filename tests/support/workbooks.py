"""Small workbooks made row by row, with the template's own headers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zlib import crc32

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from fieldplan.domain import Book
from fieldplan.workbook.schema import SHEETS

BY_KEY = {sheet.key: sheet for sheet in SHEETS}

Row = dict[str, Any]


def site(identity: str = "С-001", **changes: Any) -> Row:
    """A site row without any fault."""
    number = crc32(identity.encode()) % 4000
    row = {
        "id": identity,
        "client": f"Клиент {identity}",
        "address": f"Москва, улица {identity}",
        "lat": 55.7012 + number / 99730,
        "lon": 37.5013 + number / 99670,
        "last_maintenance": date(2026, 9, 15),
    }
    return {**row, **changes}


def engineer(identity: str = "И1", **changes: Any) -> Row:
    """An engineer row without any fault."""
    row = {
        "id": identity,
        "name": f"Инженер {identity}",
        "lat": 55.7558,
        "lon": 37.6173,
        "shift": "9-18",
        "skills": "монтаж, холод",
    }
    return {**row, **changes}


def project(identity: str = "П-01", **changes: Any) -> Row:
    """A project row without any fault."""
    return {"id": identity, "site": "С-001", **changes}


def emergency(identity: str = "А-01", **changes: Any) -> Row:
    """A call-out row without any fault."""
    return {"id": identity, "site": "С-001", "reported": datetime(2026, 11, 30, 14, 20), **changes}


def absence(**changes: Any) -> Row:
    """An absence row without any fault."""
    return {"engineer": "И2", "first": date(2026, 12, 14), **changes}


def agreed(**changes: Any) -> Row:
    """A promise row without any fault."""
    return {"subject": "С-001", "date": date(2026, 12, 3), **changes}


def history(**changes: Any) -> Row:
    """A row of history without any fault."""
    return {"date": date(2026, 9, 15), "site": "С-001", "kind": "ТО", **changes}


def clean_rows() -> dict[str, list[Row]]:
    """Rows of a workbook that gives no finding at all."""
    return {
        "sites": [site()],
        "projects": [project()],
        "emergencies": [emergency()],
        "engineers": [engineer(), engineer("И2", name="Инженер второй")],
        "absences": [absence()],
        "agreed": [agreed()],
        "history": [history()],
    }


def make(rows: Mapping[str, Sequence[Row]], lang: str = "ru") -> Workbook:
    """A workbook of the sheets in ``rows`` with every column that a row uses."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for key, records in rows.items():
        sheet = BY_KEY[key]
        worksheet = book.create_sheet(sheet.title(lang))
        used = {name for record in records for name in record}
        columns = [c for c in sheet.columns if c.in_template or c.key in used]
        for index, column in enumerate(columns, start=1):
            worksheet.cell(row=1, column=index, value=column.header(lang))
            for number, record in enumerate(records, start=2):
                if record.get(column.key) is not None:
                    worksheet.cell(row=number, column=index, value=record[column.key])
    return book


def save(rows: Mapping[str, Sequence[Row]], path: Path, lang: str = "ru") -> Path:
    """Write a workbook of ``rows`` to ``path``."""
    make(rows, lang).save(path)
    return path


def cell_of(sheet_key: str, column_key: str, row: int) -> str:
    """The address of a cell in a workbook made by ``make`` (without extra columns)."""
    keys = [column.key for column in BY_KEY[sheet_key].template_columns()]
    return f"{get_column_letter(keys.index(column_key) + 1)}{row}"


def bare(book: Book) -> Book:
    """The book without the rows it came from."""

    def without(records: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(replace(record, source=None) for record in records)

    return replace(
        book,
        sites=without(book.sites),
        projects=without(book.projects),
        emergencies=without(book.emergencies),
        engineers=without(book.engineers),
        absences=without(book.absences),
        agreed=without(book.agreed),
        history=without(book.history),
    )
