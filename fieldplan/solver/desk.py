"""``desk_capacity`` in the search: whether an engineer's desk work fits around his routes.

Compiled. The same greedy rule as ``fieldplan/desk/schedule.py`` (earliest due date first by
half-days, exact), reckoned in sums only.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from fieldplan.solver.arrays import Arrays, Ints
from fieldplan.solver.state import State
from fieldplan.solver.timing import LUNCH_BASE_AFTER, LUNCH_BASE_BEFORE, price_route, time_route


@njit(cache=True)
def desk_gaps(a: Arrays, slot: int, seq: Ints, n: int, choice: Ints) -> tuple[int, int]:
    """Minutes that a route leaves free before it departs and after it is back."""
    if n == 0:
        return a.desk_empty[slot], 0
    _, _, _, leave, back, place = time_route(a, slot, seq, n, choice)
    lunch, close = a.lunch[0], a.slot_close[slot]
    before = leave - a.slot_open[slot]
    if place == LUNCH_BASE_BEFORE:
        before -= lunch
    if place == LUNCH_BASE_AFTER:
        pause = max(back, a.lunch[1])
        return before, max(0, min(pause, close) - back) + max(0, close - pause - lunch)
    return before, max(0, close - back)


@njit(cache=True)
def desk_missed(
    a: Arrays, st: State, e: int, slot: int, seq: Ints, n: int, before: int, after: int
) -> int:
    """Minutes of an engineer's desk work that miss their due date.

    ``slot``, unless negative, is reckoned with the order ``seq[:n]`` and these gaps.
    """
    n_days = a.day_ordinal.shape[0]
    halves = 2 * n_days
    pending = np.zeros(halves, dtype=np.int64)
    urgent = np.zeros(n_days, dtype=np.int64)
    docs = np.zeros(n_days, dtype=np.int64)
    for d in range(n_days):
        s = a.slot_of[e, d]
        if s < 0:
            continue
        length = n if s == slot else st.length[s]
        for i in range(length):
            v = a.entry_visit[seq[i] if s == slot else st.order[s, i]]
            docs[d] += a.desk_doc[e, v]
            if a.desk_urgent[v] == 1:
                urgent[d] += a.desk_prep[e, v]
            elif d > a.desk_prepared[e]:
                pending[2 * d - 1] += a.desk_prep[e, v]
    missed = 0
    for half in range(halves):
        d = half // 2
        if half % 2 == 0:
            pending[half] += urgent[d]
        elif d + a.desk_doc_days < n_days:
            pending[2 * (d + a.desk_doc_days) + 1] += docs[d]
        for j in range(a.desk_job_ptr[e], a.desk_job_ptr[e + 1]):
            if a.desk_job[j, 0] == half:
                pending[a.desk_job[j, 1]] += a.desk_job[j, 2]
        s = a.slot_of[e, d]
        if s >= 0:
            free = (before, after) if s == slot else (st.gap[s, 0], st.gap[s, 1])
            room = free[half % 2]
            due = half
            while room > 0 and due < halves:
                taken = min(room, pending[due])
                pending[due] -= taken
                room -= taken
                due += 1
        missed += pending[half]
    return missed


@njit(cache=True)
def desk_holds(a: Arrays, st: State) -> bool:
    """Whether the desk work of all engineers fits; always when the rule is not strict."""
    if a.desk_on == 0:
        return True
    nothing = np.zeros(1, dtype=np.int64)
    missed = 0
    for e in range(a.slot_of.shape[0]):
        missed += desk_missed(a, st, e, -1, nothing, 0, 0, 0)
    return missed == 0


@njit(cache=True)
def least_missed(a: Arrays, st: State, v: int, first_day: int, last_day: int) -> int:
    """Least minutes that the desk would miss if a visit were put where its route can be timed.

    -1: there is no such place.
    """
    least = -1
    width = st.order.shape[1]
    seq, choice = np.empty(width + 1, dtype=np.int64), np.empty(width + 1, dtype=np.int64)
    for slot in range(st.length.shape[0]):
        n, e = st.length[slot], a.slot_engineer[slot]
        outside = a.slot_day[slot] < first_day or a.slot_day[slot] > last_day
        if outside or n >= min(a.slot_max_visits[slot], width):
            continue
        for entry in range(a.entry_ptr[v], a.entry_ptr[v + 1]):
            for pos in range(n + 1 if a.ok[entry, slot] else 0):
                for i in range(pos):
                    seq[i] = st.order[slot, i]
                seq[pos] = entry
                for i in range(pos, n):
                    seq[i + 1] = st.order[slot, i]
                feasible, _, overtime, busy = price_route(a, slot, seq, n + 1, choice)
                if not feasible:
                    continue
                if st.month_overtime[e] + overtime - st.overtime[slot] > a.overtime_month[e]:
                    continue
                if st.month_busy[e] + busy - st.busy[slot] > a.hours_min[e]:
                    continue
                before, after = desk_gaps(a, slot, seq, n + 1, choice)
                missed = desk_missed(a, st, e, slot, seq, n + 1, before, after)
                if least < 0 or missed < least:
                    least = missed
    return least
