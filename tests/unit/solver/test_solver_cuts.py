"""Subset-row cuts: which of them a solution of the linear master breaks."""

from __future__ import annotations

import itertools

import numpy as np

from fieldplan.solver.cuts import MOST_A_VISIT, _broken_triples, _spread
from fieldplan.solver.master_rows import Cut


def amounts(routes: list[set[int]], parts: list[float], n: int) -> dict[tuple[int, ...], float]:
    serves = np.array([[float(v in route) for v in range(n)] for route in routes])
    return {triple: amount for amount, triple in _broken_triples(serves, np.array(parts))}


def test_three_halves_of_pairs_break_one_cut() -> None:
    """Each pair of three visits on half a route: one and a half routes serve two of them."""
    assert amounts([{0, 1}, {0, 2}, {1, 2}], [0.5, 0.5, 0.5], 3) == {(0, 1, 2): 1.5}


def test_a_route_with_all_three_counts_once() -> None:
    found = amounts([{0, 1, 2}, {0, 1}, {1, 2}, {0, 2}], [0.4, 0.3, 0.3, 0.3], 3)
    assert list(found) == [(0, 1, 2)]
    assert abs(found[0, 1, 2] - 1.3) < 1e-9


def test_a_whole_route_breaks_nothing() -> None:
    assert amounts([{0, 1, 2}, {3}], [1.0, 1.0], 4) == {}


def test_all_broken_triples_are_found() -> None:
    """Against counting route by route, on random routes."""
    rng = np.random.default_rng(5)
    for _ in range(30):
        n = 8
        routes = [set(rng.choice(n, size=3, replace=False).tolist()) for _ in range(9)]
        parts = rng.uniform(0.1, 0.6, size=9)
        slow = {}
        for triple in itertools.combinations(range(n), 3):
            held = [len(route & set(triple)) >= 2 for route in routes]
            total = float(parts[held].sum())
            if total > 1.05:
                slow[triple] = round(total, 9)
        fast = {t: round(x, 9) for t, x in amounts(routes, parts.tolist(), n).items()}
        assert fast == slow


def test_a_visit_is_in_few_cuts_of_a_round() -> None:
    ranked = [(2.0 - 0.01 * k, Cut(visits=(0, k, k + 1))) for k in range(1, 20)]
    chosen = _spread(ranked, 30)
    assert chosen == [cut for _, cut in ranked[:MOST_A_VISIT]]
    assert (
        len(_spread([(1.5, Cut(visits=(3 * k, 3 * k + 1, 3 * k + 2))) for k in range(9)], 5)) == 5
    )
