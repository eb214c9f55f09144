"""Promises: gathered from the rows, checked against the calendar, set on their visits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from fieldplan.demand.horizon import shift_on, windows_on
from fieldplan.demand.scope import Scope
from fieldplan.demand.subjects import Directory, Subject
from fieldplan.domain import (
    AgreedVisit,
    Engineer,
    Promise,
    PromiseStatus,
    SourceRow,
    Visit,
)
from fieldplan.units import day_text
from fieldplan.workdays import is_working_day


@dataclass(frozen=True, kw_only=True)
class Told:
    """A promise as a row gives it; ``window`` None = some time of the day."""

    date: date
    window: tuple[int, int] | None = None
    engineer_id: str | None = None
    status: PromiseStatus = PromiseStatus.AGREED
    source: SourceRow | None = None


Promises = dict[Subject, Told]


def gather_promises(scope: Scope) -> Promises:
    """Return the promise of each subject, from the projects' stages and the agreed rows.

    Finds ids that nothing has and two different promises for one visit. Promises of stages
    that are done are left out.
    """
    promises: Promises = {}
    done = set()
    for project in scope.book.projects:
        for stage in project.stages:
            subject = Subject(kind=stage.kind, id=project.id)
            if stage.done_on:
                done.add(subject)
            elif stage.agreed_on:
                promises[subject] = Told(
                    date=stage.agreed_on, window=stage.agreed_window, source=project.source
                )
    directory = Directory(scope.book)
    for row in scope.book.agreed:
        subject_or_none = directory.resolve(row)
        if subject_or_none is None:
            near = ", ".join(directory.near(row.subject))
            scope.find("demand_promise_unknown", "error", row.source, row.subject, near=near or "—")
        elif subject_or_none not in done:
            _add(scope, promises, subject_or_none, row)
    return promises


def _add(scope: Scope, promises: Promises, subject: Subject, row: AgreedVisit) -> None:
    told = Told(
        date=row.date,
        window=row.window,
        engineer_id=row.engineer_id,
        status=row.status,
        source=row.source,
    )
    other = promises.get(subject)
    if other is None:
        promises[subject] = told
    elif other.date == told.date and (
        None in (other.window, told.window) or other.window == told.window
    ):
        # The same promise in two places: what either row knows more exactly holds.
        promises[subject] = replace(
            told,
            window=told.window or other.window,
            engineer_id=told.engineer_id or other.engineer_id,
        )
    else:
        scope.find(
            "demand_promise_twice",
            "contradiction",
            row.source,
            row.subject,
            date=row.date,
            other_date=other.date,
        )


def with_promise(scope: Scope, visit: Visit, told: Told | None) -> Visit:
    """Return the visit with its promise, if the promise falls in the horizon.

    Finds a promise that cannot be kept whatever the plan: in the past, on a day off, with
    nobody at work, outside the site's access hours.
    """
    if told is None:
        return visit
    if not _possible_day(scope, visit, told) or told.date > scope.horizon.end:
        return visit
    start_min, end_min = told.window or _working_span(scope, told.date)
    promised = replace(
        visit,
        promise=Promise(
            date=told.date,
            start_min=start_min,
            end_min=end_min,
            status=told.status,
            engineer_id=told.engineer_id,
        ),
        preferred_engineer=told.engineer_id or visit.preferred_engineer,
        windows={**visit.windows, **windows_on(scope.sites[visit.site_id], (told.date,))},
    )
    if not _fits_access(promised, start_min, end_min):
        _contradict(scope, "demand_promise_access", visit, told)
    return promised


def _possible_day(scope: Scope, visit: Visit, told: Told) -> bool:
    now = scope.horizon.now
    minute = now.hour * 60 + now.minute
    past = told.date < now.date() or (
        told.date == now.date() and told.window is not None and told.window[1] < minute
    )
    if past:
        _contradict(scope, "demand_promise_past", visit, told, now=now.date())
        return False
    if not is_working_day(told.date, scope.settings):
        _contradict(scope, "demand_promise_day_off", visit, told)
        return False
    at_work = [engineer for engineer in scope.book.engineers if _at_work(scope, engineer, told)]
    if told.engineer_id is not None and all(e.id != told.engineer_id for e in at_work):
        _contradict(scope, "demand_promise_absent", visit, told, engineer=told.engineer_id)
        return False
    if not at_work:
        _contradict(scope, "demand_promise_nobody", visit, told)
        return False
    return True


def _contradict(scope: Scope, code: str, visit: Visit, told: Told, **params: object) -> None:
    scope.find(
        code,
        "contradiction",
        told.source,
        day_text(told.date, scope.book.lang),
        visit=visit.id,
        **params,
    )


def _at_work(scope: Scope, engineer: Engineer, told: Told) -> bool:
    absent = any(
        absence.engineer_id == engineer.id and absence.first <= told.date <= absence.last
        for absence in scope.book.absences
    )
    shift = shift_on(engineer, told.date, scope.settings)
    return engineer.active and not absent and shift is not None


def _working_span(scope: Scope, day: date) -> tuple[int, int]:
    """Return the earliest start and the latest end of the engineers' shifts."""
    shifts = [shift_on(engineer, day, scope.settings) for engineer in scope.book.engineers]
    known = [shift for shift in shifts if shift]
    return min(start for start, _ in known), max(end for _, end in known)


def _fits_access(visit: Visit, start_min: int, end_min: int) -> bool:
    """Whether work can start inside the promised window.

    A visit longer than any access window is left to the solver, which says so of the visit.
    """
    work = visit.duration_min
    longest = max((b - a for windows in visit.windows.values() for a, b in windows), default=0)
    assert visit.promise is not None
    windows = visit.windows.get(visit.promise.date, ())
    if windows and longest < work:
        return True
    return any(max(start_min, a) <= min(end_min, b - work) for a, b in windows)
