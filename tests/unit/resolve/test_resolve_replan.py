"""A running month planned anew: the past stays, promises and calls are the last to go."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from functools import cache

import pytest
from support.month_book import small_book

from fieldplan.api import plan_month, stop_rule
from fieldplan.checker import check
from fieldplan.domain import (
    Absence,
    Emergency,
    Plan,
    PlanRecord,
    Promise,
    PromiseStatus,
    VisitState,
)
from fieldplan.errors import InputError
from fieldplan.report.changes import plan_changes
from fieldplan.resolve.edits import Edits
from fieldplan.resolve.menu import Way, restriction
from fieldplan.resolve.replan import Replanned, Request, replan
from fieldplan.resolve.whole import Mode
from fieldplan.solver import StopRule
from fieldplan.travel.estimate import estimate_matrix

STOP = StopRule(iterations=60)
Places = dict[str, tuple[date, str]]


@cache
def month() -> PlanRecord:
    return plan_month(small_book(), month="2026-12", stop=stop_rule(iterations=200))


@cache
def reserved() -> PlanRecord:
    book = small_book(settings={"emergency_reserve_min": 240, "desk_strict": True})
    return plan_month(book, month="2026-12", stop=stop_rule(iterations=60))


def placed(plan: Plan) -> Places:
    return {s.visit_id: (r.date, r.engineer_id) for r in plan.routes for s in r.stops}


def made(record: PlanRecord, now: datetime, edits: Edits, mode: Mode = Mode.MINIMAL) -> Replanned:
    request = Request(edits=edits, now=now, matrix_of=estimate_matrix, stop=STOP, mode=mode)
    return replan(record, request)


def noon(record: PlanRecord, nth: int = 1) -> datetime:
    """Noon of the nth day that has a route."""
    days = sorted({route.date for route in record.plan.routes})
    return datetime.combine(days[nth], time(12))


def emergency(name: str, site_id: str, now: datetime) -> Emergency:
    return Emergency(id=name, site_id=site_id, reported=now, response_days=1)


def future(record: PlanRecord, now: datetime) -> list[str]:
    return [
        stop.visit_id
        for route in record.plan.routes
        if route.date > now.date()
        for stop in route.stops
    ]


class TestEmergency:
    def test_it_is_attended_and_the_past_is_as_it_was(self) -> None:
        record = month()
        now = noon(record)
        answer = made(record, now, Edits(emergencies=(emergency("X1", "S05", now),))).final.record
        assert check(answer.problem, answer.plan).ok
        assert "X1" in placed(answer.plan)
        old = {r.date: r for r in record.plan.routes if r.date < now.date()}
        assert old == {r.date: r for r in answer.plan.routes if r.date < now.date()}

    def test_nothing_is_lost_and_few_move(self) -> None:
        record = month()
        now = noon(record)
        done = made(record, now, Edits(emergencies=(emergency("X1", "S05", now),)))
        kinds = [change.kind for change in plan_changes(record, done.final.record)]
        assert "dropped" not in kinds
        assert kinds.count("added") == 1
        assert kinds.count("day") <= 1

    def test_the_final_answer_is_never_worse_than_the_first(self) -> None:
        record = month()
        now = noon(record)
        done = made(record, now, Edits(emergencies=(emergency("X1", "S05", now),)))
        first, final = (
            [tier.value for tier in answer.record.plan.tiers] for answer in (done.first, done.final)
        )
        assert final <= first

    def test_a_way_taken_binds_no_later_plan(self) -> None:
        """Nobody moves for the call-out; days later, everybody may."""
        record, now = month(), noon(month())
        edits = Edits(emergencies=(emergency("A9", "S05", now),))
        request = Request(edits=edits, now=now, matrix_of=estimate_matrix, stop=STOP)
        answer = replan(record, replace(request, restrict=restriction(Way.STAY))).final.record
        assert placed(record.plan).items() <= placed(answer.plan).items()
        days = {visit.id: (set(visit.windows), visit.engineers) for visit in record.problem.visits}
        later = {visit.id: visit for visit in answer.problem.visits}
        for name in future(record, now):
            assert (set(later[name].windows), later[name].engineers) == days[name]
        assert not any(tier.optimal or tier.bound for tier in answer.plan.tiers)

    def test_ten_in_a_row_leave_a_valid_plan(self) -> None:
        record = month()
        for number in range(10):
            now = noon(record, 1 + number // 3).replace(hour=10 + number % 3 * 2)
            news = Edits(emergencies=(emergency(f"X{number}", f"S{1 + number:02d}", now),))
            before = placed(record.plan)
            gone = {v for v, place in before.items() if place[0] < now.date()}
            record = made(record, now, news).final.record
            report = check(record.problem, record.plan)
            assert report.ok, (number, report.violations)
            after = placed(record.plan)
            assert {v: before[v] for v in gone} == {v: after[v] for v in gone}
        assert sum(name.startswith("X") for name in placed(record.plan)) == 10


class TestReserve:
    """A month with four hours of every shift kept free."""

    def test_a_plan_keeps_it_and_a_replan_may_use_it(self) -> None:
        record = reserved()
        assert all(e.reserve_min == 240 for e in record.problem.engineers)
        assert all(route.back_min <= 1080 - 240 for route in record.plan.routes)
        assert record.plan.desk
        assert record.plan.desk_overflow_min == 0  # strict in a new plan
        now = noon(record)
        news = tuple(emergency(f"X{n}", f"S0{n + 1}", now) for n in range(4))
        answer = made(record, now, Edits(emergencies=news)).final.record
        assert check(answer.problem, answer.plan).ok
        assert all(f"X{n}" in placed(answer.plan) for n in range(4))
        assert any(route.back_min > 1080 - 240 for route in answer.plan.routes)


class TestModes:
    def test_free_knows_no_moves(self) -> None:
        record = month()
        now = noon(record)
        answer = made(record, now, Edits(), Mode.FREE).final.record
        assert all(visit.before is None for visit in answer.problem.visits)
        assert [tier.tier for tier in answer.plan.tiers][3] == "unserved_weight"

    def test_minimal_without_news_changes_nothing(self) -> None:
        record = month()
        answer = made(record, noon(record), Edits()).final.record
        assert placed(answer.plan) == placed(record.plan)

    def test_keep_engineers_binds_them(self) -> None:
        record = month()
        now = noon(record)
        problem = made(record, now, Edits(), Mode.KEEP_ENGINEERS).final.record.problem
        bound = [visit for visit in problem.visits if visit.before is not None]
        assert bound
        assert all(v.before and v.engineers == {v.before.engineer_id} for v in bound)


class TestAbsence:
    def test_the_only_engineer_is_ill_for_three_days(self) -> None:
        record = month()
        now = noon(record)
        rest = sorted(day for day in record.problem.days if day > now.date())[:3]
        ill = Absence(engineer_id="E1", first=rest[0], last=rest[-1])
        answer = made(record, now, Edits(absences=(ill,))).final.record
        assert check(answer.problem, answer.plan).ok
        assert not {route.date for route in answer.plan.routes} & set(rest)
        lost = [c for c in plan_changes(record, answer) if c.kind == "dropped"]
        reasons = {item.visit_id: item.reasons for item in answer.plan.unassigned}
        assert all(reasons[change.visit_id] for change in lost)

    def test_what_the_absent_did_not_make_is_planned_again(self) -> None:
        record = month()
        days = sorted({route.date for route in record.plan.routes})
        now = datetime.combine(days[2], time(12))
        ill = Absence(engineer_id="E1", first=days[1], last=days[2])
        away = {"E1": datetime.combine(days[1], time())}
        answer = made(record, now, Edits(absences=(ill,), away=away)).final.record
        assert check(answer.problem, answer.plan).ok
        missed = {s.visit_id for r in record.plan.routes if r.date in days[1:3] for s in r.stops}
        again = placed(answer.plan)
        assert missed
        assert all(again[name][0] > days[2] for name in missed if name in again)


class TestEdits:
    def test_a_day_agreed_with_the_client_is_kept(self) -> None:
        record = month()
        now = noon(record, 0)
        name = next(v for v in future(record, now) if "-TO-" in v)
        day = next(d for d in reversed(record.problem.days) if d != placed(record.plan)[name][0])
        promise = Promise(date=day, start_min=540, end_min=1080, status=PromiseStatus.AGREED)
        answer = made(record, now, Edits(promises={name: promise})).final.record
        assert placed(answer.plan)[name][0] == day
        assert not any(change.call for change in plan_changes(record, answer))

    def test_a_cancelled_visit_is_gone_and_nobody_is_phoned_for_it(self) -> None:
        record = month()
        now = noon(record, 0)
        name = next(v for v in future(record, now) if "-TO-" in v)
        answer = made(record, now, Edits(cancelled=frozenset({name}))).final.record
        assert name not in {visit.id for visit in answer.problem.visits}
        (closed,) = answer.closed
        assert (closed.visit_id, closed.state) == (name, VisitState.CANCELLED)
        assert not any(change.call for change in plan_changes(record, answer))

    def test_a_visit_made_early_is_not_planned_again(self) -> None:
        record = month()
        now = noon(record, 0)
        name = next(v for v in future(record, now) if "-TO-" in v)
        answer = made(record, now, Edits(done={name: now.date()})).final.record
        assert name not in placed(answer.plan)
        assert answer.closed[0].state is VisitState.DONE

    def test_past_visits_without_a_mark_are_told_once(self) -> None:
        record = month()
        now = noon(record, 2)
        done = made(record, now, Edits())
        gone = {s.visit_id for r in record.plan.routes if r.date < now.date() for s in r.stops}
        assert set(done.final.assumed) == gone
        later = made(done.final.record, now.replace(hour=15), Edits())
        assert later.final.assumed == ()


class TestNotice:
    def test_a_visit_within_its_notice_stays_or_is_a_call(self) -> None:
        record = month()
        now = noon(record, 0)
        name = next(v for v in future(record, now) if "-TO-" in v)
        day = placed(record.plan)[name][0]
        sites = tuple(replace(s, notice_days=20) for s in record.sites)
        problem = made(replace(record, sites=sites), now, Edits()).final.record.problem
        visit = next(v for v in problem.visits if v.id == name)
        assert visit.before is not None
        assert visit.before.call
        assert min(visit.windows) == day


def test_the_past_cannot_be_planned() -> None:
    record = month()
    later = made(record, noon(record, 2), Edits()).final.record
    with pytest.raises(InputError) as caught:
        made(later, noon(record, 1), Edits())
    assert caught.value.findings[0].code == "resolve.now_backwards"


def test_after_the_month_there_is_nothing_to_plan() -> None:
    with pytest.raises(InputError) as caught:
        made(month(), datetime(2027, 2, 1, 9), Edits())
    assert caught.value.findings[0].code == "resolve.month_over"
