"""The only engineer is ill: what a contractor in his place would do and cost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache

import pytest
from support.books import make_engineer
from support.month_book import small_book

from fieldplan.api import plan_month, stop_rule
from fieldplan.checker import check
from fieldplan.domain import Absence, PlanRecord
from fieldplan.resolve.edits import Edits
from fieldplan.resolve.replan import Request
from fieldplan.resolve.stand_in import HIRED, StandIn, stand_in
from fieldplan.travel.estimate import estimate_matrix

PRICE = 900_000


@cache
def month(**settings: object) -> PlanRecord:
    chosen = {"contractor_notice_days": 0, "contractor_day_cost": PRICE, **settings}
    book = small_book(settings=chosen, agreed=())
    return plan_month(book, month="2026-12", stop=stop_rule(iterations=100))


def ill(record: PlanRecord, days: int = 3) -> tuple[Request, date, date]:
    """The evening before the first route of a plan whose engineer has fallen ill."""
    second = sorted(route.date for route in record.plan.routes)[1]
    last = second + timedelta(days=days - 1)
    absences = tuple(
        Absence(engineer_id=engineer.id, first=second, last=last)
        for engineer in record.problem.engineers
        if not engineer.contractor
    )
    now = datetime.combine(second - timedelta(days=1), time(19))
    request = Request(edits=Edits(absences=absences), now=now, matrix_of=estimate_matrix)
    return request, second, last


def found(record: PlanRecord, days: int = 3) -> StandIn:
    result = stand_in(record, ill(record, days)[0])
    assert result is not None
    assert check(result.answer.record.problem, result.answer.record.plan).ok
    return result


def test_he_makes_the_visits_on_their_own_days_for_the_price_of_the_settings() -> None:
    record = month()
    _, first, last = ill(record)
    result = found(record)
    was = {s.visit_id: r.date for r in record.plan.routes for s in r.stops}
    his = [r for r in result.answer.record.plan.routes if r.engineer_id == HIRED]
    assert his
    assert {was[s.visit_id] for r in his for s in r.stops} <= {r.date for r in his}
    assert all(first <= route.date <= last for route in his)
    assert (result.days, result.visits) == (len(his), sum(len(r.stops) for r in his))
    assert result.fee_cost == PRICE * len(his)
    assert result.planned == sum(first <= day <= last for day in was.values())
    assert result.dropped == 0
    assert result.moved == result.planned - result.visits


def test_the_least_order_is_paid() -> None:
    assert found(month(contractor_least_cost=5_000_000)).fee_cost == 5_000_000


def test_without_a_price_there_is_no_cost() -> None:
    result = found(month(contractor_day_cost=0))
    assert result.days > 0
    assert result.fee_cost == 0


def test_he_cannot_come_before_his_notice() -> None:
    record = month(contractor_notice_days=10)
    result = found(record)
    assert result.available_from is not None
    assert result.available_from > ill(record)[2]
    assert (result.days, result.visits, result.fee_cost) == (0, 0, 0)


def test_a_contractor_of_the_team_is_asked_first() -> None:
    hired = replace(make_engineer("C1"), contractor=True, day_cost=PRICE)
    book = small_book(engineers=(make_engineer(), hired), agreed=())
    record = plan_month(book, month="2026-12", stop=stop_rule(iterations=100))
    result = found(record)
    assert result.available_from is None
    assert {r.engineer_id for r in result.answer.record.plan.routes} <= {"E1", "C1"}


@pytest.mark.parametrize("later", [0, 40])
def test_no_visit_is_taken_away(later: int) -> None:
    """An absence that takes nothing away needs nobody in the place."""
    record = month()
    request, *_ = ill(record)
    edits = Edits()
    if later:
        day = max(route.date for route in record.plan.routes) + timedelta(days=later)
        edits = Edits(absences=(Absence(engineer_id="E1", first=day, last=day),))
    assert stand_in(record, replace(request, edits=edits)) is None
