"""What desk work is owed and when, by hand (``docs/desk.md``)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from rules.instances import engineer, plan, problem, route, visit
from support.desk_month import (
    CONSULT,
    D1,
    D2,
    D3,
    D4,
    D5,
    DOC,
    WEEK,
    block,
    given,
    made,
    wrong,
)

from fieldplan.checker import check
from fieldplan.domain import (
    DeskBacklog,
    DeskRules,
    Past,
    Problem,
    Resume,
    Tier,
)


class TestPreparation:
    """A is on the fourth day: 30 minutes, from the first day to the third."""

    subject = given(prep_min=30)

    @pytest.mark.parametrize("day", [D1, D2, D3])
    def test_before_the_day(self, day: date) -> None:
        assert wrong(self.subject, block(day, 600, 630), at=made(D4)) == {}

    @pytest.mark.parametrize(("day", "start"), [(D4, 700), (D4, 500), (D5, 600)])
    def test_not_on_the_day_or_after(self, day: date, start: int) -> None:
        overflow = 30 if start == 500 else 0
        found = wrong(self.subject, block(day, start, start + 30), at=made(D4), overflow=overflow)
        assert found == {"E1": 30}

    def test_left_undone_or_done_too_long(self) -> None:
        assert wrong(self.subject, at=made(D4)) == {"E1": 30}
        assert wrong(self.subject, block(D1, 600, 620), at=made(D4)) == {"E1": 10}
        assert wrong(self.subject, block(D1, 600, 635), at=made(D4)) == {"E1": 5}

    def test_in_parts(self) -> None:
        parts = (block(D1, 600, 610), block(D3, 700, 720))
        assert wrong(self.subject, *parts, at=made(D4)) == {}

    @pytest.mark.parametrize(
        ("prepared_days", "day", "owed"),
        [(2, D2, False), (2, D3, True), (0, D1, False), (0, D2, True), (1, D2, True)],
    )
    def test_the_first_days_are_prepared(self, prepared_days: int, day: date, owed: bool) -> None:
        subject = given(prep_min=30, prepared_days=prepared_days)
        block_before = block(D1, 900, 930)
        assert wrong(subject, at=made(day)) == ({"E1": 30} if owed else {})
        assert wrong(subject, block_before, at=made(day)) == ({} if owed else {"E1": 30})

    def test_the_first_days_are_those_of_his_own_shifts(self) -> None:
        person = engineer(days=(D2, D3, D4))
        subject = given(person, prep_min=30)
        assert wrong(subject, at=made(D3)) == {}
        assert wrong(subject, at=made(D4)) == {"E1": 30}
        assert wrong(subject, block(D2, 600, 630), at=made(D4)) == {}

    def test_an_emergency_on_its_day_before_he_leaves(self) -> None:
        subject = given(prep_min=30, tier=Tier.EMERGENCY)
        assert wrong(subject, block(D2, 545, 575), at=made(D2, 600)) == {}
        assert wrong(subject, block(D2, 570, 600), at=made(D2, 600)) == {}
        assert wrong(subject, block(D2, 571, 601), at=made(D2, 600)) == {"E1": 30}
        assert wrong(subject, block(D2, 700, 730), at=made(D2, 600)) == {"E1": 30}
        assert wrong(subject, block(D1, 545, 575), at=made(D2, 600)) == {"E1": 30}

    def test_an_emergency_of_a_day_under_way_may_be_prepared_for_after_it(self) -> None:
        """When it was reported there was no time before: he had left, or the day was over."""
        after = block(D1, 700, 730)
        over = Past(until=datetime(2026, 12, 8, 8), routes=(made(D1),))
        assert wrong(given(prep_min=30, tier=Tier.EMERGENCY, past=over), after, at=made(D1)) == {}
        resumed = replace(engineer(days=WEEK), resume={D1: Resume(minute=600, location=0)})
        subject = given(resumed, prep_min=30, tier=Tier.EMERGENCY)
        assert wrong(subject, after, at=made(D1, 600)) == {}

    def test_a_contractor_prepares_nothing(self) -> None:
        subject = given(replace(engineer(days=WEEK), contractor=True), prep_min=30)
        assert wrong(subject, at=made(D4)) == {}
        assert wrong(subject, block(D1, 600, 630), at=made(D4)) == {"E1": 30}

    def planned_on(self, today: date, *days: date) -> Problem:
        until = datetime(today.year, today.month, today.day, 8)
        return given(engineer(days=days or WEEK), prep_min=30, past=Past(until=until, routes=()))

    def test_planned_anew_it_is_prepared_from_that_day_on(self) -> None:
        subject = self.planned_on(D3)
        assert wrong(subject, block(D3, 600, 630), at=made(D5)) == {}
        assert wrong(subject, block(D4, 600, 630), at=made(D5)) == {}
        assert wrong(subject, block(D2, 600, 630), at=made(D5)) == {"E1": 30}

    def test_a_visit_of_the_days_that_are_over_was_prepared_from_the_first_day_on(self) -> None:
        over = made(D4)
        past = Past(until=datetime(2026, 12, 11, 8), routes=(over,))
        subject = given(prep_min=30, past=past)
        assert wrong(subject, block(D1, 600, 630), at=over) == {}

    def test_planned_anew_for_the_same_day_it_was_prepared_before(self) -> None:
        assert wrong(self.planned_on(D4), block(D1, 600, 630), at=made(D4)) == {}

    def test_planned_anew_on_a_day_off_from_the_next_day_of_the_horizon(self) -> None:
        days = (D1, D2, D4, D5)
        subject = replace(
            given(engineer(days=days), days=days, prep_min=30),
            past=Past(until=datetime(2026, 12, 9, 8), routes=()),
        )
        assert wrong(subject, block(D4, 600, 630), at=made(D5)) == {}
        assert wrong(subject, block(D2, 600, 630), at=made(D5)) == {"E1": 30}

    def test_without_a_shift_left_before_it_is_done_before_he_leaves(self) -> None:
        subject = self.planned_on(D3, D1, D2, D4, D5)
        assert wrong(subject, block(D4, 550, 580), at=made(D4, 600)) == {}
        assert wrong(subject, block(D4, 700, 730), at=made(D4, 600)) == {"E1": 30}
        assert wrong(subject, block(D2, 600, 630), at=made(D4, 600)) == {"E1": 30}


class TestPaperwork:
    subject = given(doc_min=40, doc_days=1)

    def test_after_the_return_or_within_its_days(self) -> None:
        assert wrong(self.subject, block(D1, 680, 720, DOC), at=made(D1, 600)) == {}
        assert wrong(self.subject, block(D2, 540, 580, DOC), at=made(D1, 600)) == {}
        assert wrong(self.subject, block(D3, 540, 580, DOC), at=made(D1, 600)) == {"E1": 40}

    def test_before_the_return(self) -> None:
        assert wrong(self.subject, block(D1, 545, 585, DOC), at=made(D1, 600)) == {"E1": 40}
        # Back at 680: of a block from 665 on, 15 minutes are too early.
        assert wrong(self.subject, block(D1, 665, 705, DOC), at=made(D1, 600)) == {"E1": 15}

    def test_on_a_later_day_it_may_be_before_another_route(self) -> None:
        two = problem(
            (engineer(days=WEEK),),
            (visit("A", WEEK, work=60, doc_min=40), visit("B", WEEK, work=60)),
            days=WEEK,
            desk=DeskRules(doc_days=1),
        )
        other = route(D2, ("B", 700, 760), leave=690)
        answer = replace(plan(two, made(D1), other), desk=(block(D2, 600, 640, DOC),))
        assert check(two, answer).violations == ()
        on_the_road = replace(answer, desk=(block(D2, 670, 710, DOC),))
        assert [v.amount for v in check(two, on_the_road).violations] == [20]

    def test_the_same_day_if_the_setting_is_none(self) -> None:
        subject = given(doc_min=40, doc_days=0)
        assert wrong(subject, block(D1, 700, 740, DOC), at=made(D1)) == {}
        assert wrong(subject, block(D2, 700, 740, DOC), at=made(D1)) == {"E1": 40}

    def test_due_after_the_horizon_it_may_wait_but_not_grow(self) -> None:
        assert wrong(self.subject, at=made(D4)) == {"E1": 40}
        assert wrong(self.subject, at=made(D5)) == {}
        assert wrong(self.subject, block(D5, 700, 730, DOC), at=made(D5)) == {}
        assert wrong(self.subject, block(D5, 700, 745, DOC), at=made(D5)) == {"E1": 5}

    def test_a_contractor_hands_over(self) -> None:
        subject = given(
            replace(engineer(days=WEEK), contractor=True), doc_min=40, handover_min=10, doc_days=1
        )
        assert wrong(subject, block(D1, 700, 710, DOC), at=made(D1)) == {}
        assert wrong(subject, block(D1, 700, 740, DOC), at=made(D1)) == {"E1": 30}


class TestBacklog:
    def owing(self, until: date | None, *days: date, name: str = "old") -> Problem:
        item = DeskBacklog(engineer_id="E1", visit_id=name, minutes=30, until=until)
        return given(engineer(days=days or WEEK), backlog=(item,))

    def test_until_its_date(self) -> None:
        subject = self.owing(D2)
        for day, amount in ((D1, 0), (D2, 0), (D3, 30)):
            found = wrong(subject, block(day, 600, 630, DOC, of="old"))
            assert found == ({"E1": amount} if amount else {})
        assert wrong(subject) == {"E1": 30}

    @pytest.mark.parametrize("until", [None, date(2026, 12, 12)])
    def test_without_a_date_in_the_horizon_when_there_is_time(self, until: date | None) -> None:
        assert wrong(self.owing(until)) == {}
        assert wrong(self.owing(until), block(D5, 600, 630, DOC, of="old")) == {}

    def test_on_the_last_day_it_is_due(self) -> None:
        assert wrong(self.owing(D5)) == {"E1": 30}

    def test_a_date_that_is_past_becomes_his_first_shift(self) -> None:
        subject = self.owing(D1, D2, D3)
        assert wrong(subject, block(D2, 600, 630, DOC, of="old")) == {}
        assert wrong(subject, block(D3, 600, 630, DOC, of="old")) == {"E1": 30}

    def test_whoever_has_no_shift_owes_nothing_now(self) -> None:
        item = DeskBacklog(engineer_id="E2", visit_id="old", minutes=30, until=D2)
        away = replace(engineer("E2"), shifts={})
        assert wrong(given(engineer(days=WEEK), away, backlog=(item,))) == {}
        stranger = replace(item, engineer_id="E9")
        subject = given(engineer(days=WEEK), backlog=(stranger,))
        assert wrong(subject) == {}
        done = block(D1, 600, 630, DOC, who="E9", of="old")
        assert wrong(subject, done) == {"E9": 30}

    def test_of_a_visit_of_the_month_it_is_its_preparation(self) -> None:
        subject = self.owing(D2, name="A")
        assert wrong(subject, block(D1, 700, 730), at=made(D1)) == {}
        assert wrong(subject, block(D1, 700, 730, DOC), at=made(D1)) == {"E1": 60}

    def test_both_debts_of_a_visit_add_up_in_the_wider_span(self) -> None:
        item = DeskBacklog(engineer_id="E1", visit_id="A", minutes=20, until=D1)
        subject = given(prep_min=30, tier=Tier.EMERGENCY, backlog=(item,))
        day = block(D2, 700, 750)
        assert wrong(subject, day, at=made(D2)) == {}
        assert wrong(subject, replace(day, end_min=730), at=made(D2)) == {"E1": 20}
        assert wrong(subject, block(D3, 700, 750), at=made(D2)) == {"E1": 50}
        undated = given(prep_min=30, tier=Tier.EMERGENCY, backlog=(replace(item, until=None),))
        assert wrong(undated, at=made(D2)) == {}


class TestConsultations:
    def test_shared_by_days_at_work(self) -> None:
        people = (engineer(days=(D1, D2)), engineer("E2", days=(D1,)))
        subject = given(*people, days=(D1, D2, D3), consult_week_min=100)
        # Three days of five: 60 minutes; two thirds of them are 40.
        assert wrong(subject) == {"E1": 40, "E2": 20}
        blocks = (block(D1, 600, 640, CONSULT), block(D1, 600, 620, CONSULT, "E2"))
        assert wrong(subject, *blocks) == {}

    @pytest.mark.parametrize(("week_min", "owed"), [(100, 20), (102, 20), (103, 21), (98, 20)])
    def test_whole_minutes_rounded_half_up(self, week_min: int, owed: int) -> None:
        assert wrong(given(days=(D1,), consult_week_min=week_min)) == {"E1": owed}

    def test_contractors_and_those_without_shifts_take_no_share(self) -> None:
        people = (
            replace(engineer(days=WEEK), contractor=True),
            replace(engineer("E2"), shifts={}),
            engineer("E3", days=WEEK),
        )
        assert wrong(given(*people, consult_week_min=100)) == {"E3": 100}

    def test_a_day_that_has_begun_is_not_divided(self) -> None:
        person = replace(engineer(days=WEEK), resume={D1: Resume(minute=700, location=0)})
        assert wrong(given(person, consult_week_min=100)) == {"E1": 80}

    def test_a_week_that_is_over_owes_nothing_and_the_next_one_all(self) -> None:
        monday, tuesday = date(2026, 12, 14), date(2026, 12, 15)
        days = (D5, monday, tuesday)
        person = replace(engineer(days=days), resume={D5: Resume(minute=700, location=0)})
        assert wrong(given(person, days=days, consult_week_min=100)) == {"E1": 40}

    def test_a_week_ends_on_sunday(self) -> None:
        sunday, monday = date(2026, 12, 13), date(2026, 12, 14)
        saturday = date(2026, 12, 12)
        subject = given(days=(saturday, sunday, monday), consult_week_min=100)
        assert wrong(subject) == {"E1": 60}
        blocks = (block(sunday, 800, 840, CONSULT), block(monday, 800, 820, CONSULT))
        assert wrong(subject, *blocks) == {}
        early = (block(sunday, 800, 840, CONSULT), block(sunday, 840, 860, CONSULT))
        assert wrong(subject, *early) == {"E1": 40}
