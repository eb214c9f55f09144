"""``min_lag``: a visit follows its predecessors at their distance in days."""

from __future__ import annotations

from collections.abc import Iterator

from fieldplan.checker.facts import Facts
from fieldplan.checker.verdict import Violation


def check(facts: Facts) -> Iterator[Violation]:
    """Yield visits that come too soon, by days; without the predecessor it counts as 1."""
    for visit_id, placement in facts.served.items():
        day = placement.route.date
        for after in placement.visit.after:
            before = facts.served.get(after.visit_id)
            if before is None:
                amount = 1
            else:
                then = before.route.date
                by_horizon = after.min_days - (facts.day_index[day] - facts.day_index[then])
                by_calendar = after.min_calendar_days - (day - then).days
                amount = max(by_horizon, by_calendar)
            if amount > 0:
                yield Violation(
                    rule="min_lag",
                    subject=visit_id,
                    amount=amount,
                    params={"predecessor": after.visit_id},
                )
