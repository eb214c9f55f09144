"""The choice of a week for every visit: a small CP-SAT model with a proven bound."""

from __future__ import annotations

import logging
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from fieldplan.demand.outlook_choice import (
    Candidate,
    Choice,
    Week,
    cost_of,
    crowds,
)
from fieldplan.demand.outlook_search import quick_choice
from fieldplan.lazy import lazy_module

if TYPE_CHECKING:
    from ortools.sat.python import cp_model
else:  # a quick answer does without it, and it takes long to import
    cp_model = lazy_module("ortools.sat.python.cp_model")

log = logging.getLogger(__name__)

ROUNDING = 0.01
GAP = 0.005
"""A choice so near its bound is good enough: the weeks' capacities are estimates."""


def choose_weeks(
    candidates: Sequence[Candidate],
    weeks: Sequence[Week],
    minute_cost: int,
    deterministic_limit: float,
) -> Choice:
    """Return the best choice found and its bound; the same for the same input."""
    start = quick_choice(candidates, weeks, minute_cost)
    value = cost_of(candidates, weeks, start, minute_cost)
    assert value is not None  # the quick choice keeps all rules
    if not candidates:
        return Choice(weeks=(), value=0, bound=0)
    model = cp_model.CpModel()
    rows = _Model(model, candidates, weeks, minute_cost)
    rows.hint(start)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 0
    solver.parameters.linearization_level = 2
    solver.parameters.relative_gap_limit = GAP
    solver.parameters.max_deterministic_time = deterministic_limit
    # Else CP-SAT keeps Ctrl-C to itself, and takes the handler of Python away for good.
    solver.parameters.catch_sigint_signal = False
    status = solver.solve(model)
    bound = max(0, math.ceil(solver.best_objective_bound - ROUNDING))
    chosen = start
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        found = rows.chosen(solver)
        found_value = cost_of(candidates, weeks, found, minute_cost)
        if found_value is not None and found_value <= value:
            chosen, value = found, found_value
    log.info(
        "outlook: %d visits, %d weeks, %s, %d of at least %d kopecks",
        len(candidates),
        len(weeks),
        solver.status_name(status),
        value,
        bound,
    )
    return Choice(weeks=tuple(chosen), value=value, bound=bound)


class _Model:
    """Variables and rows; each method is one rule."""

    def __init__(
        self,
        model: cp_model.CpModel,
        candidates: Sequence[Candidate],
        weeks: Sequence[Week],
        minute_cost: int,
    ) -> None:
        self.model, self.candidates, self.weeks = model, candidates, weeks
        self.use = [
            {week: model.new_bool_var(f"x{i}_{week}") for week in candidate.options}
            for i, candidate in enumerate(candidates)
        ]
        self.left = [model.new_bool_var(f"u{i}") for i in range(len(candidates))]
        self.cost: list[cp_model.LinearExprT] = []
        self.parts: list[tuple[tuple[int, ...], list[tuple[int, cp_model.IntVar]]]] = []
        self.trips: list[tuple[cp_model.IntVar, int, list[int]]] = []
        self.each_visit_once()
        self.keep_apart()
        self.fill_weeks(minute_cost)
        self.share_trips()
        model.minimize(sum(self.cost))

    def each_visit_once(self) -> None:
        for i, candidate in enumerate(self.candidates):
            self.model.add_exactly_one([*self.use[i].values(), self.left[i]])
            self.cost.append(candidate.leave_cost * self.left[i])
            self.cost += [candidate.options[week] * var for week, var in self.use[i].items()]

    def keep_apart(self) -> None:
        for i, candidate in enumerate(self.candidates):
            if candidate.before is None:
                continue
            first, second = self.use[candidate.before], self.use[i]
            for week, var in second.items():
                close = [
                    other
                    for earlier, other in first.items()
                    if self.weeks[week].middle - self.weeks[earlier].middle < candidate.gap_days
                ]
                if close:
                    self.model.add(sum(close) + var <= 1)

    def fill_weeks(self, minute_cost: int) -> None:
        """A week's load, and a month's, has its price; neither is over what there is room for."""
        for crowd in crowds(self.weeks, minute_cost):
            inside = [
                (i, use[week])
                for i, use in enumerate(self.use)
                for week in crowd.weeks
                if week in use
            ]
            if not inside:
                continue
            parts: list[tuple[int, cp_model.IntVar]] = []
            for width, price in crowd.steps:
                part = self.model.new_int_var(0, width, "")
                parts.append((width, part))
                self.cost.append(price * part)
            self.parts.append((crowd.weeks, parts))
            load = sum(self.candidates[i].work_min * var for i, var in inside)
            self.model.add(load == sum(part for _, part in parts))

    def share_trips(self) -> None:
        """A group costs one trip in a week, as dear as its farthest visit there."""
        members: dict[tuple[int, int], list[int]] = {}
        for i, candidate in enumerate(self.candidates):
            for week in candidate.options:
                members.setdefault((candidate.group, week), []).append(i)
        for (_, week), group in members.items():
            below = 0
            # Levels add up to the farthest: each is paid if any at least as far is there.
            for level in sorted({self.candidates[i].trip_cost for i in group} - {0}):
                far = [i for i in group if self.candidates[i].trip_cost >= level]
                paid = self.model.new_bool_var("")
                self.cost.append((level - below) * paid)
                self.trips.append((paid, week, far))
                below = level
                for i in far:
                    self.model.add_implication(self.use[i][week], paid)

    def hint(self, chosen: Sequence[int | None]) -> None:
        """Start from a choice; all variables, so that nothing is left to be guessed."""
        for i, week in enumerate(chosen):
            self.model.add_hint(self.left[i], week is None)
            for number, var in self.use[i].items():
                self.model.add_hint(var, number == week)
        for weeks, parts in self.parts:
            load = sum(
                candidate.work_min
                for candidate, week in zip(self.candidates, chosen, strict=True)
                if week in weeks
            )
            for width, part in parts:
                taken = min(load, width)
                self.model.add_hint(part, taken)
                load -= taken
        for paid, week, far in self.trips:
            self.model.add_hint(paid, any(chosen[i] == week for i in far))

    def chosen(self, solver: cp_model.CpSolver) -> list[int | None]:
        return [
            next((week for week, var in use.items() if solver.boolean_value(var)), None)
            for use in self.use
        ]
