"""Small months against everything that can be planned: the same optimum on every tier.

``FIELDPLAN_EXHAUSTIVE=500`` tries so many months of 7 visits, and a fifth as many of 12.
"""

from __future__ import annotations

import os
from dataclasses import replace
from functools import cache

import pytest
from support.exhaustive import Exhaustive, Vector, plan_vector
from support.small_months import small_month

from fieldplan.checker import check
from fieldplan.domain import Plan, Problem, TierResult
from fieldplan.solver import StopRule, colgen, solve
from fieldplan.solver.cuts import broken_cuts
from fieldplan.solver.exact import Exact
from fieldplan.solver.master import Master
from fieldplan.solver.master_rows import Cut
from fieldplan.solver.problem import compile_problem
from fieldplan.solver.reasons import impossible_visits
from fieldplan.solver.wide import Wide

WANTED = int(os.environ.get("FIELDPLAN_EXHAUSTIVE", "0"))
SMALL = range(max(120, WANTED))
LARGE = range(10_000, 10_000 + max(6, WANTED // 5))
CASES = [(seed, 7) for seed in SMALL] + [(seed, 12) for seed in LARGE]
CHUNKS = [tuple(CASES[n : n + 20]) for n in range(0, len(CASES), 20)]
STOP = StopRule(iterations=400)


@cache
def best(seed: int, visits: int) -> tuple[Problem, Vector, Plan]:
    problem = small_month(seed, visits)
    everything = Exhaustive(problem)
    return problem, everything.optimum(), everything.plan()


@cache
def solved(seed: int, visits: int) -> Plan:
    return solve(best(seed, visits)[0], STOP, seed=seed).plan


def _names(chunk: tuple[tuple[int, int], ...]) -> str:
    return f"{chunk[0][0]}-{chunk[-1][0]}"


@pytest.mark.parametrize("chunk", CHUNKS, ids=_names)
def test_the_optimum_is_a_legal_plan_of_that_worth(chunk: tuple[tuple[int, int], ...]) -> None:
    """What the exhaustive search claims can be done, can be done."""
    for case in chunk:
        problem, optimum, plan = best(*case)
        assert check(problem, plan).ok, case
        assert plan_vector(problem, plan) == optimum, case


@pytest.mark.parametrize("chunk", CHUNKS, ids=_names)
def test_the_solver_finds_the_optimum_of_every_tier(chunk: tuple[tuple[int, int], ...]) -> None:
    for case in chunk:
        problem, optimum, _ = best(*case)
        plan = solved(*case)
        assert check(problem, plan).violations == (), case
        assert tuple(tier.value for tier in plan.tiers) == optimum, case


@pytest.mark.parametrize("chunk", CHUNKS, ids=_names)
def test_a_plan_given_as_a_start_is_not_made_worse(chunk: tuple[tuple[int, int], ...]) -> None:
    for case in chunk:
        problem, optimum, plan = best(*case)
        again = solve(problem, StopRule(iterations=30), seed=1, previous=plan).plan
        assert tuple(tier.value for tier in again.tiers) == optimum, case


@pytest.mark.parametrize("chunk", CHUNKS, ids=_names)
def test_no_proof_is_contradicted(chunk: tuple[tuple[int, int], ...]) -> None:
    for case in chunk:
        assert contradictions(solved(*case).tiers, best(*case)[1]) == [], case


@cache
def proven(seed: int, visits: int) -> Vector:
    """Bounds for the optimum as they come from the master, before they meet a plan's values.

    A result never shows a bound above its plan's value, so that one too high would be hidden
    wherever the plan is the optimum.
    """
    problem, optimum, _ = best(seed, visits)
    compiled = compile_problem(problem)
    a = compiled.arrays
    closed = frozenset(impossible_visits(compiled))
    for v in closed:
        a.ok[a.entry_ptr[v] : a.entry_ptr[v + 1]] = False
    if not a.ok.any():
        return optimum
    exact = Exact(compiled, Wide(compiled, closed), workers=1)
    exact.relax([], lambda: False, max_rounds=500)
    exact.prove(optimum, lambda: False, 500)
    bounds = exact.bounds_at(optimum)
    return (*bounds.upper, bounds.last or 0)


@pytest.mark.parametrize("chunk", CHUNKS, ids=_names)
def test_no_bound_of_the_master_is_too_high(chunk: tuple[tuple[int, int], ...]) -> None:
    for case in chunk:
        bounds, optimum = proven(*case), best(*case)[1]
        assert all(b <= least for b, least in zip(bounds, optimum, strict=True)), (
            case, bounds, optimum,
        )  # fmt: skip


def test_most_bounds_are_not_idle() -> None:
    """Guards the test above against a master that proves nothing."""
    pairs = [(proven(seed, 7), best(seed, 7)[1]) for seed in SMALL[:120]]
    assert sum(bounds[:-1] == optimum[:-1] for bounds, optimum in pairs) > 100
    assert sum(bounds == optimum for bounds, optimum in pairs) > 80


CUT_SEEDS = range(500, 530)


def test_cuts_are_made_and_no_bound_with_cuts_is_too_high(monkeypatch: pytest.MonkeyPatch) -> None:
    """In months of nine visits the linear master mixes routes that cuts forbid to be mixed."""
    cut: list[int] = []

    def counted(master: Master) -> list[Cut]:
        found = broken_cuts(master)
        cut.extend([seed] * bool(found))
        return found

    monkeypatch.setattr(colgen, "broken_cuts", counted)
    for seed in CUT_SEEDS:
        bounds, optimum = proven(seed, 9), best(seed, 9)[1]
        assert all(b <= least for b, least in zip(bounds, optimum, strict=True)), seed
    assert len(set(cut)) >= 3


def contradictions(tiers: tuple[TierResult, ...], optimum: Vector) -> list[str]:
    """Claims that the optimum refutes.

    A bound holds at the service level of the tiers above, so it can be compared as long as those
    are at their optimum; a tier called optimal must be, and all above it.
    """
    found = []
    at_best = True
    for tier, least in zip(tiers, optimum, strict=True):
        if at_best and tier.bound is not None and tier.bound > least:
            found.append(f"{tier.tier}: bound {tier.bound} > optimum {least}")
        at_best = at_best and tier.value == least
        if tier.optimal and not at_best:
            found.append(f"{tier.tier}: {tier.value} is called optimal, optimum {least}")
        if tier.bound is not None and tier.bound > tier.value:
            found.append(f"{tier.tier}: bound {tier.bound} > value {tier.value}")
    return found


def test_a_bound_that_is_too_high_is_caught() -> None:
    """On every month: the optimum as its own bound is no contradiction, one more is."""
    for case in CASES[:40]:
        _, optimum, plan = best(*case)
        proven = tuple(replace(tier, bound=tier.value, optimal=True) for tier in plan.tiers)
        assert contradictions(proven, optimum) == []
        for n, tier in enumerate(proven):
            high = replace(tier, bound=tier.value + 1)
            assert contradictions((*proven[:n], high, *proven[n + 1 :]), optimum), (case, n)


def test_a_plan_called_optimal_that_is_not_is_caught() -> None:
    tiers = tuple(
        TierResult(tier=name, value=value, bound=value, optimal=True)
        for name, value in (("unserved_weight", 10), ("drive_min", 50))
    )
    assert contradictions(tiers, (10, 50)) == []
    assert len(contradictions(tiers, (0, 50))) == 3
    assert len(contradictions(tiers, (10, 49))) == 2


def test_the_months_are_tight() -> None:
    """Guards the tests above against months in which everything fits."""
    optima = [best(seed, 7)[1] for seed in SMALL[:120]]
    left_out = [optimum for optimum in optima if optimum[-2]]
    late = [optimum for optimum in optima if optimum[0]]
    broken = [optimum for optimum in optima if optimum[2]]
    assert len(left_out) > 40
    assert len(late) > 10
    assert len(broken) > 20
    assert sum(optimum[-2] == 0 for optimum in optima) >= 15
    again = [optimum for optimum in optima if len(optimum) == 8]
    assert sum(optimum[4] > 0 for optimum in again) > 5  # calls
    assert sum(optimum[5] > 0 for optimum in again) > 10  # moves
