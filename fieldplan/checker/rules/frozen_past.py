"""``frozen_past``: what is driven or under way stays as it was, and nothing joins the days past."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from fieldplan.checker.facts import Facts
from fieldplan.checker.verdict import Violation
from fieldplan.domain import Route


def check(facts: Facts) -> Iterator[Violation]:
    """Yield frozen routes by their stops that are changed, and stops put into the past."""
    past = facts.problem.past
    if past is None:
        return
    routes = {(route.engineer_id, route.date): route for route in facts.plan.routes}
    for key, frozen in facts.past.items():
        amount = _changed(frozen, routes.get(key))
        if amount:
            subject = f"{frozen.engineer_id} {frozen.date.isoformat()}"
            yield Violation(rule="frozen_past", subject=subject, amount=amount)
    for route in facts.plan.routes:
        known = facts.past.get((route.engineer_id, route.date))
        if route.date < past.until.date() and known is None and route.stops:
            subject = f"{route.engineer_id} {route.date.isoformat()}"
            yield Violation(rule="frozen_past", subject=subject, amount=len(route.stops))


def _changed(frozen: Route, route: Route | None) -> int:
    """Number of stops that differ; at least 1 when only the route's own figures do.

    Where the route goes on, the last frozen stop may be left later, and the route's end and
    totals are those of the whole.
    """
    if route is None:
        return len(frozen.stops)
    count = len(frozen.stops)
    goes_on = len(route.stops) > count
    if not goes_on or not count:
        off = sum(a != b for a, b in zip(frozen.stops, route.stops, strict=False))
        off += abs(count - len(route.stops))
        return off or int(route != frozen)
    kept = list(route.stops[:count])
    if kept[-1].depart_min > frozen.stops[-1].depart_min:
        kept[-1] = replace(kept[-1], depart_min=frozen.stops[-1].depart_min)
    off = sum(a != b for a, b in zip(frozen.stops, kept, strict=True))
    same_lunch = frozen.lunch_min in (None, route.lunch_min)
    return off or int(route.leave_min != frozen.leave_min or not same_lunch)
