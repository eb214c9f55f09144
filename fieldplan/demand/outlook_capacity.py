"""What the team can do in the weeks ahead, before any maintenance is put into them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from fieldplan.demand.horizon import shift_on
from fieldplan.demand.outlook_places import Place, desk_share
from fieldplan.demand.scope import Scope
from fieldplan.demand.stages import lead_days, start_bounds
from fieldplan.demand.subjects import STAGE_KINDS
from fieldplan.domain import Engineer, OutlookWeek, Project, VisitKind
from fieldplan.workdays import working_days

UNFILLED_PCT = 10
"""Routes and blocks never fill the days to the minute."""
LUNCH_OVER_MIN = 240
STAGE_DAYS = 7
"""Calendar days from one stage of a project to the next when nothing else is known."""
PACE_DAYS = 28
"""New projects are expected at the pace that the book shows for these days."""
USUAL_TRIP_MIN = 60
HISTORY_DAYS = 91
RATE_DAYS = (28, 182)
"""Emergencies are counted back over at least and at most so many days."""


@dataclass(frozen=True, kw_only=True)
class Span:
    """A stretch of days with its working days."""

    first: date
    last: date
    days: tuple[date, ...]


def week_spans(scope: Scope, start: date, weeks: int) -> list[Span]:
    """Return the weeks from ``start`` on, those over a month's end in two parts.

    A part without working days is left out.
    """
    end = start - timedelta(days=start.weekday()) + timedelta(days=7 * weeks - 1)
    spans = []
    first = start
    while first <= end:
        sunday = first + timedelta(days=6 - first.weekday())
        last = min(sunday, _month_end(first), end)
        spans.append(_span(scope, first, last))
        first = last + timedelta(days=1)
    return [span for span in spans if span.days]


def month_spans(scope: Scope, start: date, until: date) -> list[Span]:
    """Return the months (or the rest of one) from ``start`` until ``until`` is inside."""
    spans = []
    first = start
    while first <= until:
        last = _month_end(first)
        spans.append(_span(scope, first, last))
        first = last + timedelta(days=1)
    return [span for span in spans if span.days]


def capacities(
    scope: Scope, spans: Iterable[Span], places: Mapping[str, Place]
) -> tuple[OutlookWeek, ...]:
    """Return available and reserved minutes of each span.

    Promised stages of projects are reserved where they are promised; the others, open or yet
    to come, at an even pace: when they fall is the plan's to choose, and weeks that look empty
    only because their projects are not known yet would draw the maintenance to them.
    """
    spans = tuple(spans)
    if not spans:
        return ()
    staff = [e for e in scope.book.engineers if e.active and not e.contractor]
    team = staff or [e for e in scope.book.engineers if e.active]
    stages = _project_work(scope, places)
    promised = [(stage.day, stage.work) for stage in stages if stage.promised]
    pace = _pace(scope, stages)
    calls = _emergency_pace(scope)
    open_calls = _open_emergencies(scope, places)
    whole_visit = desk_share(scope)
    found = []
    for place, span in enumerate(spans):
        days = len(span.days)
        available = sum(_worked_min(scope, e, day) for e in team for day in span.days)
        taken = sum((w for day, w in promised if span.first <= day <= span.last), _Work())
        taken += (pace + calls).times(days)
        if place == 0:
            taken += open_calls
        busy = min(
            available, int(taken.desk_min) + _consultations(scope, span) + int(taken.road_min)
        )
        road = min(available, int(taken.road_min))
        found.append(
            OutlookWeek(
                first=span.first,
                last=span.last,
                working_days=days,
                available_min=available,
                reserved_min=busy + (available - busy) * UNFILLED_PCT // 100,
                most_min=int((available - road) * (100 - UNFILLED_PCT) / 100 * whole_visit),
            )
        )
    return tuple(found)


@dataclass(frozen=True, kw_only=True)
class _Work:
    """Minutes on the road and on site, and minutes at the desk."""

    road_min: float = 0
    desk_min: float = 0

    def __add__(self, other: _Work) -> _Work:
        return _Work(
            road_min=self.road_min + other.road_min, desk_min=self.desk_min + other.desk_min
        )

    def times(self, factor: float) -> _Work:
        return _Work(road_min=self.road_min * factor, desk_min=self.desk_min * factor)

    def at_least(self, other: _Work) -> _Work:
        return max(self, other, key=lambda work: work.road_min + work.desk_min)


@dataclass(frozen=True, kw_only=True)
class _Stage:
    """An open stage with the day on which it is promised, or can be supposed at best."""

    day: date
    work: _Work
    promised: bool


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _span(scope: Scope, first: date, last: date) -> Span:
    return Span(first=first, last=last, days=working_days(first, last, scope.settings))


def _worked_min(scope: Scope, engineer: Engineer, day: date) -> int:
    """Minutes of the engineer's shift without lunch; none when he is absent."""
    shift = shift_on(engineer, day, scope.settings)
    if shift is None or any(
        item.engineer_id == engineer.id and item.first <= day <= item.last
        for item in scope.book.absences
    ):
        return 0
    minutes = shift[1] - shift[0]
    return minutes - scope.settings.lunch_min if minutes > LUNCH_OVER_MIN else minutes


def _consultations(scope: Scope, span: Span) -> int:
    settings = scope.settings
    return settings.consultations_week * settings.consultation_min * len(span.days) // 5


def _visit_work(scope: Scope, kind: VisitKind, work_min: int | None, trip_min: int) -> _Work:
    """Work of a visit of a kind with a trip of its own."""
    settings = scope.settings
    on_site = settings.by_kind("min", kind.value) if work_min is None else work_min
    return _Work(
        road_min=on_site + settings.stop_overhead_min + trip_min,
        desk_min=settings.by_kind("prep_min", kind.value) + settings.by_kind("doc_min", kind.value),
    )


def _project_work(scope: Scope, places: Mapping[str, Place]) -> list[_Stage]:
    """Every open stage."""
    found: list[_Stage] = []
    for project in scope.book.projects:
        if project.site_id in scope.sites:
            found += _stages(scope, project, places)
    return found


def _stages(scope: Scope, project: Project, places: Mapping[str, Place]) -> list[_Stage]:
    place = places.get(project.site_id)
    trip_min = place.round_trip_min if place else 0
    found = []
    earliest = scope.horizon.start
    for stage in project.stages:
        if stage.done_on:
            continue
        bound = start_bounds(scope, project, stage, None)[0][0]
        day = max(earliest, stage.agreed_on or bound)
        work = _visit_work(scope, stage.kind, stage.work_min, trip_min)
        promised = stage.agreed_on is not None
        found.append(_Stage(day=day, work=work.times(stage.days_left), promised=promised))
        wait = lead_days(project, scope) if stage.kind is VisitKind.AUDIT else STAGE_DAYS
        earliest = day + timedelta(days=max(wait, stage.days_left))
    return found


def _pace(scope: Scope, stages: Iterable[_Stage]) -> _Work:
    """Work of a day on projects without a promise: as in the past, or as the book has it."""
    start = scope.horizon.start
    end = start + timedelta(days=PACE_DAYS - 1)
    days = len(working_days(start, end, scope.settings))
    soon = sum((s.work for s in stages if s.day <= end and not s.promised), _Work())
    return soon.times(1 / max(1, days)).at_least(_past_pace(scope))


def _past_pace(scope: Scope) -> _Work:
    """Project work of a working day in the history."""
    now = scope.horizon.now.date()
    begin = now - timedelta(days=HISTORY_DAYS)
    made = [
        row for row in scope.book.history if row.kind in STAGE_KINDS and begin <= row.date < now
    ]
    if not made:
        return _Work()
    first = min(row.date for row in scope.book.history if row.date >= begin)
    past = len(working_days(first, now - timedelta(days=1), scope.settings))
    done = sum(
        (_visit_work(scope, row.kind, row.work_min, USUAL_TRIP_MIN) for row in made), _Work()
    )
    return done.times(1 / max(1, past))


def _emergency_pace(scope: Scope) -> _Work:
    """Emergency work of a working day, as history and the book show them."""
    now = scope.horizon.now.date()
    past = [visit.date for visit in scope.book.history if visit.kind is VisitKind.EMERGENCY]
    told = [item.reported.date() for item in scope.book.emergencies if not item.cancelled]
    least, most = RATE_DAYS
    begin = now - timedelta(days=most)
    events = max((_within(days, begin, now) for days in (past, told)), key=len)
    if not events:
        return _Work()
    first = min(*events, now - timedelta(days=least))
    days = len(working_days(first, now, scope.settings))
    return _visit_work(scope, VisitKind.EMERGENCY, None, USUAL_TRIP_MIN).times(
        len(events) / max(1, days)
    )


def _within(days: Iterable[date], first: date, last: date) -> list[date]:
    return [day for day in days if first <= day <= last]


def _open_emergencies(scope: Scope, places: Mapping[str, Place]) -> _Work:
    total = _Work()
    for item in scope.book.emergencies:
        if item.site_id in scope.sites and not item.cancelled and item.done_on is None:
            place = places.get(item.site_id)
            trip_min = place.round_trip_min if place else USUAL_TRIP_MIN
            total += _visit_work(scope, VisitKind.EMERGENCY, item.work_min, trip_min)
    return total
