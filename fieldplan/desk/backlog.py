"""Desk work still owed at the end of a day, as the next month takes it up."""

from __future__ import annotations

from collections import Counter
from datetime import date

from fieldplan.desk.jobs import jobs_of
from fieldplan.domain import DeskBacklog, DeskKind, Plan, Problem
from fieldplan.settings import Settings
from fieldplan.workdays import add_working_days


def backlog_after(
    problem: Problem, plan: Plan, day: date, settings: Settings
) -> tuple[DeskBacklog, ...]:
    """Return the paperwork of visits made until ``day`` that the plan leaves for later.

    Every visit of the routes until then counts as made, and every block until then as done.
    Preparation and consultations do not carry over: they belong to their visits and weeks.
    What was owed from before carries over too, with the date it had.
    """
    rules = problem.desk
    if rules is None:
        return ()
    routes = [route for route in plan.routes if route.date <= day]
    made_on = {stop.visit_id: route.date for route in routes for stop in route.stops}
    until = {(item.engineer_id, item.visit_id): item.until for item in rules.backlog}
    done: Counter[tuple[str, str]] = Counter()
    for block in plan.desk:
        if block.date <= day and block.kind is DeskKind.DOC:
            done[block.engineer_id, block.visit_id] += block.minutes
    owed = []
    for job in jobs_of(problem, routes):
        key = (job.engineer_id, job.visit_id)
        left = job.minutes - done[key]
        if job.kind is not DeskKind.DOC or left <= 0:
            continue
        made = made_on.get(job.visit_id)
        last = until.get(key) if made is None else add_working_days(made, rules.doc_days, settings)
        owed.append(
            DeskBacklog(
                engineer_id=job.engineer_id, visit_id=job.visit_id, minutes=left, until=last
            )
        )
    return tuple(owed)
