"""``consecutive_days``: a group runs on consecutive days, one engineer, all or none."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from fieldplan.checker.facts import Facts
from fieldplan.checker.verdict import Violation


def check(facts: Facts) -> Iterator[Violation]:
    """Yield groups by the visits that are missing, or else do not follow the one before."""
    for group in facts.problem.consecutive:
        served = [facts.served[visit_id] for visit_id in group if visit_id in facts.served]
        if not served:
            continue
        amount = len(group) - len(served)
        if not amount:
            amount = sum(
                facts.day_index[after.route.date] != facts.day_index[before.route.date] + 1
                or after.engineer.id != before.engineer.id
                for before, after in pairwise(served)
            )
        if amount:
            yield Violation(rule="consecutive_days", subject=group[0], amount=amount)
