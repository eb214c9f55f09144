"""Days and times to offer a client on the phone, and one of them taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from fieldplan.api.checks import require_valid
from fieldplan.api.outputs import Outputs, write_outputs
from fieldplan.api.travel import plan_streets
from fieldplan.api.typed_names import Names, known_visit
from fieldplan.checker import check
from fieldplan.domain import Location, PlanRecord, TravelMatrix, VisitKind
from fieldplan.errors import Finding, InputError
from fieldplan.resolve.asked_visit import with_asked_visit
from fieldplan.resolve.larger_matrix import MatrixOf
from fieldplan.resolve.offers import OfferList, find_offers, take_offer
from fieldplan.settings import make_settings
from fieldplan.travel import TravelChoice, open_travel

__all__ = ["OfferList", "offer", "offer_at_site", "take"]


def offer(
    record: PlanRecord,
    visit_id: str,
    *,
    now: datetime | None = None,
    bump: bool = False,
    most: int = 6,
    travel: TravelChoice | None = None,
) -> OfferList:
    """Return the best days and times for a visit of a plan.

    Each offer is a place in the plan with everything else where it is (or, with ``bump``, with
    one visit moved that is promised to nobody), timed exactly and checked.

    Parameters
    ----------
    now : datetime or None
        What lies before it is past; None = the moment that the plan was made for.
    most : int
        So many at most.

    Raises
    ------
    InputError
        If the plan has no such visit, or it is over.
    """
    moment = now or record.now
    name = known_visit(record, visit_id)
    found = find_offers(
        record,
        name,
        now=moment,
        matrix_of=matrix_of(record, travel),
        bump=bump,
        most=most,
    )
    past = found.record.problem.past
    if past and any(s.visit_id == name for route in past.routes for s in route.stops):
        raise InputError([Finding(code="offers.visit_over", value=name)])
    return found


def offer_at_site(
    record: PlanRecord,
    site_id: str,
    *,
    kind: VisitKind = VisitKind.OTHER,
    work_min: int | None = None,
    skills: frozenset[str] = frozenset(),
    now: datetime | None = None,
    bump: bool = False,
    most: int = 6,
    travel: TravelChoice | None = None,
) -> OfferList:
    """Return the best days and times for a further visit to a site.

    Raises
    ------
    InputError
        If the plan does not know the site.
    """
    sites = Names(site.id for site in record.sites if site.active)
    name = sites.find(site_id)
    if name is None:
        raise InputError([sites.unknown("offers.unknown_site", site_id)])
    moment, drives = now or record.now, matrix_of(record, travel)
    asked, visit = with_asked_visit(
        record,
        name,
        kind=kind,
        now=moment,
        matrix_of=drives,
        work_min=work_min,
        skills=skills,
    )
    return find_offers(asked, visit.id, now=moment, matrix_of=drives, bump=bump, most=most)


def take(
    found: OfferList,
    number: int,
    out: Path,
    *,
    lang: str | None = None,
    travel: TravelChoice | None = None,
) -> Outputs:
    """Write a new revision in which one offer is taken and nothing else is changed.

    Raises
    ------
    InputError
        If there is no such offer.
    PlanInvalidError
        If the checker refuses the plan.
    OutputError
        If it cannot be written.
    """
    if not 1 <= number <= len(found.offers):
        params = {"count": len(found.offers)}
        raise InputError([Finding(code="offers.no_offer", value=str(number), params=params)])
    record = take_offer(found, number)
    record = replace(record, lang=lang or record.lang)
    require_valid(check(record.problem, record.plan))
    return write_outputs(record, out, streets=plan_streets(record, travel).lines)


def matrix_of(record: PlanRecord, travel: TravelChoice | None) -> MatrixOf:
    """Return travel between locations, for a site that the plan had no visit to."""

    def drives(places: Sequence[Location]) -> TravelMatrix:
        with open_travel(travel, make_settings(dict(record.settings))) as source:
            return source.matrix(places)

    return drives
