"""A revision has all its papers; the next one goes on from it."""

from __future__ import annotations

import json
import logging
import stat
import sys
from pathlib import Path

import pytest
import vobject
from openpyxl import load_workbook
from support.sample_record import sample_record
from support.sample_revision import sample_revision

from fieldplan import api
from fieldplan.api import exports
from fieldplan.errors import OutputError


def sequences(path: Path) -> dict[str, tuple[int, str]]:
    calendar = vobject.readOne(path.read_text("utf-8"))
    return {
        event.uid.value: (int(event.sequence.value), event.status.value)
        for event in calendar.contents.get("vevent", [])
    }


@pytest.fixture
def month(tmp_path: Path) -> Path:
    record = sample_record()
    api.write_outputs(record, tmp_path)
    api.write_outputs(sample_revision(record), tmp_path)
    return tmp_path / "2026-12"


def test_every_paper_of_a_revision_is_there(tmp_path: Path) -> None:
    record = sample_record()
    outputs = api.write_outputs(record, tmp_path)
    names = [path.relative_to(outputs.folder).as_posix() for path in outputs.files]
    assert {"calendar.xlsx", "map.html", "plan.json"} == {n for n in names if "/" not in n}
    assert sum(name.startswith("engineers/") for name in names) == 2
    assert sum(name.startswith("routes/") for name in names) == len(record.plan.routes)
    assert {"calendars/all.ics", "calendars/changes.ics"} <= set(names)
    assert not [path for path in tmp_path.rglob("*") if ".partial" in path.name]


def test_the_first_revision_has_no_changes(tmp_path: Path) -> None:
    folder = api.write_outputs(sample_record(), tmp_path).folder
    assert "Изменения" not in load_workbook(folder / "calendar.xlsx").sheetnames
    assert '"changes":null' in (folder / "map.html").read_text("utf-8")


def test_the_second_tells_its_changes(month: Path) -> None:
    second = month / "rev-02"
    assert "Изменения" in load_workbook(second / "calendar.xlsx").sheetnames
    assert '"changes":[{' in (second / "map.html").read_text("utf-8")


def test_events_keep_their_identity(month: Path) -> None:
    first = sequences(month / "rev-01/calendars/all.ics")
    second = sequences(month / "rev-02/calendars/all.ics")
    changed = sequences(month / "rev-02/calendars/changes.ics")
    assert set(first) <= set(second)
    assert all(number == 0 for number, _ in first.values())
    assert {uid: seen for uid, seen in second.items() if seen[0]} == changed
    assert 0 < len(changed) < len(first)
    dropped = {visit.visit_id for visit in sample_revision(sample_record()).plan.unassigned}
    dropped -= {visit.visit_id for visit in sample_record().plan.unassigned}
    assert sum(status == "CANCELLED" for _, status in changed.values()) == len(dropped)


def test_a_revision_from_an_older_one_still_goes_on_from_the_latest_calendars(month: Path) -> None:
    record = sample_record()
    folder = api.write_outputs(record, month.parent).folder  # as the first was
    assert folder.name == "rev-03"
    second = sequences(month / "rev-02/calendars/all.ics")
    third = sequences(folder / "calendars/all.ics")
    assert all(third[uid][0] == number + (number > 0) for uid, (number, _) in second.items())


def test_a_damaged_older_revision_does_not_stop_a_new_one(
    month: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (month / "rev-02/plan.json").write_text("{", encoding="utf-8")
    (month / "rev-02/calendars/events.json").write_text("[]", encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        folder = api.write_outputs(sample_record(), month.parent).folder
    assert (folder / "calendars/all.ics").exists()
    assert {"plan.json", "events.json"} <= {
        word.rsplit("/", 1)[-1] for word in caplog.text.replace("\\", "/").split()
    }


def test_a_failure_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("fieldplan.api.outputs.write_route_sheets", fail)
    with pytest.raises(OutputError, match="No space"):
        api.write_outputs(sample_record(), tmp_path)
    assert list((tmp_path / "2026-12").glob("*rev*")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no such rights there")
def test_files_are_as_open_as_the_user_makes_files(tmp_path: Path) -> None:
    (tmp_path / "own").write_text("")
    usual = stat.S_IMODE((tmp_path / "own").stat().st_mode)
    outputs = api.write_outputs(sample_record(engineers=1), tmp_path / "out")
    assert {stat.S_IMODE(path.stat().st_mode) for path in outputs.files} == {usual}


@pytest.mark.parametrize(("form", "count"), [("csv", 1), ("bitrix24", 4), ("ics", 5)])
def test_exports_stand_beside_the_plan(
    month: Path, monkeypatch: pytest.MonkeyPatch, form: str, count: int
) -> None:
    monkeypatch.setattr(exports, "require_valid", lambda _: None)  # the sample is no real plan
    before = {path: path.read_bytes() for path in month.rglob("*") if path.is_file()}
    done = api.export_plan(month, form)
    assert len(done.files) == count
    assert all((month / "rev-02/export") in path.parents for path in done.files)
    assert {path: path.read_bytes() for path in before} == before
    assert not any("+7 495" in path.read_text("utf-8") for path in done.files)
    with_phones = api.export_plan(month, form, month / "open" / form, contacts=True)
    assert any("+7 495" in path.read_text("utf-8") for path in with_phones.files)


def test_bitrix24_goes_on_from_what_was_exported(
    month: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "require_valid", lambda _: None)
    calls = {}
    for number in (2, 1, 2):
        folder = month / f"rev-0{number}"
        api.export_plan(folder, "bitrix24")
        calls[number, len(calls)] = {
            name: len(json.loads((folder / f"export/bitrix24/{name}.json").read_text("utf-8")))
            for name in ("add", "update", "delete")
        }
    alone, first, after = calls.values()
    assert alone["update"] == alone["delete"] == 0
    assert first["add"] > after["add"]
    assert after["update"] > 0
    assert after["delete"] > 0
