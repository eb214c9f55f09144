"""First load figures: visits and hours of each engineer against what the month has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from fieldplan.cost import busy_min, overtime_cost
from fieldplan.desk import Job, lay_desk, outside_shift_min
from fieldplan.domain import DeskKind, PlanRecord, Problem, ProblemEngineer, Route
from fieldplan.report.view import ReportView


@dataclass(frozen=True, kw_only=True)
class EngineerLoad:
    """One engineer's month.

    Attributes
    ----------
    available_min : int
        Shifts of the month, less lunch where it is due.
    route_min : int
        From leaving base to being back, less lunch on the way.
    desk_min : int
        Preparation, paperwork and consultations, as the plan lays them; of a plan without desk
        work, what its visits and the settings ask for.
    desk_overflow_min : int
        Part of it that found no room in the shifts.
    desk_overflow_cost : int
        Kopecks for that part at overtime rates, on top of the day's overtime on the road.
    desk_carried_min : int
        Paperwork due after the horizon that is left for then.
    free_min : int
        ``available - (route - overtime) - desk``; negative when the month is too short.
    """

    engineer_id: str
    visits_by_kind: Mapping[str, int]
    routes: int
    on_site_min: int
    drive_min: int
    distance_m: int
    prep_min: int
    doc_min: int
    consultation_min: int
    overtime_min: int
    route_min: int
    available_min: int
    work_days: int
    desk_overflow_min: int = 0
    desk_overflow_cost: int = 0
    desk_carried_min: int = 0

    @property
    def visits(self) -> int:
        """Visits of every kind."""
        return sum(self.visits_by_kind.values())

    @property
    def desk_min(self) -> int:
        """Desk work of the month."""
        return self.prep_min + self.doc_min + self.consultation_min

    @property
    def free_min(self) -> int:
        """Minutes left in shift time; negative = missing."""
        return self.available_min - (self.route_min - self.overtime_min) - self.desk_min

    @property
    def load_pct(self) -> int:
        """Routes and desk work as a percentage of the available minutes, rounded."""
        if not self.available_min:
            return 0
        return round(100 * (self.route_min + self.desk_min) / self.available_min)


@dataclass(frozen=True, kw_only=True)
class WeekLoads:
    """The working days of a week, and the load of every engineer in them."""

    first: date
    last: date
    loads: tuple[EngineerLoad, ...]


def engineer_loads(
    record: PlanRecord, days: tuple[date, ...] | None = None
) -> tuple[EngineerLoad, ...]:
    """Return the load of every engineer, in the order of the problem.

    Parameters
    ----------
    days : tuple of date or None
        Only the routes of these days and what belongs to them; None = the whole month.
    """
    carried: tuple[Job, ...] = ()
    if days is None:
        carried = lay_desk(record.problem, record.plan.routes).carried
    else:
        routes = tuple(route for route in record.plan.routes if route.date in days)
        desk = tuple(block for block in record.plan.desk if block.date in days)
        record = replace(record, plan=replace(record.plan, routes=routes, desk=desk))
    view = ReportView(record)
    days = view.shown_days if days is None else days
    staff_days = {
        engineer.id: sum(day in engineer.shifts for day in days)
        for engineer in record.problem.engineers
        if not engineer.contractor
    }
    loads = (_load(view, engineer, days, staff_days) for engineer in record.problem.engineers)
    if record.problem.desk is None:
        return tuple(loads)
    return tuple(
        _with_desk(view, engineer, load, carried)
        for engineer, load in zip(record.problem.engineers, loads, strict=True)
    )


def week_loads(record: PlanRecord) -> tuple[WeekLoads, ...]:
    """Return the loads of every calendar week of the month; desk work goes with its visit."""
    weeks: dict[tuple[int, int], list[date]] = {}
    for day in ReportView(record).shown_days:
        weeks.setdefault(day.isocalendar()[:2], []).append(day)
    return tuple(
        WeekLoads(first=days[0], last=days[-1], loads=engineer_loads(record, tuple(days)))
        for days in weeks.values()
    )


def shift_min(problem: Problem, engineer: ProblemEngineer, day: date) -> int:
    """Minutes of work that the engineer's shift has on the day: 0 on a day off."""
    shift = engineer.shifts.get(day)
    if shift is None:
        return 0
    start, end = shift
    return (
        end - start - (problem.lunch.minutes if lunch_due(problem, shift) and problem.lunch else 0)
    )


def lunch_due(problem: Problem, shift: tuple[int, int]) -> bool:
    """Whether lunch is due on a shift (docs/timing.md)."""
    rule = problem.lunch
    if rule is None:
        return False
    start, end = shift
    return (
        end - start > 240
        and start <= rule.latest_min
        and max(start, rule.earliest_min) + rule.minutes <= end
    )


def day_pct(view: ReportView, engineer: ProblemEngineer, day: date) -> int | None:
    """Share of the shift spent on the day's route in per cent; None on a day off."""
    available = shift_min(view.problem, engineer, day)
    route = view.routes.get((engineer.id, day))
    if not available:
        return None
    return round(100 * busy_min(view.problem, route) / available) if route else 0


def on_site_min(problem: Problem, route: Route) -> int:
    """Minutes of work at the stops, without a lunch that interrupts the work."""
    total = 0
    for stop in route.stops:
        total += stop.end_min - stop.start_min
        lunch = route.lunch_min
        if problem.lunch and lunch is not None and stop.start_min <= lunch < stop.end_min:
            total -= problem.lunch.minutes
    return total


def _load(
    view: ReportView,
    engineer: ProblemEngineer,
    days: tuple[date, ...],
    staff_days: Mapping[str, int],
) -> EngineerLoad:
    problem = view.problem
    routes = [route for route in view.record.plan.routes if route.engineer_id == engineer.id]
    visits = [view.visits[stop.visit_id] for route in routes for stop in route.stops]
    return EngineerLoad(
        engineer_id=engineer.id,
        visits_by_kind=dict(Counter(visit.kind for visit in visits)),
        routes=len(routes),
        on_site_min=sum(on_site_min(problem, route) for route in routes),
        drive_min=sum(route.drive_min for route in routes),
        distance_m=sum(route.distance_m for route in routes),
        prep_min=sum(visit.prep_min for visit in visits),
        doc_min=sum(visit.doc_min for visit in visits),
        consultation_min=_consultations(view, engineer, len(days), staff_days),
        overtime_min=sum(route.overtime_min for route in routes),
        route_min=sum(busy_min(problem, route) for route in routes),
        available_min=sum(shift_min(problem, engineer, day) for day in days),
        work_days=sum(day in engineer.shifts for day in days),
    )


def _with_desk(
    view: ReportView, engineer: ProblemEngineer, load: EngineerLoad, carried: tuple[Job, ...]
) -> EngineerLoad:
    """The load with the desk work that the plan lays."""
    minutes: Counter[str] = Counter()
    beyond: Counter[date] = Counter()
    for block in view.record.plan.desk:
        if block.engineer_id == engineer.id:
            minutes[block.kind] += block.minutes
            beyond[block.date] += outside_shift_min(engineer, block)
    cost, prices = 0, view.problem.prices
    for day, extra in beyond.items():
        route = view.routes.get((engineer.id, day))
        driven = route.overtime_min if route else 0
        if prices is not None and not engineer.contractor:
            cost += overtime_cost(prices, driven + extra) - overtime_cost(prices, driven)
    return replace(
        load,
        prep_min=minutes[DeskKind.PREP],
        doc_min=minutes[DeskKind.DOC],
        consultation_min=minutes[DeskKind.CONSULT],
        desk_overflow_min=sum(beyond.values()),
        desk_overflow_cost=cost,
        desk_carried_min=sum(job.minutes for job in carried if job.engineer_id == engineer.id),
    )


def _consultations(
    view: ReportView, engineer: ProblemEngineer, days: int, staff_days: Mapping[str, int]
) -> int:
    """Share of the company's consultations by days at work; contractors give none."""
    total_days = sum(staff_days.values())
    if engineer.contractor or not total_days:
        return 0
    settings = view.settings
    month = settings.consultations_week * settings.consultation_min * days / 5
    return round(month * staff_days[engineer.id] / total_days)
