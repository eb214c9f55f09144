"""``access_window``: work starts and ends inside one access window of the visit's date."""

from __future__ import annotations

from collections.abc import Iterator

from fieldplan.checker.facts import Facts
from fieldplan.checker.verdict import Violation


def check(facts: Facts) -> Iterator[Violation]:
    """Yield visits outside their windows, by the minutes missing in the kindest window."""
    for placement in facts.placements:
        visit, stop = placement.visit, placement.stop
        windows = visit.windows.get(placement.route.date, ())
        if not windows:
            continue  # allowed_day reports it
        amount = min(
            max(0, opens - stop.start_min) + max(0, stop.end_min - closes)
            for opens, closes in windows
        )
        if amount:
            yield Violation(rule="access_window", subject=visit.id, amount=amount)
