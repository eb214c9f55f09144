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
    assert len(welcome_of(outlook)) < len(welcome_of(outlook_with(monkeypatch, 100)))


def test_those_worth_most_for_their_minutes_come_first(monkeypatch):
    """Whoever has room left for a visit left out would have taken it before those after it."""
    whole = {item.visit_id: item for item in welcome_of(outlook_with(monkeypatch, 100))}
    ranked = sorted(whole, key=lambda n: (-whole[n].worth_cost / whole[n].work_min, n))
    chosen_some = 0
    for band_pct in (2, 8):
        outlook = outlook_with(monkeypatch, band_pct)
        room, expected = room_min(outlook, band_pct), set()
        for name in ranked:
            if whole[name].work_min <= room:
                room -= whole[name].work_min
                expected.add(name)
        taken = {item.visit_id for item in welcome_of(outlook)}
        assert sorted(whole[n].worth_cost for n in taken) == sorted(
            whole[n].worth_cost for n in expected
        )
        chosen_some += 0 < len(taken) < len(whole)
    assert chosen_some


def test_what_is_not_welcome_waits_without_a_worth(monkeypatch):
    outlook = outlook_with(monkeypatch, 0)
    later = [item for item in outlook.visits if item.duty is Duty.LATER]
    assert later
    assert all(item.worth_cost == 0 for item in later)
