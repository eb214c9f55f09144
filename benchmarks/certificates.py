"""``python -m benchmarks.certificates``: what is proven of teams too small for their month.

For every month: the plain hours bound, the solver's bound, and what the best plans found leave
undone, by number and, separately, by weight. Writes ``benchmarks/CERTIFICATES.md``.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.months import SHAPES, make_month
from fieldplan.capacity.hours_bound import hours_bound
from fieldplan.capacity.solver_bound import SolverBound, solver_bound
from fieldplan.solver import StopRule
from fieldplan.whole_files import write_text

PAGE = Path(__file__).with_name("CERTIFICATES.md")
CASES = (("217/1", 1), ("v100", 1), ("400/2", 1), ("400/3", 1), ("400/3 traffic", 1), ("v200", 2))
"""Month and engineers left in it."""
HEAD = """# What is proven to stay undone

Made by `python -m benchmarks.certificates --seconds {seconds:g}` (seed {seed}). Each month is
planned by fewer engineers than it was made for. *Hours*: the plain hours bound
(`fieldplan/capacity/hours_bound.py`). *Solver*: the bound of a solve that looks at nothing else,
{seconds:g} s for the number and {seconds:g} s for the weight. The certificate is the larger of
the two; *found* is what the best plan found leaves undone, so the truth lies between.

| month | engineers | required | number: hours | solver | certificate | found |
weight: hours | solver | certificate | found |
|---|---|---|---|---|---|---|---|---|---|---|
"""


@dataclass(frozen=True, kw_only=True)
class Row:
    """Bounds of one month."""

    month: str
    engineers: int
    required: int
    hours: tuple[int, int]
    count: SolverBound
    weight: SolverBound

    def line(self) -> str:
        """Return the row of the table."""
        cells = [self.month, str(self.engineers), str(self.required)]
        for hours, proven in zip(self.hours, (self.count, self.weight), strict=True):
            bound = "-" if proven.bound is None else str(proven.bound)
            best = max(hours, proven.bound or 0)
            cells += [str(hours), bound, f"**{best}**", str(proven.found)]
        return f"| {' | '.join(cells)} |\n"


def measure(name: str, engineers: int, seconds: float, seed: int) -> Row:
    """Return the bounds of a month with the first so many of its engineers."""
    problem = make_month(SHAPES[name], seed)
    problem = replace(problem, engineers=problem.engineers[:engineers])
    hours = hours_bound(problem)
    stop = StopRule(time_limit_s=seconds)
    return Row(
        month=name,
        engineers=engineers,
        required=len(problem.visits),
        hours=(hours.count, hours.weight),
        count=solver_bound(problem, stop, count=True, seed=seed),
        weight=solver_bound(problem, stop, count=False, seed=seed),
    )


def main(words: Sequence[str] | None = None) -> None:
    """Measure and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--page", type=Path, default=PAGE)
    options = parser.parse_args(words)
    page = HEAD.format(seconds=options.seconds, seed=options.seed).replace("|\nweight", "| weight")
    for name, engineers in CASES:
        started = time.monotonic()
        row = measure(name, engineers, options.seconds, options.seed)
        page += row.line()
        print(row.line().strip(), f"{time.monotonic() - started:.0f} s")
    write_text(options.page, page)


if __name__ == "__main__":
    main()
