"""The answer of a re-solve for programs: what ``fieldplan replan --json`` writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldplan.report.calls import change_why, words_to_say
from fieldplan.report.changes import Change, plan_changes
from fieldplan.report.view import ReportView

if TYPE_CHECKING:
    from fieldplan.api.outputs import Outputs
    from fieldplan.domain import PlanRecord
    from fieldplan.resolve.replan import NewPlan


def replan_document(
    old: PlanRecord, answer: NewPlan, outputs: Outputs, exit_code: int
) -> dict[str, object]:
    """Return the answer and its changes against the plan before."""
    record = outputs.record
    view, before = ReportView(record), ReportView(old)
    return {
        "format": "fieldplan-replan/1",
        "exit_code": exit_code,
        "month": record.month,
        "revision": record.revision,
        "parent": record.parent,
        "now": record.now.isoformat(),
        "folder": str(outputs.folder),
        "seconds": round(answer.seconds, 2),
        "objective": [
            {"tier": t.tier, "value": t.value, "bound": t.bound, "optimal": t.optimal}
            for t in record.plan.tiers
        ],
        "changes": [_change(view, before, change) for change in plan_changes(old, record)],
        "new": list(answer.whole.new),
        "assumed_done": list(answer.assumed),
        "late": list(answer.late),
    }


def _change(view: ReportView, before: ReportView, change: Change) -> dict[str, object]:
    source = view if change.visit_id in view.visits else before
    place = source.place(source.visits[change.visit_id])
    return {
        "visit": change.visit_id,
        "change": change.kind,
        "call": change.call,
        "client": place.client,
        "contact": place.contact,
        "phone": place.phone,
        "was": before.placement(change.was),
        "now": view.placement(change.now),
        "why": change_why(view, change),
        "words": words_to_say(view, before, change) if change.call else "",
    }
