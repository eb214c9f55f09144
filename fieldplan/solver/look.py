"""One look at a group of like engineer-days: their routes of negative reduced cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from fieldplan.solver.arrays import Ints
from fieldplan.solver.completion import INF, completion_bounds, group_floor
from fieldplan.solver.day_groups import DayGroup, Floats
from fieldplan.solver.master_rows import Duals
from fieldplan.solver.native import Native
from fieldplan.solver.pool import Column, columns_of
from fieldplan.solver.pricing import price_slot
from fieldplan.solver.problem import Compiled

KEEP = 12
FULL_CAP = 2_000_000
FIRST_PART, DAYS_BOUNDS_WORTH = 8, 8
"""So much less is tried with the bounds of the whole group, before those of one day are made; but
no less than these cost: so many extensions for each pair of entries."""
SMALL = 1e-5


@dataclass(frozen=True, kw_only=True)
class Priced:
    """One look: columns below zero and a lower bound on the master."""

    columns: tuple[Column, ...]
    bound: float


NOTHING = Priced(columns=(), bound=-INF)


@dataclass(frozen=True, kw_only=True)
class Effort:
    """How hard to look: all engineer-days, or one of each group of like ones by turns."""

    keep: int = KEEP
    node_cap: int = FULL_CAP
    threshold: float = -SMALL
    one_slot_a_group: bool = False
    turn: int = 0
    fine: bool = False


class GroupTables(NamedTuple):
    """A group of like engineer-days with what its bounds remember."""

    group: DayGroup
    native: Native
    near: Ints
    memory: npt.NDArray[np.uint8]
    hours: tuple[bytes, ...]  # by slot of the group


def price_group(
    compiled: Compiled,
    tables: GroupTables,
    duals: Duals,
    cuts: tuple[Ints, Ints],
    effort: Effort,
    width: int,
) -> Priced:
    """Price the group's days, or one of them, as ``effort`` says.

    Parameters
    ----------
    cuts : tuple of ndarray
        ``Master.cut_table``.
    width : int
        Most stops of a route.
    """
    if not len(tables.group.entries):
        return Priced(columns=(), bound=0.0)
    return _Look(compiled, tables, duals, cuts, effort, width).price()


class _Look:
    def __init__(
        self,
        compiled: Compiled,
        tables: GroupTables,
        duals: Duals,
        cuts: tuple[Ints, Ints],
        effort: Effort,
        width: int,
    ) -> None:
        self.compiled, self.tables, self.duals, self.cuts = compiled, tables, duals, cuts
        self.effort, self.width = effort, width
        g = tables.group
        cells = np.ix_(g.entries, g.slots)
        self.reward, self.fixed = duals.reward[cells], duals.fixed[cells]
        self.gain: Floats = np.where(compiled.arrays.ok[cells], self.reward - self.fixed, -INF)

    def price(self) -> Priced:
        effort, slots = self.effort, self.tables.group.slots
        whole = self._bounds(range(len(slots)))
        likes = self._like_slots()
        if effort.one_slot_a_group:
            likes = [[effort.turn % len(slots)]]
        least_cap = DAYS_BOUNDS_WORTH * len(self.tables.group.entries) ** 2
        cap = max(effort.node_cap, least_cap) if effort.fine else effort.node_cap
        first_cap = max(cap // FIRST_PART, least_cap)
        columns: list[Column] = []
        bound = 0.0
        for like in likes:
            i = like[0]
            slot_cost = float(self.duals.slot_cost[slots[i]])
            if effort.fine:
                found, least, seen = self._slot(i, whole, first_cap)
                if not seen and first_cap < cap:
                    # Another day's prices make bounds that prune nothing here.
                    found, least, _ = self._slot(i, self._bounds([i]), cap)
            else:
                found, least, _ = self._slot(i, whole, cap)
            columns += found
            bound += len(like) * min(0.0, least - slot_cost)
        if len(likes) < len(slots):
            columns += self._spread(columns)
        if effort.one_slot_a_group:
            bound += (len(slots) - 1) * min(0.0, whole.floor)
        return Priced(columns=tuple(columns), bound=bound)

    def _bounds(self, of: Sequence[int]) -> _Bounds:
        """Completion bounds that hold for all of these days."""
        g, duals, native = self.tables.group, self.duals, self.compiled.native
        slots, gain = g.slots[list(of)], self.gain[:, list(of)].max(axis=1)
        # The least over the days: what is left of a route costs at least that.
        per_work = g.per_span_min + float(duals.busy_cost[slots].min())
        per_overtime = max(0.0, g.per_overtime_min + float(duals.overtime_cost[slots].min()))
        rates = np.array([g.per_drive_min + per_work, per_work, per_overtime])
        group, near, memory = self.tables.native, self.tables.near, self.tables.memory
        least = completion_bounds(native, group, near, memory, gain, rates)
        return _Bounds(least, group_floor(native, group, least, gain, rates))

    def _slot(self, i: int, bounds: _Bounds, cap: int) -> tuple[list[Column], float, bool]:
        """Routes of a day, a lower bound on the reduced cost of all, whether all were seen."""
        a, duals, effort = self.compiled.arrays, self.duals, self.effort
        slot = int(self.tables.group.slots[i])
        slot_cost = float(duals.slot_cost[slot])
        found, order, length, cost, overtime, busy, reduced, seen, unseen = price_slot(
            self.compiled.native, self.tables.native, self.tables.near, self.tables.memory,
            bounds.least, slot,
            np.ascontiguousarray(self.reward[:, i]), np.ascontiguousarray(self.fixed[:, i]),
            slot_cost, float(duals.overtime_cost[slot]), float(duals.busy_cost[slot]),
            self.cuts[0], self.cuts[1], duals.cut_cost,
            effort.keep, cap, effort.threshold, self.width,
        )  # fmt: skip
        least = effort.threshold
        if found:
            least = min(least, float(reduced[:found].min()))
        if not seen:
            least = min(least, max(unseen, bounds.floor + slot_cost))
        columns = []
        for r in range(found):
            entries = tuple(order[r, : length[r]].tolist())
            scalar = int(cost[r]) + sum(int(a.fixed_scalar[n, slot]) for n in entries)
            columns.append(Column(slot, entries, scalar, int(overtime[r]), int(busy[r])))
        return columns, least, bool(seen)

    def _spread(self, columns: list[Column]) -> list[Column]:
        """The same routes on the group's other days, where they pay there too."""
        a, g, duals = self.compiled.arrays, self.tables.group, self.duals
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

    def _like_slots(self) -> list[list[int]]:
        """Days whose routes cost the same, the price of the day apart; cheapest first."""
        found: dict[tuple[object, ...], list[int]] = {}
        slots, duals = self.tables.group.slots, self.duals
        for i in sorted(range(len(slots)), key=lambda i: float(duals.slot_cost[slots[i]])):
            s = slots[i]
            minutes = float(duals.overtime_cost[s]), float(duals.busy_cost[s])
            prices = self.reward[:, i].tobytes(), self.fixed[:, i].tobytes()
            found.setdefault((self.tables.hours[i], minutes, *prices), []).append(i)
        return list(found.values())


class _Bounds(NamedTuple):
    """Completion bounds, and the least that they leave any route."""

    least: Floats
    floor: float
