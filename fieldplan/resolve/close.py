"""A month closed: what was done, what was not, what is promised and owed on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from fieldplan.desk import backlog_after
from fieldplan.domain import (
    AgreedVisit,
    CarryOver,
    ClosedVisit,
    DeskBacklog,
    DoneVisit,
    HistoryVisit,
    PlanRecord,
    Promise,
    PromiseStatus,
    Route,
    Tier,
    UndoneVisit,
    Visit,
    VisitKind,
    VisitState,
)
from fieldplan.errors import Finding, InputError
from fieldplan.report.calendar_xlsx.read import PROMISED, VisitRow
from fieldplan.settings import Settings, make_settings
from fieldplan.units import MIN_PER_DAY, month_bounds
from fieldplan.workbook.cell_hours import PROMISE_MIN
from fieldplan.workdays import add_working_days


@dataclass(frozen=True, kw_only=True)
class Closed:
    """A closed month.

    Attributes
    ----------
    assumed : tuple of DoneVisit
        Visits of past days without a status: they count as done, and are told.
    cancelled : tuple of str
        Ids of all visits that were cancelled.
    """

    carried: CarryOver
    assumed: tuple[DoneVisit, ...] = ()
    cancelled: tuple[str, ...] = ()


def close_month(
    record: PlanRecord, rows: Sequence[VisitRow], *, sheet: str, until: date | None = None
) -> Closed:
    """Return what a month hands over, by the statuses of its calendar.

    Parameters
    ----------
    rows : sequence of VisitRow
        The visits of the calendar, as the manager left them.
    sheet : str
        Name of their sheet, for findings.
    until : date or None
        The last day that is past; None = the month's last day.

    Raises
    ------
    InputError
        If a visit of the plan has no row or two, or a row has a visit that is not planned.
    """
    closed = until or month_bounds(record.month)[1]
    _require_rows(record, rows, sheet)
    ledger = _Ledger(record=record, closed=closed, settings=make_settings(record.settings))
    by_id = {row.visit_id: row for row in rows}
    for route in record.plan.routes:
        for stop in route.stops:
            ledger.take(stop.visit_id, route, by_id[stop.visit_id])
    for item in record.plan.unassigned:
        ledger.leave(item.visit_id)
    for reported in record.closed:
        if reported.visit_id not in by_id:
            ledger.report(reported)
    return ledger.result()


def _require_rows(record: PlanRecord, rows: Sequence[VisitRow], sheet: str) -> None:
    planned = {stop.visit_id for route in record.plan.routes for stop in route.stops}
    findings = []
    seen: dict[str, int] = {}
    for row in rows:
        code = ""
        if row.visit_id not in planned:
            code = "closing.unknown_visit"
        elif row.visit_id in seen:
            code = "closing.row_twice"
        if code:
            other = seen.get(row.visit_id, 0)
            findings.append(
                Finding(
                    code=code,
                    sheet=sheet,
                    cell=f"A{row.row}",
                    value=row.visit_id,
                    params={"other": other},
                )
            )
        seen.setdefault(row.visit_id, row.row)
    findings += [
        Finding(code="closing.row_missing", sheet=sheet, value=visit_id)
        for visit_id in sorted(planned - set(seen))
    ]
    if findings:
        raise InputError(findings)


@dataclass(kw_only=True)
class _Ledger:
    """The sums of a closing; grows visit by visit."""

    record: PlanRecord
    closed: date
    settings: Settings
    done: list[DoneVisit] = field(default_factory=list)
    assumed: list[DoneVisit] = field(default_factory=list)
    undone: list[UndoneVisit] = field(default_factory=list)
    promised: list[AgreedVisit] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)
    called_off: list[str] = field(default_factory=list)
    visits: Mapping[str, Visit] = field(init=False)
    later_days: frozenset[str] = field(init=False)
    reported: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        problem = self.record.problem
        self.visits = {visit.id: visit for visit in problem.visits}
        self.later_days = frozenset(v for group in problem.consecutive for v in group[1:])
        self.reported = frozenset(
            item.visit_id for item in self.record.closed if item.state is VisitState.DONE
        )

    def take(self, visit_id: str, route: Route, row: VisitRow) -> None:
        """Note a planned visit by its row."""
        visit = self.visits[visit_id]
        day = row.moved_to or route.date
        if row.status == "cancelled":
            self.cancelled.append(visit_id)
            if visit.kind == VisitKind.EMERGENCY:
                self.called_off.append(visit_id)
            else:
                self.leave(visit_id, keeps_promise=False)
        elif row.status == "done" or day <= self.closed:
            made = DoneVisit(
                visit_id=visit.id,
                site_id=visit.site_id,
                kind=VisitKind(visit.kind),
                date=min(day, self.closed),
                project_id=visit.project_id,
                engineer_id=route.engineer_id,
            )
            self.done.append(made)
            if row.status != "done" and visit_id not in self.reported:
                self.assumed.append(made)
        else:
            self.leave(visit_id, keeps_promise=row.moved_to is None)
            self._promise(visit, day, row)

    def report(self, item: ClosedVisit) -> None:
        """Note a visit that an earlier revision took out of the plan: made, or cancelled."""
        if item.state is VisitState.DONE:
            self.done.append(
                DoneVisit(
                    visit_id=item.visit_id,
                    site_id=item.site_id,
                    kind=item.kind,
                    date=item.made_on or self.closed,
                    project_id=item.project_id,
                )
            )
            return
        self.cancelled.append(item.visit_id)
        if item.kind is VisitKind.EMERGENCY:
            self.called_off.append(item.visit_id)
        else:
            self.undone.append(
                UndoneVisit(
                    visit_id=item.visit_id,
                    site_id=item.site_id,
                    kind=item.kind,
                    project_id=item.project_id,
                )
            )

    def leave(self, visit_id: str, *, keeps_promise: bool = True) -> None:
        """Note a visit that was not made; a welcome one may wait without a note."""
        visit = self.visits[visit_id]
        if visit.tier is not Tier.WELCOME:
            self.undone.append(
                UndoneVisit(
                    visit_id=visit.id,
                    site_id=visit.site_id,
                    kind=VisitKind(visit.kind),
                    project_id=visit.project_id,
                    due=visit.due,
                    deadline=visit.deadline,
                    work_min=visit.duration_min,
                    skills=visit.skills,
                )
            )
        promise = visit.promise
        if keeps_promise and promise is not None and promise.date > self.closed:
            self._stands(visit, promise, (promise.start_min, promise.end_min))

    def _promise(self, visit: Visit, day: date, row: VisitRow) -> None:
        """Note what the calendar promises of a visit to come."""
        status = PROMISED.get(row.status)
        known = visit.promise is not None and row.moved_to is None
        if known or (status is None and row.moved_to is None):
            return
        start = row.moved_time_min
        told = status or PromiseStatus.TOLD
        if start is None:
            self._stands(visit, Promise(date=day, start_min=0, end_min=0, status=told), None)
        else:
            end = min(start + PROMISE_MIN, MIN_PER_DAY)
            promise = Promise(date=day, start_min=start, end_min=end, status=told)
            self._stands(visit, promise, (start, end))

    def _stands(self, visit: Visit, promise: Promise, window: tuple[int, int] | None) -> None:
        if visit.id in self.later_days:
            return  # the promise of a stage of several days is that of its first
        project = visit.project_id
        emergency = visit.kind == VisitKind.EMERGENCY
        self.promised.append(
            AgreedVisit(
                subject=visit.id if emergency else project or visit.site_id,
                kind=VisitKind(visit.kind),
                date=promise.date,
                window=window,
                engineer_id=promise.engineer_id,
                status=promise.status,
            )
        )

    def result(self) -> Closed:
        """Return the closing."""
        carried = CarryOver(
            month=self.record.month,
            closed=self.closed,
            done=tuple(self.done),
            promised=tuple(self.promised),
            undone=tuple(self.undone),
            desk=tuple(self._backlog()),
            history=tuple(
                HistoryVisit(
                    date=item.date,
                    site_id=item.site_id,
                    kind=item.kind,
                    engineer_id=item.engineer_id,
                )
                for item in sorted(self.done, key=lambda item: (item.date, item.visit_id))
            ),
            cancelled=tuple(self.called_off),
        )
        return Closed(carried=carried, assumed=tuple(self.assumed), cancelled=tuple(self.cancelled))

    def _backlog(self) -> list[DeskBacklog]:
        """Paperwork that the plan's desk work leaves for later.

        A plan without desk work leaves that of the last days: what is due after the month's end
        may not be written yet.
        """
        problem, plan = self.record.problem, self.record.plan
        if problem.desk is not None and plan.desk:
            made = {item.visit_id for item in self.done}
            routes = tuple(
                replace(route, stops=tuple(s for s in route.stops if s.visit_id in made))
                for route in plan.routes
            )
            done = replace(plan, routes=routes)
            return list(backlog_after(problem, done, self.closed, self.settings))
        found = []
        for item in self.done:
            visit = self.visits.get(item.visit_id)
            minutes = visit.doc_min if visit else 0
            until = add_working_days(item.date, self.settings.doc_days, self.settings)
            if minutes > 0 and until > self.closed and item.engineer_id is not None:
                found.append(
                    DeskBacklog(
                        engineer_id=item.engineer_id,
                        visit_id=item.visit_id,
                        minutes=minutes,
                        until=until,
                    )
                )
        return found
