"""The problem as arrays: slots (engineer-days), entries (visits as routes can hold them).

A promised visit has two entries: *kept* (windows cut to the promise) and *broken* (any other
time, at the price of a broken promise), so that a route's tiers are sums over its entries. So
has an emergency to be attended by a minute of its last day: in time, and *late* on that day.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit, types
from numba.experimental import structref

from fieldplan.cost import unserved_days_late
from fieldplan.domain import Problem, ProblemEngineer, Tier, Visit
from fieldplan.domain.problem import HALF_HOURS
from fieldplan.solver.native import Native, ref, register

LUNCH_DUE_OVER_MIN = 240
"""A shift of up to 4 hours needs no break (Labour Code of the Russian Federation, art. 108)."""
NO_CAP = 1_000_000
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


class Arrays(NamedTuple):
    """Everything that compiled code reads. Shapes: L locations, S slots, N entries, V visits,
    D days, E engineers. Times in minutes; ``*_scalar`` in units of the last tier."""

    travel: Ints  # (L, L) free-flow minutes, negative = unreachable
    metres: Ints  # (L, L)
    profiles: Ints  # (P, 48) speed per cent by half-hour
    slot_engineer: Ints
    slot_day: Ints
    slot_open: Ints  # earliest departure
    slot_close: Ints  # end of shift
    slot_overtime: Ints  # minutes allowed beyond slot_close
    slot_from: Ints
    slot_to: Ints
    slot_max_visits: Ints
    slot_profile: Ints  # row of profiles, -1 = free flow
    slot_lunch: Ints  # 1 = a lunch is due
    slot_fee: Ints  # (S, 3) contractor's day, visit, hour prices; -1 in [:, 0] for staff
    lunch: Ints  # minutes, earliest, latest, interrupts over
    overhead_min: int
    step_min: int
    entry_visit: Ints
    entry_loc: Ints
    entry_dur: Ints
    entry_kept: Ints  # 1 = the kept form of a promised visit
    win_ptr: Ints  # (N * D + 1,)
    win_open: Ints
    win_cap: Ints  # latest start by promise or deadline; no cap on a late entry
    win_close: Ints
    ok: Bools  # (N, S) the entry may stand in the slot, all rules but timing and chains
    fixed_scalar: Ints  # (N, S) lateness, broken promise, preferences
    unserved_scalar: Ints  # (V,)
    prices: Ints  # km, drive hour, overtime hour, first %, first min, later %, level h, level from
    has_prices: int
    entry_ptr: Ints  # (V + 1,) entries of a visit are contiguous
    pred_ptr: Ints  # (V + 1,) predecessors: visit, min days, min calendar days
    pred: Ints  # (A, 3)
    succ_ptr: Ints
    succ: Ints  # (A, 3)
    same_group: Ints  # (V,) group of same_engineer, -1 = none
    run_group: Ints  # (V,) group of consecutive_days, -1 = none
    run_ptr: Ints
    run_visit: Ints
    slot_of: Ints  # (E, D), -1 = no slot
    day_ordinal: Ints  # (D,) calendar day number
    overtime_month: Ints  # (E,)
    hours_min: Ints  # (E,)
    weight_unit: int  # scalar worth of one unit of weight


@structref.register
class ArraysType(types.StructRef):
    """Compiled code's type of Arrays."""


class ArraysRef(structref.StructRefProxy):
    """Python's handle of a native Arrays."""


structref.define_proxy(ArraysRef, ArraysType, Arrays._fields)


@njit(cache=True)
def _arrays_ref(*fields: Any) -> Any:
    return ArraysRef(*fields)


register(Arrays, _arrays_ref)


class Form(NamedTuple):
    """A visit as a route can hold it: within its promise or not, late on its last day or not."""

    visit: Visit
    kept: bool
    late: bool


class Compiled(NamedTuple):
    """A problem with its arrays and the way back from indices to ids."""

    problem: Problem
    arrays: Arrays
    native: Native  # the arrays for compiled code
    slots: tuple[tuple[ProblemEngineer, date], ...]
    entries: tuple[Form, ...]
    tiers: EntryTiers


class EntryTiers(NamedTuple):
    """What an entry on a slot adds to each tier, and what a visit left out adds."""

    late: Ints  # (N, S)
    days_late: Ints
    broken: Ints
    last: Ints  # preferences, in units of the last tier
    left_out: Ints  # (V, 4) late, days late, broken, weight
    left_last: Ints  # (V,) worth of a welcome visit left out, in units of the last tier


def compile_problem(problem: Problem, *, without: frozenset[str] = frozenset()) -> Compiled:
    """Return the arrays of a problem.

    Parameters
    ----------
    without : frozenset of str
        Names of rules to leave out; only for the test that each rule's term does its work.
    """
    slots = _slots(problem, without)
    forms = [_forms(visit) for visit in problem.visits]
    entries = tuple(form for of_visit in forms for form in of_visit)
    scale = _Scale(problem)
    tiers = _entry_tiers(problem, slots, entries)
    scalars = np.array([scale.late, scale.day_late, scale.promise, scale.weight], dtype=np.int64)
    n_days, n_loc = len(problem.days), len(problem.travel.minutes)
    metres = problem.travel.metres
    windows = _windows(problem, entries, without)
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
        fixed_scalar=(
            tiers.late * scale.late
            + tiers.days_late * scale.day_late
            + tiers.broken * scale.promise
            + tiers.last
        ),
        unserved_scalar=tiers.left_out @ scalars + tiers.left_last,
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
        weight_unit=scale.weight,
    )
    return Compiled(problem, arrays, ref(arrays), slots, entries, tiers)


class _Scale:
    """One integer scale for all tiers: the search compares sums, the result compares tiers.

    A unit of a tier outweighs what a change of the tiers below can bring in one move; the sums
    stay within 64 bits.
    """

    def __init__(self, problem: Problem) -> None:
        longest = max(
            (end - start for e in problem.engineers for start, end in e.shifts.values()),
            default=600,
        )
        per_min = 1
        if problem.prices is not None:
            prices = problem.prices
            per_min = max(
                1,
                prices.drive_hour_cost // 60 + prices.km_cost * 2 + prices.overtime_hour_cost // 30,
            )
            per_min += max(
                (e.hour_cost // 60 + (e.day_cost + e.visit_cost) // 60 for e in problem.engineers),
                default=0,
            )
        self.weight = 4 * (longest + 60) * per_min
        total = sum(visit.weight for visit in problem.visits) + 1
        promised = 1 + sum(visit.promise is not None for visit in problem.visits)
        urgent = [unserved_days_late(problem, visit) for visit in problem.visits if visit.deadline]
        self.promise = self.weight * min(total, 20_000)
        self.day_late = self.promise * min(promised, 1_000)
        self.late = self.day_late * min(1 + sum(urgent), 1_000)


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


def _overtime_allowed(engineer: ProblemEngineer, without: frozenset[str]) -> int:
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


def _forms(visit: Visit) -> list[Form]:
    """Entries of a visit; the late ones only where work can still start after the deadline."""
    late: tuple[bool, ...] = (False,)
    if visit.deadline is not None and visit.deadline_min is not None:
        latest = max((c for _, c in visit.windows.get(visit.deadline, ())), default=0)
        if latest - visit.duration_min > visit.deadline_min:
            late = (False, True)
    kept = (True, False) if visit.promise else (False,)
    return [Form(visit, is_kept, is_late) for is_late in late for is_kept in kept]


def _windows(
    problem: Problem, entries: tuple[Form, ...], without: frozenset[str]
) -> tuple[Ints, Ints, Ints, Ints]:
    """CSR by (entry, day): opening, latest start by promise or deadline, closing."""
    counts: list[int] = [0]
    opens: list[int] = []
    caps: list[int] = []
    closes: list[int] = []
    for visit, kept, late in entries:
        for day in problem.days:
            if late and day != visit.deadline:
                counts.append(len(opens))
                continue
            for start, end in _day_windows(problem, visit, day, kept, without):
                cap = NO_CAP
                if kept and visit.promise is not None:
                    start = max(start, visit.promise.start_min)  # noqa: PLW2901
                    cap = visit.promise.end_min
                if visit.deadline == day and visit.deadline_min is not None:
                    if late:
                        start = max(start, visit.deadline_min + 1)  # noqa: PLW2901
                    else:
                        cap = min(cap, visit.deadline_min)
                if start + visit.duration_min <= end and start <= cap:
                    opens.append(start)
                    caps.append(cap)
                    closes.append(end)
            counts.append(len(opens))
    pack = [np.array(values, dtype=np.int64) for values in (counts, opens, caps, closes)]
    return pack[0], pack[1], pack[2], pack[3]


def _day_windows(
    problem: Problem, visit: Visit, day: date, kept: bool, without: frozenset[str]
) -> tuple[tuple[int, int], ...]:
    if kept and visit.promise is not None and day != visit.promise.date:
        return ()
    promised_day = visit.promise is not None and visit.promise.date == day
    if "not_before" not in without and visit.not_before and day < visit.not_before:
        return ()
    if (
        "notice_days" not in without
        and visit.notice_until
        and day < visit.notice_until
        and not promised_day
    ):
        return ()
    windows = tuple(visit.windows.get(day, ()))
    if "allowed_day" in without and not windows:
        windows = tuple(next(iter(visit.windows.values()), ()))
    if "access_window" in without and windows:
        windows = ((0, NO_CAP),)
    return tuple(sorted(windows))


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


def _entry_tiers(
    problem: Problem,
    slots: tuple[tuple[ProblemEngineer, date], ...],
    entries: tuple[Form, ...],
) -> EntryTiers:
    days_late, broken, last = (
        np.zeros((len(entries), len(slots)), dtype=np.int64) for _ in range(3)
    )
    ordinals = np.array([day.toordinal() for _, day in slots], dtype=np.int64)
    ids = np.array([engineer.id for engineer, _ in slots], dtype=object)
    prices = problem.prices
    for n, (visit, kept, late) in enumerate(entries):
        if visit.deadline is not None:
            days_late[n] = np.maximum(int(late), ordinals - visit.deadline.toordinal())
        if visit.promise is not None and not kept:
            broken[n] = 1
        if prices is not None and visit.preferred_engineer is not None:
            last[n] += (ids != visit.preferred_engineer) * prices.preferred_engineer_cost
        if prices is not None and visit.target is not None:
            last[n] += np.abs(ordinals - visit.target.toordinal()) * prices.spacing_day_cost
    left_out = [
        (
            int(visit.deadline is not None),
            unserved_days_late(problem, visit),
            int(visit.promise is not None),
            0 if visit.tier is Tier.WELCOME else visit.weight,
        )
        for visit in problem.visits
    ]
    return EntryTiers(
        late=(days_late > 0).astype(np.int64),
        days_late=days_late,
        broken=broken,
        last=last,
        left_out=np.array(left_out, dtype=np.int64).reshape(-1, 4),
        left_last=np.array(
            [
                visit.worth_cost if prices is not None and visit.tier is Tier.WELCOME else 0
                for visit in problem.visits
            ],
            dtype=np.int64,
        ),
    )


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
