"""Where a visit can be inserted: places that the shift has room for, with a bound on their cost."""

from __future__ import annotations

import numpy as np
from numba import njit

from fieldplan.solver.arrays import Arrays
from fieldplan.solver.moves import random_below
from fieldplan.solver.state import Scratch, State

MANY_SLOTS = 150
"""With more engineer-days, a visit is tried in empty ones and those that hold a near visit."""


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
    """List insertion places of a visit with a lower bound on their cost.

    ``blink`` in a thousand places are passed over at random.
    """
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
    shortest = a.entry_dur[a.entry_ptr[v]]
    for slot in range(first_slot, last_slot):
        spare = st.spare[slot] - shortest
        if spare < 0:
            continue
        n = st.length[slot]
        if nearby and n > 0 and w.slot_stamp[slot] != w.stamp[0]:
            continue
        d = a.slot_day[slot]
        if d < first_day or d > last_day:
            continue
        if engineer >= 0 and a.slot_engineer[slot] != engineer:
            continue
        if n >= min(a.slot_max_visits[slot], st.order.shape[1]):
            continue
        most = 100 * spare // a.slot_least_pct[slot]
        for entry in range(a.entry_ptr[v], a.entry_ptr[v + 1]):
            if not a.ok[entry, slot]:
                continue
            loc = a.entry_loc[entry]
            after = a.slot_from[slot]
            for pos in range(n + 1):
                before = after
                after = a.slot_to[slot] if pos == n else a.entry_loc[st.order[slot, pos]]
                if blink > 0:
                    if w.blink_in[0] == 0:
                        w.blink_in[0] = _until_blink(w, blink)
                        continue
                    w.blink_in[0] -= 1
                there, onward = a.travel[before, loc], a.travel[loc, after]
                if there < 0 or onward < 0:
                    continue
                extra = there + onward - a.travel[before, after]
                if extra > most:
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


@njit(cache=True)
def _until_blink(w: Scratch, blink: int) -> int:
    """Places before the next that is passed over: geometric, a random number for all of them."""
    uniform = (random_below(w, 1 << 30) + 1) / (1 << 30)
    return int(np.log(uniform) / np.log(1.0 - blink / 1000))
