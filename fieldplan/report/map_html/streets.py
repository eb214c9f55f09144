"""The streets of routes: kept beside the plan, and given to the page."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from fieldplan.domain import Plan, Route
from fieldplan.whole_files import write_text

log = logging.getLogger(__name__)

STREETS_NAME = "streets.json"
FORMAT = "fieldplan-streets/1"
RouteLines = Mapping[tuple[str, date], tuple[str, ...]]
"""By engineer and date: an encoded polyline (5 decimals) a leg, base to base."""
MAX_LETTERS = 200_000


def lines_of(route: Route, lines: RouteLines | None) -> list[str] | None:
    """Return the legs of a route for the page, or None if they are not known or do not fit."""
    legs = (lines or {}).get((route.engineer_id, route.date))
    if legs is None or len(legs) != len(route.stops) + 1 or not all(map(_is_line, legs)):
        return None
    return list(legs)


def streets_shown(plan: Plan, lines: RouteLines | None) -> str:
    """Return ``all``, ``some`` or ``none``: how many routes are drawn along streets."""
    known = sum(lines_of(route, lines) is not None for route in plan.routes)
    if not known:
        return "none"
    return "all" if known == len(plan.routes) else "some"


def write_streets(path: Path, lines: RouteLines) -> None:
    """Keep the streets, so that the map can be made anew without a road server.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    routes = [
        {"engineer": engineer, "date": day.isoformat(), "legs": list(legs)}
        for (engineer, day), legs in sorted(lines.items())
    ]
    document = {"format": FORMAT, "attribution": "© OpenStreetMap contributors", "routes": routes}
    write_text(path, json.dumps(document, ensure_ascii=False, indent=1) + "\n")


def read_streets(path: Path) -> RouteLines:
    """Return what ``write_streets`` kept; nothing if there is no such file or it is damaged."""
    try:
        document: Any = json.loads(path.read_text(encoding="utf-8"))
        if document["format"] != FORMAT:
            return {}
        return {
            (str(route["engineer"]), date.fromisoformat(route["date"])): tuple(
                str(leg) for leg in route["legs"]
            )
            for route in document["routes"]
        }
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        log.warning("%s cannot be read, the map has straight lines: %s", path, error)
        return {}


def _is_line(leg: object) -> bool:
    """Whether a leg has nothing but the letters of an encoded polyline."""
    return (
        isinstance(leg, str)
        and len(leg) <= MAX_LETTERS
        and all(63 <= ord(letter) < 127 for letter in leg)
    )
