"""The months ahead in hours: the outlook's year, growth, and the month in which a team breaks."""

from __future__ import annotations

import math

from fieldplan.demand.outlook_capacity import UNFILLED_PCT
from fieldplan.demand.subjects import STAGE_KINDS
from fieldplan.domain import BreakEven, Forecast, ForecastMonth, Outlook, OutlookMonth, VisitKind
from fieldplan.settings import Settings

USUAL_TRIP_MIN = 60
CONTRACTOR_DAY_MIN = 480
"""A contractor's day: all of it goes to visits."""
FILLED_PCT = 100 - UNFILLED_PCT


def make_forecast(
    outlook: Outlook,
    settings: Settings,
    *,
    staff: int,
    engineers: int,
    months: int,
    sites: int,
    visits_month: float,
    overtime_min: int,
) -> Forecast:
    """Return the months ahead for a team.

    What falls due and does not go into a month is handed on to the next, so that a team too
    small shows a growing backlog.

    Parameters
    ----------
    staff : int
        Engineers for whom the outlook was made.
    engineers : int
        Engineers of the team asked about.
    sites : int
        Sites under contract today; ``visits_month`` the maintenance visits that they ask for.
    overtime_min : int
        Overtime that the rules allow an engineer a month.
    """
    work = visit_min(outlook)
    visits_a_site = visits_month / sites if sites else 1 / 3
    found: list[ForecastMonth] = []
    carried, debt = round(outlook.overdue * work), outlook.overdue
    for number, month in enumerate(outlook.months[:months]):
        added = settings.growth_sites_month * number
        # What was made and what has become overdue is what fell due.
        visits_min = month.planned_min + (month.debt - debt + added * visits_a_site) * work
        growth = settings.growth_projects_month * project_min(settings)
        room = month.available_min * engineers / max(1, staff) * FILLED_PCT / 100
        overtime = overtime_min * engineers
        due = max(0.0, _other_work(month) + visits_min + growth)
        excess = max(0.0, due - room - overtime)
        item = ForecastMonth(
            month=month.month,
            sites=sites + added,
            due_min=round(due),
            carried_min=carried,
            room_min=round(room),
            overtime_min=overtime,
            contractor_days=math.ceil(excess / (CONTRACTOR_DAY_MIN * FILLED_PCT / 100)),
        )
        found.append(item)
        carried, debt = item.backlog_min, month.debt
    return Forecast(engineers=engineers, months=tuple(found))


def visit_min(outlook: Outlook) -> float:
    """Return the minutes of an average maintenance visit, all included."""
    minutes = sum(month.planned_min for month in outlook.months)
    visits = sum(month.visits for month in outlook.months)
    return minutes / visits if visits else 0.0


def project_min(settings: Settings) -> int:
    """Return all minutes of a project: its stages with a trip each and their desk work."""
    total = 0
    for kind in STAGE_KINDS:
        if kind is VisitKind.TRAINING:
            continue  # not every project has one
        parts = sum(settings.by_kind(part, kind.value) for part in ("min", "prep_min", "doc_min"))
        total += parts + settings.stop_overhead_min + USUAL_TRIP_MIN
    return total


def break_even(forecast: Forecast, settings: Settings) -> BreakEven:
    """Compare hiring one more engineer with contracting the excess of every month.

    Returns
    -------
    BreakEven
        Costs from the first month that exceeds what the team can do; ``month`` is the first by
        whose end contracting has cost as much as hiring.
    """
    contract = hire = days = 0
    broken_even = ""
    for month in forecast.months:
        days += month.contractor_days
        contract += contract_cost(settings, month.contractor_days)
        if days:  # nobody is hired before the first month that needs it
            hire += settings.engineer_month_cost
        if hire and not broken_even and contract >= hire:
            broken_even = month.month
    return BreakEven(
        hire_cost=hire, contract_cost=contract, contractor_days=days, month=broken_even
    )


def contract_cost(settings: Settings, days: int, visits: int | None = None) -> int:
    """Return what so many contractor days cost, with the least order; visits as usual a day."""
    if not days:
        return 0
    usual = settings.by_kind("min", VisitKind.MAINTENANCE.value) + settings.stop_overhead_min
    made = days * max(1, CONTRACTOR_DAY_MIN // (usual + 30)) if visits is None else visits
    fee = days * settings.contractor_day_cost + made * settings.contractor_visit_cost
    fee += days * CONTRACTOR_DAY_MIN * settings.contractor_hour_cost // 60
    return max(fee, settings.contractor_least_cost)


def _other_work(month: OutlookMonth) -> float:
    """Projects, consultations and emergencies of the month, without what no route fills."""
    unfilled = month.available_min * UNFILLED_PCT / 100
    return max(0.0, (month.reserved_min - unfilled) * 100 / FILLED_PCT)
