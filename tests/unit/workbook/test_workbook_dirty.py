"""Every kind of dirt in a cell: its code, its address and its remedy, all in one reading.

All cases stand in one workbook, each in a row of its own, so the table also proves that all
errors are found in one go and that none is invented.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from support import workbooks
from support.workbooks import Row, cell_of

from fieldplan.messages import text
from fieldplan.workbook import ReadResult, read_workbook


@dataclass(frozen=True, kw_only=True)
class Case:
    """``key`` holds ``value`` in a row that is otherwise right but for ``others``."""

    sheet: str
    key: str
    value: Any
    code: str
    remedy: str
    others: Row = field(default_factory=dict)
    severity: str = "error"
    at: str = ""


def case(sheet: str, key: str, value: Any, code: str, remedy: str, **more: Any) -> Case:
    severity = more.pop("severity", "error")
    at = more.pop("at", key)
    return Case(
        sheet=sheet,
        key=key,
        value=value,
        code=code,
        remedy=remedy,
        severity=severity,
        at=at,
        others=more,
    )


DATE = "впишите день, месяц и год"
MINUTES = "целое число минут"
HOURS = "запишите часы так же"
LIST = "выберите значение из списка"

CASES = [
    # dates
    case("sites", "last_maintenance", "позавчера", "bad_date", DATE),
    case("sites", "last_maintenance", "31.02.2026", "no_such_day", "проверьте день и месяц"),
    case("sites", "last_maintenance", "2026-13-01", "no_such_day", "проверьте день и месяц"),
    case("sites", "last_maintenance", "15.12", "bad_date", DATE),
    case("sites", "last_maintenance", 2026, "bad_date", DATE),
    case("sites", "last_maintenance", "01.01.1926", "date_out_of_range", "проверьте год"),
    case("sites", "last_maintenance", datetime(1999, 5, 1), "date_out_of_range", "проверьте год"),
    case("sites", "last_maintenance", time(9, 30), "hours_in_date", "впишите дату"),
    case("sites", "last_maintenance", "9:30", "hours_in_date", "впишите дату"),
    case("sites", "last_maintenance", 0.5, "hours_in_date", "впишите дату"),
    case("sites", "last_maintenance", True, "bad_date", DATE),
    case("sites", "last_maintenance", "15/12/26/1", "bad_date", DATE),
    case("sites", "last_maintenance", "12 кварцбря 2026", "bad_date", DATE),
    case("sites", "last_maintenance", "#REF!", "error_cell", "исправьте формулу"),
    case("sites", "last_maintenance", "#Н/Д", "error_cell", "исправьте формулу"),
    case("sites", "last_maintenance", "=1/0", "formula_without_value", "дождитесь пересчёта"),
    case("emergencies", "reported", "30.11.2026 25:10", "bad_date", DATE),
    case("emergencies", "reported", None, "missing_value", "заполните ячейку"),
    case("absences", "first", None, "missing_value", "заполните ячейку"),
    case("absences", "first", "скоро", "bad_date", DATE),
    case("absences", "last", date(2026, 12, 1), "absence_ends_before_start", "исправьте даты"),
    case(
        "absences",
        "last",
        date(2028, 12, 1),
        "absence_very_long",
        "проверьте год",
        severity="warning",
    ),
    case("projects", "due", "декабрь", "bad_date", DATE),
    case("history", "date", "вчера", "bad_date", DATE),
    # coordinates
    case("sites", "lat", "пятьдесят пять", "bad_coordinate", "скопируйте координаты"),
    case("sites", "lat", 557558, "coordinate_out_of_range", "не потерялась ли запятая"),
    case("sites", "lat", datetime(2026, 5, 7), "date_in_coordinate", "числовой формат"),
    case("sites", "lat", None, "half_of_coordinates", "недостающую координату"),
    case("sites", "lon", None, "half_of_coordinates", "недостающую координату"),
    case("sites", "lon", 200, "coordinate_out_of_range", "не потерялась ли запятая"),
    case("sites", "lat", None, "missing_coordinates", "впишите широту и долготу", lon=None),
    case("sites", "lat", "55.75, 37.61", "coordinates_disagree", "оставьте по одной", lon=38.2),
    case("sites", "lat", "55.75 37", "coordinates_disagree", "оставьте по одной", lon=38.2),
    case("sites", "lat", 37.6173, "coordinates_swapped", "широту 55.8", lon=55.8),
    case("sites", "lat", 43.5855, "too_far", "проверьте координаты", lon=39.7231),
    case("sites", "lat", 0, "too_far", "проверьте координаты", lon=0),
    case("sites", "lat", 55.7, "rough_coordinates", "точные", lon=37.6, severity="warning"),
    case("sites", "lat", True, "bad_coordinate", "скопируйте координаты"),
    case("engineers", "lat", None, "engineer_without_base", "откуда инженер выезжает", lon=None),
    case("engineers", "lat", 37.6173, "coordinates_swapped", "широту 55.8", lon=55.8),
    # numbers and durations
    case("sites", "maintenance_every_months", "часто", "not_a_number", "без лишних слов"),
    case("sites", "maintenance_every_months", 2.5, "not_whole", "без дробной части"),
    case("sites", "maintenance_every_months", -3, "number_out_of_range", "единицу измерения"),
    case("sites", "maintenance_every_months", 90, "number_out_of_range", "единицу измерения"),
    case("sites", "maintenance_every_months", date(2026, 3, 1), "date_in_number", "заново"),
    case("sites", "notice_days", "1,500", "ambiguous_number", "без разделителя тысяч"),
    case("sites", "response_days", 0, "number_out_of_range", "единицу измерения"),
    case("sites", "on_site_min", "долго", "bad_duration", MINUTES),
    case("sites", "on_site_min", 1.5, "bad_duration", MINUTES),
    case("sites", "on_site_min", 2, "duration_out_of_range", "«2 ч»"),
    case("sites", "on_site_min", 100000, "duration_out_of_range", "«2 ч»"),
    case("sites", "on_site_min", date(2026, 1, 30), "date_in_duration", "впишите минуты"),
    case("engineers", "max_visits", 0, "number_out_of_range", "единицу измерения"),
    case("engineers", "hour_cost", "договорная", "not_a_number", "без лишних слов"),
    case("engineers", "hour_cost", -100, "money_out_of_range", "в рублях"),
    case("engineers", "day_cost", "12,500", "ambiguous_number", "без разделителя тысяч"),
    case("engineers", "month_hours_min", 800, "hours_out_of_range", "часы в месяц"),
    case("emergencies", "work_min", "час-два", "bad_duration", MINUTES),
    case("history", "work_min", "-5", "duration_out_of_range", "«2 ч»"),
    case("projects", "equipment_lead_days", "2-3", "not_a_number", "без лишних слов"),
    case("projects", "installation_work", 2, "duration_out_of_range", "«2 дня»"),
    case("projects", "installation_work", "40 дней", "days_out_of_range", "на два проекта"),
    case("projects", "installation_work", "два дня", "bad_duration", MINUTES),
    # hours and days
    case("sites", "access", "с утра до упора", "bad_hours", HOURS),
    case("sites", "access", "9", "bad_hours", HOURS),
    case("sites", "access", "пн-пт", "bad_hours", HOURS),
    case("sites", "access", "9-25", "bad_hours", HOURS),
    case("sites", "access", "18-9", "hours_end_before_start", "разделите на два"),
    case("sites", "access", date(2026, 9, 18), "date_in_hours", "Текстовый"),
    case("sites", "access", 9, "bad_hours", HOURS),
    case("sites", "access", time(9, 0), "bad_hours", HOURS),
    case("sites", "access", "закрыто", "access_never", "исправьте часы"),
    case("sites", "access_days", "сб", "access_never", "исправьте часы", access="пн-пт 9-18"),
    case("sites", "access_days", "как получится", "bad_days", "впишите дни недели"),
    case("sites", "access_days", "пн 9-18", "bad_days", "впишите дни недели"),
    case("sites", "access_days", datetime(2026, 5, 1), "date_in_days", "Текстовый"),
    case(
        "sites",
        "access_days",
        "пт, сб",
        "access_day_without_hours",
        "добавьте часы",
        access="пн-пт 9-18",
        severity="warning",
    ),
    case("engineers", "shift", "9-13, 14-18", "shift_two_windows", "смену целиком"),
    case("engineers", "shift", "по звонку", "bad_hours", HOURS),
    case("agreed", "window", "после дождя", "bad_window", "начало и конец"),
    case("agreed", "window", "пн 9-12", "bad_window", "начало и конец"),
    case("agreed", "window", datetime(2026, 12, 10), "date_in_hours", "Текстовый"),
    case("agreed", "window", "12-10", "hours_end_before_start", "исправьте часы"),
    # choices, yes and no, texts
    case("sites", "basis", "как-нибудь", "bad_choice", LIST),
    case("sites", "active", "может быть", "bad_bool", LIST),
    case("sites", "active", 2, "bad_bool", LIST),
    case("sites", "phone", "звонить", "bad_phone", "очистите ячейку"),
    case("sites", "phone", 12, "bad_phone", "очистите ячейку"),
    case("sites", "skills", 5, "bad_skills", "впишите навыки словами"),
    case("sites", "client", None, "missing_value", "заполните ячейку"),
    case("engineers", "contractor", "фрилансер", "bad_choice", LIST),
    case(
        "engineers",
        "contractor",
        "подрядчик",
        "contractor_without_price",
        "впишите цену",
        severity="warning",
        at="hour_cost",
    ),
    case("emergencies", "state", "непонятно", "bad_choice", LIST),
    case("emergencies", "state", "отменена", "done_but_not_done", "исправьте состояние",
         done_on=date(2026, 12, 1)),
    case("emergencies", "done_on", date(2026, 11, 1), "done_before_reported", "обе даты"),
    case("history", "kind", "уборка", "bad_choice", LIST),
    case("agreed", "status", "возможно", "bad_choice", LIST),
    # ids and references
    case("sites", "id", "С-001", "duplicate_id", "другой код"),
    case("sites", "id", "с-001", "duplicate_id", "другой код"),
    case("sites", "id", "C-001", "duplicate_id", "другой код"),
    case("sites", "id", None, "missing_value", "удалите строку"),
    case("sites", "id", datetime(2026, 5, 1), "date_in_id", "Текстовый"),
    case("sites", "id", "***", "bad_id", "впишите код"),
    case("sites", "id", "А" * 61, "id_too_long", "сократите код"),
    case("engineers", "id", "И1", "duplicate_id", "другой код"),
    case("sites", "engineer", "И9", "unknown_engineer_close", "исправьте код"),
    case("sites", "engineer", "Карлсон", "unknown_engineer", "исправьте код"),
    case("sites", "engineer_fixed", "только он", "fixed_without_engineer", "впишите инженера",
         at="engineer"),
    case("projects", "site", "С-0O1", "unknown_site_close", "исправьте код"),
    case("projects", "site", "нигде", "unknown_site", "исправьте код"),
    case("projects", "site", None, "without_place", "впишите код"),
    case("projects", "site", None, "missing_coordinates", "широту и долготу", at="lat",
         client="Новый", address="Тверь, 1"),
    case("projects", "engineer", "И12", "unknown_engineer_close", "исправьте код"),
    case("emergencies", "site", "Я-404", "unknown_site", "исправьте код"),
    case("emergencies", "id", "А-01", "duplicate_id", "другой код"),
    case("emergencies", "id", "С-001", "id_of_a_site", "другой код", site=None, lat=55.71,
         lon=37.62),
    case("absences", "engineer", "Пятачок", "unknown_engineer", "исправьте код"),
    case("agreed", "subject", "Q-1-2", "unknown_subject", "исправьте код"),
    case("agreed", "subject", "С-01", "unknown_subject_close", "исправьте код"),
    case("agreed", "kind", None, "stage_needed", "выберите этап", subject="П-01"),
    case("agreed", "engineer", "Винни", "unknown_engineer", "исправьте код"),
    case("history", "site", "закрытый", "unknown_site_history", "если объект закрыт",
         severity="warning"),
    # rows
    case("projects", "audit_work", "нет", "stage_removed_but_filled", "очистите ячейку",
         at="audit_done", audit_done=date(2026, 11, 2)),
    case("projects", "audit_time", "10:00", "time_without_date", "согласованную дату"),
    case("projects", "audit_work", "нет", "project_without_stages", "хотя бы одного этапа",
         at="id", installation_work="нет", commissioning_work="нет"),
]  # fmt: skip

NOTICES = [
    case("sites", "last_maintenance", 46280, "serial_date", "ничего, если верно"),
    case("sites", "lat", "55.7611, 37.6822", "coordinates_in_one_cell", "ничего", lon=None),
    case("projects", "site", "C-001", "understood_id", "ничего, если верно"),
    case("projects", "lat", 55.7, "own_place_ignored", "очистите код объекта"),
    case("agreed", "date", "03.12.2026 10:00", "time_in_date_cell", "ничего, если верно"),
    case("emergencies", "state", "выполнена", "done_without_date", "впишите дату"),
    case("emergencies", "address", "москва, улица с-001", "understood_site", "ничего",
         site=None, client="клиент с-001"),
    case("absences", "engineer", "Инженер второй", "understood_id", "ничего, если верно"),
]  # fmt: skip

MAKERS = {
    "sites": workbooks.site,
    "projects": workbooks.project,
    "emergencies": workbooks.emergency,
    "engineers": workbooks.engineer,
}
PLAIN = {
    "absences": workbooks.absence,
    "agreed": workbooks.agreed,
    "history": workbooks.history,
}


def rows_of(cases: list[Case]) -> dict[str, list[Row]]:
    rows = workbooks.clean_rows()
    for number, item in enumerate(cases):
        changes = {**item.others, item.key: item.value}
        if item.sheet in MAKERS:
            identity = f"{item.sheet.upper()}{number:03d}"
            rows[item.sheet].append({**MAKERS[item.sheet](identity), **changes})
        else:
            rows[item.sheet].append({**PLAIN[item.sheet](), **changes})
    return rows


def addresses(cases: list[Case]) -> Iterator[str]:
    counts = Counter({key: len(rows) + 1 for key, rows in workbooks.clean_rows().items()})
    for item in cases:
        counts[item.sheet] += 1
        yield cell_of(item.sheet, item.at, counts[item.sheet])


def places(cases: list[Case]) -> list[tuple[str, str, str]]:
    return [
        (workbooks.BY_KEY[item.sheet].title("ru"), address, f"findings.{item.code}")
        for item, address in zip(cases, addresses(cases), strict=True)
    ]


@pytest.fixture(scope="module")
def dirty(tmp_path_factory: pytest.TempPathFactory) -> ReadResult:
    path: Path = tmp_path_factory.mktemp("dirty") / "dirty.xlsx"
    return read_workbook(workbooks.save(rows_of(CASES), path))


@pytest.fixture(scope="module")
def noted(tmp_path_factory: pytest.TempPathFactory) -> ReadResult:
    path: Path = tmp_path_factory.mktemp("noted") / "noted.xlsx"
    return read_workbook(workbooks.save(rows_of(NOTICES), path))


def names(cases: list[Case]) -> list[str]:
    return [f"{item.sheet}-{item.key}-{item.code}-{n}" for n, item in enumerate(cases)]


def test_the_table_is_long_enough() -> None:
    assert len(CASES) >= 80


@pytest.mark.parametrize("index", range(len(CASES)), ids=names(CASES))
def test_dirt_is_found_with_its_cell_and_remedy(dirty: ReadResult, index: int) -> None:
    item, place = CASES[index], places(CASES)[index]
    found = [f for f in dirty.findings if (f.sheet, f.cell, f.code) == place]
    at_cell = [(f.code, f.cell) for f in dirty.findings if (f.sheet, f.cell) == place[:2]]
    assert len(found) == 1, f"expected {place}, found there {at_cell}"
    assert found[0].severity == item.severity
    russian = text(found[0].code, "ru", **found[0].params)
    assert item.remedy in russian.split("Что сделать:")[1]
    assert "What to do:" in text(found[0].code, "en", **found[0].params)
    if item.value is not None and item.at == item.key and not isinstance(item.value, timedelta):
        assert found[0].value != ""


def test_nothing_is_invented(dirty: ReadResult) -> None:
    expected = Counter(places(CASES))
    found = Counter(
        (f.sheet, f.cell, f.code) for f in dirty.findings if f.severity in ("error", "warning")
    )
    assert found - expected == Counter()
    assert dirty.book is None


@pytest.mark.parametrize("index", range(len(NOTICES)), ids=names(NOTICES))
def test_certain_meaning_is_understood_and_said(noted: ReadResult, index: int) -> None:
    item, place = NOTICES[index], places(NOTICES)[index]
    found = [f for f in noted.findings if (f.sheet, f.cell, f.code) == place]
    assert len(found) == 1, [(f.sheet, f.cell, f.code) for f in noted.findings]
    assert found[0].severity == "notice"
    assert item.remedy in text(found[0].code, "ru", **found[0].params)


def test_what_was_understood_is_in_the_book(noted: ReadResult) -> None:
    book = noted.book
    assert book is not None, [f for f in noted.findings if f.severity == "error"]
    sites = {s.id: s for s in book.sites}
    assert sites["SITES000"].last_maintenance == date(2026, 9, 15)
    assert (sites["SITES001"].lat, sites["SITES001"].lon) == (55.7611, 37.6822)
    assert {p.site_id for p in book.projects} == {"С-001"}
    assert book.agreed[-1].window == (600, 720)
    assert book.agreed[0].window is None
    assert {e.site_id for e in book.emergencies} == {"С-001"}
    assert book.absences[-1].engineer_id == "И2"


def test_clean_rows_give_no_finding(tmp_path: Path) -> None:
    result = read_workbook(workbooks.save(workbooks.clean_rows(), tmp_path / "clean.xlsx"))
    assert result.findings == ()
    assert result.book is not None
