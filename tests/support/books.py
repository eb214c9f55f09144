"""Small books for tests: a site, an engineer, a month, with one thing changed at a time."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import numpy as np

from fieldplan.demand import build_demand
from fieldplan.domain import (
    Book,
    CarryOver,
    Demand,
    Engineer,
    Location,
    Site,
    SourceRow,
    TravelMatrix,
    Visit,
)
from fieldplan.errors import InputError
from fieldplan.settings import make_settings

DAY = ((540, 1080),)
WORKWEEK = (DAY, DAY, DAY, DAY, DAY, (), ())


def make_site(site_id: str = "S1", **changes: Any) -> Site:
    values: dict[str, Any] = {
        "client": "Вектор",
        "address": "Химки",
        "lat": 55.9,
        "lon": 37.4,
        "access": WORKWEEK,
        "last_maintenance": date(2026, 8, 20),
        "source": SourceRow(sheet="Объекты", row=2),
    }
    return Site(id=site_id, **{**values, **changes})


def make_engineer(engineer_id: str = "E1", **changes: Any) -> Engineer:
    values: dict[str, Any] = {"name": "Иванов", "lat": 55.75, "lon": 37.62, "shift": WORKWEEK}
    return Engineer(id=engineer_id, **{**values, **changes})


def make_book(**parts: Any) -> Book:
    return Book(**{"engineers": (make_engineer(),), **parts})


def no_travel(locations: tuple[Location, ...]) -> TravelMatrix:
    size = len(locations)
    return TravelMatrix(minutes=np.full((size, size), 10, dtype=np.int32))


def demand_of(
    book: Book,
    month: str = "2026-12",
    now: datetime | None = None,
    *,
    extra_days: int = 0,
    carried: CarryOver | None = None,
    **settings: Any,
) -> Demand:
    return build_demand(
        book,
        month=month,
        now=now or datetime.fromisoformat(f"{month}-01T00:00"),
        settings=make_settings(settings),
        matrix_of=no_travel,
        extra_days=extra_days,
        carried=carried,
    )


def codes_of(book: Book, **options: Any) -> list[str]:
    """Codes of the findings that stop the demand."""
    try:
        demand = demand_of(book, **options)
    except InputError as error:
        return [f.code for f in error.findings if f.severity in ("error", "contradiction")]
    raise AssertionError(f"no error, but {demand.findings}")


def visits_of(demand: Demand) -> dict[str, Visit]:
    return {visit.id: visit for visit in demand.problem.visits}
