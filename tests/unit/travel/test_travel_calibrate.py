"""The correction of driving times from own drives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from support.books import make_book, make_engineer, make_site

from fieldplan.domain import Book, HistoryVisit, Location, TravelMatrix, VisitKind
from fieldplan.errors import InputError
from fieldplan.settings import Settings
from fieldplan.travel.calibrate import calibrate_drives, drive_time

FREE = Settings(traffic_weekday_pct=(100,) * 48)
MONDAY = date(2026, 9, 7)


def thirty(locations: Sequence[Location]) -> TravelMatrix:
    size = len(locations)
    return TravelMatrix(minutes=(30 * (1 - np.eye(size))).astype(np.int32))


def book_of(days: Sequence[Sequence[int | None]], **changes: object) -> Book:
    """One engineer; a day is the measured minutes of its drives, in order."""
    history = tuple(
        HistoryVisit(
            date=MONDAY + timedelta(days=n // 5 * 7 + n % 5),
            site_id=f"S{place}",
            kind=VisitKind.MAINTENANCE,
            work_min=60,
            drive_min=minutes,
        )
        for n, day in enumerate(days)
        for place, minutes in enumerate(day)
    )
    sites = tuple(make_site(f"S{n}", lat=55.8 + n / 100) for n in range(4))
    return make_book(**{"sites": sites, "history": history, **changes})


def test_the_factor_is_the_median_of_measured_by_planned() -> None:
    fitted = calibrate_drives(book_of([[36, 33], [39, 120], [36, None]]), FREE, matrix_of=thirty)
    assert [drive.measured_min for drive in fitted.drives] == [36, 33, 39, 120, 36]
    assert {drive.planned_min for drive in fitted.drives} == {30}
    assert fitted.factor_pct == 120
    assert fitted.before.bias == pytest.approx(-22.8)
    assert fitted.before.mean == pytest.approx(22.8)
    assert fitted.before.p90 == 90
    assert fitted.after.mean == pytest.approx((0 + 3 + 3 + 84 + 0) / 5)
    assert fitted.skipped == 0


def test_the_factor_in_force_is_replaced_not_multiplied_twice() -> None:
    settings = replace(FREE, drive_factor_pct=150)

    def matrix(locations: Sequence[Location]) -> TravelMatrix:
        return TravelMatrix(minutes=thirty(locations).minutes * 3 // 2)

    fitted = calibrate_drives(book_of([[36, 36], [36, 36, 36]]), settings, matrix_of=matrix)
    assert fitted.factor_pct == 120


def test_drives_follow_each_other_through_the_day_and_its_traffic() -> None:
    """Left at 9:00 at half speed until 10:00: 30 minutes take 60; the next starts at 11:07."""
    pct = tuple(50 if 18 <= half < 20 else 100 for half in range(48))
    settings = replace(FREE, traffic_weekday_pct=pct)
    fitted = calibrate_drives(book_of([[60, 30]] * 3), settings, matrix_of=thirty)
    assert [drive.left_min for drive in fitted.drives[:2]] == [540, 540 + 60 + 7 + 60]
    assert [drive.planned_min for drive in fitted.drives[:2]] == [60, 30]
    assert fitted.factor_pct == 100
    assert fitted.weekday_pct is None


def test_a_time_of_day_with_enough_drives_corrects_its_own_half_hours() -> None:
    """Mornings take twice the plan, middays just it: the factor between, the profile bent."""
    fitted = calibrate_drives(book_of([[60, 30, 30]] * 10), FREE, matrix_of=thirty)
    assert fitted.factor_pct == 100
    assert fitted.weekday_pct is not None
    assert set(fitted.weekday_pct[:20]) == {50}
    assert set(fitted.weekday_pct[20:]) == {100}


def test_what_the_workbook_no_longer_has_is_counted_not_guessed() -> None:
    book = book_of([[36, 36], [36, 36, 36]])
    gone = HistoryVisit(
        date=MONDAY, site_id="gone", kind=VisitKind.MAINTENANCE, work_min=60, drive_min=500
    )
    fitted = calibrate_drives(replace(book, history=(*book.history, gone)), FREE, matrix_of=thirty)
    assert (fitted.factor_pct, fitted.skipped) == (120, 1)
    two = (make_engineer("E1"), make_engineer("E2"))
    with pytest.raises(InputError) as raised:  # nobody knows who drove
        calibrate_drives(replace(book, engineers=two), FREE, matrix_of=thirty)
    assert raised.value.findings[0].code == "calibrate_no_drives"


@pytest.mark.parametrize(("leave", "free", "expected"), [(0, 0, 0), (510, 30, 45), (1439, 2, 2)])
def test_drive_time(leave: int, free: int, expected: int) -> None:
    pct = [100] * 17 + [50] + [100] * 30
    assert drive_time(leave, free, pct) == expected
