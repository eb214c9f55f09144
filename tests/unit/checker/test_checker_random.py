from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

import pytest
from support.naive_plan import with_totals
from support.random_plans import planned, planned_with_desk

from fieldplan.checker import check
from fieldplan.domain import DeskBlock, DeskKind, DeskMode, Plan, Problem, Tier

SEEDS = range(100)


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
        "level_days", "drive_min", "window_late",
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


def test_desk_work_around_legal_routes_is_legal() -> None:
    overflow = 0
    for seed in SEEDS:
        problem, plan = planned_with_desk(seed)
        report = check(problem, plan)
        assert report.ok, (seed, report.violations)
        overflow += plan.desk_overflow_min
    assert overflow > 0


def test_strictly_the_overflow_is_the_violation() -> None:
    for seed in SEEDS:
        problem, plan = planned_with_desk(seed)
        assert problem.desk is not None
        strict = replace(problem, desk=replace(problem.desk, mode=DeskMode.STRICT))
        found = check(strict, plan).violations
        assert {v.rule for v in found} <= {"desk_capacity"}
        assert sum(v.amount for v in found) == plan.desk_overflow_min, seed


def test_a_block_shifted_cut_or_taken_out_is_noticed() -> None:
    rng = random.Random(1)
    moved = 0
    for seed in SEEDS:
        problem, plan = planned_with_desk(seed)
        if not plan.desk:
            continue
        n = rng.randrange(len(plan.desk))
        block = plan.desk[n]
        rest = (*plan.desk[:n], *plan.desk[n + 1 :])
        carried = _may_carry(problem, plan, block)
        cut = replace(block, end_min=block.end_min - 1)
        for desk in (rest, (*rest, cut)):
            report = check(problem, replace(plan, desk=desk))
            assert carried or not report.ok, seed
        longer = replace(plan, desk=(*rest, replace(block, end_min=block.end_min + 1)))
        assert not check(problem, longer).ok, seed
        twice = replace(plan, desk=(*plan.desk, block))
        assert not check(problem, twice).ok, seed
        for other in {r.date for r in plan.routes if r.engineer_id == block.engineer_id}:
            route = next(
                r for r in plan.routes if (r.engineer_id, r.date) == (block.engineer_id, other)
            )
            onto = replace(
                block, date=other, start_min=route.leave_min, end_min=route.leave_min + 5
            )
            assert not check(problem, replace(plan, desk=(*rest, onto))).ok, seed
            moved += 1
    assert moved > 20


def test_overflow_is_as_told() -> None:
    for seed in SEEDS:
        problem, plan = planned_with_desk(seed)
        wrong = replace(plan, desk_overflow_min=plan.desk_overflow_min + 1)
        assert [(v.rule, v.subject, v.amount) for v in check(problem, wrong).violations] == [
            ("stored_totals", "desk_overflow_min", 1)
        ]


def test_two_things_at_once_are_noticed() -> None:
    met = 0
    for seed in SEEDS:
        problem, plan = planned_with_desk(seed)
        for one, other in pairwise(plan.desk):
            room = one.end_min - one.start_min >= other.minutes
            if (one.engineer_id, one.date) != (other.engineer_id, other.date) or not room:
                continue
            onto = replace(other, start_min=one.start_min, end_min=one.start_min + other.minutes)
            desk = tuple(onto if block is other else block for block in plan.desk)
            found = check(problem, replace(plan, desk=desk)).violations
            assert "desk_capacity" in {v.rule for v in found}, seed
            met += 1
    assert met > 20


def test_an_emergency_prepared_after_departure_is_noticed() -> None:
    met = 0
    for seed in SEEDS:
        problem, plan = planned_with_desk(seed)
        urgent = {visit.id for visit in problem.visits if visit.tier is Tier.EMERGENCY}
        begun = {(e.id, day) for e in problem.engineers for day in e.resume}
        for block in plan.desk:
            if block.kind is not DeskKind.PREP or block.visit_id not in urgent:
                continue
            if (block.engineer_id, block.date) in begun:
                continue  # on a day under way there was no time before
            key = (block.engineer_id, block.date)
            back = next(r.back_min for r in plan.routes if (r.engineer_id, r.date) == key)
            late = replace(block, start_min=back + 300, end_min=back + 300 + block.minutes)
            desk = tuple(late if other is block else other for other in plan.desk)
            found = check(problem, replace(plan, desk=desk)).violations
            assert "desk_capacity" in {v.rule for v in found}, seed
            met += 1
    assert met > 3


def _may_carry(problem: Problem, plan: Plan, block: DeskBlock) -> bool:
    """Whether the block is paperwork that may be left for after the horizon."""
    assert problem.desk is not None
    if block.kind is DeskKind.CONSULT:
        return False
    until = {item.visit_id: item.until for item in problem.desk.backlog}
    if block.visit_id in until:
        last = until[block.visit_id]
        return last is None or last > problem.days[-1]
    made = next(r.date for r in plan.routes for s in r.stops if s.visit_id == block.visit_id)
    late = problem.days.index(made) + problem.desk.doc_days >= len(problem.days)
    return block.kind is DeskKind.DOC and late
