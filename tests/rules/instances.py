"""For every rule a small problem that it binds, and a plan by hand that breaks just that rule.

Under all rules the least weight left out is ``unserved_with``; without the rule a solver does
better (``unserved_without``, or at equal service it drives less) by breaking exactly that rule.
The base is place 0; every drive takes 10 minutes; there is no lunch, traffic or overhead unless
the rule needs it. A *whole-day* visit takes 400 of the shift's 540 minutes, so two of them never
share a day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

import numpy as np
from support.naive_plan import with_totals

from fieldplan.domain import (
    After,
    DeskBlock,
    DeskKind,
    DeskMode,
    DeskRules,
    LunchRule,
    Past,
    Plan,
    Problem,
    ProblemEngineer,
    Promise,
    Reason,
    Route,
    Stop,
    Tier,
    TravelMatrix,
    Unassigned,
    Visit,
)

D1, D2, D3 = date(2026, 12, 7), date(2026, 12, 8), date(2026, 12, 9)
SHIFT = (540, 1080)
OPEN = ((0, 1440),)
WHOLE_DAY = 400


@dataclass(frozen=True, kw_only=True)
class Instance:
    """A problem that a rule binds and a plan that breaks it by ``amount``."""

    rule: str
    problem: Problem
    bad: Plan
    subject: str
    amount: int
    unserved_with: int
    unserved_without: int


def engineer(name: str = "E1", days: tuple[date, ...] = (D1,), **more: object) -> ProblemEngineer:
    shifts = dict.fromkeys(days, SHIFT)
    return ProblemEngineer(id=name, start=0, end=0, shifts=shifts, **more)  # type: ignore[arg-type]


def visit(
    name: str,
    days: tuple[date, ...] = (D1,),
    *,
    work: int = WHOLE_DAY,
    windows: tuple[tuple[int, int], ...] = OPEN,
    weight: int = 10,
    **more: object,
) -> Visit:
    return Visit(
        id=name,
        location=1,
        duration_min=work,
        weight=weight,
        windows=dict.fromkeys(days, windows),
        **more,  # type: ignore[arg-type]
    )


def problem(
    engineers: tuple[ProblemEngineer, ...],
    visits: tuple[Visit, ...],
    days: tuple[date, ...] = (D1,),
    **more: object,
) -> Problem:
    minutes = np.array([[0, 10], [10, 0]], dtype=np.int32)
    return Problem(
        days=days,
        engineers=engineers,
        visits=visits,
        travel=TravelMatrix(minutes=minutes),
        **more,  # type: ignore[arg-type]
    )


def route(
    day: date,
    *stops: tuple[str, int, int],
    who: str = "E1",
    leave: int = 540,
    overtime: int = 0,
) -> Route:
    """A route to place 1 and back; each stop is (visit, start, end), one after another."""
    times = []
    arrive = leave + 10
    for name, start, end in stops:
        times.append(
            Stop(visit_id=name, arrive_min=arrive, start_min=start, end_min=end, depart_min=end)
        )
        arrive = end
    return Route(
        engineer_id=who,
        date=day,
        leave_min=leave,
        back_min=arrive + 10,
        stops=tuple(times),
        overtime_min=overtime,
        drive_min=20,
    )


def plan(subject: Problem, *routes: Route, left_out: tuple[str, ...] = ()) -> Plan:
    reason = Reason(code="no_room")
    unassigned = tuple(Unassigned(visit_id=name, reasons=(reason,)) for name in left_out)
    return with_totals(subject, Plan(routes=routes, unassigned=unassigned))


def whole_day(name: str, day: date, who: str = "E1") -> Route:
    return route(day, (name, 550, 950), who=who)


def _each_visit_once() -> Instance:
    """B lies on the quick way to A and to C: calling there twice saves 80 min of driving."""
    minutes = np.array([[0, 100, 10, 100], [10, 0, 10, 10], [10, 10, 0, 10], [10, 10, 10, 0]])
    a = replace(visit("A", (D1,), work=100), location=1)
    b = replace(visit("B", (D1, D2), work=100), location=2)
    c = replace(visit("C", (D2,), work=100), location=3)
    given = replace(
        problem((engineer(days=(D1, D2)),), (a, b, c), days=(D1, D2)),
        travel=TravelMatrix(minutes=minutes.astype(np.int32)),
    )
    routes = (
        route(D1, ("B", 550, 650), ("A", 660, 760)),
        route(D2, ("B", 550, 650), ("C", 660, 760)),
    )
    return Instance(
        rule="each_visit_once",
        problem=given,
        bad=plan(
            given,
            *(replace(r, stops=_drive_between(r), back_min=770, drive_min=30) for r in routes),
        ),
        subject="B",
        amount=1,
        unserved_with=0,
        unserved_without=0,
    )


def _drive_between(made: Route) -> tuple[Stop, ...]:
    first, second = made.stops
    return (first, replace(second, arrive_min=first.depart_min + 10))


def _one_route_per_day() -> Instance:
    """One visit a route: two routes in a day would serve both."""
    given = problem((engineer(max_visits=1),), (visit("A", work=100), visit("B", work=100)))
    return Instance(
        rule="one_route_per_day",
        problem=given,
        bad=plan(given, route(D1, ("A", 550, 650)), route(D1, ("B", 670, 770), leave=660)),
        subject="E1 2026-12-07",
        amount=1,
        unserved_with=10,
        unserved_without=0,
    )


def _access_window() -> Instance:
    """Two visits of an hour share one hour of access: B ends 60 min after it closes."""
    narrow = ((550, 610),)
    given = problem(
        (engineer(),), (visit("A", work=60, windows=narrow), visit("B", work=60, windows=narrow))
    )
    return Instance(
        rule="access_window",
        problem=given,
        bad=plan(given, route(D1, ("A", 550, 610), ("B", 610, 670))),
        subject="B",
        amount=60,
        unserved_with=10,
        unserved_without=0,
    )


def _allowed_day() -> Instance:
    """Two whole-day visits, both possible on the second day only."""
    given = problem(
        (engineer(days=(D1, D2)),), (visit("A", (D2,)), visit("B", (D2,))), days=(D1, D2)
    )
    return Instance(
        rule="allowed_day",
        problem=given,
        bad=plan(given, whole_day("A", D1), whole_day("B", D2)),
        subject="A",
        amount=1,
        unserved_with=10,
        unserved_without=0,
    )


def _not_before() -> Instance:
    """A may not come before D3, which B needs; D1 is two calendar days too early."""
    given = problem(
        (engineer(days=(D1, D3)),),
        (visit("A", (D1, D3), not_before=D3), visit("B", (D3,))),
        days=(D1, D2, D3),
    )
    return Instance(
        rule="not_before",
        problem=given,
        bad=plan(given, whole_day("A", D1), whole_day("B", D3)),
        subject="A",
        amount=2,
        unserved_with=10,
        unserved_without=0,
    )


def _notice_days() -> Instance:
    """A's client must have notice until D2, which B needs."""
    given = problem(
        (engineer(days=(D1, D2)),),
        (visit("A", (D1, D2), notice_until=D2), visit("B", (D2,))),
        days=(D1, D2),
    )
    return Instance(
        rule="notice_days",
        problem=given,
        bad=plan(given, whole_day("A", D1), whole_day("B", D2)),
        subject="A",
        amount=1,
        unserved_with=10,
        unserved_without=0,
    )


def _shift_limit() -> Instance:
    """Both take 10 + 275 + 275 + 10 = 570 min of a 540 min shift; no overtime is allowed."""
    given = problem((engineer(),), (visit("A", work=275), visit("B", work=275)))
    return Instance(
        rule="shift_limit",
        problem=given,
        bad=plan(given, route(D1, ("A", 550, 825), ("B", 825, 1100), overtime=30)),
        subject="E1 2026-12-07",
        amount=30,
        unserved_with=10,
        unserved_without=0,
    )


def _overtime_month() -> Instance:
    """Each day takes 580 min: 40 of overtime, 80 in all, where 60 are allowed."""
    given = problem(
        (engineer(days=(D1, D2), overtime_day_min=60, overtime_month_min=60),),
        (visit("A", (D1,), work=560), visit("B", (D2,), work=560)),
        days=(D1, D2),
    )
    return Instance(
        rule="overtime_month",
        problem=given,
        bad=plan(
            given,
            route(D1, ("A", 550, 1110), overtime=40),
            route(D2, ("B", 550, 1110), overtime=40),
        ),
        subject="E1",
        amount=20,
        unserved_with=10,
        unserved_without=0,
    )


def _engineer_hours() -> Instance:
    """Two routes of 320 min where 500 min are available."""
    given = problem(
        (engineer(days=(D1, D2), hours_min=500),),
        (visit("A", (D1,), work=300), visit("B", (D2,), work=300)),
        days=(D1, D2),
    )
    return Instance(
        rule="engineer_hours",
        problem=given,
        bad=plan(given, route(D1, ("A", 550, 850)), route(D2, ("B", 550, 850))),
        subject="E1",
        amount=140,
        unserved_with=10,
        unserved_without=0,
    )


def _lunch_break() -> Instance:
    """Two visits fill 500 of 540 min; with an hour of lunch only one has room."""
    given = problem(
        (engineer(),),
        (visit("A", work=240), visit("B", work=240)),
        lunch=LunchRule(minutes=60),
    )
    return Instance(
        rule="lunch_break",
        problem=given,
        bad=plan(given, route(D1, ("A", 550, 790), ("B", 790, 1030))),
        subject="E1 2026-12-07",
        amount=60,
        unserved_with=10,
        unserved_without=0,
    )


def _visits_per_route() -> Instance:
    """Two short visits, one allowed."""
    given = problem((engineer(max_visits=1),), (visit("A", work=60), visit("B", work=60)))
    return Instance(
        rule="visits_per_route",
        problem=given,
        bad=plan(given, route(D1, ("A", 550, 610), ("B", 610, 670))),
        subject="E1 2026-12-07",
        amount=1,
        unserved_with=10,
        unserved_without=0,
    )


def _skills() -> Instance:
    """Only one of two engineers has both skills; a day holds one visit."""
    needed = frozenset({"install", "vsat"})
    given = problem(
        (engineer(skills=needed), engineer("E2")),
        (visit("A", skills=needed), visit("B", skills=needed)),
    )
    return Instance(
        rule="skills",
        problem=given,
        bad=plan(given, whole_day("A", D1), whole_day("B", D1, "E2")),
        subject="B",
        amount=2,
        unserved_with=10,
        unserved_without=0,
    )


def _fixed_engineer() -> Instance:
    """Both visits belong to the first engineer; a day holds one."""
    only = frozenset({"E1"})
    given = problem(
        (engineer(), engineer("E2")), (visit("A", engineers=only), visit("B", engineers=only))
    )
    return Instance(
        rule="fixed_engineer",
        problem=given,
        bad=plan(given, whole_day("A", D1), whole_day("B", D1, "E2")),
        subject="B",
        amount=1,
        unserved_with=10,
        unserved_without=0,
    )


def _absence() -> Instance:
    """The engineer is away on the first of two days."""
    given = problem(
        (engineer(days=(D2,), absent=frozenset({D1})),),
        (visit("A", (D1, D2)), visit("B", (D1, D2))),
        days=(D1, D2),
    )
    return Instance(
        rule="absence",
        problem=given,
        bad=plan(given, whole_day("A", D1), whole_day("B", D2)),
        subject="E1 2026-12-07",
        amount=1,
        unserved_with=10,
        unserved_without=0,
    )


def _min_lag() -> Instance:
    """B must come a day after A, but B is possible on D1 only and A on D2 only."""
    given = problem(
        (engineer(days=(D1, D2)),),
        (visit("A", (D2,)), visit("B", (D1,), after=(After(visit_id="A", min_days=1),))),
        days=(D1, D2),
    )
    return Instance(
        rule="min_lag",
        problem=given,
        bad=plan(given, whole_day("B", D1), whole_day("A", D2)),
        subject="B",
        amount=2,
        unserved_with=10,
        unserved_without=0,
    )


def _consecutive_days() -> Instance:
    """Two days of one work, possible on D1 and D3 only: not on end, so not at all."""
    given = problem(
        (engineer(days=(D1, D2, D3)),),
        (visit("A", (D1,)), visit("B", (D3,))),
        days=(D1, D2, D3),
        consecutive=(("A", "B"),),
    )
    return Instance(
        rule="consecutive_days",
        problem=given,
        bad=plan(given, whole_day("A", D1), whole_day("B", D3)),
        subject="A",
        amount=1,
        unserved_with=20,
        unserved_without=0,
    )


def _same_engineer() -> Instance:
    """Linked visits whose skills no single engineer has."""
    given = problem(
        (engineer(skills=frozenset({"install"})), engineer("E2", skills=frozenset({"vsat"}))),
        (visit("A", skills=frozenset({"install"})), visit("B", skills=frozenset({"vsat"}))),
        same_engineer=(("A", "B"),),
    )
    return Instance(
        rule="same_engineer",
        problem=given,
        bad=plan(given, whole_day("A", D1), whole_day("B", D1, "E2")),
        subject="A",
        amount=1,
        unserved_with=10,
        unserved_without=0,
    )


def _frozen_past() -> Instance:
    """A was made on D1, so that B, which can be made on that day only, is left out."""
    given = problem(
        (engineer(days=(D1, D2)),),
        (visit("A", (D1, D2)), visit("B", (D1,), weight=100)),
        days=(D1, D2),
    )
    made = plan(given, whole_day("A", D1)).routes
    past = Past(until=datetime(2026, 12, 8), routes=made)
    given = replace(given, past=past)
    return Instance(
        rule="frozen_past",
        problem=given,
        bad=plan(given, whole_day("B", D1), whole_day("A", D2)),
        subject="E1 2026-12-07",
        amount=1,
        unserved_with=100,
        unserved_without=0,
    )


def _desk_capacity() -> Instance:
    """The route takes 420 of 540 min, the paperwork due that day 160: 40 too many."""
    visits = tuple(visit(name, work=200, doc_min=80) for name in "AB")
    rules = DeskRules(mode=DeskMode.STRICT, doc_days=0)
    given = problem((engineer(),), visits, desk=rules)
    made = plan(given, route(D1, ("A", 550, 750), ("B", 750, 950)))
    blocks = (("A", 960, 1040), ("B", 1040, 1080), ("B", 1080, 1120))
    return Instance(
        rule="desk_capacity",
        problem=given,
        bad=replace(
            made,
            desk=tuple(
                DeskBlock(
                    engineer_id="E1",
                    date=D1,
                    start_min=start,
                    end_min=end,
                    kind=DeskKind.DOC,
                    visit_id=name,
                )
                for name, start, end in blocks
            ),
            desk_overflow_min=40,
        ),
        subject="E1",
        amount=40,
        unserved_with=10,
        unserved_without=0,
    )


def _emergency_reserve() -> Instance:
    """Back at 1060 of a shift that ends at 1080, with 60 min to be kept free."""
    given = problem((engineer(reserve_min=60),), (visit("A", work=250), visit("B", work=250)))
    return Instance(
        rule="emergency_reserve",
        problem=given,
        bad=plan(given, route(D1, ("A", 550, 800), ("B", 800, 1050))),
        subject="E1 2026-12-07",
        amount=40,
        unserved_with=10,
        unserved_without=0,
    )


def _emergency_deadline() -> Instance:
    """In time on D1, or a day late with the heavy visit B served on D1."""
    given = problem(
        (engineer(days=(D1, D2)),),
        (visit("A", (D1, D2), tier=Tier.EMERGENCY, deadline=D1), visit("B", (D1,), weight=100)),
        days=(D1, D2),
    )
    return Instance(
        rule="emergency_deadline",
        problem=given,
        bad=plan(given, whole_day("B", D1), whole_day("A", D2)),
        subject="A",
        amount=1,
        unserved_with=100,
        unserved_without=0,
    )


def _promise_kept() -> Instance:
    """Promised on D1 by 18:00; at 09:10 of D2 it is 1440 + 550 - 1080 = 910 min late."""
    given = problem(
        (engineer(days=(D1, D2)),),
        (
            visit("A", (D1, D2), promise=Promise(date=D1, start_min=540, end_min=1080)),
            visit("B", (D1,), weight=100),
        ),
        days=(D1, D2),
    )
    return Instance(
        rule="promise_kept",
        problem=given,
        bad=plan(given, whole_day("B", D1), whole_day("A", D2)),
        subject="A",
        amount=910,
        unserved_with=100,
        unserved_without=0,
    )


def _by_rule(*instances: Instance) -> Mapping[str, Instance]:
    return {instance.rule: instance for instance in instances}


HARD_INSTANCES = _by_rule(
    _each_visit_once(),
    _one_route_per_day(),
    _access_window(),
    _allowed_day(),
    _not_before(),
    _notice_days(),
    _shift_limit(),
    _overtime_month(),
    _engineer_hours(),
    _lunch_break(),
    _visits_per_route(),
    _skills(),
    _fixed_engineer(),
    _absence(),
    _min_lag(),
    _consecutive_days(),
    _same_engineer(),
    _frozen_past(),
    _desk_capacity(),
    _emergency_reserve(),
)
PROMISE_INSTANCES = _by_rule(_emergency_deadline(), _promise_kept())
