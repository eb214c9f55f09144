"""From the book to the month's problem."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from fieldplan.demand.carry import carried_book, owed_visits
from fieldplan.demand.desk import check_desk, make_desk
from fieldplan.demand.emergencies import emergency_visits
from fieldplan.demand.horizon import build_horizon
from fieldplan.demand.month_share import month_maintenance
from fieldplan.demand.outlook import WEEKS, make_outlook
from fieldplan.demand.prices import make_lunch, make_prices, make_traffic
from fieldplan.demand.projects import project_demand
from fieldplan.demand.promises import gather_promises
from fieldplan.demand.references import check_references
from fieldplan.demand.scope import Places, Scope
from fieldplan.demand.team import problem_engineers
from fieldplan.domain import (
    Book,
    CarryOver,
    Demand,
    Location,
    Problem,
    TravelMatrix,
)
from fieldplan.errors import InputError
from fieldplan.settings import Settings

log = logging.getLogger(__name__)


def build_demand(
    book: Book,
    *,
    month: str,
    now: datetime,
    settings: Settings,
    matrix_of: Callable[[Sequence[Location]], TravelMatrix],
    extra_days: int = 0,
    weeks: int = WEEKS,
    carried: CarryOver | None = None,
) -> Demand:
    """Return what the book asks of a month.

    Parameters
    ----------
    month : str
        ``YYYY-MM``.
    now : datetime
        What lies before it is past: nothing is planned there. Naive, in local time.
    settings : Settings
        The defaults with the book's changes applied.
    matrix_of : callable
        Travel between the locations, such as ``fieldplan.travel.estimate_matrix``.
    extra_days : int
        Working days beyond the month's end on which emergencies and promises may fall.
    weeks : int
        Weeks that the outlook looks ahead.
    carried : CarryOver or None
        What the closed month before hands over; what it says was done is done.

    Raises
    ------
    InputError
        If the records do not fit together or promises contradict the calendar; carries all
        findings, warnings included.
    """
    if carried is not None:
        book = carried_book(book, carried)
    scope = Scope(
        book=book,
        settings=settings,
        horizon=build_horizon(month, now, settings, extra_days),
        places=Places(),
        sites={site.id: site for site in book.sites if site.active},
        owed=owed_visits(carried),
    )
    check_references(scope)
    promises = gather_promises(scope)
    _raise_if(scope, "error")
    engineers = problem_engineers(scope)
    projects = project_demand(scope, promises)
    outlook, chains = make_outlook(scope, promises, matrix_of, weeks)
    maintenance, later = month_maintenance(scope, promises, chains, outlook)
    emergencies = emergency_visits(scope, promises)
    _raise_if(scope, "contradiction")
    visits = (*emergencies, *projects.visits, *maintenance)
    log.info(
        "%s: %d emergencies, %d project visits, %d maintenance visits, %d postponed",
        month,
        len(emergencies),
        len(projects.visits),
        len(maintenance),
        len(projects.postponed) + len(later),
    )
    problem = Problem(
        days=scope.horizon.days,
        engineers=engineers,
        visits=visits,
        travel=matrix_of(scope.places.locations),
        locations=scope.places.locations,
        lunch=make_lunch(settings),
        stop_overhead_min=settings.stop_overhead_min,
        traffic=make_traffic(settings),
        departure_step_min=settings.departure_step_min,
        same_engineer=tuple(projects.same_engineer),
        consecutive=tuple(projects.consecutive),
        prices=make_prices(settings),
        desk=make_desk(scope, engineers, carried),
    )
    check_desk(scope, problem)
    _raise_if(scope, "contradiction")
    return Demand(
        problem=problem,
        postponed=(*projects.postponed, *later),
        findings=tuple(scope.findings),
        outlook=outlook,
    )


def _raise_if(scope: Scope, severity: str) -> None:
    if any(finding.severity == severity for finding in scope.findings):
        raise InputError(scope.findings)
