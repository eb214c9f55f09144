"""Annealings side by side: true prices outside, each repeatable, none disturbs another."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest
from rules.instances import engineer, problem, visit
from support.small_months import small_month

from fieldplan.domain import Prices, Tier
from fieldplan.solver.chain import CHUNK, Chain, Lap
from fieldplan.solver.problem import compile_problem
from fieldplan.solver.search import Search
from fieldplan.solver.state import Scratch, copy_state

HOT, COLD = 30.0, 1.0
LONG, SHORT = 400, 200


def searching(seed: int, chains: int, calls: int = 20) -> Search:
    search = Search(compile_problem(small_month(seed, 10)), seed, chains)
    search.construct()
    lap = lap_from(search)
    for n in range(calls):
        search.anneal([lap], CHUNK, n / calls)
    return search


def lap_from(search: Search, **changes: float) -> Lap:
    start = copy_state(search.best)
    lap = Lap(start=start, hot=HOT, cold=COLD, iterations=500, least_part=0.1, keeps_from=0.0)
    return replace(lap, **changes)


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


def laps_begun(search: Search, lap: Lap) -> list[int]:
    """Sixteenths of the time at which the only chain begins a lap."""
    (chain,) = search._chains
    begun = []
    for n in range(16):
        chain.best.total[0] = -1  # a lap that goes on keeps it
        chain.step(lap, CHUNK, n / 16)
        if int(chain.best.total[0]) != -1:
            begun.append(n)
    return begun


@pytest.mark.parametrize(
    ("iterations", "least_part", "begun"),
    [
        (3 * CHUNK, 1 / 4, [0, 4, 8, 12]),
        (7 * CHUNK, 1 / 4, [0, 7]),  # two sixteenths are not worth another
        (1, 3 / 8, [0, 6, 12]),  # four are worth more than half of six
    ],
)
def test_a_lap_is_as_long_as_both_its_measures(
    iterations: int, least_part: float, begun: list[int]
) -> None:
    search = searching(4, 1, calls=0)
    lap = lap_from(search, iterations=iterations, least_part=least_part)
    assert laps_begun(search, lap) == begun


def test_a_lap_without_time_for_it_cools_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    search = searching(4, 1, calls=0)
    chain = search._chains[0]
    seen: list[float] = []
    monkeypatch.setattr(chain, "run", lambda n, temperature: seen.append(temperature) or n)
    lap = lap_from(search, iterations=1_000_000, least_part=1.0)
    for n in range(11):
        chain.step(lap, CHUNK, n / 10)
    assert seen == sorted(seen, reverse=True)
    assert (seen[0], seen[-1]) == (HOT, pytest.approx(COLD))


def test_routes_met_while_hot_are_forgotten() -> None:
    search = searching(4, 1, calls=0)
    chain = search._chains[0]
    lap = lap_from(
        search, hot=1e12, cold=1e12, iterations=10 * CHUNK, least_part=1.0, keeps_from=0.75
    )
    met = []
    for n in range(11):
        chain.step(lap, CHUNK, n / 10)
        met.append(int(chain.scratch.pool_size[0]))
    assert met[7] == 0 < met[-1]


def test_laps_of_their_own() -> None:
    """The first chain goes on from one plan, the others from another."""
    search = searching(6, 3, calls=0)
    empty = replace(lap_from(search), start=search.state_of({}))
    search.anneal([lap_from(search), empty], 0, 0.0)
    values = [chain.value for chain in search._chains]
    assert values[0] == search.value < values[1] == values[2]


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
    with search.annealing_beside(0.05, lap_from(search)):
        for _ in range(10_000):
            if int(random[0]) != first:
                break
            time.sleep(0.001)
    assert search.iterations > before
    assert search.value <= value
    assert search.desk_holds(search.best)


def test_one_chain_has_no_core_to_spare() -> None:
    search = searching(5, 1, calls=0)
    with search.annealing_beside(0.05, lap_from(search)):
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
    done = chain.cool_down(0.0, lap_from(search), stop=lambda: next(calls), drain=drain)
    assert emptied == [len(chain.scratch.pool_slot)]
    assert done == 2 * CHUNK


def test_the_problem_keeps_its_prices() -> None:
    compiled = compile_problem(small_month(7, 8))
    before = compiled.arrays.unserved_scalar.copy()
    Chain(compiled, 0, np.full(len(before), 5, dtype=np.int64))
    assert (compiled.arrays.unserved_scalar == before).all()
