"""A plan with all that must be kept with it: what was asked, of whom, from which input."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from fieldplan.domain.book import Absence, Engineer, Site, VisitKind
from fieldplan.domain.outlook import Outlook
from fieldplan.domain.plan import Plan, Reason
from fieldplan.domain.problem import Problem
from fieldplan.errors import Finding


class VisitState(StrEnum):
    """What the manager reported of a visit that is over."""

    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, kw_only=True)
class ClosedVisit:
    """A visit reported as done (on ``made_on``) or cancelled."""

    visit_id: str
    state: VisitState
    site_id: str
    kind: VisitKind
    project_id: str = ""
    made_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Postponed:
    """Work that is known but cannot fall in this horizon: *next month*, not unassigned."""

    visit_id: str
    site_id: str
    kind: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True)
class Demand:
    """What the book asks of one month: the problem, what is postponed, what was noticed."""

    problem: Problem
    postponed: tuple[Postponed, ...] = ()
    findings: tuple[Finding, ...] = ()
    outlook: Outlook | None = None


@dataclass(frozen=True, kw_only=True)
class PlanRecord:
    """A checked plan and its circumstances; what ``plan.json`` holds and reports show.

    Attributes
    ----------
    month : str
        ``YYYY-MM``.
    revision : int
        1 for the first plan of a month; ``parent`` is the revision it was made from.
    sites : tuple of Site
        The book's sites: any of them may call for help while the month runs.
    settings : mapping
        Settings that differ from the defaults.
    inputs : mapping of str to str
        File name to SHA-256 of every input.
    outlook : Outlook or None
        The weeks ahead, with the reason of every maintenance visit.
    engineers, absences : tuple
        The book's, so that the month can be planned anew without its workbook.
    closed : tuple of ClosedVisit
        Visits with no more place in the plan, and what the manager reported of those that have.
    events : tuple of Reason
        Why the month was planned anew; empty for a first plan.
    why : mapping of str to Reason
        By visit id, why it is not where the plan before had it.
    emergencies_day : float or None
        Emergencies to be expected a working day, as the book's history has them; None = the
        setting.
    """

    problem: Problem
    plan: Plan
    month: str
    now: datetime
    lang: str = "ru"
    revision: int = 1
    parent: int | None = None
    sites: tuple[Site, ...] = ()
    postponed: tuple[Postponed, ...] = ()
    findings: tuple[Finding, ...] = ()
    settings: Mapping[str, object] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)
    outlook: Outlook | None = None
    engineers: tuple[Engineer, ...] = ()
    absences: tuple[Absence, ...] = ()
    closed: tuple[ClosedVisit, ...] = ()
    events: tuple[Reason, ...] = ()
    why: Mapping[str, Reason] = field(default_factory=dict)
    emergencies_day: float | None = None
