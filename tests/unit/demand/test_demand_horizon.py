from datetime import date, datetime

import pytest
from support.books import DAY, codes_of, demand_of, make_book, make_engineer, make_site, visits_of

from fieldplan.domain import Absence, Location


def test_the_months_working_days():
    assert len(demand_of(make_book()).problem.days) == 22
    assert len(demand_of(make_book(), "2026-01").problem.days) == 15
    november = demand_of(make_book(), "2025-11").problem.days
    assert november[0] == date(2025, 11, 1)
    assert len(november) == 19


def test_the_past_is_not_in_the_horizon_and_today_is():
    days = demand_of(make_book(), now=datetime(2026, 12, 9, 13, 40)).problem.days
    assert days[0] == date(2026, 12, 9)


def test_extra_days_are_working_days_of_the_next_month():
    days = demand_of(make_book(), extra_days=2).problem.days
    assert days[-3:] == (date(2026, 12, 30), date(2027, 1, 11), date(2027, 1, 12))


def test_a_working_saturday_has_fridays_shift_and_hours():
    short_friday = (DAY, DAY, DAY, DAY, ((540, 900),), (), ())
    book = make_book(
        sites=(make_site(access=short_friday, last_maintenance=date(2025, 5, 1)),),
        engineers=(make_engineer(shift=short_friday),),
    )
    demand = demand_of(book, "2025-11")
    saturday = date(2025, 11, 1)
    (visit,) = demand.problem.visits
    assert visit.windows[saturday] == ((540, 900),)
    assert demand.problem.engineers[0].shifts[saturday] == (540, 840)  # shortened as well


def test_a_saturday_of_the_company_alone_does_not_open_the_sites():
    saturday = date(2026, 12, 5)
    demand = demand_of(make_book(sites=(make_site(),)), extra_working_days=(saturday,))
    (visit,) = demand.problem.visits
    assert saturday in demand.problem.engineers[0].shifts
    assert saturday not in visit.windows


def test_shifts_of_shortened_days_end_earlier():
    shifts = demand_of(make_book(), "2026-04").problem.engineers[0].shifts
    assert shifts[date(2026, 4, 30)] == (540, 1020)
    assert shifts[date(2026, 4, 29)] == (540, 1080)


def test_absence_takes_the_shift_and_is_told():
    book = make_book(
        absences=(Absence(engineer_id="E1", first=date(2026, 12, 12), last=date(2026, 12, 15)),)
    )
    (engineer,) = demand_of(book).problem.engineers
    assert engineer.absent == {date(2026, 12, 14), date(2026, 12, 15)}
    assert not engineer.absent & set(engineer.shifts)
    assert len(engineer.shifts) == 20


def test_the_rest_of_today_starts_now_at_base():
    today = date(2026, 12, 9)

    def engineer_at(hour, minute):
        now = datetime(2026, 12, 9, hour, minute)
        return demand_of(make_book(), now=now).problem.engineers[0]

    assert engineer_at(8, 30).resume == {}
    resume = engineer_at(13, 40).resume[today]
    assert (resume.minute, resume.location, resume.lunch_taken) == (820, 0, False)
    assert engineer_at(15, 1).resume[today].lunch_taken
    assert today not in engineer_at(18, 0).shifts


def test_limits_come_from_the_engineer_then_from_the_settings():
    book = make_book(
        engineers=(
            make_engineer(),
            make_engineer("C1", contractor=True, max_visits=3, overtime_day_min=0, day_cost=5),
            make_engineer("E9", active=False),
        )
    )
    staff, contractor = demand_of(book, max_visits_per_route=6).problem.engineers
    assert (staff.max_visits, staff.overtime_day_min, staff.overtime_month_min) == (6, 60, 600)
    assert (contractor.max_visits, contractor.overtime_day_min) == (3, 0)
    assert contractor.overtime_month_min is None
    assert contractor.day_cost == 5


def test_places_with_the_same_coordinates_are_one_location():
    book = make_book(
        sites=(make_site(), make_site("S2", lat=55.75, lon=37.62), make_site("S3")),
    )
    problem = demand_of(book).problem
    assert len(problem.locations) == 2
    assert all(isinstance(place, Location) for place in problem.locations)
    assert {visit.site_id: visit.location for visit in problem.visits} == {
        "S1": 1,
        "S2": 0,
        "S3": 1,
    }


def test_notice_counts_working_days_from_now():
    book = make_book(sites=(make_site(notice_days=3), make_site("S2")))
    visits = visits_of(demand_of(book, now=datetime(2026, 12, 3, 9, 0)))
    assert visits["S1-TO-2612"].notice_until == date(2026, 12, 8)
    assert visits["S2-TO-2612"].notice_until is None


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"engineers": ()}, "demand_no_engineers"),
        ({"engineers": (make_engineer(lat=None),)}, "demand_engineer_no_base"),
        ({"sites": (make_site(lat=None),)}, "demand_site_no_coordinates"),
        ({"sites": (make_site(engineer_id="E7"),)}, "demand_unknown_engineer"),
    ],
)
def test_records_that_cannot_be_planned_are_errors(parts, code):
    assert codes_of(make_book(**parts)) == [code]


def test_all_errors_are_collected():
    book = make_book(engineers=(make_engineer(lat=None),), sites=(make_site(lat=None),))
    assert len(codes_of(book)) == 2


def test_a_month_that_is_over_is_an_error():
    assert codes_of(make_book(), now=datetime(2027, 1, 1)) == ["demand_month_over"]


def test_traffic_lunch_and_prices_come_from_the_settings():
    problem = demand_of(make_book(), lunch_min=0, km_cost=7).problem
    assert problem.lunch is None
    assert problem.prices is not None
    assert problem.prices.km_cost == 7
    assert problem.prices.overtime_hour_cost == 109091  # 180 000 roubles for 165 h
    assert problem.traffic[0] != problem.traffic[5]
    assert sorted(problem.traffic) == list(range(7))
