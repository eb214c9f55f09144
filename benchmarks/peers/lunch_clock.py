"""A clock without the lunch hour, for solvers that know no lunch.

The minutes of lunch are taken out of the day at the middle of the lunch hours: later times are
earlier by them. Work or a drive that runs over that moment has its lunch, in the real day, just
before, after or (a long visit) within it, so orders that are legal by this clock nearly always
are in the real day; what little is not, the repair sees to.
"""

from __future__ import annotations

from datetime import date

from benchmarks.timetable import due_lunch
from fieldplan.domain import Problem, ProblemEngineer


def squeezed(problem: Problem, minute: int) -> int:
    """Return a time of day on the clock without the lunch hour."""
    lunch = problem.lunch
    if lunch is None:
        return minute
    noon = noon_min(problem)
    return minute if minute <= noon else max(noon, minute - lunch.minutes)


def noon_min(problem: Problem) -> int:
    """Return the moment at which lunch is taken out: as early as two hours of work allow."""
    lunch = problem.lunch
    if lunch is None:
        return 0
    return (lunch.earliest_min + lunch.latest_min - lunch.minutes) // 2


def shift_span(problem: Problem, engineer: ProblemEngineer, day: date) -> tuple[int, int]:
    """Return the shift, overtime included, on the clock without the lunch hour.

    A shift without a lunch keeps its length: it gets the hour back at its end.
    """
    start, end = engineer.shifts[day]
    end += engineer.overtime_day_min
    if due_lunch(problem, engineer, day) is None:
        start = squeezed(problem, start)
        return start, start + end - engineer.shifts[day][0]
    return squeezed(problem, start), squeezed(problem, end)
