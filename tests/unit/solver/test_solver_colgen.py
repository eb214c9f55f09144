"""Column generation: what it starts from changes nothing in what it proves."""

from __future__ import annotations

from types import ModuleType

import pytest
from support.small_months import small_month

from fieldplan.solver import colgen
from fieldplan.solver import exact as exact_module
from fieldplan.solver.chain import Lap
from fieldplan.solver.colgen import Relaxation, solve_relaxation
from fieldplan.solver.completion import INF
from fieldplan.solver.exact import Exact
from fieldplan.solver.look import Effort
from fieldplan.solver.problem import compile_problem
from fieldplan.solver.search import Search
from fieldplan.solver.state import copy_state
from fieldplan.solver.wide import Wide

SEEDS = [3, 4, 5]


def searched(seed: int) -> Search:
    search = Search(compile_problem(small_month(seed, 10)), seed)
    search.construct()
    start = copy_state(search.best)
    lap = Lap(start=start, hot=100.0, cold=100.0, iterations=100, least_part=1.0, keeps_from=0.0)
    search.anneal([lap], 100, 1.0)
    search.collect()
    return search


def relaxed(seed: int) -> tuple[Exact, Relaxation]:
    search = searched(seed)
    exact = Exact(search.compiled, Wide(search.compiled, frozenset()), workers=1)
    exact.relax(search.pool.columns(), lambda: False, 200)
    assert exact.root is not None
    return exact, exact.root


def at_the_same_bound(
    monkeypatch: pytest.MonkeyPatch, seed: int, module: ModuleType, **constants: int
) -> tuple[Exact, Relaxation]:
    """Relax with other constants of a module; the bound must be that of the usual ones."""
    _, usual = relaxed(seed)
    for name, value in constants.items():
        monkeypatch.setattr(module, name, value)
    exact, root = relaxed(seed)
    assert root.closed and usual.closed
    assert root.bound == pytest.approx(usual.bound, rel=1e-3)
    return exact, root


@pytest.mark.parametrize("seed", SEEDS)
def test_few_columns_to_start_from_end_at_the_same_bound(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    lean, _ = at_the_same_bound(monkeypatch, seed, exact_module, PROMISING=0, PROMISING_A_VISIT=0)
    assert lean.wide.master.columns


@pytest.mark.parametrize("seed", SEEDS)
def test_a_bound_that_is_enough_ends_the_search_for_better(seed: int) -> None:
    exact, root = relaxed(seed)
    search = searched(seed)
    fresh = Exact(search.compiled, Wide(search.compiled, frozenset()), workers=1)
    fresh.master.add_columns(exact.master.columns)
    enough = INF * -0.5  # any bound is
    done = solve_relaxation(fresh.master, fresh.pricer, stop=lambda: False, enough=enough)
    assert done.rounds == 1
    assert enough < done.bound <= root.value * (1 + 1e-6)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_bound_once_known_stays_known(seed: int) -> None:
    exact, root = relaxed(seed)
    again = solve_relaxation(
        exact.master, exact.pricer, stop=lambda: False, max_rounds=1,
        centre=root.centre, bound=root.bound,
    )  # fmt: skip
    assert again.bound >= root.bound


@pytest.mark.parametrize("seed", SEEDS)
def test_looks_that_skip_ways_prove_nothing_and_the_rest_as_much(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    sparse, root = at_the_same_bound(monkeypatch, seed, colgen, SPARSE_FROM=0, QUICK_WAYS=2)
    duals, cuts = sparse.master.rows.duals(root.centre), sparse.master.rows.cut_table()
    quick = sparse.pricer.price(duals, cuts, Effort(one_slot_a_group=True), lambda: False)
    assert quick.bound == -INF
