"""Travel under traffic, minute by minute, as ``docs/timing.md`` defines it."""

from __future__ import annotations

from datetime import date

from fieldplan.domain import Problem

_MIN_PER_DAY = 1440
_HALF_HOUR = 30
_FREE_FLOW_PCT = 100


def arrival(problem: Problem, day: date, origin: int, target: int, leave_min: int) -> int | None:
    """Return the minute of arrival at ``target`` when leaving ``origin`` at ``leave_min``.

    Returns
    -------
    int or None
        None when the target cannot be reached.
    """
    free_min = int(problem.travel.minutes[origin, target])
    if free_min < 0:
        return None
    profile = problem.traffic.get(day.weekday())
    if not profile:
        return leave_min + free_min
    if free_min and max(profile) <= 0:
        return None
    way_left = _FREE_FLOW_PCT * free_min
    minute = leave_min
    while way_left > 0:
        way_left -= profile[minute % _MIN_PER_DAY // _HALF_HOUR]
        minute += 1
    return minute


def distance_m(problem: Problem, origin: int, target: int) -> int:
    """Return the metres from ``origin`` to ``target``; 0 when the problem has no distances."""
    if problem.travel.metres is None:
        return 0
    return int(problem.travel.metres[origin, target])
