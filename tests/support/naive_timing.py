"""Routes timed by trying everything: slow, plain, and nothing of the solver or the checker.

For every departure and every place of lunch the route is run once, as early as possible
(``docs/timing.md``). Of two places the one that gets on sooner (at equal time, with less drive)
from the later of the two is taken; of the departures, the one with the least (overtime, drive,
back - leave, leave).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fieldplan.domain import LunchRule, Problem, ProblemEngineer, Route, Stop, Visit

BEFORE_ALL, AFTER_ALL, NO_LUNCH = "before all", "after all", "none"
Place = str | tuple[str, int]


@dataclass(frozen=True, kw_only=True)
class Run:
    """One departure with lunch at one place, as far as it went.

    ``pace`` holds, stop by stop, the minute of getting on and the drive so far; last of all, when
    the day can be ended, its finish and whole drive. A stop that cannot be made ends it.
    """

    pace: tuple[tuple[int, int], ...]
    route: Route | None = None

    def at(self, step: int) -> tuple[int, int] | None:
        return self.pace[step] if step < len(self.pace) else None


def time_route(
    problem: Problem,
    engineer: ProblemEngineer,
    day: date,
    visits: Sequence[Visit],
    kept: frozenset[str] = frozenset(),
) -> Route | None:
    """Return the canonical timing of the visits in this order, or None if there is none.

    The visits ``kept`` start inside their promised windows.
    """
    if day not in engineer.shifts:
        return None
    shift_start, shift_end = engineer.shifts[day]
    resume = engineer.resume.get(day)
    first = resume.minute if resume else shift_start
    lunch = _lunch_due(problem, engineer, day)
    places: list[Place] = [NO_LUNCH]
    if lunch:
        stops = range(len(visits))
        places = [BEFORE_ALL, *((how, i) for i in stops for how in ("before", "within", "after"))]
        places.append(AFTER_ALL)
    best: tuple[tuple[int, ...], Route] | None = None
    latest = shift_end + engineer.overtime_day_min
    for leave in range(first, latest + 1, problem.departure_step_min):
        leader: Run | None = None
        for place in places:
            step = place[1] if isinstance(place, tuple) else len(visits)
            step = 0 if place == BEFORE_ALL else step
            run = _run(problem, engineer, day, visits, leave, first, lunch, place, kept)
            here = run.at(step)
            there = leader.at(step) if leader else None
            if here is not None and (there is None or here < there):
                leader = run
        route = leader.route if leader else None
        if leader is None or route is None or leader.pace[-1][0] > latest:
            continue
        score = (route.overtime_min, route.drive_min, route.back_min - leave, leave)
        if best is None or score < best[0]:
            best = (score, route)
    return best[1] if best else None


def arrive(problem: Problem, day: date, here: int, there: int, leave: int) -> int | None:
    """Arrival by the prefix sums of the definition."""
    free = int(problem.travel.minutes[here, there])
    if free < 0:
        return None
    pct = problem.traffic.get(day.weekday(), (100,) * 48)
    covered, minute = 0, leave
    while covered < 100 * free:
        covered += pct[(minute // 30) % 48]
        minute += 1
    return minute


def _lunch_due(problem: Problem, engineer: ProblemEngineer, day: date) -> LunchRule | None:
    rule = problem.lunch
    start, end = engineer.shifts[day]
    if rule is None or end - start <= 240 or start > rule.latest_min:
        return None
    if max(start, rule.earliest_min) + rule.minutes > end:
        return None
    resume = engineer.resume.get(day)
    return None if resume and resume.lunch_taken else rule


def _run(
    problem: Problem,
    engineer: ProblemEngineer,
    day: date,
    visits: Sequence[Visit],
    leave: int,
    first: int,
    lunch: LunchRule | None,
    place: Place,
    kept: frozenset[str],
) -> Run:
    resume = engineer.resume.get(day)
    here = resume.location if resume else engineer.start
    lunch_at: int | None = None
    if place == BEFORE_ALL and lunch:
        lunch_at = max(first, lunch.earliest_min)
        if lunch_at > lunch.latest_min or lunch_at + lunch.minutes > leave:
            return Run(pace=())
    now, drive, metres = leave, 0, 0
    stops: list[Stop] = []
    pace: list[tuple[int, int]] = []
    for i, visit in enumerate(visits):
        there = visit.location
        at = arrive(problem, day, here, there, now)
        if at is None:
            break
        drive += at - now
        metres += _metres(problem, here, there)
        ready = at + (problem.stop_overhead_min if i == 0 or there != here else 0)
        extra = 0
        if place == ("before", i) and lunch:
            lunch_at = max(ready, lunch.earliest_min)
            ready = lunch_at + lunch.minutes
        if place == ("within", i) and lunch:
            if visit.duration_min <= lunch.interrupt_over_min:
                break
            extra = lunch.minutes
        start = _earliest(visit, day, ready, visit.duration_min + extra, visit.id in kept)
        if start is None:
            break
        if extra and lunch:
            lunch_at = max(start, lunch.earliest_min)
            if lunch_at >= start + visit.duration_min:
                break
        end = depart = start + visit.duration_min + extra
        if place == ("after", i) and lunch:
            lunch_at = max(end, lunch.earliest_min)
            depart = lunch_at + lunch.minutes
        if lunch and lunch_at is not None and lunch_at > lunch.latest_min:
            break
        stops.append(
            Stop(visit_id=visit.id, arrive_min=at, start_min=start, end_min=end, depart_min=depart)
        )
        pace.append((depart, drive))
        here, now = there, depart
    back = arrive(problem, day, here, engineer.end, now)
    if len(stops) < len(visits) or back is None:
        return Run(pace=tuple(pace))
    finish = back
    if place == AFTER_ALL and lunch:
        lunch_at = max(back, lunch.earliest_min)
        finish = lunch_at + lunch.minutes
    if lunch and (lunch_at is None or lunch_at > lunch.latest_min):
        return Run(pace=tuple(pace))
    drive += back - now
    route = Route(
        engineer_id=engineer.id,
        date=day,
        leave_min=leave,
        back_min=back,
        stops=tuple(stops),
        lunch_min=lunch_at,
        overtime_min=max(0, finish - engineer.shifts[day][1]),
        drive_min=drive,
        distance_m=metres + _metres(problem, here, engineer.end),
    )
    return Run(pace=(*pace, (finish, drive)), route=route)


def _metres(problem: Problem, here: int, there: int) -> int:
    return 0 if problem.travel.metres is None else int(problem.travel.metres[here, there])


def _earliest(visit: Visit, day: date, ready: int, need: int, kept: bool) -> int | None:
    from_min, to_min = ready, None
    if kept and visit.promise is not None:
        from_min, to_min = max(ready, visit.promise.start_min), visit.promise.end_min
    starts = [
        max(from_min, opens)
        for opens, closes in visit.windows.get(day, ())
        if max(from_min, opens) + need <= closes
    ]
    start = min(starts, default=None)
    return None if start is not None and to_min is not None and start > to_min else start
