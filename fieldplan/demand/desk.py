"""The rules of desk work, from the settings and from what a closed month handed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from fieldplan.demand.scope import Scope
from fieldplan.desk import lay_desk
from fieldplan.domain import (
    CarryOver,
    DeskBacklog,
    DeskMode,
    DeskRules,
    Problem,
    ProblemEngineer,
)


def make_desk(
    scope: Scope, engineers: Sequence[ProblemEngineer], carried: CarryOver | None
) -> DeskRules:
    """Return the rules; backlog of engineers who no longer work here is found and left out."""
    settings = scope.settings
    return DeskRules(
        mode=DeskMode.STRICT if settings.desk_strict else DeskMode.OVERFLOW,
        doc_days=settings.doc_days,
        consult_week_min=settings.consultations_week * settings.consultation_min,
        handover_min=settings.handover_min,
        backlog=_backlog(scope, {engineer.id for engineer in engineers}, carried),
    )


def check_desk(scope: Scope, problem: Problem) -> None:
    """Note engineers whose backlog and consultations alone exceed their shifts, when strict."""
    if problem.desk is None or problem.desk.mode is not DeskMode.STRICT:
        return
    missing: Counter[str] = Counter()
    ends = {(e.id, day): shift[1] for e in problem.engineers for day, shift in e.shifts.items()}
    for block in lay_desk(problem, ()).blocks:
        if block.start_min >= ends[block.engineer_id, block.date]:
            missing[block.engineer_id] += block.minutes
    for engineer_id, minutes in missing.items():
        scope.find(
            "demand_desk_too_much", "contradiction", None, value=engineer_id, minutes=minutes
        )


def _backlog(scope: Scope, known: set[str], carried: CarryOver | None) -> tuple[DeskBacklog, ...]:
    kept = []
    for item in carried.desk if carried else ():
        if item.engineer_id in known:
            kept.append(item)
        else:
            scope.find(
                "demand_desk_backlog_engineer",
                "warning",
                None,
                value=item.engineer_id,
                visit=item.visit_id,
                minutes=item.minutes,
            )
    return tuple(kept)
