"""When a route's stops happen: plain code of the benchmarks, nothing of solver or checker.

``docs/timing.md`` defines the times. Travel keeps the order of departures, so it is enough to
know, at each stop, how early one can be ready with lunch still to come and with lunch taken.
Promises, resumed days and monthly limits do not occur in the benchmarks' months.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

from fieldplan.domain import LunchRule, Problem, ProblemEngineer, Route, Stop, Visit


@dataclass(frozen=True, kw_only=True)
class _State:
    """Ready to drive on from ``place`` at ``at``."""

    at: int
    place: int
    drive: int = 0
    lunch: int | None = None
    stops: tuple[Stop, ...] = ()


def time_route(
    problem: Problem, engineer: ProblemEngineer, day: date, visits: Sequence[Visit]
) -> Route | None:
    """Return the route with the least (overtime, drive, span, departure), or None."""
    start, end = engineer.shifts.get(day, (0, 0))
    best: tuple[tuple[int, ...], Route] | None = None
    for leave in range(start, end + engineer.overtime_day_min, problem.departure_step_min):
        route = _run(problem, engineer, day, visits, leave)
        if route is None:
            if leave > start + 60 * 4:
                break  # lunch before leaving can help only until early in the afternoon
            continue
        score = (route.overtime_min, route.drive_min, route.back_min - leave, leave)
        if best is None or score < best[0]:
            best = (score, route)
    return best[1] if best else None


def fits(
    problem: Problem, engineer: ProblemEngineer, day: date, visits: Sequence[Visit]
) -> int | None:
    """Return the free-flow drive of the order, or None if the day cannot hold it.

    A later departure never ends a day earlier, so the first one decides.
    """
    start, end = engineer.shifts.get(day, (0, 0))
    work = sum(visit.duration_min for visit in visits)
    places = [engineer.start, *(visit.location for visit in visits), engineer.end]
    minutes = problem.travel.minutes
    drive = sum(int(minutes[a, b]) for a, b in pairwise(places))
    if start + work + drive > end + engineer.overtime_day_min:
        return None
    return drive if _run(problem, engineer, day, visits, start) else None


def due_lunch(problem: Problem, engineer: ProblemEngineer, day: date) -> LunchRule | None:
    """Return the rule if a lunch is due in the engineer's shift."""
    lunch = problem.lunch
    if lunch is None:
        return None
    start, end = engineer.shifts[day]
    can_end = max(start, lunch.earliest_min) + lunch.minutes <= end
    return lunch if end - start > 240 and start <= lunch.latest_min and can_end else None


def arrival(problem: Problem, day: date, here: int, there: int, leave: int) -> int | None:
    """Return the minute of arrival, or None where there is no way."""
    free = int(problem.travel.minutes[here, there])
    if free < 0:
        return None
    profile = problem.traffic.get(day.weekday())
    if profile is None or free == 0:
        return leave + free
    return _slowed(profile, free, leave)


@lru_cache(maxsize=200_000)
def _slowed(profile: tuple[int, ...], free: int, leave: int) -> int:
    left, minute = 100 * free, leave
    while left > 0:
        left -= profile[minute % 1440 // 30]
        minute += 1
    return minute


def _run(
    problem: Problem,
    engineer: ProblemEngineer,
    day: date,
    visits: Sequence[Visit],
    leave: int,
) -> Route | None:
    if day not in engineer.shifts or not visits:
        return None
    start, end = engineer.shifts[day]
    lunch = due_lunch(problem, engineer, day)
    states = [_State(at=leave, place=engineer.start)]
    if lunch:
        noon = max(start, lunch.earliest_min)
        if noon + lunch.minutes <= leave and noon <= lunch.latest_min:
            states.append(_State(at=leave, place=engineer.start, lunch=noon))
    for index, visit in enumerate(visits):
        again = index > 0 and visits[index - 1].location == visit.location
        overhead = 0 if again else problem.stop_overhead_min
        states = _earliest(_after_stop(problem, day, states, visit, overhead, lunch))
    best: tuple[int, Route] | None = None
    for state in states:
        back = arrival(problem, day, state.place, engineer.end, state.at)
        if back is None:
            continue
        finish, meal = back, state.lunch
        if lunch and meal is None:
            meal = max(back, lunch.earliest_min)
            finish = meal + lunch.minutes
            if meal > lunch.latest_min:
                continue
        overtime = max(0, finish - end)
        if overtime > engineer.overtime_day_min or (best and best[0] <= finish):
            continue
        route = Route(
            engineer_id=engineer.id,
            date=day,
            leave_min=leave,
            back_min=back,
            stops=state.stops,
            lunch_min=meal,
            overtime_min=overtime,
            drive_min=state.drive + back - state.at,
            distance_m=_metres(problem, engineer, visits),
        )
        best = (finish, route)
    return best[1] if best else None


def _after_stop(
    problem: Problem,
    day: date,
    states: Sequence[_State],
    visit: Visit,
    overhead: int,
    lunch: LunchRule | None,
) -> list[_State]:
    """Every way to make a stop: lunch before, within or after the work, or not here."""
    found = []
    for state in states:
        arrive = arrival(problem, day, state.place, visit.location, state.at)
        if arrive is None:
            continue
        ready = arrive + overhead
        drive = state.drive + arrive - state.at
        base = replace(state, place=visit.location, drive=drive)

        def made(
            begin: int,
            end: int,
            depart: int,
            meal: int | None,
            base: _State = base,
            arrive: int = arrive,
        ) -> _State:
            stop = Stop(
                visit_id=visit.id,
                arrive_min=arrive,
                start_min=begin,
                end_min=end,
                depart_min=depart,
            )
            return replace(base, at=depart, lunch=meal, stops=(*base.stops, stop))

        begin = _begin(visit, day, ready, visit.duration_min)
        if begin is not None:
            end = begin + visit.duration_min
            found.append(made(begin, end, end, state.lunch))
        if lunch is None or state.lunch is not None:
            continue
        if begin is not None:
            meal = max(end, lunch.earliest_min)
            if meal <= lunch.latest_min:
                found.append(made(begin, end, meal + lunch.minutes, meal))
        meal = max(ready, lunch.earliest_min)
        late = _begin(visit, day, meal + lunch.minutes, visit.duration_min)
        if meal <= lunch.latest_min and late is not None:
            end = late + visit.duration_min
            found.append(made(late, end, end, meal))
        if visit.duration_min > lunch.interrupt_over_min:
            long = visit.duration_min + lunch.minutes
            split = _begin(visit, day, ready, long)
            if split is not None:
                meal = max(split, lunch.earliest_min)
                if meal <= lunch.latest_min and meal < split + visit.duration_min:
                    found.append(made(split, split + long, split + long, meal))
    return found


def _begin(visit: Visit, day: date, ready: int, minutes: int) -> int | None:
    """Return the first minute from which work of so many minutes fits into a window."""
    for opening, closing in sorted(visit.windows.get(day, ())):
        begin = max(ready, opening)
        if begin + minutes <= closing:
            return begin
    return None


def _earliest(states: Sequence[_State]) -> list[_State]:
    """Keep the earliest state with lunch to come and the earliest with lunch taken."""
    kept: list[_State] = []
    for taken in (False, True):
        group = [state for state in states if (state.lunch is not None) is taken]
        if group:
            kept.append(min(group, key=lambda state: (state.at, state.drive)))
    return kept


def _metres(problem: Problem, engineer: ProblemEngineer, visits: Sequence[Visit]) -> int:
    if problem.travel.metres is None:
        return 0
    places = [engineer.start, *(visit.location for visit in visits), engineer.end]
    pairs = pairwise(places)
    return sum(int(problem.travel.metres[a, b]) for a, b in pairs)
