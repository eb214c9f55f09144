"""Broken input, unwritable folders, old consoles, defects: a plain word and an exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from support.command import fieldplan
from support.month_book import small_book, write_book

from fieldplan import api
from fieldplan.api import search
from fieldplan.checker import CheckReport, Violation
from fieldplan.cli.app import run


def cell(sheet: Worksheet, header: str, row: int) -> str:
    """Address of the cell under a header (without its asterisk)."""
    for column in sheet[1]:
        if str(column.value).removesuffix(" *") == header:
            return f"{column.column_letter}{row}"
    raise AssertionError(f"no column {header} in {sheet.title}")


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return write_book(tmp_path / "book.xlsx", small_book())


def break_it(path: Path) -> dict[str, tuple[str, str]]:
    """Five faults of five kinds; returns sheet and cell of each, with the value shown."""
    book = openpyxl.load_workbook(path)
    sites, projects, people = book["Объекты"], book["Проекты"], book["Инженеры"]
    faults = {
        "wrong date": (sites, cell(sites, "Последнее ТО", 3), "31.02.2026"),
        "missing coordinates": (sites, cell(sites, "Широта", 4), None),
        "duplicate id": (sites, cell(sites, "Код объекта", 6), "S04"),
        "unknown site": (projects, cell(projects, "Объект", 2), "S99"),
        "engineer without base": (people, cell(people, "Широта", 2), None),
    }
    for sheet, address, value in faults.values():
        sheet[address] = value
    sites[cell(sites, "Долгота", 4)] = None
    people[cell(people, "Долгота", 2)] = None
    book.save(path)
    return {name: (sheet.title, address) for name, (sheet, address, _) in faults.items()}


def test_all_errors_of_a_workbook_come_in_one_list(workbook: Path) -> None:
    faults = break_it(workbook)
    done = fieldplan("plan", workbook.name, "--month", "2026-12", "--json", cwd=workbook.parent)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert not (workbook.parent / "outputs").exists()
    document = json.loads(done.stdout)
    errors = [f for f in document["findings"] if f["severity"] == "error"]
    rows = {(e["sheet"], e["cell"].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for e in errors}
    for name, (sheet, address) in faults.items():
        assert (sheet, address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) in rows, name
    assert len(errors) == len(faults)
    assert all(len(error["text"]) > 30 for error in errors)
    shown = {error["value"] for error in errors}
    assert {"31.02.2026", "S04", "S99"} <= shown
    for word in ("31.02.2026", "S99", "Лист", "Ячейка", "Значение", "что сделать"):
        assert word in done.stderr


def test_check_writes_a_marked_copy_and_leaves_the_workbook_alone(workbook: Path) -> None:
    break_it(workbook)
    before = workbook.read_bytes()
    copies = []
    for _ in range(2):
        done = fieldplan("check", workbook.name, "--json", cwd=workbook.parent)
        assert done.returncode == 3
        copies.append(json.loads(done.stdout)["marked_copy"])
    assert copies == ["book-ошибки.xlsx", "book-ошибки-2.xlsx"]
    assert workbook.read_bytes() == before
    assert "S99" in str(openpyxl.load_workbook(workbook.parent / copies[0])["Проекты"]["B2"].value)


def test_a_good_workbook_passes_check_and_leaves_no_file(workbook: Path) -> None:
    done = fieldplan("check", workbook.name, "--month", "2026-12", cwd=workbook.parent)
    assert done.returncode == 0, done.stdout
    assert "Ошибок нет" in done.stdout
    assert [path.name for path in workbook.parent.iterdir()] == [workbook.name]


@pytest.mark.parametrize("name", ["нет такой.xlsx", "plan.json", "text.xlsx"])
def test_what_is_not_there_or_not_a_workbook_is_an_input_error(name: str, tmp_path: Path) -> None:
    (tmp_path / "text.xlsx").write_text("not a workbook", encoding="utf-8")
    done = fieldplan("check", name, cwd=tmp_path)
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr


def test_an_unwritable_folder_is_found_out_before_the_search(workbook: Path) -> None:
    (workbook.parent / "file").write_text("in the way", encoding="utf-8")
    done = fieldplan(
        *("plan", workbook.name, "--month", "2026-12", "--out", "file/outputs"),
        cwd=workbook.parent,
    )
    assert done.returncode == 6
    assert "Не удалось записать" in done.stderr
    assert "Планирую" not in done.stderr


@pytest.mark.parametrize("encoding", ["cp866", "cp1251", "ascii"])
def test_old_consoles_get_readable_text(encoding: str, workbook: Path) -> None:
    break_it(workbook)
    done = fieldplan(
        "check",
        workbook.name,
        cwd=workbook.parent,
        env={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
        encoding=encoding,
    )
    assert done.returncode == 3, done.stderr
    assert "S99" in done.stdout
    assert "UnicodeEncodeError" not in done.stderr
    if encoding != "ascii":
        assert "Ошибки: 5" in done.stdout


def test_json_is_readable_whatever_the_console(workbook: Path) -> None:
    break_it(workbook)
    done = fieldplan(
        "check",
        workbook.name,
        "--json",
        cwd=workbook.parent,
        env={"PYTHONIOENCODING": "cp866"},
        encoding="cp866",
    )
    assert json.loads(done.stdout)["findings"][0]["sheet"] in ("Объекты", "Проекты", "Инженеры")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["plan", "book.xlsx"], "не хватает: --month"),
        (["plan", "--month", "2026-12"], "не хватает: WORKBOOK"),
        (["plan", "book.xlsx", "--month", "2026-13"], "«2026-13» — не месяц"),
        (["plan", "book.xlsx", "--month", "2026-12", "--now", "завтра"], "«завтра» — не дата"),
        (["solve", "problem.json", "--time-limit", "-1"], "значение --time-limit"),
        (["plan", "book.xlsx", "--mouth", "2026-12"], "Похожие: --month"),
        (["fly"], "Есть: init, check, plan"),
    ],
)
def test_a_wrong_command_is_explained(
    arguments: list[str],
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("FIELDPLAN_LANG", "ru")
    assert run(arguments) == 2
    said = capsys.readouterr().err
    assert words in said
    assert "--help" in said


def test_init_overwrites_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "new" / "book.xlsx"
    assert run(["init", str(target), "--lang", "en"]) == 0
    before = target.read_bytes()
    assert run(["init", str(target), "--lang", "ru"]) == 6
    assert target.read_bytes() == before
    assert "не перезаписан" in " ".join(capsys.readouterr().err.split())
    assert run(["init", str(tmp_path / "folder"), "--example", "--lang", "en"]) == 0
    assert [path.name for path in (tmp_path / "folder").glob("*.xlsx")] == ["example-217-en.xlsx"]


def failing(error: Exception) -> Callable[..., object]:
    def fail(*_: object, **__: object) -> object:
        raise error

    return fail


def test_a_defect_is_told_in_a_line_with_a_log(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(api, "read_workbook", failing(ValueError("broken")), raising=False)
    assert run(["check", "book.xlsx", "--lang", "en"]) == 1
    said = capsys.readouterr().err
    assert "ValueError: broken" in said
    assert "Traceback" not in said
    (log,) = tmp_path.glob("fieldplan-*.log")
    assert "Traceback" in log.read_text(encoding="utf-8")
    assert run(["check", "book.xlsx", "--lang", "en", "--debug"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_an_interrupt_before_the_search_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object, **__: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(api, "read_workbook", interrupt, raising=False)
    assert run(["check", "book.xlsx", "--lang", "en"]) == 130
    assert "Interrupted" in capsys.readouterr().err


def test_a_plan_that_the_checker_refuses_is_not_written(
    monkeypatch: pytest.MonkeyPatch, workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = CheckReport(violations=(Violation(rule="shift_limit", subject="E1", amount=5),))
    monkeypatch.setattr(search, "check", lambda problem, plan: bad)
    out = workbook.parent / "outputs"
    code = run(
        ["plan", str(workbook), "--month", "2026-12", "--iterations", "20", "--out", str(out)]
    )
    assert code == 1
    assert "shift_limit E1 5" in capsys.readouterr().err
    assert not out.exists()
