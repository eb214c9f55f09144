"""When one stage of a project can start: its dates, its equipment and the stage before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from fieldplan.demand.horizon import site_windows
from fieldplan.demand.scope import Scope, notice_until
from fieldplan.domain import Project, Site, Stage, VisitKind

START = "next_month_start"
EQUIPMENT = "next_month_equipment"
ORDER = "next_month_order"
PREDECESSOR = "next_month_predecessor"
NOTICE = "next_month_notice"
PROMISED = "next_month_promised"

Bound = tuple[date, str]
"""A date before which a stage cannot start and the reason's code."""


@dataclass(frozen=True, kw_only=True)
class Before:
    """The stage before: done, or planned with ``visit_id`` and at best over on ``earliest``."""

    kind: VisitKind
    done_on: date | None = None
    visit_id: str = ""
    earliest: date | None = None


def lead_days(project: Project, scope: Scope) -> int:
    """Return the calendar days between the audit and the equipment's arrival."""
    if project.equipment_lead_days is not None:
        return project.equipment_lead_days
    return scope.settings.equipment_lead_days


def equipment_date(project: Project) -> date | None:
    """Return the day on which the equipment is or will be there, if it is known.

    The day itself is good for the installation: the manager writes the day from which the
    equipment can be used.
    """
    return project.equipment_arrived or project.equipment_expected


def lag_days(project: Project, stage: Stage, before: Before, scope: Scope) -> int:
    """Return the calendar days that must pass after the stage before."""
    waits = stage.kind is VisitKind.INSTALLATION and before.kind is VisitKind.AUDIT
    if waits and equipment_date(project) is None:
        return lead_days(project, scope)
    return 0


def start_bounds(
    scope: Scope, project: Project, stage: Stage, before: Before | None
) -> tuple[Bound, ...]:
    """Return every date before which the stage cannot start, latest first.

    The stage before, if it is still open, counts with the best day it can be over.
    """
    bounds: list[Bound] = [(scope.horizon.start, START)]
    if project.start_not_before:
        bounds.append((project.start_not_before, START))
    equipment = equipment_date(project)
    if stage.kind is VisitKind.INSTALLATION and equipment:
        bounds.append((equipment, EQUIPMENT))
    if before:
        over = before.done_on or before.earliest
        if over:
            bounds.append((over + timedelta(days=1), ORDER))
            lag = lag_days(project, stage, before, scope)
            if lag:
                bounds.append((over + timedelta(days=lag), EQUIPMENT))
    return tuple(sorted(bounds, reverse=True))


def earliest_start(
    scope: Scope, site: Site, stage: Stage, bounds: tuple[Bound, ...], days: tuple[date, ...]
) -> date | None:
    """Return the first of ``days`` on which the stage can start and still be finished.

    Access days count for a stage of one day only; whether the days of a longer stage can
    stand side by side is for the solver to find.
    """
    bound = bounds[0][0]
    notice = notice_until(scope, site)
    for place, day in enumerate(days):
        if day < bound or (notice and day < notice) or place + stage.days_left > len(days):
            continue
        if stage.days_left == 1 and not site_windows(site, day) and any(site.access):
            continue
        return day
    return None


def blocking(scope: Scope, site: Site, bounds: tuple[Bound, ...]) -> Bound:
    """Return the latest bound, the client's notice included: why a stage cannot start."""
    notice = notice_until(scope, site)
    if notice and notice > bounds[0][0]:
        return (notice, NOTICE)
    return bounds[0]
