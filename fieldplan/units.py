"""Minutes, dates, distances and money between the inside (integers) and people."""

from __future__ import annotations

from datetime import date, timedelta

MIN_PER_DAY = 1440
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
