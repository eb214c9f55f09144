"""Readiness of a plan, and the reserve that would reach the target, shown by planning with it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fieldplan.capacity.emergency_rate import EmergencyRate
from fieldplan.capacity.planning import checked_plan, required_undone
from fieldplan.capacity.readiness import Case, EmergencyKind, predicted_reserve, replay
from fieldplan.domain import PlanRecord, Problem, Readiness, Tier, VisitKind
from fieldplan.settings import make_settings
from fieldplan.solver import StopRule

STEP_MIN, MOST_MIN = 15, 300
TRIES = 3


@dataclass(frozen=True, kw_only=True)
class ReadinessLimits:
    """How much is done for the reckoning: months replayed, and the limit of each plan made."""

    replays: int
    stop: StopRule
    seed: int = 0


def readiness(record: PlanRecord, rate: EmergencyRate, limits: ReadinessLimits) -> Readiness:
    """Replay emergencies on a plan; if the target is missed, look for the reserve that meets it.

    A reserve is recommended only if a plan made with it reaches the target in the replays. When
    none does, the largest that was tried is told with what it reaches.

    Raises
    ------
    PlanInvalidError
        If the checker refuses a plan.
    """
    problem, plan = record.problem, record.plan
    settings = make_settings(record.settings)
    target = settings.readiness_target_pct / 100
    case = usual_case(record, rate)
    found = replay(problem, plan, case, limits.replays, limits.seed)
    answer = Readiness(
        month_rate=rate.per_month,
        from_history=rate.from_history,
        replays=limits.replays,
        emergencies=found.emergencies,
        within_one=found.within_one,
        within_two=found.within_two,
        target_pct=settings.readiness_target_pct,
    )
    if found.within_two.value >= target:
        return replace(answer, reserve_min=0, with_reserve=found.within_two)
    few = max(50, limits.replays // 5)
    reserve = predicted_reserve(
        problem, plan, case, target=target, replays=few, seed=limits.seed, most_min=MOST_MIN
    )
    reserve = MOST_MIN if reserve is None else max(STEP_MIN, reserve)
    for _ in range(TRIES):
        kept = with_reserve(problem, reserve)
        again = checked_plan(kept, limits.stop, limits.seed)
        share = replay(kept, again, case, limits.replays, limits.seed).within_two
        answer = replace(
            answer,
            reserve_min=reserve,
            with_reserve=share,
            reserve_undone=len(required_undone(kept, again)),
        )
        if share.value >= target or reserve >= MOST_MIN:
            break
        reserve = min(MOST_MIN, reserve + 2 * STEP_MIN)
    return answer


def with_reserve(problem: Problem, reserve_min: int) -> Problem:
    """Return the problem with so many minutes of every staff engineer's day kept free."""
    return replace(
        problem,
        engineers=tuple(
            e if e.contractor else replace(e, reserve_min=reserve_min) for e in problem.engineers
        ),
    )


def usual_case(record: PlanRecord, rate: EmergencyRate) -> Case:
    """Return the emergencies to expect: at any place of the month's visits, of the usual length."""
    settings, kind = make_settings(record.settings), VisitKind.EMERGENCY.value
    minutes = settings.by_kind("prep_min", kind) + settings.by_kind("min", kind)
    places = {v.location for v in record.problem.visits if v.tier is not Tier.EMERGENCY}
    places = places or {visit.location for visit in record.problem.visits} or {0}
    return Case(
        per_day=rate.per_day,
        kind=EmergencyKind(minutes=minutes + settings.stop_overhead_min),
        places=tuple(sorted(places)),
    )
