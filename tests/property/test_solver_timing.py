"""Timing: travel keeps the order of departures, and three readings of docs/timing.md agree.

The solver's timing, the checker and a plain reading that tries every departure and every place
of lunch (``support.naive_timing``) are written apart from one another.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from support import naive_timing
from support.naive_plan import with_totals
from support.random_problems import random_order, random_problem
from support.solver_slots import entries_of, slot_of

from fieldplan.checker import check
from fieldplan.checker.travel import arrival as checked_arrival
from fieldplan.domain import (
    LunchRule,
    Plan,
    Problem,
    ProblemEngineer,
    Reason,
    Route,
    TravelMatrix,
    Unassigned,
    Visit,
)
from fieldplan.settings import Settings
from fieldplan.solver.build import build_route
from fieldplan.solver.problem import compile_problem
from fieldplan.solver.timing import arrival

ROUTES = 1_000
DAY = date(2026, 12, 7)
OF_A_VISIT = frozenset({"skills", "fixed_engineer", "not_before", "notice_days"})
"""Rules that have nothing to do with time; without them more orders become routes."""
OF_TIME = {
    "timeline",
    "access_window",
    "allowed_day",
    "shift_limit",
    "lunch_break",
    "stored_totals",
    "known_ids",
    "each_visit_once",
    "one_route_per_day",
    "visits_per_route",
}

speeds = st.lists(st.integers(min_value=1, max_value=250), min_size=48, max_size=48)
minutes = st.integers(min_value=0, max_value=3_000)


def two_places(free: int, profile: tuple[int, ...]) -> Problem:
    engineer = ProblemEngineer(id="E1", start=0, end=0, shifts={DAY: (0, 1440)})
    visit = Visit(id="A", location=1, duration_min=1, weight=1, windows={DAY: ((0, 1440),)})
    return Problem(
        days=(DAY,),
        engineers=(engineer,),
        visits=(visit,),
        travel=TravelMatrix(minutes=np.array([[0, free], [free, 0]], dtype=np.int32)),
        traffic={DAY.weekday(): profile},
    )


@given(profile=speeds, free=st.integers(0, 400), leave=minutes, later=st.integers(1, 60))
@settings(max_examples=150, deadline=None)
def test_travel_is_whole_minutes_and_keeps_the_order_of_departures(
    profile: list[int], free: int, leave: int, later: int
) -> None:
    problem = two_places(free, tuple(profile))
    compiled = compile_problem(problem)
    row = int(compiled.arrays.slot_profile[0])
    arrive = arrival(compiled.native, row, leave, free)
    assert isinstance(arrive, int)
    assert arrive >= leave
    assert arrive <= arrival(compiled.native, row, leave + later, free)
    assert arrive == checked_arrival(problem, DAY, 0, 1, leave)
    assert arrive == naive_timing.arrive(problem, DAY, 0, 1, leave)


@given(profile=speeds, leave=minutes, free=st.integers(1, 400))
@settings(max_examples=50, deadline=None)
def test_a_longer_drive_never_arrives_sooner(profile: list[int], leave: int, free: int) -> None:
    compiled = compile_problem(two_places(free, tuple(profile)))
    a, row = compiled.native, int(compiled.arrays.slot_profile[0])
    assert arrival(a, row, leave, free - 1) <= arrival(a, row, leave, free)
    assert arrival(a, row, leave, 0) == leave


@dataclass(frozen=True, kw_only=True)
class Timed:
    """A random order of stops with the solver's route and the plain one."""

    seed: int
    problem: Problem
    visits: tuple[Visit, ...]
    route: Route | None
    plain: Route | None


@cache
def timed_orders() -> tuple[Timed, ...]:
    """Random orders until ``ROUTES`` of them are routes; those that are none stay in the list."""
    found: list[Timed] = []
    routes = 0
    seed = 0
    while routes < ROUTES:
        timed = _timed(seed)
        seed += 1
        if timed.visits:
            found.append(timed)
            routes += timed.plain is not None
    return tuple(found)


def _timed(seed: int) -> Timed:
    rng = random.Random(-seed)
    problem = _varied(rng, _without_deadlines(random_problem(seed)))
    engineer, day, visits = random_order(problem, seed)
    promised = [v.id for v in visits if v.promise is not None and v.promise.date == day]
    kept = frozenset(name for name in promised if rng.random() < 0.5)
    compiled = compile_problem(problem, without=OF_A_VISIT)
    slot = slot_of(compiled, engineer.id, day)
    try:
        route = build_route(compiled, slot, entries_of(compiled, (v.id for v in visits), kept))
    except ValueError:
        route = None
    plain = None
    if _within_visits(engineer, day, len(visits)):
        plain = naive_timing.time_route(problem, engineer, day, visits, kept)
    return Timed(seed=seed, problem=problem, visits=visits, route=route, plain=plain)


def _without_deadlines(problem: Problem) -> Problem:
    """A deadline's minute is a matter of the solver's entries, tested with them."""
    visits = tuple(replace(v, deadline=None, deadline_min=None) for v in problem.visits)
    return replace(problem, visits=visits)


def _varied(rng: random.Random, problem: Problem) -> Problem:
    """Some months of short visits, for longer routes, and some of night shifts."""
    short, night = rng.random() < 0.4, rng.random() < 0.05
    visits, engineers = problem.visits, problem.engineers
    if short:
        visits = tuple(replace(v, duration_min=rng.choice((10, 20, 30, 45))) for v in visits)
    if night:
        visits = tuple(
            replace(v, windows=dict.fromkeys(v.windows, ((1380, 1500), (1510, 1900))))
            for v in visits
        )
        engineers = tuple(
            replace(e, shifts=dict.fromkeys(e.shifts, (1320, 1860)), resume={}) for e in engineers
        )
    return replace(problem, visits=visits, engineers=engineers)


def _within_visits(engineer: ProblemEngineer, day: date, number: int) -> bool:
    resume = engineer.resume.get(day)
    done = resume.visits_done if resume else 0
    return engineer.max_visits is None or done + number <= engineer.max_visits


def test_solver_and_plain_reading_agree_on_every_random_order() -> None:
    wrong = [(t.seed, t.route, t.plain) for t in timed_orders() if t.route != t.plain]
    assert not wrong, f"{len(wrong)} of {len(timed_orders())} orders differ, first: {wrong[0]}"


def test_the_checker_finds_no_fault_with_any_route_of_the_solver() -> None:
    for timed in timed_orders():
        if timed.route is None:
            continue
        served = {visit.id for visit in timed.visits}
        left_out = tuple(
            Unassigned(visit_id=visit.id, reasons=(Reason(code="no_room"),))
            for visit in timed.problem.visits
            if visit.id not in served
        )
        plan = with_totals(timed.problem, Plan(routes=(timed.route,), unassigned=left_out))
        faults = [v for v in check(timed.problem, plan).violations if v.rule in OF_TIME]
        assert not faults, (timed.seed, faults)


def test_the_random_routes_exercise_what_matters() -> None:
    """Guards the tests above against an idle generator."""
    seen = Counter(trait for timed in timed_orders() for trait in _traits(timed))
    assert seen["no route"] > 100
    for trait in (
        "lunch before leaving",
        "lunch before work",
        "lunch within work",
        "lunch after work",
        "lunch after return",
        "no lunch",
        "overtime",
        "later departure",
        "overhead",
        "same place in a row",
        "resumed",
        "second window",
        "past midnight",
        "traffic",
        "asymmetric",
        "four stops",
    ):
        assert seen[trait] >= 5, (trait, seen)


def _traits(timed: Timed) -> set[str]:
    problem, route = timed.problem, timed.plain
    if route is None:
        return {"no route"}
    engineer = next(e for e in problem.engineers if e.id == route.engineer_id)
    resume = engineer.resume.get(route.date)
    opening = resume.minute if resume else engineer.shifts[route.date][0]
    matrix = problem.travel.minutes
    tests = {
        "overtime": route.overtime_min > 0,
        "later departure": route.leave_min > opening,
        "overhead": problem.stop_overhead_min > 0,
        "same place in a row": any(a.location == b.location for a, b in pairwise(timed.visits)),
        "resumed": resume is not None,
        "second window": any(
            stop.start_min >= visit.windows[route.date][1][0]
            for stop, visit in zip(route.stops, timed.visits, strict=True)
            if len(visit.windows[route.date]) > 1
        ),
        "past midnight": route.back_min > 1440,
        "traffic": route.date.weekday() in problem.traffic,
        "asymmetric": bool((matrix != matrix.T).any()),
        "four stops": len(route.stops) >= 4,
        _lunch_trait(route): True,
    }
    return {name for name, holds in tests.items() if holds}


def _lunch_trait(route: Route) -> str:
    at = route.lunch_min
    if at is None:
        return "no lunch"
    if at < route.leave_min:
        return "lunch before leaving"
    if at >= route.back_min:
        return "lunch after return"
    for stop in route.stops:
        if at < stop.start_min:
            return "lunch before work"
        if at < stop.end_min:
            return "lunch within work"
        if at < stop.depart_min:
            return "lunch after work"
    return "lunch nowhere"


def test_a_default_installation_fits_an_ordinary_day_near_base() -> None:
    """Six hours of work with lunch inside them, half an hour from base, in Moscow's traffic."""
    given_settings = Settings()
    lunch = LunchRule(
        minutes=given_settings.lunch_min,
        earliest_min=given_settings.lunch_earliest_clock,
        latest_min=given_settings.lunch_latest_clock,
        interrupt_over_min=given_settings.lunch_interrupts_over_min,
    )
    shift = (given_settings.shift_start_clock, given_settings.shift_end_clock)
    problem = replace(
        two_places(30, given_settings.traffic_weekday_pct),
        engineers=(ProblemEngineer(id="E1", start=0, end=0, shifts={DAY: shift}),),
        visits=(
            Visit(
                id="A",
                location=1,
                duration_min=given_settings.installation_min,
                weight=40,
                windows={DAY: (shift,)},
            ),
        ),
        lunch=lunch,
        stop_overhead_min=given_settings.stop_overhead_min,
    )
    assert given_settings.installation_min == 360
    route = build_route(compile_problem(problem), 0, [0])
    (stop,) = route.stops
    assert route.overtime_min == 0
    assert stop.end_min - stop.start_min == 360 + 60
    assert route.lunch_min is not None
    assert stop.start_min <= route.lunch_min < stop.end_min
    assert check(problem, with_totals(problem, Plan(routes=(route,)))).ok
