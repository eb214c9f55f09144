"""Checks that the records of a book know one another, before anything is built on them."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from fieldplan.demand.scope import Scope
from fieldplan.domain import SourceRow

NEAR_IDS = 3

Row = tuple[str | None, SourceRow | None]


def check_references(scope: Scope) -> None:
    """Find unknown sites and engineers, places without coordinates and a month without work."""
    book = scope.book
    sites = [site.id for site in book.sites]
    engineers = [engineer.id for engineer in book.engineers]
    site_rows: list[Row] = [(item.site_id, item.source) for item in book.projects]
    site_rows += [(item.site_id, item.source) for item in book.emergencies]
    site_rows += [(item.site_id, item.source) for item in book.history]
    engineer_rows: list[Row] = [(item.engineer_id, item.source) for item in book.sites]
    engineer_rows += [(item.engineer_id, item.source) for item in book.projects]
    engineer_rows += [(item.engineer_id, item.source) for item in book.absences]
    engineer_rows += [(item.engineer_id, item.source) for item in book.agreed]
    _unknown(scope, "demand_unknown_site", site_rows, sites)
    _unknown(scope, "demand_unknown_engineer", engineer_rows, engineers)
    for site in scope.sites.values():
        if site.lat is None or site.lon is None:
            scope.find("demand_site_no_coordinates", "error", site.source, site.id)
    for engineer in book.engineers:
        if engineer.active and (engineer.lat is None or engineer.lon is None):
            scope.find("demand_engineer_no_base", "error", engineer.source, engineer.id)
    if not any(engineer.active for engineer in book.engineers):
        scope.find("demand_no_engineers", "error", None)
    if not scope.horizon.month_days:
        scope.find(
            "demand_month_over",
            "error",
            None,
            first=scope.horizon.first,
            now=scope.horizon.now.date(),
        )


def _unknown(
    scope: Scope,
    code: str,
    rows: Iterable[Row],
    known: list[str],
) -> None:
    ids = set(known)
    for name, source in rows:
        if name is not None and name not in ids:
            near = ", ".join(get_close_matches(name, known, NEAR_IDS)) or "—"
            scope.find(code, "error", source, name, near=near)
