"""The one timing of the search: an order of stops to minutes (see ``docs/timing.md``).

Compiled. For a departure, every stop keeps two earliest states, before and after lunch; travel
keeps the order of departures, so the earlier state never loses.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from fieldplan.solver.arrays import Arrays, Ints
from fieldplan.solver.native import ZERO

LUNCH_NONE, LUNCH_BASE_BEFORE, LUNCH_BASE_AFTER = -1, -2, -3
_BEFORE, _WITHIN, _AFTER = 1, 2, 3
NEVER = 1 << 40


@njit(cache=True)
def arrival(a: Arrays, profile: int, leave: int, free_min: int) -> int:
    """Minute of arrival: least ``u`` with ``S[u] - S[leave] >= 100 * free_min``."""
    if profile < 0 or free_min == 0:
        return leave + free_min
    need = 100 * free_min
    t = leave
    while True:
        half = t // 30
        pct = a.profiles[profile, half % 48]
        left = (half + 1) * 30 - t
        if pct * left >= need:
            return t + (need + pct - 1) // pct
        need -= pct * left
        t += left


@njit(cache=True)
def fit(a: Arrays, first: int, last: int, ready: int, need: int) -> int:
    """Earliest start at or after ``ready`` of work of ``need`` minutes; NEVER if none."""
    for w in range(first, last):
        start = max(ready, a.win_open[w])
        if start <= a.win_cap[w] and start + need <= a.win_close[w]:
            return start
    return NEVER


@njit(cache=True)
def serve(
    a: Arrays,
    day: int,
    profile: int,
    entry: int,
    free: int,
    overhead: int,
    t0: int,
    d0: int,
    t1: int,
    d1: int,
) -> tuple[int, int, int, int, int]:
    """Drive ``free`` minutes and serve an entry, from the two states of a departure.

    ``t0, d0`` are the earliest departure and the drive so far before lunch, ``t1, d1`` after.
    Returns the same four after the stop, and how lunch was taken here on the way to the new
    after-lunch state (0 = earlier).
    """  # fmt: skip
    lunch, lo, hi, over = a.lunch[0], a.lunch[1], a.lunch[2], a.lunch[3]
    n_days = a.day_ordinal.shape[0]
    first = a.win_ptr[entry * n_days + day]
    last = a.win_ptr[entry * n_days + day + 1]
    dur = a.entry_dur[entry]
    best, drive, how = NEVER, 0, 0
    if t1 < NEVER:
        u = arrival(a, profile, t1, free)
        start = fit(a, first, last, u + overhead, dur)
        if start < NEVER:
            best, drive = start + dur, d1 + u - t1
    before = NEVER
    if t0 < NEVER:
        u = arrival(a, profile, t0, free)
        d0 += u - t0
        ready = u + overhead
        start = max(ready, lo)
        if start <= hi:
            start = fit(a, first, last, start + lunch, dur)
            if start < NEVER and (start + dur, d0) < (best, drive):
                best, drive, how = start + dur, d0, _BEFORE
        if dur > over:
            start = fit(a, first, last, ready, dur + lunch)
            if start < NEVER:
                pause = max(start, lo)
                end = start + dur + lunch
                if pause <= hi and pause < start + dur and (end, d0) < (best, drive):
                    best, drive, how = end, d0, _WITHIN
        start = fit(a, first, last, ready, dur)
        if start < NEVER:
            before = start + dur
            pause = max(before, lo)
            if pause <= hi and (pause + lunch, d0) < (best, drive):
                best, drive, how = pause + lunch, d0, _AFTER
    return before, d0, best, drive, how


@njit(cache=True)
def set_out(a: Arrays, slot: int, leave: int) -> tuple[int, int]:
    """The two states at base for a departure: (before lunch, after lunch), NEVER if not so."""
    if a.slot_lunch[slot] == 0:
        return NEVER, leave
    fits = max(a.slot_open[slot], a.lunch[1]) <= min(a.lunch[2], leave - a.lunch[0])
    return leave, leave if fits else NEVER


@njit(cache=True)
def first_after_noon(a: Arrays, slot: int) -> int:
    """Earliest departure after a lunch at base; before it, later may be better than earlier."""
    if a.slot_lunch[slot] == 0:
        return a.slot_open[slot]
    return max(a.slot_open[slot], a.lunch[1]) + a.lunch[0]


@njit(cache=True)
def come_home(
    a: Arrays, profile: int, free: int, t0: int, d0: int, t1: int, d1: int
) -> tuple[int, int, int, bool]:
    """Drive back to base: (finish, back, drive, lunch after the return); finish may be NEVER."""
    finish, back, drive, at_base = NEVER, 0, 0, False
    if t1 < NEVER:
        back = arrival(a, profile, t1, free)
        finish, drive = back, d1 + back - t1
    if t0 < NEVER:
        u = arrival(a, profile, t0, free)
        pause = max(u, a.lunch[1])
        if pause <= a.lunch[2] and (pause + a.lunch[0], d0 + u - t0) < (finish, drive):
            finish, back, drive, at_base = pause + a.lunch[0], u, d0 + u - t0, True
    return finish, back, drive, at_base


@njit(cache=True)
def simulate(
    a: Arrays, slot: int, seq: Ints, n: int, leave: int, choice: Ints
) -> tuple[int, int, int, int]:
    """Run one departure. Returns (finish, back, drive, lunch place); finish NEVER = infeasible.

    ``choice[i]`` is filled with how lunch was taken at stop ``i`` on the best path that has had
    lunch there. Lunch place: LUNCH_* or ``4 * stop + {1 before, 2 within, 3 after}``.
    """
    day = a.slot_day[slot]
    profile = a.slot_profile[slot]
    t0, t1 = set_out(a, slot, leave)
    d0, d1 = 0, 0
    place = a.slot_from[slot]
    for i in range(n):
        loc = a.entry_loc[seq[i]]
        free = a.travel[place, loc]
        if free < 0:
            return NEVER, 0, 0, LUNCH_NONE
        overhead = a.overhead_min if i == 0 or loc != place else 0
        place = loc
        t0, d0, t1, d1, choice[i] = serve(a, day, profile, seq[i], free, overhead, t0, d0, t1, d1)
        if t0 == NEVER and t1 == NEVER:
            return NEVER, 0, 0, LUNCH_NONE
    free = a.travel[place, a.slot_to[slot]]
    if free < 0:
        return NEVER, 0, 0, LUNCH_NONE
    finish, back, drive, at_base = come_home(a, profile, free, t0, d0, t1, d1)
    if finish > a.slot_close[slot] + a.slot_overtime[slot]:
        return NEVER, 0, 0, LUNCH_NONE
    lunch_place = LUNCH_NONE
    if at_base:
        lunch_place = LUNCH_BASE_AFTER
    elif a.slot_lunch[slot] == 1:
        lunch_place = LUNCH_BASE_BEFORE
        for i in range(n - 1, -1, -1):
            if choice[i] != 0:
                lunch_place = 4 * i + choice[i]
                break
    return finish, back, drive, lunch_place


@njit(cache=True)
def first_departure(a: Arrays, slot: int, seq: Ints, n: int) -> int:
    """Start of the shift; with strict desk work, after the preparation of emergencies."""
    leave = a.slot_open[slot]
    if a.desk_on == 1:
        ahead = 0
        for i in range(n):
            v = a.entry_visit[seq[i]]
            if a.desk_urgent[v] == 1:
                ahead += a.desk_prep[a.slot_engineer[slot], v]
        leave += (ahead + a.step_min - 1) // a.step_min * a.step_min
    return leave


@njit(cache=True)
def time_route(
    a: Arrays, slot: int, seq: Ints, n: int, choice: Ints
) -> tuple[bool, int, int, int, int, int]:
    """Canonical timing of an order of stops.

    Returns (feasible, overtime, drive, leave, back, lunch place): the departure with the least
    (overtime, drive, back - leave, leave).
    """
    close = a.slot_close[slot]
    leave = first_departure(a, slot, seq, n)
    if n > a.slot_max_visits[slot]:
        return False, 0, 0, 0, 0, LUNCH_NONE
    found = False
    best = (ZERO, ZERO, ZERO, ZERO)
    best_back, best_place = ZERO, LUNCH_NONE
    noon = first_after_noon(a, slot)
    while leave <= close + a.slot_overtime[slot]:
        finish, back, drive, lunch_place = simulate(a, slot, seq, n, leave, choice)
        overtime = max(0, finish - close)
        if finish == NEVER or (found and overtime > best[0]):
            # Leaving later is no better, until lunch at base comes before it.
            if leave >= noon:
                break
            leave += max(1, (noon - leave + a.step_min - 1) // a.step_min) * a.step_min
            continue
        score = (overtime, drive, back - leave, leave)
        if not found or score < best:
            found, best, best_back, best_place = True, score, back, lunch_place
        leave += a.step_min
    return found, best[0], best[1], best[3], best_back, best_place


@njit(cache=True)
def busy_of(a: Arrays, leave: int, back: int, lunch_place: int) -> int:
    """``back - leave`` less a lunch taken on the way."""
    return back - leave - (a.lunch[0] if lunch_place >= 0 else 0)


@njit(cache=True)
def _share(amount: int, parts: int) -> int:
    return (2 * amount + parts) // (2 * parts)


@njit(cache=True)
def distance_of(a: Arrays, slot: int, seq: Ints, n: int) -> int:
    """Metres of a route, the way back included."""
    place = a.slot_from[slot]
    total = 0
    for i in range(n):
        loc = a.entry_loc[seq[i]]
        total += a.metres[place, loc]
        place = loc
    return total + a.metres[place, a.slot_to[slot]]


@njit(cache=True)
def last_tier_cost(
    a: Arrays, slot: int, seq: Ints, n: int, overtime: int, drive: int, span: int, busy: int
) -> int:
    """Part of the last tier that depends on the route as a whole; the sums of ``cost.py``."""
    if a.has_prices == 0:
        return drive
    p = a.prices
    cost = _share(p[1] * drive, 60) + _share(p[0] * distance_of(a, slot, seq, n), 1000)
    if a.slot_fee[slot, 0] >= 0:
        fee = a.slot_fee[slot]
        return cost + fee[0] + fee[1] * n + _share(fee[2] * span, 60)
    first = min(overtime, p[4])
    cost += _share(p[2] * (first * p[3] + (overtime - first) * p[5]), 6000)
    return cost + _share(p[6] * max(0, busy - p[7]), 60)


@njit(cache=True)
def time_and_cost(
    a: Arrays, slot: int, seq: Ints, n: int, choice: Ints
) -> tuple[bool, int, int, int]:
    """Last-tier cost of a route: (feasible, cost, overtime, busy minutes)."""
    found, overtime, drive, leave, back, place = time_route(a, slot, seq, n, choice)
    if not found:
        return False, 0, 0, 0
    busy = busy_of(a, leave, back, place)
    cost = last_tier_cost(a, slot, seq, n, overtime, drive, back - leave, busy)
    return True, cost, overtime, busy


@njit(cache=True)
def price_route(
    a: Arrays, slot: int, seq: Ints, n: int, choice: Ints
) -> tuple[bool, int, int, int]:
    """Scalar cost of a route: (feasible, cost, overtime, busy minutes)."""
    if n == 0:
        return True, 0, 0, 0
    feasible, cost, overtime, busy = time_and_cost(a, slot, seq, n, choice)
    for i in range(n):
        cost += a.fixed_scalar[seq[i], slot]
    return feasible, cost, overtime, busy


@njit(cache=True, nogil=True)
def price_routes(a: Arrays, slots: Ints, orders: Ints, lengths: Ints) -> Ints:
    """``price_route`` of many routes: int (n, 4) of feasible, cost, overtime, busy minutes."""
    figures = np.zeros((slots.shape[0], 4), dtype=np.int64)
    choice = np.zeros(orders.shape[1] + 1, dtype=np.int64)
    for r in range(slots.shape[0]):
        feasible, cost, overtime, busy = price_route(a, slots[r], orders[r], lengths[r], choice)
        figures[r, 0] = 1 if feasible else 0
        figures[r, 1], figures[r, 2], figures[r, 3] = cost, overtime, busy
    return figures


def new_choice(n: int) -> Ints:
    """Scratch space for ``simulate`` and its callers: one place a stop."""
    return np.zeros(max(1, n), dtype=np.int64)
