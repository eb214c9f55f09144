"""A simulated year: the outlook against "do what is due".

``python -m benchmarks.year`` writes ``benchmarks/YEAR.md``. Years that are done are kept in
``--keep`` until the code changes: a run that was stopped goes on where it was.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from benchmarks.year_planners import by_reckoning, by_solver
from benchmarks.year_report import by_month, overload, summary
from benchmarks.year_run import MonthResult, report_progress, simulate
from benchmarks.year_world import World, example_world, make_world

YEAR = 12
POLICIES = ("outlook", "due")
ROOT = Path(__file__).parents[1]
TARGET = Path(__file__).with_name("YEAR.md")
EXAMPLE = ROOT / "inputs" / "example-217.xlsx"
KEEP = ROOT / "outputs" / "year"
JANUARY, DECEMBER = date(2026, 1, 1), date(2026, 12, 1)
SEED = 1


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """A world to plan for a year from ``start``; ``world`` makes it from a seed.

    ``seeds`` years are simulated; ``carries`` says whether the team is large enough.
    """

    name: str
    start: date
    world: Callable[[int], World]
    seeds: int = 1
    carries: bool = True


SCENARIOS = (
    Scenario(
        name="A team that can carry it, from a standing start (120 sites, 1 engineer)",
        start=JANUARY,
        world=lambda seed: make_world(
            sites=120, engineers=1, start=JANUARY, history=False, seed=seed
        ),
        seeds=3,
    ),
    Scenario(
        name="A team that can carry it, from a bunched history (120 sites, 1 engineer)",
        start=JANUARY,
        world=lambda seed: make_world(
            sites=120, engineers=1, start=JANUARY, history=True, seed=seed
        ),
        seeds=3,
    ),
    Scenario(
        name="The example's own history at a team that can carry it (217 sites, 2 engineers)",
        start=DECEMBER,
        world=lambda seed: example_world(EXAMPLE, engineers=2, start=DECEMBER, seed=seed),
    ),
    Scenario(
        name="The example's own history at its single engineer (217 sites, 1 engineer)",
        start=DECEMBER,
        world=lambda seed: example_world(EXAMPLE, engineers=1, start=DECEMBER, seed=seed),
        carries=False,
    ),
    Scenario(
        name="A team that cannot carry it (400 sites, 1 engineer)",
        start=JANUARY,
        world=lambda seed: make_world(
            sites=400, engineers=1, start=JANUARY, history=True, seed=seed
        ),
        carries=False,
    ),
)


@dataclass(frozen=True, kw_only=True)
class Job:
    """One year: a scenario by its number, a policy, a seed, and searches a month (0: none)."""

    scenario: int
    policy: str
    seed: int
    starts: int

    @property
    def file_name(self) -> str:
        """Name of the file that keeps the year."""
        return f"{self.scenario}-{self.policy}-{self.seed}-{self.starts}.json"


def code_state() -> str:
    """Return a short sum of all code that the years depend on."""
    total = sha256()
    for path in sorted([*(ROOT / "fieldplan").rglob("*.py"), *ROOT.glob("benchmarks/year*.py")]):
        total.update(path.read_bytes())
    total.update(EXAMPLE.read_bytes())
    return total.hexdigest()[:12]


def one_year(job: Job, folder: Path) -> list[MonthResult]:
    """Simulate a year, or take it from the folder if it is there."""
    path = folder / job.file_name
    if path.exists():
        return [MonthResult(**row) for row in json.loads(path.read_text(encoding="utf-8"))]
    scenario = SCENARIOS[job.scenario]
    results = simulate(
        scenario.world(job.seed),
        start=scenario.start,
        months=YEAR,
        policy=job.policy,
        solve=by_solver(job.starts) if job.starts else by_reckoning,
        told=report_progress(job.file_name),
    )
    whole = path.with_suffix(".new")
    whole.write_text(json.dumps([asdict(item) for item in results]), encoding="utf-8")
    whole.replace(path)
    return results


READING = (
    "## How to read it",
    "",
    "- Farthest from the mean share: the worst month of all seeds. Drive a visit: the mean, and "
    "the least and the most of the seeds.",
    "- The outlook weighs even months against whole neighbourhoods (`SPLIT_PCT`, the prices of a "
    "full month), and what a month may make ahead of its share ends a little above the even share "
    "(`BAND_PCT`): without that end a spring month took in two weeks' visits of the next one.",
    "- A wave month drives little a visit: its routes are full, and many neighbours are due "
    "together. The months between the waves drive most: one visit, one trip. Compare the rows "
    "of the year, not of a month.",
    "- The number of visits of the year differs though the contracts are the same: the baseline "
    "has its last wave still before it when the year ends inside a period; the outlook has made "
    "that period's share already.",
    "- Overdue: visits whose windows are over at the month's end. A visit made late serves the "
    "missed period too, by the contract's rule (one visit in each period): what is overdue comes "
    "and goes with the quarters. Missed windows only add up: periods that ended without their "
    "visit. Behind: visits that the contracts ask for, evened out over the months (one in N for "
    "each site), less those made, since the year began: it grows from the first month at a team "
    "too small for its sites, and stays about where it is at one that carries them.",
    "- Passed over: required maintenance left out though one less overdue by ten days or more was "
    "made in a place where the older would have fitted without lengthening the route.",
    "- Left out are also an emergency reported after the month's last working day, and in the "
    "example's year the random projects at sites that are never open on the two days in a row "
    "that an installation takes.",
    "",
)


def main() -> None:
    """Simulate the scenarios under both policies and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--starts", type=int, default=10)
    parser.add_argument("--reckoning", action="store_true", help="fill days without a search")
    parser.add_argument("--jobs", type=int, default=1, help="years side by side")
    parser.add_argument("--keep", type=Path, default=KEEP)
    parser.add_argument("--out", type=Path, default=TARGET)
    options = parser.parse_args()
    starts = 0 if options.reckoning else options.starts
    state = code_state()
    folder = options.keep / state
    folder.mkdir(parents=True, exist_ok=True)
    jobs = [
        Job(scenario=number, policy=policy, seed=SEED + n, starts=starts)
        for number, scenario in enumerate(SCENARIOS)
        for n in range(scenario.seeds)
        for policy in POLICIES
    ]
    begun = time.monotonic()
    with ProcessPoolExecutor(options.jobs) as pool:
        # The longest first: they are the last ones of the list.
        made = list(pool.map(one_year, reversed(jobs), [folder] * len(jobs)))
    years = dict(zip(reversed(jobs), made, strict=True))
    short: list[str] = []
    detail: list[str] = []
    for number, scenario in enumerate(SCENARIOS):
        by_policy = {
            policy: [
                years[Job(scenario=number, policy=policy, seed=SEED + n, starts=starts)]
                for n in range(scenario.seeds)
            ]
            for policy in POLICIES
        }
        short += [f"### {scenario.name}", "", *seeds_line(scenario), *summary(by_policy)]
        if not scenario.carries:
            short += overload({policy: years[0] for policy, years in by_policy.items()})
        for policy, results in by_policy.items():
            detail += [f"### {scenario.name}: {policy}", "", *by_month(results[0])]
    how = f"{starts} short searches" if starts else "a quick reckoning"
    text = [
        "# A simulated year",
        "",
        f"Made by `python -m benchmarks.year` in one run; each month planned with {how} "
        "and closed by the function of `fieldplan close`. *outlook*: the month's share by the "
        "quarter outlook; *due*: only what must be done by the month's end. The share is "
        "maintenance (on site, desk, drive) of the available hours; distances are counted after "
        "the first quarter. Drive and roubles (drive time, kilometres, overtime at the example "
        "prices) are those of all visits, projects and emergencies included.",
        "",
        *short,
        *READING,
        "## Month by month (the first seed)",
        "",
        *detail,
    ]
    options.out.write_text("\n".join(text).rstrip() + "\n", encoding="utf-8")
    print(f"{options.out} ({time.monotonic() - begun:.0f} s)", file=sys.stderr)


def seeds_line(scenario: Scenario) -> Sequence[str]:
    """Say how many years the row of a policy is the mean of."""
    if scenario.seeds == 1:
        return (f"Seed {SEED}.", "")
    last = SEED + scenario.seeds - 1
    return (f"Mean of seeds {SEED}–{last}, each with a world and events of its own.", "")


if __name__ == "__main__":
    main()
