"""Elementary moves on a plan in arrays: price an order, take a visit out, put one in, settle."""

from __future__ import annotations

import numpy as np
from numba import njit

from fieldplan.solver.arrays import Arrays
from fieldplan.solver.desk import desk_gaps
from fieldplan.solver.native import ZERO
from fieldplan.solver.state import MEMO, Scratch, State, note_legs
from fieldplan.solver.timing import price_route


@njit(cache=True)
def random_below(w: Scratch, below: int) -> int:
    """xorshift64* (Marsaglia 2003, Vigna 2016): a whole number in 0 … below - 1."""
    x = w.rng[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    w.rng[0] = x
    return int((x * np.uint64(2685821657736338717)) >> np.uint64(33)) % below


@njit(cache=True)
def _remembered(a: Arrays, w: Scratch, slot: int, n: int) -> int:
    """Place in the memory of ``w.seq``, by a 64-bit hash (FNV-1a of slot and order)."""
    key = np.uint64(14695981039346656037) ^ np.uint64(slot + 1)
    key *= np.uint64(1099511628211)
    for i in range(n):
        key ^= np.uint64(w.seq[i] + 1)
        key *= np.uint64(1099511628211)
    cell = np.int64((key ^ (key >> np.uint64(29))) & np.uint64(MEMO - 1))
    if w.memo_key[cell] != key:
        feasible, cost, overtime, busy = price_route(a, slot, w.seq, n, w.choice)
        w.memo_key[cell] = key
        w.memo[cell, 0] = 1 if feasible else 0
        w.memo[cell, 1], w.memo[cell, 2], w.memo[cell, 3] = cost, overtime, busy
        if a.desk_on == 1 and feasible:
            w.memo[cell, 4], w.memo[cell, 5] = desk_gaps(a, slot, w.seq, n, w.choice)
    return int(cell)


@njit(cache=True)
def priced(a: Arrays, w: Scratch, slot: int, n: int) -> tuple[bool, int, int, int]:
    """``price_route`` of ``w.seq``, remembered."""
    cell = _remembered(a, w, slot, n)
    return w.memo[cell, 0] == 1, w.memo[cell, 1], w.memo[cell, 2], w.memo[cell, 3]


@njit(cache=True)
def gaps(a: Arrays, w: Scratch, slot: int, n: int) -> tuple[int, int]:
    """``desk_gaps`` of ``w.seq``, remembered; with strict desk work only."""
    if n == 0:
        return a.desk_empty[slot], 0
    cell = _remembered(a, w, slot, n)
    return w.memo[cell, 4], w.memo[cell, 5]


@njit(cache=True)
def touch(w: Scratch, slot: int) -> None:
    """Put a route on the list of those changed, once."""
    if not w.is_touched[slot]:
        w.is_touched[slot] = True
        w.touched[w.n_touched[0]] = slot
        w.n_touched[0] += 1


@njit(cache=True)
def forget_touched(w: Scratch) -> None:
    """Begin a new list of routes changed."""
    for i in range(w.n_touched[0]):
        w.is_touched[w.touched[i]] = False
    w.n_touched[0] = 0


@njit(cache=True)
def copy_touched(a: Arrays, w: Scratch, target: State, source: State) -> None:
    """Make ``target`` equal to ``source``, from which it differs in the routes changed only."""
    slots = w.touched[: w.n_touched[0]]
    for slot in slots:
        for i in range(target.length[slot]):
            v = a.entry_visit[target.order[slot, i]]
            target.slot[v], target.entry[v] = -1, -1
    for slot in slots:
        target.leg[slot, source.length[slot]] = source.leg[slot, source.length[slot]]
        for i in range(source.length[slot]):
            target.leg[slot, i] = source.leg[slot, i]
            entry = source.order[slot, i]
            target.order[slot, i] = entry
            v = a.entry_visit[entry]
            target.slot[v], target.entry[v] = slot, entry
        target.length[slot], target.cost[slot] = source.length[slot], source.cost[slot]
        target.overtime[slot], target.busy[slot] = source.overtime[slot], source.busy[slot]
        target.spare[slot] = source.spare[slot]
        target.gap[slot, 0], target.gap[slot, 1] = source.gap[slot, 0], source.gap[slot, 1]
        e = a.slot_engineer[slot]
        target.month_overtime[e] = source.month_overtime[e]
        target.month_busy[e] = source.month_busy[e]
    target.total[0] = source.total[0]


@njit(cache=True)
def set_route(
    a: Arrays, st: State, w: Scratch, slot: int, n: int, cost: int, overtime: int, busy: int
) -> None:
    """Note the figures of a route whose order is written already, and the plan's sums."""
    touch(w, slot)
    e = a.slot_engineer[slot]
    st.total[0] += cost - st.cost[slot]
    st.month_overtime[e] += overtime - st.overtime[slot]
    st.month_busy[e] += busy - st.busy[slot]
    st.cost[slot], st.overtime[slot], st.busy[slot], st.length[slot] = cost, overtime, busy, n
    note_legs(a, st, slot)


@njit(cache=True)
def take_out(a: Arrays, st: State, w: Scratch, v: int) -> bool:
    """Take a visit out of its route and time the rest; False if the rest cannot be timed.

    Travel may break the triangle inequality, so a shorter route may be infeasible or take
    longer than the month's caps allow: then the whole route is emptied by the caller.
    """
    slot = st.slot[v]
    n = st.length[slot]
    k = ZERO
    for i in range(n):
        if st.order[slot, i] != st.entry[v]:
            w.seq[k] = st.order[slot, i]
            k += 1
    feasible, cost, overtime, busy = priced(a, w, slot, k)
    e = a.slot_engineer[slot]
    overtime_left = a.overtime_month[e] - st.month_overtime[e]
    if not feasible or overtime - st.overtime[slot] > max(0, overtime_left):
        return False
    if busy - st.busy[slot] > max(0, a.hours_min[e] - st.month_busy[e]):
        return False
    for i in range(k):
        st.order[slot, i] = w.seq[i]
    set_route(a, st, w, slot, k, cost, overtime, busy)
    if a.desk_on == 1:
        st.gap[slot, 0], st.gap[slot, 1] = gaps(a, w, slot, k)
    st.slot[v] = -1
    st.entry[v] = -1
    st.total[0] += a.unserved_scalar[v]
    return True


@njit(cache=True)
def mark(w: Scratch, v: int, count: int) -> int:
    """Put a visit on the list of those to insert, once; returns the list's length."""
    if w.marked[v] == 0:
        w.marked[v] = 1
        w.removed[count] = v
        count += 1
    return count


@njit(cache=True)
def remove(a: Arrays, st: State, w: Scratch, v: int, count: int) -> int:
    """Remove a visit, with its whole run of consecutive days; list what was removed."""
    group = a.run_group[v]
    first, last = 0, 1
    if group >= 0:
        first, last = a.run_ptr[group], a.run_ptr[group + 1]
    for k in range(first, last):
        u = a.run_visit[k] if group >= 0 else v
        if st.slot[u] < 0:
            continue
        count = mark(w, u, count)
        if not take_out(a, st, w, u):
            slot = st.slot[u]
            n = st.length[slot]
            for i in range(n):
                x = a.entry_visit[st.order[slot, i]]
                st.slot[x] = -1
                st.entry[x] = -1
                st.total[0] += a.unserved_scalar[x]
                count = mark(w, x, count)
            set_route(a, st, w, slot, ZERO, ZERO, ZERO, ZERO)
            st.gap[slot, 0], st.gap[slot, 1] = a.desk_empty[slot], 0
    return count


@njit(cache=True)
def settle(a: Arrays, st: State, w: Scratch, count: int) -> int:
    """Drop what stands without its predecessor or without the rest of its run, until none does."""
    changed = True
    while changed:
        changed = False
        for v in w.bound:
            if st.slot[v] < 0:
                continue
            broken = False
            for k in range(a.pred_ptr[v], a.pred_ptr[v + 1]):
                if st.slot[a.pred[k, 0]] < 0:
                    broken = True
            group = a.run_group[v]
            if group >= 0:
                for k in range(a.run_ptr[group], a.run_ptr[group + 1]):
                    if st.slot[a.run_visit[k]] < 0:
                        broken = True
            if broken:
                count = remove(a, st, w, v, count)
                changed = True
    return count


@njit(cache=True)
def day_range(a: Arrays, st: State, v: int) -> tuple[int, int]:
    """First and last day index that the served neighbours of the chain leave to a visit."""
    first, last = 0, a.day_ordinal.shape[0] - 1
    for k in range(a.pred_ptr[v], a.pred_ptr[v + 1]):
        slot = st.slot[a.pred[k, 0]]
        if slot < 0:
            return 1, 0
        d = a.slot_day[slot]
        first = max(first, d + a.pred[k, 1])
        while first <= last and a.day_ordinal[first] < a.day_ordinal[d] + a.pred[k, 2]:
            first += 1
    for k in range(a.succ_ptr[v], a.succ_ptr[v + 1]):
        slot = st.slot[a.succ[k, 0]]
        if slot < 0:
            continue
        d = a.slot_day[slot]
        last = min(last, d - a.succ[k, 1])
        while last >= first and a.day_ordinal[last] + a.succ[k, 2] > a.day_ordinal[d]:
            last -= 1
    return first, last


@njit(cache=True)
def group_engineer(a: Arrays, st: State, v: int) -> int:
    """Engineer who already serves the visit's group, -1 if none does."""
    group = a.same_group[v]
    if group >= 0:
        for u in range(st.slot.shape[0]):
            if a.same_group[u] == group and u != v and st.slot[u] >= 0:
                return a.slot_engineer[st.slot[u]]
    return -1


@njit(cache=True)
def fill(st: State, w: Scratch, slot: int, pos: int, entry: int) -> int:
    """Write a slot's order with an entry inserted to ``w.seq``; returns its length."""
    n = st.length[slot]
    for i in range(pos):
        w.seq[i] = st.order[slot, i]
    w.seq[pos] = entry
    for i in range(pos, n):
        w.seq[i + 1] = st.order[slot, i]
    return n + 1


@njit(cache=True)
def put_in(a: Arrays, st: State, w: Scratch, v: int, slot: int, pos: int, entry: int) -> bool:
    """Insert a visit; False (and nothing changed) if the route cannot be timed."""
    n = fill(st, w, slot, pos, entry)
    feasible, cost, overtime, busy = priced(a, w, slot, n)
    if not feasible:
        return False
    for i in range(n):
        st.order[slot, i] = w.seq[i]
    set_route(a, st, w, slot, n, cost, overtime, busy)
    if a.desk_on == 1:
        st.gap[slot, 0], st.gap[slot, 1] = gaps(a, w, slot, n)
    st.slot[v] = slot
    st.entry[v] = entry
    st.total[0] -= a.unserved_scalar[v]
    return True
