"""``allowed_day``: a visit is made only on a date that has an access window."""

from __future__ import annotations

from collections.abc import Iterator

from fieldplan.checker.facts import Facts
from fieldplan.checker.verdict import Violation


def check(facts: Facts) -> Iterator[Violation]:
    """Yield visits on a date without any access window."""
    for placement in facts.placements:
        if not placement.visit.windows.get(placement.route.date):
            yield Violation(rule="allowed_day", subject=placement.visit.id, amount=1)
