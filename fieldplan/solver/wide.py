"""The master that knows every route met, and the integer choice among them by HiGHS."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import numpy as np

from fieldplan import rules
from fieldplan.solver.certify import minute_price, priced_above
from fieldplan.solver.master import Master
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

    def choose(
        self,
        columns: Sequence[Column],
        values: Sequence[int],
        *,
        seconds: float | None,
        nodes: int | None,
        cuts: Sequence[Cut] = (),
    ) -> list[Column] | None:
        """Choose among the columns that can be in a plan better than one known.

        ``values`` are the known plan's tiers; a column whose reduced cost exceeds the gap to
        the linear master cannot take part. Of ``cuts`` there are never fewer than before.
        """
        master = self.master
        master.add_columns(columns)
        master.add_cuts(cuts[len(master.rows.cuts) :])
        if not master.try_solve():
            return None
        *above, last = values
        value = last + priced_above(self.compiled, master, above)
        gap = max(0.0, value - master.value)
        kept = [(r, i) for i, r in enumerate(master.reduced_costs().tolist()) if r <= gap]
        kept = sorted(kept)[:CHOICE_MOST]
        log.debug(
            "choice among %s of %s columns, gap %.0f of %.0f",
            len(kept), len(master.columns), gap, value,
        )  # fmt: skip
        choice = Master(self.compiled, self.closed, self.objective, integer=True)
        choice.add_columns([master.columns[i] for _, i in kept])
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
