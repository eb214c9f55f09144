"""A running month from the command line: a call-out, the calendar's marks, the history."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from support.command import fieldplan
from support.month_book import small_book, write_book

from fieldplan.api import check_plan

NOW = "2026-12-03 12:00"


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    cwd = tmp_path_factory.mktemp("replan")
    write_book(cwd / "book.xlsx", small_book())
    done = fieldplan("plan", "book.xlsx", "--month", "2026-12", "--iterations", 300, cwd=cwd)
    assert done.returncode in (0, 5), done.stderr
    return cwd


@pytest.fixture
def cwd(planned: Path, tmp_path: Path) -> Path:
    shutil.copytree(planned / "outputs", tmp_path / "outputs")
    return tmp_path


def replan(cwd: Path, *options: object, now: str = NOW) -> dict[str, Any]:
    done = fieldplan(
        *("replan", "outputs", "--now", now, "--iterations", 120, "--json", *options), cwd=cwd
    )
    assert done.returncode in (0, 5), done.stderr
    document: dict[str, Any] = json.loads(done.stdout)
    report = check_plan(cwd / document["folder"]).report
    assert report.ok, report.violations
    return document


def sums(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


class TestEmergency:
    def test_a_new_revision_with_its_changes(self, cwd: Path) -> None:
        before = sums(cwd / "outputs/2026-12/rev-01")
        document = replan(cwd, "--emergency", "s05", "--minutes", 60, "--days", 1)
        assert (document["revision"], document["parent"]) == (2, 1)
        (new,) = document["new"]
        (added,) = [c for c in document["changes"] if c["change"] == "added"]
        assert added["visit"] == new
        assert [option["number"] for option in document["options"]][:2] == [1, 2]
        assert sums(cwd / "outputs/2026-12/rev-01") == before
        book = openpyxl.load_workbook(cwd / document["folder"] / "calendar.xlsx")
        shown = {cell.value for row in book["Изменения"].iter_rows() for cell in row}
        assert new in shown

    def test_the_history_lists_all_and_any_can_be_taken_up(self, cwd: Path) -> None:
        replan(cwd, "--emergency", "S05")
        second = replan(cwd, "--emergency", "S06", "--from", 1)
        assert (second["revision"], second["parent"]) == (3, 1)
        done = fieldplan("history", "outputs", "--json", cwd=cwd)
        listed = json.loads(done.stdout)["revisions"]
        assert [entry["parent"] for entry in listed] == [None, 1, 1]
        assert "S06" in listed[2]["reason"]

    def test_an_option_is_taken(self, cwd: Path) -> None:
        document = replan(cwd, "--emergency", "S05", "--option", 4)
        (added,) = [c for c in document["changes"] if c["change"] == "added"]
        assert "03.12.2026" not in added["now"]

    def test_an_unknown_site_is_told_with_those_like_it(self, cwd: Path) -> None:
        done = fieldplan("replan", "outputs", "--now", NOW, "--emergency", "S055", cwd=cwd)
        assert done.returncode == 3
        assert "S05" in done.stderr
        assert not (cwd / "outputs/2026-12/rev-02").exists()

    def test_days_that_are_no_days_are_refused(self, cwd: Path) -> None:
        done = fieldplan("replan", "outputs", "--now", NOW, "--absent", "E1", "завтра", cwd=cwd)
        assert done.returncode == 2


class TestIllness:
    def test_the_only_engineer_is_ill_for_three_days(self, cwd: Path) -> None:
        """What moves, what is late or lost, whom to phone, what a contractor would cost."""
        words = ("--absent", "E1", "2026-12-04..2026-12-08", "--iterations", 60, "--json")
        done = fieldplan("replan", "outputs", "--now", "2026-12-03 18:30", *words, cwd=cwd)
        assert done.returncode in (0, 5), done.stderr
        document = json.loads(done.stdout)
        record = check_plan(cwd / document["folder"]).record
        ill = {"2026-12-04", "2026-12-07", "2026-12-08"}
        assert not ill & {route.date.isoformat() for route in record.plan.routes}
        before = check_plan(cwd / "outputs/2026-12/rev-01").record.plan
        gone = {s.visit_id for r in before.routes if r.date.isoformat() in ill for s in r.stops}
        assert gone
        changes = {change["visit"]: change for change in document["changes"]}
        assert gone <= set(changes)
        for name in gone:
            assert "E1" in changes[name]["why"]
            assert changes[name]["change"] in ("day", "dropped")
        assert all(change["words"] for change in changes.values() if change["call"])
        hired = document["contractor"]
        assert hired["planned"] == len(gone)
        # Three working days' notice from the evening of the 3rd: on the 8th he is there.
        assert hired["available_from"] == "2026-12-08"
        told = " ".join(done.stderr.split())
        assert "Подрядчик" in told
        assert "Настройки" in told or not hired["days"]
        assert "08.12.2026" in told


class TestCalendar:
    def edit(self, cwd: Path, marks: dict[str, dict[str, object]]) -> Path:
        path = cwd / "outputs/2026-12/rev-01/calendar.xlsx"
        book = openpyxl.load_workbook(path)
        sheet = book["Визиты"]
        heads = {cell.value: cell.column for cell in sheet[4]}
        for row in range(5, sheet.max_row + 1):
            for title, value in marks.get(str(sheet.cell(row, heads["Визит"]).value), {}).items():
                sheet.cell(row, heads[title]).value = value  # type: ignore[assignment]
        edited = cwd / "edited.xlsx"
        book.save(edited)
        return edited

    def visits(self, cwd: Path, kind: str = "-TO-") -> list[str]:
        plan = json.loads((cwd / "outputs/2026-12/rev-01/plan.json").read_text("utf-8"))
        dated = [v for v in plan["visits"] if v["date"] and v["date"] > "2026-12-03"]
        return [v["id"] for v in sorted(dated, key=lambda v: v["date"]) if kind in v["id"]]

    def past(self, cwd: Path) -> list[str]:
        """Visits of the days before ``NOW``."""
        plan = json.loads((cwd / "outputs/2026-12/rev-01/plan.json").read_text("utf-8"))
        return [v["id"] for v in plan["visits"] if v["date"] and v["date"] < "2026-12-03"]

    def test_its_marks_are_honoured(self, cwd: Path) -> None:
        moved, agreed, cancelled = self.visits(cwd)[:3]
        made = self.past(cwd)[:2]
        assert len(made) == 2
        edited = self.edit(
            cwd,
            {
                moved: {"Перенесён на": "21.12.2026"},
                agreed: {"Статус": "согласовано"},
                cancelled: {"Статус": "отменено"},
                **{name: {"Статус": "выполнено"} for name in made},
            },
        )
        document = replan(cwd, "--calendar", edited)
        record = check_plan(cwd / document["folder"]).record
        days = {s.visit_id: r.date.isoformat() for r in record.plan.routes for s in r.stops}
        assert days[moved] == "2026-12-21"
        assert cancelled not in days
        visits = {visit.id: visit for visit in record.problem.visits}
        assert visits[agreed].promise is not None
        assert not any(change["call"] for change in document["changes"])
        assert set(made) <= {item.visit_id for item in record.closed}
        assert not set(made) & set(document["assumed_done"])

    def test_what_cannot_be_is_told_by_its_cell(self, cwd: Path) -> None:
        (moved, *_) = self.visits(cwd)
        edited = self.edit(cwd, {moved: {"Перенесён на": "20.12.2026"}})
        done = fieldplan(
            *("replan", "outputs", "--now", NOW, "--iterations", 60, "--calendar", edited), cwd=cwd
        )
        assert done.returncode in (0, 5)
        assert "20.12.2026" in done.stderr
        assert "нерабочий день" in " ".join(done.stderr.split())

    def test_one_of_an_older_revision_is_refused_with_its_marks(self, cwd: Path) -> None:
        (moved, *_) = self.visits(cwd)
        edited = self.edit(cwd, {moved: {"Перенесён на": "21.12.2026"}})
        replan(cwd, "--emergency", "S05")
        done = fieldplan("replan", "outputs", "--now", NOW, "--calendar", edited, cwd=cwd)
        assert done.returncode == 3
        assert moved in done.stderr
        assert "21.12.2026" in done.stderr
