"""Rows of a sheet of the calendar by the keys of its columns, every odd value a finding."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from fieldplan.errors import Finding
from fieldplan.messages import text
from fieldplan.report.calendar_xlsx.cells import Column, read_text
from fieldplan.units import MIN_PER_DAY


def sheet_rows(
    book: Workbook,
    sheet_name: str,
    *,
    head_row: int,
    columns: tuple[Column, ...],
    lang: str,
    findings: list[Finding],
) -> Iterator[SheetRow]:
    """Yield the rows that have a date or a visit; a sheet or column that is missing is noted."""
    if sheet_name not in book.sheetnames:
        findings.append(Finding(code="report.no_calendar_sheet", sheet=sheet_name))
        return
    sheet = book[sheet_name]
    titles = {read_text(cell.value).casefold(): cell.column or 0 for cell in sheet[head_row]}
    places = {}
    for column in columns:
        title = text(f"report.col_{column.key}", lang)
        if title.casefold() not in titles:
            findings.append(
                Finding(code="report.no_calendar_column", sheet=sheet_name, value=title)
            )
            return
        places[column.key] = titles[title.casefold()]
    for number in range(head_row + 1, sheet.max_row + 1):
        row = SheetRow(sheet, number, places, findings)
        if row.has("date") or row.text("visit_id"):
            yield row


class SheetRow:
    """One row by the keys of its columns."""

    def __init__(
        self, sheet: Worksheet, number: int, places: dict[str, int], findings: list[Finding]
    ) -> None:
        self.sheet = sheet
        self.number = number
        self.places = places
        self.findings = findings

    def value(self, key: str) -> object:
        """Return what the cell holds; None when the sheet has no such column."""
        if key not in self.places:
            return None
        return self.sheet.cell(self.number, self.places[key]).value

    def has(self, key: str) -> bool:
        """Whether the cell holds anything."""
        return self.value(key) not in (None, "")

    def text(self, key: str) -> str:
        """Return the cell's text without outer spaces."""
        return read_text(self.value(key)).strip()

    def date(self, key: str) -> date | None:
        """Return the cell's date, or None with a finding if it is none."""
        value = self.value(key)
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date) or value is None:
            return value
        shown = str(value).strip()
        for form in ("%d.%m.%Y", "%Y-%m-%d"):
            try:
                return datetime.strptime(shown, form).date()
            except ValueError:
                continue
        if shown:
            self.wrong(key, "report.bad_moved_to")
        return None

    def clock(self, key: str) -> int | None:
        """Minutes from midnight of a time, a duration, a part of a day, or text ``HH:MM``."""
        value = self.value(key)
        if value in (None, ""):
            return None
        minutes = clock_value(value)
        if minutes is None:
            self.wrong(key, "report.bad_moved_time")
        return minutes

    def need_clock(self, key: str) -> int:
        """Return the cell's time, which must be there."""
        minutes = self.clock(key)
        if minutes is None and not self.has(key):
            self.wrong(key, "report.bad_calendar_value")
        return minutes or 0

    def integer(self, key: str, factor: int = 1) -> int:
        """Return the cell's number times ``factor``, rounded."""
        value = self.value(key)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return round(value * factor)
        if value not in (None, ""):
            self.wrong(key, "report.bad_calendar_value")
        return 0

    def cell(self, key: str) -> str:
        """Return the address of a cell."""
        return f"{get_column_letter(self.places[key])}{self.number}"

    def wrong(self, key: str, code: str, **params: object) -> None:
        """Note that a value is not understood; ``params`` are for the finding's text."""
        cell = self.cell(key)
        value = self.text(key)[:60]
        self.findings.append(
            Finding(code=code, sheet=self.sheet.title, cell=cell, value=value, params=params)
        )


def clock_value(value: object) -> int | None:
    """Return minutes from midnight of what a cell may hold, or None if it is no time."""
    if isinstance(value, timedelta):
        return round(value.total_seconds() / 60)
    if isinstance(value, datetime):
        # Excel counts days from 1899-12-30: what is over 24 hours comes as a date.
        return round((value - datetime(1899, 12, 30)).total_seconds() / 60)
    if isinstance(value, time):
        return value.hour * 60 + value.minute + (1 if value.second >= 30 else 0)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return round(value * MIN_PER_DAY) if 0 <= value < 3 else None
    hours, colon, minutes = str(value).strip().partition(":")
    if colon and hours.isdecimal() and minutes.isdecimal() and int(minutes) < 60:
        return int(hours) * 60 + int(minutes)
    return None
