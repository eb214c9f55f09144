"""Maintenance by contract: which visits of a site are open, and the visit made of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from fieldplan.demand.contract import (
    ContractVisit,
    following,
    visit_after,
    visit_without_history,
)
from fieldplan.demand.scope import Scope, make_visit
from fieldplan.demand.subjects import Subject
from fieldplan.demand.turns import first_turns
from fieldplan.domain import Site, Visit, VisitKind


@dataclass(frozen=True, kw_only=True)
class OpenMaintenance:
    """A visit to a site that its contract asks for; ``first`` if no other is before it."""

    site: Site
    visit: ContractVisit
    first: bool = True

    @property
    def visit_id(self) -> str:
        """Id of the visit: the site and the month in which it is due."""
        return f"{self.site.id}-TO-{self.visit.due:%y%m}"


Chains = Mapping[str, tuple[OpenMaintenance, ...]]
"""By site id: its open visit and those after it, in order."""


def open_maintenance(scope: Scope, until: date) -> dict[str, tuple[OpenMaintenance, ...]]:
    """Return the visits of every site with a contract whose windows open by ``until``.

    The first of a site follows its last visit; each further one supposes the one before to be
    made when due. A site without history whose project is still open has nothing to maintain
    yet; one whose first visit a closed month left undone is overdue.
    """
    last = last_visits(scope)
    unfinished = {
        project.site_id
        for project in scope.book.projects
        if any(stage.done_on is None for stage in project.stages)
    }
    sites = [site for site in scope.sites.values() if _has_contract(site)]
    turns = first_turns(sites)
    found: dict[str, tuple[OpenMaintenance, ...]] = {}
    for site in sites:
        if site.id in last:
            first = visit_after(site, last[site.id], scope.settings)
        elif (owed := _owed(scope, site)) is not None:
            first = ContractVisit(opens=owed, due=owed, latest=owed)
        elif site.id in unfinished:
            continue
        else:
            first = visit_without_history(site, turns[site.id], scope.horizon.first)
        chain = _chain(scope, site, first, until)
        if chain:
            found[site.id] = chain
    return found


def maintenance_visit(scope: Scope, item: OpenMaintenance) -> Visit:
    """Return the visit of an open maintenance: on the days of the month from its window's first.

    Days after the window have a price (``window_late``): in time if at all possible, a few days
    late rather than not at all. An overdue visit is late on every day: it has no such price.
    """
    visit = make_visit(
        scope,
        item.site,
        VisitKind.MAINTENANCE,
        item.visit_id,
        work_min=item.site.on_site_min,
        due=item.visit.due,
        not_before=item.visit.opens,
        source=item.site.source,
    )
    days = scope.horizon.month_days
    if not days:
        return visit
    latest = item.visit.latest if days[0] <= item.visit.latest < days[-1] else None
    # What is late is better a day late than a week: the target is never after the window.
    target = item.visit.target or latest
    if target is not None:
        target = min(max(target, days[0]), latest or days[-1])
    return replace(visit, latest=latest, target=target)


def last_visits(scope: Scope) -> Mapping[str, date]:
    """Return the date of each site's last maintenance, from its row and from the history."""
    last = {site.id: site.last_maintenance for site in scope.book.sites if site.last_maintenance}
    for visit in scope.book.history:
        if visit.kind is VisitKind.MAINTENANCE:
            last[visit.site_id] = max(visit.date, last.get(visit.site_id, visit.date))
    return last


def _owed(scope: Scope, site: Site) -> date | None:
    """Return the due date of maintenance that a closed month left undone."""
    item = scope.owed.get(Subject(kind=VisitKind.MAINTENANCE, id=site.id))
    return item.due if item else None


def _has_contract(site: Site) -> bool:
    return site.maintenance_every_months > 0 and not site.implied


def _chain(
    scope: Scope, site: Site, visit: ContractVisit, until: date
) -> tuple[OpenMaintenance, ...]:
    chain: list[OpenMaintenance] = []
    while visit.opens <= until:
        chain.append(OpenMaintenance(site=site, visit=visit, first=not chain))
        visit = following(site, visit, scope.settings, scope.horizon.start)
    return tuple(chain)
