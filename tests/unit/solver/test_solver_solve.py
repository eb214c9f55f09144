"""The one public function: anytime, repeatable, never worse than what it starts from."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from rules.instances import D1, D2, SHIFT, engineer, plan, problem, visit, whole_day
from support.random_problems import random_problem
from support.small_months import small_month

from fieldplan.checker import check
from fieldplan.domain import After, Plan, Problem, Resume
from fieldplan.solver import Progress, StopRule, solve
from fieldplan.solver.certify import simple_bounds
from fieldplan.solver.chain import CHUNK
from fieldplan.solver.exact import Exact
from fieldplan.solver.problem import compile_problem
from fieldplan.solver.reasons import impossible_visits
from fieldplan.solver.search import Search
from fieldplan.solver.wide import Wide

STOP = StopRule(iterations=200)
ROOT = Path(__file__).resolve().parents[3]
BY_HASH_SEED = """
import sys
sys.path[:0] = [{tests!r}, {root!r}]
from support.random_problems import random_problem
from fieldplan.solver import StopRule, solve
for seed in (1, 4):
    problem = random_problem(seed, max_visits=20, min_visits=20)
    print(solve(problem, StopRule(iterations=150), seed=1).plan)
"""


def tiers(made: Plan) -> tuple[int, ...]:
    return tuple(tier.value for tier in made.tiers)


@cache
def month(seed: int) -> Problem:
    return random_problem(seed, max_visits=25, min_visits=15)


def test_a_solve_needs_a_limit() -> None:
    with pytest.raises(ValueError, match="limit"):
        solve(month(0), StopRule(gap=0.01))


@pytest.mark.parametrize("seed", range(6))
def test_a_previous_plan_is_never_made_worse(seed: int) -> None:
    good = solve(month(seed), StopRule(iterations=400), seed=seed).plan
    for iterations in (0, 1, 50):
        again = solve(
            month(seed), StopRule(iterations=iterations), seed=seed + 1, previous=good
        ).plan
        assert tiers(again) <= tiers(good)
        assert check(month(seed), again).violations == ()


def test_a_previous_plan_is_kept_where_the_search_alone_finds_less() -> None:
    """Without a single iteration, the start is all there is."""
    kept = 0
    for seed in range(12):
        good = solve(month(seed), StopRule(iterations=400), seed=seed).plan
        alone = solve(month(seed), StopRule(iterations=0), seed=seed).plan
        begun = solve(month(seed), StopRule(iterations=0), seed=seed, previous=good).plan
        assert tiers(begun) <= min(tiers(good), tiers(alone))
        kept += tiers(good) < tiers(alone)
    assert kept > 3


def test_a_previous_plan_that_breaks_a_rule_is_not_believed() -> None:
    """Such as one made before a stage order, a run or a common engineer was entered."""
    both = (engineer(days=(D1, D2)), engineer("E2", days=(D1, D2)))
    names = (visit("A", (D1, D2)), visit("B", (D1, D2)))
    before = problem(both, names, days=(D1, D2))
    old = plan(before, whole_day("B", D1), whole_day("A", D1, "E2"))
    follows = (names[0], replace(names[1], after=(After(visit_id="A", min_days=1),)))
    for changed in (
        replace(before, visits=follows),
        replace(before, consecutive=(("A", "B"),)),
        replace(before, same_engineer=(("A", "B"),)),
    ):
        for stop in (StopRule(iterations=0), STOP):
            made = solve(changed, stop, previous=old).plan
            assert check(changed, made).violations == ()


def test_a_previous_plan_of_another_month_is_no_hindrance() -> None:
    made = solve(month(1), STOP, previous=solve(month(2), STOP).plan).plan
    assert check(month(1), made).violations == ()


@pytest.mark.parametrize("seed", [0, 3, 5])
def test_iterations_and_a_seed_repeat_exactly(seed: int) -> None:
    one, other = (solve(month(seed), STOP, seed=7) for _ in range(2))
    assert one.plan == other.plan
    assert one.iterations == other.iterations


def test_other_seeds_search_otherwise() -> None:
    events: dict[int, list[Progress]] = {1: [], 2: []}
    for seed, seen in events.items():
        solve(month(5), StopRule(iterations=100), seed=seed, progress=seen.append)
    assert all(events.values())


def test_the_plan_does_not_depend_on_the_order_of_sets() -> None:
    """Two processes under two values of PYTHONHASHSEED."""
    script = BY_HASH_SEED.format(tests=str(ROOT / "tests"), root=str(ROOT))
    answers = [
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        ).stdout
        for hash_seed in ("1", "4242")
    ]
    assert "Route(" in answers[0]
    assert answers[0] == answers[1]


def _is_better_or_equal(after: Progress, before: Progress) -> bool:
    return tuple(t.value for t in after.tiers) <= tuple(t.value for t in before.tiers)


@pytest.mark.parametrize("seed", range(4))
def test_progress_tells_of_ever_better_plans(seed: int) -> None:
    seen: list[Progress] = []
    result = solve(month(seed), STOP, seed=seed, progress=seen.append)
    assert seen[0].stage == "construct"
    assert all(_is_better_or_equal(after, before) for before, after in pairwise(seen))
    assert tuple(t.value for t in seen[-1].tiers) >= tiers(result.plan)
    assert all(event.total == len(month(seed).visits) for event in seen)
    assert all(0 <= event.served <= event.total for event in seen)
    assert [event.iterations for event in seen] == sorted(event.iterations for event in seen)


def test_progress_that_returns_true_ends_the_solve() -> None:
    seen: list[Progress] = []

    def stop_at_once(event: Progress) -> bool:
        seen.append(event)
        return True

    result = solve(month(0), StopRule(iterations=100_000), progress=stop_at_once)
    assert result.stopped_by == result.plan.stopped_by == "cancelled"
    assert len(seen) == 1
    assert result.iterations < 100_000
    assert tiers(result.plan) == tuple(t.value for t in seen[0].tiers)
    assert check(month(0), result.plan).violations == ()


@pytest.mark.parametrize("at", [1, 2, 3])
def test_an_interrupt_keeps_the_best_plan(at: int) -> None:
    """Ctrl-C arrives where Python looks for it: here, in the progress callback."""
    seen: list[Progress] = []

    def interrupt(event: Progress) -> None:
        seen.append(event)
        if len(seen) == at:
            raise KeyboardInterrupt

    result = solve(month(1), StopRule(iterations=100_000), progress=interrupt)
    assert result.stopped_by == "interrupt"
    assert tiers(result.plan) <= tuple(t.value for t in seen[-1].tiers)
    assert check(month(1), result.plan).violations == ()


def test_a_limit_of_time_that_is_over_at_once_still_gives_a_plan() -> None:
    result = solve(month(2), StopRule(time_limit_s=0.0))
    assert result.stopped_by == "limit"
    assert result.plan.routes
    assert check(month(2), result.plan).violations == ()


def test_a_solve_that_has_proven_its_plan_stops() -> None:
    given = problem((engineer(),), (visit("A"),))
    result = solve(given, StopRule(iterations=5_000))
    assert result.stopped_by == "gap"
    assert all(tier.optimal and tier.bound == tier.value for tier in result.plan.tiers)
    assert result.iterations < 5_000


def test_nothing_to_do_is_a_plan() -> None:
    nobody = solve(problem((), (visit("A"),)), STOP).plan
    assert [item.visit_id for item in nobody.unassigned] == ["A"]
    assert nobody.unassigned[0].reasons
    nothing = solve(problem((engineer(),), ()), STOP).plan
    assert (nothing.routes, nothing.unassigned) == ((), ())
    impossible = solve(problem((engineer(),), (visit("A", work=2000),)), STOP).plan
    assert [item.visit_id for item in impossible.unassigned] == ["A"]


def test_a_plan_tells_how_it_was_made() -> None:
    result = solve(month(4), StopRule(iterations=120), seed=9)
    assert (result.plan.seed, result.plan.iterations) == (9, result.iterations)
    assert result.plan.seconds == 0.0
    assert result.plan.stopped_by == result.stopped_by


@pytest.mark.parametrize("seeds", [range(0, 10), range(10, 20)], ids=str)
def test_plans_of_any_length_of_search_are_legal(seeds: range) -> None:
    for seed in seeds:
        for given in (month(seed), small_month(seed, 10)):
            for iterations in (0, 1, 60):
                made = solve(given, StopRule(iterations=iterations), seed=seed).plan
                assert check(given, made).violations == (), (seed, iterations)


@pytest.mark.parametrize(("owner", "part"), [(Exact, "relax"), (Wide, "choose"), (Exact, "prove")])
def test_a_failure_of_the_exact_part_leaves_the_best_plan_with_no_claim_of_that_part(
    owner: type, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> object:
        raise MemoryError("no room for the columns")

    monkeypatch.setattr(owner, part, fail)
    stop = StopRule(iterations=CHUNK * 10)
    with pytest.raises(MemoryError):
        solve(month(2), stop)
    result = solve(month(2), replace(stop, keep_best=True))
    assert result.stopped_by == result.plan.stopped_by == "failure"
    assert result.plan.routes
    *above, last = [tier.bound for tier in result.plan.tiers]
    compiled = compile_problem(month(2))
    needs_no_search = simple_bounds(compiled, frozenset(impossible_visits(compiled))).upper
    assert all(bound in (None, least) for bound, least in zip(above, needs_no_search, strict=True))
    assert last is None
    assert check(month(2), result.plan).violations == ()


def test_a_failure_before_the_first_plan_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(Search, "construct", fail)
    with pytest.raises(MemoryError):
        solve(month(2), replace(STOP, keep_best=True))


def test_a_day_that_is_over_takes_nothing() -> None:
    """Its engineer goes on after the end of his shift: there is no time to cut into a grid."""
    late = replace(engineer(days=(D1, D2)), resume={D1: Resume(minute=SHIFT[1] + 200, location=0)})
    visits = (visit("A", (D1, D2), work=60), visit("B", (D1,), work=60))
    given = problem((late,), visits, (D1, D2))
    made = solve(given, StopRule(iterations=100)).plan
    assert check(given, made).ok
    stops = [(route.date, stop.visit_id) for route in made.routes for stop in route.stops]
    assert stops == [(D2, "A")]
