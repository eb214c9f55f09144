"""The search: never breaks a rule, only gets better, keeps its books."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from rules.instances import D1, D2, D3, engineer, problem, visit
from support.random_problems import random_problem
from support.small_months import small_month

from fieldplan.checker import check
from fieldplan.domain import After, Plan, Problem, Tier
from fieldplan.solver.build import build_plan
from fieldplan.solver.improve import construct, run
from fieldplan.solver.native import ref
from fieldplan.solver.pool import column_of
from fieldplan.solver.problem import Compiled, compile_problem
from fieldplan.solver.state import State, copy_state, longest_route, new_scratch, new_state

CHUNK = 20
HOT = 1e6


def orders(state: State) -> dict[int, tuple[int, ...]]:
    lengths = state.length.tolist()
    return {s: tuple(state.order[s, :n].tolist()) for s, n in enumerate(lengths) if n}


def plan_of(compiled: Compiled, state: State) -> Plan:
    return build_plan(compiled, orders(state), {})


def searched(given: Problem, seed: int, chunks: int) -> list[tuple[Compiled, State, State]]:
    """(compiled, best, now) after the construction and after each chunk of a hot search."""
    compiled = compile_problem(given)
    scratch = new_scratch(compiled, seed)
    best = new_state(compiled)
    construct(compiled.native, ref(best), ref(scratch))
    now, trial = copy_state(best), copy_state(best)
    found = [(compiled, copy_state(best), copy_state(now))]
    for _ in range(chunks):
        run(
            compiled.native, ref(now), ref(best), ref(trial), ref(scratch), CHUNK, HOT, HOT
        )  # fmt: skip
        assert orders(trial) == orders(now), "what was changed in vain is undone"
        found.append((compiled, copy_state(best), copy_state(now)))
    return found


def has_work(given: Problem) -> bool:
    return bool(compile_problem(given).arrays.ok.any())


MONTHS = [
    *((f"random-{seed}", random_problem(seed, max_visits=16)) for seed in range(25)),
    *((f"small-{seed}", small_month(seed, 8)) for seed in range(25)),
]


@pytest.mark.parametrize("group", range(5))
def test_no_state_ever_breaks_a_rule(group: int) -> None:
    for name, given in MONTHS[group::5]:
        if not has_work(given):
            continue
        for compiled, best, now in searched(given, seed=group, chunks=4):
            for state in (best, now):
                faults = check(given, plan_of(compiled, state)).violations
                assert faults == (), (name, faults)


@pytest.mark.parametrize("group", range(5))
def test_the_best_only_gets_better_and_the_books_are_kept(group: int) -> None:
    for name, given in MONTHS[group::5]:
        if not has_work(given):
            continue
        found = searched(given, seed=group, chunks=4)
        totals = [int(best.total[0]) for _, best, _ in found]
        assert all(after <= before for before, after in pairwise(totals)), name
        for compiled, best, now in found:
            _books_are_kept(compiled, best)
            _books_are_kept(compiled, now)


def _books_are_kept(compiled: Compiled, state: State) -> None:
    """Sums carried along are those of the routes."""
    a = compiled.arrays
    total = int(a.unserved_scalar.sum())
    overtime, busy = np.zeros_like(state.month_overtime), np.zeros_like(state.month_busy)
    slots = np.full_like(state.slot, -1)
    for slot, order in orders(state).items():
        column = column_of(compiled, slot, order)
        assert column is not None
        assert (column.cost, column.overtime, column.busy) == (
            state.cost[slot], state.overtime[slot], state.busy[slot],
        )  # fmt: skip
        total += column.cost
        overtime[a.slot_engineer[slot]] += column.overtime
        busy[a.slot_engineer[slot]] += column.busy
        for entry in order:
            slots[a.entry_visit[entry]] = slot
            total -= int(a.unserved_scalar[a.entry_visit[entry]])
        drives = [a.slot_from[slot], *(a.entry_loc[entry] for entry in order), a.slot_to[slot]]
        legs = [int(a.travel[here, there]) for here, there in pairwise(drives)]
        assert state.leg[slot, : len(legs)].tolist() == legs
        shift = a.slot_close[slot] + a.slot_overtime[slot] - a.slot_open[slot]
        work = sum(int(a.entry_dur[entry]) for entry in order)
        assert state.spare[slot] <= shift - work - sum(legs) * a.slot_least_pct[slot] // 100
        assert [state.entry[a.entry_visit[entry]] for entry in order] == list(order)
    assert int(state.total[0]) == total
    assert slots.tolist() == state.slot.tolist()
    assert overtime.tolist() == state.month_overtime.tolist()
    assert busy.tolist() == state.month_busy.tolist()


def test_the_same_seed_walks_the_same_way() -> None:
    given = random_problem(3, max_visits=16)
    walks = [
        [orders(now) for _, _, now in searched(given, seed=seed, chunks=3)] for seed in (5, 5, 6)
    ]
    assert walks[0] == walks[1]
    assert walks[0] != walks[2]


def test_a_stage_without_weight_is_served_for_what_waits_for_it() -> None:
    """A alone is worth nothing, B behind it is; C, for which X would be made, finds no room."""
    given = problem(
        (engineer(days=(D1, D2)), engineer("E2")),
        (
            visit("A", (D1,), tier=Tier.WELCOME, engineers=frozenset({"E1"})),
            visit("B", (D2,), after=(After(visit_id="A", min_days=1),)),
            visit("X", (D1,), tier=Tier.WELCOME, engineers=frozenset({"E2"})),
            visit("C", (D2,), after=(After(visit_id="X", min_days=1),), weight=5),
        ),
        days=(D1, D2),
    )
    _, best, _ = searched(given, seed=1, chunks=10)[-1]
    assert [slot >= 0 for slot in best.slot.tolist()] == [True, True, False, False]


def test_a_run_is_served_by_the_engineer_of_every_part() -> None:
    """The run A, B cannot go to one engineer: A's partner is with E1, B's with E2."""
    days = (D1, D2, D3)
    both = (engineer(days=days), engineer("E2", days=days))
    given = problem(
        both,
        (
            visit("A", (D1,), weight=1),
            visit("B", (D2,), weight=1),
            visit("P", (D3,), engineers=frozenset({"E1"}), weight=40),
            visit("Q", (D3,), engineers=frozenset({"E2"}), weight=40),
        ),
        days=days,
        consecutive=(("A", "B"),),
        same_engineer=(("A", "P"), ("B", "Q")),
    )
    compiled, best, _ = searched(given, seed=1, chunks=10)[-1]
    assert check(given, plan_of(compiled, best)).violations == ()
    assert [slot >= 0 for slot in best.slot.tolist()] == [False, False, True, True]


def test_a_run_keeps_the_lags_among_its_parts() -> None:
    """Two days of the horizon apart and on end at once: never."""
    days = (D1, D2, D3)
    given = problem(
        (engineer(days=days),),
        (visit("A", days), visit("B", days, after=(After(visit_id="A", min_days=2),))),
        days=days,
        consecutive=(("A", "B"),),
    )
    _, best, _ = searched(given, seed=1, chunks=5)[-1]
    assert best.slot.tolist() == [-1, -1]
    nearer = replace(
        given, visits=(given.visits[0], replace(given.visits[1], after=(After(visit_id="A"),)))
    )
    _, best, _ = searched(nearer, seed=1, chunks=5)[-1]
    assert min(best.slot.tolist()) >= 0


def test_longest_route_counts_the_shortest_visits() -> None:
    days = (D1,)
    visits = tuple(visit(f"V{n}", days, work=100) for n in range(9))
    assert longest_route(compile_problem(problem((engineer(),), visits))) == 5
    assert longest_route(compile_problem(problem((engineer(max_visits=3),), visits))) == 3
    assert longest_route(compile_problem(problem((engineer(),), visits[:2]))) == 2
    assert longest_route(compile_problem(problem((engineer(),), ()))) == 1
