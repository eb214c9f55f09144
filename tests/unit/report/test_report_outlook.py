"""«График ТО»: the sheet, the reasons in the list of visits, both kept in plan.json."""

from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook
from support.sample_record import sample_record

from fieldplan.domain import Basis, Duty, Outlook, OutlookMonth, OutlookVisit, OutlookWeek
from fieldplan.messages import text
from fieldplan.report import write_calendar
from fieldplan.report.outlook_text import verdict_text, visit_reason
from fieldplan.report.view import ReportView
from fieldplan.store import read_plan, write_plan


def visit(visit_id="S1-TO-2612", site_id="S1", **changes):
    values = {
        "every_months": 3,
        "basis": Basis.CALENDAR,
        "opens": date(2026, 10, 1),
        "due": date(2026, 12, 31),
        "latest": date(2026, 12, 31),
        "duty": Duty.WINDOW,
        "week": date(2026, 12, 7),
        "last_visit": date(2026, 8, 5),
        "work_min": 130,
    }
    return OutlookVisit(visit_id=visit_id, site_id=site_id, **{**values, **changes})


@pytest.fixture
def record():
    made = sample_record()
    first = made.problem.visits[0]
    outlook = Outlook(
        weeks=(
            OutlookWeek(
                first=date(2026, 12, 7),
                last=date(2026, 12, 13),
                working_days=5,
                available_min=2400,
                reserved_min=600,
                planned_min=2100,
                visits=1,
            ),
        ),
        months=(
            OutlookMonth(
                month="2026-12",
                working_days=22,
                available_min=9600,
                reserved_min=1200,
                planned_min=4800,
                visits=40,
                debt=7,
                missed=9,
            ),
        ),
        visits=(visit(first.id, first.site_id), visit("LATE", first.site_id, week=None)),
        value=1000,
        bound=950,
        failure="2026-12",
        needed_min=6000,
    )
    return replace(made, outlook=outlook)


def test_the_reason_names_due_date_window_basis_and_week():
    told = visit_reason(visit(), "ru")
    for part in ("31.12.2026", "01.10.2026", "07.12.2026", "05.08.2026", "календарным", "раз в 3"):
        assert part in told
    interval = visit_reason(visit(basis=Basis.INTERVAL, week=None, last_visit=None), "en")
    assert "by interval" in interval
    assert "last none" in interval
    assert "no room" in interval


def test_the_verdict_names_the_month_of_failure(record):
    told = verdict_text(record.outlook, "ru")
    for part in ("декабрь 2026", "сорвано сроков: 9", "просрочено: 7", "100 ч ТО", "80 ч"):
        assert part in told
    assert "выше 100 %" not in told
    busy = replace(record.outlook.months[0], reserved_min=5760)
    crowded = verdict_text(replace(record.outlook, months=(busy,)), "ru")
    assert "выше 100 % — 1 из 1, больше всего 110 % (декабрь 2026)" in crowded
    level = replace(record.outlook, needed_min=4800)
    assert "100" not in verdict_text(level, "en")
    good = replace(record.outlook, failure="", months=())
    assert "every maintenance window" in verdict_text(good, "en")


def test_the_sheet_shows_weeks_months_and_visits(tmp_path, record):
    path = tmp_path / "calendar.xlsx"
    write_calendar(path, record)
    sheet = load_workbook(path)["График ТО" if record.lang == "ru" else "Maintenance outlook"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    texts = [str(value) for row in rows for value in row if value is not None]
    assert any("LATE" in value for value in texts)
    week = next(row for row in rows if row[0] == "07.12.2026 – 13.12.2026")
    assert week[1:7] == [5, 40, 10, 35, 1, 1.125]
    month = next(row for row in rows if row[7] == 7)
    assert month[1] == 22
    assert month[8] == 9


def test_the_list_of_visits_says_why(tmp_path, record):
    path = tmp_path / "calendar.xlsx"
    write_calendar(path, record)
    book = load_workbook(path)
    told = visit_reason(record.outlook.visits[0], record.lang)
    served = {s.visit_id for route in record.plan.routes for s in route.stops}
    assert record.outlook.visits[0].visit_id in served
    shown = [
        cell.value
        for row in book[text("report.sheet_visits", record.lang)].iter_rows()
        for cell in row
    ]
    assert told in shown


def test_the_outlook_is_kept_in_the_plan(tmp_path, record):
    assert read_plan(write_plan(tmp_path, record)).outlook == record.outlook


def test_a_visit_after_its_window_is_told_to_be_late(record, tmp_path):
    first = record.problem.visits[0]
    due = replace(first, latest=date(2026, 11, 30))
    problem = replace(record.problem, visits=(due, *record.problem.visits[1:]))
    view = ReportView(replace(record, problem=problem))
    assert view.why_planned(first.id).endswith(text("outlook.late", "ru"))
    assert text("outlook.late", "ru") not in ReportView(record).why_planned(first.id)
