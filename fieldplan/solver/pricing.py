"""Pricing: routes of negative reduced cost, complete when it says so.

Depth-first enumeration of stop orders, pruned by the completion bounds. A partial route keeps
its state for every departure, so that its bound and, once closed, its cost are those of its
canonical timing.

Subset-row cuts: Jepsen, Petersen, Spoorendonk, Pisinger, Operations Research 56(2), 2008.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import njit

from fieldplan.solver.arrays import Arrays, Ints
from fieldplan.solver.completion import INF, bucket
from fieldplan.solver.day_groups import DayGroup, Floats
from fieldplan.solver.partial_route import close, front, keep_spot
from fieldplan.solver.timing import NEVER, first_after_noon, serve, set_out

EPS = 1e-6


@njit(cache=True)
def _departures(a: Arrays, g: DayGroup, slot: int) -> int:
    """Departures worth keeping apart: without traffic the first is as good as any."""
    if a.slot_profile[slot] < 0:
        return 1
    return int((g.end_time - a.slot_open[slot]) // a.step_min + 1)


@njit(cache=True, nogil=True)
def price_slot(
    a: Arrays,
    g: DayGroup,
    near: Ints,
    table: npt.NDArray[np.uint8],
    least: Floats,
    slot: int,
    reward: Floats,
    fixed: Floats,
    slot_cost: float,
    overtime_cost: float,
    busy_cost: float,
    cut_ptr: Ints,
    cut_of: Ints,
    cut_cost: Floats,
    keep: int,
    node_cap: int,
    threshold: float,
    width: int,
) -> tuple[int, Ints, Ints, Ints, Ints, Ints, Floats, bool, float]:
    """Enumerate the slot's routes of reduced cost below ``threshold``; the ``keep`` least stay.

    Parameters
    ----------
    near, table, least
        The group's memories and completion bounds.
    reward, fixed : ndarray, shape (n,)
        Dual reward and fixed cost of the group's entries on this slot.
    slot_cost, busy_cost : float
        Non-negative prices of using the slot and of a busy minute.
    overtime_cost : float
        Price of a minute of overtime; negative where it spares the desk a minute of the shift.
    cut_ptr, cut_of, cut_cost
        Subset-row cuts by entry (CSR) and their non-negative prices: a route pays once for
        every second of a cut's visits that it serves.
    node_cap : int
        Extensions tried at the most; the result says whether it was enough.

    Returns
    -------
    found : int
        Number of routes kept.
    order : ndarray of int, shape (keep, width)
    length, cost, overtime, busy : ndarrays, shape (keep,)
        Cost without the entries' fixed costs.
    reduced : ndarray, shape (keep,)
        Exact reduced costs, the slot's price included.
    complete : bool
        Every route below the threshold (or below the worst kept one) was seen.
    unseen : float
        Lower bound on the reduced costs of the routes that were not looked at.
    """  # fmt: skip
    n = g.entries.shape[0]
    n_cuts = cut_cost.shape[0]
    day, profile = a.slot_day[slot], a.slot_profile[slot]
    per_work = g.per_span_min + busy_cost
    per_min = g.per_drive_min + per_work
    # What overtime may bring in at the most; the completion bounds reckon with none.
    credit = max(0.0, -(g.per_overtime_min + overtime_cost)) * max(0, g.overtime_min)
    order = np.zeros((keep, width), dtype=np.int64)
    length = np.zeros(keep, dtype=np.int64)
    cost = np.zeros(keep, dtype=np.int64)
    overtime = np.zeros(keep, dtype=np.int64)
    busy = np.zeros(keep, dtype=np.int64)
    reduced = np.full(keep, INF)
    found = 0
    limit = threshold
    most = min(width, a.slot_max_visits[slot])
    n_dep = _departures(a, g, slot)

    gain = np.full(n, -INF)
    for k in range(n):
        if a.ok[g.entries[k], slot]:
            gain[k] = reward[k] - fixed[k]
    # Per depth: children in order of their bound, and the path's state by departure.
    child = np.empty((most + 1, n), dtype=np.int64)
    child_bound = np.empty((most + 1, n))
    child_cost = np.empty((most + 1, n))
    n_child = np.zeros(most + 1, dtype=np.int64)
    at = np.zeros(most + 1, dtype=np.int64)
    path = np.empty(most + 1, dtype=np.int64)
    on_path = np.zeros(a.entry_ptr.shape[0] - 1, dtype=np.bool_)
    in_cut = np.zeros(n_cuts, dtype=np.int64)
    seq = np.empty(width + 1, dtype=np.int64)
    state = np.empty((most + 1, n_dep, 5), dtype=np.int64)
    alive = np.zeros(most + 1, dtype=np.int64)
    static = np.empty(most + 1)
    bound_of = np.empty(n)
    cost_of = np.empty(n)
    for d in range(n_dep):
        leave = a.slot_open[slot] + d * a.step_min
        t0, t1 = set_out(a, slot, leave)
        if n_dep == 1 and t0 < NEVER:
            # Any departure after lunch at base, in one state.
            t1 = max(a.slot_open[slot], a.lunch[1]) + a.lunch[0]
        s = state[0, d]
        # Before lunch: departure, drive; after lunch: departure, drive, 1 = had it at base.
        s[0], s[1], s[2], s[3], s[4] = t0, 0, t1, 0, 1
    alive[0] = n_dep
    # Departures before this index may be worse than later ones.
    noon = (first_after_noon(a, slot) - a.slot_open[slot] + a.step_min - 1) // a.step_min
    static[0] = slot_cost + g.base_cost - credit
    nodes, depth, unseen, expand = 0, 0, INF, True
    while True:
        if expand:
            count = 0
            here = path[depth - 1] if depth > 0 else -1
            first, low_t0, low_t1, low_drive = front(state[depth], alive[depth])
            for k in range(n):
                if depth >= most or gain[k] <= -INF or on_path[a.entry_visit[g.entries[k]]]:
                    continue
                free = g.start_leg[k] if here < 0 else g.leg[here, k]
                if free < 0:
                    continue
                same = here >= 0 and g.same_place[here, k]
                overhead = 0 if same else a.overhead_min
                value = static[depth] - gain[k] + g.per_visit + g.dur[k] * per_work
                value += g.start_metre_cost[k] if here < 0 else g.leg_metre_cost[here, k]
                for c in range(cut_ptr[g.entries[k]], cut_ptr[g.entries[k] + 1]):
                    if in_cut[cut_of[c]] % 2 == 1:
                        value += cut_cost[cut_of[c]]
                memory = 0
                for p in range(near.shape[1]):
                    if on_path[a.entry_visit[g.entries[near[k, p]]]]:
                        memory |= 1 << p
                nodes += 1
                # All departures at once: the earliest states with the least drive of any.
                t0, d0, t1, d1, _ = serve(
                    a, day, profile, g.entries[k], free, overhead, low_t0, 0, low_t1, 0
                )
                bound = INF
                if t0 <= g.end_time:
                    bound = least[0, k, bucket(g, t0), memory]
                if t1 <= g.end_time:
                    bound = min(bound, least[1, k, bucket(g, t1), memory])
                bound += (low_drive + g.least_drive[free]) * per_min
                if value + bound >= limit - EPS:
                    continue
                bound = INF
                for d in range(first, alive[depth]):
                    s = state[depth, d]
                    nodes += 1
                    t0, d0, t1, d1, _ = serve(
                        a, day, profile, g.entries[k], free, overhead, s[0], s[1], s[2], s[3]
                    )
                    if t0 == NEVER and t1 == NEVER:
                        if d < noon:
                            continue
                        break
                    if t0 <= g.end_time:
                        bound = min(bound, d0 * per_min + least[0, k, bucket(g, t0), memory])
                    if t1 <= g.end_time:
                        bound = min(bound, d1 * per_min + least[1, k, bucket(g, t1), memory])
                if value + bound >= limit - EPS:
                    continue
                bound_of[count], cost_of[count], child[depth, count] = value + bound, value, k
                count += 1
            rank = np.argsort(bound_of[:count])
            ks = child[depth, :count].copy()
            for r in range(count):
                child[depth, r] = ks[rank[r]]
                child_bound[depth, r] = bound_of[rank[r]]
                child_cost[depth, r] = cost_of[rank[r]]
            n_child[depth], at[depth], expand = count, 0, False
        c = at[depth]
        if c < n_child[depth] and child_bound[depth, c] < limit - EPS and nodes <= node_cap:
            at[depth] += 1
            k = child[depth, c]
            entry = g.entries[k]
            here = path[depth - 1] if depth > 0 else -1
            free = g.start_leg[k] if here < 0 else g.leg[here, k]
            overhead = 0 if here >= 0 and g.same_place[here, k] else a.overhead_min
            path[depth], seq[depth] = k, entry
            on_path[a.entry_visit[entry]] = True
            for q in range(cut_ptr[entry], cut_ptr[entry + 1]):
                in_cut[cut_of[q]] += 1
            living = 0
            for d in range(alive[depth]):
                s = state[depth, d]
                t0, d0, t1, d1, how = serve(
                    a, day, profile, entry, free, overhead, s[0], s[1], s[2], s[3]
                )
                if t0 == NEVER and t1 == NEVER and d >= noon:
                    break
                z = state[depth + 1, d]
                z[0], z[1], z[2], z[3], z[4] = t0, d0, t1, d1, s[4] if how == 0 else 0
                living = d + 1
            depth += 1
            alive[depth], static[depth] = living, child_cost[depth - 1, c]
            ok, full, extra, work = close(a, g, slot, seq, depth, state[depth], living, noon)
            if ok:
                value = full + slot_cost + overtime_cost * extra + busy_cost * work
                for q in range(depth):
                    value -= gain[path[q]]
                for q in range(n_cuts):
                    value += cut_cost[q] * (in_cut[q] // 2)
                if value < limit - EPS:
                    spot = keep_spot(order, length, reduced, seq, depth, found, keep, value)
                    if spot >= 0:
                        found = max(found, spot + 1)
                        for q in range(depth):
                            order[spot, q] = seq[q]
                        length[spot], cost[spot] = depth, full
                        overtime[spot], busy[spot], reduced[spot] = extra, work, value
                        if found == keep:
                            limit = min(threshold, reduced.max())
            expand = True
            continue
        if c < n_child[depth] and child_bound[depth, c] < limit - EPS:
            unseen = min(unseen, child_bound[depth, c])
        if depth == 0:
            break
        depth -= 1
        entry = g.entries[path[depth]]
        on_path[a.entry_visit[entry]] = False
        for q in range(cut_ptr[entry], cut_ptr[entry + 1]):
            in_cut[cut_of[q]] -= 1
    return found, order, length, cost, overtime, busy, reduced, nodes <= node_cap, unseen
