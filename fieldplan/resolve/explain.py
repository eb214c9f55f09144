"""Why a visit is where it is, or is left out; every alternative is verified by the model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from fieldplan.checker import check
from fieldplan.domain import (
    Alternative,
    Explanation,
    Plan,
    PlanRecord,
    Problem,
    Reason,
    Visit,
)
from fieldplan.resolve.day_notes import best_by_day, day_notes
from fieldplan.resolve.disturbed import place_of, placed
from fieldplan.resolve.larger_matrix import MatrixOf
from fieldplan.resolve.lifting import lifted, loosened
from fieldplan.resolve.obstacles import ORDER, name_of, obstacles_of
from fieldplan.resolve.offers import running_problem
from fieldplan.resolve.slots import Slots, without_promise
from fieldplan.settings import make_settings
from fieldplan.solver.insertions import Insertion, Insertions

ACCESS_STEPS: tuple[int | None, ...] = (30, 60, 120, 240, None)
"""Access is tried longer by so many minutes either way, then all day on every day."""
MOST_TRIED = 60
SAME_KIND = 2
"""Alternatives shown with the same kinds of obstacles."""


def explain(
    record: PlanRecord,
    visit_id: str,
    *,
    now: datetime,
    matrix_of: MatrixOf,
    most: int = 5,
) -> Explanation:
    """Return why a visit has its place, or none, and what else was possible.

    All is said of the plan as it stands: the other visits keep their days and their order, but
    for the one that an offer may move. What a search that moves more could do is not claimed.

    Parameters
    ----------
    most : int
        Offers and alternatives at most.
    """
    problem = running_problem(record, now, matrix_of)
    slots = Slots(
        without_promise(problem, (visit_id,)), record.plan, make_settings(record.settings)
    )
    before = placed(slots.plan)
    if _is_made(problem, visit_id):
        made = Reason(code="explain.why_made")
        return Explanation(visit_id=visit_id, place=place_of(before[visit_id]), reasons=(made,))
    free = slots.offers(visit_id, most=most)
    offers = free or slots.offers(visit_id, bump=True, most=most)
    open_days = _open_days(problem, visit_id, now.date(), record.month)
    days = day_notes(problem, slots.plan, visit_id, open_days)
    visit = next(v for v in problem.visits if v.id == visit_id)
    if visit_id in before:
        return Explanation(
            visit_id=visit_id,
            place=place_of(before[visit_id]),
            reasons=tuple(_why_there(record, problem, visit, bool(free))),
            offers=offers,
            days=days,
        )
    left = next((u.reasons for u in record.plan.unassigned if u.visit_id == visit_id), ())
    return Explanation(
        visit_id=visit_id,
        reasons=left,
        offers=offers,
        alternatives=alternatives(problem, record.plan, visit_id, open_days, most=most),
        days=days,
    )


def alternatives(
    problem: Problem, plan: Plan, visit_id: str, days: tuple[date, ...], *, most: int = 5
) -> tuple[Alternative, ...]:
    """Return what would have to change for a visit left out, the smallest change first.

    Of the same kinds of obstacles only the two smallest are kept. With the obstacles of one lifted,
    the visit (or every day of its run) fits into the plan with all else in its place; that is
    checked.
    """
    members = next((group for group in problem.consecutive if visit_id in group), (visit_id,))
    found: list[Alternative] = []
    kinds: Counter[tuple[str, ...]] = Counter()
    places = set()
    tried = 0
    for item in _candidates(problem, plan, members, days):
        kind = tuple(name_of(reason) for reason in item.obstacles)
        if item.places in places or not kind or kinds[kind] == SAME_KIND:
            continue
        if tried == MOST_TRIED or len(found) == most:
            break
        tried += 1
        places.add(item.places)
        if _fits(problem, plan, members, item):
            found.append(item)
            kinds[kind] += 1
    return tuple(found)


def _candidates(
    problem: Problem, plan: Plan, members: tuple[str, ...], open_days: tuple[date, ...]
) -> Iterator[Alternative]:
    """Places with their obstacles: longer days first, then longer access, then both."""
    every: list[Alternative] = []
    settings: list[tuple[bool, int | None]] = [(True, 0)]
    settings += [(False, step) for step in ACCESS_STEPS]
    settings.append((True, None))
    for hours, access_min in settings:
        every += _places(problem, plan, members, open_days, hours=hours, access_min=access_min)
    yield from sorted(every, key=_size)


def _places(
    problem: Problem,
    plan: Plan,
    members: tuple[str, ...],
    open_days: tuple[date, ...],
    *,
    hours: bool,
    access_min: int | None,
) -> list[Alternative]:
    named = frozenset(members)
    open_all = loosened(problem, named, open_days, hours=hours, access_min=access_min)
    insertions = Insertions(open_all, plan)
    by_day = [best_by_day(insertions, name) for name in members]
    visits = {visit.id: visit for visit in problem.visits}
    before = placed(insertions.plan)
    days = [day for day in problem.days if any(day in (d for _, d in best) for best in by_day)]
    found = []
    for engineer_id in sorted({e for e, _ in by_day[0]}):
        for first in days:
            chain = _chain(by_day, problem.days, engineer_id, first)
            if chain is None:
                continue
            made = placed(insertions.plan_with(chain))
            obstacles: list[Reason] = []
            places = []
            for item in chain:
                route, stop = made[item.visit_id]
                places.append(place_of((route, stop)))
                others = {**made, **before}
                visit = visits[item.visit_id]
                needed = obstacles_of(problem, visit, route, stop, insertions.plan, others)
                obstacles += [reason for reason in needed if reason not in obstacles]
            found.append(Alternative(places=tuple(places), obstacles=tuple(obstacles)))
    return found


def _chain(
    by_day: list[dict[tuple[str, date], Insertion]],
    days: tuple[date, ...],
    engineer_id: str,
    first: date,
) -> list[Insertion] | None:
    """The days of a run side by side from ``first``; None if one of them has no place."""
    at = days.index(first)
    if at + len(by_day) > len(days):
        return None
    chain = [best.get((engineer_id, days[at + n])) for n, best in enumerate(by_day)]
    kept = [item for item in chain if item is not None]
    return kept if len(kept) == len(by_day) else None


def _fits(problem: Problem, plan: Plan, members: tuple[str, ...], item: Alternative) -> bool:
    """Whether the visits can stand there once exactly the stated obstacles are lifted."""
    given = lifted(problem, members, item.obstacles)
    # Each day of a run is put in by itself; the checker sees the run as a whole.
    apart = replace(given, consecutive=tuple(g for g in given.consecutive if members != g))
    insertions = Insertions(apart, plan)
    chosen = []
    for name, place in zip(members, item.places, strict=True):
        same = [
            i
            for i in insertions.of(name, most=10_000, by_overtime=True)
            if (i.engineer_id, i.date) == (place.engineer_id, place.date)
        ]
        if not same:
            return False
        chosen.append(same[0])
    return check(given, insertions.plan_with(chosen)).ok


def _size(item: Alternative) -> tuple[int, list[int], int, date]:
    kinds = [ORDER.index(name_of(reason)) for reason in item.obstacles]
    minutes = sum(int(str(reason.params.get("minutes", 0))) for reason in item.obstacles)
    return len(kinds), kinds, minutes, item.places[0].date


def _is_made(problem: Problem, visit_id: str) -> bool:
    past = problem.past
    return past is not None and any(
        stop.visit_id == visit_id for route in past.routes for stop in route.stops
    )


def _open_days(problem: Problem, visit_id: str, today: date, month: str) -> tuple[date, ...]:
    """Days left of the month, and later ones on which the visit has access."""
    visit = next(v for v in problem.visits if v.id == visit_id)
    return tuple(
        day
        for day in problem.days
        if day >= today and (f"{day:%Y-%m}" == month or day in visit.windows)
    )


def _why_there(
    record: PlanRecord, problem: Problem, visit: Visit, elsewhere: bool
) -> Iterator[Reason]:
    """What binds a planned visit to its place."""
    why: Mapping[str, Reason] = record.why
    if visit.id in why:
        yield why[visit.id]
    if visit.promise is not None:
        yield Reason(code="explain.why_promised", params={"date": visit.promise.date})
    if visit.deadline is not None:
        yield Reason(code="explain.why_deadline", params={"date": visit.deadline})
    if any(visit.id in group for group in problem.consecutive):
        yield Reason(code="explain.why_run")
    elif elsewhere:
        yield Reason(code="explain.why_cheapest")
    else:
        yield Reason(code="explain.why_only")
