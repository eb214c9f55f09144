"""Day by day, what keeps a visit from it: minutes missing, or the rule that forbids it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fieldplan.domain import DayNote, Plan, Problem, Reason, Visit
from fieldplan.resolve.disturbed import placed
from fieldplan.resolve.lifting import loosened
from fieldplan.resolve.obstacles import name_of, obstacles_of
from fieldplan.solver.insertions import Insertion, Insertions

NOT_OF_A_DAY = ("overtime_day", "promise_kept")
"""Obstacles that a day's note tells otherwise: as its minutes, or with the visit."""


def day_notes(
    problem: Problem, plan: Plan, visit_id: str, days: tuple[date, ...]
) -> tuple[DayNote, ...]:
    """What stands in the way on each open day, whatever the engineer.

    Minutes are those that the best insertion overruns the day; if access hours forbid every
    insertion, those that would be missing without them.
    """
    exact = _overruns(problem, plan, visit_id, days, everybody=False)
    by_time = _overruns(problem, plan, visit_id, days, everybody=True)
    visit = next(v for v in problem.visits if v.id == visit_id)
    found = []
    for day in days:
        note = exact.get(day)
        if note is None and day in by_time and not _too_short(visit, day):
            note = by_time[day]
            if not note.reasons:
                missing = note.missing_min or None
                why = _day_reason("hours_too" if missing else "taken")
                note = replace(note, missing_min=missing, reasons=(why,))
        if note is None:
            note = DayNote(date=day, reasons=(_forbidden(problem, visit, day),))
        found.append(note)
    return tuple(found)


def _overruns(
    problem: Problem, plan: Plan, visit_id: str, days: tuple[date, ...], *, everybody: bool
) -> dict[date, DayNote]:
    """The least obstacles of each day on which the visit can be put in by its own access."""
    members = next((group for group in problem.consecutive if visit_id in group), (visit_id,))
    visit = next(v for v in problem.visits if v.id == visit_id)
    open_all = loosened(
        problem,
        frozenset(members),
        tuple(day for day in days if visit.windows.get(day)),
        hours=True,
        access_min=None if everybody else 0,
        everybody=everybody,
    )
    insertions = Insertions(open_all, plan)
    rest = insertions.plan_without(visit_id)
    engineers = {engineer.id: engineer for engineer in problem.engineers}
    before = {name: at for name, at in placed(rest).items() if name != visit_id}
    found: dict[date, tuple[tuple[int, int], DayNote]] = {}
    for item in best_by_day(insertions, visit_id).values():
        route, stop = placed(insertions.plan_with([item]))[visit_id]
        missing = max(0, route.overtime_min - engineers[item.engineer_id].overtime_day_min)
        obstacles = obstacles_of(problem, visit, route, stop, rest, before)
        other = tuple(
            _day_reason(name_of(reason), **reason.params)
            for reason in obstacles
            if name_of(reason) not in NOT_OF_A_DAY
            and not (everybody and name_of(reason) == "access_longer")
        )
        size = (len(other), missing)
        if item.date not in found or size < found[item.date][0]:
            note = DayNote(date=item.date, missing_min=missing, reasons=other)
            found[item.date] = (size, note)
    return {day: note for day, (_, note) in found.items()}


def _day_reason(name: str, **params: object) -> Reason:
    return Reason(code=f"explain.day_{name}", params=params)


def _forbidden(problem: Problem, visit: Visit, day: date) -> Reason:
    """Why a day is not possible for a visit, however long the engineers work."""
    spans = visit.windows.get(day, ())
    if not spans:
        return _day_reason("closed")
    if not any(day in e.shifts or day in e.absent for e in problem.engineers):
        return _day_reason("nobody")
    if _too_short(visit, day):
        longest = max(b - a for a, b in spans)
        return _day_reason("short", needed=visit.duration_min, access=longest)
    return _day_reason("taken")


def _too_short(visit: Visit, day: date) -> bool:
    return all(b - a < visit.duration_min for a, b in visit.windows.get(day, ()))


def best_by_day(insertions: Insertions, name: str) -> dict[tuple[str, date], Insertion]:
    """The insertion with least overtime of each engineer-day."""
    found: dict[tuple[str, date], Insertion] = {}
    for item in insertions.of(name, most=10_000, by_overtime=True):
        found.setdefault((item.engineer_id, item.date), item)
    return found
