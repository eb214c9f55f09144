"""Hours as text that the reader understands again."""

from __future__ import annotations

from collections.abc import Iterable

from fieldplan.domain import Hours
from fieldplan.units import MIN_PER_DAY, clock

Windows = tuple[tuple[int, int], ...]

DAY_LABELS = {
    "ru": ("пн", "вт", "ср", "чт", "пт", "сб", "вс"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_CLOSED_LABEL = {"ru": "закрыто", "en": "closed"}


def hours_text(hours: Hours, lang: str, *, plain_days: Iterable[int] = range(7)) -> str:
    """Return ``hours`` as ``parse_access`` or ``parse_shift`` understands them.

    ``plain_days`` are the days that hours without weekdays mean to the reader.
    """
    if not any(hours):
        return _CLOSED_LABEL[lang]
    meant = tuple(plain_days)
    first = hours[meant[0]]
    if all(hours[day] == (first if day in meant else ()) for day in range(7)):
        return windows_text(first)
    labels = DAY_LABELS[lang]
    groups: list[str] = []
    day = 0
    while day < 7:
        last = day
        while last < 6 and hours[last + 1] == hours[day]:
            last += 1
        if hours[day]:
            name = labels[day] if last == day else f"{labels[day]}-{labels[last]}"
            groups.append(f"{name} {windows_text(hours[day])}")
        day = last + 1
    return "; ".join(groups)


def windows_text(windows: Windows) -> str:
    """Return windows such as ``9:00-13:00, 14:00-18:00``."""
    return ", ".join(f"{_time(start)}-{_time(end)}" for start, end in windows)


def _time(minutes: int) -> str:
    # midnight at the end of a day is written 24:00, which clock() would call +1
    return "24:00" if minutes == MIN_PER_DAY else clock(minutes)
