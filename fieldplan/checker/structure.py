"""Whether the plan speaks of this problem at all, and of each visit and engineer-day once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from fieldplan.checker.facts import Facts
from fieldplan.checker.verdict import Violation


def known_ids(facts: Facts) -> Iterator[Violation]:
    """Yield every id and date that the problem does not have."""
    plan = facts.plan
    strangers: Counter[str] = Counter()
    for route in plan.routes:
        if route.engineer_id not in facts.engineers:
            strangers[route.engineer_id] += 1
        if route.date not in facts.day_index:
            strangers[route.date.isoformat()] += 1
        strangers.update(s.visit_id for s in route.stops if s.visit_id not in facts.visits)
    strangers.update(u.visit_id for u in plan.unassigned if u.visit_id not in facts.visits)
    for subject, amount in strangers.items():
        yield Violation(rule="known_ids", subject=subject, amount=amount)


def each_visit_once(facts: Facts) -> Iterator[Violation]:
    """Yield visits that are not exactly once in a route or, with a reason, left out."""
    listed = Counter(stop.visit_id for route in facts.plan.routes for stop in route.stops)
    listed.update(item.visit_id for item in facts.plan.unassigned if item.reasons)
    for visit in facts.problem.visits:
        amount = abs(listed[visit.id] - 1)
        if amount:
            yield Violation(
                rule="each_visit_once",
                subject=visit.id,
                amount=amount,
                params={"times": listed[visit.id]},
            )


def one_route_per_day(facts: Facts) -> Iterator[Violation]:
    """Yield engineer-days with more than one route."""
    routes = Counter((route.engineer_id, route.date) for route in facts.plan.routes)
    for (engineer_id, day), number in routes.items():
        if number > 1:
            yield Violation(
                rule="one_route_per_day",
                subject=f"{engineer_id} {day.isoformat()}",
                amount=number - 1,
            )
