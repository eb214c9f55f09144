"""``notice_days``: a client is given notice, unless the day is the one promised to him."""

from __future__ import annotations

from collections.abc import Iterator

from fieldplan.checker.facts import Facts
from fieldplan.checker.verdict import Violation


def check(facts: Facts) -> Iterator[Violation]:
    """Yield visits that leave the client too little notice, by calendar days."""
    for placement in facts.placements:
        visit, day = placement.visit, placement.route.date
        promised = visit.promise is not None and visit.promise.date == day
        if visit.notice_until is not None and day < visit.notice_until and not promised:
            amount = (visit.notice_until - day).days
            yield Violation(rule="notice_days", subject=visit.id, amount=amount)
