"""Contracts by hand over a year: when each visit is due, on both bases, from month ends on."""

from datetime import date
from itertools import pairwise

import pytest
from support.books import demand_of, make_book, make_site

from fieldplan.demand.contract import visit_after
from fieldplan.domain import Basis
from fieldplan.settings import Settings


def day(text):
    return date.fromisoformat(text)


def year_of(months, basis, first, made):
    """Windows of a year's visits when each is made ``made(visit)``."""
    site = make_site(maintenance_every_months=months, basis=basis)
    last, found = day(first), []
    while True:
        visit = visit_after(site, last, Settings())
        if visit.opens > day("2026-12-31"):
            return found
        found.append((visit.opens, visit.due, visit.latest))
        last = made(visit)


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        # half a period (15 days a month) after the last day of the one before
        (
            1,
            [
                ("2026-01-15", "2026-01-31", "2026-01-31"),
                ("2026-02-15", "2026-02-28", "2026-02-28"),
                ("2026-03-15", "2026-03-31", "2026-03-31"),
                ("2026-04-15", "2026-04-30", "2026-04-30"),
                ("2026-05-15", "2026-05-31", "2026-05-31"),
                ("2026-06-15", "2026-06-30", "2026-06-30"),
                ("2026-07-15", "2026-07-31", "2026-07-31"),
                ("2026-08-15", "2026-08-31", "2026-08-31"),
                ("2026-09-15", "2026-09-30", "2026-09-30"),
                ("2026-10-15", "2026-10-31", "2026-10-31"),
                ("2026-11-15", "2026-11-30", "2026-11-30"),
                ("2026-12-15", "2026-12-31", "2026-12-31"),
            ],
        ),
        (
            2,
            [
                ("2026-01-30", "2026-02-28", "2026-02-28"),
                ("2026-03-30", "2026-04-30", "2026-04-30"),
                ("2026-05-30", "2026-06-30", "2026-06-30"),
                ("2026-07-30", "2026-08-31", "2026-08-31"),
                ("2026-09-30", "2026-10-31", "2026-10-31"),
                ("2026-11-30", "2026-12-31", "2026-12-31"),
            ],
        ),
        # made on the last day of each period: 31 March belongs to the first quarter,
        # so the next is due by 30 June
        (
            3,
            [
                ("2026-02-14", "2026-03-31", "2026-03-31"),
                ("2026-05-15", "2026-06-30", "2026-06-30"),
                ("2026-08-14", "2026-09-30", "2026-09-30"),
                ("2026-11-14", "2026-12-31", "2026-12-31"),
            ],
        ),
        (
            6,
            [
                ("2026-03-31", "2026-06-30", "2026-06-30"),
                ("2026-09-28", "2026-12-31", "2026-12-31"),
            ],
        ),
        (12, [("2026-06-29", "2026-12-31", "2026-12-31")]),
    ],
)
def test_calendar_basis_made_at_the_end_of_each_period(months, expected):
    found = year_of(months, Basis.CALENDAR, "2025-12-31", lambda visit: visit.latest)
    assert found == [tuple(map(day, row)) for row in expected]


@pytest.mark.parametrize(("months", "count"), [(1, 12), (2, 6), (3, 4), (6, 2), (12, 1)])
def test_calendar_basis_asks_for_one_visit_a_period_however_early_each_is(months, count):
    """An early visit does not draw the others forward: their number in a year stays."""
    early = year_of(months, Basis.CALENDAR, "2025-12-20", lambda visit: visit.opens)
    late = year_of(months, Basis.CALENDAR, "2025-12-20", lambda visit: visit.latest)
    assert len(early) == len(late) == count
    assert [due for _, due, _ in early] == [due for _, due, _ in late]


def test_calendar_basis_a_quarter_done_on_its_first_day_stays_in_its_quarters():
    found = year_of(3, Basis.CALENDAR, "2025-10-01", lambda visit: visit.opens)
    assert [opens for opens, *_ in found] == [
        day("2026-01-01"),
        day("2026-04-01"),
        day("2026-07-01"),
        day("2026-10-01"),
    ]


def test_calendar_basis_a_missed_quarter_is_overdue_since_its_end():
    visit = visit_after(make_site(), day("2025-11-05"), Settings())
    assert (visit.opens, visit.latest) == (day("2026-01-01"), day("2026-03-31"))
    # made in May, it serves both quarters: the next is the third quarter's
    after = visit_after(make_site(), day("2026-05-20"), Settings())
    assert after.due == day("2026-09-30")


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        (1, ["2026-02-28", "2026-03-28", "2026-04-28"]),
        (2, ["2026-03-31", "2026-05-31", "2026-07-31"]),
        (3, ["2026-04-30", "2026-07-30", "2026-10-30"]),
        (6, ["2026-07-31", "2027-01-31"]),
        (12, ["2027-01-31"]),
    ],
)
def test_interval_basis_counts_from_the_last_visit_month_ends_included(months, expected):
    site = make_site(maintenance_every_months=months, basis=Basis.INTERVAL)
    last, dues = day("2026-01-31"), []
    for _ in expected:
        visit = visit_after(site, last, Settings())
        dues.append(visit.due.isoformat())
        # half a period at most: a monthly visit is not open again the day after
        assert (visit.due - visit.opens).days == (15 if months == 1 else 30)
        assert (visit.latest - visit.due).days == 15
        last = visit.due
    assert dues == expected


def test_interval_basis_made_early_is_drawn_forward_by_no_more_than_half_a_period():
    found = year_of(1, Basis.INTERVAL, "2025-12-20", lambda visit: visit.opens)
    assert all((b[0] - a[0]).days >= 13 for a, b in pairwise(found))


def test_march_31_on_the_calendar_basis_is_due_in_the_second_quarter():
    site = make_site(last_maintenance=day("2026-03-31"))
    visit = visit_after(site, day("2026-03-31"), Settings())
    assert (visit.opens, visit.due, visit.target) == (
        day("2026-05-15"),
        day("2026-06-30"),
        day("2026-06-30"),
    )


def test_a_contract_without_maintenance_asks_for_nothing():
    site = make_site(maintenance_every_months=0, last_maintenance=day("2020-01-01"))
    assert demand_of(make_book(sites=(site,))).outlook.visits == ()


@pytest.mark.parametrize(
    ("month", "last", "days", "first"),
    [
        # New year's holidays: the first working day of January 2026 is the 12th
        ("2026-01", "2025-12-05", 15, "2026-01-12"),
        # 1 and 9 to 11 May are days off
        ("2026-05", "2026-04-10", 19, "2026-05-04"),
        # half a period after 20 October falls on the holiday of 4 November
        ("2026-11", "2026-10-20", 19, "2026-11-05"),
    ],
)
def test_a_window_has_working_days_only(month, last, days, first):
    site = make_site(maintenance_every_months=1, last_maintenance=day(last))
    (visit,) = demand_of(make_book(sites=(site,)), month).problem.visits
    allowed = [d for d in visit.windows if visit.not_before is None or d >= visit.not_before]
    assert min(allowed) == day(first)
    assert len(allowed) <= days
