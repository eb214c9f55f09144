"""The open visits as the outlook's model sees them: their weeks and what these cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean

from fieldplan.demand.contract import DAYS_PER_MONTH, early_days, min_gap_days
from fieldplan.demand.maintenance import OpenMaintenance
from fieldplan.demand.outlook_choice import Candidate
from fieldplan.demand.outlook_places import Place
from fieldplan.demand.scope import Scope, weight
from fieldplan.domain import Basis, OutlookWeek, VisitKind

LATE_DAY_COST = 10_000
"""Kopecks of a day after the window, for each unit of the visit's weight."""
SPLIT_PCT = 250
"""Of a trip's price, for each further week of a neighbourhood: two routes half full each are
filled up with places far apart. Simulated years of two seeds drove 48.6 minutes a visit at 100
and 48.0 at 250; other values were not tried."""
BEYOND_DAYS = 30
"""A visit that no week takes counts as made so long after the last one."""

PROMISED_TIMES = 10
"""A promised visit gives way to no other: its week was told to the client."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """An open visit with what the model needs of it."""

    item: OpenMaintenance
    work_min: int
    promised: date | None = None


def minute_cost_of(scope: Scope) -> int:
    """Kopecks of an engineer's minute."""
    return max(1, scope.settings.engineer_month_cost // max(1, scope.settings.month_norm_min))


def group_trips(places: Mapping[str, Place]) -> dict[int, int]:
    """Kopecks of one more week in which a group is driven to: a trip to the mean of its places.

    Times what splitting a neighbourhood costs beside the trip.
    """
    by_group: dict[int, list[int]] = {}
    for place in places.values():
        by_group.setdefault(place.group, []).append(place.trip_cost)
    return {group: round(fmean(costs) * SPLIT_PCT / 100) for group, costs in by_group.items()}


def middle_of(slot: OutlookWeek) -> int:
    """Ordinal of the day in the middle of a week."""
    return (slot.first.toordinal() + slot.last.toordinal()) // 2


def make_candidate(
    scope: Scope,
    x: Item,
    place: int,
    items: Sequence[Item],
    slots: Sequence[OutlookWeek],
    where: Place,
    trips: Mapping[int, int],
) -> Candidate:
    """Return the visit with the weeks it may be in; ``place`` is its number in ``items``."""
    visit, site = x.item.visit, x.item.site
    heavy = weight(scope, VisitKind.MAINTENANCE, visit.due)
    options: dict[int, int] = {}
    for number, slot in enumerate(slots):
        if x.promised is not None:
            if slot.first <= x.promised <= slot.last:
                options[number] = 0
        elif slot.last >= visit.opens:
            options[number] = _distance_cost(scope, x, slot, heavy)
    end = slots[-1].last + timedelta(days=BEYOND_DAYS)
    start = max(visit.latest, scope.horizon.start)
    calendar = site.basis is Basis.CALENDAR
    months = site.maintenance_every_months
    gap = min_gap_days(months, scope.settings) if calendar else _interval_gap(scope, months)
    leave_cost = heavy * LATE_DAY_COST * max(BEYOND_DAYS, (end - start).days)
    return Candidate(
        work_min=x.work_min,
        options=options,
        leave_cost=leave_cost * (PROMISED_TIMES if x.promised else 1),
        group=where.group,
        trip_cost=trips[where.group],
        before=None if x.item.first else place - 1,
        gap_days=gap,
    )


def _interval_gap(scope: Scope, months: int) -> int:
    return max(1, months * DAYS_PER_MONTH - early_days(months, scope.settings))


def _distance_cost(scope: Scope, x: Item, slot: OutlookWeek, heavy: int) -> int:
    """Kopecks of a week's distance from the dates of the contract.

    An early visit on the interval basis draws all that follow forward: it costs its share
    of a visit.
    """
    visit, site = x.item.visit, x.item.site
    middle = date.fromordinal(middle_of(slot))
    cost = 0
    if visit.target is not None:
        off = (middle - visit.target).days
        cost += abs(off) * scope.settings.spacing_day_cost
        if site.basis is Basis.INTERVAL and off < 0:
            period = site.maintenance_every_months * DAYS_PER_MONTH
            cost += -off * x.work_min * minute_cost_of(scope) // period
    # From its start on a week serves: late are only the days after the window.
    late = (max(slot.first, middle) - max(visit.latest, scope.horizon.start)).days
    if slot.first > visit.latest or visit.latest < scope.horizon.start:
        cost += heavy * LATE_DAY_COST * max(1, late)
    return cost
