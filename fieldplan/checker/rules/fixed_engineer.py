"""``fixed_engineer``: only the named engineers make the visit."""

from __future__ import annotations

from collections.abc import Iterator

from fieldplan.checker.facts import Facts
from fieldplan.checker.verdict import Violation


def check(facts: Facts) -> Iterator[Violation]:
    """Yield visits made by an engineer who is not among those named."""
    for placement in facts.placements:
        allowed = placement.visit.engineers
        if allowed is not None and placement.engineer.id not in allowed:
            yield Violation(
                rule="fixed_engineer",
                subject=placement.visit.id,
                amount=1,
                params={"engineer": placement.engineer.id},
            )
