"""``emergency_reserve``: routes end early enough to leave the end of the shift free."""

from __future__ import annotations

from collections.abc import Iterator

from fieldplan.checker.facts import Facts
from fieldplan.checker.verdict import Violation


def check(facts: Facts) -> Iterator[Violation]:
    """Yield routes that end within the reserve or beyond it, by minutes.

    Beyond the shift and its overtime it is the matter of ``shift_limit``.
    """
    for route in facts.routes:
        reserve = route.engineer.reserve_min
        if not reserve or route.shift is None:
            continue
        end = route.shift[1]
        late = min(route.finish_min, end + route.engineer.overtime_day_min) - (end - reserve)
        if late > 0:
            yield Violation(rule="emergency_reserve", subject=route.subject, amount=late)
