"""What a new revision changes against the one before, and whom it means to phone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fieldplan.cost import keeps_promise
from fieldplan.domain import PlanRecord, Route, Stop, Visit, VisitState
from fieldplan.report.view import ReportView

SMALL_SHIFT_MIN = 15
"""A start that moves by less than this on the same day is no change worth showing."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """One visit that is not where it was.

    Attributes
    ----------
    kind : str
        ``added``, ``dropped``, ``day``, ``window`` (off what was promised), ``engineer`` or
        ``time``: the first of these that applies.
    was, now : tuple of Route and Stop, or None
        Place in the old and in the new plan.
    call : bool
        The client was told or has agreed, or is within his notice, and what he knows is no
        longer so.
    """

    visit_id: str
    kind: str
    was: tuple[Route, Stop] | None
    now: tuple[Route, Stop] | None
    call: bool


def plan_changes(previous: PlanRecord, record: PlanRecord) -> tuple[Change, ...]:
    """Return the changes, calls first, then by the day that is concerned."""
    found = list(_changes(ReportView(previous), ReportView(record)))
    return tuple(sorted(found, key=_order))


def _changes(old: ReportView, new: ReportView) -> Iterator[Change]:
    state = {item.visit_id: item.state for item in new.record.closed}
    for visit_id in sorted(set(old.served) | set(new.served)):
        over = state.get(visit_id)
        if over is VisitState.DONE and visit_id not in new.served:
            continue  # made, only not where the plan had it
        was, now = old.served.get(visit_id), new.served.get(visit_id)
        visit = new.visits.get(visit_id) or old.visits[visit_id]
        kind = _kind(visit, was, now)
        if kind:
            call = over is None and _call(visit, was, now)
            yield Change(visit_id=visit_id, kind=kind, was=was, now=now, call=call)


def _kind(
    visit: Visit, was: tuple[Route, Stop] | None, now: tuple[Route, Stop] | None
) -> str | None:
    if was is None or now is None:
        return "dropped" if now is None else "added"
    if was[0].date != now[0].date:
        return "day"
    if _kept(visit, was) and not _kept(visit, now):
        return "window"
    if was[0].engineer_id != now[0].engineer_id:
        return "engineer"
    if abs(was[1].start_min - now[1].start_min) >= SMALL_SHIFT_MIN:
        return "time"
    return None


def _call(visit: Visit, was: tuple[Route, Stop] | None, now: tuple[Route, Stop] | None) -> bool:
    """A promise that the old plan kept and the new one does not, or a day within the notice."""
    if was is None:
        return False
    if visit.promise is None:
        counted_on = visit.before is not None and visit.before.call
        return counted_on and (now is None or now[0].date != was[0].date)
    return _kept(visit, was) and (now is None or not _kept(visit, now))


def _kept(visit: Visit, place: tuple[Route, Stop]) -> bool:
    return keeps_promise(visit, place[0], place[1].start_min)


def _order(change: Change) -> tuple[bool, str, int, str]:
    place = change.now or change.was
    day = place[0].date.isoformat() if place else ""
    return not change.call, day, place[1].start_min if place else 0, change.visit_id
