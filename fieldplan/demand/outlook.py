"""The quarter outlook: a week for every maintenance visit of the next weeks.

What this month must do, what it may do, and what can wait follow from it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from fieldplan.demand.maintenance import Chains, OpenMaintenance, open_maintenance
from fieldplan.demand.outlook_candidates import (
    Item,
    group_trips,
    make_candidate,
    middle_of,
    minute_cost_of,
)
from fieldplan.demand.outlook_capacity import capacities, month_spans, week_spans
from fieldplan.demand.outlook_choice import Choice, Week, marginal_costs
from fieldplan.demand.outlook_model import choose_weeks
from fieldplan.demand.outlook_places import (
    MatrixOf,
    Place,
    outlook_places,
    visit_work_min,
)
from fieldplan.demand.outlook_welcome import welcome_worths
from fieldplan.demand.outlook_year import needed_min, year_end, year_view
from fieldplan.demand.promises import Promises
from fieldplan.demand.scope import Scope
from fieldplan.demand.subjects import Subject
from fieldplan.domain import Duty, Outlook, OutlookVisit, OutlookWeek, VisitKind

WEEKS = 13
DETERMINISTIC_LIMIT = 1.0


def make_outlook(
    scope: Scope, promises: Promises, matrix_of: MatrixOf, weeks: int = WEEKS
) -> tuple[Outlook, Chains]:
    """Return the outlook from the first day that can be planned, and the open visits in it.

    Raises
    ------
    ValueError
        If a site has no coordinates.
    """
    spans = week_spans(scope, scope.horizon.start, weeks)
    if not spans:
        return Outlook(), {}
    until = max(spans[-1].last, scope.horizon.last)
    whole_year = open_maintenance(scope, year_end(scope))
    chains = _opened(whole_year, until)
    sites = [site for site in scope.sites.values() if _is_placed(scope, site.id, whole_year)]
    places = outlook_places(scope, sites, matrix_of)
    items = [
        Item(
            item=item,
            work_min=visit_work_min(scope, item.site, places[item.site.id]),
            promised=_promised(scope, promises, item),
        )
        for chain in chains.values()
        for item in chain
    ]
    latest = max((x.item.visit.latest for x in items), default=until)
    later = month_spans(scope, spans[-1].last + timedelta(days=1), latest)
    slots = capacities(scope, [*spans, *later], places)
    slots = (*slots[: len(spans)], *_less_recurring(slots[len(spans) :], chains, items))
    minute_cost = minute_cost_of(scope)
    trips = group_trips(places)
    candidates = [
        make_candidate(scope, x, place, items, slots, places[x.item.site.id], trips)
        for place, x in enumerate(items)
    ]
    promised = _promised_min(items, slots)
    model_weeks = [
        Week(
            middle=middle_of(slot),
            capacity_min=slot.available_min - slot.reserved_min,
            most_min=max(slot.most_min, told),
            month=slot.first.year * 12 + slot.first.month,
        )
        for slot, told in zip(slots, promised, strict=True)
    ]
    choice = choose_weeks(candidates, model_weeks, minute_cost, DETERMINISTIC_LIMIT)
    filled = _filled(slots, items, choice, model_weeks, minute_cost)
    visits = _visits(scope, items, choice, filled, len(spans), places)
    months, failure = year_view(scope, whole_year, places)
    return (
        Outlook(
            weeks=filled[: len(spans)],
            months=months,
            visits=visits,
            value=choice.value // 100,
            bound=choice.bound // 100,
            failure=failure,
            needed_min=needed_min(scope, places),
        ),
        chains,
    )


def _opened(chains: Chains, until: date) -> Chains:
    """Return the visits whose windows open by the day."""
    opened = {
        site_id: tuple(item for item in chain if item.visit.opens <= until)
        for site_id, chain in chains.items()
    }
    return {site_id: chain for site_id, chain in opened.items() if chain}


def _is_placed(scope: Scope, site_id: str, chains: Chains) -> bool:
    """Whether the site's place is needed: it has maintenance, a project or an emergency."""
    return (
        site_id in chains
        or any(project.site_id == site_id for project in scope.book.projects)
        or any(item.site_id == site_id for item in scope.book.emergencies)
    )


def _promised(scope: Scope, promises: Promises, item: OpenMaintenance) -> date | None:
    told = promises.get(Subject(kind=VisitKind.MAINTENANCE, id=item.site.id))
    if told is None or not item.first:
        return None
    kept = item.visit.last is not None and told.date <= item.visit.last
    return None if kept or told.date < scope.horizon.start else told.date


def _promised_min(items: Sequence[Item], slots: Sequence[OutlookWeek]) -> list[int]:
    """Minutes of the visits promised in each week: they are made there, full or not."""
    return [
        sum(x.work_min for x in items if x.promised and slot.first <= x.promised <= slot.last)
        for slot in slots
    ]


def _less_recurring(
    slots: Sequence[OutlookWeek], chains: Chains, items: Sequence[Item]
) -> tuple[OutlookWeek, ...]:
    """Reserve in later months the work of the visits that follow those looked at."""
    work = {x.item.site.id: x.work_min for x in items}
    found = []
    for slot in slots:
        recurring = sum(
            work[site_id] // chain[-1].site.maintenance_every_months
            for site_id, chain in chains.items()
            if chain[-1].visit.latest < slot.first
        )
        taken = min(slot.available_min, slot.reserved_min + recurring)
        most = max(0, slot.most_min - recurring)
        found.append(replace(slot, reserved_min=taken, most_min=most))
    return tuple(found)


def _filled(
    slots: Sequence[OutlookWeek],
    items: Sequence[Item],
    choice: Choice,
    weeks: Sequence[Week],
    minute_cost: int,
) -> tuple[OutlookWeek, ...]:
    loads, counts = [0] * len(slots), [0] * len(slots)
    for x, week in zip(items, choice.weeks, strict=True):
        if week is not None:
            loads[week] += x.work_min
            counts[week] += 1
    prices = marginal_costs(weeks, loads, minute_cost)
    return tuple(
        replace(slot, planned_min=load, visits=count, hour_cost=60 * price)
        for slot, load, count, price in zip(slots, loads, counts, prices, strict=True)
    )


def _visits(
    scope: Scope,
    items: Sequence[Item],
    choice: Choice,
    slots: Sequence[OutlookWeek],
    n_weeks: int,
    places: Mapping[str, Place],
) -> tuple[OutlookVisit, ...]:
    placed = [
        (x, None if number is None else slots[number])
        for x, number in zip(items, choice.weeks, strict=True)
    ]
    duties = [_duty(scope, x, slot) for x, slot in placed]
    worths = welcome_worths(scope, placed, duties, slots[:n_weeks], places)
    found = []
    for number, ((x, slot), duty) in enumerate(zip(placed, duties, strict=True)):
        visit, site = x.item.visit, x.item.site
        worth = worths.get(number, 0)
        found.append(
            OutlookVisit(
                visit_id=x.item.visit_id,
                site_id=site.id,
                every_months=site.maintenance_every_months,
                basis=site.basis,
                opens=visit.opens,
                due=visit.due,
                latest=visit.latest,
                duty=Duty.LATER if duty is Duty.WELCOME and not worth else duty,
                week=slot.first if slot else None,
                last_visit=visit.last if x.item.first else None,
                work_min=x.work_min,
                worth_cost=worth,
            )
        )
    return tuple(sorted(found, key=lambda v: (v.week or date.max, v.site_id, v.visit_id)))


def _duty(scope: Scope, x: Item, slot: OutlookWeek | None) -> Duty:
    """Return what the visit is to the month.

    A visit whose window is over or ends in the month is the month's, wherever the outlook had
    to put it.
    """
    visit, horizon = x.item.visit, scope.horizon
    if x.promised is not None:
        return Duty.PROMISED if x.promised <= horizon.end else Duty.LATER
    if visit.latest < horizon.start:
        return Duty.OVERDUE
    if visit.latest <= horizon.last:
        return Duty.WINDOW
    if slot is not None and slot.first <= horizon.last:
        return Duty.SHARE
    opened = bool(horizon.month_days) and visit.opens <= horizon.month_days[-1]
    return Duty.WELCOME if x.item.first and opened else Duty.LATER
