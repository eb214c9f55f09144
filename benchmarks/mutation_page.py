"""The page of ``benchmarks/mutation.py``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from benchmarks.mutants import Mutant
from benchmarks.mutation_reasons import REASONS

_AGAIN = (
    "Changes that were noticed at an earlier commit were not tried again: tests only grew since."
)


def page(
    tried: Sequence[Mutant], left: Sequence[Mutant], commit: str, today: date, *, again: bool
) -> str:
    """Return the figures a file, and every change that no test notices."""
    share = 100 * (len(tried) - len(left)) / max(1, len(tried))
    known = [mutant for mutant in left if _reason(mutant)]
    lines = [
        "# Mutation testing of the checker",
        "",
        f"Made by `python -m benchmarks.mutation` on {today.isoformat()}, commit {commit}.",
        "Cosmic-ray's operators change the checker in one place at a time; the tests of the",
        "checker and of the rules (without the solver) must fail. What is changed and what is left",
        "out, with reasons: `benchmarks/mutants.py`.",
        *([_AGAIN] if again else []),
        "",
        f"**{len(tried) - len(left)} of {len(tried)} changes are noticed: {share:.1f} %.** Of the "
        f"{len(left)} others, {len(known)} cannot matter, each for the reason given below.",
        "",
        "| file | changes | noticed | not noticed |",
        "| --- | --- | --- | --- |",
    ]
    all_of, left_of = Counter(m.path for m in tried), Counter(m.path for m in left)
    lines += [
        f"| {path.removeprefix('fieldplan/')} | {number} | {number - left_of[path]} "
        f"| {left_of[path]} |"
        for path, number in sorted(all_of.items())
    ]
    lines += [
        "",
        "## Not noticed",
        "",
        "| where | was | became | why |",
        "| --- | --- | --- | --- |",
    ]
    lines += [f"{row_of(m)} {_reason(m) or '**a test is missing**'} |" for m in left]
    return "\n".join(lines) + "\n"


def listed(text: str) -> set[str]:
    """Return the rows of a page's changes that were not noticed, without their reasons."""
    rows = text.partition("## Not noticed")[2].splitlines()
    return {row[: row.rindex(" | ") + 2] for row in rows if row.startswith("| ") and "``" in row}


def row_of(mutant: Mutant) -> str:
    """Return a change as the beginning of its row."""
    where = f"{mutant.path.removeprefix('fieldplan/checker/')}:{mutant.line}"
    return f"| {where} | {_code(mutant.was)} | {_code(mutant.became)} |"


def _reason(mutant: Mutant) -> str | None:
    return REASONS.get((mutant.was, mutant.became))


def _code(line: str) -> str:
    return f"`` {line} ``".replace("|", "\\|")
