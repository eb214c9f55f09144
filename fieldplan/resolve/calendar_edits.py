"""What the manager wrote into the calendar, as news about the month.

The list of visits has a status, a day to move to and an agreed time in every row; «Обзвон» has
the answers of the clients. What is as it was written says nothing; what cannot be honoured is
told by its cell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from fieldplan.domain import (
    Answer,
    PlanRecord,
    Promise,
    PromiseStatus,
    Reply,
    Route,
    Stop,
    VisitState,
)
from fieldplan.errors import Finding, InputError
from fieldplan.messages import text
from fieldplan.report.calendar_xlsx import visits_sheet
from fieldplan.report.calendar_xlsx.read import PROMISED, CalendarFile, VisitRow
from fieldplan.report.calendar_xlsx.read_phone import AnswerRow
from fieldplan.resolve.answers import apply_answers
from fieldplan.resolve.edits import Edits
from fieldplan.resolve.windows import promised_window
from fieldplan.settings import make_settings
from fieldplan.units import clock, day_text


@dataclass(frozen=True, kw_only=True)
class CalendarEdits:
    """The marks of a calendar.

    Attributes
    ----------
    answers : tuple of Answer
        What was agreed, each with its cell, to be held against the new plan
        (``answers.unkept_answers``).
    findings : tuple of Finding
        Marks that are not taken, each with its cell and the reason.
    """

    edits: Edits
    answers: tuple[Answer, ...] = ()
    findings: tuple[Finding, ...] = ()


def calendar_edits(record: PlanRecord, calendar: CalendarFile, now: datetime) -> CalendarEdits:
    """Return the marks of a calendar of this plan."""
    return _Reader(record, calendar, now).result()


def require_revision(calendar: CalendarFile, record: PlanRecord, base: PlanRecord | None) -> None:
    """Refuse a calendar of another revision: its marks are listed, never merged silently.

    Parameters
    ----------
    base : PlanRecord or None
        The revision that the calendar was made of, if it is still there.

    Raises
    ------
    InputError
        If the calendar is of another month or revision; with one finding for every marked row.
    """
    if (calendar.month, calendar.revision) == (record.month, record.revision):
        return
    shown = f"{calendar.month} rev-{calendar.revision:02d}"
    expected = f"{record.month} rev-{record.revision:02d}"
    found = [Finding(code="resolve.calendar_other", value=shown, params={"expected": expected})]
    sheet = text("report.sheet_visits", calendar.lang)
    for row in calendar.visits:
        told = [row.status] if row.status != _written_status(base, row.visit_id) else []
        told += [f"{row.moved_to:%d.%m.%Y}"] if row.moved_to else []
        told += [clock(row.moved_time_min)] if row.moved_time_min is not None else []
        if told:
            found.append(
                Finding(
                    code="resolve.calendar_mark",
                    sheet=sheet,
                    cell=_cell("status", row),
                    value=row.visit_id,
                    params={"marks": ", ".join(_shown(mark, calendar.lang) for mark in told)},
                )
            )
    for answer in calendar.answers:
        marks = text(f"phone.reply_{answer.reply}", calendar.lang)
        found.append(
            Finding(
                code="resolve.calendar_mark",
                sheet=answer.sheet,
                cell=answer.cell,
                value=answer.visit_id,
                params={"marks": marks},
            )
        )
    raise InputError(found)


class _Reader:
    def __init__(self, record: PlanRecord, calendar: CalendarFile, now: datetime) -> None:
        self.record, self.calendar, self.now = record, calendar, now
        self.today = now.date()
        self.sheet = text("report.sheet_visits", calendar.lang)
        self.settings = make_settings(record.settings)
        self.visits = {visit.id: visit for visit in record.problem.visits}
        self.places: Mapping[str, tuple[Route, Stop]] = {
            stop.visit_id: (route, stop) for route in record.plan.routes for stop in route.stops
        }
        self.shifts = {e.id: e.shifts for e in record.problem.engineers}
        self.findings: list[Finding] = []
        self.done: dict[str, date] = {}
        self.cancelled: set[str] = set()
        self.not_made: set[str] = set()
        self.promises: dict[str, Promise | None] = {}
        self.asked: list[AnswerRow] = []
        self.told: dict[str, PromiseStatus] = {}

    def result(self) -> CalendarEdits:
        for row in self._known_rows():
            self._take(row)
        # What was not made is open again: for what is asked of it, the past does not count.
        routes = tuple(
            replace(r, stops=tuple(s for s in r.stops if s.visit_id not in self.not_made))
            for r in self.record.plan.routes
        )
        open_record = replace(self.record, plan=replace(self.record.plan, routes=routes))
        listed = {row.visit_id for row in self.asked}
        for answer in self.calendar.answers:
            if answer.visit_id in listed:
                self._find("resolve.two_answers", answer.sheet, answer.cell, answer.visit_id)
        phoned = tuple(row for row in self.calendar.answers if row.visit_id not in listed)
        applied = apply_answers(open_record, (*self.asked, *phoned), self.now)
        for name, promise in applied.promises.items():
            self.promises[name] = replace(promise, status=self.told.get(name, promise.status))
        kept = set(applied.promises)
        return CalendarEdits(
            edits=Edits(
                done=self.done,
                cancelled=frozenset(self.cancelled) | applied.refused,
                promises=self.promises,
                # A visit of the past whose new day is not taken stays as it was.
                not_made=frozenset(self.not_made & (kept | self.cancelled)),
            ),
            answers=applied.answers,
            findings=(*self.findings, *applied.findings),
        )

    def _known_rows(self) -> list[VisitRow]:
        rows: dict[str, VisitRow] = {}
        for row in self.calendar.visits:
            if row.visit_id not in self.places:
                self._find("phone.unknown_visit", self.sheet, _cell("visit_id", row), row.visit_id)
            elif row.visit_id in rows:
                other = rows[row.visit_id].row
                cell = _cell("visit_id", row)
                self._find("phone.row_twice", self.sheet, cell, row.visit_id, other=other)
            else:
                rows[row.visit_id] = row
        for name in sorted(set(self.places) - set(rows)):
            self._find("resolve.row_missing", self.sheet, "", name)
        return list(rows.values())

    def _take(self, row: VisitRow) -> None:
        name = row.visit_id
        route, stop = self.places[name]
        written = _written_status(self.record, name)
        if row.day != route.date:
            shown = day_text(row.day, self.record.lang)
            self._find("resolve.date_edited", self.sheet, _cell("date", row), shown)
        if row.status == "cancelled":
            self.cancelled.add(name)
        elif row.status == "done":
            if row.status != written:
                self.done[name] = min(row.moved_to or route.date, self.today)
        elif row.moved_to is not None or row.moved_time_min is not None:
            self._move(row, route, stop)
        elif row.status != written:
            if route.date < self.today:
                return  # made, whatever the client knew of it
            if row.status == "planned":
                self.promises[name] = None
            else:
                self._promise(row, route, stop)

    def _move(self, row: VisitRow, route: Route, stop: Stop) -> None:
        """Another day, or an agreed time on the day of the plan."""
        day = row.moved_to or route.date
        minute = row.moved_time_min
        over = (route.date, stop.end_min) <= (self.today, self.now.hour * 60 + self.now.minute)
        if over and day >= self.today:
            self.not_made.add(row.visit_id)
        self.told[row.visit_id] = PROMISED.get(row.status, PromiseStatus.AGREED)
        self.asked.append(
            AnswerRow(
                visit_id=row.visit_id,
                reply=Reply.OTHER,
                day=day,
                window=None,
                other_time=None if minute is None else clock(minute),
                sheet=self.sheet,
                cell=_cell("status", row),
                day_cell=_cell("moved_to", row),
                time_cell=_cell("moved_time", row),
            )
        )

    def _promise(self, row: VisitRow, route: Route, stop: Stop) -> None:
        """The client was told, or agreed to, the day and time of the plan."""
        known = self.visits[row.visit_id].promise
        status = PROMISED[row.status]
        if known is not None:
            self.promises[row.visit_id] = replace(known, status=status)
            return
        shift = self.shifts[route.engineer_id].get(route.date, (stop.start_min, stop.end_min))
        start, end = promised_window(stop.start_min, shift, self.settings)
        self.promises[row.visit_id] = Promise(
            date=route.date, start_min=start, end_min=end, status=status
        )

    def _find(self, code: str, sheet: str, cell: str, value: str, **params: object) -> None:
        self.findings.append(
            Finding(
                code=code,
                severity="warning",
                sheet=sheet,
                cell=cell,
                value=value,
                params=params,
            )
        )


def _written_status(record: PlanRecord | None, visit_id: str) -> str:
    """The status that the calendar of a plan shows."""
    if record is None:
        return "planned"
    for item in record.closed:
        if item.visit_id == visit_id and item.state is VisitState.DONE:
            return "done"
    for visit in record.problem.visits:
        if visit.id == visit_id and visit.promise is not None:
            return visit.promise.status.value
    return "planned"


def _cell(key: str, row: VisitRow) -> str:
    return f"{visits_sheet.column_letter(key)}{row.row}"


def _shown(mark: str, lang: str) -> str:
    return text(f"report.status_{mark}", lang) if mark in visits_sheet.STATUSES else mark
