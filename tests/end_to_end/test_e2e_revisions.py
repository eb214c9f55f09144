"""A month of ten call-outs, one revision each: every one valid, none ever changed, none half."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from support.command import ROOT, environment
from support.month_book import small_book, write_book

from fieldplan.api import check_plan
from fieldplan.cli.app import run
from fieldplan.domain import Plan, PlanRecord
from fieldplan.store import read_plan

CALLS = (
    ("2026-12-02 10:10", "S05"),
    ("2026-12-03 13:40", "S01"),
    ("2026-12-03 15:05", "S09"),
    ("2026-12-07 09:20", "S02"),
    ("2026-12-09 11:00", "S07"),
    ("2026-12-10 16:30", "S03"),
    ("2026-12-14 08:30", "S10"),
    ("2026-12-16 12:15", "S05"),
    ("2026-12-18 14:00", "S04"),
    ("2026-12-22 10:45", "S06"),
)
Files = dict[str, str]


def fieldplan(*words: object) -> None:
    """Run the command in this process; it must write a plan."""
    assert run([str(word) for word in words]) in (0, 5)


def answer(outputs: Path, number: int, *more: object) -> None:
    """Answer one of ``CALLS``, counted from 0."""
    now, site = CALLS[number]
    words = ("--now", now, "--emergency", site, "--minutes", 45, "--days", 2, "--iterations", 20)
    fieldplan("replan", outputs, *words, *more)


def revision(outputs: Path, number: int) -> Path:
    return outputs / "2026-12" / f"rev-{number:02d}"


def files(folder: Path) -> Files:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in found}


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("revisions")
    write_book(folder / "book.xlsx", small_book())
    words = ("--month", "2026-12", "--iterations", 100, "--out", folder / "outputs")
    fieldplan("plan", folder / "book.xlsx", *words)
    return folder / "outputs"


@pytest.fixture(scope="module")
def lived(planned: Path) -> tuple[Path, list[Files]]:
    """The month after ten call-outs, and every revision's files as they were when written."""
    written = [files(revision(planned, 1))]
    for number in range(len(CALLS)):
        answer(planned, number)
        written.append(files(revision(planned, number + 2)))
    return planned, written


def test_every_revision_is_valid_and_has_its_call_outs(lived: tuple[Path, list[Files]]) -> None:
    outputs, _ = lived
    for number in range(1, len(CALLS) + 2):
        checked = check_plan(revision(outputs, number))
        assert checked.report.ok, checked.report.violations
        called = {v.id for v in checked.record.problem.visits if "-A" in v.id}
        assert len(called) == number - 1
        left = {item.visit_id for item in checked.record.plan.unassigned}
        assert not called & left


def test_the_past_stays_from_revision_to_revision(lived: tuple[Path, list[Files]]) -> None:
    outputs, _ = lived
    for number, (moment, _) in enumerate(CALLS, 1):
        old = read_plan(revision(outputs, number) / "plan.json")
        new = read_plan(revision(outputs, number + 1) / "plan.json")
        past = begun(old.plan, datetime.strptime(moment, "%Y-%m-%d %H:%M"))
        assert past
        assert past <= begun(new.plan, datetime.max)


def begun(plan: Plan, now: datetime) -> set[tuple[object, ...]]:
    """Visits that have begun, or to which an engineer is on his way, with place and time."""
    minute = now.hour * 60 + now.minute
    return {
        (route.date, route.engineer_id, stop.visit_id, stop.arrive_min, stop.start_min)
        for route in plan.routes
        for stop, left in zip(
            route.stops, (route.leave_min, *(s.depart_min for s in route.stops)), strict=False
        )
        if route.date < now.date() or (route.date == now.date() and left < minute)
    }


def test_no_file_of_any_revision_has_changed(
    lived: tuple[Path, list[Files]], capsys: pytest.CaptureFixture[str]
) -> None:
    outputs, written = lived
    assert [files(revision(outputs, n)) for n in range(1, len(written) + 1)] == written
    capsys.readouterr()
    fieldplan("history", outputs, "--json")
    listed = json.loads(capsys.readouterr().out)["revisions"]
    assert [entry["revision"] for entry in listed] == list(range(1, len(written) + 1))
    assert [entry["parent"] for entry in listed] == [None, *range(1, len(written))]
    for entry, (_, site) in zip(listed[1:], CALLS, strict=True):
        assert site in entry["reason"]


@pytest.mark.parametrize("number", [1, 4, 10])
def test_any_revision_can_be_taken_up_again(lived: tuple[Path, list[Files]], number: int) -> None:
    """From revision N, the call-out that led to N + 1 leads there again."""
    outputs, written = lived
    before = len(list((outputs / "2026-12").glob("rev-*")))
    answer(outputs, number - 1, "--from", number)
    again = read_plan(revision(outputs, before + 1) / "plan.json")
    assert again.parent == number
    assert same(again, read_plan(revision(outputs, number + 1) / "plan.json"))
    assert [files(revision(outputs, n)) for n in range(1, len(written) + 1)] == written


def same(record: PlanRecord, other: PlanRecord) -> bool:
    return (record.plan, record.now, record.problem.visits) == (
        other.plan,
        other.now,
        other.problem.visits,
    )


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the kills fork their processes")
def test_a_killed_replan_leaves_no_half_revision() -> None:
    """Ten kills; ``python -m benchmarks.faults --only-replan`` makes a hundred."""
    words = ("-m", "benchmarks.faults", "--only-replan", "--replan-kills", "10")
    done = subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("ok")
