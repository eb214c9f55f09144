"""Calendars keep their events' identity; an independent parser reads them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import vobject
from support.hostile import HOSTILE, plain
from support.sample_record import sample_record

from fieldplan.domain import PlanRecord
from fieldplan.errors import InputError
from fieldplan.report import write_ics
from fieldplan.report.events import STATE_FILE

LATER = datetime(2026, 12, 9, 13, 40)


def _events(path: Path) -> dict[str, vobject.base.Component]:
    calendar = vobject.readOne(path.read_text("utf-8"))
    return {event.uid.value: event for event in calendar.contents.get("vevent", [])}


def _moved(record: PlanRecord) -> PlanRecord:
    """The first route a quarter of an hour later, the second route's visits dropped."""
    first, _, *rest = record.plan.routes
    stops = tuple(
        replace(stop, start_min=stop.start_min + 15, end_min=stop.end_min + 15)
        for stop in first.stops
    )
    plan = replace(record.plan, routes=(replace(first, stops=stops), *rest))
    return replace(record, plan=plan, revision=2, parent=1, now=LATER)


def test_every_stop_is_an_event_at_its_moscow_time(tmp_path: Path) -> None:
    record = sample_record()
    write_ics(tmp_path, record)
    events = _events(tmp_path / "all.ics")
    starts = sorted(event.dtstart.value for event in events.values())
    midnight = [
        datetime(route.date.year, route.date.month, route.date.day)
        + timedelta(minutes=stop.start_min)
        for route in record.plan.routes
        for stop in route.stops
    ]
    assert [start.replace(tzinfo=None) for start in starts] == sorted(midnight)
    assert {start.utcoffset() for start in starts} == {timedelta(hours=3)}
    assert {event.status.value for event in events.values()} == {"CONFIRMED"}
    assert {event.sequence.value for event in events.values()} == {"0"}


def test_file_an_engineer_has_only_his_visits(tmp_path: Path) -> None:
    record = sample_record()
    names = sorted(path.name for path in write_ics(tmp_path, record))
    assert names == [
        "01_Иванов_Пётр.ics",
        "02_Смирнова_Анна.ics",
        "all.ics",
        "changes.ics",
        "events.json",
    ]
    first, second = (len(_events(tmp_path / name)) for name in names[:2])
    served = [len(r.stops) for r in record.plan.routes if r.engineer_id == "E1"]
    assert first == sum(served)
    assert first + second == len(_events(tmp_path / "all.ics"))


def test_sequence_rises_only_for_what_changed(tmp_path: Path) -> None:
    record = sample_record()
    write_ics(tmp_path / "1", record)
    moved = _moved(record)
    write_ics(tmp_path / "2", moved, previous=tmp_path / "1")
    before, after = _events(tmp_path / "1/all.ics"), _events(tmp_path / "2/all.ics")
    assert set(before) == set(after)
    changed = len(record.plan.routes[0].stops)
    dropped = len(record.plan.routes[1].stops)
    raised = [uid for uid, event in after.items() if event.sequence.value != "0"]
    cancelled = [uid for uid, event in after.items() if event.status.value == "CANCELLED"]
    assert len(raised) == changed + dropped
    assert len(cancelled) == dropped
    assert set(_events(tmp_path / "2/changes.ics")) == set(raised)
    for uid in set(after) - set(raised):
        assert after[uid].serialize() == before[uid].serialize()


def test_unchanged_plan_gives_no_changes_and_a_third_revision_goes_on(tmp_path: Path) -> None:
    record = sample_record()
    write_ics(tmp_path / "1", record)
    write_ics(tmp_path / "2", _moved(record), previous=tmp_path / "1")
    write_ics(tmp_path / "3", _moved(record), previous=tmp_path / "2")
    assert _events(tmp_path / "3/changes.ics") == {}
    back = replace(record, revision=4, now=LATER)
    write_ics(tmp_path / "4", back, previous=tmp_path / "3")
    events = _events(tmp_path / "4/all.ics").values()
    assert {event.status.value for event in events} == {"CONFIRMED"}
    assert {event.sequence.value for event in events} == {"0", "2"}


def test_visit_that_goes_to_a_colleague_is_cancelled_for_the_first(tmp_path: Path) -> None:
    record = sample_record()
    write_ics(tmp_path / "1", record)
    first, *rest = record.plan.routes
    given = replace(first, engineer_id="E2", date=date(2026, 12, 31))
    moved = replace(record, plan=replace(record.plan, routes=(*rest, given)), now=LATER)
    write_ics(tmp_path / "2", moved, previous=tmp_path / "1")
    write_ics(tmp_path / "3", moved, previous=tmp_path / "2")
    for revision in ("2", "3"):
        old = _events(tmp_path / revision / "01_Иванов_Пётр.ics")
        new = _events(tmp_path / revision / "02_Смирнова_Анна.ics")
        both = set(old) & set(new)
        assert len(both) == len(first.stops)
        assert {old[uid].status.value for uid in both} == {"CANCELLED"}
        assert {new[uid].status.value for uid in both} == {"CONFIRMED"}
        assert {new[uid].sequence.value for uid in both} == {"1"}


def test_same_visit_of_another_month_is_another_event(tmp_path: Path) -> None:
    record = sample_record()
    write_ics(tmp_path / "12", record)
    write_ics(tmp_path / "01", replace(record, month="2027-01"))
    assert not set(_events(tmp_path / "12/all.ics")) & set(_events(tmp_path / "01/all.ics"))


def test_contacts_only_on_request(tmp_path: Path) -> None:
    write_ics(tmp_path / "a", sample_record())
    write_ics(tmp_path / "b", sample_record(), contacts=True)
    assert "+7 495" not in (tmp_path / "a/all.ics").read_text("utf-8")
    assert "+7 495" in (tmp_path / "b/all.ics").read_text("utf-8")


def test_lines_are_folded_and_end_as_the_standard_says(tmp_path: Path) -> None:
    write_ics(tmp_path, sample_record())
    content = (tmp_path / "all.ics").read_bytes()
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert b"BEGIN:VTIMEZONE\r\nTZID:Europe/Moscow" in content


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_stays_inside_its_event(tmp_path: Path, hostile: str) -> None:
    record = sample_record(rename=hostile)
    names = [path.name for path in write_ics(tmp_path, record, contacts=True)]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)
    assert all(len(name) < 60 and ".." not in name for name in names)
    events = _events(tmp_path / "all.ics")
    assert len(events) == len([s for route in record.plan.routes for s in route.stops])
    shown = " ".join(plain(hostile).split())
    assert {event.location.value for event in events.values()} == {shown}
    assert all(event.summary.value.endswith(f": {shown}") for event in events.values())


def test_broken_state_is_an_input_error(tmp_path: Path) -> None:
    (tmp_path / STATE_FILE).write_text('{"format": "other"}')
    with pytest.raises(InputError):
        write_ics(tmp_path / "new", sample_record(), previous=tmp_path)
    assert not (tmp_path / "new").exists()
