"""Choices among all routes known: of the whole plan, or of parts of it that HiGHS can finish.

To choose a part anew, the routes far from it stay as they are: a large neighbourhood search whose
neighbourhoods are solved exactly (Shaw, CP 1998; Taillard & Voss, "POPMUSIC", 2002).
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Sequence
from functools import cached_property

import numpy as np

from fieldplan.solver.arrays import Ints
from fieldplan.solver.master_rows import Cut
from fieldplan.solver.pool import Column
from fieldplan.solver.problem import Compiled
from fieldplan.solver.wide import Wide

log = logging.getLogger(__name__)

WHOLE_MOST_VISITS, PART_VISITS, LEAST_VISITS = 300, 180, 60
"""Up to so many visits the first choice is of the whole plan, else of parts of so many."""
SHRINK, GROW = 0.75, 1.25
PART_SECONDS = 6.0
NO_WAY_MIN = 10**6
BETTER = 0.5
"""Plans are worth whole units; less is the solver's tolerance."""


class Choices:
    """Choices of a solve, one after the other; parts grow and shrink to what can be finished.

    Parameters
    ----------
    closed : frozenset of int
        Visits left out for good.

    Attributes
    ----------
    luck : float
        Part of the usual time that the next choice is worth, by what the last ones found.
    size : int
        Visits of a part.
    """

    def __init__(self, compiled: Compiled, closed: frozenset[int], seed: int) -> None:
        self.compiled, self.closed = compiled, closed
        self._random = random.Random(seed)
        self._visits = len(compiled.problem.visits)
        self.luck = 1.0
        self.size = self._visits if self._visits <= WHOLE_MOST_VISITS else PART_VISITS

    @cached_property
    def wide(self) -> Wide:
        """All routes known."""
        return Wide(self.compiled, self.closed)

    @cached_property
    def _ways(self) -> Ints:
        """Minutes between locations, long where there is no way."""
        travel = self.compiled.arrays.travel
        return np.where(travel < 0, NO_WAY_MIN, travel)

    def better(
        self,
        columns: Sequence[Column],
        plan: Sequence[Column],
        values: Sequence[int],
        *,
        seconds: float | None,
        nodes: int | None,
        cuts: Sequence[Cut] = (),
    ) -> list[Column] | None:
        """Return the routes of a better plan than this one, None if none is found.

        Parameters
        ----------
        columns : sequence of Column
            Routes met since the last choice; the others are remembered.
        plan : sequence of Column
            The plan known, with these tier ``values``.
        seconds, nodes
            Limits: of all choices together, and of the branching of each.
        cuts : sequence of Cut
            Never fewer than before.
        """
        ended = None if seconds is None else time.monotonic() + seconds
        value = self.wide.learn([*columns, *plan], values, cuts)
        if value is None:
            return None
        now, found = {column.slot: column for column in plan}, None
        left = set(now)
        while left:
            part = self._part(now, self._random.choice(sorted(left)))
            left -= part
            whole = not now.keys() - part
            most_s = None if ended is None else ended - time.monotonic()
            if most_s is not None and not whole:
                most_s = min(most_s, PART_SECONDS)
            if most_s is not None and most_s <= 0:
                break
            fixed = [column for slot, column in now.items() if slot not in part]
            chosen = self.wide.choose(fixed, seconds=most_s, nodes=nodes)
            is_better = chosen is not None and chosen.value < value - BETTER
            log.debug("a part of %s routes: %s", len(part & now.keys()), is_better)
            if chosen is not None and is_better:
                value, found = chosen.value, chosen.columns
                now = {column.slot: column for column in found}
            self._fit(proven=chosen is not None and chosen.proven, better=is_better)
        return found

    def taken(self, better: bool) -> None:
        """Note whether a choice was worth it: if not, later ones get less and less time."""
        self.luck = 1.0 if better else self.luck / 2

    def _fit(self, *, proven: bool, better: bool) -> None:
        if proven:
            self.size = min(self._visits, int(self.size * GROW))
        elif not better:
            self.size = max(LEAST_VISITS, int(self.size * SHRINK))

    def _part(self, plan: dict[int, Column], centre: int) -> set[int]:
        """Slots of the routes nearest to that of ``centre``, and all empty ones."""
        a = self.compiled.arrays
        every = set(range(len(a.slot_open)))
        if self.size >= self._visits:
            return every
        ways = self._ways
        places = {slot: a.entry_loc[list(column.order)] for slot, column in plan.items()}

        def apart(slot: int) -> float:
            there = ways[np.ix_(places[centre], places[slot])]
            back = ways[np.ix_(places[slot], places[centre])]
            return float(there.min(axis=1).mean() + back.min(axis=1).mean())

        near: set[int] = set()
        visits = 0
        for slot in sorted(plan, key=lambda slot: (slot != centre, apart(slot), slot)):
            visits += len(plan[slot].order)
            if near and visits > self.size:
                break
            near.add(slot)
        return near | (every - plan.keys())
