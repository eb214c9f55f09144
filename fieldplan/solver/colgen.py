"""Column generation: solve the master, price every engineer-day, until nothing is missing."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np

from fieldplan.solver.arrays import Ints
from fieldplan.solver.completion import INF
from fieldplan.solver.cuts import broken_cuts
from fieldplan.solver.day_groups import Floats, day_groups, hours_key
from fieldplan.solver.look import FULL_CAP, NOTHING, Effort, GroupTables, Priced, price_group
from fieldplan.solver.master import Master
from fieldplan.solver.master_rows import Duals
from fieldplan.solver.memory import memory_table, neighbours
from fieldplan.solver.native import ref
from fieldplan.solver.problem import Compiled
from fieldplan.solver.state import longest_route

log = logging.getLogger(__name__)

QUICK_GRID_MIN, FULL_GRID_MIN = 8, 5
QUICK_WORK, FULL_WORK = 8_000_000, 15_000_000
"""Finer tables and longer memories cost more than the routes that they spare: a grid of 3 minutes
and ten times the work took 2.0 s a look instead of 0.8 (400 sites, 3 engineers)."""
STRICT_PART = 4
"""With strict desk work every engineer-day is a group: so much less for each."""
SPARSE_FROM, QUICK_WAYS = 250, 50
"""In months of more entries than the first, quick looks know the legs to so many nearest only."""
HASTY_CAP, QUICK_CAP = 40_000, 200_000
SMOOTHING = 0.3
"""Part of the prices of the best bound that a look keeps: duals of a young master swing wildly
(Wentges, "Weighted Dantzig-Wolfe decomposition", Int. Trans. Opl. Res. 4(2), 1997)."""
FAR_SMOOTHING, NEAR = 0.25, 0.7
"""Prices whose bound is below this part of the master's value are not worth keeping near."""
NEARER = 0.4
"""After a look that bounds no better, the next goes so much nearer to the best prices."""
QUICK_ROUNDS = 12
STALLED, STALLS = 5e-4, 3
"""A look that lowers the master by less than this part of its value changes nothing; so many of
them in a row make quick looks useless."""
CLOSE, NEAR_ENOUGH = 2e-4, 1e-3
"""A bound this near the master's value, in parts of it, is as good as the value; for cuts the
second is near enough: they lift both by more than the last looks at the same rows would."""


def _shortest(leg: Ints, most: int) -> Ints:
    """The legs to the ``most`` nearest from each entry; the others are no way."""
    rank = np.argsort(np.argsort(np.where(leg < 0, 10**6, leg), axis=1, kind="stable"), axis=1)
    return np.ascontiguousarray(np.where(rank < most, leg, -1))


def _tables_for(
    compiled: Compiled, grid_min: int, work_limit: int, most_ways: int = 0
) -> list[GroupTables]:
    found = []
    if compiled.arrays.desk_on:
        work_limit //= STRICT_PART
    for group in day_groups(compiled, grid_min):
        g = group._replace(leg=_shortest(group.leg, most_ways)) if most_ways else group
        near = neighbours(g, compiled.arrays.entry_visit[g.entries], work_limit)
        hours = tuple(hours_key(compiled.arrays, g, int(slot)) for slot in g.slots)
        found.append(GroupTables(g, ref(g), near, memory_table(near), hours))
    return found


class Pricer:
    """Prices all slots against duals, groups side by side in threads."""

    def __init__(self, compiled: Compiled, workers: int = 2) -> None:
        self.compiled = compiled
        self.width = longest_route(compiled)
        self.workers = max(1, min(workers, os.cpu_count() or 1))
        self._partly = int(compiled.arrays.ok.any(axis=1).sum()) > SPARSE_FROM
        ways = QUICK_WAYS if self._partly else 0
        self._quick = _tables_for(compiled, QUICK_GRID_MIN, QUICK_WORK, ways)
        self._full: list[GroupTables] = []

    def tables(self, quick: bool) -> list[GroupTables]:
        """Groups with coarse tables for quick looks, or with fine ones (made at first use)."""
        if quick:
            return self._quick
        if not self._full:
            self._full = _tables_for(self.compiled, FULL_GRID_MIN, FULL_WORK)
        return self._full

    def warm_up(self) -> None:
        """Compile everything on a look that finds nothing."""
        arrays = self.compiled.arrays
        nothing = Duals(
            reward=np.zeros(arrays.ok.shape),
            slot_cost=np.zeros(len(arrays.slot_open)),
            overtime_cost=np.zeros(len(arrays.slot_open)),
            busy_cost=np.zeros(len(arrays.slot_open)),
            cut_cost=np.zeros(0),
            fixed=np.zeros(arrays.ok.shape),
            constant=0.0,
        )
        cuts = np.zeros(len(arrays.entry_visit) + 1, dtype=np.int64), np.zeros(0, dtype=np.int64)
        effort = Effort(one_slot_a_group=True, node_cap=1)
        for tables in self._quick[:1]:
            price_group(self.compiled, tables, nothing, cuts, effort, self.width)

    def price(
        self, duals: Duals, cuts: tuple[Ints, Ints], effort: Effort, stop: Callable[[], bool]
    ) -> Priced:
        """Return routes of reduced cost below ``effort.threshold``.

        Groups that ``stop`` leaves no time for are not looked at, and there is no bound then;
        nor is there after a quick look in a month of many visits, which skips the longest legs.
        """

        def look(tables: GroupTables) -> Priced:
            if stop():
                return NOTHING
            return price_group(self.compiled, tables, duals, cuts, effort, self.width)

        with ThreadPoolExecutor(self.workers) as threads:
            parts = list(threads.map(look, self.tables(quick=not effort.fine)))
        columns = tuple(column for part in parts for column in part.columns)
        if self._partly and not effort.fine:
            return Priced(columns=columns, bound=-INF)
        bound = duals.constant + sum(part.bound for part in parts)
        return Priced(columns=columns, bound=bound)


_EFFORTS: tuple[Callable[[int, bool], Effort], ...] = (
    lambda turn, near: Effort(one_slot_a_group=True, turn=turn, node_cap=HASTY_CAP),
    lambda turn, near: Effort(fine=True, node_cap=FULL_CAP if near else QUICK_CAP),
)
"""Quick and fine looks; a fine one is worth its while to the end once the prices are near."""


@dataclass(frozen=True, kw_only=True)
class Relaxation:
    """A master solved as far as time allowed.

    ``centre`` holds the row prices of the bound; ``closed`` says that the bound is as good as
    the value.
    """

    value: float
    bound: float
    closed: bool
    rounds: int
    centre: Floats | None = field(default=None, repr=False)


def _cut(master: Master) -> bool:
    """Add the cuts that the master's solution breaks; whether there were any."""
    cuts = broken_cuts(master)
    if not cuts:
        return False
    master.add_cuts(cuts)
    return master.try_solve()


def solve_relaxation(
    master: Master,
    pricer: Pricer,
    *,
    stop: Callable[[], bool],
    max_rounds: int = 500,
    centre: Floats | None = None,
    bound: float = -INF,
    enough: float = INF,
) -> Relaxation:
    """Generate columns, then cuts, until neither is missing or ``stop`` says so.

    The bound is the best Lagrangian bound met; when pricing was complete and found nothing it
    is the value of the linear master. ``centre`` gives row prices to begin with: of an earlier
    relaxation of this master, or of one with the same first rows; ``bound`` what they are known
    to prove of this one. A bound above ``enough`` needs no better.
    """
    if not master.try_solve():
        return Relaxation(value=INF, bound=-INF, closed=False, rounds=0)
    best_bound, round_number = bound, 0
    level = 0 if centre is None else len(_EFFORTS) - 1
    pull, box, stalled = SMOOTHING, master.rows.price_box(), 0
    while round_number < max_rounds:
        round_number += 1
        if round_number == max_rounds:
            level = len(_EFFORTS) - 1  # whatever it found, the last look is one that bounds
        y = master.central_duals()
        if centre is not None:
            # Cuts have been added since: they had no price.
            centre = np.concatenate([centre, np.zeros(len(y) - len(centre))])
        if pull > 0.0:
            y = np.clip(y, -box, box)
        near = best_bound > NEAR * abs(master.value)
        if centre is not None:
            # Prices from elsewhere are looked at as they are; then those of the best bound pull.
            pull = pull if near else min(pull, FAR_SMOOTHING)
            if best_bound == -INF:
                pull = 1.0
            y = pull * centre + (1 - pull) * y
        priced = pricer.price(
            master.rows.duals(y), master.rows.cut_table(), _EFFORTS[level](round_number, near), stop
        )
        better = priced.bound > best_bound
        if better:
            best_bound, centre = priced.bound, y
        added = master.add_columns(priced.columns)
        before = master.value
        if added and not master.try_solve():
            break
        log.debug(
            "round %s.%s: %.2f, bound %.2f of %.2f, %s more",
            round_number, level, master.value, priced.bound, best_bound, added,
        )  # fmt: skip
        seen_all = added == 0 and level == len(_EFFORTS) - 1 and pull == 0.0
        gap = (master.value - best_bound) / max(1.0, abs(master.value))
        if stop() or best_bound > enough:
            break
        if (seen_all or gap <= NEAR_ENOUGH) and _cut(master):
            pull = FAR_SMOOTHING
            continue
        if seen_all or gap <= CLOSE:
            break
        stalled = stalled + 1 if before - master.value < STALLED * abs(before) else 0
        if level == 0:
            # From prices that bound nothing a fine look only takes longer.
            late = best_bound > 0 or round_number > QUICK_ROUNDS
            level = int(added == 0 or (late and stalled >= STALLS))
        elif added and better:
            pull = SMOOTHING
        elif added:
            pull = max(SMOOTHING, pull + NEARER * (1 - pull))
        else:
            # Nothing found between the prices: the master's own have the last word.
            pull = 0.0
    closed = master.value - best_bound <= CLOSE * max(1.0, abs(master.value))
    return Relaxation(
        value=master.value, bound=best_bound, closed=closed, rounds=round_number, centre=centre
    )
