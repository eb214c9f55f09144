"""Annealings side by side: true prices outside, each repeatable, none disturbs another."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest
from rules.instances import engineer, problem, visit
from support.small_months import small_month

from fieldplan.domain import Prices, Tier
from fieldplan.solver.chain import CHUNK, Chain
from fieldplan.solver.problem import compile_problem
from fieldplan.solver.search import Search
from fieldplan.solver.state import Scratch

HOT, COLD = 30.0, 1.0
LONG, SHORT = 400, 200


def searching(seed: int, chains: int, calls: int = 20) -> Search:
    search = Search(compile_problem(small_month(seed, 10)), seed, chains)
    search.construct()
    for _ in range(calls):
        search.anneal(CHUNK, HOT)
    return search


def test_relief_leaves_out_what_takes_longer() -> None:
    """One of two visits of one weight fits: the packing chain keeps the day freer."""
    visits = (visit("long", work=LONG), visit("short", work=SHORT))
    compiled = compile_problem(problem((engineer(),), visits))
    work = np.array([LONG, SHORT], dtype=np.int64)
    chain = Chain(compiled, 0, work)
    search = Search(compiled, 0)
    chain.start_from(search.best)
    chain.run(200, HOT)
    assert compiled.problem.visits[int(np.flatnonzero(chain.best.slot < 0)[0])].id == "long"


def test_a_chain_tells_the_true_cost_of_its_plan() -> None:
    search = searching(3, 2)
    state = search.state_of({})
    relief = np.full(len(search.compiled.problem.visits), 7, dtype=np.int64)
    chain = Chain(search.compiled, 1, relief)
    chain.start_from(state)
    assert chain.value == int(state.total[0])
    chain.run(CHUNK, HOT)
    taken = search.state_of({})
    chain.hand_over(taken)
    orders = {s: tuple(taken.order[s, :n].tolist()) for s, n in enumerate(taken.length) if n}
    assert int(taken.total[0]) == chain.value == int(search.state_of(orders).total[0])


@pytest.mark.parametrize("seed", range(6))
def test_two_chains_find_the_same_twice(seed: int) -> None:
    first, second = searching(seed, 2), searching(seed, 2)
    assert (first.orders(), first.iterations) == (second.orders(), second.iterations)
    assert first.iterations == 2 * searching(seed, 1).iterations


@pytest.mark.parametrize("seed", range(6))
def test_the_first_of_two_chains_is_the_only_one_of_one(seed: int) -> None:
    assert searching(seed, 2).value <= searching(seed, 1).value


def test_a_chain_far_behind_starts_over_from_the_best() -> None:
    search = searching(4, 2)
    last = search._chains[-1]
    last.start_from(search.state_of({}))
    assert last.value >= search.value + search.compiled.arrays.weight_unit
    search._gather()
    assert last.value == search.value


def test_the_last_chain_goes_on_from_what_lies_elsewhere() -> None:
    """Of this month the greedy plan is a little worse than the annealed one."""
    search = searching(6, 2)
    assert not search.repair([])
    first, last = search._chains
    assert first.value == last.value == search.value
    assert not search.repair([], go_on=True)
    assert first.value == search.value < last.value


def test_a_welcome_visit_keeps_its_price() -> None:
    """It has no weight: leaving it out is a choice of the last tier, which relief would tilt."""
    required, welcome = visit("A", work=100), visit("B", work=100, tier=Tier.WELCOME)
    given = replace(
        problem((engineer(),), (required, replace(welcome, worth_cost=10_000))),
        prices=Prices(drive_hour_cost=60_000),
    )
    packing = Search(compile_problem(given), 0, 2)._chains[-1]
    assert (packing.relief > 0).tolist() == [True, False]


def test_a_scratch_is_emptied_before_its_run_would_end() -> None:
    """A run ends where all slots no longer fit; with many slots, that is below half."""
    search = searching(4, 1)
    chain = search._chains[0]
    room = len(chain.scratch.pool_slot) - len(chain.best.length)
    chain.scratch.pool_size[0] = room // 2 + 1
    assert chain.is_half_full


def test_annealing_beside_finds_and_counts() -> None:
    search = searching(5, 2, calls=0)
    before, value = search.iterations, search.value
    random = search._chains[-1].scratch.rng
    first = int(random[0])
    with search.annealing_beside(0.05, HOT, COLD):
        for _ in range(10_000):
            if int(random[0]) != first:
                break
            time.sleep(0.001)
    assert search.iterations > before
    assert search.value <= value
    assert search.desk_holds(search.best)


def test_one_chain_has_no_core_to_spare() -> None:
    search = searching(5, 1, calls=0)
    with search.annealing_beside(0.05, HOT, COLD):
        pass
    assert search.iterations == 0


def test_cooling_down_empties_its_scratch() -> None:
    search = searching(6, 1)
    chain = search._chains[0]
    chain.scratch.pool_size[0] = len(chain.scratch.pool_slot)
    emptied = []

    def drain(scratch: Scratch) -> None:
        emptied.append(int(scratch.pool_size[0]))
        scratch.pool_size[0] = 0

    calls = iter([False, False, True])
    done = chain.cool_down(0.0, HOT, COLD, stop=lambda: next(calls), drain=drain)
    assert emptied == [len(chain.scratch.pool_slot)]
    assert done == 2 * CHUNK


def test_the_problem_keeps_its_prices() -> None:
    compiled = compile_problem(small_month(7, 8))
    before = compiled.arrays.unserved_scalar.copy()
    Chain(compiled, 0, np.full(len(before), 5, dtype=np.int64))
    assert (compiled.arrays.unserved_scalar == before).all()
