"""The ways of answering a call-out, from which the manager chooses; each is a solved plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from fieldplan.cost import days_late
from fieldplan.domain import Plan, PlanRecord, Problem, Reason, Route, Stop, Visit
from fieldplan.report.changes import plan_changes
from fieldplan.resolve.fewest_moves import stay
from fieldplan.resolve.replan import NewPlan, Request, first_answer
from fieldplan.resolve.whole import Whole
from fieldplan.rules import TIER_MONEY

Restriction = Callable[[Problem, Whole], Problem]
MOVES = ("day", "engineer", "window")


class Way(StrEnum):
    """A way of answering a call-out; its number in the menu is its place here."""

    MOVE = "move"
    STAY = "stay"
    CONTRACTOR = "contractor"
    NEXT_DAY = "next_day"


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One way with what it takes.

    Attributes
    ----------
    places : tuple of (visit id, Route, Stop)
        Where the call-outs are attended.
    left : tuple of Reason
        Why it does not work: reasons of the call-outs left out; empty if all are attended.
    in_time : bool
        Every call-out is attended by its deadline.
    drive_min, overtime_min : int
        Against the plan before.
    money_cost : int or None
        Kopecks against the plan before; None without prices.
    """

    way: Way
    number: int
    answer: NewPlan
    places: tuple[tuple[str, Route, Stop], ...] = ()
    left: tuple[Reason, ...] = ()
    in_time: bool = False
    calls: int = 0
    moves: int = 0
    dropped: int = 0
    drive_min: int = 0
    overtime_min: int = 0
    money_cost: int | None = None

    @property
    def works(self) -> bool:
        """Whether every call-out has a place and nobody loses his."""
        return not self.left and not self.dropped


def way_of(number: int) -> Way | None:
    """Return the way with a number of the menu."""
    ways = list(Way)
    return ways[number - 1] if 1 <= number <= len(ways) else None


def choices(record: PlanRecord, request: Request) -> tuple[Choice, ...]:
    """Return the menu of a call-out: a quick answer for every way.

    A way that this team does not have (no contractor) is left out.
    """
    found = []
    for number, way in enumerate(Way, 1):
        if way is Way.CONTRACTOR and not any(e.contractor for e in record.problem.engineers):
            continue
        answer = first_answer(record, replace(request, restrict=restriction(way)))
        found.append(_choice(record, way, number, answer))
    return tuple(found)


def restriction(way: Way) -> Restriction:
    """Return what narrows the problem to a way."""
    return {
        Way.MOVE: lambda problem, _: problem,
        Way.STAY: lambda problem, whole: _called(stay(problem), whole, contractors=False),
        Way.CONTRACTOR: lambda problem, whole: _called(stay(problem), whole, contractors=True),
        Way.NEXT_DAY: _not_today,
    }[way]


def _called(problem: Problem, whole: Whole, *, contractors: bool) -> Problem:
    """Give the call-outs to contractors only, or to staff only."""
    able = frozenset(e.id for e in problem.engineers if e.contractor is contractors)

    def given(visit: Visit) -> Visit:
        if visit.id not in whole.new:
            return visit
        engineers = able if visit.engineers is None else visit.engineers & able
        return replace(visit, engineers=engineers)

    return replace(problem, visits=tuple(given(visit) for visit in problem.visits))


def _not_today(problem: Problem, whole: Whole) -> Problem:
    assert problem.past is not None
    today = problem.past.until.date()

    def later(visit: Visit) -> Visit:
        if visit.id not in whole.new:
            return visit
        windows = {day: spans for day, spans in visit.windows.items() if day > today}
        return replace(visit, windows=windows)

    return replace(problem, visits=tuple(later(visit) for visit in problem.visits))


def _choice(record: PlanRecord, way: Way, number: int, answer: NewPlan) -> Choice:
    new = answer.record
    changes = plan_changes(record, new)
    visits = {visit.id: visit for visit in new.problem.visits}
    called = set(answer.whole.new)
    places = tuple(
        (stop.visit_id, route, stop)
        for route in new.plan.routes
        for stop in route.stops
        if stop.visit_id in called
    )
    left = tuple(r for u in new.plan.unassigned if u.visit_id in called for r in u.reasons)
    late = any(days_late(visits[name], route, stop.start_min) for name, route, stop in places)
    before, after = _money(record.plan), _money(new.plan)
    return Choice(
        way=way,
        number=number,
        answer=answer,
        places=places,
        left=left,
        in_time=not late and len(places) == len(called),
        calls=sum(change.call for change in changes),
        moves=sum(change.kind in MOVES for change in changes),
        dropped=sum(change.kind == "dropped" for change in changes),
        drive_min=_sum(new.plan, "drive_min") - _sum(record.plan, "drive_min"),
        overtime_min=_sum(new.plan, "overtime_min") - _sum(record.plan, "overtime_min"),
        money_cost=None if before is None or after is None else after - before,
    )


def _money(plan: Plan) -> int | None:
    return next((tier.value for tier in plan.tiers if tier.tier == TIER_MONEY), None)


def _sum(plan: Plan, name: str) -> int:
    return sum(getattr(route, name) for route in plan.routes)
