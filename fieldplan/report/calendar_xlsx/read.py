"""The calendar read back: the plan that it shows, and what the manager wrote into it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from fieldplan.domain import PromiseStatus, Route, Stop
from fieldplan.errors import Finding, InputError
from fieldplan.messages import LANGUAGES, text
from fieldplan.report.calendar_xlsx import routes_sheet, visits_sheet
from fieldplan.report.calendar_xlsx.book import CALENDAR_FORMAT, IDENTITY_SHEET
from fieldplan.report.calendar_xlsx.cells import Column
from fieldplan.report.calendar_xlsx.read_phone import AnswerRow, answer_rows
from fieldplan.report.calendar_xlsx.sheet_rows import SheetRow, sheet_rows

PROMISED = {"told": PromiseStatus.TOLD, "agreed": PromiseStatus.AGREED}
"""What a status in the list of visits promises the client."""


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
    answers: tuple[AnswerRow, ...] = ()


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
    answers = tuple(answer_rows(book, lang, reader.findings))
    if reader.findings:
        raise InputError(reader.findings)
    return CalendarFile(
        month=identity["month"],
        revision=int(identity["revision"]),
        lang=lang,
        routes=routes,
        visits=visits,
        answers=answers,
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
        groups: dict[tuple[date, str], list[SheetRow]] = {}
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

    def _route(self, day: date, engineer_id: str, rows: list[SheetRow]) -> Route | None:
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

    def _rows(
        self, sheet_name: str, head_row: int, columns: tuple[Column, ...]
    ) -> Iterator[SheetRow]:
        return sheet_rows(
            self.book,
            sheet_name,
            head_row=head_row,
            columns=columns,
            lang=self.lang,
            findings=self.findings,
        )
