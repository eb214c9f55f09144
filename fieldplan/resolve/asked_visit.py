"""A visit that somebody asks for by phone, put into the problem of a running month."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from fieldplan.demand.horizon import build_horizon
from fieldplan.demand.scope import Places, Scope, make_visit
from fieldplan.domain import Book, PlanRecord, Problem, Reason, Unassigned, Visit, VisitKind
from fieldplan.resolve.larger_matrix import MatrixOf, larger_matrix
from fieldplan.settings import make_settings


def with_asked_visit(
    record: PlanRecord,
    site_id: str,
    *,
    kind: VisitKind,
    now: datetime,
    matrix_of: MatrixOf,
    work_min: int | None = None,
    skills: frozenset[str] = frozenset(),
) -> tuple[PlanRecord, Visit]:
    """Return the record with a further visit, left out of its plan, and the visit.

    Parameters
    ----------
    site_id : str
        A site of the record.
    work_min : int or None
        Minutes on site; None = those of the site or of the kind.
    """
    old, settings = record.problem, make_settings(record.settings)
    site = next(site for site in record.sites if site.id == site_id)
    places = Places()
    for place in old.locations:
        places.index(lat=place.lat or 0.0, lon=place.lon or 0.0, name=place.name)
    scope = Scope(
        book=Book(sites=record.sites, lang=record.lang),
        settings=settings,
        horizon=build_horizon(record.month, now, settings),
        places=places,
        sites={site.id: site},
    )
    if work_min is None and kind is VisitKind.MAINTENANCE:
        work_min = site.on_site_min
    visit = make_visit(
        scope,
        site,
        kind,
        _free_id(old, site_id, kind, record.month),
        work_min=work_min,
        skills=skills,
    )
    # The client asks himself: no notice is owed to him.
    visit = replace(visit, notice_until=None)
    problem = replace(
        old,
        visits=(*old.visits, visit),
        travel=larger_matrix(old.travel, places.locations, matrix_of),
        locations=places.locations,
    )
    left = Unassigned(visit_id=visit.id, reasons=(Reason(code="no_room"),))
    plan = replace(record.plan, unassigned=(*record.plan.unassigned, left))
    return replace(record, problem=problem, plan=plan), visit


def _free_id(problem: Problem, site_id: str, kind: VisitKind, month: str) -> str:
    """An id that the workbook understands: the site, the kind and the month."""
    tag = "TO" if kind is VisitKind.MAINTENANCE else kind.value
    taken = {visit.id for visit in problem.visits}
    base = f"{site_id}-{tag}-{month[2:4]}{month[5:]}"
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    return name
