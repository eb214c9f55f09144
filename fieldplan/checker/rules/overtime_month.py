"""``overtime_month``: an engineer's overtime over the horizon stays within its limit."""

from __future__ import annotations

from collections.abc import Iterator

from fieldplan.checker.facts import Facts
from fieldplan.checker.verdict import Violation


def check(facts: Facts) -> Iterator[Violation]:
    """Yield engineers beyond their monthly overtime, by minutes."""
    for engineer in facts.problem.engineers:
        if engineer.overtime_month_min is None:
            continue
        total = sum(route.overtime_min for route in facts.routes_by_engineer[engineer.id])
        if total > engineer.overtime_month_min:
            amount = total - engineer.overtime_month_min
            yield Violation(rule="overtime_month", subject=engineer.id, amount=amount)
