"""A plan with all that must be kept with it: what was asked, of whom, from which input."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from fieldplan.domain.book import Site
from fieldplan.domain.outlook import Outlook
from fieldplan.domain.plan import Plan, Reason
from fieldplan.domain.problem import Problem
from fieldplan.errors import Finding


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
        The sites of the problem's visits and of the postponed ones.
    settings : mapping
        Settings that differ from the defaults.
    inputs : mapping of str to str
        File name to SHA-256 of every input.
    outlook : Outlook or None
        The weeks ahead, with the reason of every maintenance visit.
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
