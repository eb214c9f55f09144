"""``fieldplan capacity`` as a user runs it: the verdict, its files, its document, its refusals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from support.command import fieldplan
from support.month_book import HOSTILE, small_book, write_book

QUICK = ("--iterations", 120, "--replays", 30, "--engineers", "1,2", "--backend", "threading")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    cwd = tmp_path_factory.mktemp("нагрузка")
    write_book(cwd / "книга.xlsx", small_book())
    return cwd


def run(cwd: Path, *options: object) -> Any:
    return fieldplan("capacity", "книга.xlsx", "--month", "2026-12", *QUICK, *options, cwd=cwd)


@pytest.fixture(scope="module")
def document(folder: Path) -> dict[str, Any]:
    done = run(folder, "--json")
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_the_document_has_verdict_and_evidence(document: dict[str, Any]) -> None:
    assert document["format"] == "fieldplan-capacity/1"
    assert document["verdict"] in ("enough", "tight", "contractors", "second_engineer")
    report = document["report"]
    assert [(s["engineers"], s["contractors"]) for s in report["scenarios"]] == [
        (1, 0), (2, 0), (1, 1),
    ]  # fmt: skip
    assert report["full"]
    assert report["readiness"]["replays"] == 30
    assert len(report["forecasts"][0]["months"]) == 12
    assert {c["strict_desk"] for c in report["certificates"]} == {True, False}
    assert all(lines for key, lines in document["texts"].items() if key != "remedies")
    assert document["load"][0]["engineer_id"] == "E1"


def test_the_files_are_there_and_nothing_is_overwritten(
    folder: Path, document: dict[str, Any]
) -> None:
    made = folder / document["folder"]
    assert made.name == "capacity-01"
    assert {path.name for path in made.iterdir()} == {"verdict.xlsx", "plan.json"}
    sheet = load_workbook(made / "verdict.xlsx")["Нагрузка и вывод"]
    assert len(sheet._charts) == 2
    values = [str(c.value) for row in sheet.iter_rows() for c in row if c.value is not None]
    assert document["texts"]["headline"] in values
    again = run(folder, "--months-ahead", 3)
    assert again.returncode == 0, again.stderr
    assert (made.with_name("capacity-02") / "verdict.xlsx").exists()
    assert "Вывод:" in again.stdout
    assert "{" not in again.stdout.replace(HOSTILE, "")
    assert "₽" not in again.stdout  # the prices are examples
    checked = fieldplan("check", str(made / "plan.json"), cwd=folder)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("sizes", ["0", "1;2", "-1", "x", "", "1,99"])
def test_wrong_numbers_of_engineers_are_refused(folder: Path, sizes: str) -> None:
    done = fieldplan(
        "capacity", "книга.xlsx", "--month", "2026-12", "--engineers", sizes, cwd=folder
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
