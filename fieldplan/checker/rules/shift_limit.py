"""``shift_limit``: a route lies within the shift and the overtime allowed a day."""

from __future__ import annotations

from collections.abc import Iterator

from fieldplan.checker.facts import Facts
from fieldplan.checker.verdict import Violation


def check(facts: Facts) -> Iterator[Violation]:
    """Yield routes outside the shift, by the minutes before it and beyond the overtime."""
    for route in facts.routes:
        if route.is_past:
            continue
        earliest = route.earliest_min
        if earliest is None or route.shift is None:
            if route.route.date in route.engineer.absent:
                continue  # absence reports it
            amount = max(1, route.finish_min - route.leave_min)
        else:
            early = max(0, earliest - route.leave_min)
            amount = early + max(0, route.overtime_min - route.engineer.overtime_day_min)
        if amount:
            yield Violation(rule="shift_limit", subject=route.subject, amount=amount)
