"""The plain hours bound: work that must fall in a stretch of days against the time in it.

For every stretch of working days and every group of engineers, the visits that can be made
there only are put against the group's shifts. However they are routed, they do not take less
than their least time, so what does not go in stays undone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from fieldplan.capacity.fullest import Job, best_parts, least_weight_undone, most_desk, most_jobs
from fieldplan.capacity.least_time import least_minutes
from fieldplan.desk.jobs import jobs_of
from fieldplan.domain import (
    DeskKind,
    DeskMode,
    DeskRules,
    Problem,
    ProblemEngineer,
    Shortage,
    Tier,
    Visit,
)
from fieldplan.report.load import lunch_due


@dataclass(frozen=True, kw_only=True)
class HoursBound:
    """Least number and least weight of required visits undone, and where each comes from."""

    count: int
    weight: int
    by_count: tuple[Shortage, ...]
    by_weight: tuple[Shortage, ...]


def hours_bound(problem: Problem, *, strict_desk: bool | None = None) -> HoursBound:
    """Return what the hours alone prove of the required visits.

    Parameters
    ----------
    strict_desk : bool or None
        Reckon preparation and paperwork as taking time of the shifts; None = as the problem
        has it.
    """
    if strict_desk is None:
        strict_desk = problem.desk is not None and problem.desk.mode is DeskMode.STRICT
    jobs, lost = _jobs(problem, strict_desk)
    groups = sorted({job.engineers for job in jobs} | {_everybody(problem)}, key=sorted)
    days = len(problem.days)
    found: dict[tuple[int, int], list[Shortage]] = {}
    for first in range(days):
        for last in range(first, days):
            if strict_desk and last - first + 1 < days:
                continue  # desk work of these days may be done on others
            inside = [job for job in jobs if job.first >= first and job.last <= last]
            for group in groups:
                shortage = _shortage(problem, group, inside, (first, last), strict_desk)
                if shortage.count or shortage.weight:
                    found.setdefault((first, last), []).append(shortage)
    by_count = best_parts(days, found, lambda shortage: shortage.count)
    by_weight = best_parts(days, found, lambda shortage: shortage.weight)
    return HoursBound(
        count=len(lost) + sum(s.count for s in by_count),
        weight=sum(visit.weight for visit in lost) + sum(s.weight for s in by_weight),
        by_count=by_count,
        by_weight=by_weight,
    )


def time_that_exists(
    problem: Problem,
    engineers: Iterable[ProblemEngineer],
    days: Sequence[date],
    *,
    at_desk: bool = False,
) -> int:
    """Return the minutes in which the engineers could be away from base, overtime included.

    Parameters
    ----------
    at_desk : bool
        Count the time kept free for emergencies, in which desk work may stand.
    """
    total = 0
    for engineer in engineers:
        shifts = overtime = 0
        for day in days:
            if day in engineer.shifts:
                shifts += _shift_min(problem, engineer, day, 0 if at_desk else engineer.reserve_min)
                overtime += 0 if engineer.reserve_min else engineer.overtime_day_min
        if engineer.overtime_month_min is not None:
            overtime = min(overtime, engineer.overtime_month_min)
        minutes = shifts + overtime
        total += minutes if engineer.hours_min is None else min(minutes, engineer.hours_min)
    return total


def allowed_days(problem: Problem, visit: Visit) -> list[int]:
    """Return the numbers of the days on which some engineer could make the visit."""
    who = able_engineers(problem, visit)
    return [
        number
        for number, day in enumerate(problem.days)
        if visit.windows.get(day)
        and (visit.not_before is None or day >= visit.not_before)
        and (
            visit.notice_until is None
            or day >= visit.notice_until
            or (visit.promise is not None and visit.promise.date == day)
        )
        and any(day in engineer.shifts for engineer in problem.engineers if engineer.id in who)
    ]


def able_engineers(problem: Problem, visit: Visit) -> frozenset[str]:
    """Return the ids of the engineers who may make the visit."""
    return frozenset(
        engineer.id
        for engineer in problem.engineers
        if visit.skills <= engineer.skills
        and (visit.engineers is None or engineer.id in visit.engineers)
    )


def _shift_min(problem: Problem, engineer: ProblemEngineer, day: date, reserve_min: int) -> int:
    start, end = engineer.shifts[day]
    if day in engineer.resume:
        return max(0, end - engineer.resume[day].minute)
    lunch = problem.lunch.minutes if problem.lunch and lunch_due(problem, (start, end)) else 0
    # Lunch may be taken in the time kept free for emergencies.
    return end - start - max(lunch, reserve_min)


def _everybody(problem: Problem) -> frozenset[str]:
    return frozenset(engineer.id for engineer in problem.engineers)


def _jobs(problem: Problem, strict_desk: bool) -> tuple[list[Job], list[Visit]]:
    """Return the required visits that can be made at all, and those that cannot."""
    road = least_minutes(problem)
    rules = problem.desk or DeskRules()
    contractors = {engineer.id for engineer in problem.engineers if engineer.contractor}
    jobs, lost = [], []
    for visit in problem.visits:
        if visit.tier is Tier.WELCOME:
            continue
        days = allowed_days(problem, visit)
        if not days:
            lost.append(visit)
            continue
        able = able_engineers(problem, visit)
        prep, doc = (visit.prep_min, visit.doc_min) if strict_desk else (0, 0)
        if able & contractors:
            prep, doc = 0, min(doc, rules.handover_min)
        jobs.append(
            Job(
                id=visit.id,
                first=days[0],
                last=days[-1],
                engineers=able,
                road=road[visit.id],
                need=road[visit.id] + prep + doc,
                prep_min=prep,
                doc_min=doc,
                weight=visit.weight,
            )
        )
    return jobs, lost


def _shortage(
    problem: Problem,
    group: frozenset[str],
    inside: list[Job],
    span: tuple[int, int],
    strict_desk: bool,
) -> Shortage:
    days = problem.days[span[0] : span[1] + 1]
    team = [engineer for engineer in problem.engineers if engineer.id in group]
    jobs = [job for job in inside if job.engineers <= group]
    exist = time_that_exists(problem, team, days, at_desk=strict_desk)
    if strict_desk:
        exist = max(0, exist + _desk_beyond(problem, team, jobs))
    places = _places(team, days)
    return Shortage(
        first=days[0],
        last=days[-1],
        need_min=math.ceil(sum(job.need for job in jobs)),
        exist_min=exist,
        count=max(0, len(jobs) - most_jobs(jobs, exist, places)),
        weight=least_weight_undone(jobs, exist),
        visits=tuple(job.id for job in jobs),
    )


def _desk_beyond(problem: Problem, team: list[ProblemEngineer], jobs: list[Job]) -> int:
    """Most desk minutes of these visits that need no time of the horizon, less what else does.

    Visits of an engineer's first days count as prepared, paperwork of the last days may be
    handed on: at most as much as the visits have that fill these days with the most of it.
    Consultations and what is owed with a date take time whatever visits are made.
    """
    rules = problem.desk or DeskRules()
    prepared = handed_on = 0
    for engineer in team:
        his = [day for day in problem.days if day in engineer.shifts]
        prepared += time_that_exists(problem, [engineer], his[: max(1, rules.prepared_days)])
        last = problem.days[-rules.doc_days :] if rules.doc_days else ()
        handed_on += time_that_exists(problem, [engineer], last)
    most = most_desk(prepared, [(job.prep_min, job.road) for job in jobs])
    most += most_desk(handed_on, [(job.doc_min, job.road) for job in jobs])
    ids = {engineer.id for engineer in team}
    other = sum(
        job.minutes
        for job in jobs_of(problem, ())
        if job.engineer_id in ids and job.due is not None and job.kind is not DeskKind.PREP
    )
    return math.ceil(most) - other


def _places(team: list[ProblemEngineer], days: Sequence[date]) -> int | None:
    """Stops that the routes of these days may have; None = not limited."""
    total = 0
    for engineer in team:
        for day in days:
            if day in engineer.shifts:
                if engineer.max_visits is None:
                    return None
                total += engineer.max_visits
    return total
