"""From chosen orders of stops to a plan with times, tiers and cost lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from fieldplan.cost import cost_lines, days_late, keeps_promise, tier_names, tier_values
from fieldplan.desk import lay_desk
from fieldplan.domain import Plan, Reason, Route, Stop, TierResult, Unassigned
from fieldplan.solver.arrays import Arrays
from fieldplan.solver.problem import Compiled
from fieldplan.solver.timing import (
    LUNCH_BASE_AFTER,
    LUNCH_BASE_BEFORE,
    LUNCH_NONE,
    arrival,
    distance_of,
    new_choice,
    time_route,
)

Orders = Mapping[int, Sequence[int]]
"""Slot to its entries in order; slots without a route are left out."""


def build_route(compiled: Compiled, slot: int, order: Sequence[int]) -> Route:
    """Return the canonical route of an order of stops.

    Raises
    ------
    ValueError
        If the order cannot be timed.
    """
    a = compiled.arrays
    seq = np.array(order, dtype=np.int64)
    found, overtime, drive, leave, back, place = time_route(
        compiled.native, slot, seq, len(seq), new_choice(len(seq))
    )
    if not found:
        raise ValueError(f"slot {slot}: order {list(order)} cannot be timed")
    engineer, day = compiled.slots[slot]
    stops, lunch_min = _stops(compiled, slot, order, leave, place)
    if place == LUNCH_BASE_BEFORE:
        lunch_min = max(int(a.slot_open[slot]), int(a.lunch[1]))
    elif place == LUNCH_BASE_AFTER:
        lunch_min = max(int(back), int(a.lunch[1]))
    has_metres = compiled.problem.travel.metres is not None
    return Route(
        engineer_id=engineer.id,
        date=day,
        leave_min=int(leave),
        back_min=int(back),
        stops=tuple(stops),
        lunch_min=lunch_min,
        overtime_min=int(overtime),
        drive_min=int(drive),
        distance_m=int(distance_of(compiled.native, slot, seq, len(seq))) if has_metres else 0,
    )


def build_plan(
    compiled: Compiled, orders: Orders, reasons: Mapping[int, tuple[Reason, ...]]
) -> Plan:
    """Return the plan of the chosen orders; ``reasons`` by visit index for those left out."""
    problem = compiled.problem
    routes = [build_route(compiled, slot, order) for slot, order in orders.items() if len(order)]
    routes.sort(key=lambda route: (route.date, route.engineer_id))
    served = {stop.visit_id for route in routes for stop in route.stops}
    unassigned = tuple(
        Unassigned(visit_id=visit.id, reasons=reasons.get(v, (Reason(code="no_room"),)))
        for v, visit in enumerate(problem.visits)
        if visit.id not in served
    )
    plan = lay_desk(problem, routes).on(Plan(routes=tuple(routes), unassigned=unassigned))
    lines = cost_lines(problem, plan)
    values = tier_values(problem, lines)
    tiers = tuple(
        TierResult(tier=name, value=value)
        for name, value in zip(tier_names(problem), values, strict=True)
    )
    return replace(plan, cost_lines=lines, tiers=tiers)


def orders_of(compiled: Compiled, plan: Plan) -> dict[int, list[int]]:
    """Return the orders of a plan: the way back from ``build_plan``.

    A promised visit becomes its kept entry where it keeps the promise, an emergency its late one
    where it comes after the minute of its deadline. Routes of unknown slots and unknown visits are
    skipped.
    """
    slot_at = {(e.id, day): s for s, (e, day) in enumerate(compiled.slots)}
    visit_at = {visit.id: v for v, visit in enumerate(compiled.problem.visits)}
    orders: dict[int, list[int]] = {}
    for route in plan.routes:
        slot = slot_at.get((route.engineer_id, route.date))
        if slot is None:
            continue
        order = []
        for stop in route.stops:
            v = visit_at.get(stop.visit_id)
            if v is None:
                continue
            order.append(_entry_of(compiled, v, route, stop))
        orders[slot] = order
    return orders


def _entry_of(compiled: Compiled, v: int, route: Route, stop: Stop) -> int:
    """The form in which a stop of a plan serves a visit."""
    a = compiled.arrays
    visit = compiled.problem.visits[v]
    kept = visit.promise is not None and keeps_promise(visit, route, stop.start_min)
    late = visit.deadline == route.date and days_late(visit, route, stop.start_min) > 0
    forms = range(int(a.entry_ptr[v]), int(a.entry_ptr[v + 1]))
    return next((n for n in forms if compiled.entries[n][1:] == (kept, late)), forms[-1])


def _stops(
    compiled: Compiled, slot: int, order: Sequence[int], leave: int, lunch_place: int
) -> tuple[list[Stop], int | None]:
    """Times of the stops, everything as early as possible, lunch at its place."""
    a = compiled.arrays
    lunch, earliest = int(a.lunch[0]), int(a.lunch[1])
    lunch_stop, lunch_how = divmod(lunch_place, 4) if lunch_place >= 0 else (LUNCH_NONE, 0)
    lunch_min: int | None = None
    t, place = leave, int(a.slot_from[slot])
    stops = []
    for i, entry in enumerate(order):
        loc = int(a.entry_loc[entry])
        arrive = int(
            arrival(compiled.native, int(a.slot_profile[slot]), t, int(a.travel[place, loc]))
        )
        ready = arrive + (a.overhead_min if i == 0 or loc != place else 0)
        how = lunch_how if i == lunch_stop else 0
        work = int(a.entry_dur[entry])
        if how == 1:
            lunch_min = max(ready, earliest)
            ready = lunch_min + lunch
        if how == 2:
            work += lunch
        start = _first_start(a, slot, entry, ready, work)
        end = start + work
        depart = end
        if how == 2:
            lunch_min = max(start, earliest)
        if how == 3:
            lunch_min = max(end, earliest)
            depart = lunch_min + lunch
        visit = compiled.entries[entry][0]
        stops.append(
            Stop(
                visit_id=visit.id,
                arrive_min=arrive,
                start_min=start,
                end_min=end,
                depart_min=depart,
            )
        )
        t, place = depart, loc
    return stops, lunch_min


def _first_start(a: Arrays, slot: int, entry: int, ready: int, work: int) -> int:
    cell = entry * len(a.day_ordinal) + int(a.slot_day[slot])
    for w in range(int(a.win_ptr[cell]), int(a.win_ptr[cell + 1])):
        start = max(ready, int(a.win_open[w]))
        if start <= a.win_cap[w] and start + work <= a.win_close[w]:
            return start
    raise ValueError(f"entry {entry} has no window for {work} min from {ready}")
