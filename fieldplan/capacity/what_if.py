"""A scenario: the month planned with another team, checked, and reckoned in hours and money."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from fieldplan.capacity.month_hours import allowed_overtime, planned_min
from fieldplan.capacity.planning import checked_plan, required_undone
from fieldplan.capacity.teams import Teams
from fieldplan.domain import Plan, PlanRecord, Problem, Scenario, Tier
from fieldplan.report.load import engineer_loads
from fieldplan.rules import TIER_SERVICE
from fieldplan.settings import make_settings
from fieldplan.solver import StopRule

REAL_COSTS = ("drive_time", "distance", "overtime", "contractor_fee")
"""Cost lines that are paid; the others are worth given to wishes."""


@dataclass(frozen=True, kw_only=True)
class Team:
    """Who makes the visits; ``contractor_limit`` None = as many days as the plan wants."""

    engineers: int
    contractors: int = 0
    contractor_limit: int | None = None


def run_scenario(
    record: PlanRecord, teams: Teams, team: Team, stop: StopRule, seed: int = 0
) -> Scenario:
    """Plan the month of a record with a team.

    Where the days of contractors are limited and the plan wants more of them, it is made anew
    with those days on which they made most.

    Raises
    ------
    PlanInvalidError
        If the checker refuses the plan.
    """
    problem = teams.problem_of(team.engineers, team.contractors)
    plan = checked_plan(problem, stop, seed)
    limit = team.contractor_limit
    if limit is not None and len(_hired_days(problem, plan)) > limit:
        problem = _only_days(problem, _best_days(problem, plan, limit))
        again = checked_plan(problem, stop, seed)
        plan = replace(again, seconds=plan.seconds + again.seconds)
    return _scenario(replace(record, problem=problem, plan=plan), teams, team)


def _scenario(record: PlanRecord, teams: Teams, team: Team) -> Scenario:
    problem, plan = record.problem, record.plan
    hired = {engineer.id for engineer in problem.engineers if engineer.contractor}
    everybody = engineer_loads(record)
    staff = [load for load in everybody if load.engineer_id not in hired]
    undone = required_undone(problem, plan)
    weight = {visit.id: visit.weight for visit in problem.visits}
    required = sum(visit.tier is not Tier.WELCOME for visit in problem.visits)
    planned = sum(planned_min(load) for load in staff)
    available = sum(load.available_min for load in staff)
    days = [day for day in problem.days if day.isoformat()[:7] == record.month]
    return Scenario(
        engineers=team.engineers,
        contractors=team.contractors,
        contractor_limit=team.contractor_limit,
        contractor_days=len(_hired_days(problem, plan)),
        contractor_visits=sum(
            len(route.stops) for route in plan.routes if route.engineer_id in hired
        ),
        served=required - len(undone),
        undone=len(undone),
        undone_weight=sum(weight[visit_id] for visit_id in undone),
        proven_weight=_service_bound(plan),
        planned_min=planned,
        available_min=available,
        overtime_min=sum(load.overtime_min for load in staff),
        drive_min=sum(load.drive_min for load in everybody),
        distance_m=sum(load.distance_m for load in everybody),
        cost=month_cost(record, teams),
        seconds=plan.seconds,
        fits=not undone and planned <= available + allowed_overtime(problem, days),
    )


def month_cost(record: PlanRecord, teams: Teams) -> int:
    """Return kopecks of the month: salaries and what the plan pays for."""
    settings = make_settings(record.settings)
    staff = sum(not engineer.contractor for engineer in record.problem.engineers)
    lines = {line.rule: line.amount for line in record.plan.cost_lines}
    fee = lines.get("contractor_fee", 0)
    short = max(0, teams.contractor.least_cost - fee) if fee else 0
    paid = sum(lines.get(rule, 0) for rule in REAL_COSTS)
    return staff * settings.engineer_month_cost + paid + short


def _service_bound(plan: Plan) -> int | None:
    """Bound of the weight undone with promises kept and emergencies in time as in the plan."""
    return next((tier.bound for tier in plan.tiers if tier.tier == TIER_SERVICE), None)


def _hired_days(problem: Problem, plan: Plan) -> list[tuple[str, date]]:
    hired = {engineer.id for engineer in problem.engineers if engineer.contractor}
    return [(r.engineer_id, r.date) for r in plan.routes if r.engineer_id in hired]


def _best_days(problem: Problem, plan: Plan, limit: int) -> set[tuple[str, date]]:
    """The contractor days with most weight of visits."""
    weight = {visit.id: visit.weight for visit in problem.visits}
    hired = set(_hired_days(problem, plan))
    worth: Counter[tuple[str, date]] = Counter()
    for route in plan.routes:
        if (route.engineer_id, route.date) in hired:
            worth[route.engineer_id, route.date] += sum(weight[s.visit_id] for s in route.stops)
    ranked = sorted(worth, key=lambda day: (-worth[day], day))
    return set(ranked[:limit])


def _only_days(problem: Problem, days: set[tuple[str, date]]) -> Problem:
    return replace(
        problem,
        engineers=tuple(
            replace(e, shifts={d: s for d, s in e.shifts.items() if (e.id, d) in days})
            if e.contractor
            else e
            for e in problem.engineers
        ),
    )
