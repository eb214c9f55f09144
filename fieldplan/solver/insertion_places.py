"""Where a visit can be inserted: places that the shift has room for, with a bound on their cost."""

from __future__ import annotations

from numba import njit

from fieldplan.solver.arrays import Arrays
from fieldplan.solver.moves import random_below
from fieldplan.solver.state import Scratch, State

MANY_SLOTS = 150
"""With more engineer-days, a visit is tried in empty ones and those that hold a near visit."""


@njit(cache=True)
def _spare_min(a: Arrays, st: State, slot: int, n: int) -> int:
    """Minutes that the shift and its overtime leave beside work, lunch and free-flow drives.

    At most what is left: waiting is not counted, and faster traffic is.
    """
    spare = a.slot_close[slot] + a.slot_overtime[slot] - a.slot_open[slot]
    if a.slot_lunch[slot] == 1:
        spare -= a.lunch[0]
    place, drive = a.slot_from[slot], 0
    for i in range(n):
        entry = st.order[slot, i]
        loc = a.entry_loc[entry]
        drive += a.travel[place, loc]
        spare -= a.entry_dur[entry]
        if i == 0 or loc != place:
            spare -= a.overhead_min
        place = loc
    if n > 0:
        drive += a.travel[place, a.slot_to[slot]]
    return int(spare - drive * a.slot_least_pct[slot] // 100)


@njit(cache=True)
def collect_places(
    a: Arrays,
    st: State,
    w: Scratch,
    v: int,
    first_slot: int,
    last_slot: int,
    engineer: int,
    first_day: int,
    last_day: int,
    blink: int,
) -> int:
    """List insertion places of a visit with a lower bound on their cost."""
    per_min = 1
    if a.has_prices == 1:
        per_min = a.prices[1] // 60
    count = 0
    nearby = last_slot - first_slot > MANY_SLOTS
    if nearby:
        w.stamp[0] += 1
        for i in range(w.near.shape[1]):
            if st.slot[w.near[v, i]] >= 0:
                w.slot_stamp[st.slot[w.near[v, i]]] = w.stamp[0]
    for slot in range(first_slot, last_slot):
        if nearby and st.length[slot] > 0 and w.slot_stamp[slot] != w.stamp[0]:
            continue
        d = a.slot_day[slot]
        if d < first_day or d > last_day:
            continue
        if engineer >= 0 and a.slot_engineer[slot] != engineer:
            continue
        n = st.length[slot]
        if n >= min(a.slot_max_visits[slot], st.order.shape[1]):
            continue
        spare = _spare_min(a, st, slot, n) - a.entry_dur[a.entry_ptr[v]]
        if spare < 0:
            continue
        for entry in range(a.entry_ptr[v], a.entry_ptr[v + 1]):
            if not a.ok[entry, slot]:
                continue
            loc = a.entry_loc[entry]
            for pos in range(n + 1):
                if blink > 0 and random_below(w, 1000) < blink:
                    continue
                before = a.slot_from[slot] if pos == 0 else a.entry_loc[st.order[slot, pos - 1]]
                after = a.slot_to[slot] if pos == n else a.entry_loc[st.order[slot, pos]]
                there, onward = a.travel[before, loc], a.travel[loc, after]
                if there < 0 or onward < 0:
                    continue
                extra = there + onward - a.travel[before, after]
                if extra * a.slot_least_pct[slot] > 100 * spare:
                    continue
                metres = 0
                if a.has_prices == 1:
                    metres = (
                        (a.metres[before, loc] + a.metres[loc, after] - a.metres[before, after])
                        * a.prices[0]
                        // 1000
                    )
                w.place_bound[count] = extra * per_min + metres + a.fixed_scalar[entry, slot]
                w.place_slot[count] = slot
                w.place_pos[count] = pos
                w.place_entry[count] = entry
                count += 1
    return count
