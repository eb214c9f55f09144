"""A strong peak moves departures and turns orders round; tables of real roads are timed alike."""

from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from support.naive_timing import time_route

from fieldplan.checker import check
from fieldplan.domain import LunchRule, Plan, Problem, ProblemEngineer, TravelMatrix, Visit
from fieldplan.settings import Settings
from fieldplan.solver import StopRule, solve

MONDAY = date(2026, 12, 7)
STOP = StopRule(iterations=60)
MATRIX = Path(__file__).parents[2] / "data" / "roads" / "moscow_sao_osrm_matrix.npz"


def slow(first: int, last: int, pct: int) -> tuple[int, ...]:
    """A day at 100 % but for the half-hours from ``first`` to ``last`` (minutes)."""
    return tuple(pct if first <= 30 * half < last else 100 for half in range(48))


def month(
    minutes: list[list[int]], work_min: int, shift: tuple[int, int], traffic: tuple[int, ...]
) -> Problem:
    engineer = ProblemEngineer(id="E1", start=0, end=0, shifts={MONDAY: shift})
    visits = tuple(
        Visit(
            id=name,
            location=place,
            duration_min=work_min,
            weight=10,
            windows={MONDAY: ((0, 1440),)},
        )
        for place, name in zip(range(1, len(minutes)), "AB", strict=False)
    )
    return Problem(
        days=(MONDAY,),
        engineers=(engineer,),
        visits=visits,
        travel=TravelMatrix(minutes=np.array(minutes, dtype=np.int32)),
        traffic={MONDAY.weekday(): traffic},
    )


def plan_of(problem: Problem) -> Plan:
    plan = solve(problem, STOP, seed=1).plan
    assert check(problem, plan).ok
    assert plan.unassigned == ()
    return plan


def test_the_departure_waits_for_the_end_of_the_peak() -> None:
    """8:00-9:00 at a quarter of the speed.

    Leaving at 8:00, 15 of 30 minutes are behind one at 9:00: arrival 9:15, 75 minutes of
    driving. Leaving at 9:00: 30 minutes there, 30 back, and no later departure is better.
    """
    peak = slow(480, 540, 25)
    (route,) = plan_of(month([[0, 30], [30, 0]], 60, (480, 1080), peak)).routes
    assert (route.leave_min, route.stops[0].arrive_min, route.back_min) == (540, 570, 660)
    assert route.drive_min == 60
    (free,) = plan_of(month([[0, 30], [30, 0]], 60, (480, 1080), (100,) * 48)).routes
    assert (free.leave_min, free.back_min) == (480, 600)


def test_the_order_turns_round_in_the_peak() -> None:
    """An asymmetric table, 8:00-10:20, ten minutes of work at A and at B.

    Free roads: A, B is 10 + 30 + 25 = 65 minutes; B, A is 30 + 12 + 25 = 67.
    Half the speed in 8:30-9:30:
    A, B from 8:00: A 8:10-8:20, 50 minutes to B (9:10-9:20), 30 home: 90; from 8:15: 93; from
    8:30: 90; from 8:45 it ends after 10:20.
    B, A from 8:00: B 8:30-8:40, 24 minutes to A (9:04-9:14), 33 home (9:47): 87; from 8:15: 92;
    from 8:30 it ends after 10:20.
    """
    minutes = [[0, 10, 30], [25, 0, 30], [25, 12, 0]]
    shift = (480, 620)
    (free,) = plan_of(month(minutes, 10, shift, (100,) * 48)).routes
    assert [stop.visit_id for stop in free.stops] == ["A", "B"]
    assert free.drive_min == 65
    (route,) = plan_of(month(minutes, 10, shift, slow(510, 570, 50))).routes
    told = [(stop.visit_id, stop.arrive_min, stop.end_min) for stop in route.stops]
    assert told == [("B", 510, 520), ("A", 544, 554)]
    assert (route.leave_min, route.back_min, route.drive_min) == (480, 587, 87)


@pytest.mark.parametrize("first", [1, 120, 240])
def test_solver_and_checker_agree_on_real_roads_in_the_rush_hour(first: int) -> None:
    """OSRM's table (asymmetric, not metric) under the Moscow profile, twelve sites, two days."""
    with np.load(MATRIX) as table:
        chosen = [0, *range(first, first + 12)]
        seconds = table["duration_s"][np.ix_(chosen, chosen)]
        metres = table["distance_m"][np.ix_(chosen, chosen)]
    assert (seconds != seconds.T).any()
    via = (seconds[:, :, None] + seconds[None, :, :]).min(axis=1)
    assert (seconds > via).any(), "this part of the table is metric"
    days = (MONDAY, date(2026, 12, 8))
    problem = Problem(
        days=days,
        engineers=(
            ProblemEngineer(id="E1", start=0, end=0, shifts=dict.fromkeys(days, (480, 1020))),
        ),
        visits=tuple(
            Visit(
                id=f"V{n:02d}",
                location=n,
                duration_min=40,
                weight=10,
                windows=dict.fromkeys(days, ((480 + 30 * (n % 4), 1020),)),
            )
            for n in range(1, 13)
        ),
        travel=TravelMatrix(
            minutes=(-(-seconds // 60)).astype(np.int32), metres=metres.astype(np.int32)
        ),
        lunch=LunchRule(minutes=60),
        stop_overhead_min=7,
        traffic=dict.fromkeys(range(5), Settings().traffic_weekday_pct),
    )
    plan = solve(problem, STOP, seed=first).plan
    assert check(problem, plan).ok
    visits = {visit.id: visit for visit in problem.visits}
    slowed = 0
    for route in plan.routes:
        stops = [visits[stop.visit_id] for stop in route.stops]
        # A third reading of docs/timing.md, minute by minute.
        assert time_route(problem, problem.engineers[0], route.date, stops) == route
        legs = [0, *(visit.location for visit in stops), 0]
        free = sum(problem.travel.minutes[a, b] for a, b in itertools.pairwise(legs))
        slowed += route.drive_min - int(free)
    assert plan.routes
    assert slowed > 0, "the rush hour is in nobody's times"
