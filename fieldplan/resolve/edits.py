"""What has happened since a plan was made: the input of a re-solve, wherever it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from fieldplan.domain import Absence, Emergency, Promise


@dataclass(frozen=True, kw_only=True)
class Edits:
    """News about the month.

    Attributes
    ----------
    done : mapping of visit id to date
        Visits reported as made, and when.
    cancelled : frozenset of str
        Visits that are no longer wanted.
    promises : mapping of visit id to Promise or None
        What was told to or agreed with the client since; None = a promise taken back.
    not_made : frozenset of str
        Visits of the past that were not made after all and are planned anew.
    absences : tuple of Absence
        Absences that the plan did not know.
    away : mapping of engineer's id to datetime
        When such an absence began, for the stops that were planned after it.
    emergencies : tuple of Emergency
        New call-outs.
    added : tuple of str
        Visits that a changed workbook has brought (see ``workbook_news``).
    news : int
        How many visits the changed workbook has added, changed and taken away.
    """

    done: Mapping[str, date] = field(default_factory=dict)
    cancelled: frozenset[str] = frozenset()
    promises: Mapping[str, Promise | None] = field(default_factory=dict)
    not_made: frozenset[str] = frozenset()
    absences: tuple[Absence, ...] = ()
    away: Mapping[str, datetime] = field(default_factory=dict)
    emergencies: tuple[Emergency, ...] = ()
    added: tuple[str, ...] = ()
    news: int = 0

    def joined(self, other: Edits) -> Edits:
        """Return these edits and others; where both speak of a visit, the others hold."""
        return replace(
            self,
            done={**self.done, **other.done},
            cancelled=self.cancelled | other.cancelled,
            promises={**self.promises, **other.promises},
            not_made=self.not_made | other.not_made,
            absences=(*self.absences, *other.absences),
            away={**self.away, **other.away},
            emergencies=(*self.emergencies, *other.emergencies),
            added=(*self.added, *other.added),
            news=self.news + other.news,
        )
