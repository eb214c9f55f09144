"""Strict desk work: plans are legal, and on tiny months no bound is above the truth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations, product

import numpy as np
import pytest
from support.random_problems import random_problem, with_desk

from fieldplan.checker import check
from fieldplan.cost import cost_lines, tier_values
from fieldplan.desk import lay_desk
from fieldplan.domain import DeskMode, Problem
from fieldplan.solver import StopRule, solve
from fieldplan.solver.build import build_plan, build_route
from fieldplan.solver.problem import Compiled, compile_problem
from fieldplan.solver.timing import new_choice, time_route

STOP = StopRule(iterations=150)
TINY = (*range(28), 30, 65, 82, 144)
"""With months in which the desk decides what is served."""
PROVING = StopRule(iterations=1200)
"""Enough rounds of column generation for the master's bounds."""


def strict_problem(seed: int, **size: int) -> Problem:
    problem = with_desk(random_problem(seed, **size), seed, DeskMode.STRICT)
    if lay_desk(problem, ()).overflow_min:
        # What no plan can keep is no case; the consultations and the backlog alone are too much.
        assert problem.desk is not None
        rules = replace(problem.desk, consult_week_min=0, backlog=())
        return replace(problem, desk=rules)
    return problem


@pytest.mark.parametrize("chunk", range(3))
def test_strict_plans_are_legal(chunk: int) -> None:
    served = 0
    for seed in range(chunk * 10, chunk * 10 + 10):
        problem = strict_problem(seed, max_visits=14)
        plan = solve(problem, STOP, seed=seed).plan
        assert check(problem, plan).violations == (), seed
        assert plan.desk_overflow_min == 0
        served += len(problem.visits) - len(plan.unassigned)
    assert served > 0


def test_against_every_plan_of_tiny_months() -> None:
    bound_by_desk = proven = 0
    for seed in TINY:
        problem = strict_problem(seed, max_days=3, max_engineers=2, max_visits=4)
        best = min(_values(problem, strict=True))
        free = min(_values(problem, strict=False))
        bound_by_desk += best > free
        plan = solve(problem, PROVING, seed=seed).plan
        found = tuple(tier.value for tier in plan.tiers)
        assert found == best, seed
        for tier, value in zip(plan.tiers, best, strict=True):
            if tier.bound is not None:
                assert tier.bound <= value, (seed, tier)
        proven += best > free and plan.tiers[-1].optimal
    assert bound_by_desk >= 3
    assert proven >= 1  # the master's rows carry proofs where the desk decides


def _values(problem: Problem, *, strict: bool) -> Iterator[tuple[int, ...]]:
    """Tiers of every legal plan with canonical routes."""
    compiled = compile_problem(problem)
    for orders in _every_choice(compiled):
        routes = tuple(build_route(compiled, slot, order) for slot, order in orders.items())
        if strict and lay_desk(problem, routes).overflow_min:
            continue
        plan = build_plan(compiled, orders, {})
        broken = {v.rule for v in check(problem, plan).violations}
        if not broken - ({"desk_capacity"} if not strict else set()):
            yield tier_values(problem, cost_lines(problem, plan))


def _every_choice(compiled: Compiled) -> Iterator[dict[int, tuple[int, ...]]]:
    a = compiled.arrays
    n_visits, n_slots = len(compiled.problem.visits), len(compiled.slots)
    places = []
    for v in range(n_visits):
        entries = range(int(a.entry_ptr[v]), int(a.entry_ptr[v + 1]))
        mine = [(n, s) for n in entries for s in range(n_slots) if a.ok[n, s]]
        places.append([None, *mine])
    for choice in product(*places):
        held: dict[int, list[int]] = {}
        for place in choice:
            if place is not None:
                held.setdefault(place[1], []).append(place[0])
        for orders in product(*(permutations(entries) for entries in held.values())):
            chosen = dict(zip(held, orders, strict=True))
            if all(_can_be_timed(compiled, slot, order) for slot, order in chosen.items()):
                yield chosen


def _can_be_timed(compiled: Compiled, slot: int, order: tuple[int, ...]) -> bool:
    seq = np.array(order, dtype=np.int64)
    return bool(time_route(compiled.native, slot, seq, len(seq), new_choice(len(seq)))[0])
