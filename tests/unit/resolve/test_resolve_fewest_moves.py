"""A move is called needed only where the best plan that moves nothing is proven worse."""

from __future__ import annotations

import pytest

from fieldplan.domain import Plan, TierResult
from fieldplan.resolve.fewest_moves import with_proof
from fieldplan.rules import TIER_CALLS, TIER_MOVES, TIER_SERVICE


def plan(calls: tuple[int, int | None, bool], moves: tuple[int, int | None, bool]) -> Plan:
    named = ((TIER_CALLS, calls), (TIER_MOVES, moves), (TIER_SERVICE, (0, 0, False)))
    tiers = (TierResult(tier=n, value=v, bound=b, optimal=o) for n, (v, b, o) in named)
    return Plan(routes=(), unassigned=(), tiers=tuple(tiers))


@pytest.mark.parametrize(
    ("ours", "least", "bound", "optimal"),
    [
        (((0, 0, True), (1, None, False)), (1, 1, True), 1, True),
        (((0, 0, True), (3, None, False)), (2, 1, False), 1, False),  # worse anyway
        (((0, 0, True), (1, None, False)), (1, 0, False), None, False),  # perhaps none is needed
        (((1, 1, True), (1, None, False)), (1, 1, True), None, False),  # as good without a move
        (((1, 0, False), (1, None, False)), (2, 2, True), None, False),  # ours may not be best
        (((0, 0, True), (0, 0, True)), (0, 0, True), 0, True),
        (((0, 0, True), (2, 2, True)), (1, 1, True), 2, True),
    ],
)
def test_the_bound_on_the_moves(
    ours: tuple[tuple[int, int | None, bool], tuple[int, int | None, bool]],
    least: tuple[int, int | None, bool],
    bound: int | None,
    optimal: bool,
) -> None:
    found = with_proof(plan(*ours), plan(least, (0, 0, True)))
    assert (found.tiers[1].bound, found.tiers[1].optimal) == (bound, optimal)
    assert [tier.value for tier in found.tiers] == [tier.value for tier in plan(*ours).tiers]
