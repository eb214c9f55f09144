"""The linear master over routes: rows of the rules between days, duals, a safe bound.

MathOpt's GLOP keeps its basis while columns and cuts are added. Bounds come from the duals by
weak duality, so they hold whatever the solver's tolerance.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fieldplan.lazy import lazy_module
from fieldplan.solver.day_groups import Floats
from fieldplan.solver.master_rows import Cut, MasterRows, Objective
from fieldplan.solver.pool import Column
from fieldplan.solver.problem import Compiled

if TYPE_CHECKING:
    from ortools.math_opt.python import mathopt
else:  # a quick answer does without it, and it takes long to import
    mathopt = lazy_module("ortools.math_opt.python.mathopt")

log = logging.getLogger(__name__)
INF = math.inf
CENTRAL_ITERATIONS = 200
"""Large masters take 20 to 60; on some of a few columns the method never ends."""


class Chosen(NamedTuple):
    """Whole routes chosen, what they are worth in the master, whether none better were there."""

    columns: list[Column]
    value: float
    proven: bool


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
        self.rows = MasterRows(compiled, closed, objective, integer=integer)
        self.columns: list[Column] = []
        self.keys: set[tuple[int, tuple[int, ...]]] = set()
        self._start()

    def _start(self) -> None:
        self.model = mathopt.Model()
        self._constraints = [
            self.model.add_linear_constraint(lb=lower, ub=upper)
            for lower, upper in zip(self.rows.lower, self.rows.upper, strict=True)
        ]
        self._left_out = []
        for v in self.rows.open:
            rows = {self.rows.cover[v]: 1.0}
            for t, row in self.rows.tier_row.items():
                rows[row] = float(self.compiled.tiers.left_out[v, t])
            self._left_out.append(self._variable(float(self.rows.left_cost[v]), 1.0, rows))
        for g, vs in self.rows.groups.items():
            for e in range(len(self.compiled.arrays.overtime_month)):
                rows = {self.rows.group_row[g]: 1.0, **{self.rows.same[v, e]: -1.0 for v in vs}}
                self._variable(0.0, 1.0, rows)
        self.rows.desk.add_variables(self.model, self._constraints)
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

    def add_columns(self, columns: Sequence[Column]) -> int:
        """Add columns not yet present; returns how many."""
        added = 0
        for column in columns:
            key = (column.slot, column.order)
            if key in self.keys:
                continue
            self.keys.add(key)
            self.columns.append(column)
            rows = self.rows.coefficients(column)
            self._used.append(self._variable(self.rows.column_cost(column), INF, rows))
            added += 1
        return added

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
            self.rows.add_cut(cut)

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

    def solve_integer(self, *, seconds: float | None, node_limit: int | None) -> Chosen | None:
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
        return Chosen(
            columns=[self.columns[i] for i, value in enumerate(values) if value > 0.5],
            value=float(result.objective_value()),
            proven=result.termination.reason == mathopt.TerminationReason.OPTIMAL,
        )

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
        return self._duals(self._result)

    def central_duals(self) -> Floats:
        """Duals from amid all optimal ones, or ``row_duals`` where none are found.

        Duals of a vertex are extreme among many as good, and columns priced by them help little
        (Rousseau, Gendreau, Feillet, "Interior point stabilization for column generation",
        Operations Research Letters 35(5), 2007).
        """
        parameters = mathopt.SolveParameters(
            lp_algorithm=mathopt.LPAlgorithm.BARRIER, iteration_limit=CENTRAL_ITERATIONS
        )
        parameters.highs.string_options["run_crossover"] = "off"
        try:
            result = mathopt.solve(self.model, mathopt.SolverType.HIGHS, params=parameters)
        except Exception:  # the binding raises all kinds, and any duals give a valid bound
            log.debug("no central duals", exc_info=True)
            return self.row_duals()
        return self._duals(result) if result.has_dual_feasible_solution() else self.row_duals()

    def _duals(self, result: mathopt.SolveResult) -> Floats:
        duals = np.array(result.dual_values(self._constraints), dtype=np.float64)
        return self.rows.signed(duals)
