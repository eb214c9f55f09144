"""How far the estimate is from real roads and measured drives; prints the tables of docs/travel.md.

    python benchmarks/travel_error.py

Against OSRM's table of 300 addresses in Moscow's Northern district (tests/data/roads) and
against the drives to Moscow's centre that it was calibrated on (tests/data/roads, aggregates).
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from fieldplan.domain import Location  # noqa: E402
from fieldplan.travel.estimate import (  # noqa: E402
    drive_minutes,
    estimate_matrix,
    great_circle_km,
    road_km,
)

DATA = ROOT / "tests" / "data" / "roads"
BANDS = ((0, 1), (1, 2), (2, 4), (4, 6), (6, 9), (9, 20))
Floats = npt.NDArray[np.float64]


def main() -> None:
    """Print both tables in Markdown."""
    print("### Against OSRM, Northern district\n")
    for line in osrm_table():
        print(line)
    print("\n### Against measured drives to the centre\n")
    for line in calibration_table():
        print(line)


def osrm_table() -> list[str]:
    """Return the errors by distance, in minutes (whole, as plans use them) and kilometres."""
    with (DATA / "moscow_sao_sites.csv").open(encoding="utf-8", newline="") as stream:
        places = [
            Location(name=row["address"], lat=float(row["lat"]), lon=float(row["lon"]))
            for row in csv.DictReader(stream)
        ]
    with np.load(DATA / "moscow_sao_osrm_matrix.npz") as table:
        roads_min: Floats = np.ceil(table["duration_s"] / 60)
        roads_km: Floats = table["distance_m"] / 1000
    matrix = estimate_matrix(places)
    assert matrix.metres is not None
    crow = great_circle_km(places)
    apart = ~np.eye(len(places), dtype=np.bool_)
    lines = [
        "| crow-flight km | drives | OSRM, min | bias, min | mean error, min | P90, min "
        "| bias, km | mean error, km | P90, km |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for low, high in (*BANDS, (0, 1000)):
        here = apart & (crow >= low) & (crow < high)
        name = "all" if high == 1000 else f"{low}-{high}"
        minutes = matrix.minutes[here] - roads_min[here]
        km = matrix.metres[here] / 1000 - roads_km[here]
        lines.append(
            f"| {name} | {here.sum():,} | {roads_min[here].mean():.1f} | {figures(minutes)} "
            f"| {figures(km)} |"
        )
    return lines


def calibration_table() -> list[str]:
    """Return the errors at the medians by distance, in per cent of each."""
    lines = [
        "| series | crow-flight km | drives | measured, min | estimate, min | error | measured, km "
        "| estimate, km | error |",
        "|---|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    errors = []
    with (DATA / "calibration_centre_drives.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            low, high = float(row["crow_km_from"]), float(row["crow_km_to"])
            middle = (low + high) / 2
            km = middle * float(row["median_road_over_crow"])
            minutes = km / float(row["median_kmh"]) * 60
            at = np.array([middle])
            said_min, said_km = float(drive_minutes(at)[0]), float(road_km(at)[0])
            off_min, off_km = said_min / minutes - 1, said_km / km - 1
            errors.append((int(row["n"]), off_min, off_km))
            lines.append(
                f"| {row['series']} | {low:.0f}-{high:.0f} | {row['n']} | {minutes:.1f} "
                f"| {said_min:.1f} | {100 * off_min:+.1f} % | {km:.1f} | {said_km:.1f} "
                f"| {100 * off_km:+.1f} % |"
            )
    weights = np.array([n for n, _, _ in errors], dtype=np.float64)
    for name, column in (("minutes", 1), ("kilometres", 2)):
        off = np.array([error[column] for error in errors])
        order = np.argsort(np.abs(off))
        within = order[np.searchsorted(np.cumsum(weights[order]), 0.9 * weights.sum())]
        lines.append(
            f"\nAll {weights.sum():,.0f} drives, {name}: "
            f"bias {100 * np.average(off, weights=weights):+.1f} %, "
            f"mean error {100 * np.average(np.abs(off), weights=weights):.1f} %, "
            f"P90 {100 * abs(off[within]):.1f} %."
        )
    return lines


def figures(errors: Floats) -> str:
    """Return bias, mean absolute error and its 90th percentile as cells."""
    sizes = np.abs(errors)
    return f"{errors.mean():+.1f} | {sizes.mean():.1f} | {np.percentile(sizes, 90):.1f}"


if __name__ == "__main__":
    main()
