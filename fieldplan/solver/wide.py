"""The master that knows every route met, and the integer choice among them by HiGHS."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import numpy as np

from fieldplan import rules
from fieldplan.solver.certify import minute_price, priced_above
from fieldplan.solver.master import Chosen, Master
from fieldplan.solver.master_rows import Cut, Objective
from fieldplan.solver.pool import Column
from fieldplan.solver.problem import Compiled

log = logging.getLogger(__name__)

WEIGHT_PRICE_MIN = 40
"""Drive minutes that a unit of unserved weight is worth in the master: from trial."""
UNITS = {
    rules.TIER_EMERGENCY_LATE: 2_000,
    rules.TIER_EMERGENCY_DAYS: 500,
    rules.TIER_PROMISES: 250,
    rules.TIER_DROPPED: 20,
    rules.TIER_CALLS: 150,
    rules.TIER_MOVES: 70,
    rules.TIER_SERVICE: 1,
}
"""Worth of the tiers in the master, in units of weight: a visit weighs at most 60 and the like,
so that a tier outweighs what a route can change of those below."""
CHOICE_MOST = 4_000


def tier_worths(compiled: Compiled) -> Objective:
    """Return the objective in which a tier is worth more than what a route changes below it."""
    unit = WEIGHT_PRICE_MIN * minute_price(compiled)
    return Objective(prices=tuple(unit * UNITS[name] for name in compiled.tiers.names[:-1]))


class Wide:
    """All columns known, to choose from; visits in ``closed`` are left out for good."""

    def __init__(self, compiled: Compiled, closed: frozenset[int]) -> None:
        self.compiled, self.closed = compiled, closed
        self.objective = tier_worths(compiled)
        self.master = Master(compiled, closed, self.objective)
        self._useful: list[Column] = []

    def learn(
        self, columns: Sequence[Column], values: Sequence[int], cuts: Sequence[Cut]
    ) -> float | None:
        """Find out which columns can be in a plan better than one with these tier values.

        A column whose reduced cost exceeds the gap to the linear master cannot. Of ``cuts``
        there are never fewer than before. Returns what the known plan is worth in the master.
        """
        master = self.master
        master.add_columns(columns)
        master.add_cuts(cuts[len(master.rows.cuts) :])
        if not master.try_solve():
            return None
        *above, last = values
        value = last + priced_above(self.compiled, master, above)
        gap = max(0.0, value - master.value)
        reduced = master.reduced_costs()
        ranked = np.argsort(reduced, kind="stable").tolist()
        self._useful = [master.columns[i] for i in ranked if reduced[i] <= gap]
        log.debug(
            "%s of %s columns to choose from, gap %.0f of %.0f",
            len(self._useful), len(master.columns), gap, value,
        )  # fmt: skip
        return value

    def choose(
        self, fixed: Sequence[Column], *, seconds: float | None, nodes: int | None
    ) -> Chosen | None:
        """Choose a whole plan from what ``learn`` left, in which these routes stay."""
        entry_visit = self.compiled.arrays.entry_visit
        slots = {column.slot for column in fixed}
        served = {int(entry_visit[e]) for column in fixed for e in column.order}
        free = [
            column
            for column in self._useful
            if column.slot not in slots
            and not any(int(entry_visit[e]) in served for e in column.order)
        ]
        choice = Master(self.compiled, self.closed, self.objective, integer=True)
        choice.add_columns([*fixed, *free[:CHOICE_MOST]])
        return choice.solve_integer(seconds=seconds, node_limit=nodes)

    def most_promising(self, columns: Sequence[Column], most: int) -> list[Column]:
        """Return the columns of least reduced cost, at most so many."""
        if len(columns) <= most:
            return list(columns)
        self.master.add_columns(columns)
        if not self.master.try_solve():
            return list(columns)
        ranked = np.argsort(self.master.reduced_costs(), kind="stable")[:most]
        return [self.master.columns[i] for i in ranked]
