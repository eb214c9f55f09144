"""The months ahead, hiring against contracting, and the norm: sums that can be done by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.full_weeks import week_problem, week_record, year

from fieldplan.capacity.debt import debt_ledger
from fieldplan.capacity.forecast import break_even, contract_cost, make_forecast, project_min
from fieldplan.capacity.norm import norm_audit
from fieldplan.domain import Forecast, Outlook
from fieldplan.settings import Settings, make_settings


def forecast(outlook: Outlook, engineers: int = 1, **settings: object) -> Forecast:
    return make_forecast(
        outlook,
        make_settings(settings),
        staff=1,
        engineers=engineers,
        months=12,
        sites=30,
        visits_month=10,
        overtime_min=0,
    )


def hours(minutes: list[int]) -> list[float]:
    return [value / 60 for value in minutes]


def test_what_does_not_go_in_is_carried_over() -> None:
    """Room 144 h: 150 h leave 6, another 150 leave 12, 140 take 4 of them away."""
    made = forecast(year(150, 150, 140))
    assert hours([m.carried_min for m in made.months]) == [0, 6, 12]
    assert [m.over for m in made.months] == [True, True, False]
    assert made.months[2].backlog_min == 8 * 60
    assert made.breaks == "2026-12"
    assert forecast(year(150, 150, 140), engineers=2).breaks == ""


def test_other_work_takes_its_part_of_the_room() -> None:
    """Reserved 16 h of unfilled time and 45 h of projects less a tenth of them."""
    base = year(100)
    reserved = 16 * 60 + 45 * 60 * 9 // 10
    busy = replace(base, months=(replace(base.months[0], reserved_min=reserved),))
    assert forecast(busy).months[0].due_min == (100 + 45) * 60


def test_growth_adds_sites_and_projects() -> None:
    """Ten more sites a month of a visit in three months each, an hour a visit."""
    grown = forecast(year(60, 60, 60, 60), growth_sites_month=9)
    assert [m.sites for m in grown.months] == [30, 39, 48, 57]
    assert hours([m.due_min for m in grown.months]) == [60, 63, 66, 69]
    more = forecast(year(60), growth_projects_month=2)
    assert more.months[0].due_min == 3600 + 2 * project_min(Settings())
    # Audit 120+60+120, installation 360+120+60, commissioning 180+120+60, 67 for each trip.
    assert project_min(Settings()) == 300 + 540 + 360 + 3 * 67


def test_debt_that_grows_is_work_that_fell_due() -> None:
    base = year(60, 60)
    owed = replace(base, months=(replace(base.months[0], debt=5), base.months[1]))
    first, second = forecast(owed).months
    assert hours([first.due_min, second.due_min]) == [65, 55]
    assert debt_ledger(owed).growth == 0
    failing = replace(owed, failure="2026-12", months=(replace(owed.months[0], missed=5),))
    assert (debt_ledger(failing).failure, debt_ledger(failing).missed) == ("2026-12", 5)
    assert [month.debt for month in debt_ledger(owed).months] == [5, 0]


def test_the_month_in_which_hiring_pays() -> None:
    """72 h too much are 10 days of 7.2 h: at 20,000 roubles a day they cost as much as two
    engineers' month of 100,000, so hiring pays at once; at 6,000 it never does."""
    made = forecast(year(*[144 + 72] * 6))
    assert [month.contractor_days for month in made.months] == [10] * 6
    dear = make_settings({"contractor_day_cost": 2_000_000, "engineer_month_cost": 10_000_000})
    even = break_even(made, dear)
    assert (even.contract_cost, even.hire_cost) == (120_000_000, 60_000_000)
    assert (even.contractor_days, even.month) == (60, "2026-12")
    cheap = make_settings({"contractor_day_cost": 600_000, "engineer_month_cost": 10_000_000})
    assert break_even(made, cheap).month == ""
    # Quiet until March, which lacks 20 h, 3 days or 60,000, against the first 100,000 of an
    # engineer; April lacks 72 h: 260,000 against 200,000.
    later = forecast(year(*[144] * 3, 144 + 20, 144 + 72))
    assert break_even(later, dear).month == "2027-04"
    assert break_even(later, dear).hire_cost == 2 * 10_000_000


def test_what_contractor_days_cost() -> None:
    settings = make_settings(
        {"contractor_day_cost": 100, "contractor_visit_cost": 10, "contractor_hour_cost": 6}
    )
    assert contract_cost(settings, 2, visits=5) == 200 + 50 + 2 * 8 * 6
    assert contract_cost(settings, 0) == 0
    assert contract_cost(make_settings({"contractor_least_cost": 9_000_000}), 1) == 9_000_000


def test_four_hundred_quarterly_sites_are_133_visits_a_month() -> None:
    record = week_record(week_problem(30, prep_min=15, doc_min=20))
    audit = norm_audit(record, [3] * 400)
    assert round(audit.due_visits) == 133
    assert (audit.rule_low, audit.rule_high) == (40, 50)
    assert round(audit.sites_per_route_low, 1) == 2.7
    assert round(audit.sites_per_route_high, 1) == 3.3
    assert norm_audit(record, [3] * 200 + [0] * 50 + [12] * 12).due_visits == pytest.approx(
        67.67, abs=0.01
    )


def test_desk_minutes_that_an_engineer_can_bear() -> None:
    """2400 minutes, 30 visits of an hour on site: 50 visits would leave -12 minutes for each."""
    record = week_record(week_problem(30, prep_min=15, doc_min=20), norm_low=20, norm_high=50)
    audit = norm_audit(record, [3])
    assert (audit.road_min, audit.desk_min) == (60, 35)
    assert audit.bearable_min == ((20, 2400 // 20 - 60), (50, 2400 // 50 - 60))
    assert audit.fitting_visits == pytest.approx(2400 / 95)
    assert (audit.visits, audit.routes) == (300, 10 * len(record.plan.routes))
