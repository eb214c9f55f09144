"""The calendar shows the plan, and hostile text in it is nothing but text."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from support.sample_record import sample_record

from fieldplan.errors import OutputError
from fieldplan.report import write_calendar
from fieldplan.report.calendar_xlsx.book import make_book, sheet_name
from fieldplan.report.calendar_xlsx.cells import read_text

HOSTILE = "={{7*7}}<script>alert(1)</script>${1}"


def _column(sheet: Worksheet, header: str, *, head_row: int = 4) -> list[object]:
    titles = {cell.value: cell.column for cell in sheet[head_row]}
    column = titles[header]
    return [sheet.cell(row, column).value for row in range(head_row + 1, sheet.max_row + 1)]


def test_visits_sheet_lists_every_stop_in_order(tmp_path: Path) -> None:
    record = sample_record()
    write_calendar(tmp_path / "calendar.xlsx", record)
    sheet = load_workbook(tmp_path / "calendar.xlsx")["Визиты"]
    stops = [stop for route in record.plan.routes for stop in route.stops]
    assert _column(sheet, "Визит") == [stop.visit_id for stop in stops]
    assert _column(sheet, "Дата")[0].date() == date(2026, 12, 1)  # type: ignore[attr-defined]
    starts = [value.total_seconds() / 60 for value in _column(sheet, "Начало")]  # type: ignore[attr-defined]
    assert starts == [stop.start_min for stop in stops]


def test_month_sheet_an_engineer_fits_one_landscape_page(tmp_path: Path) -> None:
    write_calendar(tmp_path / "calendar.xlsx", sample_record())
    book = load_workbook(tmp_path / "calendar.xlsx")
    grids = [name for name in book.sheetnames if name.startswith("Месяц")]
    assert grids == ["Месяц Иванов Пётр", "Месяц Смирнова Анна"]
    for name in grids:
        setup = book[name].page_setup
        assert (setup.orientation, setup.fitToWidth, setup.fitToHeight) == ("landscape", 1, 1)
    shown = "\n".join(str(c.value) for row in book[grids[0]].iter_rows() for c in row if c.value)
    assert "09:38–10:38  ТО" in shown
    assert "1   09:00–13:57" in shown


def test_every_left_out_visit_has_a_reason(tmp_path: Path) -> None:
    write_calendar(tmp_path / "calendar.xlsx", sample_record())
    book = load_workbook(tmp_path / "calendar.xlsx")
    reasons = _column(book["Не вошли"], "Почему")
    assert len(reasons) == 3
    assert all(reasons)
    assert _column(book["Следующий месяц"], "Визит") == ["P9-commissioning"]


def test_english_record_gives_an_english_calendar(tmp_path: Path) -> None:
    write_calendar(tmp_path / "calendar.xlsx", sample_record(lang="en", engineers=1))
    names = load_workbook(tmp_path / "calendar.xlsx").sheetnames
    assert names == ["Month", "Visits", "Routes", "Load", "Unassigned", "Next month", "_fieldplan"]


def test_day_heads_link_to_the_day_on_the_map(tmp_path: Path) -> None:
    write_calendar(tmp_path / "calendar.xlsx", sample_record())
    sheet = load_workbook(tmp_path / "calendar.xlsx")["Месяц Иванов Пётр"]
    links = {
        cell.hyperlink.location: cell.hyperlink.target
        for row in sheet.iter_rows()
        for cell in row
        if cell.hyperlink
    }
    assert links["day=2026-12-01&engineer=E1"] == "map.html"
    assert len(links) == 22


@pytest.mark.parametrize(
    "text",
    [
        HOSTILE,
        "+7 (495) 000-00-00",
        "-1+1|cmd",
        "@SUM(1)",
        "#REF!",
        "_x003D_1+1",
        "a\nb",
        "'quoted",
        "\u202eright to left",
        "&L&A page codes",
        "x" * 10_000,
        "TRUE",
    ],
)
def test_hostile_text_stays_the_same_text(tmp_path: Path, text: str) -> None:
    write_calendar(tmp_path / "calendar.xlsx", sample_record(rename=text))
    book = load_workbook(tmp_path / "calendar.xlsx")
    sheet = book["Визиты"]
    assert {read_text(value) for value in _column(sheet, "Клиент")} == {text}
    cell = next(cell for cell in sheet[5] if read_text(cell.value) == text)
    assert cell.data_type == "s"
    if text[0] in "=+-@'":
        assert cell.quotePrefix
    with zipfile.ZipFile(tmp_path / "calendar.xlsx") as archive:
        sheets = [n for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
        assert not any(b"<f>" in archive.read(name) for name in sheets)


def test_control_characters_are_left_out_and_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write_calendar(tmp_path / "calendar.xlsx", sample_record(rename="a\x00b\x1bc\ud800d"))
    sheet = load_workbook(tmp_path / "calendar.xlsx")["Визиты"]
    assert set(_column(sheet, "Клиент")) == {"abcd"}
    assert "control character" in caplog.text


def test_sheet_names_are_legal_and_unique() -> None:
    taken: list[str] = []
    for wanted in ("a/b:c*[d]?" + "x" * 40, "a/b:c*[d]?" + "x" * 40, "''", ""):
        name = sheet_name(wanted, taken)
        assert 1 <= len(name) <= 31
        assert not set(name) & set("[]:*?/\\'")
        assert name.casefold() not in {other.casefold() for other in taken}
        taken.append(name)


def test_unwritable_folder_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        write_calendar(tmp_path / "file" / "calendar.xlsx", sample_record())
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_contractor_has_no_norm() -> None:
    record = sample_record()
    staff, other = record.problem.engineers
    hired = replace(record.problem, engineers=(staff, replace(other, contractor=True)))
    sheet = make_book(replace(record, problem=hired))["Загрузка"]
    (row,) = (r for r in sheet.iter_rows(values_only=True) if r[0] == "Норма визитов на инженера")
    assert row[1:3] == ("50–65", "—")
