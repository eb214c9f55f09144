"""``not_before``: a visit is made no earlier than its contract, equipment or report allows."""

from __future__ import annotations

from collections.abc import Iterator

from fieldplan.checker.facts import Facts
from fieldplan.checker.verdict import Violation


def check(facts: Facts) -> Iterator[Violation]:
    """Yield visits that come too early, by calendar days."""
    for placement in facts.placements:
        earliest = placement.visit.not_before
        if earliest is not None and placement.route.date < earliest:
            amount = (earliest - placement.route.date).days
            yield Violation(rule="not_before", subject=placement.visit.id, amount=amount)
