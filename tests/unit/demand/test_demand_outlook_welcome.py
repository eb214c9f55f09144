"""Welcome visits: worth most first, and never more than the month's even share leaves room for."""

from datetime import date

import pytest
from support.books import demand_of, make_book, make_site

from fieldplan.demand import outlook_welcome
from fieldplan.domain import Duty

OCTOBER_ENDS = date(2026, 10, 31)


def towns_book():
    """Towns of sites served on the same day, and a site in each to which the month must drive."""
    sites = [
        make_site(
            f"T{town}S{n}",
            lat=55.8 + town + n % 3 * 0.01,
            lon=37.4 + n // 3 * 0.01,
            # The first of each is overdue.
            last_maintenance=date(2026, 8, 5) if n else date(2026, 2, 5),
        )
        for town in range(3)
        for n in range(12)
    ]
    return make_book(sites=tuple(sites))


def outlook_with(monkeypatch, band_pct):
    monkeypatch.setattr(outlook_welcome, "BAND_PCT", band_pct)
    return demand_of(towns_book(), "2026-10").outlook


def room_min(outlook, band_pct):
    month = [week for week in outlook.weeks if week.first <= OCTOBER_ENDS]
    available = sum(week.available_min for week in month)
    whole = sum(week.available_min for week in outlook.weeks)
    planned = sum(week.planned_min for week in outlook.weeks)
    required = sum(item.work_min for item in outlook.visits if item.required)
    return available * planned // whole + available * band_pct // 100 - required


def welcome_of(outlook):
    return [item for item in outlook.visits if item.duty is Duty.WELCOME]


def test_a_wide_band_lets_the_month_run_ahead(monkeypatch):
    ahead = welcome_of(outlook_with(monkeypatch, 100))
    assert ahead
    assert all(item.worth_cost > 0 for item in ahead)


@pytest.mark.parametrize("band_pct", [0, 2, 8])
def test_welcome_visits_end_where_the_even_share_does(monkeypatch, band_pct):
    outlook = outlook_with(monkeypatch, band_pct)
    taken = sum(item.work_min for item in welcome_of(outlook))
    assert taken <= max(0, room_min(outlook, band_pct))
    all_of_them = len(welcome_of(outlook_with(monkeypatch, 100)))
    assert len(welcome_of(outlook)) < all_of_them or taken <= room_min(outlook, band_pct)


def test_those_worth_most_for_their_minutes_come_first(monkeypatch):
    whole = outlook_with(monkeypatch, 100)
    worths = {item.visit_id: item.worth_cost / item.work_min for item in welcome_of(whole)}
    for band_pct in (2, 8):
        outlook = outlook_with(monkeypatch, band_pct)
        taken = {item.visit_id for item in welcome_of(outlook)}
        left = set(worths) - taken
        if taken and left and len({item.work_min for item in welcome_of(whole)}) == 1:
            assert min(worths[name] for name in taken) >= max(worths[name] for name in left)


def test_what_is_not_welcome_waits_without_a_worth(monkeypatch):
    outlook = outlook_with(monkeypatch, 0)
    later = [item for item in outlook.visits if item.duty is Duty.LATER]
    assert later
    assert all(item.worth_cost == 0 for item in later)
