"""The schedule of a solve: build, improve, choose, under a limit; anytime and repeatable."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from fieldplan.domain import Plan, Problem, TierResult
from fieldplan.solver.build import build_plan, orders_of
from fieldplan.solver.choose import ChooseLimit, choose
from fieldplan.solver.improve import (
    State,
    assign_state,
    construct,
    copy_state,
    new_scratch,
    new_state,
    run,
)
from fieldplan.solver.native import ref
from fieldplan.solver.pool import Pool, column_of
from fieldplan.solver.problem import Compiled, compile_problem
from fieldplan.solver.reasons import Reasons, impossible_visits, no_room

log = logging.getLogger(__name__)

CHUNK = 100
"""Iterations between looks at the clock."""
CHOOSE_EVERY = 2_000
POOL_KEEP = 12_000
CHOOSE_DETERMINISTIC = 2.0
HOT_MIN, COLD_MIN = 30.0, 1.0
"""Annealing temperatures in drive minutes."""


@dataclass(frozen=True, kw_only=True)
class StopRule:
    """When to stop: the first limit that is reached. With ``iterations`` no step reads the clock.

    ``gap`` is the relative gap of the last tier at which the solve may stop.
    """

    time_limit_s: float | None = None
    iterations: int | None = None
    gap: float | None = None


@dataclass(frozen=True, kw_only=True)
class Progress:
    """What a solve knows at a moment."""

    elapsed_s: float
    stage: str
    tiers: tuple[TierResult, ...]
    iterations: int
    served: int
    total: int


@dataclass(frozen=True, kw_only=True)
class Result:
    """A solve's answer: the best plan found, with what is proven of it."""

    plan: Plan
    iterations: int
    seconds: float
    stopped_by: str


ProgressFn = Callable[[Progress], object]


def solve(
    problem: Problem,
    stop: StopRule,
    seed: int = 0,
    previous: Plan | None = None,
    progress: ProgressFn | None = None,
    without: frozenset[str] = frozenset(),
) -> Result:
    """Plan the problem.

    Parameters
    ----------
    stop : StopRule
        At least one of its limits must be set.
    seed : int
        The same seed and ``stop.iterations`` give the same plan.
    previous : Plan or None
        A plan to start from; the result is never worse than it.
    progress : callable or None
        Called with a Progress now and then; returning True stops the solve.
    without : frozenset of str
        Names of rules to leave out, for the tests of the rules' terms only.

    Returns
    -------
    Result
        Whatever the limit, the best valid plan found so far; KeyboardInterrupt ends the solve
        in the same way.

    Raises
    ------
    ValueError
        If no limit is set.
    """
    if stop.time_limit_s is None and stop.iterations is None:
        raise ValueError("a solve needs a time limit or a number of iterations")
    return _Solve(problem, stop, seed, previous, progress, without).run()


class _Solve:
    def __init__(
        self,
        problem: Problem,
        stop: StopRule,
        seed: int,
        previous: Plan | None,
        progress: ProgressFn | None,
        without: frozenset[str],
    ) -> None:
        self.stop, self.seed, self.progress, self.without = stop, seed, progress, without
        self.compiled: Compiled = compile_problem(problem, without=without)
        self.impossible: Reasons = impossible_visits(self.compiled)
        self.scratch = new_scratch(self.compiled, seed)
        self.best: State = new_state(self.compiled)
        self.pool = Pool(self.compiled)
        self.iterations = 0
        self.stopped_by = "limit"
        self.started = time.monotonic()
        if previous is not None:
            self._load(orders_of(self.compiled, previous))

    def run(self) -> Result:
        a = self.compiled.arrays
        if len(a.entry_visit) and len(a.slot_open):
            try:
                construct(self.compiled.native, ref(self.best), ref(self.scratch))
                self._report("construct")
                self._search()
            except KeyboardInterrupt:
                self.stopped_by = "interrupt"
        plan = self._plan()
        seconds = self._elapsed()
        plan = replace(
            plan,
            seed=self.seed,
            iterations=self.iterations,
            seconds=0.0 if self._by_iterations else round(seconds, 2),
            stopped_by=self.stopped_by,
        )
        return Result(
            plan=plan, iterations=self.iterations, seconds=seconds, stopped_by=self.stopped_by
        )

    def _search(self) -> None:
        a = self.compiled.arrays
        now, trial = copy_state(self.best), copy_state(self.best)
        per_min = max(1.0, a.weight_unit / 4 / 600)
        since_choice = 0
        while not self._done():
            share = self._share()
            hot = per_min * HOT_MIN * (COLD_MIN / HOT_MIN) ** share
            before = int(self.best.total[0])
            size = CHUNK
            if self.stop.iterations is not None:
                size = min(size, self.stop.iterations - self.iterations)
            done = run(
                self.compiled.native, ref(now), ref(self.best), ref(trial), ref(self.scratch),
                size, hot, hot,
            )  # fmt: skip
            self.iterations += done
            since_choice += done
            if done < size or since_choice >= CHOOSE_EVERY:
                self.pool.drain(self.scratch)
            if since_choice >= CHOOSE_EVERY:
                since_choice = 0
                if self._choose():
                    assign_state(ref(now), ref(self.best))
            if int(self.best.total[0]) < before or since_choice == 0:
                self._report("improve")
        self.pool.drain(self.scratch)
        if self.stopped_by == "limit":
            self._choose()

    @property
    def _by_iterations(self) -> bool:
        return self.stop.iterations is not None

    def _choose(self) -> bool:
        """Choose anew among all routes met; True if that gave a better plan."""
        hint = self._orders(self.best)
        columns = [self.pool.add_order(slot, order) for slot, order in hint.items()]
        always = [(c.slot, c.order) for c in columns if c is not None]
        self.pool.trim(POOL_KEEP, always)
        left = self._left_s()
        limit = ChooseLimit(
            deterministic=CHOOSE_DETERMINISTIC,
            seconds=None if left is None else max(0.5, min(left, 5.0)),
            seed=self.seed,
        )
        hint = {c.slot: c.order for c in columns if c is not None}
        chosen = choose(self.compiled, self.pool.columns(), hint, limit, self.without)
        before = int(self.best.total[0])
        candidate = self._state_of(chosen)
        if int(candidate.total[0]) < before:
            self.best = candidate
            return True
        return False

    def _load(self, orders: dict[int, list[int]]) -> None:
        feasible = {s: o for s, o in orders.items() if column_of(self.compiled, s, o) is not None}
        self.best = self._state_of({s: tuple(o) for s, o in feasible.items()})

    def _state_of(self, chosen: dict[int, tuple[int, ...]]) -> State:
        a = self.compiled.arrays
        state = new_state(self.compiled)
        for slot, order in chosen.items():
            column = column_of(self.compiled, slot, order)
            if column is None:
                continue
            state.order[slot, : len(order)] = order
            state.length[slot] = len(order)
            state.cost[slot], state.overtime[slot] = column.cost, column.overtime
            state.busy[slot] = column.busy
            e = a.slot_engineer[slot]
            state.month_overtime[e] += column.overtime
            state.month_busy[e] += column.busy
            state.total[0] += column.cost
            for entry in order:
                v = a.entry_visit[entry]
                state.slot[v], state.entry[v] = slot, entry
                state.total[0] -= a.unserved_scalar[v]
        return state

    def _orders(self, state: State) -> dict[int, tuple[int, ...]]:
        return {
            slot: tuple(state.order[slot, : state.length[slot]].tolist())
            for slot in range(len(state.length))
            if state.length[slot]
        }

    def _plan(self) -> Plan:
        reasons = dict(self.impossible)
        for v in range(len(self.compiled.problem.visits)):
            if v not in reasons and self.best.slot[v] < 0:
                reasons[v] = no_room(self.compiled, self.best, v)
        return build_plan(self.compiled, self._orders(self.best), reasons)

    def _done(self) -> bool:
        if self.stopped_by != "limit":
            return True
        if self.stop.iterations is not None and self.iterations >= self.stop.iterations:
            return True
        left = self._left_s()
        return left is not None and left <= 0

    def _elapsed(self) -> float:
        return time.monotonic() - self.started

    def _left_s(self) -> float | None:
        if self._by_iterations or self.stop.time_limit_s is None:
            return None
        return self.stop.time_limit_s - self._elapsed()

    def _share(self) -> float:
        if self.stop.iterations is not None:
            return self.iterations / max(1, self.stop.iterations)
        return min(1.0, self._elapsed() / (self.stop.time_limit_s or 1.0))

    def _report(self, stage: str) -> None:
        if self.progress is None:
            return
        plan = self._plan()
        total = len(self.compiled.problem.visits)
        event = Progress(
            elapsed_s=self._elapsed(),
            stage=stage,
            tiers=plan.tiers,
            iterations=self.iterations,
            served=total - len(plan.unassigned),
            total=total,
        )
        if self.progress(event) is True:
            self.stopped_by = "cancelled"
