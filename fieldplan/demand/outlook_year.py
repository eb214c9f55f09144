"""The year in months at the present team: what each can do, and the debt it leaves."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import count

from fieldplan.demand.contract import ContractVisit, add_months, visit_after
from fieldplan.demand.maintenance import Chains
from fieldplan.demand.outlook_capacity import capacities, month_spans
from fieldplan.demand.outlook_places import Place, visit_work_min
from fieldplan.demand.scope import Scope
from fieldplan.domain import OutlookMonth, OutlookWeek, Site

YEAR = 12


def year_end(scope: Scope) -> date:
    """Return the last day of the year that starts with the month being planned."""
    return add_months(scope.horizon.first, YEAR) - timedelta(days=1)


def year_view(
    scope: Scope,
    chains: Chains,
    places: Mapping[str, Place],
) -> tuple[tuple[OutlookMonth, ...], str]:
    """Return twelve months and the first in which a window is missed (empty if none).

    Every visit, the one whose window ends first before the others, goes into the least loaded
    month of its window, or into the first with room after it; the next visit of the site
    follows from there. Every window that ends before its visit is missed, and so is each
    further period that ends while the visit waits. It is a reckoning in hours, not a plan.
    """
    start = scope.horizon.start
    until = year_end(scope)
    months = capacities(scope, month_spans(scope, start, until), places)
    loads, counts = [0] * len(months), [0] * len(months)
    debt = [0] * len(months)
    missed: list[date] = []
    queue: list[tuple[date, int, Site, ContractVisit]] = [
        (max(chain[0].visit.latest, start), number, chain[0].site, chain[0].visit)
        for number, chain in enumerate(chains.values())
    ]
    heapq.heapify(queue)
    while queue:
        _, number, site, visit = heapq.heappop(queue)
        if visit.opens > until or site.id not in places:
            continue
        work = visit_work_min(scope, site, places[site.id])
        month = _month_for(months, loads, visit, work, start)
        _count_debt(months, debt, visit, month)
        waits_until = until if month is None else months[month].first - timedelta(days=1)
        missed += [end for end in _window_ends(site, visit, waits_until) if end >= start]
        if month is None:
            continue
        loads[month] += work
        counts[month] += 1
        made = _made_on(months[month], visit, start)
        after = visit_after(site, made, scope.settings)
        heapq.heappush(queue, (max(after.latest, start), number, site, after))
    view = tuple(
        OutlookMonth(
            month=f"{item.first:%Y-%m}",
            working_days=item.working_days,
            available_min=item.available_min,
            reserved_min=item.reserved_min,
            planned_min=loads[place],
            visits=counts[place],
            debt=debt[place],
            missed=sum(end <= item.last for end in missed),
        )
        for place, item in enumerate(months)
    )
    return view, f"{min(missed):%Y-%m}" if missed else ""


def needed_min(scope: Scope, places: Mapping[str, Place]) -> int:
    """Return the minutes of maintenance that all contracts ask for in a month, evened out."""
    return sum(
        visit_work_min(scope, scope.sites[name], place)
        // scope.sites[name].maintenance_every_months
        for name, place in places.items()
        if scope.sites[name].maintenance_every_months > 0
    )


def _window_ends(site: Site, visit: ContractVisit, until: date) -> Iterator[date]:
    """Yield the end of the visit's window and of the periods after it, as far as ``until``."""
    for periods in count():
        end = add_months(visit.latest, periods * site.maintenance_every_months)
        if end > until:
            return
        yield end


def _month_for(
    months: tuple[OutlookWeek, ...],
    loads: list[int],
    visit: ContractVisit,
    work: int,
    start: date,
) -> int | None:
    """Return the least loaded month of the window with room, else the first after it."""

    def room(place: int) -> int:
        return months[place].most_min - loads[place]

    def level(place: int) -> float:
        taken = months[place].reserved_min + loads[place] + work
        return taken / max(1, months[place].available_min)

    latest = max(visit.latest, start)
    inside = [
        place
        for place, month in enumerate(months)
        if month.last >= visit.opens and month.first <= latest and room(place) >= work
    ]
    if visit.latest < start and inside:
        return inside[0]
    if inside:
        return min(inside, key=lambda place: (level(place), place))
    return next(
        (p for p, month in enumerate(months) if month.first > latest and room(p) >= work), None
    )


def _count_debt(
    months: tuple[OutlookWeek, ...], debt: list[int], visit: ContractVisit, made: int | None
) -> None:
    """Count the visit at the end of each month that its window and not its visit precedes."""
    for place, month in enumerate(months):
        if visit.latest <= month.last and (made is None or place < made):
            debt[place] += 1


def _made_on(month: OutlookWeek, visit: ContractVisit, start: date) -> date:
    """Suppose the visit in the middle of the month, inside its window if that is possible."""
    middle = month.first + (month.last - month.first) / 2
    earliest = max(visit.opens, month.first, start)
    return max(earliest, min(middle, max(visit.latest, earliest), month.last))
