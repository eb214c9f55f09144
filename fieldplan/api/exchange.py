"""The open exchange format: a problem in, a checked answer out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fieldplan.api.search import ProgressCallback, solve_checked, stop_rule
from fieldplan.domain import Plan, Problem
from fieldplan.solver import StopRule
from fieldplan.store import read_exchange, to_answer
from fieldplan.store.files import write_document


@dataclass(frozen=True, kw_only=True)
class Solved:
    """A problem of the exchange format, its checked plan and the answer to write."""

    problem: Problem
    plan: Plan
    answer: Mapping[str, Any]


def solve_exchange(
    problem_path: Path,
    *,
    stop: StopRule | None = None,
    seed: int = 0,
    progress: ProgressCallback | None = None,
) -> Solved:
    """Solve a problem written in the exchange format and return the checked answer.

    Raises
    ------
    InputError
        If the problem cannot be understood; every finding names its place.
    PlanInvalidError
        If the checker refuses the plan.
    """
    problem = read_exchange(Path(problem_path))
    plan = solve_checked(problem, stop or stop_rule(), seed, progress)
    return Solved(problem=problem, plan=plan, answer=to_answer(problem, plan))


def write_answer(path: Path, answer: Mapping[str, Any]) -> None:
    """Write an answer of the exchange format.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    write_document(Path(path), answer)
