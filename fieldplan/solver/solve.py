"""The schedule of a solve: build, improve, choose, under a limit; anytime and repeatable."""

from __future__ import annotations

import logging
import os
from contextlib import AbstractContextManager
from dataclasses import replace

from fieldplan.domain import Plan, Problem
from fieldplan.solver import schedule
from fieldplan.solver.certify import simple_bounds, tier_results
from fieldplan.solver.chain import CHUNK, TIMED_CHUNK, Lap
from fieldplan.solver.choose import ChooseLimit
from fieldplan.solver.compiled_code import PricingCompiled
from fieldplan.solver.exact import Exact
from fieldplan.solver.interrupts import noted_interrupts
from fieldplan.solver.open_part import open_part, whole_plan
from fieldplan.solver.parts import Choices
from fieldplan.solver.problem import Compiled, compile_problem
from fieldplan.solver.reasons import Reasons, impossible_visits
from fieldplan.solver.search import Orders, Search
from fieldplan.solver.start import legal_start
from fieldplan.solver.stop import Clock, Progress, ProgressFn, Result, StopRule

log = logging.getLogger(__name__)

CHOOSE_LEAST_SECONDS = 1.0
CHOOSE_SECONDS, CHOOSE_DETERMINISTIC, CHOOSE_NODES = 5.0, 2.0, 200
WORKERS = 2


def solve(
    problem: Problem,
    stop: StopRule,
    seed: int = 0,
    previous: Plan | None = None,
    progress: ProgressFn | None = None,
    without: frozenset[str] = frozenset(),
) -> Result:
    """Plan the problem; of one with a past, what is still open.

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
    if problem.past is None or "frozen_past" in without:
        return _Solve(problem, stop, seed, previous, progress, without).run()
    part = open_part(problem)
    result = _Solve(part, stop, seed, previous, progress, without).run()
    return replace(result, plan=whole_plan(problem, part, result.plan))


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
        self.clock = Clock(stop, lambda: self.search.iterations)
        self.compiled: Compiled = compile_problem(problem, without=without)
        self.impossible: Reasons = impossible_visits(self.compiled)
        a = self.compiled.arrays
        for v in self.impossible:
            a.ok[a.entry_ptr[v] : a.entry_ptr[v + 1]] = False
        # By iterations the plan must not depend on the machine's cores.
        chains = 1 if self.clock.by_iterations else min(WORKERS, os.cpu_count() or 1)
        self.search = Search(self.compiled, seed, chains)
        self.choices = Choices(self.compiled, frozenset(self.impossible), seed)
        self.simple = simple_bounds(self.compiled, frozenset(self.impossible))
        self.shares, self.full = schedule.SHARES, False
        self.exact: Exact | None = None
        self.stopped_by, self.built = "limit", False
        self.given: Orders = {}
        if previous is not None:
            self.given = legal_start(self.compiled, previous)
            self.search.take(self.given)
        self.empty = not a.ok.any()
        if not self.empty:
            if not stop.local:
                PricingCompiled.begin()
            self.search.warm_up()
        self.clock.restart()

    def run(self) -> Result:
        try:
            with noted_interrupts(self._interrupt):
                if not self.empty:
                    self.search.construct()
                    self.built = True
                    self._report("construct")
                    self._schedule()
        except KeyboardInterrupt:
            self._interrupt()
        except Exception:
            if not (self.stop.keep_best and self.built):
                raise
            log.info("the search failed; the best plan so far is kept", exc_info=True)
            self.stopped_by, self.exact = "failure", None
        if not self.empty and self.stopped_by != "failure":
            # What still fits goes in, so that "no room" is true of the plan as it stands.
            self.search.construct()
        plan = self._not_worse_than_given(self._plan())
        seconds = self.clock.elapsed_s
        plan = replace(
            plan,
            seed=self.seed,
            iterations=self.search.iterations,
            seconds=0.0 if self.clock.by_iterations else round(seconds, 2),
            stopped_by=self.stopped_by,
        )
        return Result(
            plan=plan,
            iterations=self.search.iterations,
            seconds=seconds,
            stopped_by=self.stopped_by,
        )

    def _interrupt(self) -> None:
        self.stopped_by = "interrupt"

    def _not_worse_than_given(self, plan: Plan) -> Plan:
        """The search compares sums; tier by tier, the plan given may still be the better one."""
        if not self.given:
            return plan
        self.search.best = self.search.state_of(self.given)
        given = self._plan()
        if [tier.value for tier in given.tiers] < [tier.value for tier in plan.tiers]:
            return given
        return plan

    def _schedule(self) -> None:
        """Anneal, choose, bound, dive, search by turns, prove, search again until the limit."""
        if self.stop.local:
            while not self._finished():
                self._anneal(1.0, self._lap(schedule.AGAIN_HOT_MIN))
            return
        with_master = schedule.time_for_master(self.compiled, self.stop, planned=bool(self.given))
        self.shares = shares = schedule.shares_of(self.compiled, with_master=with_master)
        if self.clock.by_iterations:
            afresh = self._lap(schedule.HOT_MIN)
            self._anneal(schedule.FIRST_ITERATIONS_SHARE if with_master else 1.0, afresh)
        else:
            self.full = schedule.is_full(self.compiled, self.search.best)
            afresh = schedule.many_laps(self.compiled, self.search.best, schedule.HOT_MIN)
            self._anneal(shares.first, self._lap(schedule.HOT_MIN), afresh)
            self._choose(shares.first_choice)
        rounds = 10_000
        if self.stop.iterations is not None:
            rounds = self.stop.iterations // schedule.ITERATIONS_A_ROUND
        # The master knows every rule, so it has no part in a solve that leaves one out.
        if rounds > 0 and with_master and not self.without and not self._finished():
            self._generate(rounds)
            self._by_turns(shares.search, afresh)
            self._prove(rounds)
            if not self._past(1.0):
                self._keep_generated()
                self._choose()
        self._by_turns(1.0, afresh)

    def _generate(self, rounds: int) -> None:
        """The linear master's part of the search: root and dive."""
        self.search.collect()
        started = self.clock.elapsed_s
        PricingCompiled.wait()
        self.exact = exact = Exact(self.compiled, self.choices.wide, WORKERS)
        exact.pricer.warm_up()
        # Compiling is not solving: its time is given back.
        self.clock.give_back(self.clock.elapsed_s - started)
        exact.relax(self.search.pool.columns(), lambda: self._past(self.shares.root), rounds)
        self._report("root")
        # A dive to its end leaves less out than the search; where only the last tier is open it
        # takes long and finds nothing that choices do not.
        is_open = not all(tier.optimal for tier in self._plan().tiers[:-1])
        in_time = not self._past(self.shares.dive) and not self._finished()
        if is_open and in_time and rounds >= schedule.DIVE_FROM_ROUNDS:
            left = (self.shares.dive - self.clock.share) * (self.stop.time_limit_s or 0.0)
            with self._annealing_beside(left):
                found = exact.dive(lambda: self._past(self.shares.dive))
            self.search.repair(found, go_on=True)
            self._keep_generated()
            self._report("dive")

    def _keep_generated(self) -> None:
        """Routes that only the master has met are worth choosing from, too."""
        if self.exact is not None:
            for column in self.exact.master.columns:
                self.search.pool.add(column)

    def _by_turns(self, until_share: float, afresh: Lap) -> None:
        """Anneal and choose by turns; by iterations, the last choice comes after the limit.

        One chain goes on from the best plan, a second one begins afresh: what is chosen from
        must not be of one kind.
        """
        while not self._finished() and self.clock.share < until_share:
            again = self._lap(schedule.AGAIN_HOT_MIN)
            self._anneal(min(until_share, self.clock.share + self.shares.turn), again, afresh)
            if not self._finished() or self.clock.by_iterations:
                self._choose()

    def _prove(self, rounds: int) -> None:
        # By iterations, small limits are used up by now: bounds are made all the same.
        if self.exact is None or self._past(self.shares.proof):
            return
        values = [tier.value for tier in self._plan().tiers]
        most = rounds if rounds < schedule.DIVE_FROM_ROUNDS else schedule.MOST_ROUNDS
        self.exact.prove(values, lambda: self._past(self.shares.proof), most)
        self._report("proof")

    def _anneal(self, until_share: float, *laps: Lap) -> None:
        """Anneal until a share of the limit is used up: the chains in laps of their own."""
        before = self.search.value
        begin = self.clock.share
        while not self._finished() and (share := self.clock.share) < until_share:
            part = (share - begin) / max(1e-9, until_share - begin)
            size = TIMED_CHUNK
            if self.stop.iterations is not None:
                size = max(1, min(CHUNK, self.stop.iterations - self.search.iterations))
            self.search.anneal(laps, size, part)
            if self.search.value < before:
                before = self.search.value
                self._report("improve")

    def _lap(self, hot_min: float) -> Lap:
        """Annealings of the first chain, from the best plan."""
        compiled, best = self.compiled, self.search.best
        if self.stop.local or self.clock.by_iterations:
            return schedule.one_lap(compiled, best, hot_min, keeps_from=0.0)
        if self.full:
            return schedule.one_lap(compiled, best, hot_min, schedule.KEEPS_FROM)
        return schedule.many_laps(compiled, best, hot_min)

    def _choose(self, share: float = 0.0) -> None:
        """Choose from the pool: HiGHS over what the linear master leaves, else CP-SAT.

        ``share`` of the limit at the most, instead of what choices have been worth so far.
        """
        left, limit_s = self.clock.left_s, self.stop.time_limit_s or 0.0
        if left is not None and left < CHOOSE_LEAST_SECONDS:
            return
        seconds = None
        if left is not None:
            usual = self.choices.luck * max(CHOOSE_SECONDS, self.shares.choice * limit_s)
            seconds = min(left / 2, max(CHOOSE_LEAST_SECONDS, usual, share * limit_s))
        if self.without or (self.clock.by_iterations and self.exact is None):
            limit = ChooseLimit(deterministic=CHOOSE_DETERMINISTIC, seconds=seconds, seed=self.seed)
            self.search.choose(limit, self.without)
        else:
            self.search.collect()
            with self._annealing_beside(seconds or 0.0):
                chosen = self.choices.better(
                    self.search.pool.columns(),
                    self.search.columns(),
                    [tier.value for tier in self._plan().tiers],
                    seconds=seconds,
                    nodes=CHOOSE_NODES if self.clock.by_iterations else None,
                    cuts=self.exact.master.rows.cuts if self.exact is not None else (),
                )
            self.choices.taken(chosen is not None and self.search.repair(chosen))
        self._report("choose")

    def _annealing_beside(self, seconds: float) -> AbstractContextManager[None]:
        return self.search.annealing_beside(seconds, self._lap(schedule.AGAIN_HOT_MIN))

    def _plan(self) -> Plan:
        plan = self.search.plan(self.impossible)
        if self.empty:
            # Nothing can stand anywhere: the one plan there is, is the best.
            proven = (replace(tier, bound=tier.value, optimal=True) for tier in plan.tiers)
            return replace(plan, tiers=tuple(proven))
        if self.without:
            return plan
        names = [tier.tier for tier in plan.tiers]
        values = [tier.value for tier in plan.tiers]
        bounds = self.simple if self.exact is None else self.exact.bounds_at(values)
        return replace(plan, tiers=tier_results(names, values, bounds))

    def _finished(self) -> bool:
        return self.stopped_by != "limit" or self.clock.over

    def _past(self, share: float) -> bool:
        """Whether a step that must end at this share of the limit is over; never by the clock
        when the limit is in iterations."""
        if self.stopped_by != "limit":
            return True
        return not self.clock.by_iterations and self.clock.share >= share

    def _report(self, stage: str) -> None:
        if self.progress is None and self.exact is None:
            return
        plan = self._plan()
        if self._gap_closed(plan):
            self.stopped_by = "gap"
        if self.progress is None:
            return
        total = len(self.compiled.problem.visits)
        event = Progress(
            elapsed_s=self.clock.elapsed_s,
            stage=stage,
            tiers=plan.tiers,
            iterations=self.search.iterations,
            served=total - len(plan.unassigned),
            total=total,
        )
        if self.progress(event) is True:
            self.stopped_by = "cancelled"

    def _gap_closed(self, plan: Plan) -> bool:
        """Whether the plan is proven as good as asked: every tier, the last within the gap."""
        *above, last = plan.tiers
        if not all(tier.optimal for tier in above) or last.bound is None:
            return False
        return last.value - last.bound <= (self.stop.gap or 0.0) * max(1, last.value)
