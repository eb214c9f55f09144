"""Questions become the command that one would have typed."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from support.books import make_engineer
from support.sample_record import sample_record

from fieldplan.cli import app, ask
from fieldplan.cli.app import run
from fieldplan.store.plan_json import write_plan

Commands = list[list[str]]


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Commands:
    """The commands that ``ask`` runs, instead of running them."""
    folder = tmp_path / "Мой план"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("FIELDPLAN_LANG", "ru")
    told: Commands = []
    real = app.run

    def stub(arguments: list[str]) -> int:
        if arguments[0] == "ask":
            return real(arguments)
        told.append(arguments)
        return 0

    monkeypatch.setattr(app, "run", stub)
    return told


def answer(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def written_plan(month: str) -> Path:
    record = replace(sample_record(), engineers=(make_engineer("E7"),))
    folder = Path("outputs") / month / "rev-01"
    folder.mkdir(parents=True)
    write_plan(folder, record)
    return folder


def test_plan_takes_the_only_workbook_and_the_closed_month(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("книга.xlsx", "~$книга.xlsx", "книга-ошибки.xlsx"):
        Path(name).touch()
    for month in ("2026-10", "2026-11", "2026-12"):
        (Path("outputs") / month / "closed").mkdir(parents=True)
        (Path("outputs") / month / "closed" / "carry.json").touch()
    answer(monkeypatch, "когда-нибудь", "декабрь 2026")
    assert run(["ask", "plan", "--no-open"]) == 0
    closed = str(Path("outputs/2026-11/closed"))
    assert commands == [["plan", "книга.xlsx", "--month", "2026-12", "--previous", closed]]


def test_plan_asks_which_workbook(commands: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.xlsx").touch()
    Path("b.xlsx").touch()
    answer(monkeypatch, "3", "2", "2026-12")
    assert run(["ask", "plan", "--no-open", "--lang", "en"]) == 0
    assert commands == [["plan", "b.xlsx", "--month", "2026-12", "--lang", "en"]]


def test_emergency_finds_the_site_by_a_part_of_its_name(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    revision = written_plan("2026-12")
    (revision / "calendar.xlsx").touch()
    site = sample_record().sites[3]
    answer(monkeypatch, "нет такого", site.client.upper(), "0", site.id, "", "0", "45", "", "")
    assert run(["ask", "emergency", "--no-open"]) == 0
    [[*words]] = commands
    now = words[words.index("--now") + 1]
    datetime.strptime(now, "%Y-%m-%d %H:%M")
    month = str(Path("outputs/2026-12"))
    calendar = str(Path("outputs/2026-12/rev-01/calendar.xlsx"))
    assert words[:4] == ["replan", month, "--emergency", site.id]
    assert words[4:] == ["--minutes", "45", "--now", now, "--calendar", calendar]


def test_another_way_is_planned_from_the_revision_that_the_call_out_found(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Planned from the newest revision, the call-out would be in the plan twice."""
    written_plan("2026-12")
    site = sample_record().sites[3]
    answer(monkeypatch, site.id, "", "", "", "09.12.2026 13:40", "7", "2")
    assert run(["ask", "emergency", "--no-open"]) == 0
    first, second = commands
    assert first[-2:] == ["--now", "2026-12-09 13:40"]
    assert second == [*first, "--from", "1", "--option", "2"]


def test_a_time_alone_is_todays(commands: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    written_plan("2026-12")
    answer(monkeypatch, "", "", "13:40")
    before = datetime.now().date()
    assert run(["ask", "replan", "--no-open"]) == 0
    days = {f"{day} 13:40" for day in (before, datetime.now().date())}
    assert commands[0][commands[0].index("--now") + 1] in days


def test_replan_asks_who_is_away(commands: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    written_plan("2026-11")
    written_plan("2026-12")
    answer(monkeypatch, "2", "", "1", "2026-12-10", "12.12.2026", "2026-12-09 18:00")
    assert run(["ask", "replan", "--no-open"]) == 0
    month = str(Path("outputs/2026-12"))
    away = ["--absent", "E7", "2026-12-10..2026-12-12"]
    assert commands == [["replan", month, *away, "--now", "2026-12-09 18:00"]]


@pytest.mark.parametrize(
    ("job", "words"), [("plan", "нет книги"), ("emergency", "нет плана"), ("replan", "нет плана")]
)
def test_an_empty_folder_is_told(
    job: str, words: str, commands: Commands, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["ask", job]) == 3
    assert words in capsys.readouterr().err.replace("ещё ", "")
    assert commands == []


def test_the_result_is_opened_only_when_there_is_one(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("a.xlsx").touch()
    opened: list[str] = []
    monkeypatch.setattr(ask.click, "launch", lambda path: opened.append(Path(path).name))
    revision = written_plan("2026-12")
    for name in ("calendar.xlsx", "map.html"):
        (revision / name).touch()
    answer(monkeypatch, "2026-12")
    assert run(["ask", "plan"]) == 0
    assert opened == ["calendar.xlsx", "map.html"]
    monkeypatch.setattr(app, "run", lambda _: 3)
    answer(monkeypatch, "2026-12")
    assert run(["ask", "plan"]) == 3
    assert len(opened) == 2


def test_the_end_of_the_answers_ends_the_program(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("a.xlsx").touch()
    answer(monkeypatch)
    assert run(["ask", "plan"]) == app.INTERRUPTED
    assert commands == []


def test_init_tells_its_launchers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["init", "Книга 1.xlsx", "--lang", "ru", "--json"]) == 0
    said = capsys.readouterr()
    launchers = [Path(name) for name in json.loads(said.out)["launchers"]]
    assert sorted(path.name for path in tmp_path.glob("*.[cs][mh]*")) == sorted(
        path.name for path in launchers
    )
    assert sys.executable in launchers[1].read_text(encoding="utf-8")
    assert "Спланировать месяц" in said.err
