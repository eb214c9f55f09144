"""This month's share of the maintenance: what is required of it and what is promised in it."""

from __future__ import annotations

from dataclasses import replace

from fieldplan.demand.maintenance import (
    Chains,
    OpenMaintenance,
    last_visits,
    maintenance_visit,
)
from fieldplan.demand.promises import Promises, Told, with_promise
from fieldplan.demand.scope import Scope, make_visit
from fieldplan.demand.stages import PROMISED
from fieldplan.demand.subjects import Subject
from fieldplan.domain import (
    Duty,
    Outlook,
    OutlookVisit,
    Postponed,
    Reason,
    Site,
    Tier,
    Visit,
    VisitKind,
)

GAP = "next_month_gap"
SHARE_WEIGHT_PCT = 60
"""A visit that could still wait gives way to those whose windows end."""
WELCOME_PCT = 30
"""Welcome visits offered to the month, of those required: a search among more is slower."""


def month_maintenance(
    scope: Scope, promises: Promises, chains: Chains, outlook: Outlook
) -> tuple[list[Visit], list[Postponed]]:
    """Return the month's visits as the outlook has them, and the required that must wait.

    A promise makes a visit of this month whatever the contract says of the month, and so does
    a visit that a closed month left undone. A promise that the last visit has kept is left out.
    """
    planned = {item.visit_id: item for item in outlook.visits}
    welcome = _best_welcome(outlook)
    last = last_visits(scope)
    visits: list[Visit] = []
    later: list[Postponed] = []
    for site in scope.sites.values():
        told = promises.get(Subject(kind=VisitKind.MAINTENANCE, id=site.id))
        if told and site.id in last and told.date <= last[site.id]:
            told = None
        opened = [item for item in chains.get(site.id, ()) if _opens_in_month(scope, item)]
        if not opened:
            visits += _beyond_contract(scope, site, VisitKind.MAINTENANCE, told)
        for item in opened:
            duty = planned[item.visit_id]
            promise = told if item.first else None
            if not (duty.required or promise or item.visit_id in welcome):
                continue
            reason = _waits(scope, item, promise)
            if reason is None:
                visits.append(with_promise(scope, _visit(scope, item, duty), promise))
            elif duty.duty is not Duty.WELCOME:
                later.append(_postponed(item, reason))
        other = promises.get(Subject(kind=VisitKind.OTHER, id=site.id))
        visits += _beyond_contract(scope, site, VisitKind.OTHER, other)
    return visits, later


def _opens_in_month(scope: Scope, item: OpenMaintenance) -> bool:
    return item.visit.opens <= scope.horizon.last or (
        item.first and item.visit.latest <= scope.horizon.last
    )


def _best_welcome(outlook: Outlook) -> set[str]:
    """Ids of the welcome visits that are worth most."""
    welcome = [item for item in outlook.visits if item.duty is Duty.WELCOME]
    required = sum(item.required for item in outlook.visits)
    welcome.sort(key=lambda item: (-item.worth_cost, item.visit_id))
    return {item.visit_id for item in welcome[: required * WELCOME_PCT // 100]}


def _visit(scope: Scope, item: OpenMaintenance, duty: OutlookVisit) -> Visit:
    visit = maintenance_visit(scope, item)
    if duty.duty is Duty.WELCOME:
        return replace(visit, tier=Tier.WELCOME, worth_cost=duty.worth_cost)
    if duty.duty is Duty.SHARE:
        return replace(visit, weight=max(1, visit.weight * SHARE_WEIGHT_PCT // 100))
    return visit


def _waits(scope: Scope, item: OpenMaintenance, told: Told | None) -> Reason | None:
    """Return why the visit is for a later month, if it is."""
    if told:
        later = told.date > scope.horizon.end
        return Reason(code=PROMISED, params={"date": told.date}) if later else None
    if scope.horizon.month_days and item.visit.opens > scope.horizon.month_days[-1]:
        return Reason(code=GAP, params={"date": item.visit.opens})
    return None


def _postponed(item: OpenMaintenance, reason: Reason) -> Postponed:
    return Postponed(
        visit_id=item.visit_id,
        site_id=item.site.id,
        kind=VisitKind.MAINTENANCE.value,
        reasons=(reason,),
    )


def _beyond_contract(scope: Scope, site: Site, kind: VisitKind, told: Told | None) -> list[Visit]:
    """Return the visit that was promised or is owed though no contract asks for it now."""
    owed = scope.owed.get(Subject(kind=kind, id=site.id))
    if told is None and owed is not None and owed.due is not None:
        return [make_visit(scope, site, kind, owed.visit_id, work_min=owed.work_min, due=owed.due)]
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
