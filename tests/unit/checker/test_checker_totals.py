"""Stored totals and proofs against what the plan itself says, by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rules.instances import D1, D2, D3, engineer, plan, problem, route, visit, whole_day

from fieldplan.checker import check
from fieldplan.domain import CostLine, Plan, Promise, TierResult
from fieldplan.rules import BY_NAME

GIVEN = problem((engineer(),), (visit("A", work=60), visit("B", (D2,))))
GOOD = plan(GIVEN, route(D1, ("A", 550, 610)), left_out=("B",))
"""10 of weight left out, 20 minutes driven."""
CLOSED = tuple(replace(tier, bound=tier.value, optimal=True) for tier in GOOD.tiers)


def wrong(answer: Plan) -> list[tuple[str, int]]:
    found = check(GIVEN, answer).violations
    assert {v.rule for v in found} <= {"stored_totals"}
    return [(v.subject, v.amount) for v in found]


@pytest.mark.parametrize("by", [-4, 4])
def test_a_tier_that_is_off(by: int) -> None:
    tiers = (*GOOD.tiers[:-1], replace(GOOD.tiers[-1], value=20 + by))
    assert wrong(replace(GOOD, tiers=tiers)) == [("drive_min", 4)]


@pytest.mark.parametrize("order", [(1, 0), (0, 2)])
def test_tiers_in_another_order(order: tuple[int, int]) -> None:
    tiers = list(GOOD.tiers)
    one, other = order
    tiers[one], tiers[other] = tiers[other], tiers[one]
    assert wrong(replace(GOOD, tiers=tuple(tiers))) == [("tiers", 1)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (CostLine(rule="no_such_line", tier="drive_min", amount=0), ("no_such_line", 1)),
        (CostLine(rule="no_such_line", tier="drive_min", amount=-7), ("no_such_line", 7)),
        (CostLine(rule="skills", tier="drive_min", amount=1), ("skills", 1)),
        (CostLine(rule="skills", tier=BY_NAME["skills"].tier, amount=1), ("skills", 1)),
        (CostLine(rule="unserved", tier="a", amount=1), ("unserved", 1)),
        (CostLine(rule="unserved", tier="z", amount=3), ("unserved", 3)),
        (CostLine(rule="unserved", tier="a", amount=0), ("unserved", 1)),
        (CostLine(rule="unserved", tier="z", amount=0), ("unserved", 1)),
    ],
)
def test_a_line_that_should_not_be(line: CostLine, expected: tuple[str, int]) -> None:
    assert wrong(replace(GOOD, cost_lines=(*GOOD.cost_lines, line))) == [expected]


@pytest.mark.parametrize(
    ("last", "amount"),
    [
        (TierResult(tier="drive_min", value=20, bound=20, optimal=True), 0),
        (TierResult(tier="drive_min", value=20, bound=15, optimal=True), 5),
        (TierResult(tier="drive_min", value=20, optimal=True), 1),
        (TierResult(tier="drive_min", value=20, bound=20), 0),
        (TierResult(tier="drive_min", value=20, bound=21), 1),
    ],
)
def test_a_proof_of_the_last_tier_when_all_above_are_closed(last: TierResult, amount: int) -> None:
    found = wrong(replace(GOOD, tiers=(*CLOSED[:-1], last)))
    assert found == ([("drive_min", amount)] if amount else [])


@pytest.mark.parametrize(
    ("start", "end", "kept"), [(550, 700, True), (500, 550, True), (551, 700, False)]
)
def test_the_edges_of_a_promise(start: int, end: int, kept: bool) -> None:
    promised = visit("A", work=60, promise=Promise(date=D1, start_min=start, end_min=end))
    given = problem((engineer(),), (promised,))
    report = check(given, plan(given, route(D1, ("A", 550, 610))))
    assert report.ok
    assert (report.broken_promises == ()) is kept


def test_an_emergency_just_in_time() -> None:
    for minute, late in ((550, False), (549, True)):
        urgent = visit("A", work=60, deadline=D1, deadline_min=minute)
        given = problem((engineer(),), (urgent,))
        report = check(given, plan(given, route(D1, ("A", 550, 610))))
        assert report.ok
        assert bool(report.broken_promises) is late


def test_an_emergency_left_out_is_at_least_a_day_late() -> None:
    for deadline, days in ((D3, 1), (D2, 1), (D1, 2)):
        given = problem((engineer(days=(D1, D2)),), (visit("A", deadline=deadline),), (D1, D2))
        report = check(given, plan(given, left_out=("A",)))
        assert report.ok
        assert [v.amount for v in report.broken_promises] == [days]


def test_an_emergency_before_its_deadline_is_not_late() -> None:
    given = problem((engineer(days=(D1, D2)),), (visit("A", (D1, D2), deadline=D2),), (D1, D2))
    for day in (D1, D2):
        assert check(given, plan(given, whole_day("A", day))).broken_promises == ()
