"""Ruin and recreate over engineer-days: string removal, best insertion with blinks, annealing.

Christiaens and Vanden Berghe, "Slack Induction by String Removals for Vehicle Routing
Problems", Transportation Science 54(2), 2020; here a string is a run of stops of one
engineer-day, and neighbours are visits near in place. Every feasible route met is collected.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit, types
from numba.experimental import structref

from fieldplan.solver.native import register
from fieldplan.solver.problem import Arrays, Compiled, Ints
from fieldplan.solver.timing import price_route

FAR = 1 << 60
STRING_MAX = 6
MAX_REMOVED = 14
BLINK_PER_MILLE = 20
POOL_ROWS = 40_000
MEMO = 1 << 18
"""Timed orders remembered; the search meets most orders many times."""
MOST_TRIED = 12
"""Feasible insertion places timed for one visit, in order of their bound."""


class State(NamedTuple):
    """A plan in arrays. Shapes: S slots, W longest route, V visits, E engineers."""

    order: Ints  # (S, W) entries
    length: Ints  # (S,)
    cost: Ints  # (S,) scalar
    overtime: Ints  # (S,)
    busy: Ints  # (S,)
    slot: Ints  # (V,) slot of a visit, -1 = left out
    entry: Ints  # (V,)
    month_overtime: Ints  # (E,)
    month_busy: Ints  # (E,)
    total: Ints  # (1,) scalar, unserved visits included


@structref.register
class StateType(types.StructRef):
    """Compiled code's type of State."""


class StateRef(structref.StructRefProxy):
    """Python's handle of a native State."""


structref.define_proxy(StateRef, StateType, State._fields)


@njit(cache=True)
def _state_ref(*fields: Any) -> Any:
    return StateRef(*fields)


register(State, _state_ref)


class Scratch(NamedTuple):
    """Work space of one search; ``rng`` makes it repeatable."""

    rng: npt.NDArray[np.uint64]
    seq: Ints  # (W + 1,)
    choice: Ints  # (W + 1,)
    near: Ints  # (V, K) visits by distance
    removed: Ints  # (V,) list
    marked: Ints  # (V,) 1 = in the list
    place_bound: Ints  # insertion places of one visit: lower bound, slot, position, entry
    place_slot: Ints
    place_pos: Ints
    place_entry: Ints
    memo_key: npt.NDArray[np.uint64]  # (MEMO,) hash of a slot and an order
    memo: Ints  # (MEMO, 4) feasible, cost, overtime, busy
    pool_slot: Ints  # (POOL_ROWS,)
    pool_len: Ints
    pool_cost: Ints
    pool_extra: Ints  # (POOL_ROWS, 2) overtime, busy
    pool_order: Ints  # (POOL_ROWS, W)
    pool_size: Ints  # (1,)


@structref.register
class ScratchType(types.StructRef):
    """Compiled code's type of Scratch."""


class ScratchRef(structref.StructRefProxy):
    """Python's handle of a native Scratch."""


structref.define_proxy(ScratchRef, ScratchType, Scratch._fields)


@njit(cache=True)
def _scratch_ref(*fields: Any) -> Any:
    return ScratchRef(*fields)


register(Scratch, _scratch_ref)


def longest_route(compiled: Compiled) -> int:
    """Most stops any route can have, by the shortest visits and the longest shift."""
    a = compiled.arrays
    n_visits = len(a.entry_ptr) - 1
    if n_visits == 0 or len(a.slot_open) == 0:
        return 1
    longest = int((a.slot_close + a.slot_overtime - a.slot_open).max())
    durations = np.sort(a.entry_dur[a.entry_ptr[:-1]])
    fitting = int(np.searchsorted(np.cumsum(durations), longest, side="right"))
    return max(1, min(n_visits, fitting, int(a.slot_max_visits.max())))


def new_state(compiled: Compiled) -> State:
    """Return the empty plan."""
    a = compiled.arrays
    n_slots, n_visits, n_eng = len(a.slot_open), len(a.entry_ptr) - 1, len(a.overtime_month)
    zeros = np.zeros
    return State(
        order=zeros((n_slots, longest_route(compiled)), dtype=np.int64),
        length=zeros(n_slots, dtype=np.int64),
        cost=zeros(n_slots, dtype=np.int64),
        overtime=zeros(n_slots, dtype=np.int64),
        busy=zeros(n_slots, dtype=np.int64),
        slot=np.full(n_visits, -1, dtype=np.int64),
        entry=np.full(n_visits, -1, dtype=np.int64),
        month_overtime=zeros(n_eng, dtype=np.int64),
        month_busy=zeros(n_eng, dtype=np.int64),
        total=np.array([a.unserved_scalar.sum()], dtype=np.int64),
    )


def new_scratch(compiled: Compiled, seed: int, neighbours: int = 60) -> Scratch:
    """Return work space for a search with a seed."""
    a = compiled.arrays
    n_slots, n_visits, width = len(a.slot_open), len(a.entry_ptr) - 1, longest_route(compiled)
    locs = a.entry_loc[a.entry_ptr[:-1]]
    between = np.where(a.travel < 0, 10**6, a.travel)
    distance = between[np.ix_(locs, locs)] + between[np.ix_(locs, locs)].T
    near = np.argsort(distance, axis=1, kind="stable")[:, : min(n_visits, neighbours)]
    most_forms = int(np.diff(a.entry_ptr).max(initial=1))
    places = most_forms * n_slots * (width + 1) + 1
    zeros = np.zeros
    return Scratch(
        rng=np.array([(seed + 1) * 0x9E3779B97F4A7C15 % 2**64], dtype=np.uint64),
        seq=zeros(width + 1, dtype=np.int64),
        choice=zeros(width + 1, dtype=np.int64),
        near=np.ascontiguousarray(near, dtype=np.int64),
        removed=zeros(n_visits, dtype=np.int64),
        marked=zeros(n_visits, dtype=np.int64),
        place_bound=zeros(places, dtype=np.int64),
        place_slot=zeros(places, dtype=np.int64),
        place_pos=zeros(places, dtype=np.int64),
        place_entry=zeros(places, dtype=np.int64),
        memo_key=zeros(MEMO, dtype=np.uint64),
        memo=zeros((MEMO, 4), dtype=np.int64),
        pool_slot=zeros(POOL_ROWS, dtype=np.int64),
        pool_len=zeros(POOL_ROWS, dtype=np.int64),
        pool_cost=zeros(POOL_ROWS, dtype=np.int64),
        pool_extra=zeros((POOL_ROWS, 2), dtype=np.int64),
        pool_order=zeros((POOL_ROWS, width), dtype=np.int64),
        pool_size=zeros(1, dtype=np.int64),
    )


def copy_state(state: State) -> State:
    """Return an independent copy."""
    return State(*(np.copy(part) for part in state))


@njit(cache=True)
def assign_state(target: State, source: State) -> None:
    """Copy ``source`` into ``target`` in place."""
    target.order[:] = source.order
    target.length[:] = source.length
    target.cost[:] = source.cost
    target.overtime[:] = source.overtime
    target.busy[:] = source.busy
    target.slot[:] = source.slot
    target.entry[:] = source.entry
    target.month_overtime[:] = source.month_overtime
    target.month_busy[:] = source.month_busy
    target.total[:] = source.total


@njit(cache=True)
def _random(w: Scratch, below: int) -> int:
    """xorshift64* (Marsaglia 2003, Vigna 2016): a whole number in 0 … below - 1."""
    x = w.rng[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    w.rng[0] = x
    return int((x * np.uint64(2685821657736338717)) >> np.uint64(33)) % below


@njit(cache=True)
def _priced(a: Arrays, w: Scratch, slot: int, n: int) -> tuple[bool, int, int, int]:
    """``price_route`` of ``w.seq``, remembered by a 64-bit hash (FNV-1a of slot and order)."""
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
    return w.memo[cell, 0] == 1, w.memo[cell, 1], w.memo[cell, 2], w.memo[cell, 3]


@njit(cache=True)
def _set_route(
    a: Arrays, st: State, slot: int, n: int, cost: int, overtime: int, busy: int
) -> None:
    e = a.slot_engineer[slot]
    st.total[0] += cost - st.cost[slot]
    st.month_overtime[e] += overtime - st.overtime[slot]
    st.month_busy[e] += busy - st.busy[slot]
    st.cost[slot], st.overtime[slot], st.busy[slot], st.length[slot] = cost, overtime, busy, n


@njit(cache=True)
def take_out(a: Arrays, st: State, w: Scratch, v: int) -> bool:
    """Take a visit out of its route and time the rest; False if the rest cannot be timed.

    Travel may break the triangle inequality, so a shorter route may be infeasible or take
    longer than the month's caps allow: then the whole route is emptied by the caller.
    """
    slot = st.slot[v]
    n = st.length[slot]
    k = 0
    for i in range(n):
        if st.order[slot, i] != st.entry[v]:
            w.seq[k] = st.order[slot, i]
            k += 1
    feasible, cost, overtime, busy = _priced(a, w, slot, k)
    e = a.slot_engineer[slot]
    overtime_left = a.overtime_month[e] - st.month_overtime[e]
    if not feasible or overtime - st.overtime[slot] > max(0, overtime_left):
        return False
    if busy - st.busy[slot] > max(0, a.hours_min[e] - st.month_busy[e]):
        return False
    for i in range(k):
        st.order[slot, i] = w.seq[i]
    _set_route(a, st, slot, k, cost, overtime, busy)
    st.slot[v] = -1
    st.entry[v] = -1
    st.total[0] += a.unserved_scalar[v]
    return True


@njit(cache=True)
def _mark(w: Scratch, v: int, count: int) -> int:
    if w.marked[v] == 0:
        w.marked[v] = 1
        w.removed[count] = v
        count += 1
    return count


@njit(cache=True)
def _remove(a: Arrays, st: State, w: Scratch, v: int, count: int) -> int:
    """Remove a visit, with its whole run of consecutive days; list what was removed."""
    group = a.run_group[v]
    first, last = 0, 1
    if group >= 0:
        first, last = a.run_ptr[group], a.run_ptr[group + 1]
    for k in range(first, last):
        u = a.run_visit[k] if group >= 0 else v
        if st.slot[u] < 0:
            continue
        count = _mark(w, u, count)
        if not take_out(a, st, w, u):
            slot = st.slot[u]
            n = st.length[slot]
            for i in range(n):
                x = a.entry_visit[st.order[slot, i]]
                st.slot[x] = -1
                st.entry[x] = -1
                st.total[0] += a.unserved_scalar[x]
                count = _mark(w, x, count)
            _set_route(a, st, slot, 0, 0, 0, 0)
    return count


@njit(cache=True)
def settle(a: Arrays, st: State, w: Scratch, count: int) -> int:
    """Drop what stands without its predecessor or without the rest of its run, until none does."""
    changed = True
    while changed:
        changed = False
        for v in range(st.slot.shape[0]):
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
                count = _remove(a, st, w, v, count)
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
def _group_engineer(a: Arrays, st: State, v: int) -> int:
    """Engineer who already serves the visit's group, -1 if none does."""
    group = a.same_group[v]
    if group >= 0:
        for u in range(st.slot.shape[0]):
            if a.same_group[u] == group and u != v and st.slot[u] >= 0:
                return a.slot_engineer[st.slot[u]]
    return -1


@njit(cache=True)
def _collect_places(
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
    for slot in range(first_slot, last_slot):
        d = a.slot_day[slot]
        if d < first_day or d > last_day:
            continue
        if engineer >= 0 and a.slot_engineer[slot] != engineer:
            continue
        n = st.length[slot]
        if n >= min(a.slot_max_visits[slot], st.order.shape[1]):
            continue
        for entry in range(a.entry_ptr[v], a.entry_ptr[v + 1]):
            if not a.ok[entry, slot]:
                continue
            loc = a.entry_loc[entry]
            for pos in range(n + 1):
                if blink > 0 and _random(w, 1000) < blink:
                    continue
                before = a.slot_from[slot] if pos == 0 else a.entry_loc[st.order[slot, pos - 1]]
                after = a.slot_to[slot] if pos == n else a.entry_loc[st.order[slot, pos]]
                there, onward = a.travel[before, loc], a.travel[loc, after]
                if there < 0 or onward < 0:
                    continue
                extra = there + onward - a.travel[before, after]
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
def _fill(st: State, w: Scratch, slot: int, pos: int, entry: int) -> int:
    n = st.length[slot]
    for i in range(pos):
        w.seq[i] = st.order[slot, i]
    w.seq[pos] = entry
    for i in range(pos, n):
        w.seq[i + 1] = st.order[slot, i]
    return n + 1


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
    count = _collect_places(
        a, st, w, v, first_slot, last_slot, engineer, first_day, last_day, blink
    )
    best, best_slot, best_pos, best_entry = FAR, -1, -1, -1
    if count == 0:
        return best, best_slot, best_pos, best_entry
    tried = 0
    by_bound = np.argsort(w.place_bound[:count], kind="mergesort")
    for rank in range(count):
        i = by_bound[rank]
        # Traffic only adds to the free-flow bound, but where a faster order of departure or a
        # non-metric table undercuts it, a slightly dearer place may win; harmless here.
        if w.place_bound[i] >= best:
            break
        slot, pos, entry = w.place_slot[i], w.place_pos[i], w.place_entry[i]
        n = _fill(st, w, slot, pos, entry)
        feasible, cost, overtime, busy = _priced(a, w, slot, n)
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
        best, best_slot, best_pos, best_entry = cost - st.cost[slot], slot, pos, entry
    return best, best_slot, best_pos, best_entry


@njit(cache=True)
def put_in(a: Arrays, st: State, w: Scratch, v: int, slot: int, pos: int, entry: int) -> bool:
    """Insert a visit; False (and nothing changed) if the route cannot be timed."""
    n = _fill(st, w, slot, pos, entry)
    feasible, cost, overtime, busy = _priced(a, w, slot, n)
    if not feasible:
        return False
    for i in range(n):
        st.order[slot, i] = w.seq[i]
    _set_route(a, st, slot, n, cost, overtime, busy)
    st.slot[v] = slot
    st.entry[v] = entry
    st.total[0] -= a.unserved_scalar[v]
    return True


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
        his = _group_engineer(a, st, a.run_visit[k])
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
                cost, _, _, _ = _best_place(a, st, w, u, slot, slot + 1, -1, lo, hi, blink)
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
        cost, slot, pos, entry = _best_place(a, st, w, u, slot, slot + 1, -1, lo, hi, 0)
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
def _shed(a: Arrays, st: State, w: Scratch) -> None:
    """Take out what was served for the sake of visits that then found no room, if that pays."""
    for v in range(st.slot.shape[0]):
        if st.slot[v] < 0 or a.run_group[v] >= 0 or a.succ_ptr[v] == a.succ_ptr[v + 1]:
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
                a, st, w, v, 0, st.length.shape[0], _group_engineer(a, st, v), lo, hi, blink
            )
            if cost < _worth(a, st, v):
                put_in(a, st, w, v, slot, pos, entry)


@njit(cache=True)
def _sort_removed(a: Arrays, w: Scratch, count: int, kind: int) -> None:
    """Order of insertion: random, dearest to leave out first, or longest work first."""
    keys = np.empty(count, dtype=np.int64)
    for i in range(count):
        v = w.removed[i]
        if kind == 0:
            keys[i] = _random(w, 1 << 30)
        elif kind == 1:
            keys[i] = -a.unserved_scalar[v]
        else:
            keys[i] = -a.entry_dur[a.entry_ptr[v]]
    order = np.argsort(keys, kind="mergesort")
    copy = w.removed[:count].copy()
    for i in range(count):
        w.removed[i] = copy[order[i]]


@njit(cache=True)
def ruin(a: Arrays, st: State, w: Scratch) -> int:
    """Remove strings of stops near a random visit, or a few whole days; returns how many."""
    n_visits = st.slot.shape[0]
    count = 0
    target = 2 + _random(w, MAX_REMOVED - 1)
    centre = _random(w, n_visits)
    if _random(w, 8) == 0:
        # Whole routes: two random engineer-days.
        for _ in range(2):
            slot = _random(w, st.length.shape[0])
            while st.length[slot] > 0:
                before = count
                count = _remove(a, st, w, a.entry_visit[st.order[slot, 0]], count)
                if count == before:
                    break
        return count
    for i in range(w.near.shape[1]):
        if count >= target:
            break
        v = w.near[centre, i]
        if st.slot[v] < 0:
            continue
        slot = st.slot[v]
        n = st.length[slot]
        size = 1 + _random(w, min(n, STRING_MAX))
        at = 0
        for k in range(n):
            if st.order[slot, k] == st.entry[v]:
                at = k
        begin = max(0, min(n - size, at - _random(w, size)))
        string = st.order[slot, begin : begin + size].copy()
        for k in range(size):
            u = a.entry_visit[string[k]]
            if st.slot[u] >= 0:
                count = _remove(a, st, w, u, count)
    return count


@njit(cache=True)
def _save_pool(st: State, w: Scratch, slot: int) -> None:
    row = w.pool_size[0]
    n = st.length[slot]
    if n == 0 or row >= w.pool_slot.shape[0]:
        return
    w.pool_slot[row] = slot
    w.pool_len[row] = n
    w.pool_cost[row] = st.cost[slot]
    w.pool_extra[row, 0] = st.overtime[slot]
    w.pool_extra[row, 1] = st.busy[slot]
    for i in range(n):
        w.pool_order[row, i] = st.order[slot, i]
    w.pool_size[0] = row + 1


@njit(cache=True)
def run(
    a: Arrays,
    now: State,
    best: State,
    trial: State,
    w: Scratch,
    iterations: int,
    hot: float,
    cold: float,
) -> int:
    """Anneal ``now`` from temperature ``hot`` to ``cold``; ``best`` keeps the best plan.

    Returns the number of iterations done; stops early when the pool is full.
    """
    n_visits = now.slot.shape[0]
    n_slots = now.length.shape[0]
    for it in range(iterations):
        if w.pool_size[0] + n_slots >= w.pool_slot.shape[0]:
            return it
        temperature = hot * (cold / hot) ** (it / iterations)
        assign_state(trial, now)
        w.marked[:] = 0
        count = ruin(a, trial, w)
        count = settle(a, trial, w, count)
        # A few of the visits left out get a chance each time.
        left_out = 0
        offset = _random(w, n_visits)
        for i in range(n_visits):
            v = (i + offset) % n_visits
            if trial.slot[v] < 0 and w.marked[v] == 0 and left_out < 12:
                group = a.run_group[v]
                if group >= 0:
                    for k in range(a.run_ptr[group], a.run_ptr[group + 1]):
                        count = _mark(w, a.run_visit[k], count)
                else:
                    count = _mark(w, v, count)
                left_out += 1
        _sort_removed(a, w, count, _random(w, 3))
        recreate(a, trial, w, count, BLINK_PER_MILLE)
        settle(a, trial, w, count)
        _shed(a, trial, w)
        for slot in range(n_slots):
            if trial.cost[slot] != now.cost[slot] or trial.length[slot] != now.length[slot]:
                _save_pool(trial, w, slot)
        uniform = (_random(w, 1 << 30) + 1) / (1 << 30)
        if trial.total[0] < now.total[0] - temperature * np.log(uniform):
            assign_state(now, trial)
            if now.total[0] < best.total[0]:
                assign_state(best, now)
    return iterations


@njit(cache=True)
def construct(a: Arrays, st: State, w: Scratch) -> None:
    """First plan: insert every visit left out, the dearest to leave out first."""
    count = 0
    w.marked[:] = 0
    for v in range(st.slot.shape[0]):
        if st.slot[v] < 0:
            count = _mark(w, v, count)
    _sort_removed(a, w, count, 1)
    recreate(a, st, w, count, 0)
    settle(a, st, w, count)
    _shed(a, st, w)
