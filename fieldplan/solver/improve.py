"""Ruin and recreate over engineer-days: string removal, best insertion with blinks, annealing.

Christiaens and Vanden Berghe, "Slack Induction by String Removals for Vehicle Routing
Problems", Transportation Science 54(2), 2020; here a string is a run of stops of one
engineer-day, and neighbours are visits near in place. The routes of accepted plans are collected.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from fieldplan.solver.arrays import Arrays
from fieldplan.solver.desk import desk_holds
from fieldplan.solver.insertion import recreate, shed
from fieldplan.solver.moves import (
    copy_touched,
    forget_touched,
    mark,
    random_below,
    remove,
    settle,
)
from fieldplan.solver.native import ZERO
from fieldplan.solver.state import Scratch, State, assign_state

STRING_MAX = 6
MAX_REMOVED = 14
BLINK_PER_MILLE = 20


@njit(cache=True)
def _sort_removed(a: Arrays, w: Scratch, count: int, kind: int) -> None:
    """Order of insertion: random, dearest to leave out first, or longest work first."""
    keys = np.empty(count, dtype=np.int64)
    for i in range(count):
        v = w.removed[i]
        if kind == 0:
            keys[i] = random_below(w, 1 << 30)
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
    count = ZERO
    target = 2 + random_below(w, MAX_REMOVED - 1)
    centre = random_below(w, n_visits)
    if random_below(w, 8) == 0:
        # Whole routes: two random engineer-days.
        for _ in range(2):
            slot = random_below(w, st.length.shape[0])
            while st.length[slot] > 0:
                before = count
                count = remove(a, st, w, a.entry_visit[st.order[slot, 0]], count)
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
        size = 1 + random_below(w, min(n, STRING_MAX))
        at = 0
        for k in range(n):
            if st.order[slot, k] == st.entry[v]:
                at = k
        begin = max(0, min(n - size, at - random_below(w, size)))
        string = st.order[slot, begin : begin + size].copy()
        for k in range(size):
            u = a.entry_visit[string[k]]
            if st.slot[u] >= 0:
                count = remove(a, st, w, u, count)
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
def _accepted(a: Arrays, now: State, trial: State, w: Scratch, temperature: float) -> bool:
    if not desk_holds(a, trial):
        return False  # a shorter route may leave less time at the right end of its day
    uniform = (random_below(w, 1 << 30) + 1) / (1 << 30)
    return bool(trial.total[0] < now.total[0] - temperature * np.log(uniform))


@njit(cache=True, nogil=True)
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
    assign_state(trial, now)
    forget_touched(w)
    for it in range(iterations):
        if w.pool_size[0] + n_slots >= w.pool_slot.shape[0]:
            return it
        temperature = hot * (cold / hot) ** (it / iterations)
        w.marked[:] = 0
        count = ruin(a, trial, w)
        count = settle(a, trial, w, count)
        # A few of the visits left out get a chance each time.
        left_out = 0
        v = random_below(w, n_visits) - 1
        for _ in range(n_visits):
            v = v + 1 if v + 1 < n_visits else 0
            if trial.slot[v] < 0 and w.marked[v] == 0 and left_out < 12:
                group = a.run_group[v]
                if group >= 0:
                    for k in range(a.run_ptr[group], a.run_ptr[group + 1]):
                        count = mark(w, a.run_visit[k], count)
                else:
                    count = mark(w, v, count)
                left_out += 1
        _sort_removed(a, w, count, random_below(w, 3))
        recreate(a, trial, w, count, ZERO + BLINK_PER_MILLE)
        settle(a, trial, w, count)
        shed(a, trial, w)
        if _accepted(a, now, trial, w, temperature):
            for slot in w.touched[: w.n_touched[0]]:
                if trial.cost[slot] != now.cost[slot] or trial.length[slot] != now.length[slot]:
                    _save_pool(trial, w, slot)
            copy_touched(a, w, now, trial)
            if now.total[0] < best.total[0]:
                assign_state(best, now)
        else:
            copy_touched(a, w, trial, now)
        forget_touched(w)
    return iterations


@njit(cache=True)
def construct(a: Arrays, st: State, w: Scratch) -> None:
    """First plan: insert every visit left out, the dearest to leave out first."""
    count = ZERO
    w.marked[:] = 0
    for v in range(st.slot.shape[0]):
        if st.slot[v] < 0:
            count = mark(w, v, count)
    _sort_removed(a, w, count, ZERO + 1)
    recreate(a, st, w, count, ZERO)
    settle(a, st, w, count)
    shed(a, st, w)
