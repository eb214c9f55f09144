"""A partial route of pricing: its earliest states, its cost once closed, where it is kept."""

from __future__ import annotations

import numpy as np
from numba import njit

from fieldplan.solver.arrays import Arrays, Ints
from fieldplan.solver.day_groups import DayGroup, Floats
from fieldplan.solver.native import ZERO
from fieldplan.solver.timing import (
    NEVER,
    come_home,
    first_departure,
    last_tier_cost,
    time_and_cost,
)


@njit(cache=True)
def front(states: Ints, living: int) -> tuple[int, int, int, int]:
    """First departure that still stands; earliest states and least drive over all of them."""
    first, low_t0, low_t1, low_drive = -1, NEVER, NEVER, NEVER
    for d in range(living):
        s = states[d]
        if s[0] == NEVER and s[2] == NEVER:
            continue
        if first < 0:
            first = d
        low_t0, low_t1 = min(low_t0, s[0]), min(low_t1, s[2])
        if s[0] < NEVER:
            low_drive = min(low_drive, s[1])
        if s[2] < NEVER:
            low_drive = min(low_drive, s[3])
    return max(first, 0), low_t0, low_t1, low_drive


@njit(cache=True)
def close(
    a: Arrays, g: DayGroup, slot: int, seq: Ints, n: int, states: Ints, living: int, noon: int
) -> tuple[bool, int, int, int]:
    """Canonical cost of the route as it stands: (feasible, cost, overtime, busy minutes)."""
    free = a.travel[a.entry_loc[seq[n - 1]], a.slot_to[slot]]
    if free < 0:
        return False, 0, 0, 0
    if states.shape[0] == 1:
        # One departure stands for all: the route is timed in full.
        return time_and_cost(a, slot, seq, n, np.zeros(n, dtype=np.int64))
    found = False
    best = (ZERO, ZERO, ZERO, ZERO)
    best_busy = ZERO
    first = (first_departure(a, slot, seq, n) - a.slot_open[slot]) // a.step_min
    for d in range(first, living):
        s = states[d]
        finish, back, drive, at_base = come_home(
            a, a.slot_profile[slot], free, s[0], s[1], s[2], s[3]
        )
        overtime = max(0, finish - a.slot_close[slot])
        if finish > g.end_time or (found and overtime > best[0]):
            if d >= noon:
                break
            continue
        leave = a.slot_open[slot] + d * a.step_min
        score = (overtime, drive, back - leave, leave)
        if not found or score < best:
            found, best = True, score
            on_the_way = a.slot_lunch[slot] == 1 and not at_base and s[4] == 0
            best_busy = back - leave - (a.lunch[0] if on_the_way else 0)
    if not found:
        return False, 0, 0, 0
    full = last_tier_cost(a, slot, seq, n, best[0], best[1], best[2], best_busy)
    return True, full, best[0], best_busy


@njit(cache=True)
def keep_spot(
    order: Ints,
    length: Ints,
    reduced: Floats,
    seq: Ints,
    n: int,
    found: int,
    keep: int,
    value: float,
) -> int:
    """Where to store a route: over a dearer order of the same stops, else a free or the worst
    place; -1 = nowhere."""
    for r in range(found):
        if length[r] != n:
            continue
        same = True
        for q in range(n):
            inside = False
            for p in range(n):
                if order[r, p] == seq[q]:
                    inside = True
                    break
            if not inside:
                same = False
                break
        if same:
            return r if value < reduced[r] else -1
    if found < keep:
        return found
    worst = 0
    for r in range(1, keep):
        if reduced[r] > reduced[worst]:
            worst = r
    return worst if value < reduced[worst] else -1
