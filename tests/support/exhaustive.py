"""The optimum of a small month by trying everything.

For every engineer-day each order of each set of visits is timed; then the days are gone
through one after another, and of the plans that the rest of the month cannot tell apart the
lexicographically best is kept. Rules are read anew from the problem here; the times of an order
come from the solver's timing, which ``test_solver_timing`` holds against plain readings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

import numpy as np

from fieldplan.cost import (
    cost_lines,
    route_lines,
    tier_names,
    tier_values,
    unassigned_lines,
    visit_lines,
)
from fieldplan.domain import CostLine, Plan, Problem, ProblemEngineer, Visit
from fieldplan.solver.arrays import Arrays
from fieldplan.solver.build import build_plan, build_route
from fieldplan.solver.native import ref
from fieldplan.solver.problem import Compiled, compile_problem
from fieldplan.solver.timing import new_choice, time_and_cost, time_route

Vector = tuple[int, ...]
"""Values of the tiers, most important first."""


@dataclass(frozen=True, kw_only=True)
class Option:
    """One way to spend an engineer-day: its visits (a bit each), what it uses and costs."""

    visits: int
    order: tuple[int, ...]
    cost: Vector
    overtime: int
    busy: int


@dataclass(frozen=True)
class Key:
    """All that the rest of the month needs to know of the days gone through.

    ``places`` is the slot (-1 = none yet) of every visit of a chain or group; ``used`` are the
    minutes of overtime and work of the engineers who have a limit on them.
    """

    served: int
    places: tuple[int, ...]
    used: tuple[int, ...]


Found = tuple[Vector, tuple[tuple[int, tuple[int, ...]], ...]]
"""A cost and the (slot, order) pairs that bring it."""


class Exhaustive:
    """Every plan of a problem, as far as it matters which is best."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.compiled: Compiled = compile_problem(problem)
        linked = {after.visit_id for visit in problem.visits for after in visit.after}
        linked |= {visit.id for visit in problem.visits if visit.after}
        linked |= {name for group in self._groups for name in group}
        self.linked = [v for v, visit in enumerate(problem.visits) if visit.id in linked]
        self.index = {visit.id: v for v, visit in enumerate(problem.visits)}
        self.day_index = {day: n for n, day in enumerate(problem.days)}

    @property
    def _groups(self) -> tuple[tuple[str, ...], ...]:
        return (*self.problem.same_engineer, *self.problem.consecutive)

    def optimum(self) -> Vector:
        """Return the least tiers, lexicographically."""
        return self._best[0]

    def plan(self) -> Plan:
        """Return a plan with these tiers."""
        return build_plan(self.compiled, dict(self._best[1]), {})

    @cached_property
    def _best(self) -> Found:
        slots = self.compiled.slots
        zero = (0,) * len(tier_names(self.problem))
        states: dict[Key, Found] = {self._start: (zero, ())}
        for slot, (engineer, day) in enumerate(slots):
            options = list(self._options(slot, engineer, day))
            states = self._extended(states, slot, options)
            if slot + 1 == len(slots) or slots[slot + 1][1] != day:
                states = {k: f for k, f in states.items() if self._chains_hold(k, day)}
        return min(
            (_added(cost, self._left_out(key)), orders)
            for key, (cost, orders) in states.items()
            if self._runs_hold(key)
        )

    @property
    def _start(self) -> Key:
        return Key(0, (-1,) * len(self.linked), (0,) * (2 * len(self.problem.engineers)))

    def _extended(
        self, states: Mapping[Key, Found], slot: int, options: list[Option]
    ) -> dict[Key, Found]:
        following = dict(states)
        for key, (cost, orders) in states.items():
            for option in options:
                if key.served & option.visits:
                    continue
                then = self._after(key, slot, option)
                if then is None:
                    continue
                found = (_added(cost, option.cost), (*orders, (slot, option.order)))
                if then not in following or found < following[then]:
                    following[then] = found
        return following

    def _after(self, key: Key, slot: int, option: Option) -> Key | None:
        """The key with the option taken; None if a limit or an engineer forbids it."""
        engineer = self.compiled.slots[slot][0]
        number = self.problem.engineers.index(self._engineer(engineer.id))
        used = list(key.used)
        limits = (engineer.overtime_month_min, engineer.hours_min)
        for n, (limit, amount) in enumerate(
            zip(limits, (option.overtime, option.busy), strict=True)
        ):
            if limit is not None:
                used[2 * number + n] += amount
                if used[2 * number + n] > limit:
                    return None
        places = tuple(
            slot if option.visits >> v & 1 else place
            for v, place in zip(self.linked, key.places, strict=True)
        )
        after = Key(key.served | option.visits, places, tuple(used))
        return after if self._one_engineer(after) else None

    def _engineer(self, engineer_id: str) -> ProblemEngineer:
        return next(e for e in self.problem.engineers if e.id == engineer_id)

    def _place(self, key: Key, visit_id: str) -> tuple[str, date] | None:
        """Engineer and day of a linked visit."""
        slot = key.places[self.linked.index(self.index[visit_id])]
        if slot < 0:
            return None
        engineer, day = self.compiled.slots[slot]
        return engineer.id, day

    def _one_engineer(self, key: Key) -> bool:
        for group in self._groups:
            places = [self._place(key, name) for name in group]
            if len({place[0] for place in places if place is not None}) > 1:
                return False
        return True

    def _chains_hold(self, key: Key, today: date) -> bool:
        for visit in (self.problem.visits[v] for v in self.linked):
            here = self._place(key, visit.id)
            if here is None or here[1] != today:
                continue
            for after in visit.after:
                there = self._place(key, after.visit_id)
                if there is None:
                    return False
                if self.day_index[today] - self.day_index[there[1]] < after.min_days:
                    return False
                if (today - there[1]).days < after.min_calendar_days:
                    return False
        return True

    def _runs_hold(self, key: Key) -> bool:
        for group in self.problem.consecutive:
            days = [place[1] for name in group if (place := self._place(key, name)) is not None]
            if days and len(days) < len(group):
                return False
            if any(self.day_index[b] != self.day_index[a] + 1 for a, b in pairwise(days)):
                return False
        return True

    def _left_out(self, key: Key) -> Vector:
        lines = [
            line
            for v, visit in enumerate(self.problem.visits)
            if not key.served >> v & 1
            for line in unassigned_lines(self.problem, visit)
        ]
        return self._vector(lines)

    def _vector(self, lines: list[CostLine]) -> Vector:
        return tier_values(self.problem, lines)

    def _options(self, slot: int, engineer: ProblemEngineer, day: date) -> Iterator[Option]:
        """Of all orders of the same entries, those that no other beats in everything."""
        limited = engineer.overtime_month_min is not None or engineer.hours_min is not None
        timed: dict[tuple[int, ...], list[tuple[int, int, int, tuple[int, ...]]]] = {}
        for found in self._orders(slot, engineer, day):
            timed.setdefault(tuple(sorted(found[3])), []).append(found)
        for orders in timed.values():
            kept: list[tuple[int, int]] = []
            for _, overtime, busy, order in sorted(orders):
                if any(o <= overtime and b <= busy for o, b in kept):
                    continue
                kept.append((overtime, busy))
                yield self._option(slot, engineer, order, overtime, busy)
                if not limited:
                    break

    def _orders(
        self, slot: int, engineer: ProblemEngineer, day: date
    ) -> Iterator[tuple[int, int, int, tuple[int, ...]]]:
        """Every order that can be timed: cost, overtime, work and the order itself."""
        a, n = self.compiled.arrays, len(self.problem.visits)
        entries = [
            entry
            for entry, form in enumerate(self.compiled.entries)
            if _may(form[0], engineer, day)
        ]
        seq, choice = np.zeros(n, dtype=np.int64), new_choice(n)
        native, beamed = self.compiled.native, ref(self._beamed)
        waiting: list[tuple[int, ...]] = [()]
        while waiting:
            order = waiting.pop()
            taken = {int(a.entry_visit[entry]) for entry in order}
            for entry in entries:
                if int(a.entry_visit[entry]) in taken:
                    continue
                longer = (*order, entry)
                seq[: len(longer)] = longer
                if not time_route(beamed, slot, seq, len(longer), choice)[0]:
                    continue
                waiting.append(longer)
                feasible, cost, overtime, busy = time_and_cost(
                    native, slot, seq, len(longer), choice
                )
                if feasible:
                    yield int(cost), int(overtime), int(busy), longer

    @cached_property
    def _beamed(self) -> Arrays:
        """The arrays with no way back: an order that fails here fails with any more stops."""
        a = self.compiled.arrays
        places = len(a.travel)
        travel = np.zeros((places + 1, places + 1), dtype=np.int64)
        travel[:places, :places] = a.travel
        return a._replace(travel=travel, slot_to=np.full_like(a.slot_to, places))

    def _option(
        self, slot: int, engineer: ProblemEngineer, order: tuple[int, ...], overtime: int, busy: int
    ) -> Option:
        route = build_route(self.compiled, slot, order)
        visits = [self.compiled.entries[entry][0] for entry in order]
        lines = route_lines(self.problem, engineer, route)
        for visit, stop in zip(visits, route.stops, strict=True):
            lines += visit_lines(self.problem, visit, route, stop.start_min)
        return Option(
            visits=sum(1 << self.index[visit.id] for visit in visits),
            order=order,
            cost=self._vector(lines),
            overtime=overtime,
            busy=busy,
        )


def _may(visit: Visit, engineer: ProblemEngineer, day: date) -> bool:
    promised = visit.promise is not None and visit.promise.date == day
    return (
        bool(visit.windows.get(day))
        and visit.skills <= engineer.skills
        and (visit.engineers is None or engineer.id in visit.engineers)
        and (visit.not_before is None or day >= visit.not_before)
        and (visit.notice_until is None or day >= visit.notice_until or promised)
    )


def _added(one: Vector, other: Vector) -> Vector:
    return tuple(a + b for a, b in zip(one, other, strict=True))


def plan_vector(problem: Problem, plan: Plan) -> Vector:
    """Tiers of a plan, from its routes."""
    return tier_values(problem, cost_lines(problem, plan))
