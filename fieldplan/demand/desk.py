"""The rules of desk work, from the settings and from what a closed month handed over."""

from __future__ import annotations

from collections.abc import Sequence

from fieldplan.demand.scope import Scope
from fieldplan.domain import CarryOver, DeskBacklog, DeskMode, DeskRules, ProblemEngineer


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
