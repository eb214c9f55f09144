"""Every recorded time against the time that follows from the one recorded before it.

A later start than necessary is legal; a time that cannot be, or that does not follow, is not.
Each time is compared with what follows from the *recorded* time before it, so that one wrong
figure is one violation and not a chain of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldplan.checker.facts import Facts, RouteFacts
from fieldplan.checker.verdict import Violation


def timeline(facts: Facts) -> Iterator[Violation]:
    """Yield every recorded time and total of a route that is wrong."""
    for route in facts.routes:
        if route.is_past:
            continue
        yield from _departure(route)
        yield from _stops(route)
        yield from _totals(route)


def _wrong(route: RouteFacts, field: str, amount: int, visit_id: str = "") -> Violation:
    return Violation(
        rule="timeline",
        subject=visit_id or route.subject,
        amount=amount,
        params={"field": field, "route": route.subject},
    )


def _departure(route: RouteFacts) -> Iterator[Violation]:
    if not route.placements:
        yield _wrong(route, "stops", 1)
    earliest = route.earliest_min
    if earliest is not None and route.leave_min > earliest:
        off_step = (route.leave_min - earliest) % route.problem.departure_step_min
        if off_step:
            yield _wrong(route, "leave", off_step)
    lunch_past = route.frozen is not None and route.frozen.lunch_min is not None
    if route.route.lunch_min is not None and route.lunch_rule is None and not lunch_past:
        yield _wrong(route, "lunch", 1)


def _stops(route: RouteFacts) -> Iterator[Violation]:
    lunch = route.lunch_rule
    lunch_end = None
    if lunch is not None and route.route.lunch_min is not None:
        lunch_end = route.route.lunch_min + lunch.minutes
    for index, placement in enumerate(route.placements):
        if index < route.first_open:
            continue
        visit, stop = placement.visit, placement.stop
        arrive = route.arrivals[index]
        if arrive is None:
            yield _wrong(route, "unreachable", 1, visit.id)
        elif stop.arrive_min != arrive:
            yield _wrong(route, "arrive", abs(stop.arrive_min - arrive), visit.id)

        ready = stop.arrive_min + route.overhead_min(index)
        if stop.start_min < ready:
            yield _wrong(route, "start", ready - stop.start_min, visit.id)

        end = stop.start_min + visit.duration_min
        if lunch is not None and route.lunch_interrupts(placement):
            end += lunch.minutes
        if stop.end_min != end:
            yield _wrong(route, "end", abs(stop.end_min - end), visit.id)

        lunch_here = (
            lunch_end is not None
            and stop.depart_min == lunch_end
            and route.route.lunch_min is not None
            and route.route.lunch_min >= stop.end_min
        )
        if stop.depart_min != stop.end_min and not lunch_here:
            yield _wrong(route, "depart", abs(stop.depart_min - stop.end_min), visit.id)


def _totals(route: RouteFacts) -> Iterator[Violation]:
    back = route.arrivals[-1]
    if back is None:
        yield _wrong(route, "unreachable", 1)
    elif route.route.back_min != back:
        yield _wrong(route, "back", abs(route.route.back_min - back))
    if None in route.arrivals:
        return
    for field, stored, expected in (
        ("overtime", route.route.overtime_min, route.overtime_min),
        ("drive", route.route.drive_min, route.drive_min),
        ("distance", route.route.distance_m, route.distance_m),
    ):
        if stored != expected:
            yield _wrong(route, field, abs(stored - expected))
