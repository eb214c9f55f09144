"""Parity: cost lines, tiers, the checker's own sums and the solver's arrays say the same."""

from __future__ import annotations

from collections import Counter
from functools import cache

import numpy as np
import pytest
from support.random_problems import random_problem

from fieldplan import rules
from fieldplan.checker import check
from fieldplan.checker.facts import Facts
from fieldplan.checker.totals import recomputed_lines
from fieldplan.cost import tier_names
from fieldplan.domain import Plan, Problem
from fieldplan.solver import StopRule, solve
from fieldplan.solver.build import orders_of
from fieldplan.solver.pool import column_of
from fieldplan.solver.problem import Compiled, compile_problem
from fieldplan.solver.timing import new_choice, time_and_cost

SEEDS = range(60)
CHUNKS = tuple(range(start, start + 10) for start in range(0, len(SEEDS), 10))


@cache
def solved(seed: int) -> tuple[Problem, Plan]:
    problem = random_problem(seed, max_visits=14)
    return problem, solve(problem, StopRule(iterations=100), seed=seed).plan


@pytest.mark.parametrize("seeds", CHUNKS, ids=str)
def test_plans_are_legal_and_their_lines_sum_to_their_tiers(seeds: range) -> None:
    for seed in seeds:
        problem, plan = solved(seed)
        assert check(problem, plan).violations == (), seed
        by_tier = Counter(dict.fromkeys(tier_names(problem), 0))
        for line in plan.cost_lines:
            by_tier[line.tier] += line.amount
        assert dict(by_tier) == {tier.tier: tier.value for tier in plan.tiers}, seed
        lines = {line.rule: line.amount for line in plan.cost_lines}
        recomputed = recomputed_lines(Facts(problem=problem, plan=plan))
        assert lines == {name: amount for name, amount in recomputed.items() if amount}, seed


@pytest.mark.parametrize("seeds", CHUNKS, ids=str)
def test_the_solvers_own_sums_are_the_tiers(seeds: range) -> None:
    for seed in seeds:
        problem, plan = solved(seed)
        compiled = compile_problem(problem)
        assert tuple(_tiers(compiled, plan)) == tuple(t.value for t in plan.tiers), seed


def test_one_scale_keeps_the_order_of_tiers() -> None:
    """Of two plans of one problem, the lexicographically better has the smaller scalar.

    The last tier is left out: its sum may outgrow a unit of weight, which is why the result
    compares tiers.
    """
    for seed in SEEDS:
        problem, plan = solved(seed)
        compiled = compile_problem(problem)
        first = _scalar(compiled, Plan())
        best = _scalar(compiled, plan)
        empty = [int(x) for x in compiled.tiers.left_out.sum(axis=0)]
        mine = [tier.value for tier in plan.tiers]
        if mine[:-1] != empty:
            assert (mine[:-1] < empty) == (best < first), seed


def test_every_cost_line_occurs() -> None:
    """Guards the tests above against an idle generator."""
    seen = {line.rule for seed in SEEDS for line in solved(seed)[1].cost_lines}
    assert seen == set(rules.COSTS)


def _tiers(compiled: Compiled, plan: Plan) -> list[int]:
    """The tiers from the arrays that the search reads."""
    a, tiers = compiled.arrays, compiled.tiers
    total = np.zeros(len(tiers.names), dtype=np.int64)
    served = set()
    for slot, order in orders_of(compiled, plan).items():
        seq = np.array(order, dtype=np.int64)
        feasible, cost, _, _ = time_and_cost(
            compiled.native, slot, seq, len(seq), new_choice(len(seq))
        )
        assert feasible
        total[-1] += cost
        for entry in order:
            served.add(int(a.entry_visit[entry]))
            total[:-1] += [int(table[entry, slot]) for table in tiers.fixed]
            total[-1] += tiers.last[entry, slot]
    for v in range(len(compiled.problem.visits)):
        if v not in served:
            total[:-1] += tiers.left_out[v]
            total[-1] += tiers.left_last[v]
    return [int(x) for x in total]


def _scalar(compiled: Compiled, plan: Plan) -> int:
    """The one number that the search minimises."""
    a = compiled.arrays
    total = int(a.unserved_scalar.sum())
    for slot, order in orders_of(compiled, plan).items():
        column = column_of(compiled, slot, order)
        assert column is not None
        total += column.cost - sum(int(a.unserved_scalar[a.entry_visit[e]]) for e in order)
    return total
