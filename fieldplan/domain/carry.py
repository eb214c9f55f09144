"""What a closed month hands to the next: nothing undone is forgotten, nothing done repeated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fieldplan.domain.book import AgreedVisit, HistoryVisit, VisitKind


@dataclass(frozen=True, kw_only=True)
class DoneVisit:
    """A visit that was made. ``project_id`` names the project, or is empty."""

    visit_id: str
    site_id: str
    kind: VisitKind
    date: date
    project_id: str = ""
    engineer_id: str | None = None
    work_min: int | None = None


@dataclass(frozen=True, kw_only=True)
class UndoneVisit:
    """A required visit that was not made; ``due`` is the end of its window, if it has one.

    ``deadline``, ``work_min`` and ``skills`` bring back an emergency that stands in no workbook
    because it was called in by phone.
    """

    visit_id: str
    site_id: str
    kind: VisitKind
    project_id: str = ""
    due: date | None = None
    deadline: date | None = None
    work_min: int | None = None
    skills: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class DeskBacklog:
    """Desk work that an engineer still owes for visits made; ``until`` is its last good day."""

    engineer_id: str
    visit_id: str
    minutes: int
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class CarryOver:
    """The result of a month.

    Attributes
    ----------
    closed : date
        Last day that the record knows of.
    promised : tuple of AgreedVisit
        Promises that still stand.
    history : tuple of HistoryVisit
        The visits made, as rows ready for the History sheet.
    cancelled : tuple of str
        Ids of emergencies called off: they do not come back. What a contract or a project asks
        for is undone when it is cancelled.
    """

    month: str
    closed: date
    done: tuple[DoneVisit, ...] = ()
    promised: tuple[AgreedVisit, ...] = ()
    undone: tuple[UndoneVisit, ...] = ()
    desk: tuple[DeskBacklog, ...] = ()
    history: tuple[HistoryVisit, ...] = ()
    cancelled: tuple[str, ...] = ()
