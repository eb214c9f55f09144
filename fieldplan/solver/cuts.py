"""Subset-row cuts that the linear master breaks.

Of three visits at most one route serves two or more: Jepsen, Petersen, Spoorendonk, Pisinger,
"Subset-row inequalities applied to the vehicle-routing problem with time windows", Operations
Research 56(2), 2008.
"""

from __future__ import annotations

import numpy as np

from fieldplan.solver.day_groups import Floats
from fieldplan.solver.master import Master
from fieldplan.solver.master_rows import Cut

MOST, MOST_A_VISIT, MOST_IN_ALL = 30, 4, 240
"""Cuts a round, those among them that share a visit, and cuts of a master: each weakens the
completion bounds, which know none of them."""
BROKEN = 0.05
WHOLE = 1e-6


def broken_cuts(master: Master) -> list[Cut]:
    """Return the subset-row cuts that the master's last solution breaks most, at most ``MOST``."""
    room = min(MOST, MOST_IN_ALL - len(master.rows.cuts))
    used, _ = master.values()
    entry_visit = master.compiled.arrays.entry_visit
    parts = [i for i, x in enumerate(used.tolist()) if WHOLE < x < 1 - WHOLE]
    visits = sorted({int(entry_visit[e]) for i in parts for e in master.columns[i].order})
    if room <= 0 or len(visits) < 3:
        return []
    at = {v: n for n, v in enumerate(visits)}
    serves = np.zeros((len(parts), len(visits)))
    for row, i in enumerate(parts):
        serves[row, [at[int(entry_visit[e])] for e in master.columns[i].order]] = 1.0
    known = set(master.rows.cuts)
    found = [
        (amount, cut)
        for amount, triple in _broken_triples(serves, used[parts])
        if (cut := Cut(visits=(visits[triple[0]], visits[triple[1]], visits[triple[2]])))
        not in known
    ]
    return _spread(sorted(found, key=lambda pair: (-pair[0], pair[1])), room)


def _broken_triples(serves: Floats, x: Floats) -> list[tuple[float, tuple[int, int, int]]]:
    """How much of routes serves two or more of a triple, where that is more than one."""
    weighted = serves * x[:, None]
    together = serves.T @ weighted
    np.fill_diagonal(together, 0.0)
    found = []
    for i in range(len(together) - 2):
        with_i = serves[:, i] > 0
        all_three = serves[with_i].T @ weighted[with_i]
        pair = together[i]
        amount = np.triu(pair[:, None] + pair[None, :] + together - 2 * all_three, 1)
        for j, k in np.argwhere(amount[i + 1 :, i + 1 :] > 1 + BROKEN) + i + 1:
            found.append((float(amount[j, k]), (i, int(j), int(k))))
    return found


def _spread(ranked: list[tuple[float, Cut]], room: int) -> list[Cut]:
    """The first of the ranked cuts, few of any one visit."""
    count: dict[int, int] = {}
    chosen: list[Cut] = []
    for _, cut in ranked:
        if len(chosen) == room:
            break
        if all(count.get(v, 0) < MOST_A_VISIT for v in cut.visits):
            chosen.append(cut)
            for v in cut.visits:
                count[v] = count.get(v, 0) + 1
    return chosen
