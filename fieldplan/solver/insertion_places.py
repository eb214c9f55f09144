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
    # A record's array costs two atomic counts whenever it is looked up: names of their own here.
    length, order, leg, left = st.length, st.order, st.leg, st.spare
    ok, fixed, entry_loc = a.ok, a.fixed_scalar, a.entry_loc
    slot_day, slot_engineer, most_visits = a.slot_day, a.slot_engineer, a.slot_max_visits
    slot_from, slot_to, least_pct = a.slot_from, a.slot_to, a.slot_least_pct
    blink_in, slot_stamp = w.blink_in, w.slot_stamp
    place_bound, place_slot = w.place_bound, w.place_slot
    place_pos, place_entry = w.place_pos, w.place_entry
    priced, per_min, per_km = a.has_prices == 1, 1, 0
    if priced:
        per_min, per_km = a.prices[1] // 60, a.prices[0]
    metres = a.metres
    first_entry, last_entry = a.entry_ptr[v], a.entry_ptr[v + 1]
    shortest = a.entry_dur[first_entry]
    count = 0
    nearby = last_slot - first_slot > MANY_SLOTS
    if nearby:
        w.stamp[0] += 1
        near, at = w.near[v], st.slot
        for i in range(near.shape[0]):
            if at[near[i]] >= 0:
                slot_stamp[at[near[i]]] = w.stamp[0]
    stamp, to_blink = w.stamp[0], blink_in[0]
    for slot in range(first_slot, last_slot):
        spare = left[slot] - shortest
        if spare < 0:
            continue
        n = length[slot]
        if nearby and n > 0 and slot_stamp[slot] != stamp:
            continue
        d = slot_day[slot]
        if d < first_day or d > last_day:
            continue
        if engineer >= 0 and slot_engineer[slot] != engineer:
            continue
        if n >= min(most_visits[slot], order.shape[1]):
            continue
        most = 100 * spare // least_pct[slot]
        for entry in range(first_entry, last_entry):
            if not ok[entry, slot]:
                continue
            loc = entry_loc[entry]
            way_there, way_on = a.travel_to[loc], a.travel[loc]
            after = slot_from[slot]
            for pos in range(n + 1):
                before = after
                after = slot_to[slot] if pos == n else entry_loc[order[slot, pos]]
                if blink > 0:
                    if to_blink == 0:
                        to_blink = _until_blink(w, blink)
                        continue
                    to_blink -= 1
                there, onward = way_there[before], way_on[after]
                if there < 0 or onward < 0:
                    continue
                extra = there + onward - leg[slot, pos]
                if extra > most:
                    continue
                bound = extra * per_min + fixed[entry, slot]
                if priced:
                    added = metres[before, loc] + metres[loc, after] - metres[before, after]
                    bound += added * per_km // 1000
                place_bound[count], place_slot[count] = bound, slot
                place_pos[count], place_entry[count] = pos, entry
                count += 1
    blink_in[0] = to_blink
    return count


@njit(cache=True)
def _until_blink(w: Scratch, blink: int) -> int:
    """Places before the next that is passed over: geometric, a random number for all of them."""
    uniform = (random_below(w, 1 << 30) + 1) / (1 << 30)
    return int(np.log(uniform) / np.log(1.0 - blink / 1000))
