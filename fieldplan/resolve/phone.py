"""The month's phone calls: every visit not agreed yet, with verified alternatives."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from fieldplan.domain import (
    DeskMode,
    Offer,
    PhoneCall,
    PlanRecord,
    Problem,
    Promise,
    PromiseStatus,
    Proposal,
)
from fieldplan.resolve.slots import EngineerDay, Slots, without_promise
from fieldplan.settings import make_settings

ALTERNATIVES = 2


def phone_calls(record: PlanRecord) -> tuple[PhoneCall, ...]:
    """Return the visits to be promised, by the day and time that is proposed.

    An alternative is the visit's place in the plan changed and nothing else; where there is no
    such place, one visit that is promised to nobody gives way. Each passes the checker. The
    further days of a stage of several go with its first.
    """
    problem, plan = _without_overflow(record.problem), record.plan
    settings = make_settings(record.settings)
    told = {
        visit.id: visit.promise
        for visit in problem.visits
        if visit.promise is not None and visit.promise.status is PromiseStatus.TOLD
    }
    agreed = {visit.id for visit in problem.visits if visit.promise} - set(told)
    further = {name for group in problem.consecutive for name in group[1:]}
    past = problem.past.routes if problem.past else ()
    skipped = agreed | further | {stop.visit_id for route in past for stop in route.stops}
    slots = Slots(problem, plan, settings)
    calls = []
    offered: Counter[EngineerDay] = Counter()
    for route in plan.routes:
        if route.date < record.now.date():
            continue
        for stop in route.stops:
            name = stop.visit_id
            if name in skipped:
                continue
            promise = told.get(name)
            his = slots
            if promise is not None:
                # Asked anew, he may choose again: what he was told does not bind him.
                his = Slots(without_promise(problem, (name,)), plan, settings)
            calls.append(
                PhoneCall(
                    visit_id=name,
                    proposed=_promised(promise)
                    if promise
                    else Proposal(date=route.date, window=slots.window(route, stop)),
                    alternatives=tuple(
                        _proposal(offer) for offer in his.alternatives(name, ALTERNATIVES, offered)
                    ),
                )
            )
    return tuple(sorted(calls, key=lambda c: (c.proposed.date, c.proposed.window, c.visit_id)))


def _without_overflow(problem: Problem) -> Problem:
    """Leave out desk work that forbids nothing: laying it anew for each place takes longest."""
    if problem.desk is not None and problem.desk.mode is DeskMode.OVERFLOW:
        return replace(problem, desk=None)
    return problem


def _promised(promise: Promise) -> Proposal:
    return Proposal(date=promise.date, window=(promise.start_min, promise.end_min))


def _proposal(offer: Offer) -> Proposal:
    return Proposal(date=offer.place.date, window=offer.window, moves=len(offer.displaced))
