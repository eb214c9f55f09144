"""Why a visit of a plan is where it is, or is left out."""

from __future__ import annotations

from datetime import datetime

from fieldplan.api.offers import matrix_of
from fieldplan.api.typed_names import known_visit
from fieldplan.domain import Explanation, PlanRecord
from fieldplan.resolve.explain import explain as resolve_explain
from fieldplan.travel import TravelChoice


def explain(
    record: PlanRecord,
    visit_id: str,
    *,
    now: datetime | None = None,
    most: int = 5,
    travel: TravelChoice | None = None,
) -> Explanation:
    """Return why a visit has its place or none, and what else is possible, each verified.

    Parameters
    ----------
    now : datetime or None
        What lies before it is past; None = the moment that the plan was made for.
    most : int
        Places at most.

    Raises
    ------
    InputError
        If the plan has no such visit.
    """
    return resolve_explain(
        record,
        known_visit(record, visit_id),
        now=now or record.now,
        matrix_of=matrix_of(record, travel),
        most=most,
    )
