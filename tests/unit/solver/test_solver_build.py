"""From orders of stops to a plan, and back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rules.instances import D1, D2, engineer, plan, problem, route, visit, whole_day
from support.random_problems import random_problem
from support.small_months import small_month
from support.solver_slots import entries_of, slot_of

from fieldplan.checker import check
from fieldplan.domain import LunchRule, Plan, Problem, Promise, Reason, Tier
from fieldplan.solver import StopRule, solve
from fieldplan.solver.build import build_plan, build_route, orders_of
from fieldplan.solver.problem import compile_problem

STOP = StopRule(iterations=100)


def bare(made: Plan) -> Plan:
    """The plan without what build_plan is not told."""
    unassigned = tuple(replace(u, reasons=()) for u in made.unassigned)
    tiers = tuple(replace(t, bound=None, optimal=False) for t in made.tiers)
    return Plan(routes=made.routes, unassigned=unassigned, tiers=tiers, cost_lines=made.cost_lines)


@pytest.mark.parametrize("make", [random_problem, lambda seed: small_month(seed, 9)])
def test_orders_of_a_plan_build_it_again(make: object) -> None:
    for seed in range(30):
        given: Problem = make(seed)  # type: ignore[operator]
        compiled = compile_problem(given)
        made = solve(given, STOP, seed=seed).plan
        orders = orders_of(compiled, made)
        again = build_plan(compiled, orders, {})
        assert bare(again) == bare(made), seed
        assert orders_of(compiled, again) == orders, seed


def test_routes_are_sorted_and_the_rest_has_its_reasons() -> None:
    both = (engineer("E2", days=(D1, D2)), engineer("E1", days=(D1, D2)))
    names = tuple(visit(name, (D1, D2)) for name in "ABCDE")
    given = problem(both, names, days=(D1, D2))
    compiled = compile_problem(given)
    orders = {slot: [slot] for slot in reversed(range(4))}
    made = build_plan(compiled, orders, {})
    keys = [(r.date, r.engineer_id) for r in made.routes]
    assert keys == [(D1, "E1"), (D1, "E2"), (D2, "E1"), (D2, "E2")]
    assert [(u.visit_id, u.reasons) for u in made.unassigned] == [("E", (Reason(code="no_room"),))]
    named = build_plan(compiled, orders, {4: (Reason(code="skills"),)})
    assert named.unassigned[0].reasons == (Reason(code="skills"),)
    assert check(given, made).ok


def test_an_order_that_cannot_be_timed_is_refused() -> None:
    given = problem((engineer(),), (visit("A"), visit("B")))
    with pytest.raises(ValueError, match="cannot be timed"):
        build_route(compile_problem(given), 0, [0, 1])


def test_unknown_days_and_visits_of_a_plan_are_skipped() -> None:
    given = problem((engineer(),), (visit("A", work=60),))
    wider = problem(
        (engineer(days=(D1, D2)),), (visit("A", work=60), visit("X", (D1, D2))), days=(D1, D2)
    )
    old = plan(wider, route(D1, ("A", 550, 610), ("X", 610, 1010)), whole_day("X", D2))
    assert orders_of(compile_problem(given), old) == {0: [0]}


def test_a_stop_comes_back_in_the_form_it_has() -> None:
    """Kept where the promise is, late where the deadline has passed, broken otherwise."""
    promise = Promise(date=D1, start_min=600, end_min=660)
    given = problem(
        (engineer(days=(D1, D2)),),
        (
            visit("A", (D1, D2), work=60, promise=promise),
            visit("B", (D1, D2), work=60, tier=Tier.EMERGENCY, deadline=D1, deadline_min=660),
        ),
        days=(D1, D2),
    )
    compiled = compile_problem(given)
    forms = [(f.visit.id, f.kept, f.late) for f in compiled.entries]
    assert forms == [
        ("A", True, False), ("A", False, False), ("B", False, False), ("B", False, True),
    ]  # fmt: skip

    def back(*stops: tuple[str, int, int], day: object = D1) -> list[int]:
        made = Plan(routes=(replace(route(D1, *stops), date=day),))
        return next(iter(orders_of(compiled, made).values()))

    assert back(("A", 600, 660), ("B", 660, 720)) == [0, 2]
    assert back(("A", 661, 721), ("B", 721, 781)) == [1, 3]
    assert back(("B", 550, 610), ("A", 610, 670), day=D2) == [2, 1]


def test_lunch_has_its_place_in_the_times() -> None:
    """A ends at 12:30; after B, which would end at 15:10, it is too late for lunch."""
    given = problem(
        (engineer(),), (visit("A", work=200), visit("B", work=160)), lunch=LunchRule(minutes=60)
    )
    compiled = compile_problem(given)
    made = build_route(compiled, slot_of(compiled, "E1", D1), entries_of(compiled, "AB"))
    first, second = made.stops
    assert made.lunch_min == 750
    assert (first.start_min, first.end_min, first.depart_min) == (550, 750, 810)
    assert (second.arrive_min, second.start_min, second.end_min) == (810, 810, 970)
    assert made.back_min == 980
