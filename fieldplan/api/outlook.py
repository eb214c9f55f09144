"""The quarter outlook of a workbook, without planning the month."""

from __future__ import annotations

from datetime import datetime

from fieldplan.api.months import Month, Source, prepare_month
from fieldplan.demand import WEEKS, build_demand
from fieldplan.domain import Outlook
from fieldplan.travel import open_travel


def quarter_outlook(
    source: Month | Source,
    *,
    month: str | None = None,
    now: datetime | None = None,
    weeks: int = WEEKS,
) -> Outlook:
    """Return the week of each maintenance visit, the load of the weeks and of the year.

    Parameters
    ----------
    source : Month, Book, ReadResult or Path
        As in ``plan_month``.
    weeks : int
        Weeks to look ahead.

    Raises
    ------
    InputError
        If the input cannot be planned.
    """
    if not isinstance(source, Month):
        if month is None:
            raise TypeError("quarter_outlook needs the month, as in month='2026-12'")
        source = prepare_month(source, month=month, now=now)
    if weeks == WEEKS and source.demand.outlook is not None:
        return source.demand.outlook
    with open_travel(source.travel, source.settings) as drives:
        demand = build_demand(
            source.book,
            month=source.month,
            now=source.now,
            settings=source.settings,
            matrix_of=drives.matrix,
            weeks=weeks,
            carried=source.carried,
        )
    assert demand.outlook is not None  # every demand has one
    return demand.outlook
