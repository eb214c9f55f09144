"""A month from the workbook to the files, and what the program says of it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from support.command import ROOT, environment, fieldplan
from support.month_book import HOSTILE, small_book, write_book

OUTPUTS = {"calendar.xlsx", "map.html", "plan.json", "calendars", "engineers", "routes"}


@dataclass(frozen=True)
class Planned:
    """One run of ``fieldplan plan``."""

    cwd: Path
    code: int
    summary: dict[str, Any]
    messages: str

    @property
    def folder(self) -> Path:
        return self.cwd / self.summary["folder"]


def plan(cwd: Path, workbook: object, *options: object) -> Planned:
    done = fieldplan(
        *("plan", workbook, "--month", "2026-12", "--iterations", 300, "--json", *options), cwd=cwd
    )
    assert done.returncode in (0, 5), done.stderr
    return Planned(cwd, done.returncode, json.loads(done.stdout), done.stderr)


@pytest.fixture(scope="module")
def russian(tmp_path_factory: pytest.TempPathFactory) -> Planned:
    cwd = tmp_path_factory.mktemp("книга с пробелом")
    return plan(cwd, write_book(cwd / "моя книга.xlsx", small_book()).name)


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Planned:
    cwd = tmp_path_factory.mktemp("english")
    return plan(cwd, write_book(cwd / "book.xlsx", small_book("en")).name)


def cells(path: Path) -> list[str]:
    book = openpyxl.load_workbook(path)
    return [
        str(cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]


def test_every_output_is_there(russian: Planned) -> None:
    assert russian.folder == russian.cwd / "outputs" / "2026-12" / "rev-01"
    assert {path.name for path in russian.folder.iterdir()} >= OUTPUTS
    assert [path for path in russian.cwd.rglob("*") if "partial" in path.name] == []


def test_the_checker_finds_nothing(russian: Planned) -> None:
    for target in ("outputs", "outputs/2026-12/rev-01", "outputs/2026-12/rev-01/plan.json"):
        done = fieldplan("check", target, "--json", cwd=russian.cwd)
        report = json.loads(done.stdout)
        assert (done.returncode, report["violations"], report["broken_promises"]) == (0, [], [])


def test_a_tampered_plan_is_refused_by_check_and_map(russian: Planned, tmp_path: Path) -> None:
    document = json.loads((russian.folder / "plan.json").read_text(encoding="utf-8"))
    document["routes"][0]["stops"][0]["start"] -= 30
    (tmp_path / "plan.json").write_text(json.dumps(document), encoding="utf-8")
    checked = fieldplan("check", "plan.json", "--lang", "en", cwd=tmp_path)
    assert checked.returncode == 3
    assert "must not be used" in checked.stdout
    mapped = fieldplan("map", "plan.json", cwd=tmp_path)
    assert mapped.returncode == 1
    assert not (tmp_path / "map.html").exists()


def test_the_summary_counts_every_visit(russian: Planned) -> None:
    visits = russian.summary["visits"]
    assert visits["maintenance"]["required"] == 10
    assert visits["emergency"] == {"required": 1, "served_required": 1, "extra": 0}
    required = sum(kind["required"] for kind in visits.values())
    served = sum(kind["served_required"] for kind in visits.values())
    assert required - served == len(russian.summary["unassigned"])
    assert all(item["reasons"] for item in russian.summary["unassigned"])
    assert russian.code == russian.summary["exit_code"]


def test_the_summary_is_readable(russian: Planned) -> None:
    for words in ("декабрь 2026", "Рабочих дней 22", "ТО", "нормы 50–65", "map.html"):
        assert words in russian.messages


def test_the_english_workbook_speaks_english(english: Planned) -> None:
    assert "22 working days" in english.messages
    assert "maintenance" in cells(english.folder / "calendar.xlsx")
    assert '<html lang="en"' in (english.folder / "map.html").read_text(encoding="utf-8")


def test_the_language_can_be_chosen(english: Planned) -> None:
    done = fieldplan("map", "outputs", "--out", "ru.html", "--lang", "ru", cwd=english.cwd)
    assert done.returncode == 0, done.stderr
    assert '<html lang="ru"' in (english.cwd / "ru.html").read_text(encoding="utf-8")


def test_a_hostile_client_stays_text(russian: Planned) -> None:
    assert any(HOSTILE in value for value in cells(russian.folder / "calendar.xlsx"))
    page = (russian.folder / "map.html").read_text(encoding="utf-8")
    assert "<script>alert(1)" not in page
    assert "{{7*7}}" in page


def test_phones_are_on_the_map_only_when_asked_for(russian: Planned) -> None:
    phone = "000-00-01"
    assert phone not in (russian.folder / "map.html").read_text(encoding="utf-8")
    done = fieldplan("map", "outputs", "--out", "phones.html", "--contacts", cwd=russian.cwd)
    assert done.returncode == 0, done.stderr
    assert phone in (russian.cwd / "phones.html").read_text(encoding="utf-8")


def test_a_plan_is_exported(russian: Planned) -> None:
    for form, name in (("csv", "visits.csv"), ("ics", "ics"), ("bitrix24", "bitrix24")):
        done = fieldplan("export", "outputs", "--format", form, "--json", cwd=russian.cwd)
        assert done.returncode == 0, done.stderr
        assert (russian.folder / "export" / name).exists()
        files = [russian.cwd / path for path in json.loads(done.stdout)["files"]]
        assert all(path.is_file() for path in files)
        assert "000-00-01" not in "".join(path.read_text("utf-8") for path in files)


def test_the_same_run_gives_the_same_plan_in_a_new_revision(russian: Planned) -> None:
    before = (russian.folder / "plan.json").read_bytes()
    again = plan(russian.cwd, "моя книга.xlsx", "--out", "again")
    assert (again.folder / "plan.json").read_bytes() == before
    second = plan(russian.cwd, "моя книга.xlsx", "--out", "again")
    assert second.folder.name == "rev-02"
    assert (again.folder / "plan.json").read_bytes() == before


def test_ctrl_c_keeps_the_best_plan(russian: Planned) -> None:
    if sys.platform == "win32":
        pytest.skip("a process cannot be sent Ctrl-C there without sending it to the tests")
    options = ("--month", "2026-12", "--time-limit", "250", "--out", "stopped")
    # A shell that runs the tests in the background has them, and their children, ignore Ctrl-C.
    usual = signal.signal(signal.SIGINT, signal.default_int_handler)
    running = subprocess.Popen(
        [sys.executable, "-m", "fieldplan", "plan", "моя книга.xlsx", *options],
        cwd=russian.cwd,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    signal.signal(signal.SIGINT, usual)
    assert running.stderr is not None
    for line in running.stderr:
        if "из 14" in line:  # the first progress line: the search is on
            break
    time.sleep(0.5)
    os.kill(running.pid, signal.SIGINT)
    said, complaint = running.communicate(timeout=120)
    assert running.returncode in (0, 5), complaint
    assert "Ctrl-C" in said
    assert (russian.cwd / "stopped" / "2026-12" / "rev-01" / "plan.json").exists()


@pytest.mark.parametrize("name", ["example-217", "example-400", "example-217-en"])
def test_a_shipped_example(name: str, tmp_path: Path) -> None:
    planned = plan(tmp_path, ROOT / "inputs" / f"{name}.xlsx")
    assert {path.name for path in planned.folder.iterdir()} >= OUTPUTS
    missing = [item for item in planned.summary["unassigned"] if item["required"]]
    assert planned.code == (5 if missing else 0)
    assert all(item["reasons"] for item in planned.summary["unassigned"])
    assert len(planned.summary["working_days"]) == 22
    checked = fieldplan("check", "outputs", cwd=tmp_path)
    assert checked.returncode == 0, checked.stdout
    language = "en" if name.endswith("-en") else "ru"
    page = (planned.folder / "map.html").read_text(encoding="utf-8")
    assert f'<html lang="{language}"' in page
