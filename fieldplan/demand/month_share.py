"""This month's share of the maintenance: what is required of it and what is promised in it."""

from __future__ import annotations

from fieldplan.demand.maintenance import (
    OpenMaintenance,
    last_visits,
    maintenance_visit,
    open_maintenance,
)
from fieldplan.demand.promises import Promises, Told, with_promise
from fieldplan.demand.scope import Scope, make_visit
from fieldplan.demand.stages import PROMISED
from fieldplan.demand.subjects import Subject
from fieldplan.domain import Postponed, Reason, Site, Visit, VisitKind

GAP = "next_month_gap"


def month_maintenance(scope: Scope, promises: Promises) -> tuple[list[Visit], list[Postponed]]:
    """Return the visits that the month must make, and the required ones that must wait.

    A promise makes a visit of this month whatever the contract says of the month. A promise
    that the last visit has kept is left out.
    """
    open_by_site = open_maintenance(scope)
    last = last_visits(scope)
    visits: list[Visit] = []
    later: list[Postponed] = []
    for site in scope.sites.values():
        item = open_by_site.get(site.id)
        told = promises.get(Subject(kind=VisitKind.MAINTENANCE, id=site.id))
        if told and site.id in last and told.date <= last[site.id]:
            told = None
        if item is None:
            visits += _beyond_contract(scope, site, VisitKind.MAINTENANCE, told)
        elif item.required or told:
            reason = _waits(scope, item, told)
            if reason is None:
                visits.append(with_promise(scope, maintenance_visit(scope, item), told))
            else:
                later.append(_postponed(item, reason))
        other = promises.get(Subject(kind=VisitKind.OTHER, id=site.id))
        visits += _beyond_contract(scope, site, VisitKind.OTHER, other)
    return visits, later


def _waits(scope: Scope, item: OpenMaintenance, told: Told | None) -> Reason | None:
    """Return why the visit is for a later month, if it is."""
    if told:
        later = told.date > scope.horizon.end
        return Reason(code=PROMISED, params={"date": told.date}) if later else None
    if item.not_before and item.not_before > scope.horizon.month_days[-1]:
        return Reason(code=GAP, params={"date": item.not_before})
    return None


def _postponed(item: OpenMaintenance, reason: Reason) -> Postponed:
    return Postponed(
        visit_id=item.visit_id,
        site_id=item.site.id,
        kind=VisitKind.MAINTENANCE.value,
        reasons=(reason,),
    )


def _beyond_contract(scope: Scope, site: Site, kind: VisitKind, told: Told | None) -> list[Visit]:
    """Return the visit that was promised though no contract asks for it now."""
    if told is None or told.date > scope.horizon.end:
        return []
    tag = "TO" if kind is VisitKind.MAINTENANCE else kind.value
    visit = make_visit(
        scope,
        site,
        kind,
        f"{site.id}-{tag}-{told.date:%y%m}",
        work_min=site.on_site_min if kind is VisitKind.MAINTENANCE else None,
        due=told.date,
        source=told.source,
    )
    if kind is VisitKind.MAINTENANCE:
        scope.find(
            "demand_promise_not_due", "notice", told.source, site.id, visit=visit.id, date=told.date
        )
    return [with_promise(scope, visit, told)]
