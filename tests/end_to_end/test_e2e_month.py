"""Months of the calendar and an ordinary installation day, through the library's front door."""

from __future__ import annotations

from datetime import date, time

import pytest
from support.books import make_book, make_engineer
from support.month_book import near_base, small_book

from fieldplan import api
from fieldplan.domain import Project, Stage, VisitKind


@pytest.mark.parametrize(
    ("month", "count", "contains", "lacks", "shortened"),
    [
        ("2026-12", 22, date(2026, 12, 30), date(2026, 12, 31), []),
        ("2026-01", 15, date(2026, 1, 12), date(2026, 1, 9), []),
        ("2025-11", 19, date(2025, 11, 1), date(2025, 11, 4), [date(2025, 11, 1)]),
    ],
)
def test_working_days_of_a_month(
    month: str, count: int, contains: date, lacks: date, shortened: list[date]
) -> None:
    # An engineer who works every day of the week shows which days the calendar leaves.
    everyday = make_engineer(shift=(((540, 1080),),) * 7)
    ready = api.prepare_month(
        small_book(engineers=(everyday,), absences=(), agreed=()), month=month
    )
    problem = ready.demand.problem
    days = [day for day in problem.days if day.isoformat()[:7] == month]
    assert len(days) == count
    assert contains in days
    assert lacks not in days
    ends = problem.engineers[0].shifts
    assert [day for day in days if ends[day][1] == 1020] == shortened
    assert all(ends[day][1] in (1020, 1080) for day in days)


def test_a_default_installation_fits_an_ordinary_day_with_its_lunch() -> None:
    book = make_book(
        sites=(near_base(),),
        projects=(
            Project(
                id="P1",
                site_id="S1",
                stages=(
                    Stage(kind=VisitKind.AUDIT, done_on=date(2026, 11, 2)),
                    Stage(kind=VisitKind.INSTALLATION),
                ),
                equipment_arrived=date(2026, 11, 20),
            ),
        ),
    )
    record = api.plan_month(book, month="2026-12", stop=api.stop_rule(iterations=50))
    (route,) = record.plan.routes
    (stop,) = route.stops
    assert stop.end_min - stop.start_min == 360 + 60
    assert route.lunch_min is not None
    assert stop.start_min <= route.lunch_min < stop.end_min
    assert route.overtime_min == 0
    assert time(route.leave_min // 60) >= time(9)
