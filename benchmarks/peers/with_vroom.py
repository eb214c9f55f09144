"""VROOM: jobs with a window for every day, skills, priorities.

Expressed: windows of every day, skills, visits a route, stop overhead (its set-up time). Lunch is
taken out of the clock (see ``lunch_clock``): VROOM has breaks, but none that may interrupt an
installation of six hours.
Not expressed: departure on the quarter hour, stage order (see ``chains``), traffic, late
emergencies (the repair sees to those left out). Its priorities end at 100.
"""

from __future__ import annotations

from datetime import date, timedelta
from importlib.metadata import version

import numpy as np
import vroom

from benchmarks.orders import Orders, as_orders, can_serve
from benchmarks.peers.chains import stage_days, worth_with_followers
from benchmarks.peers.lunch_clock import shift_span, squeezed
from benchmarks.peers.territories import by_territory
from fieldplan.domain import Problem, ProblemEngineer, Visit

VERSION = version("pyvroom")
SEEDED = False
"""A construction with local search: no seed, and it ends when it finds no more."""
EXPLORATION, THREADS = 5, 2
FAR = 100_000
MOST_VISITS = 600


def solve(problem: Problem, seconds: float, seed: int) -> Orders:
    """Return the orders that VROOM finds within so many seconds."""
    return by_territory(_solve, MOST_VISITS)(problem, seconds, seed)


def _solve(problem: Problem, seconds: float, _seed: int) -> Orders:
    slots = [(e, day) for day in problem.days for e in problem.engineers if day in e.shifts]
    days_of = stage_days(problem)
    worth = worth_with_followers(problem)
    by_name = {engineer.id: n for n, engineer in enumerate(problem.engineers)}
    skills = sorted({skill for e in problem.engineers for skill in e.skills})
    month = vroom.Input()
    drive = problem.travel.minutes
    month.set_durations_matrix("car", np.where(drive < 0, FAR, drive).astype(np.uint32))
    # A skill's number; after them one number for each set of engineers that may do a visit.
    number = {skill: n for n, skill in enumerate(skills)}
    teams: dict[frozenset[str], int] = {}
    jobs = []
    for n, visit in enumerate(problem.visits):
        able = frozenset(e for e in by_name if can_serve(problem, e, visit))
        needed = {number[s] for s in visit.skills if s in number}
        if visit.engineers is not None:
            needed.add(teams.setdefault(able, len(skills) + len(teams)))
        windows = _windows(problem, visit, days_of[visit.id])
        if able and windows:
            jobs.append(
                vroom.Job(
                    n,
                    location=visit.location,
                    default_setup=problem.stop_overhead_min,
                    default_service=visit.duration_min,
                    skills=needed,
                    priority=100 if visit.deadline else min(100, worth[visit.id]),
                    time_windows=windows,
                )
            )
    if not jobs:
        return {}
    month.add_job(jobs)
    for n, (engineer, day) in enumerate(slots):
        own = {number[s] for s in engineer.skills}
        own |= {team for able, team in teams.items() if engineer.id in able}
        month.add_vehicle(_vehicle(problem, n, engineer, day, own))
    answer = month.solve(
        exploration_level=EXPLORATION, nb_threads=THREADS, timeout=timedelta(seconds=seconds)
    )
    routes: dict[int, list[str]] = {}
    rows = answer.routes
    for slot, job in rows.loc[rows["type"] == "job", ["vehicle_id", "id"]].itertuples(index=False):
        routes.setdefault(int(slot), []).append(problem.visits[int(job)].id)
    return as_orders(
        (slots[slot][0].id, slots[slot][1], tuple(names)) for slot, names in routes.items()
    )


def _offset(problem: Problem, day: date) -> int:
    return (day - problem.days[0]).days * 1440


def _windows(problem: Problem, visit: Visit, days: tuple[date, ...]) -> list[vroom.TimeWindow]:
    """When set-up may begin, so that work begins in a window; emergencies only in time."""
    found = []
    before = problem.stop_overhead_min
    for day in days:
        if visit.deadline is not None and day > visit.deadline:
            continue
        offset = _offset(problem, day)
        for window in sorted(visit.windows[day]):
            opening, closing = (squeezed(problem, minute) for minute in window)
            first = max(0, offset + opening - before)
            last = offset + closing - visit.duration_min - before
            if opening + visit.duration_min <= closing and first <= last:
                # Adjoining windows of two days would overlap by the set-up time.
                if found and found[-1].end >= first:
                    first = found[-1].end + 1
                if first <= last:
                    found.append(vroom.TimeWindow(first, last))
    return found


def _vehicle(
    problem: Problem, number: int, engineer: ProblemEngineer, day: date, skills: set[int]
) -> vroom.Vehicle:
    start, end = shift_span(problem, engineer, day)
    offset = _offset(problem, day)
    return vroom.Vehicle(
        number,
        start=engineer.start,
        end=engineer.end,
        skills=skills,
        time_window=vroom.TimeWindow(offset + start, offset + end),
        max_tasks=engineer.max_visits or 1000,
    )
