"""One parser per kind of value: from what a cell holds to what the domain keeps."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from fieldplan.spelling import clean, has_control, lookalike, plain
from fieldplan.workbook.cell_dates import (
    parse_clock,
    parse_date,
    parse_datetime,
    parse_duration,
    parse_work,
)
from fieldplan.workbook.cell_hours import parse_access, parse_days, parse_shift, parse_window
from fieldplan.workbook.cell_places import parse_coordinate
from fieldplan.workbook.cell_text import CellError, Understood, decimal_of

ID_LENGTH = 60
_UNITS = re.compile(r" *(?:мин\.?|минут[аы]?|min\.?|дн\.?|дня|дней|days?|шт\.?|мес\.?|месяц\w*)$")
_CURRENCY = re.compile(r" *(?:₽|руб(?:л\w*)?\.?|р\.|rub|rur|rubles?)$")
_HOURS = re.compile(r" *(?:ч\w*\.?|h\w*)$")
_YES = {"да", "д", "yes", "y", "true", "истина", "1", "+", "x", "х", "v", "✓", "✔", "on"}
_NO = {"нет", "н", "no", "n", "false", "ложь", "0", "off"}
_NO_PHONE = {"нет", "нету", "no", "none"}
_NO_MAINTENANCE = {"нет", "no", "none", "без то", "never"}
_MONTH_WORDS = {
    **dict.fromkeys(("ежемесячно", "раз в месяц", "monthly"), 1),
    **dict.fromkeys(("ежеквартально", "раз в квартал", "квартал", "quarterly"), 3),
    **dict.fromkeys(("раз в полгода", "полгода", "half-yearly"), 6),
    **dict.fromkeys(("ежегодно", "раз в год", "год", "yearly", "annually"), 12),
}


class Kind(StrEnum):
    """Kinds of values that a column may hold."""

    TEXT = "text"
    ID = "id"
    DATE = "date"
    DATETIME = "datetime"
    INT = "int"
    MONTHS = "months"
    MONEY = "money"
    HOURS_TOTAL = "hours_total"
    DURATION = "duration"
    WORK = "work"
    CLOCK = "clock"
    LAT = "lat"
    LON = "lon"
    COORDS = "coords"
    ACCESS = "access"
    SHIFT = "shift"
    DAYS = "days"
    WINDOW = "window"
    SKILLS = "skills"
    BOOL = "bool"
    CHOICE = "choice"
    PHONE = "phone"


@dataclass(frozen=True, kw_only=True)
class Context:
    """What a parser must know besides the value.

    Attributes
    ----------
    choices : mapping of str to str
        Accepted spellings (in the form of ``lookalike``) to values, for ``Kind.CHOICE``.
    low, high : int
        Range of whole numbers.
    """

    lang: str = "ru"
    epoch: datetime = datetime(1899, 12, 30)
    number_format: str = ""
    choices: Mapping[str, str] | None = None
    low: int = 0
    high: int = 1_000_000


def parse(kind: Kind, value: object, context: Context) -> object:
    """Return what ``value`` means as a ``kind``, or ``Understood`` with a note.

    Raises
    ------
    CellError
        If the value cannot be understood.
    """
    if isinstance(value, float) and not math.isfinite(value):
        # No number that Excel can hold: each kind refuses it as it refuses any other word.
        value = str(value)
    return _PARSERS[kind](value, context)


def parse_text(value: object, context: Context) -> object:
    """Return a person's text; control characters are left out, which is told.

    Whole numbers lose Excel's ``.0``.
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime):
        return value.strftime("%d.%m.%Y" if value.time() == time() else "%d.%m.%Y %H:%M")
    text = clean(value, keep_lines=True, keep_invisible=True)
    return Understood(value=text, code="control_left_out") if has_control(value) else text


def parse_id(value: object, context: Context) -> object:
    """Return an id as text; a number shown with leading zeros keeps them."""
    if isinstance(value, (datetime, date, time, timedelta)):
        raise CellError("date_in_id")
    if isinstance(value, bool):
        raise CellError("bad_id")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int):
        zeros = re.fullmatch(r'"?(0{2,})"?', context.number_format)
        return str(value).zfill(len(zeros[1])) if zeros else str(value)
    text = clean(value)
    if len(text) > ID_LENGTH:
        raise CellError("id_too_long", high=ID_LENGTH)
    if not any(character.isalnum() for character in text):
        raise CellError("bad_id")
    return text


def parse_int(value: object, context: Context) -> int:
    """Return a whole number within the column's range."""
    number = _number(value, _UNITS)
    if number != int(number):
        raise CellError("not_whole")
    return _in_range(int(number), context)


def parse_months(value: object, context: Context) -> int:
    """Return months between maintenance visits; "нет" is 0, "раз в квартал" is 3."""
    if isinstance(value, str):
        text = plain(value)
        if text in _NO_MAINTENANCE:
            return 0
        if text in _MONTH_WORDS:
            return _MONTH_WORDS[text]
    return parse_int(value, context)


def parse_money(value: object, context: Context) -> int:
    """Return kopecks of an amount in roubles."""
    kopecks = _rounded(_number(value, _CURRENCY) * 100)
    if not context.low <= kopecks <= context.high:
        raise CellError("money_out_of_range", low=context.low // 100, high=context.high // 100)
    return kopecks


def parse_hours_total(value: object, context: Context) -> int:
    """Return minutes of a number of hours such as 165 or "82,5 ч"."""
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
    else:
        minutes = _rounded(_number(value, _HOURS) * 60)
    if not context.low <= minutes <= context.high:
        raise CellError("hours_out_of_range", low=context.low // 60, high=context.high // 60)
    return minutes


def parse_bool(value: object, context: Context) -> bool:
    """Return yes or no."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = plain(value)
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise CellError("bad_bool")


def parse_choice(value: object, context: Context) -> str:
    """Return the value of one of the column's accepted spellings."""
    choices = context.choices or {}
    found = choices.get(lookalike(value))
    if found is None:
        raise CellError("bad_choice")
    return found


def parse_skills(value: object, context: Context) -> frozenset[str]:
    """Return names of skills, casefolded."""
    if not isinstance(value, str):
        raise CellError("bad_skills")
    parts = re.split(r"[,;/\n]", clean(value, keep_lines=True))
    return frozenset(part for part in (clean(part).casefold() for part in parts) if part)


def parse_phone(value: object, context: Context) -> str:
    """Return a phone number as text; "нет" is none."""
    if isinstance(value, (datetime, date, time, timedelta, bool)):
        raise CellError("bad_phone")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = clean(value, keep_lines=True)
    if plain(text) in _NO_PHONE:
        return ""
    if sum(character.isdigit() for character in text) < 5:
        raise CellError("bad_phone")
    return text.replace("\n", ", ")


def _coords(value: object, context: Context) -> tuple[float, float]:
    both = parse_coordinate(value, 180)
    if not isinstance(both, tuple):
        raise CellError("bad_coordinates")
    return both


def _number(value: object, suffix: re.Pattern[str]) -> Decimal:
    if isinstance(value, (datetime, date, time, timedelta)):
        raise CellError("date_in_number")
    if isinstance(value, bool):
        raise CellError("not_a_number")
    if isinstance(value, (int, float)):
        return Decimal(str(value)) if abs(value) < 1e15 else Decimal(10**15)
    return decimal_of(suffix.sub("", plain(value)))


def _rounded(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _in_range(number: int, context: Context) -> int:
    if not context.low <= number <= context.high:
        raise CellError("number_out_of_range", low=context.low, high=context.high)
    return number


_PARSERS: dict[Kind, Callable[[object, Context], object]] = {
    Kind.TEXT: parse_text,
    Kind.ID: parse_id,
    Kind.DATE: lambda value, c: parse_date(value, lang=c.lang, epoch=c.epoch),
    Kind.DATETIME: lambda value, c: parse_datetime(value, lang=c.lang, epoch=c.epoch),
    Kind.INT: parse_int,
    Kind.MONTHS: parse_months,
    Kind.MONEY: parse_money,
    Kind.HOURS_TOTAL: parse_hours_total,
    Kind.DURATION: lambda value, c: parse_duration(value, low=c.low, high=min(c.high, 1440)),
    Kind.WORK: lambda value, c: parse_work(value),
    Kind.CLOCK: lambda value, c: parse_clock(value),
    Kind.LAT: lambda value, c: parse_coordinate(value, 90),
    Kind.LON: lambda value, c: parse_coordinate(value, 180),
    Kind.COORDS: _coords,
    Kind.ACCESS: lambda value, c: parse_access(value),
    Kind.SHIFT: lambda value, c: parse_shift(value),
    Kind.DAYS: lambda value, c: parse_days(value),
    Kind.WINDOW: lambda value, c: parse_window(value),
    Kind.SKILLS: parse_skills,
    Kind.BOOL: parse_bool,
    Kind.CHOICE: parse_choice,
    Kind.PHONE: parse_phone,
}
