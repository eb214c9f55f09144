"""The linear master at work in a solve: root bound, dive, proof."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

import numpy as np

from fieldplan.solver.certify import (
    Bounds,
    closed_part,
    floor_of,
    priced_above,
    simple_bounds,
    tier_bound,
)
from fieldplan.solver.colgen import Pricer, Relaxation, solve_relaxation
from fieldplan.solver.completion import INF
from fieldplan.solver.dive import dive
from fieldplan.solver.master import Master
from fieldplan.solver.master_rows import Objective
from fieldplan.solver.pool import Column
from fieldplan.solver.problem import Compiled
from fieldplan.solver.wide import Wide

log = logging.getLogger(__name__)

PROMISING, PROMISING_A_VISIT = 2_000, 13
"""Columns of the search with which the generation of columns begins: the larger of both. With
2,000 for 460 visits (1,200 sites) the bound took half as long again."""
Stop = Callable[[], bool]


class Exact:
    """Master and pricer of one solve; every method may be cut short by its ``stop``.

    The master holds few columns and generates more; ``wide`` knows all there are.
    """

    def __init__(self, compiled: Compiled, wide: Wide, workers: int) -> None:
        self.compiled, self.wide, self.closed = compiled, wide, wide.closed
        closed, self.objective = wide.closed, wide.objective
        self.pricer = Pricer(compiled, workers)
        self.master = Master(compiled, closed, self.objective)
        self.upper = list(simple_bounds(compiled, closed).upper)
        self.levels: dict[tuple[int, ...], int] = {}
        self.root: Relaxation | None = None

    def relax(self, columns: Sequence[Column], stop: Stop, max_rounds: int) -> None:
        """Solve the root master as far as ``stop`` and ``max_rounds`` allow; again, go on."""
        most = max(PROMISING, PROMISING_A_VISIT * len(self.compiled.problem.visits))
        self.master.add_columns(self.wide.most_promising(columns, most))
        before = self.root
        done = solve_relaxation(
            self.master,
            self.pricer,
            stop=stop,
            max_rounds=max_rounds,
            centre=before.centre if before else None,
            bound=before.bound if before else -INF,
        )
        self.root = before if before and before.bound > done.bound else done
        log.info("root master: %s", self.root)

    def dive(self, stop: Stop) -> list[Column]:
        """Routes found by diving."""
        return dive(self.master, self.pricer, stop)

    def prove(self, values: Sequence[int], stop: Stop, max_rounds: int) -> None:
        """Improve the bounds for plans with these tier values, or better ones."""
        if self.root is None:
            return
        count = self.compiled.tiers.above
        for t in range(count):
            if values[t] > self.upper[t]:
                bound = tier_bound(
                    self.compiled, self.pricer, self.master, t, values, stop, max_rounds
                )
                self.upper[t] = max(self.upper[t], bound)
            if values[t] > self.upper[t]:
                break
        if not self.root.closed:
            self.relax([], stop, max_rounds)
        level = tuple(values[:count])
        if any(level - closed_part(self.compiled, self.closed)):
            self._at_level(level, stop, max_rounds)

    def bounds_at(self, values: Sequence[int]) -> Bounds:
        """What is known of plans with these tier values."""
        level = tuple(values[:-1])
        known = []
        if self.root is not None:
            # The tiers above have prices in it: at the same values they cost the same.
            above = priced_above(self.compiled, self.master, level)
            known.append(floor_of(self.root.bound - above))
        # A master in which the tiers above are at most at a level holds for better levels too.
        known += [
            bound
            for at, bound in self.levels.items()
            if all(mine <= its for mine, its in zip(level, at, strict=True))
        ]
        last = max((bound for bound in known if bound is not None), default=None)
        return Bounds(upper=tuple(self.upper), last=last)

    def _at_level(self, level: tuple[int, ...], stop: Stop, max_rounds: int) -> None:
        """Bound the last tier among plans whose tiers above are at most at this level."""
        prices = (0.0,) * len(level)
        objective = Objective(prices=prices, at_most=dict(enumerate(level)))
        master = Master(self.compiled, self.closed, objective)
        master.add_columns(self.master.columns)
        n_shared = master.rows.n_rows - len(master.rows.tier_row)
        master.add_cuts(self.master.rows.cuts)
        # At the root the tiers above have prices: as good a start for the prices of their rows.
        centre = self.root.centre if self.root else None
        if centre is not None:
            units = [-self.objective.prices[t] for t in master.rows.tier_row]
            centre = np.concatenate([centre[:n_shared], units, centre[n_shared:]])
        done = solve_relaxation(
            master, self.pricer, stop=stop, max_rounds=max_rounds, centre=centre
        )
        bound = floor_of(done.bound)
        if bound is not None:
            self.levels[level] = max(bound, self.levels.get(level, 0))
