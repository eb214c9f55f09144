"""A proof that a re-solve cannot do without a move: the best plan that moves nothing is worse.

Where every visit stays on its day and with its engineer, or is left out, hardly anything is left
to choose, so that the solver's bounds close. If that problem's proven best is worse in a tier
above the moves, then a plan as good as ours moves something.
"""

from __future__ import annotations

from dataclasses import replace

from fieldplan.domain import Plan, Problem, Visit
from fieldplan.rules import TIER_MOVES
from fieldplan.solver import StopRule, solve

SHARE = 0.25
"""Part of the full search's time that the proof may take on top of it."""


def with_proof(problem: Problem, plan: Plan, stop: StopRule, *, seed: int) -> Plan:
    """Return the plan, its bound on the moves raised to 1 where that is proven."""
    names = [tier.tier for tier in plan.tiers]
    if TIER_MOVES not in names:
        return plan
    at = names.index(TIER_MOVES)
    moves, above = plan.tiers[at], plan.tiers[:at]
    if moves.value == 0 or (moves.bound or 0) >= 1 or not all(tier.optimal for tier in above):
        return plan
    limit = None if stop.time_limit_s is None else stop.time_limit_s * SHARE
    short = replace(stop, time_limit_s=limit, gap=None)
    least = solve(stay(problem, or_go=True), short, seed=seed).plan
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
