"""December closed and January planned: what was undone comes back once, what was done does not."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from support.command import fieldplan
from support.month_book import small_book, write_book

from fieldplan import api
from fieldplan.checker import check
from fieldplan.domain import PlanRecord, VisitKind
from fieldplan.messages import text
from fieldplan.report.calendar_xlsx import visits_sheet
from fieldplan.store import read_plan

STATUS = {name: text(f"report.status_{name}", "ru") for name in visits_sheet.STATUSES}


def edit_visits(path: Path, **edits: dict[str, object]) -> None:
    """Write into the yellow columns of the list of visits, by visit id."""
    book = load_workbook(path)
    sheet = book[text("report.sheet_visits", "ru")]
    keys = [column.key for column in visits_sheet.COLUMNS]
    for row in range(visits_sheet.HEAD_ROW + 1, sheet.max_row + 1):
        named = str(sheet.cell(row, keys.index("visit_id") + 1).value)
        for key, value in edits.get(named, {}).items():
            sheet.cell(row, keys.index(key) + 1).value = value  # type: ignore[assignment]
    book.save(path)


def served(record: PlanRecord) -> dict[str, date]:
    return {stop.visit_id: route.date for route in record.plan.routes for stop in route.stops}


@pytest.fixture(scope="module")
def december(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A planned December of the small book, in ``outputs`` beside the workbook."""
    folder = tmp_path_factory.mktemp("months")
    write_book(folder / "book.xlsx", small_book())
    record = api.plan_month(
        folder / "book.xlsx", month="2026-12", stop=api.stop_rule(iterations=300)
    )
    api.write_outputs(record, folder / "outputs")
    return folder


def test_december_to_january(december: Path) -> None:
    folder = december / "outputs" / "2026-12" / "rev-01"
    record = read_plan(folder / "plan.json")
    kinds = {visit.id: VisitKind(visit.kind) for visit in record.problem.visits}
    plan = served(record)
    maintenance = [v for v in plan if kinds[v] is VisitKind.MAINTENANCE]
    cancelled, moved, agreed, done = maintenance[:4]
    (call,) = (v for v in plan if kinds[v] is VisitKind.EMERGENCY)
    stage = next(v for v in plan if kinds[v] is VisitKind.INSTALLATION)
    edit_visits(
        folder / "calendar.xlsx",
        **{
            cancelled: {"status": STATUS["cancelled"]},
            moved: {"moved_to": datetime(2027, 1, 14)},
            agreed: {
                "status": STATUS["agreed"],
                "moved_to": "15.01.2027",
                "moved_time": "14:00",
            },
            done: {"status": STATUS["done"]},
            stage: {"status": STATUS["cancelled"]},
        },
    )
    shut = fieldplan("close", "2026-12", "--json", cwd=december)
    assert shut.returncode == 0, shut.stderr
    told = json.loads(shut.stdout)
    assert set(told["undone"]) >= {cancelled, moved, agreed, stage}
    assert set(told["assumed"]) == set(told["done"]) - {done}
    left_out = {item.visit_id for item in record.plan.unassigned}
    assert set(told["done"]) | set(told["undone"]) == set(plan) | left_out
    options = ("--month", "2027-01", "--previous", "outputs", "--iterations", "300", "--json")
    planned = fieldplan("plan", "book.xlsx", *options, cwd=december)
    assert planned.returncode == 0, planned.stderr
    january = read_plan(december / "outputs" / "2027-01" / "rev-01" / "plan.json")
    assert check(january.problem, january.plan).ok
    ids = [visit.id for visit in january.problem.visits]
    postponed = [item.visit_id for item in january.postponed]
    for visit_id in told["undone"]:
        assert (ids + postponed).count(visit_id) == 1, visit_id
    assert not set(told["done"]) & {*ids, *postponed}
    assert call not in ids
    promises = {visit.id: visit.promise for visit in january.problem.visits}
    first, second = promises[moved], promises[agreed]
    assert first is not None
    assert second is not None
    assert (first.date, second.date) == (date(2027, 1, 14), date(2027, 1, 15))
    assert (second.start_min, second.end_min) == (840, 960)
    assert served(january)[moved] == date(2027, 1, 14)
    assert january.inputs["carry.json"]
    # The carry-over is what keeps them away: the same book without it is planned again.
    book = replace(small_book(), agreed=())
    repeated = {v.id for v in api.prepare_month(book, month="2027-01").demand.problem.visits}
    assert set(told["done"]) & repeated


def test_the_history_rows_can_be_pasted_into_the_workbook(december: Path) -> None:
    made = api.close(december / "outputs" / "2026-12")
    source = load_workbook(made.folder / "closing.xlsx")["История"]
    rows = list(source.iter_rows(min_row=2, max_col=6, values_only=True))
    book = load_workbook(december / "book.xlsx")
    sheet = book["История"]
    assert [c.value for c in source[1]] == [str(c.value).replace("*", "").strip() for c in sheet[1]]
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value
    pasted = december / "pasted.xlsx"
    book.save(pasted)
    read = api.read_workbook(pasted)
    assert read.book is not None
    history = [replace(item, source=None) for item in read.book.history]
    assert tuple(history) == made.closed.carried.history
    with_rows = api.prepare_month(pasted, month="2027-01", previous=made.folder)
    with_carry = api.prepare_month(december / "book.xlsx", month="2027-01", previous=made.folder)
    ids = [{v.id for v in ready.demand.problem.visits} for ready in (with_rows, with_carry)]
    assert ids[0] == ids[1]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("close", "2026-11"), 3, "План"),
        (("close", "2026-12", "--calendar", "book.xlsx"), 3, "Это не календарь fieldplan"),
        (("close", "2026-12", "--calendar", "none.xlsx"), 3, "none.xlsx"),
        (("plan", "book.xlsx", "--month", "2027-01", "--previous", "nowhere"), 3, "закрытого"),
    ],
)
def test_refusals(december: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    result = fieldplan(*arguments, "--lang", "ru", cwd=december)
    assert (result.returncode, "Traceback" in result.stderr) == (code, False)
    assert said in result.stderr


def test_an_older_calendar_is_recognised(december: Path, tmp_path: Path) -> None:
    first = december / "outputs" / "2026-12" / "rev-01"
    record = read_plan(first / "plan.json")
    api.write_outputs(record, tmp_path)
    api.write_outputs(record, tmp_path)
    old = tmp_path / "2026-12" / "rev-01" / "calendar.xlsx"
    result = fieldplan("close", tmp_path, "--calendar", old, "--lang", "ru", cwd=tmp_path)
    assert result.returncode == 3
    assert "другой редакции" in " ".join(result.stderr.split())
    assert not (tmp_path / "2026-12" / "closed").exists()
