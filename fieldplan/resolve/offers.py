"""The best days and times for one visit of a running month, and one of them taken."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from fieldplan.domain import Offer, PlanRecord, Problem, Promise, PromiseStatus, Reason
from fieldplan.resolve.edits import Edits
from fieldplan.resolve.larger_matrix import MatrixOf
from fieldplan.resolve.slots import Slots, without_promise
from fieldplan.resolve.whole import Mode, whole_problem
from fieldplan.settings import make_settings


@dataclass(frozen=True, kw_only=True)
class OfferList:
    """What can be offered for one visit.

    Attributes
    ----------
    record : PlanRecord
        The plan that the offers change, priced as the offers are: its past frozen at ``now``
        and the visit's own promise lifted, for its client is asked.
    """

    record: PlanRecord
    visit_id: str
    now: datetime
    offers: tuple[Offer, ...]


def find_offers(
    record: PlanRecord,
    visit_id: str,
    *,
    now: datetime,
    matrix_of: MatrixOf,
    bump: bool = False,
    most: int = 6,
) -> OfferList:
    """Return the best ways to serve a visit, each checked; see ``Slots.offers``.

    Parameters
    ----------
    now : datetime
        What lies before it is past.
    matrix_of : callable
        Travel between locations; not asked unless the plan lacks some.
    """
    problem = without_promise(running_problem(record, now, matrix_of), (visit_id,))
    slots = Slots(problem, record.plan, make_settings(record.settings))
    return OfferList(
        record=replace(record, problem=problem, plan=slots.plan),
        visit_id=visit_id,
        now=now,
        offers=slots.offers(visit_id, bump=bump, most=most),
    )


def take_offer(found: OfferList, number: int) -> PlanRecord:
    """Return the record with an offer taken: that change and no other.

    The client has agreed to the window: the visit is promised.

    Parameters
    ----------
    number : int
        Counted from 1.
    """
    offer = found.offers[number - 1]
    promise = Promise(
        date=offer.place.date,
        start_min=offer.window[0],
        end_min=offer.window[1],
        status=PromiseStatus.AGREED,
    )
    record, name = found.record, found.visit_id
    visits = tuple(
        replace(visit, promise=promise) if visit.id == name else visit
        for visit in record.problem.visits
    )
    gave_way = Reason(code="offers.gave_way", params={"visit": name})
    return replace(
        record,
        problem=replace(record.problem, visits=visits),
        plan=offer.plan,
        now=found.now,
        parent=record.revision,
        events=(Reason(code="offers.event", params={"visit": name, "date": promise.date}),),
        why={
            name: Reason(code="offers.agreed", params={"date": promise.date}),
            **{item.visit_id: gave_way for item in offer.displaced},
        },
    )


def running_problem(record: PlanRecord, now: datetime, matrix_of: MatrixOf) -> Problem:
    """Return the problem with what is past at ``now`` frozen and no old plan to compare with."""
    return whole_problem(record, Edits(), now, matrix_of, mode=Mode.FREE).problem
