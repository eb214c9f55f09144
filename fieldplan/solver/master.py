"""The linear master over routes: rows of the rules between days, duals, a safe bound.

MathOpt's GLOP keeps its basis while columns and cuts are added. Bounds come from the duals by
weak duality, so they hold whatever the solver's tolerance.
"""

from __future__ import annotations

import itertools
import logging
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fieldplan.lazy import lazy_module
from fieldplan.solver.arrays import NO_CAP, Ints
from fieldplan.solver.choose import latest_predecessor_day
from fieldplan.solver.day_groups import Floats
from fieldplan.solver.desk_rows import DeskRows
from fieldplan.solver.pool import Column
from fieldplan.solver.problem import Compiled

if TYPE_CHECKING:
    from ortools.math_opt.python import mathopt
else:  # a quick answer does without it, and it takes long to import
    mathopt = lazy_module("ortools.math_opt.python.mathopt")

log = logging.getLogger(__name__)
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


class Master:
    """The restricted master; visits in ``closed`` are left out for good."""

    def __init__(
        self,
        compiled: Compiled,
        closed: frozenset[int],
        objective: Objective,
        *,
        integer: bool = False,
    ) -> None:
        self.compiled, self.closed, self.objective = compiled, closed, objective
        self.integer = integer
        self.solved, self.value = False, INF
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
        self.columns: list[Column] = []
        self.keys: set[tuple[int, tuple[int, ...]]] = set()
        self.cuts: list[Cut] = []
        self._cut_rows: list[int] = []
        self._lower: list[float] = []
        self._upper: list[float] = []
        self._rows()
        self._start()

    # Rows: each method returns nothing and appends to the row list; coefficients of a column
    # are found again by ``_coefficients``.
    def _rows(self) -> None:
        a = self.compiled.arrays
        self.cover = {v: self._row(1.0, 1.0 if self.integer else INF) for v in self.open}
        self.slot = [self._row(-INF, 1.0) for _ in range(len(a.slot_open))]
        self.chain: dict[tuple[int, int], list[tuple[int, int, int]]] = {}
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
        # Last, so that the rows above are the same in every master of a problem.
        left_for_good = self.compiled.tiers.left_out[sorted(self.closed)].sum(axis=0)
        self.tier_row = {
            t: self._row(-INF, float(most - int(left_for_good[t])))
            for t, most in sorted(self.objective.at_most.items())
            if self.compiled.tiers.fixed[t].any() or self.compiled.tiers.left_out[:, t].any()
        }

    @property
    def n_rows(self) -> int:
        """Number of rows."""
        return len(self._lower)

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

    def _row(self, lower: float, upper: float) -> int:
        self._lower.append(lower)
        self._upper.append(upper)
        return len(self._lower) - 1

    def _start(self) -> None:
        self.model = mathopt.Model()
        self._constraints = [
            self.model.add_linear_constraint(lb=lower, ub=upper)
            for lower, upper in zip(self._lower, self._upper, strict=True)
        ]
        self._left_out = []
        for v in self.open:
            rows = {self.cover[v]: 1.0}
            for t, row in self.tier_row.items():
                rows[row] = float(self.compiled.tiers.left_out[v, t])
            self._left_out.append(self._variable(float(self.left_cost[v]), 1.0, rows))
        for g, vs in self.groups.items():
            for e in range(len(self.compiled.arrays.overtime_month)):
                rows = {self.group_row[g]: 1.0, **{self.same[v, e]: -1.0 for v in vs}}
                self._variable(0.0, 1.0, rows)
        self.desk.add_variables(self.model, self._constraints)
        self._used: list[mathopt.Variable] = []
        self._fixed: list[int] = []
        self._solver = (
            None if self.integer else mathopt.IncrementalSolver(self.model, mathopt.SolverType.GLOP)
        )
        self._result: mathopt.SolveResult | None = None

    def _variable(self, cost: float, upper: float, rows: dict[int, float]) -> mathopt.Variable:
        variable = self.model.add_variable(
            lb=0.0, ub=1.0 if self.integer else upper, is_integer=self.integer
        )
        self.model.objective.set_linear_coefficient(variable, cost)
        for row, coefficient in rows.items():
            self._constraints[row].set_coefficient(variable, coefficient)
        return variable

    def column_cost(self, column: Column) -> float:
        """Cost of a column under the objective; ``column.cost`` is the scalar of the search."""
        scalar = self.compiled.arrays.fixed_scalar
        last = column.cost - sum(int(scalar[e, column.slot]) for e in column.order)
        return last + float(self.fixed[list(column.order), column.slot].sum())

    def add_columns(self, columns: Sequence[Column]) -> int:
        """Add columns not yet present; returns how many."""
        added = 0
        for column in columns:
            key = (column.slot, column.order)
            if key in self.keys:
                continue
            self.keys.add(key)
            self.columns.append(column)
            rows = self._coefficients(column)
            self._used.append(self._variable(self.column_cost(column), INF, rows))
            added += 1
        return added

    def _coefficients(self, column: Column) -> dict[int, float]:
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
                rows[self._cut_rows[c]] = 1.0
        return {row: value for row, value in rows.items() if value != 0.0}

    def add_cuts(self, cuts: Sequence[Cut]) -> None:
        """Add subset-row cuts over the present columns."""
        a = self.compiled.arrays
        served = [frozenset(int(a.entry_visit[n]) for n in c.order) for c in self.columns]
        for cut in cuts:
            members = set(cut.visits)
            constraint = self.model.add_linear_constraint(ub=1.0)
            for variable, visits in zip(self._used, served, strict=True):
                if len(members & visits) >= 2:
                    constraint.set_coefficient(variable, 1.0)
            self._constraints.append(constraint)
            self._cut_rows.append(self._row(-INF, 1.0))
            self.cuts.append(cut)

    def solve(self) -> float:
        """Solve the restricted master; returns its value."""
        assert self._solver is not None
        result = self._solver.solve(params=mathopt.SolveParameters(threads=1))
        if result.termination.reason != mathopt.TerminationReason.OPTIMAL:
            self.solved = False
            raise ArithmeticError(f"linear master: {result.termination}")
        self._result = result
        self.solved = True
        self.value = float(result.objective_value())
        return self.value

    def solve_integer(
        self, *, seconds: float | None, node_limit: int | None
    ) -> list[Column] | None:
        """Best choice of whole routes that HiGHS finds; None if it finds none in time."""
        parameters = mathopt.SolveParameters(relative_gap_tolerance=0.0)
        if seconds is not None:
            parameters.time_limit = timedelta(seconds=seconds)
        if node_limit is not None:
            parameters.node_limit = node_limit
        result = mathopt.solve(self.model, mathopt.SolverType.HIGHS, params=parameters)
        if not result.has_primal_feasible_solution():
            return None
        values = result.variable_values(self._used)
        return [self.columns[i] for i, value in enumerate(values) if value > 0.5]

    def reduced_costs(self) -> Floats:
        """Reduced costs of the columns at the last solution."""
        assert self._result is not None
        return np.array(self._result.reduced_costs(self._used), dtype=np.float64)

    def try_solve(self) -> bool:
        """Like ``solve``, but False where fixed routes leave nothing feasible, or numbers fail."""
        try:
            self.solve()
        except ArithmeticError as error:
            log.debug("%s", error)
            return False
        return True

    def fix(self, i: int) -> None:
        """Force column ``i`` into the solution until ``release``."""
        self._used[i].lower_bound = 1.0
        self._fixed.append(i)

    def release(self) -> None:
        """Undo every ``fix``."""
        for i in self._fixed:
            self._used[i].lower_bound = 0.0
        self._fixed.clear()

    def values(self) -> tuple[Floats, Floats]:
        """Primal values: of the columns, and of leaving each open visit out."""
        assert self._result is not None
        used = np.array(self._result.variable_values(self._used), dtype=np.float64)
        left = np.array(self._result.variable_values(self._left_out), dtype=np.float64)
        return used, left

    def row_duals(self) -> Floats:
        """Duals of all rows, with the signs that the rows' senses demand."""
        assert self._result is not None
        duals = np.array(self._result.dual_values(self._constraints), dtype=np.float64)
        lower, upper = np.array(self._lower), np.array(self._upper)
        duals = np.where(np.isneginf(lower), np.minimum(duals, 0.0), duals)
        return np.where(np.isposinf(upper), np.maximum(duals, 0.0), duals)

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
            cut_cost=-y[np.array(self._cut_rows, dtype=np.int64)] if self.cuts else np.zeros(0),
            fixed=self.fixed,
            constant=self._constant(y),
        )

    def _constant(self, y: Floats) -> float:
        """Rows' right-hand sides times duals (slots excepted), and the best of each first column.

        With the least reduced cost of each slot's routes, slot price left out, this is a lower
        bound: each slot takes one route or none.
        """
        lower, upper = np.array(self._lower), np.array(self._upper)
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
