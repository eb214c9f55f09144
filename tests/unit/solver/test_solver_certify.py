"""Bounds are rounded with care, and no wish of the last tier is taken for service."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rules.instances import engineer, problem, visit

from fieldplan.domain import Prices, Tier
from fieldplan.solver.certify import Bounds, _next_sum, safe_ceil, tier_results
from fieldplan.solver.exact import Exact
from fieldplan.solver.problem import compile_problem
from fieldplan.solver.wide import Wide

NAMES = ("late", "days", "promises", "weight", "last")


@pytest.mark.parametrize(("value", "proven"), [(2.0000001, 2), (2.1, 3), (-0.5, 0), (7.0, 7)])
def test_a_bound_is_rounded_up_less_its_tolerance(value: float, proven: int) -> None:
    assert safe_ceil(value) == proven


def test_nothing_below_an_open_tier_is_optimal() -> None:
    tiers = tier_results(NAMES, (0, 0, 0, 10, 50), Bounds(upper=(0, 0, 0, 5), last=50))
    assert [tier.optimal for tier in tiers] == [True, True, True, False, False]
    assert tiers[4].bound == 50  # at this service level


def test_a_dear_welcome_visit_proves_nothing_of_the_service() -> None:
    """Both fill the day: the best service leaves the welcome visit, however dear, out."""
    required = visit("A", work=300)
    welcome = replace(visit("B", work=300), tier=Tier.WELCOME, worth_cost=10**10)
    given = replace(problem((engineer(),), (required, welcome)), prices=Prices(drive_hour_cost=600))
    compiled = compile_problem(given)
    exact = Exact(compiled, Wide(compiled, frozenset()), workers=1)
    exact.relax([], lambda: False, max_rounds=50)
    exact.prove((0, 0, 0, required.weight, 0), lambda: False, 50)
    assert exact.upper[3] == 0


@pytest.mark.parametrize(
    ("weights", "least", "proven"),
    [((10, 20, 30), 1, 10), ((10, 20, 30), 31, 40), ((10, 15), 16, 25), ((10, 15), 26, 26)],
)
def test_what_is_left_out_is_a_sum_of_weights(
    weights: tuple[int, ...], least: int, proven: int
) -> None:
    visits = tuple(visit(f"V{n}", weight=weight) for n, weight in enumerate(weights))
    compiled = compile_problem(problem((engineer(),), visits))
    service = compiled.tiers.service
    assert _next_sum(compiled, frozenset(), service, least) == proven


def test_a_closed_visit_is_in_no_sum() -> None:
    visits = (visit("A", weight=10), visit("B", weight=15))
    compiled = compile_problem(problem((engineer(),), visits))
    assert _next_sum(compiled, frozenset({0}), compiled.tiers.service, 1) == 15
