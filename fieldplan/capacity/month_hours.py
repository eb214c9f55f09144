"""All hours that a month asks for, against all that the staff has."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from fieldplan.capacity.least_time import least_minutes
from fieldplan.capacity.planning import required_undone
from fieldplan.domain import MonthHours, PlanRecord, Problem, VisitKind
from fieldplan.report.load import EngineerLoad, engineer_loads
from fieldplan.settings import Settings, make_settings

USUAL_TRIP_MIN = 60
"""Drive to an emergency whose place is not known yet."""


def month_hours(record: PlanRecord, *, emergencies_day: float, proven_undone: int) -> MonthHours:
    """Return the hours of a planned month.

    Parameters
    ----------
    emergencies_day : float
        Emergencies to be expected a working day.
    proven_undone : int
        Required visits that stay undone however they are routed.
    """
    problem, settings = record.problem, make_settings(record.settings)
    staff = {engineer.id for engineer in problem.engineers if not engineer.contractor}
    loads = [load for load in engineer_loads(record) if load.engineer_id in staff]
    undone = required_undone(problem, record.plan)
    days = [day for day in problem.days if day.isoformat()[:7] == record.month]
    return MonthHours(
        available_min=sum(load.available_min for load in loads),
        overtime_min=allowed_overtime(problem, days),
        planned_min=sum(planned_min(load) for load in loads),
        expected_min=round(emergencies_day * len(days) * emergency_min(settings)),
        undone_min=undone_min(problem, undone),
        undone=len(undone),
        proven_undone=min(proven_undone, len(undone)),
        visits=sum(load.visits for load in loads),
        routes=sum(load.routes for load in loads),
    )


def planned_min(load: EngineerLoad) -> int:
    """Return an engineer's hours in a plan, with the paperwork that is left for the next month."""
    return load.route_min + load.desk_min + load.desk_carried_min


def allowed_overtime(problem: Problem, days: Sequence[date]) -> int:
    """Return the overtime that the staff may work on these days."""
    total = 0
    for engineer in problem.engineers:
        if engineer.contractor:
            continue
        minutes = engineer.overtime_day_min * sum(day in engineer.shifts for day in days)
        most = engineer.overtime_month_min
        total += minutes if most is None else min(minutes, most)
    return total


def undone_min(problem: Problem, undone: Sequence[str]) -> int:
    """Return the least minutes of visits left out, with their desk work."""
    least = least_minutes(problem)
    visits = {visit.id: visit for visit in problem.visits}
    desk = sum(visits[visit_id].prep_min + visits[visit_id].doc_min for visit_id in undone)
    return math.ceil(sum(least[visit_id] for visit_id in undone)) + desk


def emergency_min(settings: Settings) -> int:
    """Return all minutes of an emergency: work, overhead, drive, desk work."""
    kind = VisitKind.EMERGENCY.value
    parts = sum(settings.by_kind(part, kind) for part in ("min", "prep_min", "doc_min"))
    return parts + settings.stop_overhead_min + USUAL_TRIP_MIN
