"""A simulated year: the outlook against "do what is due".

``python -m benchmarks.year`` writes ``benchmarks/YEAR.md``.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.year_planners import by_reckoning, by_solver
from benchmarks.year_report import by_month, summary
from benchmarks.year_run import report_progress, simulate
from benchmarks.year_world import World, example_world, make_world

YEAR = 12
POLICIES = ("outlook", "due")
TARGET = Path(__file__).with_name("YEAR.md")
EXAMPLE = Path(__file__).parents[1] / "inputs" / "example-217.xlsx"
JANUARY, DECEMBER = date(2026, 1, 1), date(2026, 12, 1)


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """A world to plan for a year from ``start``; ``world`` makes it from a seed."""

    name: str
    start: date
    world: Callable[[int], World]


SCENARIOS = (
    Scenario(
        name="A team that can carry it, from a standing start (120 sites, 1 engineer)",
        start=JANUARY,
        world=lambda seed: make_world(
            sites=120, engineers=1, start=JANUARY, history=False, seed=seed
        ),
    ),
    Scenario(
        name="A team that can carry it, from a bunched history (120 sites, 1 engineer)",
        start=JANUARY,
        world=lambda seed: make_world(
            sites=120, engineers=1, start=JANUARY, history=True, seed=seed
        ),
    ),
    Scenario(
        name="The example's own history at a team that can carry it (217 sites, 2 engineers)",
        start=DECEMBER,
        world=lambda seed: example_world(EXAMPLE, engineers=2, start=DECEMBER, seed=seed),
    ),
    Scenario(
        name="A team that cannot carry it (400 sites, 1 engineer)",
        start=JANUARY,
        world=lambda seed: make_world(
            sites=400, engineers=1, start=JANUARY, history=True, seed=seed
        ),
    ),
)

READING = (
    "## How to read it",
    "",
    "- A wave month drives little a visit: its routes are full, and many neighbours are due "
    "together. The months between the waves drive most: one visit, one trip. Compare the rows "
    "of the year, not of a month.",
    "- The outlook fills its routes in every month: it brings whole neighbourhoods into one. "
    "Where a day's room limits a route (time on site, the way there), it cannot be fuller than a "
    "wave's, which also uses overtime: from a standing start both policies then drive about the "
    "same a visit, and the difference is in overtime, lateness and debt.",
    "- The number of visits of the year differs though the contracts are the same: the baseline "
    "has its last wave still before it when the year ends inside a period; the outlook has made "
    "that period's share already.",
    "- Debt is highest at a quarter's end. A visit made late serves the missed period too, by the "
    "contract's rule: a team too small for its sites shows as a debt that comes back every "
    "quarter and as days late, with fewer visits made than the contracts have periods.",
    "- Left out are also an emergency reported after the month's last working day, and in the "
    "example's year the random projects at sites that are never open on the two days in a row "
    "that an installation takes.",
    "",
)


def main() -> None:
    """Simulate the scenarios under both policies and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--starts", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reckoning", action="store_true", help="fill days without a search")
    parser.add_argument("--out", type=Path, default=TARGET)
    options = parser.parse_args()
    solve = by_reckoning if options.reckoning else by_solver(options.starts)
    how = "a quick reckoning" if options.reckoning else f"{options.starts} short searches"
    begun = time.monotonic()
    short: list[str] = []
    detail: list[str] = []
    for scenario in SCENARIOS:
        print(scenario.name, file=sys.stderr)
        world = scenario.world(options.seed)
        by_policy = {
            policy: simulate(
                world,
                start=scenario.start,
                months=YEAR,
                policy=policy,
                solve=solve,
                told=report_progress(policy),
            )
            for policy in POLICIES
        }
        short += [f"### {scenario.name}", "", *summary(by_policy)]
        for policy, results in by_policy.items():
            detail += [f"### {scenario.name}: {policy}", "", *by_month(results)]
    text = [
        "# A simulated year",
        "",
        f"Made by `python -m benchmarks.year`; seed {options.seed}, each month planned with "
        f"{how} and closed by the function of `fieldplan close`. *outlook*: the month's share by "
        "the quarter outlook; *due*: only what must be done by the month's end. The share is "
        "maintenance (on site, desk, drive) of the available hours; distances are counted after "
        "the first quarter. Drive and roubles (drive time, kilometres, overtime at the example "
        "prices) are those of all visits, projects and emergencies included. Debt: visits whose "
        "windows are over at the month's end. Overdue: those overdue when the month began. Left "
        "out: required visits of all kinds.",
        "",
        *short,
        *READING,
        "## Month by month",
        "",
        *detail,
    ]
    options.out.write_text("\n".join(text).rstrip() + "\n", encoding="utf-8")
    print(f"{options.out} ({time.monotonic() - begun:.0f} s)")


if __name__ == "__main__":
    main()
