"""What a plan costs, line by line; the lines of a tier add up to the tier's value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from fieldplan.domain import CostLine, Plan, Prices, Problem, ProblemEngineer, Route, Tier, Visit
from fieldplan.rules import (
    BY_NAME,
    RESOLVE_TIERS,
    TIER_DRIVE,
    TIER_EMERGENCY_DAYS,
    TIER_EMERGENCY_LATE,
    TIER_MONEY,
    TIER_PROMISES,
    TIER_SERVICE,
)


def rounded_share(amount: int, parts: int) -> int:
    """Return ``amount / parts`` rounded half up, for non-negative integers."""
    return (2 * amount + parts) // (2 * parts)


def overtime_cost(prices: Prices, overtime_min: int) -> int:
    """Kopecks for the overtime of one day (Labour Code art. 152: first two hours x1.5, then x2)."""
    first = min(overtime_min, prices.overtime_first_min)
    later = overtime_min - first
    pct = first * prices.overtime_first_pct + later * prices.overtime_later_pct
    return rounded_share(prices.overtime_hour_cost * pct, 6000)


def busy_min(problem: Problem, route: Route) -> int:
    """Minutes from leaving base to being back, less a lunch taken on the way."""
    span = route.back_min - route.leave_min
    lunch = route.lunch_min
    if problem.lunch and lunch is not None and route.leave_min <= lunch < route.back_min:
        span -= problem.lunch.minutes
    return span


def route_lines(problem: Problem, engineer: ProblemEngineer, route: Route) -> list[CostLine]:
    """Cost lines of tier ``money`` (or ``drive_min``) that depend on the route as a whole."""
    prices = problem.prices
    if prices is None:
        return [_line("drive_min", route.drive_min)]
    lines = [
        _line("drive_time", rounded_share(prices.drive_hour_cost * route.drive_min, 60)),
        _line("distance", rounded_share(prices.km_cost * route.distance_m, 1000)),
    ]
    if engineer.contractor:
        span = route.back_min - route.leave_min
        fee = engineer.day_cost + engineer.visit_cost * len(route.stops)
        lines.append(_line("contractor_fee", fee + rounded_share(engineer.hour_cost * span, 60)))
    else:
        lines.append(_line("overtime", overtime_cost(prices, route.overtime_min)))
        beyond = max(0, busy_min(problem, route) - prices.level_from_min)
        lines.append(_line("level_days", rounded_share(prices.level_hour_cost * beyond, 60)))
    return lines


def visit_lines(problem: Problem, visit: Visit, route: Route, start_min: int) -> list[CostLine]:
    """Cost lines of one served visit: lateness, a broken promise, preferences."""
    lines = []
    late_days = days_late(visit, route, start_min)
    if late_days:
        lines.append(_line("emergency_late", 1))
        lines.append(_line("emergency_days_late", late_days))
    if not keeps_promise(visit, route, start_min):
        lines.append(_line("promise_broken", 1))
    if visit.before is not None:
        if needs_call(visit, route.date, kept=keeps_promise(visit, route, start_min)):
            lines.append(_line("call", 1))
        if is_moved(visit, route.date, route.engineer_id):
            lines.append(_line("move", 1))
    if problem.prices is not None:
        if visit.preferred_engineer not in (None, route.engineer_id):
            lines.append(_line("preferred_engineer", problem.prices.preferred_engineer_cost))
        if visit.target is not None:
            off = abs((route.date - visit.target).days)
            lines.append(_line("spacing", off * problem.prices.spacing_day_cost))
        if after_window(visit, route.date):
            lines.append(_line("window_late", problem.prices.window_late_cost))
    return lines


def unassigned_lines(problem: Problem, visit: Visit) -> list[CostLine]:
    """Cost lines of a visit that is left out."""
    lines = []
    if visit.deadline is not None:
        lines.append(_line("emergency_late", 1))
        lines.append(_line("emergency_days_late", unserved_days_late(problem, visit)))
    if visit.promise is not None:
        lines.append(_line("promise_broken", 1))
    if visit.before is not None:
        lines.append(_line("dropped", visit.weight))
        if needs_call(visit, None, kept=False):
            lines.append(_line("call", 1))
    if visit.tier is not Tier.WELCOME:
        lines.append(_line("unserved", visit.weight))
    elif problem.prices is not None:
        lines.append(_line("welcome", visit.worth_cost))
    return lines


def days_late(visit: Visit, route: Route, start_min: int) -> int:
    """Calendar days after the deadline; a start after ``deadline_min`` on the day counts 1."""
    if visit.deadline is None:
        return 0
    days = (route.date - visit.deadline).days
    if days == 0 and visit.deadline_min is not None and start_min > visit.deadline_min:
        return 1
    return max(0, days)


def after_window(visit: Visit, day: date) -> bool:
    """Whether the visit is made after the contract's window."""
    return visit.latest is not None and day > visit.latest


def unserved_days_late(problem: Problem, visit: Visit) -> int:
    """Days late of an emergency left out: as if attended the day after the horizon."""
    if visit.deadline is None:
        return 0
    return max(1, (problem.days[-1] - visit.deadline).days + 1)


def keeps_promise(visit: Visit, route: Route, start_min: int) -> bool:
    """Whether the promise, if there is one, holds when work starts at ``start_min``."""
    promise = visit.promise
    if promise is None:
        return True
    return route.date == promise.date and promise.start_min <= start_min <= promise.end_min


def needs_call(visit: Visit, day: date | None, *, kept: bool) -> bool:
    """Whether a re-solve that serves the visit on ``day`` (None: not at all) needs a call.

    ``kept`` says whether its promise, if there is one, is kept.
    """
    if visit.before is None:
        return False
    if visit.promise is not None:
        return not kept
    return visit.before.call and day != visit.before.date


def is_moved(visit: Visit, day: date, engineer_id: str) -> bool:
    """Whether a re-solve serves the visit on another day, or by another engineer, than before."""
    before = visit.before
    return before is not None and (day, engineer_id) != (before.date, before.engineer_id)


def cost_lines(problem: Problem, plan: Plan) -> tuple[CostLine, ...]:
    """Return the plan's cost, one line a rule, in the order of the catalogue; zeros left out."""
    visits = {visit.id: visit for visit in problem.visits}
    engineers = {engineer.id: engineer for engineer in problem.engineers}
    lines: list[CostLine] = []
    for route in plan.routes:
        lines += route_lines(problem, engineers[route.engineer_id], route)
        for stop in route.stops:
            lines += visit_lines(problem, visits[stop.visit_id], route, stop.start_min)
    for item in plan.unassigned:
        lines += unassigned_lines(problem, visits[item.visit_id])
    return _summed(lines)


def tier_names(problem: Problem) -> tuple[str, ...]:
    """Names of the objective's tiers, most important first."""
    last = TIER_DRIVE if problem.prices is None else TIER_MONEY
    between = RESOLVE_TIERS if any(visit.before for visit in problem.visits) else ()
    above = (TIER_EMERGENCY_LATE, TIER_EMERGENCY_DAYS, TIER_PROMISES)
    return (*above, *between, TIER_SERVICE, last)


def tier_values(problem: Problem, lines: Sequence[CostLine]) -> tuple[int, ...]:
    """Sum the lines by tier, in the order of ``tier_names``."""
    return tuple(
        sum(line.amount for line in lines if line.tier == tier) for tier in tier_names(problem)
    )


def _line(rule: str, amount: int) -> CostLine:
    return CostLine(rule=rule, tier=BY_NAME[rule].tier, amount=amount)


def _summed(lines: Iterable[CostLine]) -> tuple[CostLine, ...]:
    totals: dict[str, int] = {}
    for line in lines:
        totals[line.rule] = totals.get(line.rule, 0) + line.amount
    return tuple(_line(rule, totals[rule]) for rule in BY_NAME if totals.get(rule))
