"""Why a visit is not in the plan: impossible before any search, or no room found."""

from __future__ import annotations

from datetime import date

import numpy as np

from fieldplan.domain import Problem, ProblemEngineer, Reason, Tier, Visit
from fieldplan.solver.desk import least_missed
from fieldplan.solver.moves import day_range
from fieldplan.solver.native import ref
from fieldplan.solver.problem import Compiled
from fieldplan.solver.state import State
from fieldplan.solver.timing import new_choice, price_route

Reasons = dict[int, tuple[Reason, ...]]


def impossible_visits(compiled: Compiled) -> Reasons:
    """Visits that no plan can serve, by visit index, each with the rule that forbids it.

    A chain after an impossible stage, or one whose lags do not fit the horizon, is reported
    with it.
    """
    found: Reasons = {}
    possible_days: dict[int, list[int]] = {}
    for v, visit in enumerate(compiled.problem.visits):
        days = _possible_days(compiled, v)
        if days:
            possible_days[v] = days
        else:
            found[v] = (_why(compiled, v, visit),)
    _propagate_chains(compiled, possible_days, found)
    return found


def no_room(compiled: Compiled, state: State, v: int) -> tuple[Reason, ...]:
    """Reason of a visit that could be served but was not chosen."""
    a = compiled.arrays
    visit = compiled.problem.visits[v]
    if visit.tier is Tier.WELCOME:
        return (Reason(code="welcome_left"),)
    for k in range(int(a.pred_ptr[v]), int(a.pred_ptr[v + 1])):
        u = int(a.pred[k, 0])
        if state.slot[u] < 0:
            name = compiled.problem.visits[u].id
            return (Reason(code="predecessor_unserved", params={"visit": name}),)
    first, last = day_range(compiled.native, ref(state), v)
    days = [d for d in _possible_days(compiled, v) if first <= d <= last]
    if not days:
        return (Reason(code="min_lag", params={"visit": visit.id}),)
    if a.desk_on:
        missed = int(least_missed(compiled.native, ref(state), v, first, last))
        if missed > 0:
            return (Reason(code="desk_capacity", params={"minutes": missed}),)
    return (Reason(code="no_room", params={"days": len(days), "work_min": visit.duration_min}),)


def _possible_days(compiled: Compiled, v: int) -> list[int]:
    """Days on which the visit alone makes a feasible route of some engineer."""
    a = compiled.arrays
    days = set()
    for entry in range(int(a.entry_ptr[v]), int(a.entry_ptr[v + 1])):
        for slot in np.flatnonzero(a.ok[entry]):
            day = int(a.slot_day[slot])
            if day not in days and _alone(compiled, int(slot), entry):
                days.add(day)
    return sorted(days)


def _alone(compiled: Compiled, slot: int, entry: int) -> bool:
    seq = np.array([entry], dtype=np.int64)
    feasible, *_ = price_route(compiled.native, slot, seq, 1, new_choice(1))
    return bool(feasible)


def _why(compiled: Compiled, v: int, visit: Visit) -> Reason:
    problem = compiled.problem
    skilled = [e for e in problem.engineers if visit.skills <= e.skills]
    if not skilled:
        missing = ", ".join(sorted(visit.skills))
        return Reason(code="skills", params={"skills": missing})
    chosen = [e for e in skilled if visit.engineers is None or e.id in visit.engineers]
    if not chosen:
        return Reason(
            code="fixed_engineer", params={"engineer": ", ".join(sorted(visit.engineers or ()))}
        )
    days = [day for day in problem.days if visit.windows.get(day)]
    if not days:
        return Reason(code="allowed_day")
    late = [day for day in days if not visit.not_before or day >= visit.not_before]
    if not late:
        return Reason(code="not_before", params={"date": visit.not_before})
    if not _noticed(visit, late):
        return Reason(code="notice_days", params={"date": visit.notice_until})
    working = [day for day in late if any(day in e.shifts for e in chosen)]
    if not working:
        return Reason(code="absence")
    longest = max(end - start for day in working for start, end in visit.windows[day])
    if longest < visit.duration_min:
        return Reason(
            code="access_window",
            params={"minutes_needed": visit.duration_min, "minutes_available": longest},
        )
    return _shift_limit(problem, chosen, working, visit)


def _noticed(visit: Visit, days: list[date]) -> bool:
    promised = visit.promise.date if visit.promise else None
    return any(not visit.notice_until or d >= visit.notice_until or d == promised for d in days)


def _shift_limit(
    problem: Problem, engineers: list[ProblemEngineer], days: list[date], visit: Visit
) -> Reason:
    travel = problem.travel.minutes
    drives = [
        (int(travel[e.start, visit.location]), int(travel[visit.location, e.end]))
        for e in engineers
    ]
    reachable = [there + back for there, back in drives if there >= 0 and back >= 0]
    if not reachable:
        return Reason(code="unreachable")
    shifts = [(e, e.shifts[d]) for e in engineers for d in days if d in e.shifts]
    longest = max(end - start + e.overtime_day_min for e, (start, end) in shifts)
    reserved = max(
        end - start + (-e.reserve_min or e.overtime_day_min) for e, (start, end) in shifts
    )
    pause = problem.lunch.minutes if problem.lunch else 0
    needed = visit.duration_min + min(reachable) + problem.stop_overhead_min + pause
    if needed > longest:
        return Reason(
            code="shift_limit", params={"minutes_needed": needed, "minutes_available": longest}
        )
    if needed > reserved:
        return Reason(
            code="emergency_reserve",
            params={"minutes_needed": needed, "minutes_available": reserved},
        )
    return Reason(
        code="access_window",
        params={"minutes_needed": visit.duration_min, "minutes_available": longest},
    )


def _propagate_chains(
    compiled: Compiled, possible_days: dict[int, list[int]], found: Reasons
) -> None:
    """Drop days that the stage order forbids until nothing changes."""
    a = compiled.arrays
    ordinals = a.day_ordinal
    problem = compiled.problem
    changed = True
    while changed:
        changed = False
        for v in list(possible_days):
            for k in range(int(a.pred_ptr[v]), int(a.pred_ptr[v + 1])):
                u, lag, calendar = (int(x) for x in a.pred[k])
                if u not in possible_days:
                    params = {"visit": problem.visits[u].id}
                    found[v] = (Reason(code="predecessor_impossible", params=params),)
                    del possible_days[v]
                    changed = True
                    break
                first = possible_days[u][0]
                left = [
                    d
                    for d in possible_days[v]
                    if d >= first + lag and ordinals[d] >= ordinals[first] + calendar
                ]
                if len(left) == len(possible_days[v]):
                    continue
                changed = True
                if left:
                    possible_days[v] = left
                    continue
                params = {"visit": problem.visits[u].id}
                found[v] = (Reason(code="min_lag", params=params),)
                del possible_days[v]
                break
        for group in range(len(a.run_ptr) - 1):
            members = [int(m) for m in a.run_visit[a.run_ptr[group] : a.run_ptr[group + 1]]]
            if all(m in possible_days for m in members):
                continue
            for m in members:
                if m in possible_days:
                    del possible_days[m]
                    found[m] = (Reason(code="consecutive_days"),)
                    changed = True
