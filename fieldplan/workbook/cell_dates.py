"""Dates, clock times and durations as people and Excel write them."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from fieldplan.spelling import clean, plain
from fieldplan.units import MIN_PER_DAY
from fieldplan.workbook.cell_text import CellError, Understood, decimal_of

FIRST_YEAR, LAST_YEAR = 2000, 2099
EPOCH_1900, EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_MONTH_STEMS = (
    ("янв", "jan"),
    ("фев", "feb"),
    ("мар", "mar"),
    ("апр", "apr"),
    ("мая", "may"),
    ("июн", "jun"),
    ("июл", "jul"),
    ("авг", "aug"),
    ("сен", "sep"),
    ("окт", "oct"),
    ("ноя", "nov"),
    ("дек", "dec"),
)
_DAY_FIRST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})([./-])(\d{1,2})\2(\d{1,2})")
_COMPACT = re.compile(r"(20\d\d)(\d\d)(\d\d)")
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]+([а-яa-z]{3,9})\.?,?[ -]+(\d{4})")
_WORDS_US = re.compile(r"([a-z]{3,9})\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})")
_TIME_TAIL = re.compile(r"[ t,]+(?:в |at )?(\d{1,2}):(\d\d)(?::\d\d(?:\.\d+)?)?$")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.-](\d\d)(?::\d\d)?)? *(?:ч(?:ас(?:а|ов)?)?\.?|h)?")
_HOURS_MINUTES = re.compile(
    r"(?:(\d+(?:[.,]\d+)?) *(?:ч(?:ас(?:а|ов)?)?\.?|h(?:ours?|r|rs)?))? *"
    r"(?:(\d+) *(?:м(?:ин(?:ут[аы]?)?)?\.?|m(?:in(?:utes?)?)?\.?))?"
)
_DAYS = re.compile(
    r"(\d+) *(?:рабочи[йхе]+ )?(?:д(?:ень|ня|ней|н)?\.?|days?|d)"
    r"(?: *(?:по|x|х|\*|×|of|at|,)? *(\d.*))?"
)


def parse_date(value: object, *, lang: str = "ru", epoch: datetime = EPOCH_1900) -> object:
    """Return a date; numbers are Excel's serial days (or 20261215).

    Raises
    ------
    CellError
        ``bad_date``, ``date_out_of_range``, ``ambiguous_date`` or ``hours_in_date``.
    """
    moment = parse_datetime(value, lang=lang, epoch=epoch)
    if isinstance(moment, Understood):
        inner = moment.value
        assert isinstance(inner, datetime)
        return Understood(value=inner.date(), code=moment.code, params=moment.params)
    assert isinstance(moment, datetime)
    return moment.date()


def parse_datetime(value: object, *, lang: str = "ru", epoch: datetime = EPOCH_1900) -> object:
    """Return a date with its time (midnight when there is none); see ``parse_date``."""
    if isinstance(value, bool):
        raise CellError("bad_date")
    if isinstance(value, datetime):
        return _in_range(value.replace(microsecond=0, tzinfo=None))
    if isinstance(value, date):
        return _in_range(datetime.combine(value, time()))
    if isinstance(value, (time, timedelta)):
        raise CellError("hours_in_date")
    if isinstance(value, (int, float)):
        return _from_number(value, epoch)
    return _from_text(plain(value), lang, epoch)


def has_time(value: object) -> bool:
    """Whether a cell of dates also names a time of day."""
    if isinstance(value, datetime):
        return value.time() != time()
    return isinstance(value, str) and _TIME_TAIL.search(plain(value)) is not None


def parse_clock(value: object) -> int:
    """Return minutes from midnight of "9", "09:00", a time cell or a fraction of a day."""
    if isinstance(value, bool):
        raise CellError("bad_clock")
    if isinstance(value, time):
        return value.hour * 60 + value.minute
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return _clock_in_range(minutes)
    if isinstance(value, (datetime, date)):
        raise CellError("date_in_hours")
    if isinstance(value, (int, float)):
        if 0 <= value < 1:
            return round(value * MIN_PER_DAY)
        if value == int(value) and 1 <= value <= 24:
            return int(value) * 60
        raise CellError("bad_clock")
    match = _CLOCK.fullmatch(plain(value))
    if match is None or int(match[2] or 0) > 59:
        raise CellError("bad_clock")
    return _clock_in_range(int(match[1]) * 60 + int(match[2] or 0))


def parse_duration(value: object, *, low: int = 5, high: int = MIN_PER_DAY) -> int:
    """Return minutes of "90", "90 мин", "1,5 ч", "1 h 30 min", "1:30" or a time cell."""
    minutes = _duration(value)
    if not low <= minutes <= high:
        raise CellError("duration_out_of_range", low=low, high=high)
    return minutes


def parse_work(value: object) -> tuple[int, int | None] | None:
    """Return (days, minutes a day) of a stage, or None when the project has no such stage.

    "2 дня" is (2, None), "2 дня по 300" is (2, 300), "360" is (1, 360), "нет" is None.
    """
    if isinstance(value, str):
        text = plain(value)
        if text in {"нет", "none", "no", "не нужно", "не нужен", "не требуется", "not needed"}:
            return None
        match = _DAYS.fullmatch(text)
        if match is not None:
            days = int(match[1]) if len(match[1]) < 4 else 0
            if not 1 <= days <= 20:
                raise CellError("days_out_of_range", low=1, high=20)
            return days, parse_duration(match[2], low=10) if match[2] else None
    return 1, parse_duration(value, low=10)


def _duration(value: object) -> int:
    if isinstance(value, bool):
        raise CellError("bad_duration")
    if isinstance(value, time):
        return value.hour * 60 + value.minute
    if isinstance(value, timedelta):
        return round(value.total_seconds() / 60)
    if isinstance(value, (datetime, date)):
        raise CellError("date_in_duration")
    if isinstance(value, (int, float)):
        if value != int(value):
            raise CellError("bad_duration")
        return int(value)
    text = plain(value)
    if match := re.fullmatch(r"(\d{1,2}):([0-5]\d)(?::00)?", text):
        return int(match[1]) * 60 + int(match[2])
    match = _HOURS_MINUTES.fullmatch(text)
    if match and (match[1] or match[2]) and len(text) < 30:
        hours = decimal_of(match[1], thousands=False) if match[1] else 0
        return round(hours * 60) + int(match[2] or 0)
    try:
        number = decimal_of(text)
    except CellError as error:
        raise CellError("bad_duration") from error
    if number != int(number):
        raise CellError("bad_duration")
    return int(number)


def _clock_in_range(minutes: int) -> int:
    if not 0 <= minutes <= MIN_PER_DAY:
        raise CellError("bad_clock")
    return minutes


def _from_number(value: float, epoch: datetime) -> Understood:
    if 0 <= value < 1:
        raise CellError("hours_in_date")
    if 36000 <= value < 74000:
        # Excel's floats of a time are off by microseconds
        moment = epoch + timedelta(seconds=round(float(value) * 86400))
        return Understood(value=_in_range(moment), code="serial_date", params=_shown(moment))
    match = _COMPACT.fullmatch(str(value))
    if match is None:
        raise CellError("bad_date")
    moment = _made(int(match[1]), int(match[2]), int(match[3]))
    return Understood(value=moment, code="serial_date", params=_shown(moment))


def _shown(moment: datetime) -> dict[str, object]:
    return {"understood": moment.strftime("%d.%m.%Y")}


def _from_text(text: str, lang: str, epoch: datetime) -> object:
    tail = _TIME_TAIL.search(text)
    minutes = 0
    if tail is not None:
        if int(tail[1]) > 23 or int(tail[2]) > 59:
            raise CellError("bad_date")
        minutes = int(tail[1]) * 60 + int(tail[2])
        text = text[: tail.start()]
    text = re.sub(r" *(?:года|год|г)\.?$", "", text).strip(" ,")
    if match := _YEAR_FIRST.fullmatch(text):
        day = _made(int(match[1]), int(match[3]), int(match[4]))
    elif match := _DAY_FIRST.fullmatch(text):
        day = _day_first(match, lang)
    elif match := _WORDS.fullmatch(text):
        day = _made(int(match[3]), _month(match[2]), int(match[1]))
    elif match := _WORDS_US.fullmatch(text):
        day = _made(int(match[3]), _month(match[1]), int(match[2]))
    elif re.fullmatch(r"[34567]\d{4}", text) and tail is None:
        return _from_number(int(text), epoch)
    elif match := _COMPACT.fullmatch(text):
        day = _made(int(match[1]), int(match[2]), int(match[3]))
    elif re.fullmatch(r"\d{1,2}:\d\d(?::\d\d)?", text):
        raise CellError("hours_in_date")
    else:
        raise CellError("bad_date")
    return day + timedelta(minutes=minutes)


def _day_first(match: re.Match[str], lang: str) -> datetime:
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if len(match[4]) == 2:
        year += 2000
    if match[2] == "/" and lang == "en":
        if first <= 12 and second <= 12 and first != second:
            raise CellError("ambiguous_date")
        if second > 12:
            first, second = second, first
    return _made(year, second, first)


def _month(word: str) -> int:
    stem = "мая" if word == "май" else word[:3]
    for number, stems in enumerate(_MONTH_STEMS, start=1):
        if stem in stems:
            return number
    raise CellError("bad_date")


def _made(year: int, month: int, day: int) -> datetime:
    try:
        return _in_range(datetime(year, month, day))
    except CellError:
        raise
    except ValueError as error:
        raise CellError("no_such_day") from error


def _in_range(moment: datetime) -> datetime:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise CellError("date_out_of_range", first=FIRST_YEAR, last=LAST_YEAR)
    return moment


def date_words(value: object) -> str:
    """Return the raw text of a date cell for a finding."""
    return value.strftime("%d.%m.%Y %H:%M") if isinstance(value, datetime) else clean(value)
