"""«Обзвон»: what is written is read back; wrong answers are all told with their cells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from support.hostile import HOSTILE
from support.sample_record import sample_record

from fieldplan.domain import PhoneCall, Proposal, Reply
from fieldplan.errors import InputError
from fieldplan.messages import text
from fieldplan.report.calendar_xlsx import phone_sheet, read_calendar, write_calendar

KEYS = [column.key for column in phone_sheet.COLUMNS]
FIRST = phone_sheet.HEAD_ROW + 1
CALLS = (
    PhoneCall(
        visit_id="V001",
        proposed=Proposal(date=date(2026, 12, 1), window=(540, 660)),
        alternatives=(
            Proposal(date=date(2026, 12, 8), window=(600, 720)),
            Proposal(date=date(2026, 12, 9), window=(840, 960), moves=1),
        ),
    ),
    PhoneCall(visit_id="V002", proposed=Proposal(date=date(2026, 12, 2), window=(600, 720))),
    PhoneCall(visit_id="V003", proposed=Proposal(date=date(2026, 12, 3), window=(600, 720))),
)


def sheet_file(
    path: Path,
    *edits: tuple[int, str, object],
    lang: str = "ru",
    calls: Sequence[PhoneCall] = CALLS,
) -> Path:
    """The calendar with the calls, cells edited as (row from 0, column, value)."""
    target = path / "calendar.xlsx"
    write_calendar(target, sample_record(lang=lang), calls=calls)
    book = load_workbook(target)
    sheet = book[text("phone.sheet", lang)]
    for row, key, value in edits:
        sheet.cell(FIRST + row, KEYS.index(key) + 1).value = value  # type: ignore[assignment]
    book.save(target)
    return target


def findings(path: Path) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as error:
        read_calendar(path)
    assert {f.sheet for f in error.value.findings} == {"Обзвон"}
    return [(f.code, f.cell) for f in error.value.findings]


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_answers_come_back_as_they_were_proposed(tmp_path: Path, lang: str) -> None:
    said = {reply: text(f"phone.reply_{reply}", lang) for reply in Reply}
    path = sheet_file(
        tmp_path,
        (0, "answer", said[Reply.SECOND]),
        (1, "answer", said[Reply.YES].upper()),
        (2, "answer", said[Reply.OTHER]),
        (2, "other_date", datetime(2026, 12, 11)),
        (2, "other_time", "10-13"),
        lang=lang,
    )
    first, second, third = read_calendar(path).answers
    assert (first.visit_id, first.reply, first.day) == ("V001", Reply.SECOND, date(2026, 12, 9))
    assert (first.window, first.cell) == ((840, 960), "H5")
    assert (second.day, second.window) == (date(2026, 12, 2), (600, 720))
    assert (third.day, third.other_time, third.time_cell) == (date(2026, 12, 11), "10-13", "J7")


def test_an_untouched_sheet_has_no_answers(tmp_path: Path) -> None:
    assert read_calendar(sheet_file(tmp_path)).answers == ()
    assert read_calendar(sheet_file(tmp_path, calls=())).answers == ()


def test_every_wrong_answer_is_told_with_its_cell(tmp_path: Path) -> None:
    path = sheet_file(
        tmp_path,
        (0, "answer", "может быть"),
        (1, "answer", "вариант 2"),
        (2, "answer", "другая дата"),
    )
    assert findings(path) == [
        ("phone.bad_reply", "H5"),
        ("phone.no_option", "G6"),
        ("phone.no_date", "I7"),
    ]
    path = sheet_file(
        tmp_path,
        (0, "other_date", datetime(2026, 12, 11)),
        (1, "answer", "да"),
        (1, "proposed", "как-нибудь"),
        (2, "answer", "другая дата"),
        (2, "other_date", "скоро"),
    )
    assert findings(path) == [
        ("phone.date_without_reply", "I5"),
        ("phone.option_changed", "E6"),
        ("report.bad_moved_to", "I7"),
    ]


def test_one_visit_in_two_rows(tmp_path: Path) -> None:
    path = sheet_file(tmp_path, (0, "answer", "да"), (1, "answer", "да"), (1, "visit_id", "V001"))
    assert findings(path) == [("phone.row_twice", "M6")]


def test_sorting_the_rows_changes_nothing(tmp_path: Path) -> None:
    path = sheet_file(tmp_path, (0, "answer", "да"), calls=CALLS)
    other = tmp_path / "sorted"
    other.mkdir()
    turned = sheet_file(other, (2, "answer", "да"), calls=CALLS[::-1])
    one, two = read_calendar(path).answers[0], read_calendar(turned).answers[0]
    assert (one.visit_id, one.day, one.window) == (two.visit_id, two.day, two.window)


def test_client_texts_stay_texts(tmp_path: Path) -> None:
    for hostile in HOSTILE[:6]:
        target = tmp_path / "hostile.xlsx"
        write_calendar(target, sample_record(rename=hostile), calls=CALLS)
        sheet = load_workbook(target)["Обзвон"]
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
