"""The problem as arrays: slots (engineer-days), entries (visits as routes can hold them).

A promised visit has two entries: *kept* (windows cut to the promise) and *broken* (any other
time, at the price of a broken promise), so that a route's tiers are sums over its entries. So
has an emergency to be attended by a minute of its last day: in time, and *late* on that day.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NamedTuple

import numpy as np

from fieldplan.domain import Problem, ProblemEngineer
from fieldplan.domain.problem import HALF_HOURS
from fieldplan.solver.arrays import NO_CAP, Arrays, Bools, Ints
from fieldplan.solver.desk_arrays import desk_arrays
from fieldplan.solver.native import Native, ref
from fieldplan.solver.tiers import EntryTiers, entry_tiers, tier_scale
from fieldplan.solver.windows import Form, forms_of, windows_of

LUNCH_DUE_OVER_MIN = 240
"""A shift of up to 4 hours needs no break (Labour Code of the Russian Federation, art. 108)."""


class Compiled(NamedTuple):
    """A problem with its arrays and the way back from indices to ids."""

    problem: Problem
    arrays: Arrays
    native: Native  # the arrays for compiled code
    slots: tuple[tuple[ProblemEngineer, date], ...]
    entries: tuple[Form, ...]
    tiers: EntryTiers


def compile_problem(problem: Problem, *, without: frozenset[str] = frozenset()) -> Compiled:
    """Return the arrays of a problem.

    Parameters
    ----------
    without : frozenset of str
        Names of rules to leave out; only for the test that each rule's term does its work.
    """
    slots = _slots(problem, without)
    forms = [forms_of(visit) for visit in problem.visits]
    entries = tuple(form for of_visit in forms for form in of_visit)
    tiers = entry_tiers(problem, slots, entries)
    scale = tier_scale(problem, tiers)
    n_days, n_loc = len(problem.days), len(problem.travel.minutes)
    metres = problem.travel.metres
    windows = windows_of(problem, entries, without)
    profiles, profile_of = _profiles(problem)
    lunch = problem.lunch if "lunch_break" not in without else None
    visit_index = {visit.id: i for i, visit in enumerate(problem.visits)}
    pred, succ = _chains(problem, visit_index, without)
    run_lists = [] if "consecutive_days" in without else [list(g) for g in problem.consecutive]
    same = _same_groups(problem, visit_index, without)
    slot_of = np.full((max(1, len(problem.engineers)), n_days), -1, dtype=np.int64)
    day_index = {day: i for i, day in enumerate(problem.days)}
    engineer_index = {engineer.id: i for i, engineer in enumerate(problem.engineers)}
    for s, (engineer, day) in enumerate(slots):
        slot_of[engineer_index[engineer.id], day_index[day]] = s

    def by_slot(value: object) -> Ints:
        return np.array([value(e, d) for e, d in slots], dtype=np.int64)  # type: ignore[operator]

    arrays = Arrays(
        travel=np.ascontiguousarray(problem.travel.minutes, dtype=np.int64),
        travel_to=np.ascontiguousarray(problem.travel.minutes.T, dtype=np.int64),
        metres=(
            np.zeros((n_loc, n_loc), dtype=np.int64)
            if metres is None
            else np.ascontiguousarray(metres, dtype=np.int64)
        ),
        profiles=profiles,
        slot_engineer=by_slot(lambda e, d: engineer_index[e.id]),
        slot_day=by_slot(lambda e, d: day_index[d]),
        slot_open=by_slot(lambda e, d: e.resume[d].minute if d in e.resume else e.shifts[d][0]),
        slot_close=by_slot(lambda e, d: e.shifts[d][1] if d in e.shifts else 1440),
        slot_overtime=by_slot(lambda e, d: _overtime_allowed(e, without)),
        slot_from=by_slot(lambda e, d: e.resume[d].location if d in e.resume else e.start),
        slot_to=by_slot(lambda e, d: e.end),
        slot_max_visits=by_slot(lambda e, d: _visits_left(e, d, without)),
        slot_profile=by_slot(lambda e, d: profile_of.get(d.weekday(), -1)),
        slot_lunch=by_slot(lambda e, d: int(lunch is not None and lunch_is_due(problem, e, d))),
        slot_least_pct=by_slot(lambda e, d: _least_pct(problem, d)),
        slot_fee=np.array(
            [
                (e.day_cost, e.visit_cost, e.hour_cost) if e.contractor else (-1, 0, 0)
                for e, _ in slots
            ],
            dtype=np.int64,
        ).reshape(-1, 3),
        lunch=np.array(
            [lunch.minutes, lunch.earliest_min, lunch.latest_min, lunch.interrupt_over_min]
            if lunch
            else [0, 0, 0, NO_CAP],
            dtype=np.int64,
        ),
        overhead_min=problem.stop_overhead_min,
        step_min=problem.departure_step_min,
        entry_visit=np.array([visit_index[form.visit.id] for form in entries], dtype=np.int64),
        entry_loc=np.array([form.visit.location for form in entries], dtype=np.int64),
        entry_dur=np.array([form.visit.duration_min for form in entries], dtype=np.int64),
        entry_kept=np.array([int(form.kept) for form in entries], dtype=np.int64),
        win_ptr=windows[0],
        win_open=windows[1],
        win_cap=windows[2],
        win_close=windows[3],
        ok=_allowed(problem, slots, entries, windows[0], day_index, without),
        fixed_scalar=tiers.last
        + sum(int(unit) * table for unit, table in zip(scale, tiers.fixed, strict=True)),
        unserved_scalar=tiers.left_out @ scale + tiers.left_last,
        prices=_price_array(problem),
        has_prices=int(problem.prices is not None),
        entry_ptr=_pointers([len(of_visit) for of_visit in forms]),
        pred_ptr=_pointers([len(rows) for rows in pred]),
        pred=_table([row for rows in pred for row in rows]),
        succ_ptr=_pointers([len(rows) for rows in succ]),
        succ=_table([row for rows in succ for row in rows]),
        same_group=same,
        run_group=_group_of(run_lists, visit_index, len(problem.visits)),
        run_ptr=_pointers([len(group) for group in run_lists]),
        run_visit=np.array([visit_index[v] for group in run_lists for v in group], dtype=np.int64),
        slot_of=slot_of,
        day_ordinal=np.array([day.toordinal() for day in problem.days], dtype=np.int64),
        overtime_month=_engineer_caps(problem, "overtime_month_min", "overtime_month", without),
        hours_min=_engineer_caps(problem, "hours_min", "engineer_hours", without),
        weight_unit=int(scale[-1]),
        **desk_arrays(problem, slots, without),
    )
    return Compiled(problem, arrays, ref(arrays), slots, entries, tiers)


def lunch_is_due(problem: Problem, engineer: ProblemEngineer, day: date) -> bool:
    """Whether ``lunch_break`` binds on the engineer's shift of that day."""
    lunch = problem.lunch
    if lunch is None or day not in engineer.shifts:
        return False
    resume = engineer.resume.get(day)
    if resume is not None and resume.lunch_taken:
        return False
    start, end = engineer.shifts[day]
    fits = max(start, lunch.earliest_min) + lunch.minutes <= end
    return end - start > LUNCH_DUE_OVER_MIN and start <= lunch.latest_min and fits


def _slots(problem: Problem, without: frozenset[str]) -> tuple[tuple[ProblemEngineer, date], ...]:
    slots = []
    for day in problem.days:
        for engineer in problem.engineers:
            if day in engineer.shifts or ("absence" in without and day in engineer.absent):
                slots.append((_with_shift(engineer, day), day))
    return tuple(slots)


def _with_shift(engineer: ProblemEngineer, day: date) -> ProblemEngineer:
    if day in engineer.shifts:
        return engineer
    usual = next(iter(engineer.shifts.values()), (540, 1080))
    return replace(engineer, shifts={**engineer.shifts, day: usual})


def _least_pct(problem: Problem, day: date) -> int:
    """Where traffic is faster than free flow, drives are shorter: 100 at most."""
    return 10_000 // max(100, *problem.traffic.get(day.weekday(), (100,)))


def _overtime_allowed(engineer: ProblemEngineer, without: frozenset[str]) -> int:
    """Minutes beyond the shift's end; negative where a reserve is kept before it."""
    if engineer.reserve_min and "emergency_reserve" not in without:
        return -engineer.reserve_min
    return 720 if "shift_limit" in without else engineer.overtime_day_min


def _visits_left(engineer: ProblemEngineer, day: date, without: frozenset[str]) -> int:
    if engineer.max_visits is None or "visits_per_route" in without:
        return NO_CAP
    resume = engineer.resume.get(day)
    return max(0, engineer.max_visits - (resume.visits_done if resume else 0))


def _engineer_caps(problem: Problem, name: str, rule: str, without: frozenset[str]) -> Ints:
    values = [getattr(engineer, name) for engineer in problem.engineers]
    return np.array(
        [NO_CAP if value is None or rule in without else value for value in values],
        dtype=np.int64,
    )


def _profiles(problem: Problem) -> tuple[Ints, dict[int, int]]:
    rows: list[tuple[int, ...]] = []
    index: dict[int, int] = {}
    for weekday, profile in sorted(problem.traffic.items()):
        if all(pct == 100 for pct in profile):
            continue
        if profile not in rows:
            rows.append(tuple(profile))
        index[weekday] = rows.index(tuple(profile))
    return np.array(rows, dtype=np.int64).reshape(-1, HALF_HOURS), index


def _allowed(
    problem: Problem,
    slots: tuple[tuple[ProblemEngineer, date], ...],
    entries: tuple[Form, ...],
    win_ptr: Ints,
    day_index: dict[date, int],
    without: frozenset[str],
) -> Bools:
    n_days = len(problem.days)
    has_window = (np.diff(win_ptr) > 0).reshape(len(entries), n_days)
    may = np.ones((len(entries), len(problem.engineers)), dtype=np.bool_)
    for n, (visit, _, _) in enumerate(entries):
        for e, engineer in enumerate(problem.engineers):
            skilled = "skills" in without or visit.skills <= engineer.skills
            chosen = (
                "fixed_engineer" in without
                or visit.engineers is None
                or engineer.id in visit.engineers
            )
            may[n, e] = skilled and chosen
    engineer_index = {engineer.id: i for i, engineer in enumerate(problem.engineers)}
    columns_e = np.array([engineer_index[e.id] for e, _ in slots], dtype=np.int64)
    columns_d = np.array([day_index[d] for _, d in slots], dtype=np.int64)
    allowed: Bools = np.ascontiguousarray(has_window[:, columns_d] & may[:, columns_e])
    return allowed


def _price_array(problem: Problem) -> Ints:
    prices = problem.prices
    if prices is None:
        return np.zeros(8, dtype=np.int64)
    return np.array(
        [
            prices.km_cost,
            prices.drive_hour_cost,
            prices.overtime_hour_cost,
            prices.overtime_first_pct,
            prices.overtime_first_min,
            prices.overtime_later_pct,
            prices.level_hour_cost,
            prices.level_from_min,
        ],
        dtype=np.int64,
    )


_Rows = list[list[tuple[int, int, int]]]


def _chains(
    problem: Problem, visit_index: dict[str, int], without: frozenset[str]
) -> tuple[_Rows, _Rows]:
    pred: _Rows = [[] for _ in problem.visits]
    succ: _Rows = [[] for _ in problem.visits]
    if "min_lag" not in without:
        for v, visit in enumerate(problem.visits):
            for after in visit.after:
                u = visit_index[after.visit_id]
                pred[v].append((u, after.min_days, after.min_calendar_days))
                succ[u].append((v, after.min_days, after.min_calendar_days))
    return pred, succ


def _same_groups(problem: Problem, visit_index: dict[str, int], without: frozenset[str]) -> Ints:
    """Group number by visit; groups that share a visit are one."""
    group = np.full(len(problem.visits), -1, dtype=np.int64)
    if "same_engineer" in without:
        return group
    for number, ids in enumerate(problem.same_engineer):
        members = [visit_index[i] for i in ids]
        joined = {int(group[m]) for m in members if group[m] >= 0}
        for old in joined:
            group[group == old] = number
        group[members] = number
    return group


def _group_of(lists: list[list[str]], visit_index: dict[str, int], n_visits: int) -> Ints:
    group = np.full(n_visits, -1, dtype=np.int64)
    for number, ids in enumerate(lists):
        for visit_id in ids:
            group[visit_index[visit_id]] = number
    return group


def _pointers(counts: list[int]) -> Ints:
    return np.concatenate([[0], np.cumsum(counts, dtype=np.int64)]).astype(np.int64)


def _table(rows: list[tuple[int, int, int]]) -> Ints:
    return np.array(rows, dtype=np.int64).reshape(-1, 3)
