"""The whole problem of a month planned anew: what was made, what is left, and what is new."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from fieldplan.demand.emergencies import emergency_visits
from fieldplan.demand.horizon import Horizon, build_horizon, shift_on, windows_on
from fieldplan.demand.scope import Places, Scope
from fieldplan.domain import (
    Absence,
    After,
    Before,
    Book,
    Past,
    PlanRecord,
    Problem,
    ProblemEngineer,
    Site,
    Tier,
    Visit,
    VisitKind,
)
from fieldplan.errors import Finding
from fieldplan.resolve.edits import Edits
from fieldplan.resolve.freeze import Frozen, freeze
from fieldplan.resolve.larger_matrix import MatrixOf, larger_matrix
from fieldplan.resolve.torn_runs import known_groups, torn_runs
from fieldplan.settings import make_settings
from fieldplan.workdays import add_working_days

EXTRA_DAYS = 5
"""Working days beyond the month's end on which emergencies and promises may fall."""


class Mode(StrEnum):
    """How much of the old plan a re-solve keeps."""

    MINIMAL = "minimal"
    KEEP_ENGINEERS = "keep-engineers"
    FREE = "free"


@dataclass(frozen=True, kw_only=True)
class Whole:
    """A month to be planned anew.

    Attributes
    ----------
    problem : Problem
        With its past.
    new : tuple of str
        Ids of the visits that the old plan did not know.
    findings : tuple of Finding
        What was noticed.
    """

    problem: Problem
    frozen: Frozen
    new: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def whole_problem(
    record: PlanRecord,
    edits: Edits,
    now: datetime,
    matrix_of: MatrixOf,
    *,
    mode: Mode = Mode.MINIMAL,
) -> Whole:
    """Return the problem of the month as it stands at ``now``.

    Parameters
    ----------
    record : PlanRecord
        The plan that is lived with.
    matrix_of : callable
        Travel between locations; asked only when a new site is not in the old matrix.
    """
    return _Whole(record, edits, now, matrix_of, mode).result()


@dataclass
class _Whole:
    record: PlanRecord
    edits: Edits
    now: datetime
    matrix_of: MatrixOf
    mode: Mode
    horizon: Horizon = field(init=False)
    sites: Mapping[str, Site] = field(init=False)
    places: Places = field(init=False)
    frozen: Frozen = field(init=False)
    days: tuple[date, ...] = field(init=False)
    findings: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        record = self.record
        self.settings = make_settings(record.settings)
        self.horizon = build_horizon(record.month, self.now, self.settings, EXTRA_DAYS)
        self.sites = {site.id: site for site in record.sites if site.active}
        self.places = Places()
        for place in record.problem.locations:
            self.places.index(lat=place.lat or 0.0, lon=place.lon or 0.0, name=place.name)
        self.frozen = freeze(
            record.problem,
            record.plan,
            self.now,
            away=self.edits.away,
            not_made=self.edits.not_made | self.edits.cancelled,
        )
        self.days = tuple(sorted({*record.problem.days, *self.horizon.days}))
        self.today = self.now.date()
        promised = {v.id for v in record.problem.visits if v.promise}
        promised |= {name for name, promise in self.edits.promises.items() if promise}
        runs = record.problem.consecutive
        # The further days of a promised stage may follow it beyond the month's end.
        self.promised_runs = {name for run in runs if promised & set(run) for name in run}
        self.placed = {
            stop.visit_id: (route.date, route.engineer_id)
            for route in record.plan.routes
            for stop in route.stops
        }

    def result(self) -> Whole:
        old = self.record.problem
        new = self._new_visits()
        engineers = tuple(self._engineer(engineer) for engineer in old.engineers)
        kept = tuple(v for v in old.visits if not self._is_over(v.id) and not self._is_extra(v))
        known = {visit.id for visit in kept}
        left = known_groups(old.consecutive, known)
        runs, links = torn_runs(left, self.frozen.visits, self._goes_on(engineers))
        visits = [self._visit(visit, known, links.get(visit.id)) for visit in kept]
        problem = replace(
            old,
            days=self.days,
            engineers=engineers,
            visits=(*new, *visits),
            travel=larger_matrix(old.travel, self.places.locations, self.matrix_of),
            locations=self.places.locations or old.locations,
            same_engineer=known_groups(old.same_engineer, known),
            consecutive=runs,
            past=Past(until=self.now, routes=self.frozen.routes),
        )
        return Whole(
            problem=problem,
            frozen=self.frozen,
            new=(*(visit.id for visit in new), *self.edits.added),
            findings=tuple(self.findings),
        )

    def _is_over(self, visit_id: str) -> bool:
        """Whether a visit has no place in the plan any more: made elsewhere, or cancelled."""
        if visit_id in self.frozen.visits:
            return False
        return visit_id in self.edits.done or visit_id in self.edits.cancelled

    def _is_extra(self, visit: Visit) -> bool:
        """Whether a visit is welcome only, and was not planned: no re-solve drives there."""
        return (
            self.mode is not Mode.FREE
            and visit.tier is Tier.WELCOME
            and visit.id not in self.placed
        )

    def _new_visits(self) -> list[Visit]:
        record = self.record
        scope = Scope(
            book=Book(
                sites=record.sites,
                engineers=record.engineers,
                emergencies=self.edits.emergencies,
                settings=record.settings,
                lang=record.lang,
            ),
            settings=self.settings,
            horizon=self.horizon,
            places=self.places,
            sites=self.sites,
        )
        visits = emergency_visits(scope, {})
        self.findings += scope.findings
        return visits

    def _engineer(self, engineer: ProblemEngineer) -> ProblemEngineer:
        """The engineer on the days beyond the month, and without the days of new absences."""
        shifts, absent = dict(engineer.shifts), set(engineer.absent)
        person = next((e for e in self.record.engineers if e.id == engineer.id), None)
        absences = (*self.record.absences, *self.edits.absences)
        his = [absence for absence in absences if absence.engineer_id == engineer.id]
        known = set(self.record.problem.days)
        for day in self.days:
            shift = shifts.get(day)
            if day not in known and person is not None:
                shift = shift_on(person, day, self.settings)
            if shift is None:
                continue
            if _is_absent(his, day):
                absent.add(day)
                shifts.pop(day, None)
            else:
                shifts[day] = shift
        resume = self.frozen.resume.get(engineer.id)
        works = resume is not None and self.today in shifts
        return replace(
            engineer,
            shifts=shifts,
            absent=frozenset(absent),
            resume={self.today: resume} if works and resume is not None else {},
            reserve_min=0,  # it was kept for this
        )

    def _visit(self, visit: Visit, known: set[str], link: After | None) -> Visit:
        if visit.id in self.frozen.visits:
            return replace(visit, before=None, after=_links(visit, known))
        after = (*_links(visit, known), *((link,) if link else ()))
        promise = self.edits.promises.get(visit.id, visit.promise)
        visit = replace(visit, before=None, after=after, promise=promise)
        asked = self.edits.promises.get(visit.id)
        if asked is not None and visit.deadline is not None and asked.date > visit.deadline:
            # The client of a call-out chose a later day: by then it is in time.
            visit = replace(visit, deadline=asked.date, deadline_min=None)
        visit = self._with_days(visit)
        before = self._before(visit)
        if promise is None and visit.kind != VisitKind.EMERGENCY:
            visit, before = self._with_notice(visit, before)
        if before is None or self.mode is Mode.FREE:
            return visit
        if self.mode is Mode.KEEP_ENGINEERS and self._still_works(before.engineer_id):
            visit = replace(visit, engineers=frozenset({before.engineer_id}))
        return replace(visit, before=before)

    def _before(self, visit: Visit) -> Before | None:
        """Where the old plan has it, on the day that was agreed since: that is no move of ours."""
        place = self.placed.get(visit.id)
        if place is None:
            return None
        asked = self.edits.promises.get(visit.id)
        return Before(date=asked.date if asked else place[0], engineer_id=place[1])

    def _still_works(self, engineer_id: str) -> bool:
        gone = [a for a in self.edits.absences if a.engineer_id == engineer_id]
        left = [day for day in self.horizon.month_days if not _is_absent(gone, day)]
        return bool(left)

    def _with_days(self, visit: Visit) -> Visit:
        """Return the visit with the days that the month's end, a promise or lateness open."""
        site = self.sites.get(visit.site_id)
        if site is None:
            return visit
        more: tuple[date, ...] = ()
        if visit.kind == VisitKind.EMERGENCY or visit.id in self.promised_runs:
            more = tuple(day for day in self.horizon.days if day not in visit.windows)
        elif visit.promise is not None:
            more = (visit.promise.date,)
        elif visit.tier is Tier.REQUIRED and self._needs_days(visit):
            more = self.horizon.month_days
        first = visit.not_before
        opened = windows_on(site, tuple(day for day in more if first is None or day >= first))
        return replace(visit, windows={**opened, **visit.windows})

    def _needs_days(self, visit: Visit) -> bool:
        """Whether the window has passed, so that the visit is overdue and any day will do."""
        return bool(visit.windows) and all(day < self.today for day in visit.windows)

    def _goes_on(self, engineers: Sequence[ProblemEngineer]) -> Callable[[str, int], bool]:
        """Whether the engineer who made a day of a run works on so many days that follow."""
        shifts = {engineer.id: engineer.shifts for engineer in engineers}

        def goes_on(made: str, count: int) -> bool:
            day, engineer_id = self.placed[made]
            first = self.days.index(day) + 1
            days = self.days[first : first + count]
            his = shifts[engineer_id]
            return len(days) == count and all(d >= self.today and d in his for d in days)

        return goes_on

    def _with_notice(self, visit: Visit, before: Before | None) -> tuple[Visit, Before | None]:
        """Leave the client his notice; where the plan has him sooner, he may stay there.

        He counts with a day that is nearer than his notice: to take it from him is a call.
        """
        site = self.sites.get(visit.site_id)
        if site is None or site.notice_days <= 0:
            return replace(visit, notice_until=None), before
        until = add_working_days(self.today, site.notice_days, self.settings)
        if before is None or not self.today <= before.date < until:
            return replace(visit, notice_until=until), before
        windows = {
            day: spans for day, spans in visit.windows.items() if day == before.date or day >= until
        }
        return replace(visit, windows=windows, notice_until=None), replace(before, call=True)


def _links(visit: Visit, known: set[str]) -> tuple[After, ...]:
    return tuple(link for link in visit.after if link.visit_id in known)


def _is_absent(absences: Sequence[Absence], day: date) -> bool:
    return any(absence.first <= day <= absence.last for absence in absences)
