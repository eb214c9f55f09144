"""The problem without what keeps a visit out: all of it, or exactly what is named.

``loosened`` opens everything at once so that places can be found; ``lifted`` lifts exactly the
obstacles of one place (``obstacles_of``), so that it can be verified.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from fieldplan.domain import (
    Problem,
    ProblemEngineer,
    Reason,
    Visit,
)
from fieldplan.resolve.obstacles import name_of
from fieldplan.units import MIN_PER_DAY

MOST_OVERTIME_MIN = 720
ALL_DAY = ((0, MIN_PER_DAY),)


def loosened(
    problem: Problem,
    members: frozenset[str],
    days: tuple[date, ...],
    *,
    hours: bool,
    access_min: int | None,
    everybody: bool = False,
) -> Problem:
    """Return the problem without the rules that could keep some visits out.

    Parameters
    ----------
    days : tuple of date
        Days on which the visits could be made at all.
    hours : bool
        Also without the limits of engineers' days and months.
    access_min : int or None
        Access is longer by so many minutes either way; None = all day, on every one of ``days``.
    everybody : bool
        The other visits have access all day, too, on the days on which they have any: what is
        left of a day is then its hours alone.
    """
    visits = tuple(
        _loose(visit, days, access_min)
        if visit.id in members
        else replace(visit, windows=dict.fromkeys(visit.windows, ALL_DAY))
        if everybody
        else visit
        for visit in problem.visits
    )
    return replace(
        problem,
        visits=visits,
        engineers=tuple(_at_work(engineer, hours=hours) for engineer in problem.engineers),
        same_engineer=_without(problem.same_engineer, members),
        consecutive=tuple(g for g in problem.consecutive if not members & set(g)),
        desk=None,
    )


def lifted(problem: Problem, members: Iterable[str], obstacles: Iterable[Reason]) -> Problem:
    """Return the problem with exactly these obstacles lifted for the visits."""
    named = frozenset(members)
    for reason in obstacles:
        problem = _lift(problem, named, name_of(reason), reason.params)
    return problem


def _loose(visit: Visit, days: tuple[date, ...], access_min: int | None) -> Visit:
    windows: Mapping[date, tuple[tuple[int, int], ...]] = visit.windows
    if access_min is None:
        windows = dict.fromkeys(days, ALL_DAY)
    elif access_min > 0:
        windows = {
            day: ((max(0, spans[0][0] - access_min), min(MIN_PER_DAY, spans[-1][1] + access_min)),)
            for day, spans in visit.windows.items()
            if spans
        }
    return replace(
        visit,
        windows=windows,
        skills=frozenset(),
        engineers=None,
        not_before=None,
        notice_until=None,
        promise=None,
        after=(),
    )


def _at_work(engineer: ProblemEngineer, *, hours: bool) -> ProblemEngineer:
    """Return the engineer at work on the days of his absences, and without limits if asked."""
    shifts = dict(engineer.shifts)
    for day in engineer.absent:
        usual = _usual_shift(engineer, day)
        if usual is not None:
            shifts[day] = usual
    engineer = replace(engineer, shifts=shifts, absent=frozenset())
    if not hours:
        return engineer
    return replace(
        engineer,
        overtime_day_min=MOST_OVERTIME_MIN,
        overtime_month_min=None,
        hours_min=None,
        max_visits=None,
        reserve_min=0,
    )


def _usual_shift(engineer: ProblemEngineer, day: date) -> tuple[int, int] | None:
    same = [s for d, s in engineer.shifts.items() if d.weekday() == day.weekday()]
    return next(iter(same or engineer.shifts.values()), None)


def _without(
    groups: tuple[tuple[str, ...], ...], members: frozenset[str]
) -> tuple[tuple[str, ...], ...]:
    left = (tuple(name for name in group if name not in members) for group in groups)
    return tuple(group for group in left if len(group) > 1)


def _lift(
    problem: Problem, members: frozenset[str], name: str, params: Mapping[str, object]
) -> Problem:
    """Return the problem without one obstacle."""

    def of_visits(**changes: object) -> Problem:
        visits = tuple(
            replace(v, **changes) if v.id in members else v  # type: ignore[arg-type]
            for v in problem.visits
        )
        return replace(problem, visits=visits)

    if name in _OF_ENGINEER:
        engineers = tuple(
            _lift_engineer(e, name, params) if e.id == params["engineer"] else e
            for e in problem.engineers
        )
        return replace(problem, engineers=engineers)
    if name in ("access_longer", "access_day"):
        return _with_access(problem, members, params)
    if name in ("predecessor_unserved", "min_lag"):
        visits = tuple(
            replace(v, after=tuple(a for a in v.after if a.visit_id != params["visit"]))
            if v.id in members
            else v
            for v in problem.visits
        )
        return replace(problem, visits=visits)
    if name == "same_engineer":
        return replace(problem, same_engineer=_without(problem.same_engineer, members))
    simple: dict[str, dict[str, object]] = {
        "fixed_engineer": {"engineers": None},
        "not_before": {"not_before": params.get("date")},
        "notice_days": {"notice_until": None},
        "promise_kept": {"promise": None},
    }
    return of_visits(**simple[name])


_OF_ENGINEER = frozenset(
    {
        "skills",
        "absence",
        "overtime_day",
        "overtime_month",
        "engineer_hours",
        "visits_per_route",
        "emergency_reserve",
    }
)


def _lift_engineer(
    engineer: ProblemEngineer, name: str, params: Mapping[str, object]
) -> ProblemEngineer:
    if name == "skills":
        more = frozenset(str(params["skills"]).split(", "))
        return replace(engineer, skills=engineer.skills | more)
    if name == "absence":
        day = params["date"]
        assert isinstance(day, date)
        usual = _usual_shift(engineer, day)
        shifts = {**engineer.shifts, **({day: usual} if usual else {})}
        return replace(engineer, shifts=shifts, absent=engineer.absent - {day})
    if name == "emergency_reserve":
        return replace(engineer, reserve_min=0)
    needed = int(str(params["needed"]))
    if name == "overtime_day":
        return replace(engineer, overtime_day_min=max(needed, engineer.overtime_day_min))
    if name == "overtime_month":
        return replace(engineer, overtime_month_min=needed)
    if name == "engineer_hours":
        return replace(engineer, hours_min=needed)
    return replace(engineer, max_visits=needed)


def _with_access(
    problem: Problem, members: frozenset[str], params: Mapping[str, object]
) -> Problem:
    day = params["date"]
    assert isinstance(day, date)
    span = (int(str(params["start_min"])), int(str(params["end_min"])))
    visits = []
    for visit in problem.visits:
        if visit.id in members:
            spans = tuple(s for s in visit.windows.get(day, ()) if s[1] < span[0] or s[0] > span[1])
            windows = {**visit.windows, day: tuple(sorted((*spans, span)))}
            visit = replace(visit, windows=windows)  # noqa: PLW2901
        visits.append(visit)
    return replace(problem, visits=tuple(visits))
