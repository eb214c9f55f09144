"""A small month around Moscow with something of everything, as a book and as a workbook."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from support.books import make_engineer, make_site

from fieldplan.domain import (
    Absence,
    AgreedVisit,
    Book,
    Emergency,
    Project,
    Site,
    Stage,
    VisitKind,
)
from fieldplan.workbook import write_template

HOSTILE = "{{7*7}}<script>alert(1)</script>${1}"
PLACES = (
    (55.89, 37.44),
    (55.67, 37.28),
    (55.80, 37.94),
    (55.91, 37.73),
    (55.42, 37.55),
    (55.56, 37.85),
    (55.98, 37.25),
    (55.76, 37.60),
    (55.70, 37.76),
    (55.60, 37.03),
)


def small_book(lang: str = "ru", **changes: Any) -> Book:
    """Ten sites, a project, an emergency, a promise and an absence in December 2026."""
    sites = tuple(
        replace(
            make_site(f"S{number:02d}", lat=lat, lon=lon, last_maintenance=date(2026, 9, number)),
            client=f"Клиент {number}" if lang == "ru" else f"Client {number}",
            address="Химки" if lang == "ru" else "Khimki",
            source=None,
        )
        for number, (lat, lon) in enumerate(PLACES, start=1)
    )
    sites = (replace(sites[0], client=HOSTILE, phone="+7 495 000-00-01"), *sites[1:])
    stages = tuple(
        Stage(kind=kind)
        for kind in (VisitKind.AUDIT, VisitKind.INSTALLATION, VisitKind.COMMISSIONING)
    )
    parts: dict[str, Any] = {
        "sites": sites,
        "engineers": (make_engineer(),),
        "projects": (Project(id="P1", site_id="S08", stages=stages, equipment_lead_days=5),),
        "emergencies": (Emergency(id="A1", site_id="S09", reported=datetime(2026, 11, 30, 15, 0)),),
        "agreed": (
            AgreedVisit(
                subject="S02",
                kind=VisitKind.MAINTENANCE,
                date=date(2026, 12, 10),
                window=(600, 720),
            ),
        ),
        "absences": (Absence(engineer_id="E1", first=date(2026, 12, 24), last=date(2026, 12, 25)),),
        "lang": lang,
    }
    return Book(**{**parts, **changes})


def write_book(path: Path, book: Book) -> Path:
    """Write the book as the manager's workbook and return where."""
    write_template(path, book.lang, book)
    return path


def near_base(site_id: str = "S1", **changes: Any) -> Site:
    """A site ten kilometres from the engineer's base, without a maintenance contract."""
    return make_site(
        site_id, lat=55.83, lon=37.55, maintenance_every_months=0, source=None, **changes
    )
