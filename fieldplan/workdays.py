"""The Russian production calendar: working days and shortened days before holidays."""

from __future__ import annotations

import json
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Protocol

from fieldplan.data import read_text

if TYPE_CHECKING:
    from holidays import HolidayBase

    from fieldplan.domain import Hours

FRIDAY = 4
ONE_DAY = timedelta(days=1)


class CalendarSettings(Protocol):
    """The company's exceptions, as ``fieldplan.settings.Settings`` has them."""

    @property
    def extra_days_off(self) -> tuple[date, ...]:
        """Working days of the country on which the company rests."""

    @property
    def extra_working_days(self) -> tuple[date, ...]:
        """Days off of the country on which the company works."""


@cache
def _country() -> HolidayBase:
    # Imported late: the package takes a while to load and --help must not wait for it.
    from holidays import country_holidays  # noqa: PLC0415

    return country_holidays("RU")


@cache
def _shortened_facts() -> dict[int, frozenset[date]]:
    facts = json.loads(read_text("ru_shortened_days.json"))
    return {
        int(year): frozenset(date.fromisoformat(day) for day in days)
        for year, days in facts["shortened"].items()
    }


def is_official_working_day(day: date) -> bool:
    """Whether ``day`` is a working day of the five-day week, transfers included."""
    return bool(_country().is_working_day(day))


def is_working_day(day: date, settings: CalendarSettings) -> bool:
    """Whether the company works on ``day``; its own exceptions come first."""
    if day in settings.extra_days_off:
        return False
    return day in settings.extra_working_days or is_official_working_day(day)


def access_on(access: Hours, day: date) -> tuple[tuple[int, int], ...]:
    """Return a site's access hours on a date.

    A site that rests on Saturday and Sunday keeps Friday's hours on a weekend day that the
    government made a working day, but not on one that only our company works.
    """
    windows = access[day.weekday()]
    if not windows and day.weekday() > FRIDAY and is_official_working_day(day):
        return access[FRIDAY]
    return windows


def working_days(first: date, last: date, settings: CalendarSettings) -> tuple[date, ...]:
    """Return the company's working days from ``first`` to ``last`` inclusive."""
    count = (last - first).days + 1
    days = (first + timedelta(days=offset) for offset in range(count))
    return tuple(day for day in days if is_working_day(day, settings))


def add_working_days(day: date, n: int, settings: CalendarSettings) -> date:
    """Return the ``n``-th working day after ``day`` (``day`` itself when ``n`` is 0)."""
    while n > 0:
        day += ONE_DAY
        if is_working_day(day, settings):
            n -= 1
    return day


def is_shortened(day: date) -> bool:
    """Whether ``day`` is a working day shortened before a public holiday.

    For the years of ``data/ru_shortened_days.json`` by decree; for others by the rule of the
    Labour Code (art. 95): a working day whose next day is a public holiday. Transferred days
    off do not shorten the day before them, which is why the decrees are kept.
    """
    facts = _shortened_facts().get(day.year)
    if facts is not None:
        return day in facts
    return is_official_working_day(day) and _is_public_holiday(day + ONE_DAY)


def _is_public_holiday(day: date) -> bool:
    """Whether the Labour Code (art. 112) names the day; days off by transfer do not count."""
    if day.month == 1:
        return day.day <= 8
    return (day.month, day.day) in {(2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)}
