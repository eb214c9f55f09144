"""Best insertion with blinks: single visits, and runs of consecutive days as a whole."""

from __future__ import annotations

import numpy as np
from numba import njit

from fieldplan.solver.arrays import Arrays
from fieldplan.solver.desk import desk_missed
from fieldplan.solver.insertion_places import collect_places
from fieldplan.solver.moves import (
    day_range,
    fill,
    gaps,
    group_engineer,
    priced,
    put_in,
    take_out,
)
from fieldplan.solver.native import NOBODY, ZERO
from fieldplan.solver.state import Scratch, State

FAR = 1 << 60
MOST_TRIED = 12
"""Feasible insertion places timed for one visit, in order of their bound."""


@njit(cache=True)
def _best_place(
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
) -> tuple[int, int, int, int]:
    """Cheapest feasible insertion: (added cost or FAR, slot, position, entry)."""
    count = collect_places(a, st, w, v, first_slot, last_slot, engineer, first_day, last_day, blink)
    best, best_slot, best_pos, best_entry = FAR, -1, -1, -1
    if count == 0:
        return best, best_slot, best_pos, best_entry
    tried = 0
    for _ in range(count):
        # Few places are timed before the rest is too dear: the least each time is cheaper than
        # a sort.
        i = np.argmin(w.place_bound[:count])
        # Traffic only adds to the free-flow bound, but where a faster order of departure or a
        # non-metric table undercuts it, a slightly dearer place may win; harmless here.
        if w.place_bound[i] >= best:
            break
        slot, pos, entry = w.place_slot[i], w.place_pos[i], w.place_entry[i]
        w.place_bound[i] = FAR
        n = fill(st, w, slot, pos, entry)
        feasible, cost, overtime, busy = priced(a, w, slot, n)
        if not feasible:
            continue
        tried += 1
        if tried > MOST_TRIED:
            break
        if cost - st.cost[slot] >= best:
            continue
        e = a.slot_engineer[slot]
        if st.month_overtime[e] + overtime - st.overtime[slot] > a.overtime_month[e]:
            continue
        if st.month_busy[e] + busy - st.busy[slot] > a.hours_min[e]:
            continue
        if a.desk_on == 1:
            before, after = gaps(a, w, slot, n)
            if desk_missed(a, st, e, slot, w.seq, n, before, after) > 0:
                continue
        best, best_slot, best_pos, best_entry = cost - st.cost[slot], slot, pos, entry
    return best, best_slot, best_pos, best_entry


@njit(cache=True)
def _insert_run(a: Arrays, st: State, w: Scratch, group: int, blink: int) -> None:
    """Insert a whole run on consecutive days of one engineer where it costs least."""
    first, last = a.run_ptr[group], a.run_ptr[group + 1]
    n_days = a.day_ordinal.shape[0]
    wanted = -1
    best, best_e, best_d = FAR, -1, -1
    worth = 0
    for k in range(first, last):
        worth += a.unserved_scalar[a.run_visit[k]]
        his = group_engineer(a, st, a.run_visit[k])
        if his >= 0 and wanted >= 0 and his != wanted:
            return  # two parts of the run belong to different engineers by now
        wanted = max(wanted, his)
    for e in range(a.overtime_month.shape[0]):
        if wanted >= 0 and e != wanted:
            continue
        for d in range(n_days - (last - first) + 1):
            if not _run_lags_hold(a, group, d):
                continue
            total = 0
            for k in range(first, last):
                slot = a.slot_of[e, d + k - first]
                if slot < 0:
                    total = FAR
                    break
                u = a.run_visit[k]
                lo, hi = _run_days(a, st, u, group)
                cost, _, _, _ = _best_place(a, st, w, u, slot, slot + 1, NOBODY, lo, hi, blink)
                if cost == FAR:
                    total = FAR
                    break
                total += cost
            if total < best:
                best, best_e, best_d = total, e, d
    if best >= worth:
        return
    for k in range(first, last):
        u = a.run_visit[k]
        slot = a.slot_of[best_e, best_d + k - first]
        lo, hi = _run_days(a, st, u, group)
        cost, slot, pos, entry = _best_place(a, st, w, u, slot, slot + 1, NOBODY, lo, hi, ZERO)
        if cost == FAR or not put_in(a, st, w, u, slot, pos, entry):
            return  # the month's caps ran out on the way: _settle takes the parts out again


@njit(cache=True)
def _run_lags_hold(a: Arrays, group: int, day: int) -> bool:
    """Whether a run that begins on ``day`` keeps the stage order among its own visits."""
    first, last = a.run_ptr[group], a.run_ptr[group + 1]
    for k in range(first, last):
        v = a.run_visit[k]
        for p in range(a.pred_ptr[v], a.pred_ptr[v + 1]):
            for j in range(first, last):
                if a.run_visit[j] != a.pred[p, 0]:
                    continue
                then, here = day + j - first, day + k - first
                if here - then < a.pred[p, 1]:
                    return False
                if a.day_ordinal[here] - a.day_ordinal[then] < a.pred[p, 2]:
                    return False
    return True


@njit(cache=True)
def _run_days(a: Arrays, st: State, v: int, group: int) -> tuple[int, int]:
    """Like ``day_range``, but for the order within the run itself (``_run_lags_hold``)."""
    first, last = 0, a.day_ordinal.shape[0] - 1
    for k in range(a.pred_ptr[v], a.pred_ptr[v + 1]):
        u = a.pred[k, 0]
        if a.run_group[u] == group:
            continue
        if st.slot[u] < 0:
            return 1, 0
        d = a.slot_day[st.slot[u]]
        first = max(first, d + a.pred[k, 1])
        while first <= last and a.day_ordinal[first] < a.day_ordinal[d] + a.pred[k, 2]:
            first += 1
    for k in range(a.succ_ptr[v], a.succ_ptr[v + 1]):
        u = a.succ[k, 0]
        if a.run_group[u] == group or st.slot[u] < 0:
            continue
        d = a.slot_day[st.slot[u]]
        last = min(last, d - a.succ[k, 1])
        while last >= first and a.day_ordinal[last] + a.succ[k, 2] > a.day_ordinal[d]:
            last -= 1
    return first, last


@njit(cache=True)
def _worth(a: Arrays, st: State, v: int) -> int:
    """What serving a visit is worth: its own loss and that of all that waits for it."""
    total = a.unserved_scalar[v]
    if a.succ_ptr[v] == a.succ_ptr[v + 1]:
        return total
    waiting = np.empty(st.slot.shape[0], dtype=np.int64)
    waiting[0] = v
    count, i = 1, 0
    while i < count:
        for k in range(a.succ_ptr[waiting[i]], a.succ_ptr[waiting[i] + 1]):
            u = a.succ[k, 0]
            known = st.slot[u] >= 0
            for j in range(count):
                known = known or waiting[j] == u
            if not known:
                waiting[count] = u
                count += 1
                total += a.unserved_scalar[u]
        i += 1
    return total


@njit(cache=True)
def shed(a: Arrays, st: State, w: Scratch) -> None:
    """Take out what was served for the sake of visits that then found no room, if that pays."""
    for v in w.leading:
        if st.slot[v] < 0:
            continue
        needed = False
        for k in range(a.succ_ptr[v], a.succ_ptr[v + 1]):
            needed = needed or st.slot[a.succ[k, 0]] >= 0
        if needed:
            continue
        slot, entry, before = st.slot[v], st.entry[v], st.total[0]
        pos = 0
        while st.order[slot, pos] != entry:
            pos += 1
        if take_out(a, st, w, v) and st.total[0] >= before:
            put_in(a, st, w, v, slot, pos, entry)


@njit(cache=True)
def recreate(a: Arrays, st: State, w: Scratch, count: int, blink: int) -> None:
    """Insert the listed visits in their order; those of a chain after their predecessors."""
    waiting = True
    while waiting:
        waiting = False
        for i in range(count):
            v = w.removed[i]
            if st.slot[v] >= 0 or w.marked[v] != 1:
                continue
            group = a.run_group[v]
            ready = True
            first, last = v, v + 1
            if group >= 0:
                first, last = a.run_ptr[group], a.run_ptr[group + 1]
            for j in range(first, last):
                u = a.run_visit[j] if group >= 0 else v
                for k in range(a.pred_ptr[u], a.pred_ptr[u + 1]):
                    p = a.pred[k, 0]
                    if (
                        st.slot[p] < 0
                        and w.marked[p] == 1
                        and not (group >= 0 and a.run_group[p] == group)
                    ):
                        ready = False
            if not ready:
                continue
            w.marked[v] = 2
            waiting = True
            if group >= 0:
                for j in range(first, last):
                    w.marked[a.run_visit[j]] = 2
                _insert_run(a, st, w, group, blink)
                continue
            lo, hi = day_range(a, st, v)
            if lo > hi:
                continue
            cost, slot, pos, entry = _best_place(
                a, st, w, v, ZERO, st.length.shape[0], group_engineer(a, st, v), lo, hi, blink
            )
            if cost < _worth(a, st, v):
                put_in(a, st, w, v, slot, pos, entry)
