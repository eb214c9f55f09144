"""Months as people write them, windows as people read them."""

from __future__ import annotations

from datetime import date

import pytest

from fieldplan.units import read_month, window_text

NOVEMBER = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "month"),
    [
        ("2026-12", "2026-12"),
        ("12.2026", "2026-12"),
        ("3/2027", "2027-03"),
        ("декабрь 2026", "2026-12"),
        ("Дек. 2026 г.", "2026-12"),
        ("мая 2027", "2027-05"),
        ("march", "2027-03"),
        ("декабря", "2026-12"),
        ("ноябрь", "2026-11"),
        ("1", "2027-01"),
        ("12", "2026-12"),
    ],
)
def test_a_month_is_read_as_people_write_it(typed: str, month: str) -> None:
    assert read_month(typed, NOVEMBER) == month


@pytest.mark.parametrize("typed", ["", "13", "0", "2026", "2026-13", "когда-нибудь", "м", "12.26"])
def test_what_is_no_month_is_refused(typed: str) -> None:
    assert read_month(typed, NOVEMBER) is None


def test_a_window_to_midnight_ends_at_24() -> None:
    assert window_text(0, 1440) == "00:00–24:00"
    assert window_text(540, 1500) == "09:00–+1 01:00"
