"""Insertions of one visit: exactly those that the checker lets pass, priced exactly."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from support.random_problems import random_problem

from fieldplan.checker import check
from fieldplan.cost import tier_values
from fieldplan.domain import Plan, Problem
from fieldplan.solver import StopRule, solve
from fieldplan.solver.build import build_plan, orders_of
from fieldplan.solver.insertions import Insertions
from fieldplan.solver.pool import column_of
from fieldplan.solver.problem import compile_problem

NOON_MIN = 780
SEEDS = range(30)


def solved(seed: int) -> tuple[Problem, Plan]:
    """A random problem without strict desk work, and a plan of it."""
    given = replace(random_problem(seed, max_visits=8), desk=None)
    return given, solve(given, StopRule(iterations=40), seed=seed).plan


def brute_force(given: Problem, plan: Plan, visit_id: str) -> set[tuple[str, date, bool]]:
    """Engineer, day and half of it of every insertion that breaks no rule."""
    compiled = compile_problem(given)
    a = compiled.arrays
    v = [visit.id for visit in given.visits].index(visit_id)
    rest = {
        slot: [entry for entry in order if a.entry_visit[entry] != v]
        for slot, order in orders_of(compiled, plan).items()
    }
    rest = {slot: order for slot, order in rest.items() if order}
    found = set()
    for slot, (engineer, day) in enumerate(compiled.slots):
        order = rest.get(slot, [])
        for entry in range(int(a.entry_ptr[v]), int(a.entry_ptr[v + 1])):
            for at in range(len(order) + 1):
                new = [*order[:at], entry, *order[at:]]
                if not a.ok[entry, slot] or column_of(compiled, slot, new) is None:
                    continue
                made = build_plan(compiled, {**rest, slot: new}, {})
                if check(given, made).ok:
                    stops = {s.visit_id: s for r in made.routes for s in r.stops}
                    early = stops[visit_id].start_min < NOON_MIN
                    found.add((engineer.id, day, early))
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_all_and_only_the_insertions_that_break_no_rule(seed: int) -> None:
    given, plan = solved(seed)
    insertions = Insertions(given, plan)
    runs = {name for group in given.consecutive for name in group}
    for visit in given.visits:
        found = insertions.of(visit.id, most=10_000)
        if visit.id in runs:
            assert found == ()
            continue
        # Taking the visit out may break what the rest needs; then nothing is comparable.
        if not check(given, insertions.plan_without(visit.id)).ok:
            continue
        places = {(i.engineer_id, i.date, i.start_min < NOON_MIN) for i in found}
        assert places == brute_force(given, plan, visit.id), visit.id


@pytest.mark.parametrize("seed", SEEDS)
def test_the_plan_with_an_insertion_keeps_all_else_and_ranks_as_it_was_valued(seed: int) -> None:
    given, plan = solved(seed)
    insertions = Insertions(given, plan)
    assert insertions.plan.routes == plan.routes
    assert insertions.plan.cost_lines == plan.cost_lines
    for visit in given.visits:
        tiers = []
        for item in insertions.of(visit.id)[:6]:
            made = insertions.plan_with([item])
            stops = {s.visit_id: s for r in made.routes for s in r.stops}
            assert stops[visit.id].start_min == item.start_min
            others = {
                (r.engineer_id, r.date, s.visit_id)
                for r in plan.routes
                for s in r.stops
                if s.visit_id != visit.id
            }
            assert others == {
                (r.engineer_id, r.date, s.visit_id)
                for r in made.routes
                for s in r.stops
                if s.visit_id != visit.id
            }
            tiers.append(tier_values(given, made.cost_lines))
        assert tiers == sorted(tiers)


def test_a_visit_that_gives_way_is_left_out() -> None:
    given, plan = next(
        (given, plan)
        for given, plan in map(solved, range(200))
        if sum(len(route.stops) for route in plan.routes) > 2
    )
    names = frozenset(stop.visit_id for route in plan.routes for stop in route.stops)
    insertions = Insertions(given, plan)
    bumps = [
        item
        for visit in given.visits
        for item in insertions.of(visit.id, bump=names - {visit.id})
        if item.removed
    ]
    assert bumps
    for item in bumps[:10]:
        made = insertions.plan_with([item])
        left = {u.visit_id for u in made.unassigned}
        assert set(item.removed) <= left
        assert item.visit_id not in left


def test_a_plan_that_cannot_be_timed_has_no_insertions() -> None:
    given, plan = solved(3)
    hurried = replace(given, travel=replace(given.travel, minutes=given.travel.minutes + 2000))
    insertions = Insertions(hurried, plan)
    assert insertions.plan == plan
    assert all(insertions.of(visit.id) == () for visit in given.visits)


@pytest.mark.parametrize("seed", SEEDS)
def test_another_time_on_its_day_moves_nobody_to_another_day(seed: int) -> None:
    given, plan = solved(seed)
    insertions = Insertions(given, plan)
    runs = {name for group in given.consecutive for name in group}
    for route in insertions.plan.routes:
        names = [stop.visit_id for stop in route.stops]
        for name in names:
            found = insertions.on_its_day(name)
            assert len(found) <= 2
            assert name not in runs or len(names) > 1 or not found
            for item in found:
                made = insertions.plan_with([item])
                assert check(given, made).ok, seed
                changed = [r for r in made.routes if r not in insertions.plan.routes]
                (new,) = changed
                assert (new.engineer_id, new.date) == (route.engineer_id, route.date)
                assert [s.visit_id for s in new.stops] != names
                assert sorted(s.visit_id for s in new.stops) == sorted(names)
                assert new.stops[[s.visit_id for s in new.stops].index(name)].start_min == (
                    item.start_min
                )


def test_what_is_left_once_a_place_is_taken_is_what_the_new_plan_leaves() -> None:
    given, plan = solved(3)
    insertions = Insertions(given, plan)
    names = [stop.visit_id for route in plan.routes for stop in route.stops]
    for name in names:
        for item in insertions.of(name)[:3]:
            taken = insertions.taking(item)
            assert taken.plan == insertions.plan_with([item])
            anew = Insertions(given, taken.plan)
            for other in names:
                assert taken.of(other) == anew.of(other)
