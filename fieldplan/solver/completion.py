"""Completion bounds: least reduced cost of the rest of a day, backward in time.

Routes are relaxed to ng-routes: each entry remembers its nearest neighbours only (Baldacci,
Mingozzi, Roberti, "New route relaxation and pricing strategies for the vehicle routing
problem", Operations Research 59(5), 2011). Time runs on a grid, ends rounded down; the engineer
may wait, so that a later, faster departure is a way on. All roundings keep the bound valid.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import njit

from fieldplan.solver.arrays import Arrays, Ints
from fieldplan.solver.day_groups import DayGroup, Floats
from fieldplan.solver.timing import NEVER

INF = 1e18
MOST_NEIGHBOURS = 6


def neighbours(g: DayGroup, visit_of: Ints, work_limit: int) -> Ints:
    """Each entry's nearest others, shape (n, k); the other form of its own visit comes first.

    ``k`` is as large as a table of about ``work_limit`` steps allows.
    """
    n, n_buckets = len(g.entries), len(g.reach)
    k = 0
    while k < min(MOST_NEIGHBOURS, n - 1):
        if 2 * n * n * n_buckets * 2 ** (k + 1) > work_limit and k >= 1:
            break
        k += 1
    far = np.where(g.leg < 0, 10**6, g.leg)
    distance = far + far.T
    distance[visit_of[:, None] == visit_of[None, :]] = -1
    np.fill_diagonal(distance, 10**7)
    return np.ascontiguousarray(np.argsort(distance, axis=1, kind="stable")[:, :k], dtype=np.int64)


@njit(cache=True, nogil=True)
def memory_table(near: Ints) -> npt.NDArray[np.uint8]:
    """What is remembered after going from ``i`` to ``j``: uint8 (n, n, 2**k) of new memories."""
    n, k = near.shape
    size = 1 << k
    table = np.zeros((n, n, size), dtype=np.uint8)
    for i in range(n):
        for j in range(n):
            for mask in range(size):
                new = 0
                for p in range(k):
                    other = near[j, p]
                    if other == i:
                        new |= 1 << p
                        continue
                    for q in range(k):
                        if near[i, q] == other and (mask >> q) & 1:
                            new |= 1 << p
                table[i, j, mask] = new
    return table


@njit(cache=True)
def _plain_memory(near: Ints, table: npt.NDArray[np.uint8]) -> Ints:
    """The one memory after going from ``i`` to ``j``, where it is the same from any; else -1.

    So it is for most pairs: places far apart share no neighbours.
    """
    n, _, size = table.shape
    plain = np.full((n, n), -1, dtype=np.int64)
    for i in range(n):
        for j in range(n):
            same = True
            for p in range(near.shape[1]):
                same = same and near[i, p] != j
            for mask in range(1, size):
                same = same and table[i, j, mask] == table[i, j, 0]
            if same:
                plain[i, j] = table[i, j, 0]
    return plain


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
    plain_memory = _plain_memory(near, table)
    least = np.full((2, n, n_buckets, size), INF)
    lunch, lo, hi = a.lunch[0], a.lunch[1], a.lunch[2]
    layers = 2 if g.lunch_due == 1 else 1
    per_drive, per_work, per_overtime = rates[0], rates[1], rates[2]
    shift_end = g.end_time - g.overtime_min
    position = np.full((n, n), -1, dtype=np.int64)
    for i in range(n):
        for p in range(near.shape[1]):
            position[i, near[i, p]] = p
    for b in range(n_buckets - 1, -1, -1):
        if g.origin + b * g.grid > g.end_time:
            continue
        for part in range(layers):
            layer = 1 - part
            for i in range(n):
                row = least[layer, i, b]
                if b + 1 < n_buckets:
                    row[:] = least[layer, i, b + 1]
                free = g.end_leg[i]
                if free >= 0:
                    back = g.reach[b, free]
                    if layer == 0:
                        pause = max(back, lo)
                        back = pause + lunch if pause <= hi else NEVER
                    if back <= g.end_time:
                        home = g.drive[b, free] * per_drive + g.end_metre_cost[i]
                        home += max(0, back - shift_end) * per_overtime
                        for mask in range(size):
                            row[mask] = min(row[mask], home)
                common = INF
                for j in range(n):
                    if j == i or gain[j] <= -INF or g.leg[i, j] < 0:
                        continue
                    free = g.leg[i, j]
                    ready = g.reach[b, free]
                    if not g.same_place[i, j]:
                        ready += a.overhead_min
                    plain, after = _work(a, g, layer, ready, j)
                    if plain > g.end_time and after > g.end_time:
                        continue
                    cost = g.drive[b, free] * per_drive + g.leg_metre_cost[i, j]
                    cost += g.per_visit + g.dur[j] * per_work - gain[j]
                    p = position[i, j]
                    bit = 0 if p < 0 else 1 << p
                    memory = plain_memory[i, j]
                    if memory >= 0:
                        if after <= g.end_time:
                            common = min(common, cost + least[1, j, bucket(g, after), memory])
                        if plain <= g.end_time:
                            common = min(common, cost + least[0, j, bucket(g, plain), memory])
                        continue
                    if after <= g.end_time:
                        onward = least[1, j, bucket(g, after)]
                        for mask in range(size):
                            if mask & bit == 0:
                                value = cost + onward[table[i, j, mask]]
                                row[mask] = min(row[mask], value)
                    if plain <= g.end_time:
                        onward = least[0, j, bucket(g, plain)]
                        for mask in range(size):
                            if mask & bit == 0:
                                value = cost + onward[table[i, j, mask]]
                                row[mask] = min(row[mask], value)
                for mask in range(size):
                    row[mask] = min(row[mask], common)
    return least
