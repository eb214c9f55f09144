"""Why a visit is left out: found before the search, or read off the best plan."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from rules.instances import D1, D2, D3, engineer, problem, visit

from fieldplan.domain import (
    After,
    DeskMode,
    DeskRules,
    LunchRule,
    Problem,
    Reason,
    TravelMatrix,
    Visit,
)
from fieldplan.messages.reasons import TEXTS
from fieldplan.solver import StopRule, solve
from fieldplan.solver.problem import compile_problem
from fieldplan.solver.reasons import impossible_visits

DAYS = (D1, D2, D3)


def impossible(given: Problem) -> dict[str, Reason]:
    found = impossible_visits(compile_problem(given))
    return {given.visits[v].id: reasons[0] for v, reasons in found.items()}


def month(*visits: Visit, **more: object) -> Problem:
    return problem((engineer(days=DAYS),), visits, days=DAYS, **more)


def test_what_can_be_served_is_not_listed() -> None:
    chain = visit("B", (D2,), after=(After(visit_id="A", min_days=1),))
    assert impossible(month(visit("A", (D1,)), chain)) == {}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"skills": frozenset({"vsat"})}, "skills"),
        ({"engineers": frozenset({"E9"})}, "fixed_engineer"),
        ({"windows": {}}, "allowed_day"),
        ({"not_before": D3, "windows": {D1: ((540, 1080),)}}, "not_before"),
        ({"notice_until": D3, "windows": {D1: ((540, 1080),)}}, "notice_days"),
        ({"windows": {D1: ((540, 600), (700, 760))}}, "access_window"),
        ({"duration_min": 530, "windows": {D1: ((0, 1440),)}}, "shift_limit"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_impossible_visit_names_the_rule(changes: dict[str, object], code: str) -> None:
    given = replace(visit("A", DAYS, work=100), **changes)  # type: ignore[arg-type]
    reason = impossible(month(given, visit("B", DAYS)))
    assert {name: r.code for name, r in reason.items()} == {"A": code}
    assert f"{code}_detail" in TEXTS or code in TEXTS


def test_the_minutes_of_a_visit_too_long_for_every_shift() -> None:
    """530 of work and 10 there and 10 back in a shift of 540; with lunch and overhead, more."""
    given = month(visit("A", DAYS, work=530))
    assert impossible(given)["A"].params == {"minutes_needed": 550, "minutes_available": 540}
    harder = replace(given, lunch=LunchRule(minutes=60), stop_overhead_min=7)
    assert impossible(harder)["A"].params == {"minutes_needed": 617, "minutes_available": 540}
    longer = replace(given, engineers=(engineer(days=DAYS, overtime_day_min=10),))
    assert impossible(longer) == {}


def test_the_minutes_of_access_too_short() -> None:
    given = month(visit("A", (D1,), work=100, windows=((540, 600), (700, 790))))
    assert impossible(given)["A"].params == {"minutes_needed": 100, "minutes_available": 90}


def test_a_site_out_of_reach() -> None:
    minutes = np.array([[0, -1], [-1, 0]], dtype=np.int32)
    given = replace(month(visit("A", DAYS)), travel=TravelMatrix(minutes=minutes))
    assert impossible(given)["A"].code == "unreachable"


def test_nobody_works_on_its_days() -> None:
    given = problem((engineer(days=(D2,)),), (visit("A", (D1,)),), days=DAYS)
    assert impossible(given)["A"].code == "absence"


def test_a_chain_after_an_impossible_stage_is_reported_with_it() -> None:
    stages = (
        visit("A", DAYS, skills=frozenset({"vsat"})),
        visit("B", DAYS, after=(After(visit_id="A", min_days=1),)),
        visit("C", DAYS, after=(After(visit_id="B", min_days=1),)),
        visit("D", DAYS),
    )
    found = impossible(month(*stages))
    assert {name: r.code for name, r in found.items()} == {
        "A": "skills",
        "B": "predecessor_impossible",
        "C": "predecessor_impossible",
    }
    assert found["C"].params == {"visit": "B"}


def test_lags_that_do_not_fit_the_horizon_add_up() -> None:
    """A on D1 at the earliest, so B on D2 and C on D3; D would need a fourth day."""
    lag = {"min_days": 1}
    stages = [visit("A", DAYS)]
    for before, name in zip("ABC", "BCD", strict=True):
        stages.append(visit(name, DAYS, after=(After(visit_id=before, **lag),)))
    found = impossible(month(*stages))
    assert {name: r.code for name, r in found.items()} == {"D": "min_lag"}
    assert found["D"].params == {"visit": "C"}


def test_calendar_lags_count_calendar_days() -> None:
    """The horizon's last day is two calendar days after its first."""
    near, far = (
        visit(name, DAYS, after=(After(visit_id="A", min_calendar_days=days),))
        for name, days in (("B", 2), ("C", 3))
    )
    assert set(impossible(month(visit("A", DAYS), near, far))) == {"C"}


def test_a_run_falls_with_its_impossible_part() -> None:
    given = replace(month(visit("A", DAYS), visit("B", ())), consecutive=(("A", "B"),))
    found = impossible(given)
    assert {name: r.code for name, r in found.items()} == {
        "A": "consecutive_days",
        "B": "allowed_day",
    }


def test_every_visit_left_out_has_a_reason_with_a_text() -> None:
    """Of three whole-day visits on two days, one has no room; its successor says so."""
    follows = visit("D", (D2,), work=60, after=(After(visit_id="C"),))
    whole = tuple(visit(n, (D1, D2), weight=w) for n, w in (("A", 40), ("B", 40), ("C", 5)))
    given = problem((engineer(days=(D1, D2)),), (*whole, follows), days=(D1, D2))
    plan = solve(given, StopRule(iterations=100)).plan
    reasons = {item.visit_id: item.reasons for item in plan.unassigned}
    assert {name: [r.code for r in found] for name, found in reasons.items()} == {
        "C": ["no_room"],
        "D": ["predecessor_unserved"],
    }
    assert reasons["C"][0].params == {"days": 2, "work_min": 400}
    assert all(r.code in TEXTS or f"{r.code}_detail" in TEXTS for f in reasons.values() for r in f)


def test_a_visit_without_time_for_its_paperwork_says_so() -> None:
    """A takes 10 + 200 + 10 and B the same; their paperwork of 80 each, due that day, has 120."""
    visits = (visit("A", work=200, weight=20, doc_min=80), visit("B", work=200, doc_min=80))
    given = problem((engineer(),), visits, desk=DeskRules(mode=DeskMode.STRICT, doc_days=0))
    (left,) = solve(given, StopRule(iterations=20)).plan.unassigned
    assert (left.visit_id, left.reasons) == (
        "B",
        (Reason(code="desk_capacity", params={"minutes": 40}),),
    )


def test_a_visit_that_only_the_reserve_forbids_says_so() -> None:
    """10 + 500 + 10 of a shift of 540, of which 60 are kept free."""
    given = month(visit("A", DAYS, work=500))
    given = replace(given, engineers=(engineer(days=DAYS, reserve_min=60, overtime_day_min=30),))
    assert impossible(given) == {
        "A": Reason(
            code="emergency_reserve", params={"minutes_needed": 520, "minutes_available": 480}
        )
    }
