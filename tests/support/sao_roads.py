"""Moscow's Northern district: its extract, addresses and OSRM's table; see its ATTRIBUTION.md."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
from support.books import make_book, make_engineer, make_site

from fieldplan.domain import Book, Location
from fieldplan.travel.osrm import Ints

FOLDER = Path(__file__).parents[1] / "data" / "roads"
EXTRACT = FOLDER / "moscow_sao_drive.osm.pbf"


def sao_locations() -> list[Location]:
    """The 300 addresses, in the order of the table."""
    with (FOLDER / "moscow_sao_sites.csv").open(encoding="utf-8", newline="") as stream:
        return [
            Location(name=row["address"], lat=float(row["lat"]), lon=float(row["lon"]))
            for row in csv.DictReader(stream)
        ]


def sao_table() -> tuple[Ints, Ints]:
    """Seconds and metres of the table."""
    with np.load(FOLDER / "moscow_sao_osrm_matrix.npz") as table:
        return table["duration_s"].astype(np.int64), table["distance_m"].astype(np.int64)


def sao_book(count: int = 60, lang: str = "ru") -> Book:
    """Every fifth address, all due for maintenance in December 2026; a base at the first."""
    places = sao_locations()
    base = places[0]
    sites = tuple(
        replace(
            make_site(f"S{n:03d}", lat=place.lat, lon=place.lon, last_maintenance=date(2026, 9, 1)),
            client=f"Клиент {n}" if lang == "ru" else f"Client {n}",
            address=place.name if lang == "ru" else f"Moscow, site {n}",
            source=None,
        )
        for n, place in enumerate(places[1 : 5 * count : 5], start=1)
    )
    return make_book(sites=sites, engineers=(make_engineer(lat=base.lat, lon=base.lon),), lang=lang)
