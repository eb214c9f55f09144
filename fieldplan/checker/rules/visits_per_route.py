"""``visits_per_route``: a route has no more visits than the engineer makes a day."""

from __future__ import annotations

from collections.abc import Iterator

from fieldplan.checker.facts import Facts
from fieldplan.checker.verdict import Violation


def check(facts: Facts) -> Iterator[Violation]:
    """Yield routes with too many visits; those already made on a resumed day count."""
    for route in facts.routes:
        limit = route.engineer.max_visits
        if limit is None or route.is_past:
            continue
        # Frozen stops are among the placements.
        resumed = route.resume is not None and route.frozen is None
        done = route.resume.visits_done if route.resume is not None and resumed else 0
        amount = done + len(route.placements) - limit
        if amount > 0:
            yield Violation(rule="visits_per_route", subject=route.subject, amount=amount)
