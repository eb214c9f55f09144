"""``same_engineer``: one engineer makes all visits of a group that are made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from fieldplan.checker.facts import Facts
from fieldplan.checker.verdict import Violation


def check(facts: Facts) -> Iterator[Violation]:
    """Yield groups by the visits that another than their main engineer makes."""
    for group in facts.problem.same_engineer:
        shares = Counter(facts.served[v].engineer.id for v in group if v in facts.served)
        if len(shares) > 1:
            amount = shares.total() - max(shares.values())
            yield Violation(rule="same_engineer", subject=group[0], amount=amount)
