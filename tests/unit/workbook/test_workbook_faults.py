"""Thirty faults of different kinds among 400 sites: all are reported, none is invented."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from support.workbooks import BY_KEY, cell_of

from fieldplan.data import read_example
from fieldplan.workbook import read_workbook

Fault = tuple[str, str, int, Any, str]
"""Sheet, column, row, what is written there, and the code that must answer it."""

FAULTS: list[Fault] = [
    ("sites", "id", 15, "the id of row 12", "duplicate_id"),
    ("sites", "id", 22, None, "missing_value"),
    ("sites", "client", 30, None, "missing_value"),
    ("sites", "lat", 40, None, "half_of_coordinates"),
    ("sites", "lat", 50, "пятьдесят", "bad_coordinate"),
    ("sites", "lon", 60, 376173, "coordinate_out_of_range"),
    ("sites", "lat", 70, 10.5, "too_far"),
    ("sites", "maintenance_every_months", 80, "часто", "not_a_number"),
    ("sites", "last_maintenance", 90, "31.06.2026", "no_such_day"),
    ("sites", "last_maintenance", 100, "весной", "bad_date"),
    ("sites", "last_maintenance", 110, "12:30", "hours_in_date"),
    ("sites", "basis", 120, "как придётся", "bad_choice"),
    ("sites", "on_site_min", 130, "час-полтора", "bad_duration"),
    ("sites", "access", 140, datetime(2026, 9, 18), "date_in_hours"),
    ("sites", "access", 150, "18-9", "hours_end_before_start"),
    ("sites", "access", 160, "как откроют", "bad_hours"),
    ("sites", "access_days", 170, "через день", "bad_days"),
    ("sites", "notice_days", 180, 2.5, "not_whole"),
    ("sites", "engineer", 190, "Незнайка", "unknown_engineer"),
    ("sites", "response_days", 200, 0, "number_out_of_range"),
    ("sites", "phone", 210, "спросить", "bad_phone"),
    ("sites", "active", 220, "кажется", "bad_bool"),
    ("sites", "skills", 230, "телепатия", "skill_nobody_has"),
    ("sites", "note", 240, "#REF!", "error_cell"),
    ("sites", "kind", 250, "=A1", "formula_without_value"),
    ("projects", "site", 2, "нигде", "unknown_site"),
    ("projects", "installation_work", 3, "40 дней", "days_out_of_range"),
    ("emergencies", "reported", 2, None, "missing_value"),
    ("emergencies", "state", 3, "непонятно", "bad_choice"),
    ("absences", "last", 2, date(2020, 1, 1), "absence_ends_before_start"),
]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("faults") / "example-400.xlsx"
    path.write_bytes(read_example("example-400.xlsx"))
    return path


def test_the_example_itself_gives_no_finding(example: Path) -> None:
    result = read_workbook(example)
    assert result.findings == ()
    assert result.book is not None
    assert len(result.book.sites) >= 400


def test_thirty_faults_are_thirty_findings(example: Path, tmp_path: Path) -> None:
    assert len(FAULTS) == 30
    assert len({code for *_, code in FAULTS}) >= 25
    book = load_workbook(example)
    ids = book["Объекты"]
    expected = set()
    for sheet, column, row, value, code in FAULTS:
        worksheet = book[BY_KEY[sheet].title("ru")]
        address = cell_of(sheet, column, row)
        written = ids["A12"].value if code == "duplicate_id" else value  # type: ignore[index]
        cell = worksheet[address]  # type: ignore[index]
        cell.value = written
        # a formula cell of the template is text; what a manager types is not
        if isinstance(written, str) and written.startswith("="):
            cell.data_type = "f"
        expected.add((worksheet.title, address, f"findings.{code}"))
    path = tmp_path / "faults.xlsx"
    book.save(path)
    result = read_workbook(path)
    found = {(f.sheet, f.cell, f.code) for f in result.findings}
    assert found == expected
    assert len(result.findings) == 30


def test_reading_never_changes_the_file(example: Path) -> None:
    before = (example.read_bytes(), example.stat().st_mtime_ns)
    read_workbook(example)
    assert (example.read_bytes(), example.stat().st_mtime_ns) == before
