"""What keeps a visit from a place, by rule and amount; and the problem without it.

``loosened`` opens everything at once so that places can be found; ``obstacles_of`` says which
rules a place needs lifted; ``lifted`` lifts exactly those, so that each can be verified.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from fieldplan.cost import busy_min, keeps_promise
from fieldplan.domain import (
    Plan,
    Problem,
    ProblemEngineer,
    Reason,
    Route,
    Stop,
    Visit,
)
from fieldplan.units import MIN_PER_DAY, clock

AREA = "explain"
MOST_OVERTIME_MIN = 720
ALL_DAY = ((0, MIN_PER_DAY),)
ORDER = (
    "access_longer",
    "overtime_day",
    "overtime_month",
    "notice_days",
    "promise_kept",
    "emergency_reserve",
    "visits_per_route",
    "engineer_hours",
    "access_day",
    "not_before",
    "absence",
    "fixed_engineer",
    "same_engineer",
    "min_lag",
    "skills",
    "predecessor_unserved",
)
"""Obstacles, those that are easiest to lift first."""

Placed = Mapping[str, tuple[Route, Stop]]


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


def obstacles_of(
    problem: Problem, visit: Visit, route: Route, stop: Stop, plan: Plan, placed: Placed
) -> tuple[Reason, ...]:
    """Return the rules that a visit in a route would break, in the order of ``ORDER``.

    Parameters
    ----------
    route, stop
        The route with the visit in it.
    plan : Plan
        The plan without it; ``placed`` has its visits.
    """
    engineer = next(e for e in problem.engineers if e.id == route.engineer_id)
    found = [
        *_of_visit(problem, visit, engineer, route, stop, placed),
        *_of_engineer(problem, engineer, route, plan),
    ]
    return tuple(sorted(found, key=lambda reason: ORDER.index(name_of(reason))))


def name_of(reason: Reason) -> str:
    """Return the obstacle's name, without its area."""
    return reason.code.removeprefix(f"{AREA}.")


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


def _reason(name: str, **params: object) -> Reason:
    return Reason(code=f"{AREA}.{name}", params=params)


def _of_visit(
    problem: Problem,
    visit: Visit,
    engineer: ProblemEngineer,
    route: Route,
    stop: Stop,
    placed: Placed,
) -> list[Reason]:
    day = route.date
    found = []
    missing = visit.skills - engineer.skills
    if missing:
        shown = ", ".join(sorted(missing))
        found.append(_reason("skills", engineer=engineer.id, skills=shown))
    if visit.engineers is not None and engineer.id not in visit.engineers:
        shown = ", ".join(sorted(visit.engineers))
        found.append(_reason("fixed_engineer", engineer=engineer.id, fixed=shown))
    if visit.not_before is not None and day < visit.not_before:
        found.append(_reason("not_before", date=day, bound=visit.not_before))
    promised = visit.promise is not None and visit.promise.date == day
    if visit.notice_until is not None and day < visit.notice_until and not promised:
        found.append(_reason("notice_days", date=day, bound=visit.notice_until))
    if not keeps_promise(visit, route, stop.start_min):
        found.append(_reason("promise_kept", date=day))
    found += _access(visit, day, stop)
    index = {d: n for n, d in enumerate(problem.days)}
    for link in visit.after:
        before = placed.get(link.visit_id)
        if before is None:
            found.append(_reason("predecessor_unserved", visit=link.visit_id, date=day))
            continue
        made = before[0].date
        apart = index[day] - index[made] if made in index else (day - made).days
        if apart < link.min_days or (day - made).days < link.min_calendar_days:
            found.append(_reason("min_lag", visit=link.visit_id, made=made, date=day))
    others = {
        placed[name][0].engineer_id
        for group in problem.same_engineer
        if visit.id in group
        for name in group
        if name != visit.id and name in placed
    }
    if others - {engineer.id}:
        shown = ", ".join(sorted(others))
        found.append(_reason("same_engineer", engineer=engineer.id, other=shown))
    return found


def _access(visit: Visit, day: date, stop: Stop) -> list[Reason]:
    """The access that the work needs; widened from the nearest hours of the day."""
    spans = visit.windows.get(day, ())
    start, end = stop.start_min, stop.end_min
    if any(a <= start and end <= b for a, b in spans):
        return []
    times = {"start": clock(start), "end": clock(end), "date": day}
    if not spans:
        return [_reason("access_day", start_min=start, end_min=end, **times)]
    widened = [(min(a, start), max(b, end), a, b) for a, b in spans]
    best = min(widened, key=lambda w: (w[1] - w[0]) - (w[3] - w[2]))
    return [
        _reason(
            "access_longer",
            start_min=best[0],
            end_min=best[1],
            minutes=(best[1] - best[0]) - (best[3] - best[2]),
            start=clock(best[0]),
            end=clock(best[1]),
            date=day,
        )
    ]


def _of_engineer(
    problem: Problem, engineer: ProblemEngineer, route: Route, plan: Plan
) -> list[Reason]:
    day, found = route.date, []
    if day not in engineer.shifts:
        found.append(_reason("absence", engineer=engineer.id, date=day))
    if route.overtime_min > engineer.overtime_day_min:
        found.append(
            _reason(
                "overtime_day",
                engineer=engineer.id,
                date=day,
                minutes=route.overtime_min - engineer.overtime_day_min,
                needed=route.overtime_min,
                limit=engineer.overtime_day_min,
            )
        )
    mine = [r for r in plan.routes if r.engineer_id == engineer.id and r.date != day]
    overtime = sum(r.overtime_min for r in mine) + route.overtime_min
    cap = engineer.overtime_month_min
    if cap is not None and overtime > cap:
        found.append(
            _reason(
                "overtime_month",
                engineer=engineer.id,
                minutes=overtime - cap,
                needed=overtime,
                limit=cap,
            )
        )
    busy = sum(busy_min(problem, r) for r in (*mine, route))
    if engineer.hours_min is not None and busy > engineer.hours_min:
        found.append(
            _reason(
                "engineer_hours",
                engineer=engineer.id,
                minutes=busy - engineer.hours_min,
                needed=busy,
                limit=engineer.hours_min,
            )
        )
    if engineer.max_visits is not None and len(route.stops) > engineer.max_visits:
        found.append(
            _reason(
                "visits_per_route",
                engineer=engineer.id,
                date=day,
                needed=len(route.stops),
                limit=engineer.max_visits,
            )
        )
    shift = engineer.shifts.get(day)
    if shift and engineer.reserve_min and route.back_min > shift[1] - engineer.reserve_min:
        found.append(
            _reason("emergency_reserve", engineer=engineer.id, minutes=engineer.reserve_min)
        )
    return found


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
