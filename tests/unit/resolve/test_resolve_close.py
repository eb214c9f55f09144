"""A month closed by its statuses: nothing is lost, nothing counts twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from support.sample_record import sample_record

from fieldplan.domain import (
    ClosedVisit,
    PlanRecord,
    Promise,
    PromiseStatus,
    Tier,
    VisitKind,
    VisitState,
)
from fieldplan.errors import InputError
from fieldplan.report.calendar_xlsx.read import VisitRow
from fieldplan.resolve.close import Closed, close_month

MONTH_END = date(2026, 12, 31)


def rows_of(record: PlanRecord, **edits: dict[str, object]) -> list[VisitRow]:
    """Rows as the calendar has them, those of the named visits edited."""
    rows = [
        VisitRow(visit_id=stop.visit_id, day=route.date, start_min=stop.start_min, status="planned")
        for route in record.plan.routes
        for stop in route.stops
    ]
    return [replace(row, **edits.get(row.visit_id, {})) for row in rows]  # type: ignore[arg-type]


def closed(record: PlanRecord, until: date | None = None, **edits: dict[str, object]) -> Closed:
    return close_month(record, rows_of(record, **edits), sheet="Визиты", until=until)


def first_of(record: PlanRecord, kind: str) -> str:
    kinds = {visit.id: visit.kind for visit in record.problem.visits}
    return next(
        stop.visit_id
        for route in record.plan.routes
        for stop in route.stops
        if kinds[stop.visit_id] == kind
    )


def test_every_visit_is_done_or_left_exactly_once() -> None:
    record = sample_record()
    late = rows_of(record)[3].visit_id
    result = closed(record, **{late: {"moved_to": date(2027, 1, 14)}}).carried
    done = [item.visit_id for item in result.done]
    undone = [item.visit_id for item in result.undone]
    assert sorted(done + undone) == sorted(visit.id for visit in record.problem.visits)
    assert set(undone) == {late, *(item.visit_id for item in record.plan.unassigned)}
    assert len(result.history) == len(done)


def test_past_visits_without_a_status_count_as_done_and_are_told() -> None:
    record = sample_record()
    said = rows_of(record)[0].visit_id
    result = closed(record, **{said: {"status": "done"}})
    assert said not in {item.visit_id for item in result.assumed}
    assert len(result.assumed) == len(result.carried.done) - 1


def test_what_lies_after_the_closing_is_not_past() -> None:
    record = sample_record()
    result = closed(record, until=date(2026, 12, 11)).carried
    assert max(item.date for item in result.done) == date(2026, 12, 11)
    routes = [route for route in record.plan.routes if route.date > date(2026, 12, 11)]
    left = sum(len(route.stops) for route in routes) + len(record.plan.unassigned)
    assert len(result.undone) == left


def test_a_cancelled_visit_comes_back_unless_it_was_a_call_out() -> None:
    record = sample_record()
    contract, call = first_of(record, "maintenance"), first_of(record, "maintenance")
    visits = tuple(
        replace(visit, kind=VisitKind.EMERGENCY.value, deadline=date(2026, 12, 3))
        if visit.id == call
        else visit
        for visit in record.problem.visits
    )
    calls = replace(record, problem=replace(record.problem, visits=visits))
    edit = {"status": "cancelled"}
    kept = closed(record, **{contract: edit})
    gone = closed(calls, **{call: edit})
    assert contract in {item.visit_id for item in kept.carried.undone}
    assert call not in {item.visit_id for item in gone.carried.undone}
    assert (kept.carried.cancelled, gone.carried.cancelled) == ((), (call,))
    assert kept.cancelled == (contract,)


def test_a_welcome_visit_that_was_not_made_owes_nothing() -> None:
    record = sample_record()
    visits = tuple(replace(visit, tier=Tier.WELCOME) for visit in record.problem.visits)
    record = replace(record, problem=replace(record.problem, visits=visits))
    assert closed(record).carried.undone == ()


def test_promises_beyond_the_month_stand_with_their_windows() -> None:
    record = sample_record()
    first, second, third = (row.visit_id for row in rows_of(record)[:3])
    promise = Promise(date=date(2027, 1, 13), start_min=600, end_min=720)
    visits = tuple(
        replace(v, promise=promise) if v.id == record.plan.unassigned[0].visit_id else v
        for v in record.problem.visits
    )
    record = replace(record, problem=replace(record.problem, visits=visits))
    result = closed(
        record,
        **{
            first: {"moved_to": date(2027, 1, 12), "moved_time_min": 870, "status": "agreed"},
            second: {"moved_to": date(2027, 1, 15)},
            third: {"moved_to": date(2027, 1, 15), "status": "done"},
        },
    ).carried
    told = {(p.date.day, p.window, p.status) for p in result.promised}
    assert told == {
        (12, (870, 990), PromiseStatus.AGREED),
        (15, None, PromiseStatus.TOLD),
        (13, (600, 720), PromiseStatus.AGREED),
    }
    assert {item.date for item in result.done if item.visit_id == third} == {MONTH_END}


def test_what_an_earlier_revision_reported_counts_too() -> None:
    record = sample_record()
    known = rows_of(record)[4].visit_id
    reports = (
        ClosedVisit(
            visit_id="S9-TO-2612",
            state=VisitState.DONE,
            site_id="S9",
            kind=VisitKind.MAINTENANCE,
            made_on=date(2026, 12, 3),
        ),
        ClosedVisit(
            visit_id="A9", state=VisitState.CANCELLED, site_id="S9", kind=VisitKind.EMERGENCY
        ),
        ClosedVisit(
            visit_id="P9-audit",
            state=VisitState.CANCELLED,
            site_id="S9",
            kind=VisitKind.AUDIT,
            project_id="P9",
        ),
        ClosedVisit(
            visit_id=known, state=VisitState.DONE, site_id="S1", kind=VisitKind.MAINTENANCE
        ),
    )
    result = closed(replace(record, closed=reports))
    assert {item.date for item in result.carried.done if item.visit_id == "S9-TO-2612"} == {
        date(2026, 12, 3)
    }
    assert "P9-audit" in {item.visit_id for item in result.carried.undone}
    assert (result.carried.cancelled, result.cancelled) == (("A9",), ("A9", "P9-audit"))
    assert known not in {item.visit_id for item in result.assumed}


def test_paperwork_of_the_last_days_is_owed() -> None:
    record = sample_record()
    visits = tuple(replace(visit, doc_min=20) for visit in record.problem.visits)
    record = replace(record, problem=replace(record.problem, visits=visits))
    desk = closed(record).carried.desk
    dates = {stop.visit_id: route.date for route in record.plan.routes for stop in route.stops}
    # 30 December is the last working day: within three working days lie the 28th to the 30th.
    assert {dates[item.visit_id] for item in desk} == {
        day for day in dates.values() if day >= date(2026, 12, 28)
    }
    assert all(item.minutes == 20 and item.until and item.until > MONTH_END for item in desk)


def test_rows_that_do_not_fit_the_plan_are_all_told() -> None:
    record = sample_record()
    rows = rows_of(record)
    wrong = [*rows[1:], replace(rows[5], row=99), replace(rows[2], visit_id="X-1", row=100)]
    with pytest.raises(InputError) as error:
        close_month(record, wrong, sheet="Визиты")
    found = {(f.code, f.cell, f.value) for f in error.value.findings}
    assert found == {
        ("closing.row_twice", "A99", rows[5].visit_id),
        ("closing.unknown_visit", "A100", "X-1"),
        ("closing.row_missing", "", rows[0].visit_id),
    }
