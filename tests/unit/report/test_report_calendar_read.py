"""The calendar, read back, gives exactly the plan; edits are read, wrong ones are findings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from support.sample_record import sample_record

from fieldplan.errors import InputError
from fieldplan.report.calendar_xlsx import read_calendar, write_calendar
from fieldplan.report.calendar_xlsx.sheet_rows import clock_value


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_read_back_is_exactly_the_plan(tmp_path: Path, lang: str) -> None:
    record = sample_record(lang=lang)
    late = record.plan.routes[0]
    # A day that ends after midnight keeps its times as well.
    stops = (*late.stops[:-1], replace(late.stops[-1], end_min=1450, depart_min=1455))
    late = replace(late, stops=stops, back_min=1500, overtime_min=420, distance_m=123_456)
    plan = replace(record.plan, routes=(late, *record.plan.routes[1:]))
    path = tmp_path / "calendar.xlsx"
    write_calendar(path, replace(record, plan=plan, revision=7))
    calendar = read_calendar(path)
    assert calendar.routes == plan.routes
    assert (calendar.month, calendar.revision, calendar.lang) == ("2026-12", 7, lang)
    assert [row.visit_id for row in calendar.visits] == [
        stop.visit_id for route in plan.routes for stop in route.stops
    ]
    promised = {v.id: v.promise.status.value for v in record.problem.visits if v.promise}
    shown = {row.visit_id: row.status for row in calendar.visits if row.status != "planned"}
    assert shown == promised


@pytest.mark.parametrize("hostile", ["=1+1", "_x0041_", "a\nb", "\u202ex", " padded "])
def test_hostile_ids_come_back(tmp_path: Path, hostile: str) -> None:
    record = sample_record(engineers=1)
    routes = tuple(replace(route, engineer_id=hostile) for route in record.plan.routes)
    engineer = replace(record.problem.engineers[0], id=hostile)
    path = tmp_path / "calendar.xlsx"
    write_calendar(
        path,
        replace(
            record,
            problem=replace(record.problem, engineers=(engineer,)),
            plan=replace(record.plan, routes=routes),
        ),
    )
    assert {route.engineer_id for route in read_calendar(path).routes} == {hostile.strip()}


def test_edits_of_the_manager_are_read(tmp_path: Path) -> None:
    path = tmp_path / "calendar.xlsx"
    write_calendar(path, sample_record())
    book = load_workbook(path)
    sheet = book["Визиты"]
    columns = {cell.value: cell.column for cell in sheet[4]}
    sheet.cell(5, columns["Статус"]).value = "Выполнено"
    sheet.cell(6, columns["Перенесён на"]).value = datetime(2026, 12, 15)
    sheet.cell(6, columns["Время"]).value = time(14, 30)
    sheet.cell(7, columns["Перенесён на"]).value = "16.12.2026"
    sheet.cell(7, columns["Время"]).value = "9:05"
    book.save(path)
    first, second, third = read_calendar(path).visits[:3]
    assert first.status == "done"
    assert (second.moved_to, second.moved_time_min) == (date(2026, 12, 15), 870)
    assert (third.moved_to, third.moved_time_min) == (date(2026, 12, 16), 545)


def test_every_wrong_edit_is_named_with_its_cell(tmp_path: Path) -> None:
    path = tmp_path / "calendar.xlsx"
    write_calendar(path, sample_record())
    book = load_workbook(path)
    sheet = book["Визиты"]
    columns = {cell.value: cell.column_letter for cell in sheet[4]}
    wrong = {
        f"{columns['Статус']}5": "может быть",
        f"{columns['Перенесён на']}6": "на той неделе",
        f"{columns['Время']}7": "после обеда",
    }
    for cell, value in wrong.items():
        sheet[cell] = value
    book.save(path)
    with pytest.raises(InputError) as caught:
        read_calendar(path)
    assert {(f.cell, f.value) for f in caught.value.findings} == set(wrong.items())
    assert {f.sheet for f in caught.value.findings} == {"Визиты"}


def test_rows_may_be_sorted_otherwise(tmp_path: Path) -> None:
    record = sample_record()
    path = tmp_path / "calendar.xlsx"
    write_calendar(path, record)
    book = load_workbook(path)
    sheet = book["Маршруты"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    for number, values in enumerate(sorted(rows, key=str, reverse=True), 5):
        for column, value in enumerate(values, 1):
            sheet.cell(number, column).value = value
    book.save(path)
    routes = sorted(read_calendar(path).routes, key=lambda r: (r.date, r.engineer_id))
    assert tuple(routes) == record.plan.routes


def test_other_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "text.xlsx").write_text("no zip")
    Workbook().save(tmp_path / "other.xlsx")
    for name in ("text.xlsx", "other.xlsx", "missing.xlsx"):
        with pytest.raises(InputError) as caught:
            read_calendar(tmp_path / name)
        assert caught.value.findings[0].code == "report.not_a_calendar"


@pytest.mark.parametrize(
    ("value", "minutes"),
    [
        (timedelta(hours=25, minutes=1), 1501),
        (datetime(1899, 12, 31, 1, 1), 1501),
        (time(9, 59, 59), 600),
        (0.5, 720),
        ("14:30", 870),
        ("25:10", 1510),
        ("14:61", None),
        ("soon", None),
        (-1, None),
        (True, None),
    ],
)
def test_clock_values(value: object, minutes: int | None) -> None:
    assert clock_value(value) == minutes
