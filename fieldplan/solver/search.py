"""The best plan so far, and the ways to better it: annealing, choice from the pool, repair."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from fieldplan.domain import Plan
from fieldplan.solver.build import build_plan
from fieldplan.solver.choose import ChooseLimit, choose
from fieldplan.solver.desk import desk_gaps, desk_holds
from fieldplan.solver.improve import construct, run
from fieldplan.solver.moves import settle
from fieldplan.solver.native import ref
from fieldplan.solver.pool import Column, Pool, column_of
from fieldplan.solver.problem import Compiled
from fieldplan.solver.reasons import Reasons, no_room
from fieldplan.solver.state import State, assign_state, copy_state, new_scratch, new_state
from fieldplan.solver.timing import new_choice

CHUNK = 100
"""Iterations of one call into compiled code."""
POOL_KEEP = 12_000
Orders = dict[int, tuple[int, ...]]


class Search:
    """A plan in arrays that only ever gets better, and the pool of routes met on the way."""

    def __init__(self, compiled: Compiled, seed: int) -> None:
        self.compiled = compiled
        self.pool = Pool(compiled)
        self.best: State = new_state(compiled)
        self.iterations = 0
        self._scratch = new_scratch(compiled, seed)
        self._now = copy_state(self.best)
        self._trial = copy_state(self.best)

    @property
    def value(self) -> int:
        """Scalar cost of the best plan."""
        return int(self.best.total[0])

    def warm_up(self) -> None:
        """Compile everything, on a copy that is thrown away."""
        state = copy_state(self.best)
        self._run(state, 0, 1.0)
        construct(self.compiled.native, ref(state), ref(self._scratch))
        settle(self.compiled.native, ref(state), ref(self._scratch), 0)

    def construct(self) -> None:
        """Insert greedily what the best plan leaves out."""
        state = copy_state(self.best)
        construct(self.compiled.native, ref(state), ref(self._scratch))
        if self.desk_holds(state):
            self.best = state
        self._restart()

    def anneal(self, iterations: int, temperature: float) -> None:
        """Ruin and recreate at one temperature; routes met go to the pool."""
        self.iterations += self._run(self.best, iterations, temperature)
        if self._scratch.pool_size[0] > len(self._scratch.pool_slot) // 2:
            self.pool.drain(self._scratch)

    def _run(self, best: State, iterations: int, temperature: float) -> int:
        done = run(
            self.compiled.native, ref(self._now), ref(best), ref(self._trial),
            ref(self._scratch), iterations, temperature, temperature,
        )  # fmt: skip
        if done < iterations:
            self.pool.drain(self._scratch)
        return int(done)

    def _restart(self) -> None:
        assign_state(ref(self._now), ref(self.best))

    def collect(self) -> None:
        """Bring the search's routes and those of the best plan into the pool, within bounds."""
        self.pool.drain(self._scratch)
        orders = self.orders()
        for slot, order in orders.items():
            self.pool.add_order(slot, order)
        self.pool.trim(POOL_KEEP, orders.items())

    def choose(self, limit: ChooseLimit, without: frozenset[str]) -> bool:
        """Choose anew among all routes of the pool; True if that gave a better plan."""
        self.collect()
        hint = {slot: column_of(self.compiled, slot, o) for slot, o in self.orders().items()}
        known = {slot: column.order for slot, column in hint.items() if column is not None}
        return self.take(choose(self.compiled, self.pool.columns(), known, limit, without))

    def take(self, orders: Mapping[int, Sequence[int]]) -> bool:
        """Make a valid choice of orders the best plan if it is better."""
        state = self.state_of(orders)
        if not self.desk_holds(state):
            return self.repair(self._columns(orders))
        if int(state.total[0]) >= self.value:
            return False
        self.best = state
        self._restart()
        return True

    def repair(self, columns: Iterable[Column]) -> bool:
        """Take over routes that may share visits or break rules between days.

        Visits met twice stay where they came first, what stands without its predecessor goes,
        what is missing is inserted. True if the result is better than the best plan.
        """
        orders: Orders = {}
        seen: set[int] = set()
        for column in sorted(columns):
            order = [e for e in column.order if self._visit(e) not in seen]
            if column_of(self.compiled, column.slot, order) is None:
                continue
            seen.update(self._visit(e) for e in order)
            orders[column.slot] = tuple(order)
        state = self._with_room_at_the_desk(orders)
        native, scratch = self.compiled.native, ref(self._scratch)
        self._scratch.marked[:] = 0
        settle(native, ref(state), scratch, 0)
        construct(native, ref(state), scratch)
        if not self.desk_holds(state) or not self.within_month_caps(state):
            return False
        if int(state.total[0]) >= self.value:
            return False
        self.best = state
        self._restart()
        return True

    def desk_holds(self, state: State) -> bool:
        """Whether the desk work fits; always when the rule is not strict."""
        return bool(desk_holds(self.compiled.native, ref(state)))

    def _columns(self, orders: Mapping[int, Sequence[int]]) -> list[Column]:
        found = (column_of(self.compiled, slot, o) for slot, o in orders.items() if len(o))
        return [column for column in found if column is not None]

    def _with_room_at_the_desk(self, orders: Orders) -> State:
        """The state of the orders less the visits, last first, that leave the desk no room."""
        kept = dict(orders)
        state = self.state_of(kept)
        while kept and not self.desk_holds(state):
            slot = max(kept)
            shorter = kept[slot][:-1]
            if shorter and column_of(self.compiled, slot, shorter) is not None:
                kept[slot] = shorter
            else:
                del kept[slot]
            state = self.state_of(kept)
        return state

    def _visit(self, entry: int) -> int:
        return int(self.compiled.arrays.entry_visit[entry])

    def within_month_caps(self, state: State) -> bool:
        """Whether overtime and hours of the month hold."""
        a = self.compiled.arrays
        overtime_ok = (state.month_overtime <= a.overtime_month).all()
        return bool(overtime_ok and (state.month_busy <= a.hours_min).all())

    def state_of(self, orders: Mapping[int, Sequence[int]]) -> State:
        """Return the state of a choice of orders; orders that cannot be timed are left out."""
        a = self.compiled.arrays
        state = new_state(self.compiled)
        for slot, order in orders.items():
            column = column_of(self.compiled, slot, order) if len(order) else None
            if column is None:
                continue
            state.order[slot, : len(order)] = order
            state.length[slot] = len(order)
            state.cost[slot], state.overtime[slot] = column.cost, column.overtime
            state.busy[slot] = column.busy
            if a.desk_on:
                seq = np.array(order, dtype=np.int64)
                choice = new_choice(len(seq))
                state.gap[slot] = desk_gaps(self.compiled.native, slot, seq, len(seq), choice)
            e = a.slot_engineer[slot]
            state.month_overtime[e] += column.overtime
            state.month_busy[e] += column.busy
            state.total[0] += column.cost
            for entry in order:
                v = a.entry_visit[entry]
                state.slot[v], state.entry[v] = slot, entry
                state.total[0] -= a.unserved_scalar[v]
        return state

    def orders(self) -> Orders:
        """Slot to order of the best plan."""
        best = self.best
        return {
            int(slot): tuple(best.order[slot, : best.length[slot]].tolist())
            for slot in np.flatnonzero(best.length)
        }

    def plan(self, impossible: Reasons) -> Plan:
        """The best plan with a reason for every visit left out."""
        reasons = dict(impossible)
        for v in range(len(self.compiled.problem.visits)):
            if v not in reasons and self.best.slot[v] < 0:
                reasons[v] = no_room(self.compiled, self.best, v)
        return build_plan(self.compiled, self.orders(), reasons)
