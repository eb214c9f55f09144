"""A legal plan by simple means: visits one by one, at the end of a route where they fit.

Chains and groups are left out altogether; what remains follows from one plain test a rule, so
that a plan made here owes nothing to the solver or to the checker.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

from support.naive_timing import time_route

from fieldplan.cost import busy_min, cost_lines, tier_names, tier_values
from fieldplan.desk import lay_desk
from fieldplan.domain import (
    Plan,
    Problem,
    ProblemEngineer,
    Reason,
    Route,
    TierResult,
    Unassigned,
    Visit,
)


def naive_plan(problem: Problem, seed: int = 0) -> Plan:
    """Return a legal plan with its totals."""
    rng = random.Random(seed)
    slots = [(e, d) for e in problem.engineers for d in problem.days if d in e.shifts]
    rng.shuffle(slots)
    held: dict[tuple[str, date], tuple[Visit, ...]] = {}
    routes: dict[tuple[str, date], Route] = {}
    linked = _linked(problem)
    left_out = []
    for visit in problem.visits:
        for engineer, day in slots:
            key = (engineer.id, day)
            if visit.id in linked or not _may(visit, engineer, day):
                continue
            order = (*held.get(key, ()), visit)
            route = time_route(problem, engineer, day, order)
            if route and _within_limits(problem, engineer, {**routes, key: route}):
                held[key], routes[key] = order, route
                break
        else:
            left_out.append(Unassigned(visit_id=visit.id, reasons=(Reason(code="no_room"),)))
    ordered = sorted(routes.values(), key=lambda r: (r.date, r.engineer_id))
    return with_totals(problem, Plan(routes=tuple(ordered), unassigned=tuple(left_out)))


def with_totals(problem: Problem, plan: Plan) -> Plan:
    """Return the plan with its desk work, cost lines and tiers."""
    if not plan.desk:
        plan = lay_desk(problem, plan.routes).on(plan)
    lines = cost_lines(problem, plan)
    tiers = zip(tier_names(problem), tier_values(problem, lines), strict=True)
    return replace(
        plan,
        cost_lines=lines,
        tiers=tuple(TierResult(tier=name, value=value) for name, value in tiers),
    )


def _linked(problem: Problem) -> set[str]:
    groups = (*problem.same_engineer, *problem.consecutive)
    found = {visit_id for group in groups for visit_id in group}
    return found | {visit.id for visit in problem.visits if visit.after}


def _may(visit: Visit, engineer: ProblemEngineer, day: date) -> bool:
    promised = visit.promise is not None and visit.promise.date == day
    return (
        visit.skills <= engineer.skills
        and (visit.engineers is None or engineer.id in visit.engineers)
        and (visit.not_before is None or day >= visit.not_before)
        and (visit.notice_until is None or day >= visit.notice_until or promised)
    )


def _within_limits(
    problem: Problem, engineer: ProblemEngineer, routes: dict[tuple[str, date], Route]
) -> bool:
    own = [route for route in routes.values() if route.engineer_id == engineer.id]
    most_overtime, most_hours = engineer.overtime_month_min, engineer.hours_min
    if most_overtime is not None and sum(r.overtime_min for r in own) > most_overtime:
        return False
    if most_hours is not None and sum(busy_min(problem, r) for r in own) > most_hours:
        return False
    for route in own:
        lunch_end = (route.lunch_min or 0) + (problem.lunch.minutes if problem.lunch else 0)
        finish = max(route.back_min, lunch_end)
        if engineer.reserve_min and finish > engineer.shifts[route.date][1] - engineer.reserve_min:
            return False
        resume = engineer.resume.get(route.date)
        done = resume.visits_done if resume else 0
        if engineer.max_visits is not None and len(route.stops) + done > engineer.max_visits:
            return False
    return True
