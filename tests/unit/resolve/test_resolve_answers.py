"""Answers become promises; those that cannot be are told with their cell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from support.sample_record import sample_record

from fieldplan.domain import PlanRecord, Promise, PromiseStatus, Reply
from fieldplan.messages import has_text
from fieldplan.report.calendar_xlsx.read_phone import AnswerRow
from fieldplan.resolve.answers import Applied, apply_answers, unkept_answers

NOW = datetime(2026, 12, 8, 8, 0)


def row_of(record: PlanRecord, number: int = 31, **parts: object) -> AnswerRow:
    """An answer about the visit with that number; another date on Wednesday the 16th."""
    values: dict[str, object] = {
        "visit_id": record.problem.visits[number].id,
        "reply": Reply.OTHER,
        "day": date(2026, 12, 16),
        "window": None,
        "other_time": None,
        "sheet": "Обзвон",
        "cell": "H7",
        "day_cell": "I7",
        "time_cell": "J7",
    }
    return AnswerRow(**{**values, **parts})  # type: ignore[arg-type]


def applied(**parts: object) -> Applied:
    record = sample_record()
    return apply_answers(record, [row_of(record, **parts)], NOW)  # type: ignore[arg-type]


def test_a_proposal_taken_is_a_promise() -> None:
    record = sample_record()
    row = row_of(record, reply=Reply.FIRST, window=(600, 720))
    result = apply_answers(record, [row], NOW)
    assert result.promises == {
        row.visit_id: Promise(
            date=date(2026, 12, 16), start_min=600, end_min=720, status=PromiseStatus.AGREED
        )
    }
    assert (result.findings, result.refused) == ((), frozenset())
    assert result.answers[0].cell == "H7"


@pytest.mark.parametrize(
    ("written", "window"),
    [
        (None, (540, 1080)),
        ("14:00", (840, 960)),
        ("10-13", (600, 780)),
        ("до обеда", (540, 780)),
    ],
)
def test_another_date_with_the_time_as_people_write_it(
    written: object, window: tuple[int, int]
) -> None:
    (promise,) = applied(other_time=written).promises.values()
    assert (promise.start_min, promise.end_min) == window


def test_a_refusal_takes_the_visit_away() -> None:
    result = applied(reply=Reply.REFUSED, day=None)
    assert len(result.refused) == 1
    assert not result.promises


@pytest.mark.parametrize(
    ("parts", "code", "cell"),
    [
        ({"visit_id": "X"}, "unknown_visit", "H7"),
        ({"number": 0}, "past_visit", "H7"),
        ({"day": date(2026, 12, 7)}, "past_date", "I7"),
        ({"day": date(2027, 2, 1)}, "beyond", "I7"),
        ({"day": date(2026, 12, 13)}, "day_off", "I7"),
        ({"day": date(2026, 12, 18), "other_time": "16:00"}, "no_access", "J7"),
        ({"other_time": "после чая"}, "bad_time", "J7"),
        ({"reply": Reply.YES, "window": (60, 120)}, "no_access", "H7"),
    ],
)
def test_what_cannot_be_honoured_is_told_by_its_cell(
    parts: dict[str, object], code: str, cell: str
) -> None:
    result = applied(**parts)
    assert [(f.code, f.cell, f.severity) for f in result.findings] == [
        (f"phone.{code}", cell, "warning")
    ]
    assert has_text(f"phone.{code}")
    assert not result.promises


def test_a_day_on_which_nobody_who_may_come_works() -> None:
    record = sample_record()
    visits = tuple(replace(visit, engineers=frozenset({"E2"})) for visit in record.problem.visits)
    record = replace(record, problem=replace(record.problem, visits=visits))
    row = row_of(record, day=date(2026, 12, 3))
    result = apply_answers(record, [row], datetime(2026, 12, 1))
    assert [f.code for f in result.findings] == ["phone.nobody"]


def test_answers_that_the_new_plan_does_not_keep_are_told() -> None:
    record = sample_record()
    route = record.plan.routes[-1]
    stop = route.stops[0]
    start = stop.start_min
    answers = apply_answers(
        record,
        [
            row_of(
                record,
                visit_id=stop.visit_id,
                reply=Reply.YES,
                day=route.date,
                window=(start, start + 60),
            )
        ],
        NOW,
    )
    kept = replace(
        next(v for v in record.problem.visits if v.id == stop.visit_id),
        promise=answers.promises[stop.visit_id],
    )
    late = replace(
        kept, promise=Promise(date=route.date, start_min=start + 60, end_min=start + 120)
    )
    assert unkept_answers(answers.answers, [kept], record.plan, "ru") == ()
    (finding,) = unkept_answers(answers.answers, [late], record.plan, "ru")
    assert (finding.code, finding.cell, finding.value) == ("phone.not_kept", "H7", stop.visit_id)
