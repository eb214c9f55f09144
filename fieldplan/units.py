"""Minutes, dates, distances and money between the inside (integers) and people."""

from __future__ import annotations

import re
from datetime import date, timedelta

MIN_PER_DAY = 1440
_MONTH_YEAR = re.compile(r"(?:(\d{1,2})|([^\W\d]{3,})\.?)(?:[-./ ]+(\d{4})(?: ?г\.?)?)?")
_WEEKDAYS = {
    "ru": ("пн", "вт", "ср", "чт", "пт", "сб", "вс"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_MONTHS = {
    "ru": [
        "январь",
        "февраль",
        "март",
        "апрель",
        "май",
        "июнь",
        "июль",
        "август",
        "сентябрь",
        "октябрь",
        "ноябрь",
        "декабрь",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}


def clock(minutes: int) -> str:
    """Return ``HH:MM`` of minutes from midnight; past midnight ``+1 HH:MM``."""
    days, rest = divmod(minutes, MIN_PER_DAY)
    text = f"{rest // 60:02d}:{rest % 60:02d}"
    return f"+{days} {text}" if days else text


def window_text(first: int, last: int) -> str:
    """Return a window of a day such as ``09:00–13:00``; the end of the day is ``24:00``."""
    return f"{clock(first)}–{'24:00' if last == MIN_PER_DAY else clock(last)}"


def hours(minutes: int, lang: str) -> str:
    """Return a duration such as ``7,5`` (ru) or ``7.5`` (en) hours, one decimal."""
    text = f"{minutes / 60:.1f}"
    return text.replace(".", ",") if lang == "ru" else text


def day_name(day: date, lang: str) -> str:
    """Return the short name of the weekday."""
    return _WEEKDAYS[lang][day.weekday()]


def day_text(day: date, lang: str) -> str:
    """Return ``dd.mm.yyyy`` (ru) or ``yyyy-mm-dd`` (en)."""
    return day.strftime("%d.%m.%Y") if lang == "ru" else day.isoformat()


def month_name(month: date, lang: str) -> str:
    """Return the month with its year, such as ``декабрь 2026``."""
    return f"{_MONTHS[lang][month.month - 1]} {month.year}"


def read_month(typed: str, today: date) -> str | None:
    """Return ``YYYY-MM`` of a month as people write it, or None.

    ``декабрь``, ``дек 2026``, ``12``, ``12.2026`` and ``2026-12`` are understood; without a year
    it is the nearest such month that is not over.
    """
    text = typed.strip().casefold()
    if found := re.fullmatch(r"(\d{4})[-./ ](\d{1,2})", text):
        year, month = int(found[1]), int(found[2])
    elif found := re.fullmatch(
        r"(?:(\d{1,2})|([^\W\d]{3,})\.?)(?:[-./ ]+(\d{4})(?: ?г\.?)?)?", text
    ):
        month = int(found[1]) if found[1] else _month_number(found[2])
        year = int(found[3]) if found[3] else today.year + (month < today.month)
    else:
        return None
    return f"{year:04d}-{month:02d}" if 1 <= month <= 12 else None


def _month_number(word: str) -> int:
    """The month that a word begins like (``мая`` too), or 0."""
    stem = "май" if word == "мая" else word[:3]
    for names in _MONTHS.values():
        for number, name in enumerate(names, start=1):
            if name.casefold().startswith(stem):
                return number
    return 0


def month_bounds(month: str) -> tuple[date, date]:
    """Return the first and the last day of a month written ``YYYY-MM``.

    Raises
    ------
    ValueError
        If the text is not a month.
    """
    first = date.fromisoformat(f"{month}-01")
    following = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    return first, following - timedelta(days=1)
