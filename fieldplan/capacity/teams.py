"""The same month with another team: clones of the typical engineer, and contractors."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from fieldplan.demand.horizon import shift_on
from fieldplan.domain import (
    Book,
    DeskMode,
    Engineer,
    Problem,
    ProblemEngineer,
    Visit,
)
from fieldplan.settings import Settings
from fieldplan.workdays import add_working_days


@dataclass(frozen=True, kw_only=True)
class Contractor:
    """Whom to call when the staff does not suffice.

    Prices in kopecks; ``least_cost`` is the least order. ``available_from`` is the first day
    after the notice. ``base`` is an index of the problem's locations, None = the typical
    engineer's.
    """

    day_cost: int = 0
    hour_cost: int = 0
    visit_cost: int = 0
    least_cost: int = 0
    available_from: date | None = None
    skills: frozenset[str] | None = None
    base: int | None = None
    max_visits: int | None = None
    hours_min: int | None = None


@dataclass(frozen=True, kw_only=True)
class Teams:
    """What every team of a month is made from."""

    problem: Problem
    contractor: Contractor
    typical: ProblemEngineer
    full_shifts: dict[date, tuple[int, int]]

    def problem_of(
        self, engineers: int, contractors: int = 0, *, strict_desk: bool = True
    ) -> Problem:
        """Return the month for a team.

        The staff that there is comes first, then clones of the typical engineer who are never
        absent; a visit fixed to someone who is not in the team is free for all.

        Parameters
        ----------
        strict_desk : bool
            Desk work must go into the shifts, so that what the plan serves can be done.
        """
        staff = [e for e in self.problem.engineers if not e.contractor][:engineers]
        staff += [self._clone(n) for n in range(len(staff), engineers)]
        team = (*staff, *(self._hired(n) for n in range(contractors)))
        ids = {engineer.id for engineer in team}
        desk = self.problem.desk
        if desk is not None:
            mode = DeskMode.STRICT if strict_desk else DeskMode.OVERFLOW
            backlog = tuple(item for item in desk.backlog if item.engineer_id in ids)
            desk = replace(desk, mode=mode, backlog=backlog)
        return replace(
            self.problem,
            engineers=team,
            visits=tuple(_freed(visit, ids) for visit in self.problem.visits),
            desk=desk,
        )

    def _clone(self, number: int) -> ProblemEngineer:
        return replace(
            self.typical,
            id=f"+{number + 1}",
            name=f"+{number + 1}",
            shifts=self.full_shifts,
            absent=frozenset(),
            resume={},
        )

    def _hired(self, number: int) -> ProblemEngineer:
        hired, typical = self.contractor, self.typical
        first = hired.available_from
        base = typical.start if hired.base is None else hired.base
        return replace(
            typical,
            id=f"contractor-{number + 1}",
            name="",
            start=base,
            end=base,
            shifts={d: s for d, s in self.full_shifts.items() if first is None or d >= first},
            skills=typical.skills if hired.skills is None else hired.skills,
            max_visits=hired.max_visits or typical.max_visits,
            overtime_day_min=0,
            overtime_month_min=None,
            hours_min=hired.hours_min,
            absent=frozenset(),
            resume={},
            reserve_min=0,
            contractor=True,
            day_cost=hired.day_cost,
            hour_cost=hired.hour_cost,
            visit_cost=hired.visit_cost,
        )


def make_teams(problem: Problem, book: Book, settings: Settings, now: date) -> Teams:
    """Return what the teams of a month are made from.

    The typical engineer is the one of the staff with most shifts. The contractor is the book's
    first, or the one that the settings describe.

    Raises
    ------
    ValueError
        If the problem has no staff.
    """
    staff = [e for e in problem.engineers if not e.contractor]
    if not staff:
        raise ValueError("the problem has no engineers of its own")
    typical = max(staff, key=lambda engineer: len(engineer.shifts))
    row = next((e for e in book.engineers if e.id == typical.id), None)
    return Teams(
        problem=problem,
        contractor=_contractor(problem, settings, now),
        typical=typical,
        full_shifts=_full_shifts(problem, typical, row, settings),
    )


def _contractor(problem: Problem, settings: Settings, now: date) -> Contractor:
    first = add_working_days(now, settings.contractor_notice_days, settings)
    known = next((e for e in problem.engineers if e.contractor), None)
    if known is not None:
        return Contractor(
            day_cost=known.day_cost,
            hour_cost=known.hour_cost,
            visit_cost=known.visit_cost,
            least_cost=settings.contractor_least_cost,
            available_from=first,
            skills=known.skills,
            base=known.start,
            max_visits=known.max_visits,
            hours_min=known.hours_min,
        )
    skills = {part.strip().casefold() for part in settings.contractor_skills.split(",")} - {""}
    return Contractor(
        day_cost=settings.contractor_day_cost,
        hour_cost=settings.contractor_hour_cost,
        visit_cost=settings.contractor_visit_cost,
        least_cost=settings.contractor_least_cost,
        available_from=first,
        skills=frozenset(skills) or None,
    )


def _full_shifts(
    problem: Problem, typical: ProblemEngineer, row: Engineer | None, settings: Settings
) -> dict[date, tuple[int, int]]:
    """Shifts of the typical engineer had he never been absent."""
    found = dict(typical.shifts)
    for day in typical.absent:
        shift = shift_on(row, day, settings) if row is not None else None
        if shift is not None:
            found[day] = shift
    return {day: found[day] for day in problem.days if day in found}


def _freed(visit: Visit, team: set[str]) -> Visit:
    """Return the visit without what binds it to people who are not in the team."""
    if visit.engineers is not None and not visit.engineers & team:
        visit = replace(visit, engineers=None)
    if visit.preferred_engineer not in (None, *team):
        visit = replace(visit, preferred_engineer=None)
    return visit
