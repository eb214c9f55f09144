"""``lunch_break``: a lunch that is due is taken, in time, and not while driving or working."""

from __future__ import annotations

from collections.abc import Iterator

from fieldplan.checker.facts import Facts, RouteFacts
from fieldplan.checker.verdict import Violation
from fieldplan.domain import LunchRule


def check(facts: Facts) -> Iterator[Violation]:
    """Yield routes without a proper lunch, by the minutes missing or misplaced."""
    for route in facts.routes:
        lunch = route.lunch_rule
        if lunch is None or route.is_past:
            continue
        at = route.route.lunch_min
        amount = lunch.minutes if at is None else _misplaced_min(route, lunch, at)
        if amount:
            yield Violation(rule="lunch_break", subject=route.subject, amount=amount)


def _misplaced_min(route: RouteFacts, lunch: LunchRule, at: int) -> int:
    """Minutes outside the lunch hours, and minutes of the block that are not free."""
    outside = max(0, lunch.earliest_min - at) + max(0, at - lunch.latest_min)
    if any(route.lunch_interrupts(placement) for placement in route.placements):
        return outside
    best = max(min(at + lunch.minutes, end) - max(at, start) for start, end in _free(route, at))
    return outside + lunch.minutes - max(0, best)


def _free(route: RouteFacts, at: int) -> Iterator[tuple[int, int]]:
    """Spans in which the engineer neither drives, parks nor works."""
    lunch = route.lunch_rule
    earliest = route.earliest_min
    if earliest is not None:
        yield earliest, route.leave_min
    for index, placement in enumerate(route.placements):
        stop = placement.stop
        yield stop.arrive_min + route.overhead_min(index), stop.start_min
        yield stop.end_min, stop.depart_min
    back = route.route.back_min
    yield back, max(back, at + (lunch.minutes if lunch else 0))
