"""Column generation: solve the master, price every engineer-day, until nothing is missing."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from fieldplan.solver.arrays import Ints
from fieldplan.solver.completion import completion_bounds, group_floor, memory_table, neighbours
from fieldplan.solver.day_groups import DayGroup, Floats, day_groups, hours_key
from fieldplan.solver.master import Duals, Master
from fieldplan.solver.native import Native, ref
from fieldplan.solver.pool import Column, columns_of
from fieldplan.solver.pricing import price_slot
from fieldplan.solver.problem import Compiled
from fieldplan.solver.state import longest_route

log = logging.getLogger(__name__)

KEEP = 30
QUICK_GRID_MIN, FULL_GRID_MIN = 8, 3
QUICK_WORK, FULL_WORK = 10_000_000, 120_000_000
STRICT_PART = 4
"""With strict desk work every engineer-day is a group: so much less for each."""
QUICK_CAP = 200_000
FULL_CAP = 4_000_000
SMALL = 1e-5
SMOOTHING = 0.6
"""Part of the prices of the best bound that a look keeps: duals of a young master swing wildly
(Wentges, "Weighted Dantzig-Wolfe decomposition", Int. Trans. Opl. Res. 4(2), 1997)."""
FAR_SMOOTHING, NEAR = 0.25, 0.7
"""Prices whose bound is below this part of the master's value are not worth keeping near."""
QUICK_ROUNDS = 12
STALLED = 5e-4
"""A look that lowers the master by less than this part of its value changes nothing."""
CLOSE = 2e-4
"""A bound this near the master's value, in parts of it, is as good as the value."""
INF = 1e18


@dataclass(frozen=True, kw_only=True)
class Priced:
    """One look: columns below zero and a lower bound on the master."""

    columns: tuple[Column, ...]
    bound: float


NOTHING = Priced(columns=(), bound=-INF)


class GroupTables(NamedTuple):
    """A group of like engineer-days with what its bounds remember."""

    group: DayGroup
    native: Native
    near: Ints
    memory: npt.NDArray[np.uint8]
    hours: tuple[bytes, ...]  # by slot of the group


def _tables_for(compiled: Compiled, grid_min: int, work_limit: int) -> list[GroupTables]:
    found = []
    if compiled.arrays.desk_on:
        work_limit //= STRICT_PART
    for g in day_groups(compiled, grid_min):
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
        self._quick = _tables_for(compiled, QUICK_GRID_MIN, QUICK_WORK)
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
            self._group(tables, nothing, cuts, effort)

    def price(
        self, duals: Duals, cuts: tuple[Ints, Ints], effort: Effort, stop: Callable[[], bool]
    ) -> Priced:
        """Return routes of reduced cost below ``effort.threshold``.

        Groups that ``stop`` leaves no time for are not looked at, and there is no bound then.
        """
        tables = self.tables(quick=not effort.fine)
        with ThreadPoolExecutor(self.workers) as threads:
            parts = list(
                threads.map(
                    lambda t: NOTHING if stop() else self._group(t, duals, cuts, effort), tables
                )
            )
        columns = tuple(column for part in parts for column in part.columns)
        bound = duals.constant + sum(part.bound for part in parts)
        return Priced(columns=columns, bound=bound)

    def _group(
        self, tables: GroupTables, duals: Duals, cuts: tuple[Ints, Ints], effort: Effort
    ) -> Priced:
        a, g, near, memory = self.compiled.arrays, tables.group, tables.near, tables.memory
        if not len(g.entries):
            return Priced(columns=(), bound=0.0)
        cells = np.ix_(g.entries, g.slots)
        reward, fixed = duals.reward[cells], duals.fixed[cells]
        gain: Floats = np.where(a.ok[cells], reward - fixed, -INF).max(axis=1)
        # The least over the group's days: what is left of a route costs at least that.
        per_work = g.per_span_min + float(duals.busy_cost[g.slots].min())
        per_overtime = max(0.0, g.per_overtime_min + float(duals.overtime_cost[g.slots].min()))
        rates = np.array([g.per_drive_min + per_work, per_work, per_overtime])
        native, group = self.compiled.native, tables.native
        least_of = completion_bounds(native, group, near, memory, gain, rates)
        columns: list[Column] = []
        bound = 0.0
        n_slots = len(g.slots)
        floor_of_all = group_floor(native, group, least_of, gain, rates)
        likes = _like_slots(tables, duals, reward, fixed)
        if effort.one_slot_a_group:
            likes = [[effort.turn % n_slots]]
        for like in likes:
            i = like[0]
            slot = int(g.slots[i])
            slot_cost = float(duals.slot_cost[slot])
            found, order, length, cost, overtime, busy, reduced, seen, floor = price_slot(
                native, group, near, memory, least_of, slot,
                np.ascontiguousarray(reward[:, i]), np.ascontiguousarray(fixed[:, i]),
                slot_cost, float(duals.overtime_cost[slot]), float(duals.busy_cost[slot]),
                cuts[0], cuts[1], duals.cut_cost,
                effort.keep, effort.node_cap, effort.threshold, self.width,
            )  # fmt: skip
            least = effort.threshold
            if found:
                least = min(least, float(reduced[:found].min()))
            if not seen:
                least = min(least, max(floor, floor_of_all + slot_cost))
            bound += len(like) * min(0.0, least - slot_cost)
            for r in range(found):
                entries = tuple(order[r, : length[r]].tolist())
                scalar = int(cost[r]) + sum(int(a.fixed_scalar[n, slot]) for n in entries)
                columns.append(Column(slot, entries, scalar, int(overtime[r]), int(busy[r])))
        if len(likes) < n_slots:
            columns += self._spread(g, columns, duals)
        if effort.one_slot_a_group:
            bound += (n_slots - 1) * min(0.0, floor_of_all)
        return Priced(columns=tuple(columns), bound=bound)

    def _spread(self, g: DayGroup, columns: list[Column], duals: Duals) -> list[Column]:
        """The same routes on the group's other days, where they pay there too."""
        a = self.compiled.arrays
        twins = [
            (slot, column.order)
            for column in columns
            for slot in g.slots.tolist()
            if slot != column.slot and a.ok[list(column.order), slot].all()
        ]
        more = []
        for column in columns_of(self.compiled, twins):
            cells = list(column.order), column.slot
            gain = duals.reward[cells].sum() - duals.fixed[cells].sum()
            last = column.cost - int(a.fixed_scalar[cells].sum())
            last += duals.busy_cost[column.slot] * column.busy
            last += duals.overtime_cost[column.slot] * column.overtime
            if last - gain + float(duals.slot_cost[column.slot]) < -SMALL:
                more.append(column)
        return more


def _like_slots(
    tables: GroupTables, duals: Duals, reward: Floats, fixed: Floats
) -> list[list[int]]:
    """Slots of a group whose routes cost the same, the price of the slot apart; cheapest first."""
    found: dict[tuple[object, ...], list[int]] = {}
    slots = tables.group.slots
    for i in sorted(range(len(slots)), key=lambda i: float(duals.slot_cost[slots[i]])):
        s = slots[i]
        minutes = float(duals.overtime_cost[s]), float(duals.busy_cost[s])
        key = (tables.hours[i], minutes, reward[:, i].tobytes(), fixed[:, i].tobytes())
        found.setdefault(key, []).append(i)
    return list(found.values())


@dataclass(frozen=True, kw_only=True)
class Effort:
    """How hard to look: all engineer-days, or one of each group of like ones by turns."""

    keep: int = KEEP
    node_cap: int = FULL_CAP
    threshold: float = -SMALL
    one_slot_a_group: bool = False
    turn: int = 0
    fine: bool = False


_EFFORTS: tuple[Callable[[int, bool], Effort], ...] = (
    lambda turn, near: Effort(one_slot_a_group=True, turn=turn, node_cap=QUICK_CAP),
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


def solve_relaxation(
    master: Master,
    pricer: Pricer,
    *,
    stop: Callable[[], bool],
    max_rounds: int = 500,
    centre: Floats | None = None,
) -> Relaxation:
    """Generate columns until none is missing, the bound meets the value or ``stop`` says so.

    The bound is the best Lagrangian bound met; when pricing was complete and found nothing it
    is the value of the linear master. ``centre`` gives row prices to begin with: of an earlier
    relaxation of this master, or of one with the same first rows.
    """
    if not master.try_solve():
        return Relaxation(value=INF, bound=-INF, closed=False, rounds=0)
    best_bound, round_number = -INF, 0
    level = 0 if centre is None else len(_EFFORTS) - 1
    pull, box = SMOOTHING, master.price_box()
    while round_number < max_rounds:
        round_number += 1
        if round_number == max_rounds:
            level = len(_EFFORTS) - 1  # whatever it found, the last look is one that bounds
        y = master.row_duals()
        if pull > 0.0:
            y = np.clip(y, -box, box)
        near = best_bound > NEAR * abs(master.value)
        if centre is not None:
            # Prices from elsewhere are looked at as they are; then those of the best bound pull.
            pull = min(pull, SMOOTHING if near else FAR_SMOOTHING) if round_number > 1 else 1.0
            y = pull * centre + (1 - pull) * y
        priced = pricer.price(
            master.duals(y), master.cut_table(), _EFFORTS[level](round_number, near), stop
        )
        if priced.bound > best_bound:
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
        closed = master.value - best_bound <= CLOSE * max(1.0, abs(master.value))
        if seen_all or closed or stop():
            break
        stalled = before - master.value < STALLED * abs(before)
        if level == 0:
            # From prices that bound nothing a fine look only takes longer.
            level = int(stalled and (best_bound > 0 or added == 0 or round_number > QUICK_ROUNDS))
        elif added:
            pull = FAR_SMOOTHING if stalled else SMOOTHING
        else:
            # Nothing found between the prices: the master's own have the last word.
            pull = 0.0
    closed = master.value - best_bound <= CLOSE * max(1.0, abs(master.value))
    return Relaxation(
        value=master.value, bound=best_bound, closed=closed, rounds=round_number, centre=centre
    )
