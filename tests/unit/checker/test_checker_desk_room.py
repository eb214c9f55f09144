"""Where desk work may stand, by hand (``docs/desk.md``)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from rules.instances import engineer, plan
from support.desk_month import (
    CONSULT,
    D1,
    D2,
    DOC,
    LUNCH,
    block,
    given,
    made,
    wrong,
)

from fieldplan.checker import check
from fieldplan.domain import (
    DeskBacklog,
    DeskMode,
    LunchRule,
    Past,
    Resume,
)


class TestRoom:
    """Consultations of 20 minutes on one day, wherever there is room."""

    def where(
        self,
        start: int,
        *,
        shift: tuple[int, int] = (540, 1080),
        resume: Resume | None = None,
        lunch: LunchRule | None = LUNCH,
        overflow: int = 0,
    ) -> dict[str, int]:
        person = replace(engineer(), shifts={D1: shift})
        if resume is not None:
            # Another day's consultations: those of a day that has begun are not asked for.
            item = DeskBacklog(engineer_id="E1", visit_id="old", minutes=20, until=D1)
            person = replace(person, resume={D1: resume})
            subject = given(person, days=(D1,), backlog=(item,), lunch=lunch)
            return wrong(subject, block(D1, start, start + 20, DOC, of="old"), overflow=overflow)
        subject = given(person, days=(D1,), consult_week_min=100, lunch=lunch)
        return wrong(subject, block(D1, start, start + 20, CONSULT), overflow=overflow)

    @pytest.mark.parametrize(
        ("start", "amount"), [(700, 0), (710, 10), (720, 20), (750, 20), (770, 10), (780, 0)]
    )
    def test_lunch_on_a_day_without_a_route(self, start: int, amount: int) -> None:
        assert self.where(start) == ({"E1": amount} if amount else {})

    def test_without_a_lunch_rule_the_hour_is_free(self) -> None:
        assert self.where(730, lunch=None) == {}

    @pytest.mark.parametrize(
        ("shift", "start", "eaten"),
        [
            ((600, 840), 730, False),  # four hours: no lunch is due
            ((600, 841), 730, True),
            ((610, 840), 730, False),
            ((500, 780), 730, True),  # it just fits in
            ((500, 779), 730, False),
            ((900, 1300), 920, True),
            ((901, 1300), 920, False),  # it would begin too late
            ((800, 1300), 810, True),
            ((800, 1300), 860, False),
        ],
    )
    def test_whether_lunch_is_due(self, shift: tuple[int, int], start: int, eaten: bool) -> None:
        assert self.where(start, shift=shift) == ({"E1": 20} if eaten else {})

    def test_on_a_day_under_way(self) -> None:
        begun = Resume(minute=740, location=0)
        assert self.where(760, resume=begun) == {"E1": 20}
        assert self.where(800, resume=begun) == {}
        assert self.where(760, resume=replace(begun, lunch_taken=True)) == {}
        assert self.where(905, resume=replace(begun, minute=900)) == {"E1": 20}
        assert self.where(905, resume=replace(begun, minute=901)) == {}
        # The hours that are past are outside.
        assert self.where(640, resume=begun, overflow=20) == {}

    def test_lunch_after_the_return(self) -> None:
        subject = given(doc_min=40, doc_days=0, lunch=LUNCH)
        home = replace(made(D1), lunch_min=730)
        assert wrong(subject, block(D1, 790, 830, DOC), at=home) == {}
        assert wrong(subject, block(D1, 690, 730, DOC), at=home) == {}
        assert wrong(subject, block(D1, 750, 790, DOC), at=home) == {"E1": 40}
        assert wrong(subject, block(D1, 780, 820, DOC), at=home) == {"E1": 10}

    def test_beside_a_route_whose_lunch_is_missing(self) -> None:
        subject = given(doc_min=40, doc_days=0, lunch=LUNCH)
        answer = replace(plan(subject, made(D1)), desk=(block(D1, 730, 770, DOC),))
        found = check(subject, answer).violations
        assert [(v.rule, v.amount) for v in found] == [("lunch_break", 60)]

    def test_a_short_shift_with_a_route_has_no_lunch_to_keep_free(self) -> None:
        person = replace(engineer(), shifts={D1: (540, 780)})
        subject = given(person, days=(D1,), doc_min=40, doc_days=0, lunch=LUNCH)
        assert wrong(subject, block(D1, 720, 760, DOC), at=made(D1)) == {}


class TestBlocks:
    subject = given(days=(D1,), consult_week_min=100)

    def test_of_no_length_or_backwards(self) -> None:
        good = block(D1, 600, 620, CONSULT)
        assert wrong(self.subject, good, block(D1, 700, 700, CONSULT)) == {"E1": 1}
        # 5 minutes backwards: 6 amiss, and 5 fewer done.
        assert wrong(self.subject, good, block(D1, 705, 700, CONSULT)) == {"E1": 11}

    def test_two_at_once(self) -> None:
        blocks = (block(D1, 600, 615, CONSULT), block(D1, 612, 617, CONSULT))
        assert wrong(self.subject, *blocks) == {"E1": 3}

    def test_of_nobody_or_of_nothing(self) -> None:
        good = block(D1, 600, 620, CONSULT)
        assert wrong(self.subject, good, block(D1, 700, 710, CONSULT, "E9")) == {"E9": 10}
        assert wrong(self.subject, good, block(D1, 700, 710, DOC, of="X")) == {"E1": 10}
        bare = replace(self.subject, desk=None)
        assert wrong(bare, block(D1, 700, 710, CONSULT)) == {"E1": 10}

    def test_on_a_day_without_a_shift(self) -> None:
        subject = given(engineer(days=(D1,)), days=(D1, D2), consult_week_min=100)
        assert wrong(subject, block(D2, 600, 640, CONSULT), overflow=40) == {"E1": 40}

    def test_on_a_day_beyond_the_horizon(self) -> None:
        person = engineer(days=(D1, D2))
        subject = given(person, days=(D1,), consult_week_min=100)
        found = wrong(subject, block(D2, 600, 620, CONSULT))
        assert found == {"E1": 20}

    def test_the_engineer_who_leaves_work_undone_is_named(self) -> None:
        people = (engineer(days=(D1,)), engineer("E2", days=(D1,)))
        subject = given(*people, days=(D1,), consult_week_min=200)
        assert wrong(subject, block(D1, 600, 620, CONSULT)) == {"E2": 20}


class TestStrict:
    def answer(self, mode: DeskMode, past: Past | None = None) -> dict[str, int]:
        subject = given(days=(D1,), consult_week_min=100, mode=mode, past=past)
        return wrong(subject, block(D1, 1070, 1090, CONSULT), overflow=10)

    def test_outside_the_shift(self) -> None:
        assert self.answer(DeskMode.OVERFLOW) == {}
        assert self.answer(DeskMode.STRICT) == {"E1": 10}

    def test_a_month_under_way_shows_its_excess(self) -> None:
        past = Past(until=datetime(2026, 12, 7, 9), routes=())
        assert self.answer(DeskMode.STRICT, past) == {}
        assert self.answer(DeskMode.OVERFLOW, past) == {}

    def test_before_the_present_of_a_driven_day_is_no_excess(self) -> None:
        driven = made(D1)
        person = replace(engineer(), resume={D1: Resume(minute=700, location=0, visits_done=1)})
        past = Past(until=datetime(2026, 12, 7, 11, 40), routes=(driven,))
        subject = given(person, days=(D1,), doc_min=20, doc_days=0, past=past)
        assert wrong(subject, block(D1, 640, 660, DOC), at=driven) == {}
        assert wrong(subject, block(D1, 1070, 1090, DOC), at=driven, overflow=10) == {}
