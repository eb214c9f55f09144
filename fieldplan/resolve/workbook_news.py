"""What a changed workbook says of a running month: call-outs, projects, equipment, new sites.

What is made stays made, and the month's share of maintenance stays as it was chosen: of the
outlook's visits only those join that must be made this month.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import numpy as np

from fieldplan.demand.carry import carried_book
from fieldplan.demand.scope import Places
from fieldplan.domain import (
    Book,
    CarryOver,
    Demand,
    DoneVisit,
    Duty,
    HistoryVisit,
    PlanRecord,
    Problem,
    ProblemEngineer,
    TravelMatrix,
    Visit,
    VisitKind,
)
from fieldplan.resolve.freeze import freeze

_MUST = (Duty.OVERDUE, Duty.WINDOW, Duty.PROMISED)
Groups = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class WorkbookNews:
    """A plan's record with the workbook's news in it.

    Attributes
    ----------
    added, changed, gone : tuple of str
        Visits that are new, that are asked for otherwise, and that are no longer asked for.
    """

    record: PlanRecord
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def book_with_past(book: Book, record: PlanRecord, now: datetime) -> Book:
    """Return the book with what the plan has made by ``now`` done, its promises kept with it."""
    visits = {visit.id: visit for visit in record.problem.visits}
    done = [
        DoneVisit(
            visit_id=stop.visit_id,
            site_id=visits[stop.visit_id].site_id,
            kind=VisitKind(visits[stop.visit_id].kind),
            date=route.date,
            project_id=visits[stop.visit_id].project_id,
            engineer_id=route.engineer_id,
        )
        for route in freeze(record.problem, record.plan, now).routes
        for stop in route.stops
    ]
    history = [
        HistoryVisit(
            date=item.date, site_id=item.site_id, kind=item.kind, engineer_id=item.engineer_id
        )
        for item in done
    ]
    carried = CarryOver(
        month=record.month,
        closed=now.date() - timedelta(days=1),
        done=tuple(done),
        history=tuple(history),
    )
    return carried_book(book, carried)


def workbook_news(record: PlanRecord, book: Book, demand: Demand, now: datetime) -> WorkbookNews:
    """Return the record as the changed workbook has it.

    Parameters
    ----------
    demand : Demand
        What the changed book asks of the month from ``now`` on.
    """
    old, new = record.problem, demand.problem
    frozen = freeze(old, record.plan, now).visits
    over = frozen | {item.visit_id for item in record.closed}
    places, index = _places(old, new)
    before = {visit.id: visit for visit in old.visits}
    planned = {s.visit_id: route.date for route in record.plan.routes for s in route.stops}
    asked = {v.id: replace(v, location=index[v.location]) for v in new.visits}
    must = _must(demand)
    visits, changed, gone = [], [], []
    for visit in old.visits:
        fresh = asked.get(visit.id)
        if visit.id in over:
            visits.append(visit)
        elif fresh is not None:
            kept = replace(fresh, promise=fresh.promise or visit.promise)
            if visit.kind == VisitKind.MAINTENANCE and visit.id not in must:
                # The month's share stays as it was chosen.
                kept = replace(
                    kept, tier=visit.tier, weight=visit.weight, worth_cost=visit.worth_cost
                )
            visits.append(kept)
            if _asks_otherwise(visit, kept, planned.get(visit.id)):
                changed.append(visit.id)
        elif _stays(record, book, visit):
            visits.append(visit)
        else:
            gone.append(visit.id)
    known = {site.id for site in record.sites}
    added = [
        visit
        for name, visit in asked.items()
        if name not in before
        and name not in over
        and (visit.kind != VisitKind.MAINTENANCE or name in must or visit.site_id not in known)
    ]
    ids = {visit.id for visit in (*added, *visits)}
    problem = replace(
        old,
        engineers=_engineers(old, new, index, now),
        visits=(*added, *visits),
        travel=_travel(old, new, index, len(places.locations)),
        locations=places.locations,
        same_engineer=_groups(old.same_engineer, new.same_engineer, ids),
        consecutive=_groups(old.consecutive, new.consecutive, ids),
    )
    sites = {site.id: site for site in record.sites} | {site.id: site for site in book.sites}
    return WorkbookNews(
        record=replace(
            record,
            problem=problem,
            sites=tuple(sites.values()),
            engineers=book.engineers,
            absences=tuple(dict.fromkeys((*book.absences, *record.absences))),
            postponed=demand.postponed,
        ),
        added=tuple(visit.id for visit in added),
        changed=tuple(changed),
        gone=tuple(gone),
    )


def _must(demand: Demand) -> set[str]:
    outlook = demand.outlook
    return {v.visit_id for v in outlook.visits if v.duty in _MUST} if outlook else set()


def _stays(record: PlanRecord, book: Book, visit: Visit) -> bool:
    """Whether a visit that the book no longer asks for was not of the book's asking, or chosen
    for this month."""
    if visit.kind == VisitKind.EMERGENCY:
        return not visit.origin  # a call-out that came by phone has no row
    site = next((site for site in book.sites if site.id == visit.site_id), None)
    return visit.kind == VisitKind.MAINTENANCE and site is not None and site.active


def _asks_otherwise(old: Visit, new: Visit, day: date | None) -> bool:
    """Whether the work or the promise is another, or the planned day is no longer possible."""
    same = (old.duration_min, old.skills, old.promise) == (
        new.duration_min,
        new.skills,
        new.promise,
    )
    return not same or (day is not None and not _possible(new, day))


def _possible(visit: Visit, day: date) -> bool:
    return day in visit.windows and (visit.not_before is None or visit.not_before <= day)


def _places(old: Problem, new: Problem) -> tuple[Places, Mapping[int, int]]:
    """The old places with the new behind them, and where each place of the new problem is."""
    places = Places()
    for place in old.locations:
        places.index(lat=place.lat or 0.0, lon=place.lon or 0.0, name=place.name)
    index = {
        n: places.index(lat=place.lat or 0.0, lon=place.lon or 0.0, name=place.name)
        for n, place in enumerate(new.locations)
    }
    return places, index


def _travel(old: Problem, new: Problem, index: Mapping[int, int], size: int) -> TravelMatrix:
    """Old drives as they were; those to new places from the new matrix.

    A pair of places that neither problem knows is unreachable: one of them has no visit left.
    """
    was = len(old.travel.minutes)
    if size == was:
        return old.travel
    at = [index[n] for n in range(len(new.travel.minutes))]

    def joined(older: np.ndarray | None, newer: np.ndarray | None) -> np.ndarray | None:
        if older is None or newer is None:
            return None
        found = np.full((size, size), -1, dtype=np.int32)
        found[np.ix_(at, at)] = newer
        found[:was, :was] = older
        np.fill_diagonal(found, 0)
        return found

    minutes = joined(old.travel.minutes, new.travel.minutes)
    assert minutes is not None
    return TravelMatrix(
        minutes=minutes,
        metres=joined(old.travel.metres, new.travel.metres),
        source=old.travel.source,
    )


def _engineers(
    old: Problem, new: Problem, index: Mapping[int, int], now: datetime
) -> tuple[ProblemEngineer, ...]:
    """The book's engineers from today on; those who have left keep their past."""
    today = now.date()
    fresh = {engineer.id: engineer for engineer in new.engineers}
    found = []
    for engineer in old.engineers:
        past = {day: shift for day, shift in engineer.shifts.items() if day < today}
        gone = {day for day in engineer.absent if day < today}
        other = fresh.pop(engineer.id, None)
        if other is None:
            found.append(replace(engineer, shifts=past))
            continue
        today_shift = {d: s for d, s in engineer.shifts.items() if d == today}
        found.append(
            replace(
                other,
                start=index[other.start],
                end=index[other.end],
                shifts={**past, **today_shift, **other.shifts},
                absent=other.absent | gone,
                resume=engineer.resume,
            )
        )
    found += [replace(e, start=index[e.start], end=index[e.end], resume={}) for e in fresh.values()]
    return tuple(found)


def _groups(old: Groups, new: Groups, ids: set[str]) -> Groups:
    """The new groups, and the old of visits that the new problem does not group."""
    named = {name for group in new for name in group}
    kept = [group for group in old if not named & set(group)]
    known = (tuple(name for name in group if name in ids) for group in (*new, *kept))
    return tuple(group for group in known if len(group) > 1)
