"""Columns: every route worth choosing from, each set of visits once a slot, cheapest order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from fieldplan.solver.problem import Compiled
from fieldplan.solver.state import Scratch
from fieldplan.solver.timing import new_choice, price_route, price_routes


class Column(NamedTuple):
    """A timed route: its slot, entries in order, scalar cost, overtime and busy minutes."""

    slot: int
    order: tuple[int, ...]
    cost: int
    overtime: int
    busy: int


class Pool:
    """Columns by (slot, set of entries); a cheaper order of the same entries replaces."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self._columns: dict[tuple[int, tuple[int, ...]], Column] = {}

    def __len__(self) -> int:
        return len(self._columns)

    def columns(self) -> list[Column]:
        """All columns in the order in which their sets were first met."""
        return list(self._columns.values())

    def add(self, column: Column) -> bool:
        """Add a column; True if it is new or cheaper than the one with the same entries."""
        key = (column.slot, tuple(sorted(column.order)))
        known = self._columns.get(key)
        if known is not None and known.cost <= column.cost:
            return False
        self._columns[key] = column
        return True

    def add_order(self, slot: int, order: Sequence[int]) -> Column | None:
        """Time an order and add it; None if it is infeasible."""
        column = column_of(self.compiled, slot, order)
        if column is not None:
            self.add(column)
        return column

    def drain(self, scratch: Scratch) -> None:
        """Take over the routes that the search has collected."""
        size = int(scratch.pool_size[0])
        slots, lengths = scratch.pool_slot[:size].tolist(), scratch.pool_len[:size].tolist()
        costs, extras = scratch.pool_cost[:size].tolist(), scratch.pool_extra[:size].tolist()
        orders = scratch.pool_order
        for row in range(size):
            order = tuple(orders[row, : lengths[row]].tolist())
            self.add(Column(slots[row], order, costs[row], extras[row][0], extras[row][1]))
        scratch.pool_size[0] = 0

    def trim(self, keep: int, always: Iterable[tuple[int, tuple[int, ...]]] = ()) -> None:
        """Keep the newest ``keep`` columns and those whose (slot, order) is in ``always``."""
        if len(self._columns) <= keep:
            return
        saved = {(slot, tuple(sorted(order))) for slot, order in always}
        keys = list(self._columns)
        for key in keys[: len(keys) - keep]:
            if key not in saved:
                del self._columns[key]


def columns_of(compiled: Compiled, routes: Sequence[tuple[int, tuple[int, ...]]]) -> list[Column]:
    """Time many (slot, order) pairs at once; those that cannot be timed are left out."""
    if not routes:
        return []
    width = max(len(order) for _, order in routes)
    slots = np.array([slot for slot, _ in routes], dtype=np.int64)
    lengths = np.array([len(order) for _, order in routes], dtype=np.int64)
    orders = np.zeros((len(routes), width), dtype=np.int64)
    for row, (_, order) in enumerate(routes):
        orders[row, : len(order)] = order
    figures = price_routes(compiled.native, slots, orders, lengths).tolist()
    return [
        Column(slot, order, int(cost), int(overtime), int(busy))
        for (slot, order), (feasible, cost, overtime, busy) in zip(routes, figures, strict=True)
        if feasible
    ]


def column_of(compiled: Compiled, slot: int, order: Sequence[int]) -> Column | None:
    """Return the column of an order of entries, None if it cannot be timed."""
    seq = np.array(order, dtype=np.int64)
    feasible, cost, overtime, busy = price_route(
        compiled.native, slot, seq, len(seq), new_choice(len(seq))
    )
    if not feasible:
        return None
    return Column(slot, tuple(int(e) for e in order), int(cost), int(overtime), int(busy))
