"""What is frozen at a moment, and where each engineer goes on."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from rules.instances import D1, D2, engineer, problem, visit
from support.naive_plan import with_totals

from fieldplan.checker import check
from fieldplan.domain import Past, Plan, Problem, Route, Stop
from fieldplan.resolve.freeze import freeze
from fieldplan.solver import StopRule, solve

STOP = StopRule(iterations=40)


def stop(name: str, arrive: int, end: int) -> Stop:
    return Stop(visit_id=name, arrive_min=arrive, start_min=arrive, end_min=end, depart_min=end)


def day() -> tuple[Problem, Plan]:
    """Base, A 550-650, B 660-760 at the same place, C there 760-860, back 870; D on the next."""
    visits = tuple(visit(name, (D1, D2), work=100) for name in "ABCD")
    given = problem((engineer(days=(D1, D2)),), visits, days=(D1, D2))
    route = Route(
        engineer_id="E1",
        date=D1,
        leave_min=540,
        back_min=860,
        stops=(stop("A", 550, 650), stop("B", 650, 750), stop("C", 750, 850)),
        drive_min=20,
    )
    after = Route(
        engineer_id="E1",
        date=D2,
        leave_min=540,
        back_min=660,
        stops=(stop("D", 550, 650),),
        drive_min=20,
    )
    whole = with_totals(given, Plan(routes=(route, after)))
    assert check(given, whole).violations == ()
    return given, whole


def frozen_ids(minute: int, **more: object) -> list[str]:
    given, made = day()
    now = datetime(2026, 12, 7, minute // 60, minute % 60)
    past = freeze(given, made, now, **more)  # type: ignore[arg-type]
    return [s.visit_id for route in past.routes for s in route.stops]


class TestToday:
    def test_nothing_before_he_leaves(self) -> None:
        assert frozen_ids(540) == []

    def test_the_stop_driven_to_is_frozen(self) -> None:
        assert frozen_ids(541) == ["A"]

    def test_the_stop_under_way_is_frozen_and_the_next_is_free(self) -> None:
        assert frozen_ids(600) == ["A"]
        assert frozen_ids(650) == ["A"]
        assert frozen_ids(651) == ["A", "B"]

    def test_he_goes_on_when_the_stop_ends(self) -> None:
        given, made = day()
        past = freeze(given, made, datetime(2026, 12, 7, 10, 0))
        resume = past.resume["E1"]
        assert (resume.minute, resume.location, resume.visits_done) == (650, 1, 1)

    def test_after_the_last_stop_he_may_leave_base_again(self) -> None:
        given, made = day()
        past = freeze(given, made, datetime(2026, 12, 7, 14, 15))
        assert (past.resume["E1"].minute, past.resume["E1"].location) == (860, 0)
        assert past.routes == made.routes[:1]

    def test_a_frozen_part_is_closed_at_base(self) -> None:
        given, made = day()
        (route,) = freeze(given, made, datetime(2026, 12, 7, 10, 0)).routes
        assert (route.back_min, route.drive_min, route.overtime_min) == (660, 20, 0)


class TestOverrides:
    def test_an_absence_frees_what_was_not_finished(self) -> None:
        assert frozen_ids(700, away={"E1": datetime(2026, 12, 7, 11, 40)}) == ["A"]

    def test_a_visit_that_was_not_made_is_free(self) -> None:
        assert frozen_ids(700, not_made=frozenset({"A"})) == ["B"]


class TestGoingOn:
    def test_the_rest_of_the_day_joins_what_is_frozen(self) -> None:
        """At 10:00 A is under way; D is called for today and fits behind it."""
        given, made = day()
        now = datetime(2026, 12, 7, 10, 0)
        past = freeze(given, made, now)
        person = replace(given.engineers[0], resume={D1: past.resume["E1"]})
        urgent = replace(given.visits[3], deadline=D1)
        whole = replace(
            given,
            engineers=(person,),
            visits=(*given.visits[:3], urgent),
            past=Past(until=now, routes=past.routes),
        )
        answer = solve(whole, STOP, previous=made).plan
        assert check(whole, answer).violations == ()
        today = next(route for route in answer.routes if route.date == D1)
        assert today.stops[0] == replace(made.routes[0].stops[0], depart_min=650)
        assert {"D"} < {s.visit_id for s in today.stops}

    def test_it_may_begin_at_base_once_more(self) -> None:
        given, made = day()
        now = datetime(2026, 12, 7, 14, 15)
        past = freeze(given, made, now)
        person = replace(given.engineers[0], resume={D1: past.resume["E1"]})
        urgent = replace(given.visits[3], deadline=D1)
        whole = replace(
            given,
            engineers=(person,),
            visits=(*given.visits[:3], urgent),
            past=Past(until=now, routes=past.routes),
        )
        answer = solve(whole, STOP, previous=made).plan
        assert check(whole, answer).violations == ()
        (today,) = answer.routes
        assert [s.visit_id for s in today.stops] == ["A", "B", "C", "D"]
        assert today.stops[2].depart_min >= 860
        assert today.drive_min == 40


def test_a_past_day_is_frozen_whole() -> None:
    given, made = day()
    past = freeze(given, made, datetime(2026, 12, 8, 9, 0))
    assert past.routes == made.routes[:1]


def test_the_changed_past_is_refused() -> None:
    given, made = day()
    past = freeze(given, made, datetime(2026, 12, 8, 9, 0))
    whole = replace(given, past=Past(until=datetime(2026, 12, 8, 9, 0), routes=past.routes))
    assert check(whole, made).violations == ()
    late = replace(made.routes[0], leave_min=539)
    broken = replace(made, routes=(late, *made.routes[1:]))
    assert [v.rule for v in check(whole, broken).violations] == ["frozen_past"]
