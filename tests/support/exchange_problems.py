"""Problems of the exchange format in the size of a real month, from plain arithmetic."""

from __future__ import annotations

import math
import random
from datetime import date, timedelta
from typing import Any

FIRST = date(2026, 10, 1)
KM_PER_MIN = 0.75
DETOUR = 1.3


def month_problem(*, visits: int, days: int, engineers: int, chains: int, seed: int) -> Any:
    """A month around one base: visits with windows, ``chains`` pairs in stage order."""
    random_ = random.Random(seed)
    horizon = _weekdays(days)
    points = [(random_.gauss(0, 25), random_.gauss(0, 25)) for _ in range(visits)] + [(0.0, 0.0)]
    rows = [_visit(random_, number, horizon) for number in range(visits)]
    for number in range(chains):
        first, second = rows[2 * number], rows[2 * number + 1]
        first["windows"] = {day: [[540, 1080]] for day in horizon[: days * 2 // 3]}
        second["windows"] = {day: [[540, 1080]] for day in horizon}
        second["after"] = {"visit": first["id"], "min_days": random_.choice([1, 2, 3])}
    return {
        "format": "fieldplan-problem/1",
        "horizon": horizon,
        "engineers": [
            {
                "id": f"E{number}",
                "start": visits,
                "end": visits,
                "skills": [],
                "max_visits_per_route": 6,
                "shifts": {day: [540, 1080] for day in horizon},
            }
            for number in range(engineers)
        ],
        "visits": rows,
        "travel_min": [[_minutes(a, b) for b in points] for a in points],
    }


def _weekdays(count: int) -> list[str]:
    days: list[str] = []
    day = FIRST
    while len(days) < count:
        if day.weekday() < 5:
            days.append(day.isoformat())
        day += timedelta(days=1)
    return days


def _visit(random_: random.Random, number: int, horizon: list[str]) -> dict[str, Any]:
    start = random_.randrange(len(horizon) - 5)
    open_days = horizon[start : start + random_.randrange(5, len(horizon))]
    split = random_.random() < 0.3
    windows = [[540, 780], [840, 1080]] if split else [[540, 1080]]
    return {
        "id": f"V{number}",
        "location": number,
        "duration_min": random_.choice([45, 60, 60, 90, 120]),
        "priority": random_.choice([10, 10, 10, 30, 40]),
        "skills": [],
        "windows": dict.fromkeys(open_days, windows),
    }


def _minutes(a: tuple[float, float], b: tuple[float, float]) -> int:
    return 0 if a == b else max(1, round(math.dist(a, b) * DETOUR / KM_PER_MIN))
