"""Dirt of whole sheets: names, headers, hidden and merged cells, formulas, blank tails."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill
from support import workbooks

from fieldplan.errors import Finding
from fieldplan.messages import text
from fieldplan.workbook import ReadResult, read_workbook

Change = Callable[[Workbook], None]


def read(tmp_path: Path, change: Change, lang: str = "ru") -> ReadResult:
    rows = workbooks.clean_rows()
    rows["sites"].append(workbooks.site("С-002"))
    book = workbooks.make(rows, lang)
    change(book)
    path = tmp_path / "book.xlsx"
    book.save(path)
    return read_workbook(path)


def brief(findings: tuple[Finding, ...]) -> list[tuple[str, str, str]]:
    return [(f.code.removeprefix("findings."), f.sheet, f.cell) for f in findings]


def put(sheet: str, cell: str, value: object) -> Change:
    def change(book: Workbook) -> None:
        book[sheet][cell] = value  # type: ignore[index]

    return change


def drop(sheet: str) -> Change:
    return lambda book: book.remove(book[sheet])


def rename(sheet: str, title: str) -> Change:
    def change(book: Workbook) -> None:
        book[sheet].title = title

    return change


def rows_only(sheet: str, first: int = 2) -> Change:
    return lambda book: book[sheet].delete_rows(first, 100)  # type: ignore[union-attr]


def column(sheet: str, index: int) -> Change:
    return lambda book: book[sheet].delete_cols(index)  # type: ignore[union-attr]


def merge(sheet: str, area: str) -> Change:
    return lambda book: book[sheet].merge_cells(area)  # type: ignore[union-attr]


def copy_sheet(book: Workbook) -> None:
    book.copy_worksheet(book["Объекты"]).title = "Sites"  # type: ignore[type-var]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (drop("Инженеры"), ("missing_sheet", "", "")),
        (copy_sheet, ("sheet_twice", "Sites", "")),
        (rows_only("Объекты"), ("empty_sheet", "Объекты", "A2")),
        (rows_only("Инженеры", 1), ("missing_header", "Инженеры", "A1")),
        (column("Объекты", 1), ("missing_column", "Объекты", "A1")),
        (column("Объекты", 2), ("missing_column", "Объекты", "A1")),
        (put("Объекты", "X1", "Клиент"), ("duplicate_header", "Объекты", "X1")),
        (put("Объекты", "X1", "Заказчик *"), ("duplicate_header", "Объекты", "X1")),
        (merge("Объекты", "B2:C2"), ("merged_cells", "Объекты", "B2")),
        (put("Объекты", "H2", "=TODAY()"), ("formula_without_value", "Объекты", "H2")),
    ],
)
def test_errors_of_sheets(tmp_path: Path, change: Change, expected: tuple[str, str, str]) -> None:
    result = read(tmp_path, change)
    assert result.book is None
    assert expected in brief(result.findings)
    for found in result.findings:
        assert "Что сделать:" in text(found.code, "ru", **found.params)


def fill_tail(book: Workbook) -> None:
    for row in range(4, 10_004):
        book["Объекты"].cell(row=row, column=1).fill = PatternFill("solid", fgColor="EEEEEE")  # type: ignore[union-attr]


def hide(book: Workbook) -> None:
    book["Объекты"].row_dimensions[3].hidden = True  # type: ignore[union-attr]


def title_above(book: Workbook) -> None:
    book["Объекты"].insert_rows(1, 3)  # type: ignore[union-attr]
    book["Объекты"]["A1"] = "Наши объекты на декабрь"  # type: ignore[index]


def hide_sheet(book: Workbook) -> None:
    book["Проекты"].sheet_state = "hidden"


def own_sheet(book: Workbook) -> None:
    book.create_sheet("Мои заметки")["A1"] = "купить хлеб"


def mixed_headers(book: Workbook) -> None:
    for cell in book["Объекты"][1]:  # type: ignore[index]
        cell.value = {"Клиент": "CLIENT *", "Широта": "latitude", "Долгота": "lon"}.get(
            str(cell.value), cell.value
        )


def no_break_headers(book: Workbook) -> None:
    for cell in book["Объекты"][1]:  # type: ignore[index]
        cell.value = "\u00a0" + str(cell.value).upper().replace(" ", "\u00a0") + " *\n"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (fill_tail, []),
        (title_above, []),
        (mixed_headers, []),
        (no_break_headers, []),
        (hide, [("hidden_rows", "Объекты", "A3")]),
        (hide_sheet, [("hidden_sheet", "Проекты", "")]),
        (own_sheet, [("extra_sheet", "Мои заметки", "")]),
        (rename("Объекты", "База клиентов"), [("sheet_renamed", "База клиентов", "")]),
        (rename("Объекты", " объекты "), []),
        (rename("Объекты", "Справочник объектов"), [("sheet_renamed", "Справочник объектов", "")]),
        (put("Объекты", "X1", "Код 1С"), [("unknown_column", "Объекты", "X1")]),
        (put("Объекты", "X1", "Часы дступа"), [("unknown_column_close", "Объекты", "X1")]),
        (merge("Объекты", "T2:T3"), []),
        (drop("Проекты"), []),
        (drop("История"), []),
        (put("Объекты", "H3", "позже"), None),
    ],
)
def test_certain_meaning_of_sheets(
    tmp_path: Path, change: Change, expected: list[tuple[str, str, str]] | None
) -> None:
    result = read(tmp_path, change)
    if expected is None:
        assert result.book is None
        return
    assert brief(result.findings) == expected
    assert result.book is not None
    assert [site.id for site in result.book.sites] == ["С-001", "С-002"]


def test_a_value_merged_downwards_belongs_to_all_its_rows(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["Объекты"]["R2"] = "Анна"  # type: ignore[index]
        book["Объекты"].merge_cells("R2:R3")  # type: ignore[union-attr]

    result = read(tmp_path, change)
    assert brief(result.findings) == [("merged_filled", "Объекты", "R2")]
    assert result.book is not None
    assert [site.contact for site in result.book.sites] == ["Анна", "Анна"]


def test_formulas_with_a_cached_value_are_values(tmp_path: Path) -> None:
    """LibreOffice and Excel store the value beside the formula; an empty text is a value too."""
    path = tmp_path / "cached.xlsx"
    workbooks.save(workbooks.clean_rows(), path)
    book = load_workbook(path)
    book["Объекты"]["U2"] = "=1"  # type: ignore[index]
    book["Объекты"]["T2"] = "=2"  # type: ignore[index]
    book.save(path)
    replace_in_sheet(path, b"<f>1</f><v />", b"<f>1</f><v>0</v>")
    replace_in_sheet(path, b"><f>2</f><v />", b' t="str"><f>2</f><v></v>')
    result = read_workbook(path)
    assert result.findings[0].code == "findings.nothing_active", result.findings
    replace_in_sheet(path, b"<f>1</f><v>0</v>", b"<f>1</f><v>1</v>")
    assert read_workbook(path).findings == ()


def replace_in_sheet(path: Path, old: bytes, new: bytes) -> None:
    from test_workbook_files import in_sheet  # noqa: PLC0415

    path.write_bytes(in_sheet(path.read_bytes(), old, new))


def test_the_language_is_that_of_most_headers(tmp_path: Path) -> None:
    assert read(tmp_path, lambda book: None, "en").lang == "en"
    assert read(tmp_path, lambda book: None, "ru").lang == "ru"


def test_lost_leading_zeros_are_found_again(tmp_path: Path) -> None:
    rows = workbooks.clean_rows()
    rows["sites"].append(workbooks.site("007"))
    rows["projects"].append(workbooks.project("П-02", site=7))
    result = read_workbook(workbooks.save(rows, tmp_path / "zeros.xlsx"))
    assert brief(result.findings) == [("understood_id", "Проекты", "B3")]
    assert result.book is not None
    assert result.book.projects[1].site_id == "007"


def test_one_point_with_two_addresses(tmp_path: Path) -> None:
    rows = workbooks.clean_rows()
    first = rows["sites"][0]
    rows["sites"].append(workbooks.site("С-002", lat=first["lat"], lon=first["lon"]))
    result = read_workbook(workbooks.save(rows, tmp_path / "point.xlsx"))
    assert brief(result.findings) == [("one_point_two_addresses", "Объекты", "D3")]
    rows["sites"][1]["address"] = first["address"]
    assert read_workbook(workbooks.save(rows, tmp_path / "same.xlsx")).findings == ()


def test_a_wrong_base_does_not_make_the_sites_wrong(tmp_path: Path) -> None:
    rows = workbooks.clean_rows()
    rows["engineers"] = [workbooks.engineer(lat=37.6173, lon=55.7558), workbooks.engineer("И2")]
    result = read_workbook(workbooks.save(rows, tmp_path / "base.xlsx"))
    assert brief(result.findings) == [("coordinates_swapped", "Инженеры", "D2")]


def test_a_broken_column_is_reported_once_in_a_while(tmp_path: Path) -> None:
    rows = workbooks.clean_rows()
    rows["history"] = [workbooks.history(date="?!") for _ in range(700)]
    found = read_workbook(workbooks.save(rows, tmp_path / "many.xlsx")).findings
    assert sum(f.code == "findings.bad_date" for f in found) == 500
    more = [f for f in found if f.code == "findings.more_of_the_same"]
    assert [f.params["count"] for f in more] == [200]


def test_settings(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book.create_sheet("Настройки")
        for row in [
            ("Настройка", "Значение", "Ключ"),
            ("Деньги", None, None),
            ("Цена километра", "19,99 ₽", "km_cost"),
            ("Конец смены", "17:30", None),
            ("Дополнительные выходные", "31.12.2026; 30.12.2026", "extra_days_off"),
            ("Обед", 60, "lunch_min"),
            ("Prices are examples (set to no)", "нет", None),
        ]:
            sheet.append(row)

    result = read(tmp_path, change)
    assert result.findings == ()
    assert result.book is not None
    assert result.book.settings == {
        "km_cost": 1999,
        "shift_end_clock": 1050,
        "extra_days_off": (date(2026, 12, 30), date(2026, 12, 31)),
        "prices_are_examples": False,
    }
    assert result.book.engineers[0].shift[0] == ((540, 1080),)


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        (("Обед", "долго", "lunch_min"), "bad_duration", "B2"),
        (("Начало смены", "26:00", None), "bad_clock", "B2"),
        (("Начало смены", "19:00", None), "settings_out_of_order", "B2"),
        (("Цена километра", -1, "km_cost"), "money_out_of_range", "B2"),
        (("Норма визитов, от", 70.5, "norm_low"), "not_whole", "B2"),
        (("Скорость по получасам, будни", "100, 90", None), "bad_percents", "B2"),
        (("Дополнительные выходные", "скоро", None), "bad_date", "B2"),
        (("Цены", "наверно", "prices_are_examples"), "bad_bool", "B2"),
        (("Цена киллометра", 20, None), "unknown_setting_close", "A2"),
        (("Ы", 20, "zzz"), "unknown_setting", "C2"),
        (("Обед", "#REF!", "lunch_min"), "error_cell", "B2"),
    ],
)
def test_wrong_settings(
    tmp_path: Path, row: tuple[object, object, object], code: str, cell: str
) -> None:
    def change(book: Workbook) -> None:
        sheet = book.create_sheet("Настройки")
        sheet.append(("Настройка", "Значение", "Ключ"))
        sheet.append(row)

    assert brief(read(tmp_path, change).findings) == [(code, "Настройки", cell)]


def test_a_surname_is_enough_when_one_engineer_bears_it(tmp_path: Path) -> None:
    rows = workbooks.clean_rows()
    rows["engineers"] = [
        workbooks.engineer("И1", name="Иванов Пётр"),
        workbooks.engineer("И2", name="Орлова Анна"),
        workbooks.engineer("И3", name="Орлов Пётр"),
    ]
    rows["sites"] = [
        workbooks.site("С-001", engineer="иванов"),
        workbooks.site("С-002", engineer="Пётр"),
    ]
    result = read_workbook(workbooks.save(rows, tmp_path / "names.xlsx"))
    column = workbooks.cell_of("sites", "engineer", 2)[:-1]
    assert brief(result.findings) == [
        ("unknown_engineer", "Объекты", f"{column}3"),
        ("understood_id", "Объекты", f"{column}2"),
    ]


@pytest.mark.parametrize("written", ["нет", "—", "нету"])
def test_a_site_may_have_no_phone(written: str, tmp_path: Path) -> None:
    result = read_first_site(tmp_path, phone=written)
    assert result.findings == ()
    assert result.book is not None
    assert result.book.sites[0].phone == ""


def read_first_site(tmp_path: Path, **changes: object) -> ReadResult:
    rows = workbooks.clean_rows()
    rows["sites"] = [workbooks.site(**changes)]
    return read_workbook(workbooks.save(rows, tmp_path / "site.xlsx"))


def test_findings_follow_the_sheets_and_rows(tmp_path: Path) -> None:
    rows = workbooks.clean_rows()
    rows["sites"] = [
        workbooks.site("С-001", last_maintenance="давно", engineer="И9"),
        workbooks.site("С-002", lat=None, lon=None),
        workbooks.site("С-001"),
    ]
    rows["engineers"] = [workbooks.engineer(lat=None, lon=None)]
    found = brief(read_workbook(workbooks.save(rows, tmp_path / "order.xlsx")).findings)
    sites = [int(re.sub(r"\D", "", cell)) for _, sheet, cell in found if sheet == "Объекты"]
    assert sites == [2, 2, 3, 4]
    assert [sheet for sheet, _ in groupby(sheet for _, sheet, _ in found)] == list(
        dict.fromkeys(sheet for _, sheet, _ in found)
    )
