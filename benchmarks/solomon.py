"""Solomon's public VRPTW instances as one-day problems.

M. M. Solomon, *Algorithms for the vehicle routing and scheduling problems with time window
constraints*, Operations Research 35(2), 1987. The files are not ours to ship: the folder is an
option. A unit of our time is a tenth of theirs: distances are truncated to one decimal, as the
published optima have it. A window bounds the start of service. The load is left out, which our
problem does not know, so that a plan a little below the published distance is possible.
"""

from __future__ import annotations

from datetime import date
from math import isqrt
from pathlib import Path

import numpy as np

from fieldplan.domain import Location, Problem, ProblemEngineer, TravelMatrix, Visit

LEAST_DISTANCE = {"R101": 1637.7, "R102": 1466.6, "R105": 1355.3, "RC101": 1619.8}
"""Least total distances, any number of vehicles up to 25 (the author's page, 2011)."""
DAY = date(2026, 10, 1)
TENTHS = 10
ENGINEERS = 25


def read_solomon(path: Path, *, engineers: int = ENGINEERS) -> Problem:
    """Return the instance as a problem of one day: all visits required, least travel.

    Raises
    ------
    ValueError
        If a line of customers cannot be read.
    """
    rows = customers(path.read_text(encoding="utf-8"))
    numbers = [tuple(int(value) for value in row) for row in rows]
    places = [(row[1], row[2]) for row in numbers]
    # Floor of ten times the square root, in whole numbers.
    travel = np.array(
        [[isqrt(TENTHS**2 * ((x - u) ** 2 + (y - v) ** 2)) for u, v in places] for x, y in places],
        dtype=np.int32,
    )
    depot, *stops = numbers
    visits = tuple(
        Visit(
            id=f"C{row[0]}",
            location=n,
            duration_min=TENTHS * row[6],
            weight=10,
            windows={DAY: ((TENTHS * row[4], TENTHS * (row[5] + row[6])),)},
        )
        for n, row in enumerate(stops, start=1)
    )
    shift = (TENTHS * depot[4], TENTHS * depot[5])
    return Problem(
        days=(DAY,),
        engineers=tuple(
            ProblemEngineer(id=f"E{n + 1}", start=0, end=0, shifts={DAY: shift})
            for n in range(engineers)
        ),
        visits=visits,
        travel=TravelMatrix(minutes=travel, source=f"solomon {path.stem}"),
        locations=tuple(Location(name=f"C{row[0]}") for row in numbers),
        # Waiting costs nothing, so everybody leaves when the depot opens.
        departure_step_min=shift[1] + 1,
    )


def customers(text: str) -> list[list[str]]:
    """Return the rows of the CUSTOMER table, the depot first: number, x, y, demand, ready, due,
    service.

    Raises
    ------
    ValueError
        If there is no table, or a row has not seven whole numbers.
    """
    lines = text.splitlines()
    heads = [n for n, line in enumerate(lines) if line.strip().upper().startswith("CUST")]
    if not heads:
        raise ValueError("no CUSTOMER table")
    rows = [line.split() for line in lines[heads[-1] + 1 :] if line.strip()]
    for row in rows:
        if len(row) != 7 or not all(value.lstrip("-").isdigit() for value in row):
            raise ValueError(f"not a customer: {' '.join(row)}")
    return rows
