"""Maintenance by contract: which visit of a site is open and whether this month must make it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from fieldplan.demand.scope import Scope, make_visit
from fieldplan.domain import Basis, Site, Visit, VisitKind

MONTHS = 12
GRID = 1024


@dataclass(frozen=True, kw_only=True)
class OpenMaintenance:
    """The next maintenance visit that a contract asks for.

    Attributes
    ----------
    due : date
        Calendar basis: end of the contract period; interval basis: last visit + N months.
    latest : date
        Last day of the window in which the contract wants the visit.
    target : date or None
        Day at the contract's distance from the last visit.
    required : bool
        Whether the window ends in the month or is over.
    """

    site: Site
    due: date
    latest: date
    not_before: date | None
    target: date | None
    required: bool

    @property
    def visit_id(self) -> str:
        """Id of the visit: the site and the month in which it is due."""
        return f"{self.site.id}-TO-{self.due:%y%m}"


def open_maintenance(scope: Scope) -> dict[str, OpenMaintenance]:
    """Return the open maintenance visit of every site with a contract, by site id.

    A site without history whose project is still open has nothing to maintain yet.
    """
    last = last_visits(scope)
    unfinished = {
        project.site_id
        for project in scope.book.projects
        if any(stage.done_on is None for stage in project.stages)
    }
    sites = [site for site in scope.sites.values() if _has_contract(site)]
    turns = _turns(sites)
    found: dict[str, OpenMaintenance] = {}
    for site in sites:
        if site.id in last:
            item = _after_last(scope, site, last[site.id])
        elif site.id in unfinished:
            item = None
        else:
            item = _without_history(scope, site, turns[site.id])
        if item:
            found[site.id] = item
    return found


def maintenance_visit(scope: Scope, item: OpenMaintenance) -> Visit:
    """Return the visit of an open maintenance."""
    visit = make_visit(
        scope,
        item.site,
        VisitKind.MAINTENANCE,
        item.visit_id,
        work_min=item.site.on_site_min,
        due=item.due,
        not_before=item.not_before,
        source=item.site.source,
    )
    if item.target is None or not scope.horizon.month_days:
        return visit
    days = scope.horizon.month_days
    return replace(visit, target=min(max(item.target, days[0]), days[-1]))


def last_visits(scope: Scope) -> Mapping[str, date]:
    """Return the date of each site's last maintenance, from its row and from the history."""
    last = {site.id: site.last_maintenance for site in scope.book.sites if site.last_maintenance}
    for visit in scope.book.history:
        if visit.kind is VisitKind.MAINTENANCE:
            last[visit.site_id] = max(visit.date, last.get(visit.site_id, visit.date))
    return last


def add_months(day: date, months: int) -> date:
    """Return the same day ``months`` later, or the month's last day if there is none."""
    year, month = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def contract_period(day: date, months: int) -> tuple[date, date]:
    """Return the first and the last day of the contract period around ``day``.

    Periods are counted from January: quarters for 3 months, half-years for 6.
    """
    number = day.year * MONTHS + day.month - 1
    year, month = divmod(number - number % months, MONTHS)
    first = date(year, month + 1, 1)
    return first, add_months(first, months) - timedelta(days=1)


def _has_contract(site: Site) -> bool:
    return site.maintenance_every_months > 0 and not site.implied


def _after_last(scope: Scope, site: Site, last: date) -> OpenMaintenance | None:
    if site.basis is Basis.INTERVAL:
        return _by_interval(scope, site, last)
    return _by_period(scope, site, last)


def _by_period(scope: Scope, site: Site, last: date) -> OpenMaintenance | None:
    """One visit in each period, at least a share of a period after the last one.

    The visit is that of the period after the last visit's; when that period is over, it is
    overdue since its end, however many periods were missed: one visit then serves them all.
    """
    months = site.maintenance_every_months
    _, end_of_last = contract_period(last, months)
    first, due = contract_period(end_of_last + timedelta(days=1), months)
    if first > scope.horizon.last:
        return None
    gap_days = months * 30 * scope.settings.maintenance_min_gap_pct // 100
    return OpenMaintenance(
        site=site,
        due=due,
        latest=due,
        not_before=max(first, last + timedelta(days=gap_days)),
        target=add_months(last, months),
        required=due <= scope.horizon.last,
    )


def _by_interval(scope: Scope, site: Site, last: date) -> OpenMaintenance | None:
    settings = scope.settings
    due = add_months(last, site.maintenance_every_months)
    opens = due - timedelta(days=settings.maintenance_early_days)
    closes = due + timedelta(days=settings.maintenance_late_days)
    if opens > scope.horizon.last:
        return None
    return OpenMaintenance(
        site=site,
        due=due,
        latest=closes,
        not_before=opens,
        target=due,
        required=closes <= scope.horizon.last,
    )


def _without_history(scope: Scope, site: Site, turn: int) -> OpenMaintenance:
    month = scope.horizon.last
    number = month.year * MONTHS + month.month - 1
    return OpenMaintenance(
        site=site,
        due=month,
        latest=month,
        not_before=None,
        target=None,
        required=number % site.maintenance_every_months == turn,
    )


def _turns(sites: Iterable[Site]) -> dict[str, int]:
    """Return the month of its period (0, 1, ...) in which each site is first served.

    All sites with the same period stand in one geographic order and each month takes an
    equal run of it, so that neighbours share a month. Sites with history keep their places
    in the order, so that a site's turn does not change as others are served.
    """
    by_months: dict[int, list[Site]] = {}
    for site in sites:
        by_months.setdefault(site.maintenance_every_months, []).append(site)
    turns: dict[str, int] = {}
    for months, group in by_months.items():
        group.sort(key=lambda site: (_curve_position(site), site.id))
        turns |= {site.id: place * months // len(group) for place, site in enumerate(group)}
    return turns


def _curve_position(site: Site) -> int:
    """Return the position on a Hilbert curve over the region (cells of about 0.5 km)."""
    x = min(GRID - 1, max(0, int(((site.lon or 0.0) - 33.5) * 125)))
    y = min(GRID - 1, max(0, int(((site.lat or 0.0) - 53.5) * 225)))
    position, half = 0, GRID // 2
    while half:
        right, up = int(bool(x & half)), int(bool(y & half))
        position += half * half * ((3 * right) ^ up)
        if not up:
            if right:
                x, y = GRID - 1 - x, GRID - 1 - y
            x, y = y, x
        half //= 2
    return position
