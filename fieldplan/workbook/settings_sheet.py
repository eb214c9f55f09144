"""The Settings sheet: rows to values, and values to what stands in a cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field
from datetime import date
from difflib import get_close_matches
from typing import Any

from fieldplan.messages import LANGUAGES, text
from fieldplan.settings import (
    COMPANY,
    EXAMPLE,
    LABOUR,
    SPECS,
    STAFFING,
    TRAFFIC,
    Settings,
    make_settings,
)
from fieldplan.spelling import clean, plain
from fieldplan.units import MIN_PER_DAY, clock, day_text
from fieldplan.workbook.cell_dates import parse_clock, parse_date, parse_duration
from fieldplan.workbook.cell_text import CellError, Understood, is_blank
from fieldplan.workbook.cells import Context, Kind, parse
from fieldplan.workbook.choices import label
from fieldplan.workbook.log import FindingLog
from fieldplan.workbook.row import Reading, Row

HALF_HOURS = 48
_SOURCES = {
    STAFFING: "staffing",
    COMPANY: "company",
    EXAMPLE: "example",
    LABOUR: "labour",
    LABOUR + ", art. 95": "labour_95",
    LABOUR + ", art. 108": "labour_108",
    LABOUR + ", art. 99: 120 h a year": "labour_99",
    TRAFFIC: "traffic",
}
_LEAST = {
    "max_visits_per_route": 1,
    "overdue_days_per_weight": 1,
    "osrm_timeout_s": 1,
    "drive_factor_pct": 20,
}
_NAMES = {plain(spec.metadata[lang]): key for key, spec in SPECS.items() for lang in LANGUAGES}


def read_setting(row: Row, changes: dict[str, object], seen: dict[str, int]) -> None:
    """Take up the setting of a row into ``changes`` when it differs from the default."""
    if not row.given("value") and not row.given("key"):
        return
    key = _key(row)
    if key is None:
        return
    if key in seen:
        row.error("setting_twice", "value", other_row=seen[key])
        return
    seen[key] = row.number
    value = row.raw("value")
    problem = row.problem("value")
    if problem:
        row.error(problem, "value")
        return
    if is_blank(value):
        return
    try:
        understood = parse_setting(SPECS[key], value, row.reading)
    except CellError as error:
        row.error(error.code, "value", **error.params)
        return
    if isinstance(understood, Understood):
        row.notice(understood.code, "value", **understood.params)
        understood = understood.value
    if understood != SPECS[key].default:
        changes[key] = understood


def parse_setting(spec: Field[Any], value: object, reading: Reading) -> object:
    """Return the value of a setting.

    Raises
    ------
    CellError
        If it cannot be understood or is out of range.
    """
    context = Context(lang=reading.lang, epoch=reading.epoch, low=0, high=1_000_000)
    name, default = spec.name, spec.default
    if isinstance(default, bool):
        return parse(Kind.BOOL, value, context)
    if name.endswith("_clock"):
        return parse_clock(value)
    if name.endswith("_cost"):
        return parse(Kind.MONEY, value, Context(lang=reading.lang, high=10**12))
    if name == "departure_step_min":
        return parse_duration(value, low=1, high=240)
    if name.endswith("_min"):
        return parse_duration(value, low=0, high=60_000)
    if isinstance(default, int):
        low = _LEAST.get(name, 0)
        return parse(Kind.INT, value, Context(lang=reading.lang, low=low, high=100_000))
    if isinstance(default, tuple):
        return _percents(value) if default else _dates(value, reading)
    return clean(value)


def check_settings(
    changes: Mapping[str, object], rows: Mapping[str, int], title: str, log: FindingLog, lang: str
) -> Settings:
    """Return the settings; pairs that contradict each other are errors."""
    settings = make_settings(changes)
    pairs = (
        ("shift_start_clock", "shift_end_clock", 1),
        ("lunch_earliest_clock", "lunch_latest_clock", 0),
        ("norm_low", "norm_high", 0),
    )
    for low, high, least in pairs:
        if getattr(settings, high) - getattr(settings, low) < least:
            log.error(
                "settings_out_of_order",
                sheet=title,
                cell=f"B{rows.get(high, rows.get(low, 1))}",
                value=setting_text(high, getattr(settings, high), lang),
                low=SPECS[low].metadata[lang],
                high=SPECS[high].metadata[lang],
            )
    return settings


def setting_cell(key: str, value: Any, lang: str) -> object:
    """Return what the template writes for a setting's value."""
    if isinstance(value, bool):
        return label("yes_no", "yes" if value else "no", lang)
    if key.endswith("_cost"):
        return value / 100 if value % 100 else value // 100
    if key.endswith("_clock"):
        return "24:00" if value == MIN_PER_DAY else clock(value)
    if isinstance(value, tuple):
        return ", ".join(day_text(v, lang) if isinstance(v, date) else str(v) for v in value)
    return value


def setting_text(key: str, value: Any, lang: str) -> str:
    """Return a setting's value for a finding."""
    return str(setting_cell(key, value, lang))


def setting_source(spec: Field[Any], lang: str) -> str:
    """Return where the default of a setting comes from."""
    source = spec.metadata["source"]
    return text(f"settings.source_{_SOURCES[source]}", lang) if source in _SOURCES else source


def setting_unit(spec: Field[Any], lang: str) -> str:
    """Return the unit of a setting."""
    unit = spec.metadata["unit"]
    return text(f"settings.unit_{unit}", lang) if unit else ""


def _key(row: Row) -> str | None:
    written = clean(row.raw("key") or "")
    if written in SPECS:
        return written
    name = plain(row.raw("name") or "")
    if name in _NAMES:
        return _NAMES[name]
    close = get_close_matches(name[:100], list(_NAMES), n=1, cutoff=0.6)
    row.warning(
        "unknown_setting_close" if close else "unknown_setting",
        "key" if written else "name",
        close=SPECS[_NAMES[close[0]]].metadata[row.reading.lang] if close else "",
    )
    return None


def _percents(value: object) -> tuple[int, ...]:
    parts = clean(value).replace(";", ",").replace("%", "").split(",")
    numbers = [int(part) if part.strip().isdecimal() and len(part) < 9 else 0 for part in parts]
    if len(numbers) != HALF_HOURS or not all(5 <= number <= 300 for number in numbers):
        raise CellError("bad_percents", count=HALF_HOURS)
    return tuple(numbers)


def _dates(value: object, reading: Reading) -> tuple[date, ...]:
    parts: list[object] = [value]
    if isinstance(value, str):
        parts = [part for part in clean(value).replace(";", ",").split(",") if part.strip()]
    days = []
    for part in parts:
        day = parse_date(part, lang=reading.lang, epoch=reading.epoch)
        days.append(day.value if isinstance(day, Understood) else day)
    return tuple(sorted({day for day in days if isinstance(day, date)}))
