"""The integer choice of routes from the pool, tier after tier, by CP-SAT."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fieldplan.lazy import lazy_module
from fieldplan.solver.arrays import NO_CAP, Ints
from fieldplan.solver.pool import Column
from fieldplan.solver.problem import Compiled

if TYPE_CHECKING:
    from ortools.sat.python import cp_model
else:  # a quick answer does without it, and it takes long to import
    cp_model = lazy_module("ortools.sat.python.cp_model")

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class ChooseLimit:
    """How long the choice may take: wall seconds or deterministic time, and workers."""

    seconds: float | None = None
    deterministic: float | None = None
    workers: int = 1
    seed: int = 0


def choose(
    compiled: Compiled,
    columns: Sequence[Column],
    hint: Mapping[int, Sequence[int]],
    limit: ChooseLimit,
    without: frozenset[str] = frozenset(),
) -> dict[int, tuple[int, ...]]:
    """Return the best set of routes found (slot to order), never worse than ``hint``.

    Parameters
    ----------
    columns : sequence of Column
        The pool; must contain the hint's routes.
    hint : mapping of slot to order
        A feasible choice to start from.
    """
    model = cp_model.CpModel()
    use = [model.new_bool_var(f"x{i}") for i in range(len(columns))]
    left_out = [model.new_bool_var(f"u{v}") for v in range(len(compiled.problem.visits))]
    _Rows(compiled, columns, use, left_out, model, without).add()
    chosen = {slot: tuple(order) for slot, order in hint.items() if len(order)}
    served = {int(compiled.arrays.entry_visit[e]) for order in chosen.values() for e in order}
    for i, column in enumerate(columns):
        model.add_hint(use[i], int(chosen.get(column.slot) == column.order))
    for v, var in enumerate(left_out):
        model.add_hint(var, int(v not in served))
    cost = sum(c.cost * use[i] for i, c in enumerate(columns)) + sum(
        int(compiled.arrays.unserved_scalar[v]) * var for v, var in enumerate(left_out)
    )
    model.minimize(cost)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = limit.workers
    solver.parameters.random_seed = limit.seed
    # Else CP-SAT keeps Ctrl-C to itself, and takes the handler of Python away for good.
    solver.parameters.catch_sigint_signal = False
    if limit.seconds is not None:
        solver.parameters.max_time_in_seconds = limit.seconds
    if limit.deterministic is not None:
        solver.parameters.max_deterministic_time = limit.deterministic
    status = solver.solve(model)
    log.debug("choose: %s columns, %s", len(columns), solver.status_name(status))
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return chosen
    answer = {c.slot: c.order for i, c in enumerate(columns) if solver.boolean_value(use[i])}
    return (
        answer
        if total_cost(compiled, columns, answer) <= total_cost(compiled, columns, chosen)
        else chosen
    )


def total_cost(
    compiled: Compiled, columns: Sequence[Column], chosen: Mapping[int, tuple[int, ...]]
) -> int:
    """Scalar cost of a choice of columns."""
    a = compiled.arrays
    total = int(a.unserved_scalar.sum())
    for column in columns:
        if chosen.get(column.slot) == column.order:
            total += column.cost
            total -= sum(int(a.unserved_scalar[a.entry_visit[e]]) for e in column.order)
    return total


class _Rows:
    """The rows over routes; each method is one rule."""

    def __init__(
        self,
        compiled: Compiled,
        columns: Sequence[Column],
        use: list[cp_model.IntVar],
        left_out: list[cp_model.IntVar],
        model: cp_model.CpModel,
        without: frozenset[str],
    ) -> None:
        self.a = compiled.arrays
        self.problem = compiled.problem
        self.columns, self.use, self.left_out, self.model = columns, use, left_out, model
        self.without = without
        self.by_slot: dict[int, list[int]] = {}
        self.by_visit: dict[int, list[int]] = {v: [] for v in range(len(left_out))}
        for i, column in enumerate(columns):
            self.by_slot.setdefault(column.slot, []).append(i)
            for entry in column.order:
                self.by_visit[int(self.a.entry_visit[entry])].append(i)

    def add(self) -> None:
        self.each_visit_once()
        self.one_route_per_day()
        self.min_lag()
        self.consecutive_days()
        self.same_engineer()
        self.overtime_month()
        self.engineer_hours()

    def each_visit_once(self) -> None:
        for v, columns in self.by_visit.items():
            served = sum(self.use[i] for i in columns)
            if "each_visit_once" in self.without:
                self.model.add(served + self.left_out[v] >= 1)
            else:
                self.model.add_exactly_one([*(self.use[i] for i in columns), self.left_out[v]])

    def one_route_per_day(self) -> None:
        if "one_route_per_day" in self.without:
            return
        for columns in self.by_slot.values():
            self.model.add_at_most_one(self.use[i] for i in columns)

    def min_lag(self) -> None:
        """Served by day t only if the predecessor is by its latest day before: one row a day."""
        a = self.a
        for v in range(len(self.left_out)):
            for k in range(int(a.pred_ptr[v]), int(a.pred_ptr[v + 1])):
                u, lag, calendar = (int(x) for x in a.pred[k])
                self.model.add_implication(self.left_out[u], self.left_out[v])
                days = sorted({self._day(i) for i in self.by_visit[v]})
                for t in days:
                    last = latest_predecessor_day(self.a.day_ordinal, t, lag, calendar)
                    early = [self.use[i] for i in self.by_visit[v] if self._day(i) <= t]
                    before = [self.use[i] for i in self.by_visit[u] if self._day(i) <= last]
                    self.model.add(sum(early) <= sum(before))

    def consecutive_days(self) -> None:
        a = self.a
        for g in range(len(a.run_ptr) - 1):
            members = [int(m) for m in a.run_visit[a.run_ptr[g] : a.run_ptr[g + 1]]]
            for first, second in itertools.pairwise(members):
                for e in range(a.slot_of.shape[0]):
                    for d in range(a.slot_of.shape[1]):
                        here = self._at(first, int(a.slot_of[e, d]))
                        following = int(a.slot_of[e, d + 1]) if d + 1 < a.slot_of.shape[1] else -1
                        there = self._at(second, following)
                        if here or there:
                            self.model.add(sum(here) == sum(there))
                    if self._at(second, int(a.slot_of[e, 0])):
                        self.model.add(sum(self._at(second, int(a.slot_of[e, 0]))) == 0)

    def same_engineer(self) -> None:
        a = self.a
        groups: dict[int, list[int]] = {}
        for v in range(len(self.left_out)):
            if a.same_group[v] >= 0:
                groups.setdefault(int(a.same_group[v]), []).append(v)
        for members in groups.values():
            for e in range(a.slot_of.shape[0]):
                is_his = self.model.new_bool_var("")
                for v in members:
                    his = [self.use[i] for i in self.by_visit[v] if self._engineer(i) == e]
                    others = [self.use[i] for i in self.by_visit[v] if self._engineer(i) != e]
                    self.model.add(sum(his) <= is_his)
                    self.model.add(sum(others) <= 1 - is_his)

    def overtime_month(self) -> None:
        self._month_cap(self.a.overtime_month.tolist(), [c.overtime for c in self.columns])

    def engineer_hours(self) -> None:
        self._month_cap(self.a.hours_min.tolist(), [c.busy for c in self.columns])

    def _month_cap(self, caps: list[int], amounts: list[int]) -> None:
        for e, cap in enumerate(caps):
            if cap < NO_CAP:
                his = [i for i in range(len(self.columns)) if self._engineer(i) == e]
                self.model.add(sum(amounts[i] * self.use[i] for i in his if amounts[i]) <= cap)

    def _day(self, i: int) -> int:
        return int(self.a.slot_day[self.columns[i].slot])

    def _engineer(self, i: int) -> int:
        return int(self.a.slot_engineer[self.columns[i].slot])

    def _at(self, v: int, slot: int) -> list[cp_model.IntVar]:
        return [self.use[i] for i in self.by_visit[v] if self.columns[i].slot == slot]


def latest_predecessor_day(day_ordinal: Ints, t: int, lag: int, calendar: int) -> int:
    """Last day index on which a predecessor may be for its successor to be on day ``t``."""
    last = t - lag
    while last >= 0 and day_ordinal[last] + calendar > day_ordinal[t]:
        last -= 1
    return last
