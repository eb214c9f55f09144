"""Desk rules from the settings and from a closed month."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from support.books import demand_of, make_book, make_engineer, make_site

from fieldplan.domain import CarryOver, DeskBacklog, DeskMode, DeskRules
from fieldplan.errors import InputError


def rules_of(carried: CarryOver | None = None, **changes: Any) -> tuple[DeskRules, list[str]]:
    book = make_book(sites=(make_site(),), engineers=(make_engineer(),))
    demand = demand_of(book, carried=carried, **changes)
    assert demand.problem.desk is not None
    return demand.problem.desk, [finding.code for finding in demand.findings]


def owing(*items: DeskBacklog) -> CarryOver:
    return CarryOver(month="2026-11", closed=date(2026, 11, 30), desk=items)


def test_the_settings_make_the_rules() -> None:
    rules, _ = rules_of()
    assert rules == DeskRules(consult_week_min=210, handover_min=15)
    rules, _ = rules_of(desk_strict=True, doc_days=1, consultations_week=5, handover_min=0)
    assert rules == DeskRules(mode=DeskMode.STRICT, doc_days=1, consult_week_min=150)


def test_a_reserve_is_every_engineers() -> None:
    book = make_book(sites=(make_site(),), engineers=(make_engineer(),))
    demand = demand_of(book, emergency_reserve_min=45)
    assert [e.reserve_min for e in demand.problem.engineers] == [45]


def test_the_backlog_of_known_engineers_is_taken_up() -> None:
    mine = DeskBacklog(engineer_id="E1", visit_id="V", minutes=30, until=date(2026, 12, 2))
    gone = DeskBacklog(engineer_id="E9", visit_id="W", minutes=20)
    rules, codes = rules_of(owing(mine, gone))
    assert rules.backlog == (mine,)
    assert "demand_desk_backlog_engineer" in codes


def test_a_strict_month_that_its_backlog_alone_fills_is_a_contradiction() -> None:
    much = DeskBacklog(engineer_id="E1", visit_id="V", minutes=600, until=date(2026, 12, 1))
    rules_of(owing(much))
    with pytest.raises(InputError) as caught:
        rules_of(owing(much), desk_strict=True)
    (found,) = [f for f in caught.value.findings if f.severity == "contradiction"]
    assert (found.code, found.value) == ("demand_desk_too_much", "E1")
    assert found.params["minutes"] == 120  # 600 less the 480 of the only day
