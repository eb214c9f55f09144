"""``benchmarks/REPLAN.md``: every figure in it was measured by a run of ``benchmarks.replan``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.metadata import version
from statistics import median

from benchmarks.__main__ import machine
from benchmarks.runs import Result
from fieldplan import __version__
from fieldplan.domain import PlanRecord
from fieldplan.rules import TIER_CALLS, TIER_MOVES

FIRST_S, FINAL_S = 3.0, 60.0
"""Seconds from the start of the command within which the answers are wanted."""
PARTS = ("numba", "numpy", "ortools")

HEAD = """# Call-outs in a running month

Made by `python -m benchmarks.replan`; every figure is of a run on the machine named here.

{machine}
Versions: {versions}; load of the machine before a run: {load}.

The month {month} of the {sites}-site example: {visits} visits, {engineers} people. Every row is
one re-solve after a call-out, with a limit of {seconds:g} s, from the same plan, at a random
minute of a random working day, with the clients of the next five working days promised.
*First*, *final*, *files*: seconds on the wall from the start of the command until the first answer
stood on the screen, the final one did, and all files of the new revision were written. *Calls* and
*moves* are counted from the two plans and are called proven when the solver's bound says so.
*Weight kept*: of the visits that the old plan served. *Drive*: minutes of the whole month against
the plan before, the call-out included. *Fresh*: the rest of the month planned for {fresh:g} s
without any knowledge of the plan before.

| # | moment | open visits | days to attend | attended | calls | moves | weight kept | drive |
first, s | final, s | files, s | fresh: moves / calls / drive |
|--:|---|--:|--:|---|---|---|--:|--:|--:|--:|--:|---|
"""


def replan_page(
    rows: Sequence[Result],
    cold: Result | None,
    record: PlanRecord,
    seconds: float,
    fresh_s: float,
) -> str:
    """Return the page."""
    loads = [row["load"] for row in rows if row["load"] is not None]
    head = HEAD.format(
        machine=machine(),
        versions=", ".join((f"fieldplan {__version__}", *(f"{n} {version(n)}" for n in PARTS))),
        load=f"{min(loads):.1f} to {max(loads):.1f}" if loads else "unknown",
        month=record.month,
        sites=len(record.sites),
        visits=len(record.problem.visits),
        engineers=len(record.problem.engineers),
        seconds=seconds,
        fresh=fresh_s,
    ).replace("|\nfirst", "| first")
    table = "".join(f"| {' | '.join(_cells(row))} |\n" for row in rows)
    return f"{head}{table}\n{_summary(rows, cold)}"


def _cells(row: Result) -> list[str]:
    fresh = row["fresh"]
    return [
        str(row["number"]),
        row["now"],
        str(row["open_visits"]),
        str(row["days"]),
        ("late" if row["late"] else "in time") if row["attended"] else "**no**",
        f"{row['calls']} {_proof(row, TIER_CALLS)}",
        f"{row['moves']} {_proof(row, TIER_MOVES)}",
        f"{row['weight_kept']} of {row['weight_before']}",
        f"{row['drive_min']:+d}",
        f"{row['seconds_first']:.1f}",
        f"{row['seconds_final']:.1f}",
        f"{row['seconds_written']:.1f}",
        f"{fresh['moves']} / {fresh['calls']} / {fresh['drive_min']:+d}",
    ]


def _proof(row: Result, name: str) -> str:
    """What is proven of a count: the tier must count the same."""
    value, bound, optimal = row["tiers"][name]
    return "proven" if optimal and value == row[name] else f"(≥ {bound or 0})"


def _summary(rows: Sequence[Result], cold: Result | None) -> str:
    count = len(rows)
    lines = [
        _spread("First answer", rows, "seconds_first", FIRST_S),
        _spread("Processor time until the first answer", rows, "cpu_first", None),
        _spread("Final answer", rows, "seconds_final", FINAL_S),
        _spread("All files written", rows, "seconds_written", None),
    ]
    if cold:
        lines.append(
            f"Where nothing is compiled yet (the first re-solve on a computer), the first answer "
            f"takes {cold['seconds_first']:.0f} s."
        )
    lines += [
        _total("Calls", rows, lambda row: row["calls"]),
        _total("Moves", rows, lambda row: row["moves"]),
        f"Proven least: calls in {_proven(rows, TIER_CALLS)} of {count}, moves in "
        f"{_proven(rows, TIER_MOVES)} of {count}.",
        f"The final answer was better than the first in {sum(r['improved'] for r in rows)} of "
        f"{count}.",
        f"Call-outs attended: {sum(r['attended'] for r in rows)} of {count}, late: "
        f"{sum(r['late'] for r in rows)}.",
        f"Promises that the old plan kept: {sum(r['promises'] for r in rows)}; moved: "
        f"{_named(rows, 'promises_moved')}.",
        f"Visits served before and lost: {_named(rows, 'lost')}.",
        f"Stops of the past that are not exactly where they were: {_named(rows, 'past_changed')}; "
        f"rules broken (checker): {_named(rows, 'violations')}.",
        f"A fresh plan of the rest would have moved {sum(r['fresh']['moves'] for r in rows)} "
        f"visits and meant {sum(r['fresh']['calls'] for r in rows)} calls.",
    ]
    return "".join(f"- {line}\n" for line in lines)


def _spread(name: str, rows: Sequence[Result], key: str, wanted: float | None) -> str:
    values = sorted(row[key] for row in rows if row[key] is not None)
    if not values:
        return f"{name}: not measured."
    within = (
        ""
        if wanted is None
        else f"; within {wanted:g} s: "
        + (f"{sum(value <= wanted for value in values)} of {len(values)}")
    )
    return f"{name}: median {median(values):.1f} s, most {values[-1]:.1f} s{within}."


def _total(name: str, rows: Sequence[Result], of: Callable[[Result], int]) -> str:
    values = [of(row) for row in rows]
    return f"{name}: {sum(values)} in {len(rows)} call-outs, most {max(values)}."


def _proven(rows: Sequence[Result], name: str) -> int:
    return sum(_proof(row, name) == "proven" for row in rows)


def _named(rows: Sequence[Result], key: str) -> str:
    names = [f"{name} (row {row['number']})" for row in rows for name in row[key]]
    return ", ".join(names) or "none"
