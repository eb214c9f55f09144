"""The best plan so far, and the ways to better it: annealing, choice from the pool, repair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import chain as joined
from itertools import repeat
from threading import Event

import numpy as np

from fieldplan.domain import Plan
from fieldplan.solver.arrays import Ints
from fieldplan.solver.build import build_plan
from fieldplan.solver.certify import minute_price
from fieldplan.solver.chain import Chain, Lap
from fieldplan.solver.choose import ChooseLimit, choose
from fieldplan.solver.desk import desk_gaps, desk_holds
from fieldplan.solver.improve import construct
from fieldplan.solver.moves import settle
from fieldplan.solver.native import ref
from fieldplan.solver.pool import Column, Pool, column_of
from fieldplan.solver.problem import Compiled
from fieldplan.solver.reasons import Reasons, no_room
from fieldplan.solver.state import State, copy_state, new_state, note_legs
from fieldplan.solver.timing import new_choice

POOL_KEEP = 12_000
APART = 1_000_003
"""Between the seeds of two chains: no two solves share one."""
Orders = dict[int, tuple[int, ...]]


class Search:
    """A plan in arrays that only ever gets better, and the pool of routes met on the way.

    Parameters
    ----------
    chains : int
        Annealings side by side, in a thread each.
    """

    def __init__(self, compiled: Compiled, seed: int, chains: int = 1) -> None:
        self.compiled = compiled
        self.pool = Pool(compiled)
        self.best: State = new_state(compiled)
        self.iterations = 0
        whole, none = _relief(compiled), np.zeros(len(compiled.problem.visits), dtype=np.int64)
        self._chains = [
            Chain(compiled, seed + APART * n, whole if n % 2 else none) for n in range(chains)
        ]
        self._scratch = self._chains[0].scratch
        self._threads = ThreadPoolExecutor(chains)

    @property
    def value(self) -> int:
        """Scalar cost of the best plan."""
        return int(self.best.total[0])

    def warm_up(self) -> None:
        """Compile everything, on a copy that is thrown away."""
        state = copy_state(self.best)
        self._chains[0].run(0, 1.0)
        construct(self.compiled.native, ref(state), ref(self._scratch))
        settle(self.compiled.native, ref(state), ref(self._scratch), 0)

    def construct(self) -> None:
        """Insert greedily what the best plan leaves out."""
        state = copy_state(self.best)
        construct(self.compiled.native, ref(state), ref(self._scratch))
        if self.desk_holds(state):
            self.best = state
        self._restart()

    def anneal(self, laps: Sequence[Lap], iterations: int, part: float) -> None:
        """Go on with the laps, the first chain with the first and so on, any more with the last;
        routes met late in a lap go to the pool."""
        more = repeat(laps[-1], len(self._chains))
        done = self._threads.map(
            lambda chain, lap: chain.step(lap, iterations, part), self._chains, joined(laps, more)
        )
        self.iterations += sum(done)
        self._gather()

    @contextmanager
    def annealing_beside(self, seconds: float, lap: Lap) -> Iterator[None]:
        """Let the last chain anneal on a core of its own while the caller does other work.

        From where it is, in ``seconds`` from the lap's hot to its cold.

        Nothing else of the search may be touched inside. With one chain there is no such core.
        """
        if len(self._chains) == 1:
            yield
            return
        over = Event()
        running = self._threads.submit(
            self._chains[-1].cool_down,
            seconds,
            lap,
            stop=over.is_set,
            drain=self.pool.drain,
        )
        try:
            yield
        finally:
            over.set()
            self.iterations += running.result()
            self._gather()

    def _gather(self) -> None:
        """Take over what the chains have found."""
        for chain in self._chains:
            if chain.value < self.value:
                chain.hand_over(self.best)
            if chain.is_half_full:
                self.pool.drain(chain.scratch)

    def _restart(self) -> None:
        for chain in self._chains:
            chain.start_from(self.best)

    def collect(self) -> None:
        """Bring the search's routes and those of the best plan into the pool, within bounds."""
        for chain in self._chains:
            self.pool.drain(chain.scratch)
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

    def repair(self, columns: Iterable[Column], *, go_on: bool = False) -> bool:
        """Take over routes that may share visits or break rules between days.

        Visits met twice stay where they came first, what stands without its predecessor goes,
        what is missing is inserted. True if the result is better than the best plan; else, with
        ``go_on``, the last of several chains goes on from it: it lies elsewhere.
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
            if go_on and len(self._chains) > 1:
                self._chains[-1].start_from(state)
            return False
        self.best = state
        self._restart()
        return True

    def desk_holds(self, state: State) -> bool:
        """Whether the desk work fits; always when the rule is not strict."""
        return bool(desk_holds(self.compiled.native, ref(state)))

    def columns(self) -> list[Column]:
        """The best plan's routes."""
        return self._columns(self.orders())

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
            note_legs(self.compiled.native, ref(state), slot)
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


def _relief(compiled: Compiled) -> Ints:
    """What a packing chain takes off the price of leaving a visit out: its work, as if driven.

    Of two plans that leave out as much it prefers the one with more time to spare, where one
    more visit may fit; where nothing is left out the prices are the true ones. What is left out
    at the price of the last tier alone (a welcome visit) keeps it: there it is the whole choice.
    """
    a = compiled.arrays
    if len(a.slot_open) == 0:
        return np.zeros_like(a.unserved_scalar)
    work = (a.entry_dur[a.entry_ptr[:-1]] * minute_price(compiled)).astype(np.int64)
    counts_above = compiled.tiers.left_out.any(axis=1)
    return np.where(counts_above, np.minimum(work, a.unserved_scalar // 2), 0)
