"""How many emergencies a working day brings, from the history or else from the settings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from fieldplan.domain import Book, VisitKind
from fieldplan.settings import Settings
from fieldplan.workdays import working_days

LEAST_DAYS, MOST_DAYS = 28, 182
"""Emergencies are counted back over at least and at most so many days."""
MONTH_DAYS = 21
"""Working days of a usual month."""
FEW = 3
"""Fewer emergencies than these say nothing of a rate."""


@dataclass(frozen=True, kw_only=True)
class EmergencyRate:
    """Emergencies a working day; ``counted`` are those of the history that say so."""

    per_day: float
    counted: int = 0

    @property
    def from_history(self) -> bool:
        """Whether the history has the rate."""
        return self.counted > 0

    @property
    def per_month(self) -> float:
        """Emergencies of a month of 21 working days."""
        return self.per_day * MONTH_DAYS


def emergency_rate(book: Book, settings: Settings, now: date) -> EmergencyRate:
    """Return the rate before ``now``, by the history or the sheet, whichever has more."""
    begin = now - timedelta(days=MOST_DAYS)
    made = [row.date for row in book.history if row.kind is VisitKind.EMERGENCY]
    told = [row.reported.date() for row in book.emergencies if not row.cancelled]
    events = max((_within(days, begin, now) for days in (made, told)), key=len)
    if len(events) < FEW:
        return EmergencyRate(per_day=settings.emergencies_month / MONTH_DAYS)
    known = [row.date for row in book.history if row.date >= begin]
    first = min(*events, *known, now - timedelta(days=LEAST_DAYS))
    days = len(working_days(first, now - timedelta(days=1), settings))
    return EmergencyRate(per_day=len(events) / max(1, days), counted=len(events))


def _within(days: Iterable[date], first: date, last: date) -> list[date]:
    return [day for day in days if first <= day < last]
