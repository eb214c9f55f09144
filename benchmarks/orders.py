"""What every solver of the comparison answers: who visits whom in which order on which day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fieldplan.domain import Plan, Problem, Visit

Orders = dict[tuple[str, date], tuple[str, ...]]
"""Ids of visits in order, by engineer and day; empty routes are left out."""


def orders_of(plan: Plan) -> Orders:
    """Return the orders of a plan, without its times."""
    return {
        (route.engineer_id, route.date): tuple(stop.visit_id for stop in route.stops)
        for route in plan.routes
    }


def served(orders: Orders) -> set[str]:
    """Return the ids of the visits in the routes."""
    return {name for route in orders.values() for name in route}


def open_days(problem: Problem, visit: Visit) -> tuple[date, ...]:
    """Return the days on which the visit may be made."""
    return tuple(
        day
        for day in problem.days
        if visit.windows.get(day)
        and (visit.not_before is None or day >= visit.not_before)
        and (visit.notice_until is None or day >= visit.notice_until)
    )


def can_serve(problem: Problem, engineer_id: str, visit: Visit) -> bool:
    """Whether the engineer has the skills and is not ruled out by name."""
    engineer = next(e for e in problem.engineers if e.id == engineer_id)
    named = visit.engineers is None or engineer_id in visit.engineers
    return named and visit.skills <= engineer.skills


def as_orders(routes: Iterable[tuple[str, date, tuple[str, ...]]]) -> Orders:
    """Return orders from (engineer, day, visits), empty routes left out."""
    return {(engineer, day): visits for engineer, day, visits in routes if visits}
