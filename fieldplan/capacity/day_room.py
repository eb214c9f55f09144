"""Where an emergency can go into a planned day: gaps, and how far what follows may move.

The rule is that of a re-solve that moves nobody: an emergency fits where its work, its
preparation and its drive go in, no visit after it leaves its access hours or its promised window,
lunch stays within its time, and the day ends within the shift. Desk work gives way to it, unless
it is strict. Waiting that it would use up is not counted, so it fits rather too seldom than too
often.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from fieldplan.checker.travel import arrival
from fieldplan.domain import DeskBlock, DeskMode, Plan, Problem, ProblemEngineer, Route, Visit
from fieldplan.report.load import shift_min

USUAL_MIN = 13 * 60
"""Drives to an emergency are timed as if they began at this time of day."""


@dataclass(frozen=True, kw_only=True)
class Gap:
    """A place in a day: between two locations, left at ``leave_min``; ``slack_min`` is how much
    later everything after it may be."""

    origin: int
    target: int
    leave_min: int
    slack_min: int


@dataclass(kw_only=True)
class DayRoom:
    """One engineer's day. ``used_min`` grows as emergencies are put into it.

    The first of the gaps is at base: after the return, or all day without a route.
    """

    engineer_id: str
    skills: frozenset[str]
    date: date
    free_min: int
    gaps: tuple[Gap, ...]
    used_min: int = field(default=0)


def rooms_of(problem: Problem, plan: Plan) -> dict[date, list[DayRoom]]:
    """Return the room of every staff engineer's day."""
    routes = {(route.engineer_id, route.date): route for route in plan.routes}
    strict = problem.desk is not None and problem.desk.mode is DeskMode.STRICT
    desk: Counter[tuple[str, date]] = Counter()
    for block in plan.desk if strict else ():
        desk[block.engineer_id, block.date] += _inside(problem, block)
    visits = {visit.id: visit for visit in problem.visits}
    found: dict[date, list[DayRoom]] = {day: [] for day in problem.days}
    for engineer in problem.engineers:
        if engineer.contractor:
            continue
        for day in engineer.shifts:
            if day in found:
                route = routes.get((engineer.id, day))
                desk_min = desk[engineer.id, day]
                found[day].append(_room(problem, engineer, day, route, visits, desk_min))
    return found


class Drives:
    """Drives of a day as they usually take, each reckoned once."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._known: dict[tuple[int, int, int], int | None] = {}

    def minutes(self, day: date, origin: int, target: int) -> int | None:
        """Return the minutes of a drive, or None when there is no way."""
        key = (day.weekday(), origin, target)
        if key not in self._known:
            reached = arrival(self.problem, day, origin, target, USUAL_MIN)
            self._known[key] = None if reached is None else reached - USUAL_MIN
        return self._known[key]

    def detour(self, day: date, gap: Gap, place: int) -> int | None:
        """Return the minutes that the way by a place adds to a gap; None without a way."""
        there = self.minutes(day, gap.origin, place)
        back = self.minutes(day, place, gap.target)
        direct = self.minutes(day, gap.origin, gap.target)
        if there is None or back is None or direct is None:
            return None
        return max(0, there + back - direct)


def _inside(problem: Problem, block: DeskBlock) -> int:
    """Minutes of a desk block within the shift."""
    engineer = next(e for e in problem.engineers if e.id == block.engineer_id)
    start, end = engineer.shifts.get(block.date, (0, 0))
    return max(0, min(end, block.end_min) - max(start, block.start_min))


def _room(
    problem: Problem,
    engineer: ProblemEngineer,
    day: date,
    route: Route | None,
    visits: dict[str, Visit],
    desk_min: int,
) -> DayRoom:
    start, end = engineer.shifts[day]
    worked = shift_min(problem, engineer, day)
    base, home = engineer.start, engineer.end
    if route is None:
        gaps: tuple[Gap, ...] = (Gap(origin=base, target=home, leave_min=start, slack_min=worked),)
        free = worked - desk_min
    else:
        gaps = _gaps(problem, engineer, route, visits, (start, end))
        lunch = _lunch_inside(problem, route)
        within = min(end, route.back_min) - route.leave_min - lunch
        free = worked - desk_min - within
    return DayRoom(
        engineer_id=engineer.id,
        skills=engineer.skills,
        date=day,
        free_min=max(0, free),
        gaps=gaps,
    )


def _lunch_inside(problem: Problem, route: Route) -> int:
    if problem.lunch is None or route.lunch_min is None:
        return 0
    return problem.lunch.minutes if route.leave_min <= route.lunch_min < route.back_min else 0


def _gaps(
    problem: Problem,
    engineer: ProblemEngineer,
    route: Route,
    visits: dict[str, Visit],
    shift: tuple[int, int],
) -> tuple[Gap, ...]:
    """The places before each stop, after the last one, and after the return to base."""
    lunch_end = 0
    if problem.lunch is not None and route.lunch_min is not None:
        lunch_end = route.lunch_min + problem.lunch.minutes
    finish = max(route.back_min, lunch_end)
    slack = max(0, shift[1] - finish)
    after = Gap(
        origin=engineer.end,
        target=engineer.end,
        leave_min=finish,
        slack_min=slack,
    )
    gaps = [after]
    place, target = len(route.stops), engineer.end
    while place:
        stop = route.stops[place - 1]
        visit = visits[stop.visit_id]
        gaps.append(
            Gap(
                origin=visit.location,
                target=target,
                leave_min=stop.depart_min,
                slack_min=min(slack, _lunch_slack(problem, route, stop.depart_min)),
            )
        )
        slack = min(slack, _stop_slack(visit, route.date, stop.start_min, stop.end_min))
        target = visit.location
        place -= 1
    gaps.append(
        Gap(
            origin=engineer.start,
            target=target,
            leave_min=route.leave_min,
            slack_min=min(slack, _lunch_slack(problem, route, route.leave_min)),
        )
    )
    return tuple(gaps)


def _lunch_slack(problem: Problem, route: Route, leave_min: int) -> int:
    """How much later a lunch that comes after this departure may begin."""
    if problem.lunch is None or route.lunch_min is None or route.lunch_min < leave_min:
        return 24 * 60
    return max(0, problem.lunch.latest_min - route.lunch_min)


def _stop_slack(visit: Visit, day: date, start_min: int, end_min: int) -> int:
    """How much later the visit may be, within its access window and its promise."""
    slack = 0
    for opens, closes in visit.windows.get(day, ()):
        if opens <= start_min and end_min <= closes:
            slack = max(slack, closes - end_min)
    if visit.promise is not None and visit.promise.date == day:
        slack = min(slack, max(0, visit.promise.end_min - start_min))
    if visit.deadline == day and visit.deadline_min is not None:
        slack = min(slack, max(0, visit.deadline_min - start_min))
    return slack


def best_gap(drives: Drives, room: DayRoom, place: int, work_min: int, from_min: int) -> int | None:
    """Return the least minutes that an emergency takes of the day, or None when it does not fit.

    Parameters
    ----------
    from_min : int
        When it is known: what has been left before can no longer be changed.
    """
    best = None
    left = room.free_min - room.used_min
    for number, gap in enumerate(room.gaps):
        slack = min(left, gap.slack_min - room.used_min)
        if gap.leave_min < from_min:
            if number:
                continue
            slack -= from_min - gap.leave_min  # he is at base, and may leave at once
        if slack < work_min:
            continue
        detour = drives.detour(room.date, gap, place)
        if detour is not None and work_min + detour <= slack:
            best = work_min + detour if best is None else min(best, work_min + detour)
    return best
