"""``emergency_deadline``: an emergency is attended by its deadline."""

from __future__ import annotations

from collections.abc import Iterator

from fieldplan.checker.facts import Facts
from fieldplan.checker.totals import days_late, days_late_left_out
from fieldplan.checker.verdict import Violation


def check(facts: Facts) -> Iterator[Violation]:
    """Yield emergencies that are late or left out, by days."""
    for visit in facts.problem.visits:
        placement = facts.served.get(visit.id)
        if placement is None:
            late = days_late_left_out(facts.problem, visit)
        else:
            late = days_late(visit, placement)
        if late:
            yield Violation(
                rule="emergency_deadline",
                subject=visit.id,
                amount=late,
                params={"served": placement is not None},
            )
