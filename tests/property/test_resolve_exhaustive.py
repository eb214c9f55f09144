"""Small running months against everything that can be planned: fewest calls, fewest moves.

A month is planned, its second day begins, a call-out comes in (every third time an engineer
falls ill instead). 300 months; ``FIELDPLAN_EXHAUSTIVE=500`` tries so many.
"""

from __future__ import annotations

import os
import random
from dataclasses import replace
from datetime import datetime, time
from functools import cache

import pytest
from support.exhaustive import Exhaustive, Vector
from support.small_months import small_month

from fieldplan.checker import check
from fieldplan.domain import Before, Past, Plan, Problem, Promise, Tier, Visit
from fieldplan.resolve.fewest_moves import moving_nothing, with_proof
from fieldplan.resolve.freeze import freeze
from fieldplan.rules import TIER_CALLS, TIER_DROPPED, TIER_MOVES
from fieldplan.solver import StopRule, solve
from fieldplan.solver.open_part import open_part

WANTED = max(300, int(os.environ.get("FIELDPLAN_EXHAUSTIVE", "0")))
CHUNKS = [tuple(range(n, min(n + 20, WANTED))) for n in range(0, WANTED, 20)]
STOP = StopRule(iterations=400)


def running(seed: int) -> tuple[Problem, Plan] | None:
    """The month on its second day with what happened, and its plan; None if it has one day."""
    rng = random.Random(seed)
    old = replace(small_month(seed, 6), desk=None)
    visits = tuple(replace(visit, before=None) for visit in old.visits)
    old = replace(old, visits=visits, engineers=tuple(replace(e, resume={}) for e in old.engineers))
    if len(old.days) < 2:
        return None
    plan = solve(old, StopRule(iterations=200), seed=seed).plan
    now = datetime.combine(old.days[1], time())
    frozen = freeze(old, plan, now)
    placed = {s.visit_id: r for r in plan.routes for s in r.stops}
    starts = {s.visit_id: s.start_min for r in plan.routes for s in r.stops}

    def known(visit: Visit) -> Visit:
        route = placed.get(visit.id)
        if route is None or visit.id in frozen.visits:
            return visit
        before = Before(date=route.date, engineer_id=route.engineer_id, call=rng.random() < 0.2)
        visit = replace(visit, before=before)
        if visit.promise is None and rng.random() < 0.4:
            start = starts[visit.id]
            told = Promise(date=route.date, start_min=start - 30, end_min=start + 60)
            visit = replace(visit, promise=told)
        return visit

    visits = tuple(known(visit) for visit in old.visits)
    engineers, runs = old.engineers, old.consecutive
    if seed % 3 == 0:
        ill = rng.choice(engineers)
        shifts = {day: span for day, span in ill.shifts.items() if day != old.days[1]}
        # A run that the absence tears is no run any more (``resolve.whole``).
        runs = tuple(run for run in runs if not set(run) & frozen.visits)
        absent = ill.absent | {old.days[1]}
        engineers = tuple(
            replace(e, shifts=shifts, absent=absent) if e is ill else e for e in engineers
        )
    else:
        urgent = Visit(
            id="urgent",
            location=rng.randrange(len(old.travel.minutes)),
            duration_min=rng.choice((60, 120, 200)),
            weight=60,
            windows=dict.fromkeys(old.days[1:], ((0, 1440),)),
            kind="emergency",
            tier=Tier.EMERGENCY,
            deadline=rng.choice(old.days[1:]),
        )
        visits = (urgent, *visits)
    whole = replace(
        old,
        visits=visits,
        engineers=engineers,
        consecutive=runs,
        past=Past(until=now, routes=frozen.routes),
    )
    return whole, plan


@cache
def answered(seed: int) -> tuple[Problem, Plan, Vector] | None:
    given = running(seed)
    if given is None:
        return None
    whole, old = given
    part = open_part(whole)
    if not part.visits:
        return None
    plan = solve(whole, STOP, seed=seed, previous=old).plan
    plan = with_proof(plan, moving_nothing(whole, STOP, seed=seed))
    assert check(whole, plan).violations == (), seed
    # What is past adds the same to the value of every plan.
    mine = solve(part, STOP, seed=seed, previous=old).plan
    fixed = [a.value - b.value for a, b in zip(plan.tiers, mine.tiers, strict=True)]
    optimum = Exhaustive(part).optimum()
    return whole, plan, tuple(a + b for a, b in zip(fixed, optimum, strict=True))


@pytest.mark.parametrize("chunk", CHUNKS, ids=lambda c: f"{c[0]}-{c[-1]}")
def test_a_proven_minimum_is_the_minimum(chunk: tuple[int, ...]) -> None:
    for seed in chunk:
        found = answered(seed)
        if found is None:
            continue
        _, plan, optimum = found
        above_is_best = True
        for tier, best in zip(plan.tiers[:-1], optimum, strict=False):
            if above_is_best and tier.bound is not None:
                assert tier.bound <= best, (seed, tier)
            if tier.optimal:
                assert tier.value == best, (seed, tier)
            above_is_best = above_is_best and tier.value == best


@pytest.mark.parametrize("chunk", CHUNKS, ids=lambda c: f"{c[0]}-{c[-1]}")
def test_the_fewest_calls_and_moves_are_found(chunk: tuple[int, ...]) -> None:
    for seed in chunk:
        found = answered(seed)
        if found is None:
            continue
        _, plan, optimum = found
        values = tuple(tier.value for tier in plan.tiers)
        names = [tier.tier for tier in plan.tiers]
        last = names.index(TIER_MOVES) + 1 if TIER_MOVES in names else len(names) - 1
        assert values[:last] == optimum[:last], seed


def test_the_months_have_calls_moves_and_losses() -> None:
    """Otherwise the two tests above would prove nothing."""
    totals = {TIER_DROPPED: 0, TIER_CALLS: 0, TIER_MOVES: 0}
    proven = 0
    for seed in range(WANTED):
        found = answered(seed)
        for tier in found[1].tiers if found else ():
            if tier.tier in totals:
                totals[tier.tier] += tier.value > 0
                proven += tier.tier == TIER_MOVES and tier.value > 0 and tier.optimal
    assert min(totals.values()) >= 3, totals
    assert proven >= 3, totals
