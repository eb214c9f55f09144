"""Forty answers of «Обзвон» in one re-solve: each honoured, or told by its cell and the reason."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from support.books import make_engineer, make_site
from support.month_book import small_book

from fieldplan import api
from fieldplan.api.replan import calendar_news, replan, unkept
from fieldplan.checker import check
from fieldplan.cost import keeps_promise
from fieldplan.domain import PhoneCall, PlanRecord, Promise
from fieldplan.report.calendar_xlsx import phone_sheet
from fieldplan.resolve.disturbed import placed
from fieldplan.resolve.phone import phone_calls
from fieldplan.store import read_plan

NOW = datetime(2026, 12, 1, 8, 0)
KEYS = [column.key for column in phone_sheet.COLUMNS]
COUNT = 44


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """December of two engineers and some forty visits to be promised."""
    rng = random.Random(5)
    sites = tuple(
        replace(
            make_site(
                f"S{n:02d}",
                lat=55.75 + rng.uniform(-0.25, 0.25),
                lon=37.6 + rng.uniform(-0.4, 0.4),
                last_maintenance=date(2026, 8, 20),
            ),
            client=f"Клиент {n}",
            source=None,
        )
        for n in range(1, COUNT + 1)
    )
    book = small_book(
        sites=sites,
        engineers=(make_engineer(), make_engineer("E2", name="Петров")),
        projects=(),
        emergencies=(),
        agreed=(),
        absences=(),
    )
    out = tmp_path_factory.mktemp("answers")
    record = api.plan_month(book, month="2026-12", stop=api.stop_rule(iterations=150))
    api.write_outputs(record, out)
    return out / "2026-12" / "rev-01"


@pytest.fixture(scope="module")
def record(folder: Path) -> PlanRecord:
    return read_plan(folder / "plan.json")


def promise_of(call: PhoneCall, number: int) -> Promise:
    proposal = (call.proposed, *call.alternatives)[number]
    first, last = proposal.window
    return Promise(date=proposal.date, start_min=first, end_min=last)


def test_every_alternative_can_be_promised(record: PlanRecord) -> None:
    calls = phone_calls(record)
    assert len(calls) >= 40
    assert sum(len(call.alternatives) == 2 for call in calls) > 30
    where = placed(record.plan)
    for call in calls:
        route, stop = where[call.visit_id]
        assert call.proposed.date == route.date
        assert call.proposed.window[0] <= stop.start_min <= call.proposed.window[1]
        days = [call.proposed.date, *(option.date for option in call.alternatives)]
        # Another time of the plan's own day comes last, when there is no other day.
        assert len(set(days[:-1])) == len(days) - 1
        if len(set(days)) < len(days):
            first, last = call.proposed.window, call.alternatives[-1].window
            assert first[1] <= last[0] or last[1] <= first[0]
    for call in calls[:: len(calls) // 5]:
        for number in range(len(call.alternatives) + 1):
            promise = promise_of(call, number)
            visits = tuple(
                replace(v, promise=promise) if v.id == call.visit_id else v
                for v in record.problem.visits
            )
            asked = replace(record, problem=replace(record.problem, visits=visits))
            made = replan(asked, now=NOW).final.record
            route, stop = placed(made.plan)[call.visit_id]
            visit = next(v for v in made.problem.visits if v.id == call.visit_id)
            assert keeps_promise(visit, route, stop.start_min), (call, number)


def test_forty_answers_at_once(folder: Path, record: PlanRecord) -> None:
    path = folder / "calendar.xlsx"
    book = load_workbook(path)
    sheet = book["Обзвон"]
    rows = range(phone_sheet.HEAD_ROW + 1, phone_sheet.HEAD_ROW + 41)
    others: dict[int, tuple[object, object]] = {
        3: (datetime(2026, 12, 11), "14:00"),
        9: ("15.12.2026", None),
        15: (datetime(2026, 12, 17), "до обеда"),
        21: (datetime(2026, 12, 22), "10-13"),
        27: (datetime(2026, 12, 12), None),  # a Saturday
        33: (datetime(2026, 12, 9), "20:00"),  # after hours
    }
    said: dict[str, tuple[str, int]] = {}
    calls = {call.visit_id: call for call in phone_calls(record)}
    for n, row in enumerate(rows):
        visit = str(sheet.cell(row, KEYS.index("visit_id") + 1).value)
        options = len(calls[visit].alternatives)
        reply = "да"
        if n in others:
            reply = "другая дата"
            sheet.cell(row, KEYS.index("other_date") + 1).value = others[n][0]  # type: ignore[assignment]
            sheet.cell(row, KEYS.index("other_time") + 1).value = others[n][1]  # type: ignore[assignment]
        elif n in (5, 25):
            reply = "отказ"
        elif n % 4 == 1 and options:
            reply = "вариант 1"
        elif n % 4 == 2 and options > 1:
            reply = "вариант 2"
        sheet.cell(row, KEYS.index("answer") + 1).value = reply
        said[visit] = (reply, row)
    book.save(path)

    news = calendar_news(folder / "plan.json", record, path, now=NOW)
    refused = {(f.code, f.cell) for f in news.findings}
    first = rows[0]
    assert refused == {
        ("phone.day_off", f"I{first + 27}"),
        ("phone.no_access", f"J{first + 33}"),
    }
    made = replan(record, now=NOW, edits=news.edits, stop=api.stop_rule(iterations=150)).final
    new = made.record
    assert check(new.problem, new.plan).ok
    told = {f.cell for f in unkept(news, made)}
    where = placed(new.plan)
    visits = {visit.id: visit for visit in new.problem.visits}
    kept = 0
    for visit_id, (reply, row) in said.items():
        if reply == "отказ":
            assert visit_id not in where
            continue
        if row - first in (27, 33):
            continue  # told above
        promise = visits[visit_id].promise
        assert promise is not None
        if reply in ("да", "вариант 1", "вариант 2"):
            number = ("да", "вариант 1", "вариант 2").index(reply)
            wanted = promise_of(calls[visit_id], number)
            assert (promise.date, promise.start_min, promise.end_min) == (
                wanted.date,
                wanted.start_min,
                wanted.end_min,
            )
        place = where.get(visit_id)
        if place is not None and keeps_promise(visits[visit_id], place[0], place[1].start_min):
            kept += 1
        else:
            assert f"H{row}" in told, visit_id
    assert kept + len(told) == 36
    assert kept >= 34, told
