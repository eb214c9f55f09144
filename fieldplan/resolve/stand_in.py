"""What a contractor would cost who stands in for an absent engineer: a solved, checked plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from fieldplan.cost import route_lines
from fieldplan.domain import PlanRecord, Problem, ProblemEngineer, Visit
from fieldplan.report.changes import plan_changes
from fieldplan.resolve.fewest_moves import stay
from fieldplan.resolve.replan import NewPlan, Request, first_answer
from fieldplan.resolve.whole import Whole
from fieldplan.settings import Settings, make_settings
from fieldplan.workdays import add_working_days

HIRED = "contractor-1"
"""Id of the contractor that only the settings know."""


@dataclass(frozen=True, kw_only=True)
class StandIn:
    """A contractor on the days of new absences; everybody else stays as planned if he can.

    Attributes
    ----------
    planned : int
        Visits that the absent engineers had on those days.
    available_from : date or None
        The first day on which a contractor of the settings can come; None = one of the team.
    days, visits : int
        Working days of contractors and visits made in them, beyond those of the plan before.
    fee_cost : int
        Kopecks for them; 0 where no price is given.
    examples : bool
        The prices are the examples of the settings.
    calls, moved, dropped : int
        Clients to phone, visits on another day, and visits lost, all the same.
    """

    answer: NewPlan
    planned: int
    available_from: date | None
    days: int
    visits: int
    fee_cost: int
    examples: bool
    calls: int
    moved: int
    dropped: int


def stand_in(record: PlanRecord, request: Request) -> StandIn | None:
    """Return what a contractor would do and cost; None if no absence takes a visit away.

    The contractors of the team are asked, and where there are none, one as the settings have
    him: his prices and skills, from the end of his notice.
    """
    planned = _taken_away(record, request)
    if not planned:
        return None
    settings = make_settings(record.settings)
    first: date | None = None
    hired: ProblemEngineer | None = None
    if not any(engineer.contractor for engineer in record.problem.engineers):
        first = add_working_days(request.now.date(), settings.contractor_notice_days, settings)
        hired = _hired(record.problem, settings, first)

    def restrict(problem: Problem, _: Whole) -> Problem:
        return _handed_over(stay(problem), planned)

    answer = first_answer(record, replace(request, restrict=restrict, hired=hired))
    changes = plan_changes(record, answer.record)
    days, visits, fee = (
        new - old for new, old in zip(_contracted(answer.record), _contracted(record), strict=True)
    )
    prices = record.problem.prices
    return StandIn(
        answer=answer,
        planned=len(planned),
        available_from=first,
        days=days,
        visits=visits,
        fee_cost=max(fee, settings.contractor_least_cost) if fee else 0,
        examples=prices is None or prices.examples,
        calls=sum(change.call for change in changes),
        moved=sum(change.kind == "day" for change in changes),
        dropped=sum(change.kind == "dropped" for change in changes),
    )


def _taken_away(record: PlanRecord, request: Request) -> dict[str, date]:
    """Visits that the absent engineers have on days of new absences still to come."""
    return {
        stop.visit_id: route.date
        for route in record.plan.routes
        if route.date > request.now.date()
        and any(
            absence.engineer_id == route.engineer_id and absence.first <= route.date <= absence.last
            for absence in request.edits.absences
        )
        for stop in route.stops
    }


def _hired(problem: Problem, settings: Settings, first: date) -> ProblemEngineer:
    """A contractor as the settings have him, at the place and hours of the staff."""
    shifts: dict[date, tuple[int, int]] = {}
    for engineer in problem.engineers:
        shifts = {**engineer.shifts, **shifts}
    like = problem.engineers[0]
    usual = next(iter(shifts.values()), None)
    if usual is not None:
        # Days on which the only engineer is absent have nobody's hours.
        shifts = {day: shifts.get(day, usual) for day in problem.days}
    skills = {name.strip() for name in settings.contractor_skills.split(",")} - {""}
    return ProblemEngineer(
        id=HIRED,
        start=like.start,
        end=like.end,
        shifts={day: span for day, span in shifts.items() if day >= first},
        skills=frozenset(skills) or like.skills,
        max_visits=like.max_visits,
        contractor=True,
        day_cost=settings.contractor_day_cost,
        hour_cost=settings.contractor_hour_cost,
        visit_cost=settings.contractor_visit_cost,
    )


def _handed_over(problem: Problem, planned: dict[str, date]) -> Problem:
    """Give the visits to the contractors on their own days, as far as one is there and able."""
    hired = [engineer for engineer in problem.engineers if engineer.contractor]
    # A stage keeps its engineer and its run of days: all of them are handed over, or none.
    groups = (*problem.same_engineer, *problem.consecutive)
    bound = {name for group in groups if not set(group) <= set(planned) for name in group}

    def given(visit: Visit) -> Visit:
        day = planned.get(visit.id)
        able = _able(visit, hired, day) if day is not None else frozenset()
        spans = visit.windows.get(day, ()) if day is not None else ()
        if day is None or not able or not spans or visit.id in bound:
            return visit
        return replace(visit, windows={day: spans}, engineers=able)

    return replace(problem, visits=tuple(given(visit) for visit in problem.visits))


def _able(visit: Visit, hired: Iterable[ProblemEngineer], day: date) -> frozenset[str]:
    return frozenset(
        engineer.id
        for engineer in hired
        if day in engineer.shifts
        and visit.skills <= engineer.skills
        and (visit.engineers is None or engineer.id in visit.engineers)
    )


def _contracted(record: PlanRecord) -> tuple[int, int, int]:
    """Days, visits and fees of the contractors in a plan."""
    engineers = {e.id: e for e in record.problem.engineers if e.contractor}
    routes = [route for route in record.plan.routes if route.engineer_id in engineers]
    fees = [
        line.amount
        for route in routes
        for line in route_lines(record.problem, engineers[route.engineer_id], route)
        if line.rule == "contractor_fee"
    ]
    return len(routes), sum(len(route.stops) for route in routes), sum(fees)
