"""The calendar read back: the plan that it shows, and what the manager wrote into it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from fieldplan.domain import Route, Stop
from fieldplan.errors import Finding, InputError
from fieldplan.messages import LANGUAGES, text
from fieldplan.report.calendar_xlsx import routes_sheet, visits_sheet
from fieldplan.report.calendar_xlsx.book import CALENDAR_FORMAT, IDENTITY_SHEET
from fieldplan.report.calendar_xlsx.cells import Column, read_text
from fieldplan.units import MIN_PER_DAY


@dataclass(frozen=True, kw_only=True)
class VisitRow:
    """A row of the list of visits; ``status`` is planned, told, agreed, done or cancelled."""

    visit_id: str
    day: date
    start_min: int
    status: str
    moved_to: date | None = None
    moved_time_min: int | None = None
    row: int = 0


@dataclass(frozen=True, kw_only=True)
class CalendarFile:
    """What a calendar workbook holds; ``month`` and ``revision`` say which plan it was made of."""

    month: str
    revision: int
    lang: str
    routes: tuple[Route, ...]
    visits: tuple[VisitRow, ...]


def read_calendar(path: Path) -> CalendarFile:
    """Read a calendar back.

    Raises
    ------
    InputError
        If the file is not a calendar of fieldplan, or a value in it cannot be understood;
        every such value is a finding.
    """
    book = _open(path)
    identity = _identity(book, path)
    lang = identity["lang"]
    reader = _Reader(book, lang)
    visits = tuple(reader.visits())
    routes = tuple(reader.routes())
    if reader.findings:
        raise InputError(reader.findings)
    return CalendarFile(
        month=identity["month"],
        revision=int(identity["revision"]),
        lang=lang,
        routes=routes,
        visits=visits,
    )


def _open(path: Path) -> Workbook:
    try:
        return load_workbook(path, data_only=True)
    except (OSError, InvalidFileException, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise InputError([Finding(code="report.not_a_calendar", value=path.name)]) from error


def _identity(book: Workbook, path: Path) -> dict[str, str]:
    values = {}
    if IDENTITY_SHEET in book.sheetnames:
        for key, value in book[IDENTITY_SHEET].iter_rows(max_col=2, values_only=True):
            values[str(key)] = str(value)
    good = (
        values.get("format") == CALENDAR_FORMAT
        and values.get("lang") in LANGUAGES
        and values.get("revision", "").isdecimal()
    )
    if not good:
        raise InputError([Finding(code="report.not_a_calendar", value=path.name)])
    return values


class _Reader:
    """Rows of the two lists, with every value that is not understood as a finding."""

    def __init__(self, book: Workbook, lang: str) -> None:
        self.book = book
        self.lang = lang
        self.findings: list[Finding] = []

    def visits(self) -> Iterator[VisitRow]:
        statuses = {
            text(f"report.status_{status}", self.lang).casefold(): status
            for status in visits_sheet.STATUSES
        }
        name = text("report.sheet_visits", self.lang)
        for row in self._rows(name, visits_sheet.HEAD_ROW, visits_sheet.COLUMNS):
            status = statuses.get(row.text("status").casefold(), "")
            if not status:
                row.wrong("status", "report.bad_status")
            day, start = row.date("date"), row.clock("start")
            if day is None or start is None:
                row.wrong("date" if day is None else "start", "report.bad_calendar_value")
                continue
            yield VisitRow(
                visit_id=row.text("visit_id"),
                day=day,
                start_min=start,
                status=status,
                moved_to=row.date("moved_to"),
                moved_time_min=row.clock("moved_time"),
                row=row.number,
            )

    def routes(self) -> Iterator[Route]:
        """Routes of the sheet, whatever order its rows were sorted into."""
        groups: dict[tuple[date, str], list[_Row]] = {}
        name = text("report.sheet_routes", self.lang)
        for row in self._rows(name, routes_sheet.HEAD_ROW, routes_sheet.COLUMNS):
            day = row.date("date")
            if day is None:
                row.wrong("date", "report.bad_calendar_value")
                continue
            groups.setdefault((day, row.text("engineer_id")), []).append(row)
        for (day, engineer_id), rows in groups.items():
            route = self._route(day, engineer_id, rows)
            if route is not None:
                yield route

    def _route(self, day: date, engineer_id: str, rows: list[_Row]) -> Route | None:
        leave = next((r for r in rows if not r.text("visit_id") and r.has("depart")), None)
        back = next((r for r in rows if not r.text("visit_id") and r.has("arrive")), None)
        if leave is None or back is None:
            rows[0].wrong("client", "report.bad_calendar_route")
            return None
        stops = sorted(
            (row for row in rows if row.text("visit_id")), key=lambda row: row.integer("number")
        )
        return Route(
            engineer_id=engineer_id,
            date=day,
            leave_min=leave.need_clock("depart"),
            back_min=back.need_clock("arrive"),
            stops=tuple(
                Stop(
                    visit_id=row.text("visit_id"),
                    arrive_min=row.need_clock("arrive"),
                    start_min=row.need_clock("start"),
                    end_min=row.need_clock("end"),
                    depart_min=row.need_clock("depart"),
                )
                for row in stops
            ),
            lunch_min=leave.clock("lunch"),
            overtime_min=leave.integer("overtime"),
            drive_min=leave.integer("drive"),
            distance_m=leave.integer("distance", 1000),
        )

    def _rows(self, sheet_name: str, head_row: int, columns: tuple[Column, ...]) -> Iterator[_Row]:
        if sheet_name not in self.book.sheetnames:
            self.findings.append(Finding(code="report.no_calendar_sheet", sheet=sheet_name))
            return
        sheet = self.book[sheet_name]
        titles = {read_text(cell.value).casefold(): cell.column or 0 for cell in sheet[head_row]}
        places = {}
        for column in columns:
            title = text(f"report.col_{column.key}", self.lang)
            if title.casefold() not in titles:
                self.findings.append(
                    Finding(code="report.no_calendar_column", sheet=sheet_name, value=title)
                )
                return
            places[column.key] = titles[title.casefold()]
        for number in range(head_row + 1, sheet.max_row + 1):
            row = _Row(sheet, number, places, self.findings)
            if row.has("date") or row.text("visit_id"):
                yield row


class _Row:
    """One row by the keys of its columns."""

    def __init__(
        self, sheet: Worksheet, number: int, places: dict[str, int], findings: list[Finding]
    ) -> None:
        self.sheet = sheet
        self.number = number
        self.places = places
        self.findings = findings

    def _value(self, key: str) -> object:
        return self.sheet.cell(self.number, self.places[key]).value

    def has(self, key: str) -> bool:
        return self._value(key) not in (None, "")

    def text(self, key: str) -> str:
        return read_text(self._value(key)).strip()

    def date(self, key: str) -> date | None:
        value = self._value(key)
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
        value = self._value(key)
        if value in (None, ""):
            return None
        minutes = clock_value(value)
        if minutes is None:
            self.wrong(key, "report.bad_moved_time")
        return minutes

    def need_clock(self, key: str) -> int:
        minutes = self.clock(key)
        if minutes is None and not self.has(key):
            self.wrong(key, "report.bad_calendar_value")
        return minutes or 0

    def integer(self, key: str, factor: int = 1) -> int:
        value = self._value(key)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return round(value * factor)
        if value not in (None, ""):
            self.wrong(key, "report.bad_calendar_value")
        return 0

    def wrong(self, key: str, code: str) -> None:
        cell = f"{get_column_letter(self.places[key])}{self.number}"
        value = self.text(key)[:60]
        self.findings.append(Finding(code=code, sheet=self.sheet.title, cell=cell, value=value))


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
