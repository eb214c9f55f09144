"""Every figure of the load report, recomputed from the plan's stops and the settings.

The reckoning here shares nothing with ``fieldplan.report.load``: it goes through the stops, the
shifts and the travel matrix of a month planned from a book.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from support.month_book import small_book

from fieldplan import api
from fieldplan.capacity.month_hours import month_hours
from fieldplan.domain import DeskKind, PlanRecord
from fieldplan.report.load import EngineerLoad, engineer_loads, week_loads
from fieldplan.settings import make_settings
from fieldplan.solver import StopRule

FIGURES = (
    "visits",
    "routes",
    "on_site_min",
    "drive_min",
    "distance_m",
    "overtime_min",
    "route_min",
    "available_min",
    "prep_min",
    "doc_min",
    "consultation_min",
)


@pytest.fixture(scope="module")
def record() -> PlanRecord:
    return api.plan_month(small_book(), month="2026-12", stop=StopRule(iterations=300))


@pytest.fixture(scope="module")
def load(record: PlanRecord) -> EngineerLoad:
    (only,) = engineer_loads(record)
    return only


def test_visits_and_routes(record: PlanRecord, load: EngineerLoad) -> None:
    kinds = {visit.id: visit.kind for visit in record.problem.visits}
    stops = [stop for route in record.plan.routes for stop in route.stops]
    assert load.visits_by_kind == Counter(kinds[stop.visit_id] for stop in stops)
    assert load.visits == len(stops) > 8
    assert load.routes == len({route.date for route in record.plan.routes})


def test_minutes_on_site_and_at_the_wheel(record: PlanRecord, load: EngineerLoad) -> None:
    durations = {visit.id: visit.duration_min for visit in record.problem.visits}
    on_site = sum(durations[s.visit_id] for route in record.plan.routes for s in route.stops)
    drive = away = overtime = metres = 0
    where = {visit.id: visit.location for visit in record.problem.visits}
    engineer = record.problem.engineers[0]
    assert record.problem.travel.metres is not None
    for route in record.plan.routes:
        left, place = route.leave_min, engineer.start
        for stop in route.stops:
            drive += stop.arrive_min - left
            metres += int(record.problem.travel.metres[place, where[stop.visit_id]])
            left, place = stop.depart_min, where[stop.visit_id]
        drive += route.back_min - left
        metres += int(record.problem.travel.metres[place, engineer.end])
        lunch = route.lunch_min
        on_the_way = lunch is not None and route.leave_min <= lunch < route.back_min
        away += route.back_min - route.leave_min - (60 if on_the_way else 0)
        finish = max(route.back_min, 0 if lunch is None else lunch + 60)
        overtime += max(0, finish - engineer.shifts[route.date][1])
    assert (load.on_site_min, load.drive_min, load.distance_m) == (on_site, drive, metres)
    assert (load.route_min, load.overtime_min) == (away, overtime)


def test_available_minutes_and_free(record: PlanRecord, load: EngineerLoad) -> None:
    """21 working days of 480 minutes with the shortened 31st off; the absence takes two."""
    engineer = record.problem.engineers[0]
    worked = [day for day in record.problem.days if day in engineer.shifts]
    assert not {date(2026, 12, 24), date(2026, 12, 25)} & set(worked)
    available = sum(engineer.shifts[day][1] - engineer.shifts[day][0] - 60 for day in worked)
    assert (load.available_min, load.work_days) == (available, len(worked))
    in_shift = load.route_min - load.overtime_min
    desk = load.prep_min + load.doc_min + load.consultation_min
    assert load.free_min == available - in_shift - desk
    assert load.load_pct == round(100 * (load.route_min + desk) / available)


def test_desk_work_by_kind_and_week(record: PlanRecord, load: EngineerLoad) -> None:
    blocks = Counter[DeskKind]()
    for block in record.plan.desk:
        blocks[block.kind] += block.end_min - block.start_min
    assert load.prep_min == blocks[DeskKind.PREP]
    assert load.doc_min == blocks[DeskKind.DOC]
    assert load.consultation_min == blocks[DeskKind.CONSULT]
    settings = make_settings(record.settings)
    made = {stop.visit_id for route in record.plan.routes for stop in route.stops}
    papers = sum(
        settings.by_kind("doc_min", visit.kind)
        for visit in record.problem.visits
        if visit.id in made
    )
    assert load.doc_min + load.desk_carried_min == papers
    assert load.consultation_min == pytest.approx(7 * 30 * len(record.problem.days) / 5, abs=5)


def test_the_weeks_are_the_month_in_parts(record: PlanRecord, load: EngineerLoad) -> None:
    weeks = week_loads(record)
    mondays = {day - timedelta(days=day.weekday()) for day in record.problem.days}
    assert len(weeks) == len(mondays)
    for name in FIGURES:
        assert sum(getattr(week.loads[0], name) for week in weeks) == getattr(load, name), name


def test_the_months_hours(record: PlanRecord, load: EngineerLoad) -> None:
    hours = month_hours(record, emergencies_day=0.1, proven_undone=0)
    assert hours.available_min == load.available_min
    assert hours.planned_min == load.route_min + load.desk_min + load.desk_carried_min
    days = len(record.problem.days)
    # 90 on site, 30 before, 30 after, 7 at the gate, an hour of driving.
    assert hours.expected_min == round(0.1 * days * 217)
    assert hours.overtime_min == min(600, 60 * load.work_days)
    assert (hours.visits, hours.routes) == (load.visits, load.routes)
