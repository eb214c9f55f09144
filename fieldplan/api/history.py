"""The revisions of a plan's month."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fieldplan.domain import PlanRecord
from fieldplan.errors import InputError
from fieldplan.store import PLAN_NAME, month_revisions, read_plan, resolve_plan


@dataclass(frozen=True, kw_only=True)
class RevisionEntry:
    """A revision, its folder and when it was written; without a record if it is damaged."""

    number: int
    folder: Path
    written: datetime
    record: PlanRecord | None = None


def plan_history(plan: Path) -> tuple[RevisionEntry, ...]:
    """Return the revisions of the month of a plan, in order.

    Raises
    ------
    InputError
        If there is no plan.
    """
    found = []
    for number, folder in month_revisions(resolve_plan(Path(plan))):
        file = folder / PLAN_NAME
        record = None
        with suppress(InputError):  # a damaged revision is listed as such
            record = read_plan(file)
        stamp = (file if file.exists() else folder).stat().st_mtime
        found.append(
            RevisionEntry(
                number=number,
                folder=folder,
                written=datetime.fromtimestamp(stamp),
                record=record,
            )
        )
    return tuple(found)
