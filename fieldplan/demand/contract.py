"""What a maintenance contract asks for: dates only, whatever the month and the team."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from fieldplan.domain import Basis, Site
from fieldplan.settings import Settings

MONTHS = 12
DAYS_PER_MONTH = 30


@dataclass(frozen=True, kw_only=True)
class ContractVisit:
    """One visit that a contract asks for.

    Attributes
    ----------
    opens, latest : date
        First and last day of the window.
    due : date
        Calendar basis: end of the contract period; interval basis: last visit + N months.
    target : date or None
        Day at the contract's distance from the last visit; None without history.
    last : date or None
        The visit before it, made or supposed.
    """

    opens: date
    due: date
    latest: date
    target: date | None = None
    last: date | None = None


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


def min_gap_days(months: int, settings: Settings) -> int:
    """Return the least days between two visits on the calendar basis: 45 for a quarter."""
    return months * DAYS_PER_MONTH * settings.maintenance_min_gap_pct // 100


def early_days(months: int, settings: Settings) -> int:
    """Return how many days before its date a visit on the interval basis may be made.

    As the settings have it, and not more than half a period: a month's visit would otherwise be
    open again on the day after the last one.
    """
    return min(settings.maintenance_early_days, months * DAYS_PER_MONTH // 2)


def visit_after(site: Site, last: date, settings: Settings) -> ContractVisit:
    """Return the visit that the contract asks for after one on ``last``.

    Calendar basis: that of the period after the last visit's, at least a share of a period
    later; when that period is over, it is overdue since its end, however many were missed:
    one visit then serves them all. An early visit does not draw the next one forward, for
    periods do not move. Interval basis: N months after the last visit, within the settings'
    days before and after.
    """
    months = site.maintenance_every_months
    if site.basis is Basis.INTERVAL:
        due = add_months(last, months)
        return ContractVisit(
            opens=due - timedelta(days=early_days(months, settings)),
            due=due,
            latest=due + timedelta(days=settings.maintenance_late_days),
            target=due,
            last=last,
        )
    _, end_of_last = contract_period(last, months)
    first, due = contract_period(end_of_last + timedelta(days=1), months)
    return ContractVisit(
        opens=max(first, last + timedelta(days=min_gap_days(months, settings))),
        due=due,
        latest=due,
        target=add_months(last, months),
        last=last,
    )


def visit_without_history(site: Site, turn: int, month: date) -> ContractVisit:
    """Return the first visit of a site never served: in its turn's month, from ``month`` on."""
    number = month.year * MONTHS + month.month - 1
    wait = (turn - number) % site.maintenance_every_months
    first = add_months(month.replace(day=1), wait)
    end = add_months(first, 1) - timedelta(days=1)
    return ContractVisit(opens=first, due=end, latest=end)


def following(
    site: Site, visit: ContractVisit, settings: Settings, earliest: date
) -> ContractVisit:
    """Return the visit after an open one, supposing that this one is made on its due date.

    An overdue one is supposed to be made at ``earliest``.
    """
    made = max(
        visit.target if visit.target and visit.target <= visit.latest else visit.due, earliest
    )
    return visit_after(site, min(made, max(visit.latest, earliest)), settings)
