"""Load figures are sums that can be done by hand."""

from __future__ import annotations

from dataclasses import replace

from support.sample_record import DAYS, sample_record

from fieldplan.report.load import day_pct, engineer_loads
from fieldplan.report.view import ReportView


def test_hours_of_a_month_by_hand() -> None:
    record = sample_record()
    first, second = engineer_loads(record)
    assert first.available_min == 22 * 480
    assert second.available_min == 21 * 480  # one day absent
    routes = [route for route in record.plan.routes if route.engineer_id == "E1"]
    assert first.routes == len(routes) == 22
    assert first.drive_min == sum(route.drive_min for route in routes)
    assert first.visits == sum(len(route.stops) for route in routes)
    assert first.prep_min == 15 * first.visits
    assert first.doc_min == 20 * first.visits


def test_lunch_inside_the_work_is_not_work() -> None:
    record = sample_record()
    installation = next(
        route
        for route in record.plan.routes
        if ReportView(record).visits[route.stops[0].visit_id].kind == "installation"
    )
    only = replace(record, plan=replace(record.plan, routes=(installation,)))
    load = engineer_loads(only)[0]
    assert load.on_site_min == 360
    assert load.route_min == installation.back_min - installation.leave_min - 60


def test_consultations_are_shared_by_days_at_work() -> None:
    first, second = engineer_loads(sample_record())
    total = 7 * 30 * 22 / 5
    assert abs(first.consultation_min + second.consultation_min - total) <= 1
    assert first.consultation_min > second.consultation_min


def test_free_minutes_count_overtime_outside_the_shift() -> None:
    record = sample_record(engineers=1)
    load = engineer_loads(record)[0]
    late = replace(
        record.plan.routes[0],
        back_min=record.plan.routes[0].back_min + 30,
        overtime_min=record.plan.routes[0].overtime_min + 30,
    )
    longer = replace(record, plan=replace(record.plan, routes=(late, *record.plan.routes[1:])))
    after = engineer_loads(longer)[0]
    assert after.route_min == load.route_min + 30
    assert after.free_min == load.free_min


def test_day_share_is_none_on_a_day_off() -> None:
    view = ReportView(sample_record())
    absent = view.problem.engineers[1]
    assert day_pct(view, absent, DAYS[2]) is None
    assert (day_pct(view, absent, DAYS[0]) or 0) > 0
