"""Stored plans against the rules."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fieldplan.checker import CheckReport, check
from fieldplan.domain import PlanRecord
from fieldplan.errors import PlanInvalidError
from fieldplan.store import read_plan, resolve_plan

TOLD_VIOLATIONS = 10


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A stored plan, its file, and what the checker says of it."""

    path: Path
    record: PlanRecord
    report: CheckReport


def check_plan(path: Path) -> Checked:
    """Check a stored plan (``plan.json``, a revision's, a month's or the outputs' folder).

    Raises
    ------
    InputError
        If there is no plan that can be read.
    """
    file = resolve_plan(Path(path))
    record = read_plan(file)
    return Checked(path=file, record=record, report=check(record.problem, record.plan))


def require_valid(report: CheckReport) -> None:
    """Raise ``PlanInvalidError`` if a rule is violated: such a plan is never written or shown."""
    if not report.ok:
        told = report.violations[:TOLD_VIOLATIONS]
        raise PlanInvalidError("; ".join(f"{v.rule} {v.subject} {v.amount}" for v in told))
