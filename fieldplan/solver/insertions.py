"""Every way to put one visit into a plan in which all else keeps its day and its order.

The public counterpart of the search's own insertions: exact, and slow enough to be asked for one
visit or a month's phone calls, not for a search.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import permutations

from fieldplan.domain import Plan, Problem, Reason
from fieldplan.solver.build import build_plan, build_route, orders_of
from fieldplan.solver.open_part import open_part, whole_plan
from fieldplan.solver.open_slots import open_slots
from fieldplan.solver.pool import Column, column_of, columns_of
from fieldplan.solver.problem import Compiled, compile_problem

MOST_ORDERED = 6
"""Stops of a route whose every order is looked at: 720 of them."""
ORDERS_TIMED = 24


@dataclass(frozen=True, kw_only=True)
class Insertion:
    """A place for a visit.

    Attributes
    ----------
    start_min, end_min : int
        Work of the visit, minutes from midnight.
    overtime_min : int
        Overtime of the route.
    value : int
        Change of all tiers on the search's one scale; for ranking only.
    removed : tuple of str
        Visits that leave this route to make room.
    order : tuple of int
        The route's entries, for ``Insertions.plan_with``.
    """

    visit_id: str
    engineer_id: str
    date: date
    start_min: int
    end_min: int
    overtime_min: int
    value: int
    slot: int
    order: tuple[int, ...]
    removed: tuple[str, ...] = ()


class Insertions:
    """The insertions into one plan; the problem is compiled once.

    What is frozen of a problem with a past stays as it is: its visits have no insertions. Neither
    has a plan from elsewhere whose routes cannot be timed.
    """

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem = problem
        self.compiled: Compiled = compile_problem(open_part(problem))
        self._part = self.compiled.problem
        self._orders = {
            slot: tuple(order) for slot, order in orders_of(self.compiled, plan).items() if order
        }
        self._columns = {
            slot: column
            for slot, order in self._orders.items()
            if (column := column_of(self.compiled, slot, order)) is not None
        }
        self._index = {visit.id: v for v, visit in enumerate(self._part.visits)}
        self._seed = plan.seed
        self._reasons: Mapping[str, tuple[Reason, ...]] = {
            item.visit_id: item.reasons for item in plan.unassigned
        }
        self._given = plan
        self._sound = len(self._columns) == len(self._orders)

    @cached_property
    def plan(self) -> Plan:
        """The plan as it stands, timed canonically."""
        return self._built(self._orders) if self._sound else self._given

    def of(
        self,
        visit_id: str,
        *,
        bump: frozenset[str] = frozenset(),
        most: int = 50,
        by_overtime: bool = False,
    ) -> tuple[Insertion, ...]:
        """Return the feasible insertions of a visit, best first.

        A visit that the plan serves is taken out first, so that its own place is among them.
        Only the best of those with the same engineer, day and half of the day is kept. A visit
        of a run of consecutive days is bound to the others and has none.

        Parameters
        ----------
        bump : frozenset of str
            Visits any one of which may leave its route to make room; where it goes then is for
            the caller to find.
        most : int
            So many at most.
        by_overtime : bool
            Best means least overtime of the day first.
        """
        v = self._index.get(visit_id)
        if v is None or not self._sound or self.compiled.arrays.run_group[v] >= 0:
            return ()
        orders = self._without(v)
        tried: list[tuple[int, tuple[int, ...], int, int]] = []
        for entry in self._entries(v):
            for slot in open_slots(self.compiled, v, entry, orders):
                for order, removed in self._rooms(orders.get(slot, ()), bump):
                    tried += [
                        (slot, (*order[:at], entry, *order[at:]), entry, removed)
                        for at in range(len(order) + 1)
                    ]
        best = self._best_of(tried, orders, v, by_overtime=by_overtime)
        best.sort(key=lambda i: (i.overtime_min * by_overtime, i.value, i.date, i.start_min))
        return tuple(best[:most])

    def on_its_day(self, visit_id: str) -> tuple[Insertion, ...]:
        """Return the orders of the visit's own route with another time for it, best first.

        Every order of the route's stops is looked at where it has at most ``MOST_ORDERED``, and
        of the cheapest ``ORDERS_TIMED`` the best of each half of the day is kept. The plan's own
        order is left out.
        """
        v = self._index.get(visit_id)
        visit_of = self.compiled.arrays.entry_visit
        for slot, order in self._orders.items() if v is not None and self._sound else ():
            entry = next((e for e in order if visit_of[e] == v), None)
            if v is None or entry is None or len(order) > MOST_ORDERED:
                continue
            others = [(slot, other) for other in permutations(order) if other != order]
            cheapest = sorted(columns_of(self.compiled, others), key=lambda c: (c.cost, c.order))
            tried = [(slot, c.order, entry, -1) for c in cheapest[:ORDERS_TIMED]]
            best = self._best_of(tried, self._without(v), v, by_overtime=False)
            return tuple(sorted(best, key=lambda i: (i.value, i.start_min)))
        return ()

    def plan_with(self, insertions: Iterable[Insertion]) -> Plan:
        """Return the plan with these insertions (of different routes) and nothing else changed.

        Visits that they remove and do not insert again are left out.
        """
        orders = dict(self._orders)
        chosen = tuple(insertions)
        for item in chosen:
            orders = _taken_out(self.compiled, orders, self._index[item.visit_id])
        for item in chosen:
            orders[item.slot] = item.order
        return self._built(orders)

    def taking(self, item: Insertion) -> Insertions:
        """Return the insertions that there are once this one is taken."""
        following = copy(self)
        following.__dict__.pop("plan", None)
        orders = {**self._without(self._index[item.visit_id]), item.slot: item.order}
        following._orders, following._columns = orders, self._columns_for(orders)
        return following

    def plan_without(self, visit_id: str) -> Plan:
        """Return the plan without a visit, all else in its place."""
        return self._built(self._without(self._index[visit_id]))

    def _built(self, orders: Mapping[int, tuple[int, ...]]) -> Plan:
        index = self._index
        reasons = {index[name]: why for name, why in self._reasons.items() if name in index}
        plan = replace(build_plan(self.compiled, orders, reasons), seed=self._seed)
        return whole_plan(self.problem, self._part, plan)

    def _entries(self, v: int) -> range:
        a = self.compiled.arrays
        return range(int(a.entry_ptr[v]), int(a.entry_ptr[v + 1]))

    def _without(self, v: int) -> dict[int, tuple[int, ...]]:
        return _taken_out(self.compiled, self._orders, v)

    def _rooms(
        self, order: tuple[int, ...], bump: frozenset[str]
    ) -> list[tuple[tuple[int, ...], int]]:
        """The order as it is (removed -1), or without one visit that may be bumped."""
        if not bump:
            return [(order, -1)]
        a = self.compiled.arrays
        visits = self._part.visits
        return [
            (order[:n] + order[n + 1 :], int(a.entry_visit[entry]))
            for n, entry in enumerate(order)
            if visits[int(a.entry_visit[entry])].id in bump
        ]

    def _best_of(
        self,
        tried: list[tuple[int, tuple[int, ...], int, int]],
        orders: Mapping[int, tuple[int, ...]],
        v: int,
        *,
        by_overtime: bool,
    ) -> list[Insertion]:
        a = self.compiled.arrays
        columns = {
            (column.slot, column.order): column
            for column in columns_of(self.compiled, [(slot, order) for slot, order, _, _ in tried])
        }
        caps = self._month(orders)
        before = self._columns_for(orders)
        found: dict[tuple[int, bool, int], Insertion] = {}
        ranks: dict[tuple[int, bool, int], tuple[int, int]] = {}
        for slot, order, _, removed in tried:
            column = columns.get((slot, order))
            if column is None or not self._within_caps(column, before.get(slot), caps):
                continue
            old = before.get(slot)
            value = column.cost - (old.cost if old else 0) - int(a.unserved_scalar[v])
            if removed >= 0:
                value += int(a.unserved_scalar[removed])
            route = build_route(self.compiled, slot, order)
            stop = next(s for s in route.stops if s.visit_id == self._part.visits[v].id)
            key = (slot, stop.start_min < _NOON_MIN, removed)
            rank = (column.overtime * by_overtime, value)
            if key in ranks and ranks[key] <= rank:
                continue
            ranks[key] = rank
            engineer, day = self.compiled.slots[slot]
            found[key] = Insertion(
                visit_id=self._part.visits[v].id,
                engineer_id=engineer.id,
                date=day,
                start_min=stop.start_min,
                end_min=stop.end_min,
                overtime_min=column.overtime,
                value=value,
                slot=slot,
                order=order,
                removed=() if removed < 0 else (self._part.visits[removed].id,),
            )
        return list(found.values())

    def _columns_for(self, orders: Mapping[int, tuple[int, ...]]) -> dict[int, Column]:
        found = {}
        for slot, order in orders.items():
            known = self._columns.get(slot)
            if known is None or known.order != order:
                known = column_of(self.compiled, slot, order)
            if known is not None:
                found[slot] = known
        return found

    def _month(self, orders: Mapping[int, tuple[int, ...]]) -> dict[int, tuple[int, int]]:
        """Overtime and busy minutes of each engineer's month."""
        sums: dict[int, tuple[int, int]] = {}
        for slot, column in self._columns_for(orders).items():
            e = int(self.compiled.arrays.slot_engineer[slot])
            overtime, busy = sums.get(e, (0, 0))
            sums[e] = (overtime + column.overtime, busy + column.busy)
        return sums

    def _within_caps(
        self, column: Column, old: Column | None, month: Mapping[int, tuple[int, int]]
    ) -> bool:
        a = self.compiled.arrays
        e = int(a.slot_engineer[column.slot])
        overtime, busy = month.get(e, (0, 0))
        more_overtime = column.overtime - (old.overtime if old else 0)
        more_busy = column.busy - (old.busy if old else 0)
        return bool(
            (more_overtime <= 0 or overtime + more_overtime <= a.overtime_month[e])
            and (more_busy <= 0 or busy + more_busy <= a.hours_min[e])
        )


_NOON_MIN = 780


def _taken_out(
    compiled: Compiled, orders: Mapping[int, tuple[int, ...]], v: int
) -> dict[int, tuple[int, ...]]:
    """Return the orders without a visit; routes that are left empty are gone."""
    visit_of = compiled.arrays.entry_visit
    found = {}
    for slot, order in orders.items():
        kept = tuple(entry for entry in order if visit_of[entry] != v)
        if kept:
            found[slot] = kept
    return found
