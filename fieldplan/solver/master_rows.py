"""The rows of the linear master: one for each rule between days, their prices, a safe bound.

The bound is by weak duality, so it holds whatever the tolerance of the duals.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from fieldplan.solver.arrays import NO_CAP, Ints
from fieldplan.solver.choose import latest_predecessor_day
from fieldplan.solver.day_groups import Floats
from fieldplan.solver.desk_rows import DeskRows
from fieldplan.solver.pool import Column
from fieldplan.solver.problem import Compiled

INF = math.inf
BOX = 3.0


@dataclass(frozen=True, kw_only=True)
class Objective:
    """Prices of the tiers above the last in the linear master, in units of the last tier.

    ``at_most`` limits tiers, by their place: a row each. It counts the visits left out for good.
    """

    prices: tuple[float, ...]
    at_most: Mapping[int, int] = field(default_factory=dict)


class Duals(NamedTuple):
    """What pricing needs. Shapes: N entries, S slots, E engineers, C cuts."""

    reward: Floats  # (N, S)
    slot_cost: Floats  # (S,)
    overtime_cost: Floats  # (S,) negative where overtime spares the desk its time
    busy_cost: Floats  # (S,)
    cut_cost: Floats  # (C,)
    fixed: Floats  # (N, S) primal fixed cost of entries under the objective
    constant: float  # dual objective without the routes


class Cut(NamedTuple):
    """Subset-row cut: of these three visits, at most one route serves two or more."""

    visits: tuple[int, int, int]


class MasterRows:
    """Rows of the linear master; visits in ``closed`` are left out for good."""

    def __init__(
        self,
        compiled: Compiled,
        closed: frozenset[int],
        objective: Objective,
        *,
        integer: bool = False,
    ) -> None:
        self.compiled, self.closed, self.objective = compiled, closed, objective
        a, tiers = compiled.arrays, compiled.tiers
        self.n_visits = len(a.entry_ptr) - 1
        self.open = [v for v in range(self.n_visits) if v not in closed]
        self.fixed: Floats = np.asarray(tiers.last, dtype=np.float64)
        for price, table in zip(objective.prices, tiers.fixed, strict=True):
            if price and table.any():
                self.fixed = self.fixed + price * table
        prices = np.array(objective.prices, dtype=np.float64)
        self.left_cost: Floats = np.asarray(
            tiers.left_out @ prices + tiers.left_last, dtype=np.float64
        )
        self.lower: list[float] = []
        self.upper: list[float] = []
        self.cuts: list[Cut] = []
        self.cut_rows: list[int] = []
        self._visit_rows(integer)
        self._chain_rows()
        self._engineer_rows()
        self._run_rows()
        self._minute_rows()
        self._tier_rows()

    def _visit_rows(self, integer: bool) -> None:
        a = self.compiled.arrays
        self.cover = {v: self._row(1.0, 1.0 if integer else INF) for v in self.open}
        self.slot = [self._row(-INF, 1.0) for _ in range(len(a.slot_open))]

    def _chain_rows(self) -> None:
        a = self.compiled.arrays
        n_days = len(a.day_ordinal)
        self.chain_gain: dict[int, list[tuple[int, int, float]]] = {}
        for v in self.open:
            for k in range(int(a.pred_ptr[v]), int(a.pred_ptr[v + 1])):
                u, lag, calendar = (int(x) for x in a.pred[k])
                for t in range(n_days):
                    last = latest_predecessor_day(a.day_ordinal, t, lag, calendar)
                    row = self._row(-INF, 0.0)
                    # (row, latest day of v counted, +1) and (row, latest day of u counted, -1)
                    self.chain_gain.setdefault(v, []).append((row, t, 1.0))
                    self.chain_gain.setdefault(u, []).append((row, last, -1.0))

    def _engineer_rows(self) -> None:
        a = self.compiled.arrays
        self.same: dict[tuple[int, int], int] = {}
        self.groups: dict[int, list[int]] = {}
        for v in self.open:
            if a.same_group[v] >= 0:
                self.groups.setdefault(int(a.same_group[v]), []).append(v)
        n_eng = len(a.overtime_month)
        self.groups = {g: vs for g, vs in self.groups.items() if len(vs) > 1 and n_eng > 1}
        self.group_row = {g: self._row(-INF, 1.0) for g in self.groups}
        for vs in self.groups.values():
            for v in vs:
                for e in range(n_eng):
                    self.same[v, e] = self._row(-INF, 0.0)

    def _run_rows(self) -> None:
        a = self.compiled.arrays
        n_eng, n_days = a.slot_of.shape
        self.run: dict[tuple[int, int], list[tuple[int, float]]] = {}
        for g in range(len(a.run_ptr) - 1):
            members = [int(m) for m in a.run_visit[a.run_ptr[g] : a.run_ptr[g + 1]]]
            for first, second in itertools.pairwise(members):
                for e in range(n_eng):
                    for d in range(-1, n_days):
                        here = int(a.slot_of[e, d]) if d >= 0 else -1
                        there = int(a.slot_of[e, d + 1]) if d + 1 < n_days else -1
                        row = self._row(0.0, 0.0)
                        if here >= 0:
                            self.run.setdefault((first, here), []).append((row, 1.0))
                        if there >= 0:
                            self.run.setdefault((second, there), []).append((row, -1.0))

    def _minute_rows(self) -> None:
        a = self.compiled.arrays
        self.overtime_row = {
            e: self._row(-INF, float(cap))
            for e, cap in enumerate(a.overtime_month.tolist())
            if cap < NO_CAP
        }
        self.busy_row = {
            e: self._row(-INF, float(cap))
            for e, cap in enumerate(a.hours_min.tolist())
            if cap < NO_CAP
        }
        self.desk = DeskRows(self.compiled, self._row)

    def _tier_rows(self) -> None:
        # Last, so that the rows above are the same in every master of a problem.
        left_for_good = self.compiled.tiers.left_out[sorted(self.closed)].sum(axis=0)
        self.tier_row = {
            t: self._row(-INF, float(most - int(left_for_good[t])))
            for t, most in sorted(self.objective.at_most.items())
            if self.compiled.tiers.fixed[t].any() or self.compiled.tiers.left_out[:, t].any()
        }

    def _row(self, lower: float, upper: float) -> int:
        self.lower.append(lower)
        self.upper.append(upper)
        return len(self.lower) - 1

    @property
    def n_rows(self) -> int:
        """Number of rows."""
        return len(self.lower)

    def price_box(self) -> float:
        """What no row's price should exceed in a master with all its columns.

        While columns are few, the prices of rows that only rare visits meet are as high as what
        the first tiers are worth; a route is hardly ever worth more than the dearest visits'
        service.
        """
        service = self.compiled.tiers.service
        price = self.objective.prices[service]
        dearest = float(self.compiled.tiers.left_out[:, service].max(initial=0))
        return BOX * price * dearest if price * dearest > 0 else INF

    def column_cost(self, column: Column) -> float:
        """Cost of a column under the objective; ``column.cost`` is the scalar of the search."""
        scalar = self.compiled.arrays.fixed_scalar
        last = column.cost - sum(int(scalar[e, column.slot]) for e in column.order)
        return last + float(self.fixed[list(column.order), column.slot].sum())

    def coefficients(self, column: Column) -> dict[int, float]:
        """Entries of a column, by row."""
        a = self.compiled.arrays
        day, e = int(a.slot_day[column.slot]), int(a.slot_engineer[column.slot])
        rows: dict[int, float] = {self.slot[column.slot]: 1.0}
        visits = [int(a.entry_visit[n]) for n in column.order]
        for v in visits:
            rows[self.cover[v]] = rows.get(self.cover[v], 0.0) + 1.0
            for row, latest, sign in self.chain_gain.get(v, ()):
                if day <= latest:
                    rows[row] = rows.get(row, 0.0) + sign
            if (v, e) in self.same:
                rows[self.same[v, e]] = rows.get(self.same[v, e], 0.0) + 1.0
            for row, sign in self.run.get((v, column.slot), ()):
                rows[row] = rows.get(row, 0.0) + sign
        if e in self.overtime_row and column.overtime:
            rows[self.overtime_row[e]] = float(column.overtime)
        if e in self.busy_row:
            rows[self.busy_row[e]] = float(column.busy)
        entries = list(column.order)
        for t, row in self.tier_row.items():
            rows[row] = float(self.compiled.tiers.fixed[t][entries, column.slot].sum())
        rows |= self.desk.coefficients(column)
        inside = set(visits)
        for c, cut in enumerate(self.cuts):
            if len(inside.intersection(cut.visits)) >= 2:
                rows[self.cut_rows[c]] = 1.0
        return {row: value for row, value in rows.items() if value != 0.0}

    def add_cut(self, cut: Cut) -> int:
        """Add the row of a cut."""
        self.cuts.append(cut)
        self.cut_rows.append(self._row(-INF, 1.0))
        return self.cut_rows[-1]

    def signed(self, y: Floats) -> Floats:
        """Row prices with the signs that the rows' senses demand."""
        lower, upper = np.array(self.lower), np.array(self.upper)
        y = np.where(np.isneginf(lower), np.minimum(y, 0.0), y)
        return np.where(np.isposinf(upper), np.maximum(y, 0.0), y)

    def duals(self, y: Floats) -> Duals:
        """Turn row duals into prices for pricing and the constant of the Lagrangian bound."""
        a = self.compiled.arrays
        _n_entries, n_slots = a.fixed_scalar.shape
        by_visit = np.zeros(self.n_visits)
        for v, row in self.cover.items():
            by_visit[v] = y[row]
        reward = np.repeat(by_visit[a.entry_visit][:, None], n_slots, axis=1)
        for v, parts in self.chain_gain.items():
            by_day = np.zeros(len(a.day_ordinal))
            for row, latest, sign in parts:
                if y[row] != 0.0 and latest >= 0:
                    by_day[: latest + 1] += sign * y[row]
            reward[a.entry_ptr[v] : a.entry_ptr[v + 1]] += by_day[a.slot_day]
        for (v, e), row in self.same.items():
            if y[row] != 0.0:
                his = a.slot_engineer == e
                reward[a.entry_ptr[v] : a.entry_ptr[v + 1]] += y[row] * his
        for (v, slot), parts_ in self.run.items():
            total = sum(sign * y[row] for row, sign in parts_)
            reward[a.entry_ptr[v] : a.entry_ptr[v + 1], slot] += total
        for t, row in self.tier_row.items():
            if y[row] != 0.0 and self.compiled.tiers.fixed[t].any():
                reward += y[row] * self.compiled.tiers.fixed[t]
        reward += self.desk.reward(y)[a.entry_visit]
        at_desk = self.desk.minute_price(y)
        overtime, busy = np.zeros(len(a.overtime_month)), np.zeros(len(a.hours_min))
        for e, row in self.overtime_row.items():
            overtime[e] = -y[row]
        for e, row in self.busy_row.items():
            busy[e] = -y[row]
        return Duals(
            reward=reward,
            slot_cost=-y[np.array(self.slot, dtype=np.int64)] if self.slot else np.zeros(0),
            overtime_cost=overtime[a.slot_engineer] - at_desk,
            busy_cost=busy[a.slot_engineer] + at_desk,
            cut_cost=-y[np.array(self.cut_rows, dtype=np.int64)] if self.cuts else np.zeros(0),
            fixed=self.fixed,
            constant=self._constant(y),
        )

    def _constant(self, y: Floats) -> float:
        """Rows' right-hand sides times duals (slots excepted), and the best of each first column.

        With the least reduced cost of each slot's routes, slot price left out, this is a lower
        bound: each slot takes one route or none.
        """
        lower, upper = np.array(self.lower), np.array(self.upper)
        side = np.where(y > 0, lower, upper)
        side = np.where((y == 0) | ~np.isfinite(side), 0.0, side)
        slots = np.array(self.slot, dtype=np.int64)
        total = float(side @ y) - (float(side[slots] @ y[slots]) if len(slots) else 0.0)
        reduced = self.left_cost[self.open] - y[list(self.cover.values())]
        for t, row in self.tier_row.items():
            reduced = reduced - y[row] * self.compiled.tiers.left_out[self.open, t]
        total += float(np.minimum(reduced, 0.0).sum())
        for g, vs in self.groups.items():
            for e in range(len(self.compiled.arrays.overtime_month)):
                total += min(0.0, -y[self.group_row[g]] + sum(y[self.same[v, e]] for v in vs))
        return total + self.desk.constant(y)

    def cut_table(self) -> tuple[Ints, Ints]:
        """Cuts of each entry (CSR)."""
        a = self.compiled.arrays
        of: list[list[int]] = [[] for _ in range(self.n_visits)]
        for c, cut in enumerate(self.cuts):
            for v in cut.visits:
                of[v].append(c)
        lists = [of[int(v)] for v in a.entry_visit]
        pointers = np.concatenate([[0], np.cumsum([len(x) for x in lists])]).astype(np.int64)
        return pointers, np.array([c for x in lists for c in x], dtype=np.int64)
