"""Call-outs: attended by the shift end of the n-th working day after the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from fieldplan.demand.horizon import Windows, shift_on
from fieldplan.demand.promises import Promises, with_promise
from fieldplan.demand.scope import Scope, make_visit
from fieldplan.demand.subjects import Subject
from fieldplan.domain import Emergency, Visit, VisitKind
from fieldplan.workdays import add_working_days


def emergency_visits(scope: Scope, promises: Promises) -> list[Visit]:
    """Return a visit for every open emergency.

    One reported after *now* is planned from its report on, with a warning: *now* is probably
    not what the manager means.
    """
    visits = []
    for emergency in scope.book.emergencies:
        site = scope.sites.get(emergency.site_id)
        if site is None or emergency.cancelled or emergency.done_on is not None:
            continue
        if emergency.reported > scope.horizon.now:
            scope.find(
                "demand_emergency_later",
                "warning",
                emergency.source,
                emergency.id,
                reported=emergency.reported.date(),
                now=scope.horizon.now.date(),
            )
        if emergency.reported.date() > scope.horizon.last:
            continue
        days = site.response_days if emergency.response_days is None else emergency.response_days
        deadline = add_working_days(emergency.reported.date(), max(1, days), scope.settings)
        visit = make_visit(
            scope,
            site,
            VisitKind.EMERGENCY,
            emergency.id,
            work_min=emergency.work_min,
            skills=emergency.skills,
            due=deadline,
            not_before=emergency.reported.date(),
            source=emergency.source,
            note=emergency.description,
        )
        visit = replace(
            visit,
            deadline=deadline,
            deadline_min=_shift_end(scope, deadline),
            windows=_after_report(visit.windows, emergency),
        )
        told = promises.get(Subject(kind=VisitKind.EMERGENCY, id=emergency.id))
        visits.append(with_promise(scope, visit, told))
    return visits


def _after_report(windows: Mapping[date, Windows], emergency: Emergency) -> Mapping[date, Windows]:
    """Cut what lies before the report from the day of the report."""
    day = emergency.reported.date()
    minute = emergency.reported.hour * 60 + emergency.reported.minute
    if day not in windows:
        return windows
    left = tuple((max(a, minute), b) for a, b in windows[day] if b > minute)
    others = {date_: w for date_, w in windows.items() if date_ != day}
    return dict(sorted({**others, **({day: left} if left else {})}.items()))


def _shift_end(scope: Scope, day: date) -> int:
    """Return when the latest shift of the team ends on a working day."""
    shifts = [
        shift_on(engineer, day, scope.settings)
        for engineer in scope.book.engineers
        if engineer.active
    ]
    return max((shift[1] for shift in shifts if shift), default=scope.settings.shift_end_clock)
