"""What an entry of an ng-route remembers: its nearest neighbours, as far as they came before.

Baldacci, Mingozzi, Roberti, "New route relaxation and pricing strategies for the vehicle routing
problem", Operations Research 59(5), 2011.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import njit

from fieldplan.solver.arrays import Bools, Ints
from fieldplan.solver.day_groups import DayGroup

MOST_NEIGHBOURS = 6
WAYS_A_NEIGHBOUR = 5
"""About so many ways from an entry share a memory, for each neighbour it remembers."""


def neighbours(g: DayGroup, visit_of: Ints, work_limit: int) -> Ints:
    """Each entry's nearest others, shape (n, k); the other form of its own visit comes first.

    ``k`` is as large as a table of about ``work_limit`` steps allows.
    """
    n, n_buckets = len(g.entries), len(g.reach)
    k = 0
    while k < min(MOST_NEIGHBOURS, n - 1):
        nearby = WAYS_A_NEIGHBOUR * (k + 1)
        if 2 * n * n_buckets * (n + nearby * 2 ** (k + 1)) > work_limit and k >= 1:
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
def far_pairs(near: Ints, table: npt.NDArray[np.uint8]) -> Bools:
    """Pairs after which nothing is remembered, whatever was before: most places are far apart."""
    n, _, size = table.shape
    far = np.zeros((n, n), dtype=np.bool_)
    for i in range(n):
        for j in range(n):
            nothing = True
            for p in range(near.shape[1]):
                nothing = nothing and near[i, p] != j
            for mask in range(size):
                nothing = nothing and table[i, j, mask] == 0
            far[i, j] = nothing
    return far
