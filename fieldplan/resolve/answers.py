"""The answers of «Обзвон» as news about the month; what cannot be honoured is told by its cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from fieldplan.cost import keeps_promise
from fieldplan.demand.horizon import build_horizon, windows_on
from fieldplan.domain import (
    Answer,
    Plan,
    PlanRecord,
    Promise,
    PromiseStatus,
    Reply,
    Visit,
)
from fieldplan.errors import Finding
from fieldplan.report.calendar_xlsx.read_phone import AnswerRow
from fieldplan.settings import make_settings
from fieldplan.units import clock, day_text
from fieldplan.workbook.cell_hours import parse_window
from fieldplan.workbook.cell_text import CellError
from fieldplan.workdays import is_working_day

EXTRA_DAYS = 5
"""Working days beyond the month's end on which a promise may fall."""


@dataclass(frozen=True, kw_only=True)
class Applied:
    """Answers turned into news.

    Attributes
    ----------
    promises : mapping of visit id to Promise
        What was agreed.
    refused : frozenset of str
        Visits that their clients do not want.
    answers : tuple of Answer
        The answers that were taken, each with its cell.
    findings : tuple of Finding
        The answers that were not, each with its cell and the reason.
    """

    promises: Mapping[str, Promise] = field(default_factory=dict)
    refused: frozenset[str] = frozenset()
    answers: tuple[Answer, ...] = ()
    findings: tuple[Finding, ...] = ()


def apply_answers(
    record: PlanRecord, rows: Sequence[AnswerRow], now: datetime | None = None
) -> Applied:
    """Return what the answers change, as far as that is possible whatever the plan.

    An answer is not taken when its visit is unknown or over, when its day is past, beyond the
    plan or a day off, when nobody who may make the visit works then, or when the site gives no
    access at that time. Whether the day still has room is for the re-solve to find
    (``unkept_answers``).
    """
    clerk = _Clerk(record, now or record.now)
    for row in rows:
        clerk.take(row)
    return Applied(
        promises=clerk.promises,
        refused=frozenset(clerk.refused),
        answers=tuple(clerk.answers),
        findings=tuple(clerk.findings),
    )


def unkept_answers(
    answers: Iterable[Answer], visits: Iterable[Visit], plan: Plan, lang: str
) -> tuple[Finding, ...]:
    """Return the answers whose promise the new plan does not keep, each with its cell."""
    placed = {stop.visit_id: (route, stop) for route in plan.routes for stop in route.stops}
    by_id = {visit.id: visit for visit in visits}
    found = []
    for answer in answers:
        visit = by_id.get(answer.visit_id)
        if answer.date is None or visit is None or visit.promise is None:
            continue
        place = placed.get(visit.id)
        if place is None or not keeps_promise(visit, place[0], place[1].start_min):
            promise = visit.promise
            found.append(
                Finding(
                    code="phone.not_kept",
                    severity="warning",
                    sheet=answer.sheet,
                    cell=answer.cell,
                    value=visit.id,
                    params={
                        "day": day_text(promise.date, lang),
                        "start": clock(promise.start_min),
                        "end": clock(promise.end_min),
                    },
                )
            )
    return tuple(found)


class _Clerk:
    """Takes the answers one by one."""

    def __init__(self, record: PlanRecord, now: datetime) -> None:
        self.record, self.now, self.lang = record, now, record.lang
        self.settings = make_settings(record.settings)
        self.visits = {visit.id: visit for visit in record.problem.visits}
        self.sites = {site.id: site for site in record.sites}
        self.past = {
            stop.visit_id
            for route in record.plan.routes
            for stop in route.stops
            if route.date < now.date()
        }
        horizon = build_horizon(record.month, now, self.settings, EXTRA_DAYS)
        self.last = max(horizon.end, record.problem.days[-1])
        self.promises: dict[str, Promise] = {}
        self.refused: set[str] = set()
        self.answers: list[Answer] = []
        self.findings: list[Finding] = []

    def take(self, row: AnswerRow) -> None:
        """Note an answer, or why it is not taken."""
        visit = self.visits.get(row.visit_id)
        if visit is None or row.visit_id in self.past:
            code = "unknown_visit" if visit is None else "past_visit"
            self._refuse(row, code, row.cell, row.visit_id)
            return
        if row.reply is Reply.REFUSED or row.day is None:
            self.refused.add(visit.id)
            self._note(row, None, None)
            return
        window = row.window
        if row.reply is Reply.OTHER:
            written = row.other_time
            try:
                window = None if written in (None, "") else parse_window(written)
            except CellError:
                self._refuse(row, "bad_time", row.time_cell, str(written))
                return
        cell = row.day_cell if row.reply is Reply.OTHER else row.cell
        if not self._possible_day(row, visit, row.day, cell):
            return
        span = window or self._span(visit, row.day)
        if not self._has_access(visit, row.day, span):
            access = ", ".join(f"{clock(a)}–{clock(b)}" for a, b in self._windows(visit, row.day))
            self._refuse(
                row,
                "no_access",
                row.time_cell if row.reply is Reply.OTHER else row.cell,
                visit.id,
                day=day_text(row.day, self.lang),
                start=clock(span[0]),
                end=clock(span[1]),
                access=access or "—",
            )
            return
        self.promises[visit.id] = Promise(
            date=row.day, start_min=span[0], end_min=span[1], status=PromiseStatus.AGREED
        )
        self._note(row, row.day, window)

    def _possible_day(self, row: AnswerRow, visit: Visit, day: date, cell: str) -> bool:
        shown = day_text(day, self.lang)
        today = self.now.date()
        if day < today:
            now = day_text(today, self.lang)
            self._refuse(row, "past_date", cell, shown, day=shown, now=now)
        elif day > self.last:
            first, last = self.record.problem.days[0], self.last
            self._refuse(
                row,
                "beyond",
                cell,
                shown,
                day=shown,
                first=day_text(max(first, today), self.lang),
                last=day_text(last, self.lang),
            )
        elif not is_working_day(day, self.settings):
            self._refuse(row, "day_off", cell, shown, day=shown)
        elif visit.not_before is not None and day < visit.not_before:
            first_day = day_text(visit.not_before, self.lang)
            self._refuse(row, "too_early", cell, shown, day=shown, first=first_day)
        elif not self._shifts(visit, day):
            self._refuse(row, "nobody", cell, shown, day=shown)
        else:
            return True
        return False

    def _shifts(self, visit: Visit, day: date) -> list[tuple[int, int]]:
        """Shifts on the day of the engineers who may make the visit.

        A day beyond those of the plan is one on which the usual shifts are supposed.
        """
        known = day in self.record.problem.days
        return [
            engineer.shifts[day] if known else next(iter(engineer.shifts.values()))
            for engineer in self.record.problem.engineers
            if visit.skills <= engineer.skills
            and (visit.engineers is None or engineer.id in visit.engineers)
            and (day in engineer.shifts if known else engineer.shifts)
        ]

    def _span(self, visit: Visit, day: date) -> tuple[int, int]:
        shifts = self._shifts(visit, day)
        return min(start for start, _ in shifts), max(end for _, end in shifts)

    def _windows(self, visit: Visit, day: date) -> tuple[tuple[int, int], ...]:
        if day in visit.windows:
            return tuple(visit.windows[day])
        site = self.sites.get(visit.site_id)
        return windows_on(site, (day,)).get(day, ()) if site else ()

    def _has_access(self, visit: Visit, day: date, span: tuple[int, int]) -> bool:
        work = visit.duration_min
        return any(max(span[0], a) <= min(span[1], b - work) for a, b in self._windows(visit, day))

    def _note(self, row: AnswerRow, day: date | None, window: tuple[int, int] | None) -> None:
        self.answers.append(
            Answer(
                visit_id=row.visit_id,
                reply=row.reply,
                date=day,
                window=window,
                sheet=row.sheet,
                cell=row.cell,
            )
        )

    def _refuse(self, row: AnswerRow, code: str, cell: str, value: str, **params: object) -> None:
        self.findings.append(
            Finding(
                code=f"phone.{code}",
                severity="warning",
                sheet=row.sheet,
                cell=cell,
                value=value[:60],
                params=params,
            )
        )
