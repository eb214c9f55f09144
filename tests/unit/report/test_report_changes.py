"""What changed between two revisions, and whom to phone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from openpyxl import load_workbook
from support.sample_record import sample_record
from support.sample_revision import sample_revision

from fieldplan.report import write_calendar
from fieldplan.report.changes import SMALL_SHIFT_MIN, plan_changes


def test_each_kind_of_change_is_found_once() -> None:
    record = sample_record()
    changes = plan_changes(record, sample_revision(record))
    kinds = {change.visit_id: change.kind for change in changes}
    dropped = {stop.visit_id for stop in record.plan.routes[8].stops}
    late = {stop.visit_id for stop in record.plan.routes[-1].stops}
    assert {visit for visit, kind in kinds.items() if kind == "dropped"} == dropped
    assert {visit for visit, kind in kinds.items() if kind == "time"} == late
    moved = [visit for visit, kind in kinds.items() if kind == "day"]
    assert len(moved) == 1
    assert set(kinds) == dropped | late | set(moved)


def test_calls_are_the_broken_promises_and_come_first() -> None:
    record = sample_record()
    changes = plan_changes(record, sample_revision(record))
    promised = {visit.id for visit in record.problem.visits if visit.promise}
    expected = {c.visit_id for c in changes if c.visit_id in promised and c.kind != "time"}
    assert {change.visit_id for change in changes if change.call} == expected
    assert expected
    calls = [change.call for change in changes]
    assert calls == sorted(calls, reverse=True)


def test_same_plan_has_no_changes_and_the_way_back_adds() -> None:
    record = sample_record()
    assert plan_changes(record, record) == ()
    back = plan_changes(sample_revision(record), record)
    assert {change.kind for change in back} == {"added", "day", "time"}
    assert not any(change.call for change in back if change.kind == "added")


def test_engineer_window_and_small_shifts() -> None:
    record = sample_record()
    promised = {visit.id: visit.promise for visit in record.problem.visits if visit.promise}
    number, route = next(
        (n, r) for n, r in enumerate(record.plan.routes) if r.stops[-1].visit_id in promised
    )
    stop = route.stops[-1]

    def kinds(new_route: object) -> list[tuple[str, bool]]:
        routes = list(record.plan.routes)
        routes[number] = new_route  # type: ignore[call-overload]
        new = replace(record, plan=replace(record.plan, routes=tuple(routes)))
        return [(change.kind, change.call) for change in plan_changes(record, new)]

    def shifted(minutes: int) -> object:
        return replace(
            route, stops=(*route.stops[:-1], replace(stop, start_min=stop.start_min + minutes))
        )

    assert kinds(shifted(SMALL_SHIFT_MIN - 1)) == []
    assert kinds(shifted(SMALL_SHIFT_MIN)) == [("time", False)]
    assert kinds(shifted(600)) == [("window", True)]
    other = "E2" if route.engineer_id == "E1" else "E1"
    given = kinds(replace(route, engineer_id=other))
    assert given == [("engineer", False)] * len(route.stops)


def test_calendar_shows_the_changes(tmp_path: Path) -> None:
    record = sample_record()
    new = sample_revision(record)
    write_calendar(tmp_path / "calendar.xlsx", new, previous=record)
    sheet = load_workbook(tmp_path / "calendar.xlsx")["Изменения"]
    rows = list(sheet.iter_rows(min_row=5, values_only=True))
    changes = plan_changes(record, new)
    assert [row[-1] for row in rows] == [change.visit_id for change in changes]
    assert [row[0] == "позвонить" for row in rows] == [change.call for change in changes]
    assert "Изменения" not in _names(tmp_path / "first.xlsx", record)


def _names(path: Path, record: object) -> list[str]:
    write_calendar(path, record)  # type: ignore[arg-type]
    return list(load_workbook(path).sheetnames)
