"""``promise_kept``: work starts on the promised day within the promised window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fieldplan.checker.facts import Facts
from fieldplan.checker.totals import promise_broken
from fieldplan.checker.verdict import Violation

_MIN_PER_DAY = 1440


def check(facts: Facts) -> Iterator[Violation]:
    """Yield promises broken, by the minutes between the promised window and the start.

    A promised visit that is left out counts as made at midnight after the horizon.
    """
    for visit in facts.problem.visits:
        promise = visit.promise
        if promise is None:
            continue
        placement = facts.served.get(visit.id)
        if placement is not None and not promise_broken(placement):
            continue
        if placement is not None:
            start = _minute(placement.route.date, placement.stop.start_min)
        else:
            start = _minute(facts.problem.days[-1], _MIN_PER_DAY)
        too_early = _minute(promise.date, promise.start_min) - start
        too_late = start - _minute(promise.date, promise.end_min)
        yield Violation(
            rule="promise_kept",
            subject=visit.id,
            amount=max(1, too_early, too_late),
            params={"served": placement is not None},
        )


def _minute(day: date, minute: int) -> int:
    """Minutes on one scale for all dates."""
    return day.toordinal() * _MIN_PER_DAY + minute
