"""Desk work by hand and against a maximum matching of minutes."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from ortools.graph.python import max_flow
from support.naive_plan import naive_plan
from support.random_problems import random_problem, with_desk

from fieldplan.desk import Job, backlog_after, jobs_of, lay_desk, room_of
from fieldplan.domain import (
    DeskBacklog,
    DeskBlock,
    DeskRules,
    LunchRule,
    Plan,
    Problem,
    ProblemEngineer,
    Route,
    Stop,
    Tier,
    TravelMatrix,
    Visit,
)
from fieldplan.settings import Settings

DAYS = tuple(date(2026, 12, d) for d in (7, 8, 9, 10, 11, 14))
SHIFT = (540, 1080)


def problem(*visits: Visit, days: tuple[date, ...] = DAYS, **rules: object) -> Problem:
    return Problem(
        days=days,
        engineers=(ProblemEngineer(id="E", start=0, end=0, shifts=dict.fromkeys(days, SHIFT)),),
        visits=visits,
        travel=TravelMatrix(minutes=np.zeros((1, 1), dtype=np.int32)),
        lunch=LunchRule(minutes=60),
        desk=DeskRules(**rules),  # type: ignore[arg-type]
    )


def visit(name: str, prep: int, doc: int, **more: object) -> Visit:
    return Visit(
        id=name, location=0, duration_min=60, weight=1, windows={}, prep_min=prep, doc_min=doc,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def route(day: date, name: str, leave: int = 540, back: int = 1000, who: str = "E") -> Route:
    stop = Stop(visit_id=name, arrive_min=leave, start_min=leave, end_min=back, depart_min=back)
    return Route(
        engineer_id=who, date=day, leave_min=leave, back_min=back, stops=(stop,), lunch_min=720
    )


def told(blocks: tuple[DeskBlock, ...]) -> list[tuple[int, int, int, str, str]]:
    return [(b.date.day, b.start_min, b.end_min, b.kind.value, b.visit_id) for b in blocks]


def test_preparation_before_and_paperwork_after() -> None:
    given = problem(visit("A", 30, 100))
    laid = lay_desk(given, [route(DAYS[2], "A")])
    # 80 min are left on the day itself (1000 to 1080), the rest next morning.
    assert told(laid.blocks) == [
        (7, 540, 570, "prep", "A"),
        (9, 1000, 1080, "doc", "A"),
        (10, 540, 560, "doc", "A"),
    ]
    assert laid.overflow_min == 0


def test_the_first_two_days_are_prepared_unless_the_backlog_says_otherwise() -> None:
    given = problem(visit("A", 30, 0))
    assert lay_desk(given, [route(DAYS[1], "A")]).blocks == ()
    owed = DeskBacklog(engineer_id="E", visit_id="A", minutes=30, until=DAYS[0])
    given = problem(visit("A", 30, 0), backlog=(owed,))
    assert told(lay_desk(given, [route(DAYS[1], "A")]).blocks) == [(7, 540, 570, "prep", "A")]


def test_an_emergency_is_prepared_before_departure() -> None:
    urgent = visit("A", 30, 0, tier=Tier.EMERGENCY)
    laid = lay_desk(problem(urgent), [route(DAYS[0], "A", leave=600)])
    assert told(laid.blocks) == [(7, 540, 570, "prep", "A")]
    # No time before departure: the excess lies before the shift.
    laid = lay_desk(problem(urgent), [route(DAYS[0], "A", leave=555)])
    assert told(laid.blocks) == [(7, 525, 540, "prep", "A"), (7, 540, 555, "prep", "A")]
    assert laid.overflow_min == 15


def test_excess_lies_after_the_shift_on_the_least_burdened_day() -> None:
    """Two days of 480 free minutes, less routes of 460 (720 to 780 is lunch): 20 + 480."""
    days = DAYS[:2]
    given = problem(visit("A", 0, 560), days=days, doc_days=1)
    laid = lay_desk(given, [route(days[0], "A")])
    assert laid.overflow_min == 0  # 80 on the first day, 480 on the second
    given = problem(visit("A", 0, 600), days=days, doc_days=1)
    laid = lay_desk(given, [route(days[0], "A")])
    assert laid.overflow_min == 40
    assert told(laid.blocks)[-1] == (8, 1080, 1120, "doc", "A")


def test_lunch_without_a_route_is_kept_free() -> None:
    given = problem(visit("A", 0, 400), days=DAYS[:2], doc_days=1)
    laid = lay_desk(given, [route(DAYS[0], "A")])
    assert told(laid.blocks)[1:] == [(8, 540, 720, "doc", "A"), (8, 780, 920, "doc", "A")]


def test_paperwork_due_after_the_horizon_carries_over() -> None:
    given = problem(visit("A", 0, 100), days=DAYS[:2])
    laid = lay_desk(given, [route(DAYS[1], "A")])
    assert laid.overflow_min == 0
    assert [(job.visit_id, job.minutes) for job in laid.carried] == [("A", 20)]
    plan = laid.on(Plan(routes=(route(DAYS[1], "A"),)))
    # Three working days after Tuesday the 8th.
    assert backlog_after(given, plan, DAYS[1], Settings()) == (
        DeskBacklog(engineer_id="E", visit_id="A", minutes=20, until=date(2026, 12, 11)),
    )
    assert backlog_after(given, plan, DAYS[0], Settings()) == ()


def test_consultations_are_shared_by_days_at_work_and_contractors_give_none() -> None:
    given = problem(consult_week_min=211)
    staff = replace(given.engineers[0], id="F", shifts=dict.fromkeys(DAYS[:3], SHIFT))
    other = replace(given.engineers[0], id="C", contractor=True)
    given = replace(given, engineers=(*given.engineers, staff, other))
    shares = Counter[tuple[str, int]]()
    for job in jobs_of(given, ()):
        shares[job.engineer_id, job.release] += job.minutes
    # First week: 8 days at work of which E has 5; second week: one day, a fifth.
    assert shares == {("E", 0): 131, ("F", 0): 80, ("E", 10): 42}


def test_a_contractor_hands_over_and_nothing_else() -> None:
    given = problem(visit("A", 30, 100), handover_min=15)
    other = replace(given.engineers[0], id="C", contractor=True)
    given = replace(given, engineers=(other,))
    laid = lay_desk(given, [route(DAYS[3], "A", who="C")])
    assert told(laid.blocks) == [(10, 1000, 1015, "doc", "A")]


@pytest.mark.parametrize("chunk", range(6))
def test_overflow_is_the_least_possible(chunk: int) -> None:
    """Against the maximum flow of minutes into half-days."""
    missed = 0
    for seed in range(chunk * 25, chunk * 25 + 25):
        given = with_desk(random_problem(seed, max_visits=14), seed)
        plan = naive_plan(given, seed)
        laid = lay_desk(given, plan.routes)
        jobs = [job for job in jobs_of(given, plan.routes) if job.due is not None]
        most = sum(_most_in_time(given, plan, e, jobs) for e in given.engineers)
        assert laid.overflow_min == sum(job.minutes for job in jobs) - most, seed
        missed += laid.overflow_min
        assert sum(b.minutes for b in laid.blocks) + sum(j.minutes for j in laid.carried) == sum(
            job.minutes for job in jobs_of(given, plan.routes)
        ), seed
    assert missed > 0


def _most_in_time(given: Problem, plan: Plan, engineer: ProblemEngineer, jobs: list[Job]) -> int:
    flow = max_flow.SimpleMaxFlow()
    source, sink, n = 0, 1, 2 * len(given.days)
    routes = {r.date: r for r in plan.routes if r.engineer_id == engineer.id}
    for d, day in enumerate(given.days):
        if day not in engineer.shifts:
            continue
        room = room_of(given, engineer, day, routes.get(day))
        for half, spans in ((2 * d, room.before), (2 * d + 1, room.after)):
            flow.add_arc_with_capacity(2 + half, sink, sum(b - a for a, b in spans))
    for number, job in enumerate(j for j in jobs if j.engineer_id == engineer.id):
        node = 2 + n + number
        flow.add_arc_with_capacity(source, node, job.minutes)
        for half in range(job.release, (job.due or 0) + 1):
            flow.add_arc_with_capacity(node, 2 + half, job.minutes)
    if flow.num_arcs() == 0:
        return 0
    assert flow.solve(source, sink) == flow.OPTIMAL
    return int(flow.optimal_flow())
