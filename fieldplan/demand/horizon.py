"""The days being planned and the windows of sites and engineers on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fieldplan.domain import Engineer, Hours, Site
from fieldplan.settings import Settings
from fieldplan.units import month_bounds
from fieldplan.workdays import (
    access_on,
    add_working_days,
    is_shortened,
    working_days,
)

FRIDAY = 4

Windows = tuple[tuple[int, int], ...]


@dataclass(frozen=True, kw_only=True)
class Horizon:
    """The working days from *now* on.

    Attributes
    ----------
    first, last : date
        The calendar month's bounds.
    month_days : tuple of date
        Working days of the month that are not past.
    days : tuple of date
        ``month_days`` and the working days looked at beyond the month, for emergencies and
        promises only.
    """

    first: date
    last: date
    now: datetime
    month_days: tuple[date, ...]
    days: tuple[date, ...]

    @property
    def start(self) -> date:
        """The first day that can be planned; the month's first when none is left."""
        return self.days[0] if self.days else self.first

    @property
    def end(self) -> date:
        """The month's last day, or the last day looked at beyond it."""
        return max(self.last, *self.days[-1:])


def build_horizon(month: str, now: datetime, settings: Settings, extra_days: int = 0) -> Horizon:
    """Return the horizon of ``month`` (``YYYY-MM``) as seen at ``now``."""
    first, last = month_bounds(month)
    month_days = working_days(max(first, now.date()), last, settings)
    beyond = working_days(
        last + timedelta(days=1), add_working_days(last, extra_days, settings), settings
    )
    return Horizon(
        first=first,
        last=last,
        now=now,
        month_days=month_days,
        days=month_days + tuple(day for day in beyond if day >= now.date()),
    )


def site_windows(site: Site, day: date) -> Windows:
    """Return the site's access hours on a date."""
    return access_on(site.access, day)


def windows_on(site: Site, days: tuple[date, ...]) -> Mapping[date, Windows]:
    """Return the site's access hours on those of ``days`` on which it has any."""
    found = {day: site_windows(site, day) for day in days}
    return {day: windows for day, windows in found.items() if windows}


def shift_on(engineer: Engineer, day: date, settings: Settings) -> tuple[int, int] | None:
    """Return the engineer's shift on a working day, absences not considered.

    A worked weekend day takes Friday's shift unless he has one of its own; a shortened day
    ends earlier.
    """
    windows = _week_windows(engineer.shift, day)
    if not windows:
        return None
    start, end = windows[0]
    if is_shortened(day):
        end -= settings.shortened_day_min
    return (start, end) if end > start else None


def _week_windows(hours: Hours, day: date) -> Windows:
    windows = hours[day.weekday()]
    return hours[FRIDAY] if not windows and day.weekday() > FRIDAY else windows
