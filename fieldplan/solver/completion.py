"""Completion bounds: least reduced cost of the rest of a day, backward in time.

Routes are relaxed to ng-routes: each entry remembers its nearest neighbours only (``memory``).
Time runs on a grid, ends rounded down; the engineer may wait, so that a later, faster departure
is a way on. All roundings keep the bound valid.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import njit

from fieldplan.solver.arrays import Arrays, Ints
from fieldplan.solver.day_groups import DayGroup, Floats
from fieldplan.solver.memory import far_pairs
from fieldplan.solver.timing import NEVER

INF = 1e18


@njit(cache=True)
def bucket(g: DayGroup, t: int) -> int:
    """Grid cell of a minute, rounded down."""
    return min((t - g.origin) // g.grid, g.reach.shape[0] - 1)


@njit(cache=True)
def _work(a: Arrays, g: DayGroup, layer: int, ready: int, j: int) -> tuple[int, int]:
    """Earliest ends of work at an entry: without lunch so far, and with it; NEVER if none."""
    lunch, lo, hi = a.lunch[0], a.lunch[1], a.lunch[2]
    start, dur = max(ready, g.open[j]), g.dur[j]
    plain = start + dur if start <= g.cap[j] and start + dur <= g.close[j] else NEVER
    if layer == 1:
        return NEVER, plain
    after = NEVER
    if plain < NEVER and max(plain, lo) <= hi:
        after = max(plain, lo) + lunch
    pause = max(ready, lo)
    if pause <= hi:
        late = max(pause + lunch, g.open[j])
        if late <= g.cap[j] and late + dur <= g.close[j]:
            after = min(after, late + dur)
    interrupted = start + dur + lunch
    if dur > a.lunch[3] and start <= g.cap[j] and interrupted <= g.close[j]:
        after = min(after, interrupted)
    return plain, after


@njit(cache=True, nogil=True)
def group_floor(a: Arrays, g: DayGroup, least: Floats, gain: Floats, rates: Floats) -> float:
    """Lower bound on the reduced cost of the routes of any of the group's days, slot price apart.

    ``least``, ``gain`` and ``rates`` as for ``completion_bounds``; 0 is the empty route.
    """
    floor = 0.0
    layer = 0 if g.lunch_due == 1 else 1
    noon = bucket(g, max(g.origin, a.lunch[1]) + a.lunch[0])
    for k in range(g.entries.shape[0]):
        free = g.start_leg[k]
        if gain[k] <= -INF or free < 0:
            continue
        plain, after = _work(a, g, layer, g.reach[0, free] + a.overhead_min, k)
        if layer == 0:
            # Lunch at base comes before a later departure.
            _, rested = _work(a, g, 1, g.reach[noon, free] + a.overhead_min, k)
            after = min(after, rested)
        onward = INF
        if plain <= g.end_time:
            onward = least[0, k, bucket(g, plain), 0]
        if after <= g.end_time:
            onward = min(onward, least[1, k, bucket(g, after), 0])
        value = g.base_cost + g.per_visit + g.start_metre_cost[k] + onward - gain[k]
        floor = min(floor, value + g.dur[k] * rates[1] + g.least_drive[free] * rates[0])
    return floor


@njit(cache=True, nogil=True)
def completion_bounds(
    a: Arrays, g: DayGroup, near: Ints, table: npt.NDArray[np.uint8], gain: Floats, rates: Floats
) -> Floats:  # fmt: skip
    """Least reduced cost of finishing the day from each entry, by time, lunch and memory.

    Parameters
    ----------
    near, table
        From ``neighbours`` and ``memory_table``.
    gain : ndarray, shape (n,)
        Largest dual reward less fixed cost of each of the group's entries.
    rates : ndarray, shape (3,)
        Price of a minute of drive, of work on site and of overtime, duals included.

    Returns
    -------
    ndarray, shape (2, n, T, 2**k)
        Layer 0 before lunch, 1 after; INF = the day cannot be finished.
    """
    n, n_buckets, size = g.entries.shape[0], g.reach.shape[0], table.shape[2]
    least = np.full((2, n, n_buckets, size), INF)
    lunch, lo, hi = a.lunch[0], a.lunch[1], a.lunch[2]
    layers = 2 if g.lunch_due == 1 else 1
    per_drive, per_overtime = rates[0], rates[2]
    shift_end = g.end_time - g.overtime_min
    far_free, far_cost, nearby, n_near = _ways(a, g, near, table, gain, rates)
    # Serving an entry, by the minute of being ready for it: what far pairs share.
    served = np.full((n, g.end_time - g.origin + 1, 2), INF)
    # Buckets so close that the overhead alone leads out of them are looked at together.
    together = max(1, a.overhead_min // g.grid)
    top = min(n_buckets - 1, (g.end_time - g.origin) // g.grid)
    for high in range(top, -1, -together):
        low = max(0, high - together + 1)
        limit = np.full((2, n), INF)
        if high + 1 < n_buckets:
            for i in range(n):
                limit[0, i] = least[0, i, high + 1, size - 1]
                limit[1, i] = least[1, i, high + 1, size - 1]
        far = _far_ways(a, g, low, high, per_drive, far_free, far_cost, limit, served)
        for b in range(high, low - 1, -1):
            for i in range(n):
                for part in range(layers):
                    layer = 1 - part
                    row = least[layer, i, b]
                    if b + 1 < n_buckets:
                        for mask in range(size):
                            row[mask] = least[layer, i, b + 1, mask]
                    common = far[b - low, i, layer]
                    free = g.end_leg[i]
                    if free >= 0:
                        back = g.reach[b, free]
                        if layer == 0:
                            pause = max(back, lo)
                            back = pause + lunch if pause <= hi else NEVER
                        if back <= g.end_time:
                            home = g.drive[b, free] * per_drive + g.end_metre_cost[i]
                            common = min(common, home + max(0, back - shift_end) * per_overtime)
                    for mask in range(size):
                        row[mask] = min(row[mask], common)
                    for q in range(n_near[i]):
                        j = nearby[i, q]
                        free = g.leg[i, j]
                        ready = g.reach[b, free]
                        if not g.same_place[i, j]:
                            ready += a.overhead_min
                        cost = g.drive[b, free] * per_drive + _onward_cost(
                            a, g, gain, rates[1], i, j
                        )
                        m = ready - g.origin
                        if m >= (high + 1) * g.grid and (
                            m >= served.shape[1] or cost + served[j, m, layer] >= row[size - 1]
                        ):
                            continue
                        plain, after = _work(a, g, layer, ready, j)
                        bit = 0
                        for p in range(near.shape[1]):
                            if near[i, p] == j:
                                bit = 1 << p
                        # What is remembered only forbids: no memory is the least, all the most.
                        if after <= g.end_time:
                            onward = least[1, j, bucket(g, after)]
                            if cost + onward[0] < row[size - 1]:
                                _extend(row, bit, table[i, j], onward, cost)
                        if plain <= g.end_time:
                            onward = least[0, j, bucket(g, plain)]
                            if cost + onward[0] < row[size - 1]:
                                _extend(row, bit, table[i, j], onward, cost)
        _serve_within(a, g, low, high, layers, least, served)
    return least


@njit(cache=True)
def _onward_cost(a: Arrays, g: DayGroup, gain: Floats, per_work: float, i: int, j: int) -> float:
    """Reduced cost of going from ``i`` to serve ``j``, but for the drive."""
    return g.leg_metre_cost[i, j] + g.per_visit + g.dur[j] * per_work - gain[j]


@njit(cache=True)
def _ways(
    a: Arrays, g: DayGroup, near: Ints, table: npt.NDArray[np.uint8], gain: Floats, rates: Floats
) -> tuple[Ints, Floats, Ints, Ints]:  # fmt: skip
    """Ways between entries: minutes and cost but for the drive of the far ones, by end and start
    (no way: -1, INF), and the others by their start."""
    n = g.entries.shape[0]
    far = far_pairs(near, table)
    far_free, far_cost = np.full((n, n), -1, dtype=np.int64), np.full((n, n), INF)
    nearby, n_near = np.zeros((n, n), dtype=np.int64), np.zeros(n, dtype=np.int64)
    for i in range(n):
        for j in range(n):
            if j == i or gain[j] <= -INF or g.leg[i, j] < 0:
                continue
            # Who looks at a whole bucket at once must find the work of the far ways in later ones.
            leads_out = g.least_drive[g.leg[i, j]] + a.overhead_min >= g.grid
            if far[i, j] and leads_out and not g.same_place[i, j]:
                far_free[j, i] = g.leg[i, j]
                far_cost[j, i] = _onward_cost(a, g, gain, rates[1], i, j)
            else:
                nearby[i, n_near[i]] = j
                n_near[i] += 1
    return far_free, far_cost, nearby, n_near


@njit(cache=True)
def _far_ways(
    a: Arrays, g: DayGroup, low: int, high: int, per_drive: float,
    far_free: Ints, far_cost: Floats, limit: Floats, served: Floats,
) -> Floats:  # fmt: skip
    """Best far way on from each entry that may be below ``limit``: (buckets low..high, n, layer).

    Being ready later is never better, so what an entry is worth to whoever is ready for it first
    in these buckets tells most ways apart without a look at their minutes.
    """
    n, minutes = served.shape[0], served.shape[1]
    best = np.full((high - low + 1, n, 2), INF)
    useful = np.empty(n + 1, dtype=np.int64)
    soonest = max((high + 1) * g.grid, low * g.grid + a.overhead_min)
    for j in range(n):
        if soonest >= minutes:
            break
        plain, rested = served[j, soonest, 0], served[j, soonest, 1]
        if plain >= INF and rested >= INF:
            continue
        count = 0
        for i in range(n):
            cost = far_cost[j, i]
            useful[count] = i
            count += (cost + plain < limit[0, i]) | (cost + rested < limit[1, i])
        for i in useful[:count]:
            cost, free = far_cost[j, i], far_free[j, i]
            if free < 0:
                continue
            for b in range(low, high + 1):
                m = g.reach[b, free] - g.origin + a.overhead_min
                if m >= minutes:
                    break
                value = cost + g.drive[b, free] * per_drive
                here = best[b - low, i]
                here[0] = min(here[0], value + served[j, m, 0])
                here[1] = min(here[1], value + served[j, m, 1])
    return best


@njit(cache=True)
def _serve_within(
    a: Arrays, g: DayGroup, low: int, high: int, layers: int, least: Floats, served: Floats
) -> None:
    """Fill ``served`` for the minutes of buckets low..high: work ends in later ones, all known."""
    for j in range(served.shape[0]):
        for m in range(low * g.grid, min((high + 1) * g.grid, served.shape[1])):
            for layer in range(2 - layers, 2):
                plain, after = _work(a, g, layer, g.origin + m, j)
                onward = INF
                if plain <= g.end_time:
                    onward = least[0, j, bucket(g, plain), 0]
                if after <= g.end_time:
                    onward = min(onward, least[1, j, bucket(g, after), 0])
                served[j, m, layer] = onward


@njit(cache=True)
def _extend(
    row: Floats, bit: int, memories: npt.NDArray[np.uint8], onward: Floats, cost: float
) -> None:
    for mask in range(row.shape[0]):
        if mask & bit == 0:
            row[mask] = min(row[mask], cost + onward[memories[mask]])
