"""``skills``: the engineer has every skill that the visit asks for."""

from __future__ import annotations

from collections.abc import Iterator

from fieldplan.checker.facts import Facts
from fieldplan.checker.verdict import Violation


def check(facts: Facts) -> Iterator[Violation]:
    """Yield visits made without a skill, by the number of skills missing."""
    for placement in facts.placements:
        missing = placement.visit.skills - placement.engineer.skills
        if missing:
            yield Violation(
                rule="skills",
                subject=placement.visit.id,
                amount=len(missing),
                params={
                    "missing": ", ".join(sorted(missing)),
                    "engineer": placement.engineer.id,
                },
            )
