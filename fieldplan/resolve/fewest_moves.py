"""A proof that a re-solve cannot do without a move: the best plan that moves nothing is worse.

Where every visit stays on its day and with its engineer, or is left out, hardly anything is left
to choose, so that the solver's bounds close. If that problem's proven best is worse in a tier
above the moves, then a plan as good as ours moves something.
"""

from __future__ import annotations

from dataclasses import replace

from fieldplan.domain import Plan, Problem, TierResult, Visit
from fieldplan.rules import TIER_MOVES
from fieldplan.solver import Progress, StopRule, solve


def may_move(plan: Plan) -> bool:
    """Return whether the best plan may have to move something, as far as a plan found shows."""
    at = _moves_at(plan)
    return at is not None and any(tier.value for tier in plan.tiers[: at + 1])


def moving_nothing(problem: Problem, stop: StopRule, *, seed: int) -> Plan:
    """Return the best plan that moves nothing.

    The search ends as soon as its tiers above the moves are proven, at the latest by ``stop``.
    """

    def proven(progress: Progress) -> bool:
        return all(tier.optimal for tier in _above(progress.tiers))

    asked = replace(stop, gap=None)
    return solve(stay(problem, or_go=True), asked, seed=seed, progress=proven).plan


def with_proof(plan: Plan, least: Plan) -> Plan:
    """Return the plan, its bound on the moves raised to 1 where that is proven.

    Parameters
    ----------
    least : Plan
        What ``moving_nothing`` returned for the same problem.
    """
    at = _moves_at(plan)
    if at is None:
        return plan
    moves, above = plan.tiers[at], plan.tiers[:at]
    if not moves.value or moves.bound or not all(tier.optimal for tier in above):
        return plan
    for ours, theirs in zip(above, least.tiers[:at], strict=True):
        if (theirs.bound or 0) > ours.value:
            better = replace(moves, bound=1, optimal=moves.value == 1)
            return replace(plan, tiers=(*above, better, *plan.tiers[at + 1 :]))
        if not theirs.optimal:
            return plan
    return plan


def stay(problem: Problem, *, or_go: bool = False) -> Problem:
    """Return the problem with every visit bound to its old day and engineer.

    Parameters
    ----------
    or_go : bool
        What becomes of those that can no longer be there: False, they are free; True, they
        are left out, as in a plan that moves nothing.
    """
    shifts = {engineer.id: engineer.shifts for engineer in problem.engineers}

    def bound(visit: Visit) -> Visit:
        before = visit.before
        if before is None:
            return visit
        spans = visit.windows.get(before.date, ())
        past = problem.past is not None and before.date < problem.past.until.date()
        if past or not spans or before.date not in shifts.get(before.engineer_id, {}):
            return replace(visit, windows={}) if or_go else visit
        return replace(
            visit, windows={before.date: spans}, engineers=frozenset({before.engineer_id})
        )

    return replace(problem, visits=tuple(bound(visit) for visit in problem.visits))


def _moves_at(plan: Plan) -> int | None:
    names = [tier.tier for tier in plan.tiers]
    return names.index(TIER_MOVES) if TIER_MOVES in names else None


def _above(tiers: tuple[TierResult, ...]) -> tuple[TierResult, ...]:
    names = [tier.tier for tier in tiers]
    return tiers[: names.index(TIER_MOVES)] if TIER_MOVES in names else ()
