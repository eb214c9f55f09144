"""Twelve months planned one after another, each closed as a manager closes it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from benchmarks.year_order import passed_over
from benchmarks.year_planners import MAINTENANCE, Solve
from benchmarks.year_world import World
from fieldplan.demand import build_demand
from fieldplan.demand.carry import carried_book
from fieldplan.demand.contract import add_months
from fieldplan.domain import (
    CarryOver,
    Demand,
    Duty,
    OutlookVisit,
    Plan,
    PlanRecord,
    Problem,
    Site,
    Tier,
)
from fieldplan.report.calendar_xlsx.read import VisitRow
from fieldplan.resolve.close import close_month
from fieldplan.settings import Settings
from fieldplan.travel import estimate_matrix


@dataclass(frozen=True, kw_only=True)
class MonthResult:
    """One month of the simulation.

    Attributes
    ----------
    available_min, maintenance_min : int
        Shifts without lunch; maintenance on site, at the desk and its share of the drive.
    drive_min, stops, routes : int
        Of all routes and visits of the month, whatever their kind.
    road_cost : int
        Kopecks of drive time, kilometres and overtime.
    late, late_days : int
        Maintenance made after its window, and by how many days together; visits that were
        overdue before the year began are not counted.
    debt : int
        Visits whose windows are over at the month's end and that are not made.
    overdue_made, overdue_left : int
        Visits overdue already when the month began: made in it, and left again.
    missed : int
        Contract windows that ended in the month without their visit, those of visits that were
        overdue already and waited a further period through included.
    asked : float
        Visits that the contracts ask for in a month, evened out: one in N for each site.
    passed_over : int
        Maintenance left out though one less overdue by ten days or more was made in a place of
        a route where it would have fitted without lengthening it.
    left : int
        Required visits of all kinds that are left out.
    forecast : str
        Month in which the outlook said that windows would be missed; empty = none.
    """

    month: str
    available_min: int
    maintenance_min: int
    drive_min: int
    stops: int
    routes: int
    overtime_min: int
    road_cost: int
    visits: int
    late: int
    late_days: int
    debt: int
    overdue_made: int
    overdue_left: int
    missed: int
    asked: float
    passed_over: int
    left: int
    forecast: str

    @property
    def share_pct(self) -> float:
        """Maintenance as a percentage of the available time."""
        return 100 * self.maintenance_min / max(1, self.available_min)


def simulate(
    world: World,
    *,
    start: date,
    months: int,
    policy: str,
    solve: Solve,
    told: Callable[[MonthResult], object] = lambda result: None,
) -> list[MonthResult]:
    """Plan month after month; ``policy`` is ``"outlook"`` or ``"due"``.

    Each month is planned at its start with what is known then; emergencies reported in the month
    are made by a plan of the same month (both policies alike). ``told`` hears every result.
    """
    book = world.book
    carried: CarryOver | None = None
    results = []
    for number in range(months):
        first = add_months(start, number)
        month, now = f"{first:%Y-%m}", datetime(first.year, first.month, 1)
        last = add_months(first, 1) - timedelta(days=1)
        known = [project for when, project in world.projects if when == number]
        calls = [c for c in world.emergencies if first <= c.reported.date() <= last]
        book = replace(
            book,
            projects=(*book.projects, *known),
            emergencies=(*book.emergencies, *calls),
        )
        demand = build_demand(
            book,
            month=month,
            now=now,
            settings=Settings(),
            matrix_of=estimate_matrix,
            carried=carried,
        )
        problem = what_is_due(demand) if policy == "due" else demand.problem
        plan = solve(problem)
        results.append(
            month_result(demand, problem, plan, book.sites, month=month, last=last, began=start)
        )
        told(results[-1])
        carried = carried_out(problem, plan, month=month, now=now)
        book = carried_book(book, carried)
    return results


def carried_out(problem: Problem, plan: Plan, *, month: str, now: datetime) -> CarryOver:
    """Return what `fieldplan close` writes of a month whose plan was carried out to the letter."""
    rows = [
        VisitRow(visit_id=stop.visit_id, day=route.date, start_min=stop.start_min, status="done")
        for route in plan.routes
        for stop in route.stops
    ]
    record = PlanRecord(problem=problem, plan=plan, month=month, now=now)
    return close_month(record, rows, sheet=month).carried


def what_is_due(demand: Demand) -> Problem:
    """The baseline's month: maintenance only when its window ends in the month or is over."""
    assert demand.outlook is not None
    free = {
        item.visit_id for item in demand.outlook.visits if item.duty in (Duty.SHARE, Duty.WELCOME)
    }
    visits = tuple(visit for visit in demand.problem.visits if visit.id not in free)
    return replace(demand.problem, visits=visits)


def month_result(
    demand: Demand,
    problem: Problem,
    plan: Plan,
    sites: Sequence[Site],
    *,
    month: str,
    last: date,
    began: date,
) -> MonthResult:
    """Return the figures of a planned month; what was overdue before ``began`` is no lateness."""
    assert demand.outlook is not None
    ahead = {item.visit_id: item for item in demand.outlook.visits}
    visits = {visit.id: visit for visit in problem.visits}
    maintenance = 0
    made: dict[str, int] = {}
    made_on: dict[str, date] = {}
    for route in plan.routes:
        mine = [stop for stop in route.stops if visits[stop.visit_id].kind == MAINTENANCE]
        maintenance += route.drive_min * len(mine) // max(1, len(route.stops))
        for stop in mine:
            visit = visits[stop.visit_id]
            made_on[visit.id] = route.date
            maintenance += visit.duration_min + visit.prep_min + visit.doc_min
            item = ahead.get(visit.id)
            counts = item is not None and item.latest >= began
            made[visit.id] = max(0, (route.date - item.latest).days) if item and counts else 0
    overdue = {item.visit_id for item in ahead.values() if item.duty is Duty.OVERDUE}
    over = [item.visit_id for item in ahead.values() if item.latest <= last]
    road = ("drive_time", "distance", "overtime")
    return MonthResult(
        month=month,
        available_min=sum(
            end - begin - 60 for e in problem.engineers for begin, end in e.shifts.values()
        ),
        maintenance_min=maintenance,
        drive_min=sum(route.drive_min for route in plan.routes),
        stops=sum(len(route.stops) for route in plan.routes),
        routes=len(plan.routes),
        overtime_min=sum(route.overtime_min for route in plan.routes),
        road_cost=sum(line.amount for line in plan.cost_lines if line.rule in road),
        visits=len(made),
        late=sum(days > 0 for days in made.values()),
        late_days=sum(made.values()),
        debt=sum(name not in made for name in over),
        overdue_made=len(overdue & set(made)),
        overdue_left=len(overdue - set(made)),
        missed=sum(ended(item, made_on.get(item.visit_id), last) for item in ahead.values()),
        asked=sum(
            1 / site.maintenance_every_months
            for site in sites
            if site.maintenance_every_months and not site.implied and site.active
        ),
        passed_over=passed_over(problem, plan),
        left=sum(visits[item.visit_id].tier is not Tier.WELCOME for item in plan.unassigned),
        forecast=demand.outlook.failure,
    )


def ended(item: OutlookVisit, made: date | None, last: date) -> int:
    """How many periods of the contract ended without the visit in the month that ``last`` ends."""
    first, count = last.replace(day=1), 0
    end = item.latest
    while end <= last and (made is None or end < made):
        count += end >= first
        periods = (end.year - item.latest.year) * 12 + end.month - item.latest.month
        end = add_months(item.latest, periods + item.every_months)
    return count


def report_progress(policy: str) -> Callable[[MonthResult], object]:
    """Return a listener that writes a line a month on standard error."""

    def told(item: MonthResult) -> None:
        print(
            f"  {policy} {item.month}: {item.visits} visits, drive {item.drive_min} min, "
            f"late {item.late}, debt {item.debt}",
            file=sys.stderr,
            flush=True,
        )

    return told
