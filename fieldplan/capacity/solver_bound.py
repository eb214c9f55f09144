"""What the solver proves of a team: least number and least weight of required visits undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from fieldplan.capacity.planning import checked_plan, required_undone
from fieldplan.domain import Plan, Problem, Tier, Visit
from fieldplan.rules import TIER_SERVICE
from fieldplan.solver import StopRule


@dataclass(frozen=True, kw_only=True)
class SolverBound:
    """A proven bound (None when nothing is proven) and the value of the best plan found."""

    bound: int | None
    found: int


def service_only(problem: Problem, *, count: bool) -> Problem:
    """Return the problem in which only required work left undone matters.

    Deadlines, promises and money are dropped: they come before or after this in a plan, and a
    bound must hold whatever becomes of them.

    Parameters
    ----------
    count : bool
        Every required visit weighs 1, so that the weight undone is their number.
    """
    return replace(
        problem,
        visits=tuple(_bare(visit, count) for visit in problem.visits),
        prices=None,
    )


def solver_bound(problem: Problem, stop: StopRule, *, count: bool, seed: int = 0) -> SolverBound:
    """Solve for the least number (or weight) of required visits undone.

    Raises
    ------
    PlanInvalidError
        If the checker refuses the plan.
    """
    bare = service_only(problem, count=count)
    plan = checked_plan(bare, stop, seed)
    weight = {visit.id: visit.weight for visit in bare.visits}
    found = sum(weight[visit_id] for visit_id in required_undone(bare, plan))
    return SolverBound(bound=proven_weight(bare, plan), found=found)


def proven_weight(problem: Problem, plan: Plan) -> int | None:
    """Return the bound of the weight undone that holds for every plan; None without one.

    A tier's bound holds at the service level of the tiers above. Where there are deadlines,
    promises or an earlier plan to keep to, a plan that gives these up could serve more, so that
    the bound says nothing of it.
    """
    if any(visit.deadline or visit.promise or visit.before for visit in problem.visits):
        return None
    return next((tier.bound for tier in plan.tiers if tier.tier == TIER_SERVICE), None)


def _bare(visit: Visit, count: bool) -> Visit:
    return replace(
        visit,
        windows=_windows(visit),
        notice_until=None,
        promise=None,
        before=None,
        latest=None,
        deadline=None,
        deadline_min=None,
        preferred_engineer=None,
        target=None,
        worth_cost=0,
        weight=1 if count and visit.tier is not Tier.WELCOME else visit.weight,
    )


def _windows(visit: Visit) -> Mapping[date, tuple[tuple[int, int], ...]]:
    """Windows from the notice on, and those of the promised day, on which it does not bind."""
    if visit.notice_until is None:
        return visit.windows
    promised = visit.promise.date if visit.promise else None
    return {
        day: windows
        for day, windows in visit.windows.items()
        if day >= visit.notice_until or day == promised
    }
