"""Coordinates as people write them, and how far two points are apart."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta

from fieldplan.spelling import clean, plain
from fieldplan.workbook.cell_text import CellError, decimal_of

EARTH_KM = 6371.0088
_DEGREES = re.compile(
    r"(\d{1,3})\s*[°º]\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*['′’]\s*)?"
    r"(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:\"|″|''|”)\s*)?"
)
_LABELS = re.compile(r"(?:широта|долгота|latitude|longitude|lat|lon|lng)\.?\s*[:=]?")
_HEMISPHERES = re.compile(r"(?:с\.?\s*ш\.?|в\.?\s*д\.?|[ne](?![a-z]))")
_PAIR = re.compile(r"([+-]?\d{1,3}[.,]\d+)\s*(?:[;/|\n]|,\s|\s|,(?=\d+\.))\s*(.+)")


def parse_coordinate(value: object, limit: int) -> float | tuple[float, float]:
    """Return degrees, or (lat, lon) when the cell holds both.

    Raises
    ------
    CellError
        ``bad_coordinate``, ``coordinate_out_of_range`` or ``date_in_coordinate``.
    """
    if isinstance(value, (datetime, date, time, timedelta)):
        raise CellError("date_in_coordinate")
    if isinstance(value, bool):
        raise CellError("bad_coordinate")
    if isinstance(value, (int, float)):
        return _checked(float(value), limit)
    text = _HEMISPHERES.sub(" ", _LABELS.sub(" ", plain(value)))
    text = clean(text.strip(" ()[],;"))
    if "°" in text or "º" in text:
        parts = [_from_degrees(match) for match in _DEGREES.finditer(text)]
        rest = _DEGREES.sub("", text).strip(" ,;")
        if rest or len(parts) not in {1, 2}:
            raise CellError("bad_coordinate")
        if len(parts) == 2:
            return _checked(parts[0], 90), _checked(parts[1], 180)
        return _checked(parts[0], limit)
    if match := _PAIR.fullmatch(text):
        return _checked(_number(match[1]), 90), _checked(_number(match[2]), 180)
    return _checked(_number(text), limit)


def distance_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Return the great-circle distance."""
    phi_a, phi_b = math.radians(lat_a), math.radians(lat_b)
    half = math.sin((phi_b - phi_a) / 2) ** 2
    half += math.cos(phi_a) * math.cos(phi_b) * math.sin(math.radians(lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def _number(text: str) -> float:
    try:
        return float(decimal_of(text, thousands=False))
    except CellError as error:
        raise CellError("bad_coordinate") from error


def _from_degrees(match: re.Match[str]) -> float:
    minutes = float(decimal_of(match[2] or "0", thousands=False))
    seconds = float(decimal_of(match[3] or "0", thousands=False))
    if minutes >= 60 or seconds >= 60:
        raise CellError("bad_coordinate")
    return round(int(match[1]) + minutes / 60 + seconds / 3600, 7)


def _checked(degrees: float, limit: int) -> float:
    if not -limit <= degrees <= limit:
        raise CellError("coordinate_out_of_range", limit=limit)
    return degrees
