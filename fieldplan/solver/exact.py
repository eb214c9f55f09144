"""The linear master at work in a solve: root bound, dive, integer choice by HiGHS."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from fieldplan.solver.certify import (
    Bounds,
    last_tier_bound,
    minute_price,
    service_bound,
    simple_bounds,
)
from fieldplan.solver.colgen import Pricer, Relaxation, solve_relaxation
from fieldplan.solver.dive import dive
from fieldplan.solver.master import Master, Objective
from fieldplan.solver.pool import Column
from fieldplan.solver.problem import Compiled

log = logging.getLogger(__name__)

WEIGHT_PRICE_MIN = 40
"""Drive minutes that a unit of unserved weight is worth in the master: from trial."""
CHOICE_MOST = 4_000
Stop = Callable[[], bool]


class Exact:
    """Master and pricer of one solve; every method may be cut short by its ``stop``."""

    def __init__(self, compiled: Compiled, closed: frozenset[int], workers: int) -> None:
        weight = WEIGHT_PRICE_MIN * minute_price(compiled)
        self.compiled, self.closed = compiled, closed
        self.objective = Objective(
            late=100 * weight, day_late=20 * weight, promise=50 * weight, weight=weight
        )
        self.pricer = Pricer(compiled, workers)
        self.master = Master(compiled, closed, self.objective)
        self.bounds = simple_bounds(compiled, closed)
        self.root: Relaxation | None = None

    def relax(self, columns: Sequence[Column], stop: Stop, max_rounds: int) -> None:
        """Solve the root master as far as ``stop`` and ``max_rounds`` allow."""
        self.master.add_columns(columns)
        self.root = solve_relaxation(self.master, self.pricer, stop=stop, max_rounds=max_rounds)
        log.info("root master: %s", self.root)

    def dive(self, stop: Stop) -> list[Column]:
        """Routes found by diving."""
        return dive(self.master, self.pricer, stop)

    def choose(
        self, columns: Sequence[Column], value: float, *, seconds: float | None, nodes: int | None
    ) -> list[Column] | None:
        """Choose among the columns that can be in a plan better than ``value``.

        ``value`` is that of a known plan under the master's objective; a column whose reduced
        cost exceeds the gap cannot take part.
        """
        self.master.add_columns(columns)
        if not self.master.try_solve():
            return None
        lower = self.master.value
        reduced = self.master.reduced_costs()
        gap = max(0.0, value - lower)
        kept = [(r, i) for i, r in enumerate(reduced.tolist()) if r <= gap]
        kept = sorted(kept)[:CHOICE_MOST]
        choice = Master(self.compiled, self.closed, self.objective, integer=True)
        choice.add_columns([self.master.columns[i] for _, i in kept])
        return choice.solve_integer(seconds=seconds, node_limit=nodes)

    def prove(self, values: Sequence[int], stop: Stop) -> None:
        """Improve the bounds for a plan with these tier values."""
        if self.root is None:
            return
        above = (values[0], values[1], values[2])
        if values[3] > self.bounds.upper[3] and above == self.bounds.upper[:3]:
            weight = service_bound(
                self.compiled,
                self.closed,
                self.pricer,
                self.master.columns,
                self.objective,
                values,
                stop,
                WEIGHT_PRICE_MIN,
            )
            self.bounds = Bounds(upper=(*above, max(weight, self.bounds.upper[3])))
        level = (values[0], values[1], values[2], values[3])
        last = last_tier_bound(self.compiled, self.master, self.root.bound, level)
        if int(values[3]) > self._closed_weight():
            exact = self._at_service(level, stop)
            last = max(last or 0, exact or 0) or None
        self.bounds = Bounds(upper=self.bounds.upper, last=last, last_at=level)

    def _closed_weight(self) -> int:
        left_out = self.compiled.tiers.left_out
        return int(left_out[sorted(self.closed), 3].sum()) if self.closed else 0

    def _at_service(self, level: tuple[int, int, int, int], stop: Stop) -> int | None:
        """Bound of the last tier with the unserved weight fixed at the plan's."""
        o = self.objective
        objective = Objective(
            late=o.late,
            day_late=o.day_late,
            promise=o.promise,
            weight=0.0,
            exact_weight=level[3] - self._closed_weight(),
        )
        master = Master(self.compiled, self.closed, objective)
        master.add_columns(self.master.columns)
        done = solve_relaxation(master, self.pricer, stop=stop)
        return last_tier_bound(self.compiled, master, done.bound, level)
