"""The engineers as the solver sees them: shifts by date, absences, the rest of today."""

from __future__ import annotations

from datetime import date

from fieldplan.demand.horizon import shift_on
from fieldplan.demand.scope import Scope
from fieldplan.domain import Engineer, ProblemEngineer, Resume


def problem_engineers(scope: Scope) -> tuple[ProblemEngineer, ...]:
    """Return the active engineers with their shifts in the horizon."""
    return tuple(_engineer(scope, item) for item in scope.book.engineers if item.active)


def _engineer(scope: Scope, engineer: Engineer) -> ProblemEngineer:
    settings = scope.settings
    base = scope.places.index(
        lat=engineer.lat or 0.0, lon=engineer.lon or 0.0, name=engineer.base_address or engineer.id
    )
    shifts: dict[date, tuple[int, int]] = {}
    absent: set[date] = set()
    for day in scope.horizon.days:
        shift = shift_on(engineer, day, settings)
        if shift is None:
            continue
        if _is_absent(scope, engineer, day):
            absent.add(day)
        else:
            shifts[day] = shift
    resume = _rest_of_today(scope, shifts, base)
    day_min = engineer.overtime_day_min
    return ProblemEngineer(
        id=engineer.id,
        name=engineer.name,
        start=base,
        end=base,
        shifts=shifts,
        skills=frozenset(skill.casefold() for skill in engineer.skills),
        max_visits=settings.max_visits_per_route
        if engineer.max_visits is None
        else engineer.max_visits,
        overtime_day_min=settings.overtime_day_min if day_min is None else day_min,
        # The yearly limit of the Labour Code is about employees.
        overtime_month_min=None if engineer.contractor else settings.overtime_month_min,
        hours_min=engineer.month_hours_min,
        absent=frozenset(absent),
        contractor=engineer.contractor,
        hour_cost=engineer.hour_cost,
        visit_cost=engineer.visit_cost,
        day_cost=engineer.day_cost,
        reserve_min=settings.emergency_reserve_min,
        resume=resume,
    )


def _is_absent(scope: Scope, engineer: Engineer, day: date) -> bool:
    return any(
        absence.engineer_id == engineer.id and absence.first <= day <= absence.last
        for absence in scope.book.absences
    )


def _rest_of_today(
    scope: Scope, shifts: dict[date, tuple[int, int]], base: int
) -> dict[date, Resume]:
    """Return where today goes on from, if its shift has begun; drop a shift that is over.

    Nothing is known of the morning, so the engineer is at base; lunch is still due while it
    can start in time.
    """
    now = scope.horizon.now
    today = now.date()
    minute = now.hour * 60 + now.minute
    if today not in shifts or minute <= shifts[today][0]:
        return {}
    if minute >= shifts[today][1]:
        del shifts[today]
        return {}
    lunch_taken = minute > scope.settings.lunch_latest_clock
    return {today: Resume(minute=minute, location=base, lunch_taken=lunch_taken)}
