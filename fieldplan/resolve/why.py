"""Why a visit is not where the plan before had it: one reason a change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from fieldplan.domain import Plan, PlanRecord, Problem, Reason, Visit
from fieldplan.resolve.edits import Edits

Place = tuple[date, str]
"""Day and engineer."""


@dataclass(frozen=True, kw_only=True)
class _Moves:
    old: Mapping[str, Place]
    new: Mapping[str, Place]
    edits: Edits
    added: frozenset[str]
    clients: Mapping[str, str]
    visits: Mapping[str, Visit]


def reasons_of_changes(
    record: PlanRecord, problem: Problem, plan: Plan, edits: Edits, added: tuple[str, ...]
) -> dict[str, Reason]:
    """Return the reason of every visit that is on another day, with another or left out.

    Parameters
    ----------
    record : PlanRecord
        The plan before.
    problem, plan : Problem and Plan
        The month planned anew.
    added : tuple of str
        Visits that the plan before did not know.
    """
    clients = {site.id: site.client or site.id for site in record.sites}
    visits = {visit.id: visit for visit in problem.visits}
    moves = _Moves(
        old=_places(record.plan),
        new=_places(plan),
        edits=edits,
        added=frozenset(added),
        clients={v.id: clients.get(v.site_id, v.site_id or v.id) for v in problem.visits},
        visits=visits,
    )
    found = {name: Reason(code="resolve.why_new") for name in added}
    for name, place in moves.old.items():
        if name in edits.cancelled:
            found[name] = Reason(code="resolve.why_cancelled")
        elif name not in visits and name not in edits.done:
            found[name] = Reason(code="resolve.why_gone")
        elif name in visits and moves.new.get(name) != place:
            found[name] = next(_reasons(moves, visits[name], place))
    return found


def events_of(edits: Edits, clients: Mapping[str, str]) -> tuple[Reason, ...]:
    """Return why the month is planned anew, for the history."""
    events = [
        Reason(
            code="resolve.event_emergency",
            params={"client": clients.get(item.site_id, item.site_id), "visit": item.id},
        )
        for item in edits.emergencies
    ]
    events += [
        Reason(
            code="resolve.event_absence",
            params={"engineer": item.engineer_id, "first": item.first, "last": item.last},
        )
        for item in edits.absences
    ]
    marks = len(edits.done) + len(edits.cancelled) + len(edits.promises) + len(edits.not_made)
    if marks:
        events.append(Reason(code="resolve.event_calendar", params={"count": marks}))
    if edits.news:
        events.append(Reason(code="resolve.event_workbook", params={"count": edits.news}))
    return tuple(events)


def _places(plan: Plan) -> dict[str, Place]:
    return {
        stop.visit_id: (route.date, route.engineer_id)
        for route in plan.routes
        for stop in route.stops
    }


def _reasons(moves: _Moves, visit: Visit, was: Place) -> Iterator[Reason]:
    """Yield what explains the change, the nearest cause first; the last always applies."""
    if visit.id in moves.edits.promises:
        yield Reason(code="resolve.why_asked")
    for absence in moves.edits.absences:
        if absence.engineer_id == was[1] and absence.first <= was[0] <= absence.last:
            yield Reason(code="resolve.why_absence", params={"engineer": was[1]})
    if visit.id in moves.edits.not_made:
        yield Reason(code="resolve.why_not_made")
    for link in visit.after:
        before, now = moves.old.get(link.visit_id), moves.new.get(link.visit_id)
        if before != now:
            yield Reason(code="resolve.why_stage", params={"visit": link.visit_id})
    came = [name for name, place in moves.new.items() if place == was and name != visit.id]
    for name in came:
        if name in moves.added:
            client = moves.clients[name]
            yield Reason(code="resolve.why_emergency", params={"client": client, "visit": name})
    for name in came:
        if moves.old.get(name) != was:
            params = {"client": moves.clients.get(name, name), "visit": name}
            yield Reason(code="resolve.why_chain", params=params)
    yield Reason(code="resolve.why_rearranged")
