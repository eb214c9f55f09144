from __future__ import annotations

import random
from dataclasses import replace
from functools import cache

import pytest
from support.naive_plan import naive_plan, with_totals
from support.random_problems import random_problem

from fieldplan.checker import check
from fieldplan.domain import Plan, Problem

SEEDS = range(100)


@cache
def planned(seed: int) -> tuple[Problem, Plan]:
    problem = random_problem(seed)
    return problem, naive_plan(problem, seed)


def test_legal_plans_pass() -> None:
    for seed in SEEDS:
        report = check(*planned(seed))
        assert report.ok, (seed, report.violations)


def test_the_random_plans_exercise_what_matters() -> None:
    """Guards the test above against an idle generator."""
    pairs = [planned(seed) for seed in SEEDS]
    routes = [(problem, route) for problem, plan in pairs for route in plan.routes]
    kinds = {line.rule for _, plan in pairs for line in plan.cost_lines}
    assert len(routes) > 150
    assert max(len(route.stops) for _, route in routes) >= 4
    assert sum(route.lunch_min is not None for _, route in routes) > 60
    assert any(route.overtime_min for _, route in routes)
    assert any(
        stop.end_min - stop.start_min > _duration(problem, stop.visit_id)
        for problem, route in routes
        for stop in route.stops
    ), "no lunch interrupts work"
    assert kinds >= {
        "emergency_late", "emergency_days_late", "promise_broken", "unserved", "overtime",
        "contractor_fee", "drive_time", "distance", "preferred_engineer", "spacing",
        "level_days", "drive_min",
    }  # fmt: skip


@pytest.mark.parametrize("field", ["arrive_min", "start_min", "end_min", "depart_min"])
def test_a_stop_shifted_by_a_minute_is_noticed(field: str) -> None:
    for seed in SEEDS[:60]:
        problem, plan = planned(seed)
        if not plan.routes:
            continue
        rng = random.Random(seed)
        number = rng.randrange(len(plan.routes))
        route = plan.routes[number]
        at = rng.randrange(len(route.stops))
        step = rng.choice((-1, 1))
        stop = route.stops[at]
        changed = replace(stop, **{field: getattr(stop, field) + step})
        stops = (*route.stops[:at], changed, *route.stops[at + 1 :])
        assert not check(problem, _put(problem, plan, number, stops=stops)).ok, seed


@pytest.mark.parametrize(
    "field", ["leave_min", "back_min", "overtime_min", "drive_min", "distance_m"]
)
def test_a_route_figure_off_by_one_is_noticed(field: str) -> None:
    for seed in SEEDS[:60]:
        problem, plan = planned(seed)
        for number, route in enumerate(plan.routes):
            changed = _put(problem, plan, number, **{field: getattr(route, field) + 1})
            assert not check(problem, changed).ok, (seed, number)


def test_a_stop_taken_out_is_noticed() -> None:
    for seed in SEEDS[:60]:
        problem, plan = planned(seed)
        for number, route in enumerate(plan.routes):
            report = check(problem, _put(problem, plan, number, stops=route.stops[1:]))
            assert "each_visit_once" in {v.rule for v in report.violations}


def _put(problem: Problem, plan: Plan, number: int, **changes: object) -> Plan:
    """Change one route and keep the totals true, so that only the route is wrong."""
    route = replace(plan.routes[number], **changes)
    routes = (*plan.routes[:number], route, *plan.routes[number + 1 :])
    return with_totals(problem, replace(plan, routes=routes))


def _duration(problem: Problem, visit_id: str) -> int:
    return next(v.duration_min for v in problem.visits if v.id == visit_id)
