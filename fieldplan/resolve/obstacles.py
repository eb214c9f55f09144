"""What keeps a visit from a place, by rule and amount."""

from __future__ import annotations

from collections.abc import Mapping
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
from fieldplan.units import clock

AREA = "explain"
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
