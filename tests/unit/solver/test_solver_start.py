"""A plan from elsewhere as a start: what is still legal stays, the rest goes."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from rules.instances import D1, D2, D3, engineer, plan, problem, route, visit, whole_day
from support.random_problems import random_problem
from support.small_months import small_month

from fieldplan.checker import check
from fieldplan.domain import After, Plan, Problem
from fieldplan.solver import StopRule, solve
from fieldplan.solver.build import build_plan, orders_of
from fieldplan.solver.problem import compile_problem
from fieldplan.solver.start import legal_start

DAYS = (D1, D2, D3)


def served(given: Problem, old: Plan) -> set[str]:
    compiled = compile_problem(given)
    made = build_plan(compiled, legal_start(compiled, old), {})
    assert check(given, made).violations == ()
    return {stop.visit_id for r in made.routes for stop in r.stops}


def three_days(**more: object) -> tuple[Problem, Plan]:
    """A, B and C on a day each, by E1; E2 is free."""
    both = (engineer(days=DAYS), engineer("E2", days=DAYS))
    given = problem(both, tuple(visit(name, DAYS) for name in "ABC"), days=DAYS)
    old = plan(given, whole_day("A", D1), whole_day("B", D2), whole_day("C", D3))
    return replace(given, **more), old


def changed(given: Problem, name: str, **changes: object) -> Problem:
    visits = tuple(replace(v, **changes) if v.id == name else v for v in given.visits)
    return replace(given, visits=visits)


def test_a_legal_plan_stays_as_it_is() -> None:
    for seed in range(25):
        for given in (random_problem(seed, max_visits=16), small_month(seed, 8)):
            compiled = compile_problem(given)
            made = solve(given, StopRule(iterations=60), seed=seed).plan
            kept = legal_start(compiled, made)
            assert kept == {s: tuple(o) for s, o in orders_of(compiled, made).items()}, seed


def test_whatever_changes_the_start_is_legal() -> None:
    """Plans of months without links, on the same months with them, hours and overtime cut."""
    rng = random.Random(5)
    left = 0
    for seed in range(60):
        given = small_month(seed, 8)
        loose = replace(
            given,
            visits=tuple(replace(v, after=()) for v in given.visits),
            engineers=tuple(
                replace(e, hours_min=None, overtime_month_min=None) for e in given.engineers
            ),
            same_engineer=(),
            consecutive=(),
        )
        old = solve(loose, StopRule(iterations=60), seed=seed).plan
        tight = replace(
            given,
            engineers=tuple(
                replace(e, hours_min=rng.choice((300, 700)), overtime_month_min=20)
                for e in given.engineers
            ),
        )
        left += len(served(tight, old))
    assert left > 60


def test_what_is_no_longer_allowed_goes() -> None:
    given, old = three_days()
    assert served(given, old) == {"A", "B", "C"}
    assert served(changed(given, "B", not_before=D3), old) == {"A", "C"}
    assert served(changed(given, "B", engineers=frozenset({"E2"})), old) == {"A", "C"}
    assert served(changed(given, "B", duration_min=530), old) == {"A", "C"}


def test_stages_before_their_predecessors_go_with_what_follows_them() -> None:
    given, old = three_days()
    chain = changed(given, "C", after=(After(visit_id="A"),))
    assert served(chain, old) == {"A", "B", "C"}
    late = changed(chain, "A", after=(After(visit_id="B", min_days=1),))
    assert served(late, old) == {"B"}
    far = changed(given, "C", after=(After(visit_id="A", min_calendar_days=3),))
    assert served(far, old) == {"A", "B"}


def test_torn_runs_go_as_a_whole() -> None:
    given, old = three_days(consecutive=(("A", "B"),))
    assert served(given, old) == {"A", "B", "C"}
    assert served(replace(given, consecutive=(("A", "C"),)), old) == {"B"}
    assert served(replace(given, consecutive=(("B", "A"),)), old) == {"C"}
    assert served(changed(given, "B", not_before=D3), old) == {"C"}


def test_a_group_stays_with_its_main_engineer() -> None:
    given, _ = three_days(same_engineer=(("A", "B", "C"),))
    mixed = plan(given, whole_day("A", D1, "E2"), whole_day("B", D2), whole_day("C", D3))
    assert served(given, mixed) == {"B", "C"}


@pytest.mark.parametrize(("hours", "kept"), [(419, set()), (420, {"A"}), (840, {"A", "B"})])
def test_the_month_keeps_the_first_routes_within_its_hours(hours: int, kept: set[str]) -> None:
    given, old = three_days(engineers=(engineer(days=DAYS, hours_min=hours),))
    assert served(given, old) == kept


def test_a_visit_listed_twice_stays_once() -> None:
    given = problem((engineer(days=(D1, D2)),), (visit("A", (D1, D2)),), days=(D1, D2))
    twice = Plan(routes=(route(D1, ("A", 550, 950)), route(D2, ("A", 550, 950))))
    compiled = compile_problem(given)
    assert legal_start(compiled, twice) == {0: (0,)}
