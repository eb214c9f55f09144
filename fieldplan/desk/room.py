"""The time of a shift that neither the route nor lunch takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fieldplan.domain import DeskBlock, LunchRule, Problem, ProblemEngineer, Resume, Route

Span = tuple[int, int]
_LUNCH_DUE_OVER_MIN = 240


@dataclass(frozen=True, kw_only=True)
class Room:
    """Free time of an engineer-day.

    Attributes
    ----------
    before, after : tuple of (start_min, end_min)
        Before the route leaves and after it is back; without a route all is ``before``.
    start_min, end_min : int
        First free minute of the day, and the end of the shift or, if later, of the route.
    """

    before: tuple[Span, ...]
    after: tuple[Span, ...]
    start_min: int
    end_min: int


def room_of(problem: Problem, engineer: ProblemEngineer, day: date, route: Route | None) -> Room:
    """Return what a shift leaves; a route on a day off leaves nothing."""
    if day not in engineer.shifts:
        if route is None:
            raise ValueError(f"{engineer.id} has neither shift nor route on {day}")
        return Room(before=(), after=(), start_min=route.leave_min, end_min=route.back_min)
    start, close = engineer.shifts[day]
    resume = engineer.resume.get(day)
    if resume is not None and not _goes_on(route, resume):
        start = max(start, resume.minute)
    lunch = lunch_rule(problem, engineer, day)
    minutes = lunch.minutes if lunch else 0
    if route is None:
        at = max(start, lunch.earliest_min) if lunch else None
        if lunch and at is not None and at > lunch.latest_min:
            at = None
        spans = _without(start, close, at, minutes)
        return Room(before=spans, after=(), start_min=start, end_min=close)
    at = route.lunch_min if lunch else None
    end = route.back_min
    if at is not None and at >= route.back_min:
        end = at + minutes
    return Room(
        before=_without(start, route.leave_min, at, minutes),
        after=_without(route.back_min, close, at, minutes),
        start_min=start,
        end_min=max(close, end),
    )


def _goes_on(route: Route | None, resume: Resume) -> bool:
    """Whether the route began before the moment from which the day is planned anew."""
    return route is not None and route.leave_min < resume.minute


def outside_shift_min(engineer: ProblemEngineer, block: DeskBlock) -> int:
    """Minutes of a block that lie outside the shift: its overflow."""
    start, end = engineer.shifts.get(block.date, (block.start_min, block.start_min))
    inside = min(end, block.end_min) - max(start, block.start_min)
    return block.minutes - max(0, inside)


def lunch_rule(problem: Problem, engineer: ProblemEngineer, day: date) -> LunchRule | None:
    """Return the lunch rule if a lunch is due on the shift (``docs/timing.md``)."""
    lunch = problem.lunch
    resume = engineer.resume.get(day)
    if lunch is None or (resume is not None and resume.lunch_taken):
        return None
    start, end = engineer.shifts[day]
    fits = max(start, lunch.earliest_min) + lunch.minutes <= end
    due = end - start > _LUNCH_DUE_OVER_MIN and start <= lunch.latest_min and fits
    return lunch if due else None


def _without(start: int, end: int, lunch_at: int | None, lunch_min: int) -> tuple[Span, ...]:
    """The span without lunch, if lunch lies in it."""
    if lunch_at is None or not start <= lunch_at < end:
        parts = [(start, end)]
    else:
        parts = [(start, lunch_at), (lunch_at + lunch_min, end)]
    return tuple((first, last) for first, last in parts if first < last)
