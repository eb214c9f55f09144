"""Hours of access, shifts and promised windows: "пн-чт 9-17, пт 9-15", "9:00–13:00, 14–18"."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from fieldplan.domain import Hours
from fieldplan.spelling import plain
from fieldplan.units import MIN_PER_DAY
from fieldplan.workbook.cell_dates import parse_clock
from fieldplan.workbook.cell_text import CellError
from fieldplan.workbook.hours_text import DAY_LABELS, Windows

ALWAYS: Hours = (((0, MIN_PER_DAY),),) * 7
WORKDAYS = (0, 1, 2, 3, 4)
PROMISE_MIN = 120
"""Length of a promised window of which only the start is written."""
HALF_DAYS = {"morning": (540, 780), "afternoon": (780, 1080)}

_DAY_WORDS = {
    word: number
    for number, words in enumerate(
        (
            "пн пон понедельник понедельника понедельникам mo mon monday",
            "вт втр вторник вторника вторникам tu tue tues tuesday",
            "ср сред среда среды среду средам we wed weds wednesday",
            "чт чет четв четверг четверга четвергам th thu thur thurs thursday",
            "пт пят пятн пятница пятницы пятницу пятницам fr fri friday",
            "сб суб субб суббота субботы субботу субботам sa sat saturday",
            "вс вск воскр воскресенье воскресенья воскресеньям su sun sunday",
        )
    )
    for word in words.split()
}
_GROUP_WORDS = {
    "ежедневно": range(7),
    "daily": range(7),
    "everyday": range(7),
    "будни": range(5),
    "будням": range(5),
    "будние": range(5),
    "рабочие": range(5),
    "рабочим": range(5),
    "weekdays": range(5),
    "weekday": range(5),
    "workdays": range(5),
    "выходные": range(5, 7),
    "выходным": range(5, 7),
    "weekends": range(5, 7),
    "weekend": range(5, 7),
}
_CLOSED = {"закрыто", "выходной", "вых", "нерабочий", "closed", "off"}
_BREAK = {"обед", "перерыв", "кроме", "except", "break", "lunch"}
_ROUND = {"круглосуточно", "24/7", "24ч", "24h", "always", "anytime", "круглосут"}
_DASH_WORDS = {"до", "to", "till", "until", "по"}
_NOISE = {"с", "c", "со", "в", "во", "и", "and", "from", "on"}
_NOISE |= {"день", "дни", "дням", "days", "часов"}
_ANY_WINDOW = {"весь день", "любое", "любое время", "день", "any", "any time", "all day", "day"}
_HALF_WORDS = {
    **dict.fromkeys(("утро", "утром", "до обеда", "первая половина дня"), "morning"),
    **dict.fromkeys(("morning", "am", "first half"), "morning"),
    **dict.fromkeys(("после обеда", "вторая половина дня", "днем"), "afternoon"),
    **dict.fromkeys(("afternoon", "pm", "second half"), "afternoon"),
}
_QUARTERS = r"(00|15|30|45)"
_HYPHEN_TIMES = re.compile(rf"\b(\d{{1,2}})-{_QUARTERS}\s*(?:-|до|to)\s*(\d{{1,2}})-{_QUARTERS}\b")
_TOKEN = re.compile(
    r"(?P<round>24/7|24 ?ч(?:аса)?\b|24 ?h\b)"
    r"|(?P<time>\d{1,2}(?:[:.]\d\d(?::\d\d)?)?) *(?:ч(?:ас(?:а|ов)?)?\b\.?|h\b)?"
    r"|(?P<word>[a-zа-я]+)\.?"
    r"|(?P<dash>-)|(?P<mark>[,;:/&+()\n])|(?P<space>\s+)"
)


def parse_hours(value: object) -> tuple[dict[int, Windows], Windows | None]:
    """Return windows by named weekday, and windows for all days when no weekday is named.

    Raises
    ------
    CellError
        ``date_in_hours`` when Excel made a date of the hours, ``bad_hours``,
        ``hours_end_before_start``.
    """
    if isinstance(value, (datetime, date)):
        raise CellError("date_in_hours")
    if isinstance(value, (time, timedelta, int, float)):
        raise CellError("bad_hours")
    tokens = _tokens(plain(value))
    by_day: dict[int, list[tuple[int, int]]] = {}
    breaks: dict[int, list[tuple[int, int]]] = {}
    everyday: list[tuple[int, int]] | None = None
    everyday_breaks: list[tuple[int, int]] = []
    position = 0
    while position < len(tokens):
        days, position = _days(tokens, position)
        found, cut, position = _windows(tokens, position)
        if found is None:
            raise CellError("bad_hours")
        if not days:
            if everyday is not None or by_day:
                raise CellError("bad_hours")
            everyday, everyday_breaks = found, cut
        for day in days:
            by_day.setdefault(day, []).extend(found)
            breaks.setdefault(day, []).extend(cut)
    if everyday is None and not by_day:
        raise CellError("bad_hours")
    named = {day: _cut(windows, breaks[day]) for day, windows in by_day.items()}
    return named, None if everyday is None else _cut(everyday, everyday_breaks)


def parse_access(value: object) -> Hours:
    """Return access hours; hours without weekdays hold on every day, unnamed days are closed."""
    by_day, everyday = parse_hours(value)
    return tuple(by_day.get(day, everyday or ()) for day in range(7))


def parse_shift(value: object) -> Hours:
    """Return a shift: hours without weekdays hold Monday to Friday, one window a day."""
    by_day, everyday = parse_hours(value)
    hours = tuple(by_day.get(day, (everyday or ()) if day in WORKDAYS else ()) for day in range(7))
    if any(len(windows) > 1 for windows in hours):
        raise CellError("shift_two_windows")
    return hours


def parse_days(value: object) -> frozenset[int]:
    """Return weekdays (Monday = 0) of "пн-пт", "Mon, Wed" or "1-5"."""
    if isinstance(value, (datetime, date)):
        raise CellError("date_in_days")
    if isinstance(value, (time, timedelta, bool)):
        raise CellError("bad_days")
    if isinstance(value, float) and value == int(value):
        value = int(value)
    text = plain(value)
    if re.fullmatch(r"[1-7](?: ?[-,; ] ?[1-7])*", text):
        text = re.sub(r"[1-7]", lambda m: DAY_LABELS["ru"][int(m[0]) - 1], text)
    try:
        tokens = _tokens(text)
        days, position = _days(tokens, 0)
    except CellError as error:
        raise CellError("bad_days") from error
    if not days or position < len(tokens):
        raise CellError("bad_days")
    return frozenset(days)


def parse_window(value: object) -> tuple[int, int] | None:
    """Return a promised window; "10:00" lasts two hours, None is the whole day.

    Raises
    ------
    CellError
        ``bad_window``, ``date_in_hours`` or ``hours_end_before_start``.
    """
    if isinstance(value, str):
        text = plain(value)
        if text in _ANY_WINDOW:
            return None
        if text in _HALF_WORDS:
            return HALF_DAYS[_HALF_WORDS[text]]
        named: dict[int, Windows] = {}
        everyday: Windows | None = None
        if re.search(r"\d.*(?:-|до|to|till|until).*\d", text):
            named, everyday = parse_hours(text)
        if named or (everyday is not None and len(everyday) != 1):
            raise CellError("bad_window")
        if everyday is not None:
            return everyday[0]
        value = re.sub(r"^(?:в|с|к|at|from) +", "", text)
    try:
        start = parse_clock(value)
    except CellError as error:
        code = "date_in_hours" if error.code == "date_in_hours" else "bad_window"
        raise CellError(code) from error
    if start >= MIN_PER_DAY:
        raise CellError("bad_window")
    return start, min(start + PROMISE_MIN, MIN_PER_DAY)


def _tokens(text: str) -> list[tuple[str, str]]:
    text = _HYPHEN_TIMES.sub(r"\1:\2-\3:\4", text)
    if len(text) > 300:
        raise CellError("bad_hours")
    tokens: list[tuple[str, str]] = []
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise CellError("bad_hours")
        position = match.end()
        kind, token = str(match.lastgroup), match[str(match.lastgroup)]
        if kind == "word":
            kind = _word_kind(token)
        if kind not in {"space", "mark", "noise"}:
            tokens.append((kind, token))
    return tokens


def _word_kind(word: str) -> str:
    kinds = (
        ("day", _DAY_WORDS),
        ("group", _GROUP_WORDS),
        ("closed", _CLOSED),
        ("break", _BREAK),
        ("round", _ROUND),
        ("dash", _DASH_WORDS),
        ("noise", _NOISE),
    )
    for kind, words in kinds:
        if word in words:
            return kind
    raise CellError("bad_hours")


def _days(tokens: list[tuple[str, str]], position: int) -> tuple[list[int], int]:
    days: list[int] = []
    if position < len(tokens) and tokens[position] == ("dash", "по"):
        position += 1  # "по будням"
    while position < len(tokens) and tokens[position][0] in {"day", "group"}:
        kind, word = tokens[position]
        position += 1
        if kind == "group":
            days += _GROUP_WORDS[word]
            continue
        first = last = _DAY_WORDS[word]
        if [token[0] for token in tokens[position : position + 2]] == ["dash", "day"]:
            last = _DAY_WORDS[tokens[position + 1][1]]
            position += 2
        span = (last - first) % 7
        days += [(first + step) % 7 for step in range(span + 1)]
    return days, position


def _windows(
    tokens: list[tuple[str, str]], position: int
) -> tuple[list[tuple[int, int]] | None, list[tuple[int, int]], int]:
    found: list[tuple[int, int]] | None = None
    cut: list[tuple[int, int]] = []
    breaking = False
    while position < len(tokens):
        kind, word = tokens[position]
        if kind in {"round", "closed"}:
            found = (found or []) + ([(0, MIN_PER_DAY)] if kind == "round" else [])
            position += 1
        elif kind == "break":
            breaking = True
            position += 1
        elif kind == "time":
            if [token[0] for token in tokens[position + 1 : position + 3]] != ["dash", "time"]:
                raise CellError("bad_hours")
            window = _window(word, tokens[position + 2][1])
            if breaking:
                cut.append(window)
            else:
                found = [*(found or []), window]
            position += 3
        else:
            break
    return found, cut, position


def _window(first: str, last: str) -> tuple[int, int]:
    try:
        start, end = parse_clock(first), parse_clock(last)
    except CellError as error:
        raise CellError("bad_hours") from error
    if end <= start:
        raise CellError("hours_end_before_start")
    return start, end


def _cut(windows: list[tuple[int, int]], breaks: list[tuple[int, int]]) -> Windows:
    for start, end in breaks:
        windows = [
            part
            for first, last in windows
            for part in ((first, min(last, start)), (max(first, end), last))
            if part[0] < part[1]
        ]
    merged: list[tuple[int, int]] = []
    for first, last in sorted(windows):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return tuple(merged)
