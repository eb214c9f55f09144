"""``absence``: an engineer makes no route on a day of his absence."""

from __future__ import annotations

from collections.abc import Iterator

from fieldplan.checker.facts import Facts
from fieldplan.checker.verdict import Violation


def check(facts: Facts) -> Iterator[Violation]:
    """Yield routes on a day of absence."""
    for route in facts.routes:
        if route.route.date in route.engineer.absent and not route.is_past:
            yield Violation(rule="absence", subject=route.subject, amount=1)
