"""``engineer_hours``: an engineer's routes take no more than the minutes he has."""

from __future__ import annotations

from collections.abc import Iterator

from fieldplan.checker.facts import Facts
from fieldplan.checker.verdict import Violation


def check(facts: Facts) -> Iterator[Violation]:
    """Yield engineers whose routes are longer than their hours, by minutes."""
    for engineer in facts.problem.engineers:
        if engineer.hours_min is None:
            continue
        total = sum(route.busy_min for route in facts.routes_by_engineer[engineer.id])
        if total > engineer.hours_min:
            amount = total - engineer.hours_min
            yield Violation(rule="engineer_hours", subject=engineer.id, amount=amount)
