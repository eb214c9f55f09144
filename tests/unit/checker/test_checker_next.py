"""A finding, or the lack of one, does not end a rule's look at what follows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rules.instances import (
    D1,
    D2,
    D3,
    engineer,
    plan,
    problem,
    route,
    visit,
    whole_day,
)
from support.verdicts import DAYS, LUNCH, broken, promises

from fieldplan.domain import (
    Plan,
    Promise,
    Resume,
)


class TestTheNextOne:
    """A finding, or the lack of one, does not end the rule's look at what follows."""

    def test_windows_after_a_visit_on_a_closed_day(self) -> None:
        late = ((900, 1000),)
        given = problem(
            (engineer(days=(D1,)),), (visit("A", (D2,), work=60), visit("B", work=60, windows=late))
        )
        answer = plan(given, route(D1, ("A", 550, 610), ("B", 610, 670)))
        assert broken(given, answer) == [("access_window", "B", 290), ("allowed_day", "A", 1)]

    def test_groups_after_one_that_is_left_out(self) -> None:
        visits = tuple(visit(name, DAYS) for name in "ABCD")
        given = problem(
            (engineer(days=DAYS),), visits, days=DAYS, consecutive=(("A", "B"), ("C", "D"))
        )
        for first, second in ((D1, D3), (D2, D1), (D3, D1)):
            answer = plan(given, whole_day("C", first), whole_day("D", second), left_out=("A", "B"))
            assert broken(given, answer) == [("consecutive_days", "C", 1)]

    @pytest.mark.parametrize("names", [("E1", "E2"), ("E2", "E1")])
    def test_a_group_by_two_engineers(self, names: tuple[str, str]) -> None:
        people = (engineer(days=DAYS), engineer("E2", days=DAYS))
        given = problem(
            people, (visit("A", DAYS), visit("B", DAYS)), days=DAYS, consecutive=(("A", "B"),)
        )
        answer = plan(given, whole_day("A", D1, names[0]), whole_day("B", D2, names[1]))
        assert broken(given, answer) == [("consecutive_days", "A", 1)]

    def test_limits_of_the_second_engineer(self) -> None:
        second = replace(
            engineer("E2", overtime_day_min=60),
            shifts={D1: (540, 600)},
            reserve_min=30,
            hours_min=70,
            overtime_month_min=5,
            max_visits=0,
        )
        given = problem((engineer(), second), (visit("A", work=60), visit("B", work=60)))
        answer = plan(
            given,
            route(D1, ("A", 550, 610)),
            route(D1, ("B", 550, 610), who="E2", overtime=20),
        )
        assert broken(given, answer) == [
            ("overtime_month", "E2", 15),
            ("engineer_hours", "E2", 10),
            ("visits_per_route", "E2 2026-12-07", 1),
            ("emergency_reserve", "E2 2026-12-07", 50),
        ]

    def test_shift_and_lunch_after_a_route_on_a_day_of_absence(self) -> None:
        away = replace(engineer(), shifts={}, absent=frozenset({D1}))
        late = replace(engineer("E2"), shifts={D1: (540, 800)})
        given = problem((away, late), (visit("A", work=60), visit("B", work=260)), lunch=LUNCH)
        answer = plan(
            given,
            route(D1, ("A", 550, 610)),
            route(D1, ("B", 550, 810), who="E2", overtime=20),
        )
        assert broken(given, answer) == [
            ("shift_limit", "E2 2026-12-07", 20),
            ("lunch_break", "E2 2026-12-07", 60),
            ("absence", "E1 2026-12-07", 1),
        ]

    def test_promises_after_none_and_after_a_kept_one(self) -> None:
        promise = Promise(date=D1, start_min=540, end_min=600)
        visits = (
            visit("A", work=60),
            visit("B", work=60, promise=replace(promise, end_min=700)),
            visit("C", work=60, promise=promise),
        )
        given = problem((engineer(),), visits)
        answer = plan(given, route(D1, ("A", 550, 610), ("B", 610, 670), ("C", 670, 730)))
        assert promises(given, answer) == [("promise_kept", "C", 70, True)]

    def test_whether_a_broken_promise_was_served_is_told(self) -> None:
        urgent = visit("A", DAYS, deadline=D1, promise=Promise(date=D1, start_min=540, end_min=600))
        given = problem((engineer(days=DAYS),), (urgent,), days=DAYS)
        served = promises(given, plan(given, whole_day("A", D2)))
        assert [(rule, told) for rule, _, _, told in served] == [
            ("emergency_deadline", True),
            ("promise_kept", True),
        ]
        left = promises(given, plan(given, left_out=("A",)))
        assert [told for *_, told in left] == [False, False]

    def test_a_day_after_the_promised_one_needs_notice_too(self) -> None:
        promised = visit(
            "A", DAYS, notice_until=D3, promise=Promise(date=D1, start_min=540, end_min=600)
        )
        given = problem((engineer(days=DAYS),), (promised,), days=DAYS)
        assert broken(given, plan(given, whole_day("A", D2))) == [("notice_days", "A", 1)]

    def test_how_often_a_stranger_is_named(self) -> None:
        given = problem((engineer(),), (visit("A", work=60),))
        routes = (
            route(D1, ("X", 550, 610), who="E9"),
            route(D2, ("X", 550, 610), who="E9"),
            route(D2, ("X", 550, 610)),
        )
        found = [f[1:] for f in broken(given, Plan(routes=routes)) if f[0] == "known_ids"]
        assert found == [("E9", 2), ("X", 3), ("2026-12-08", 2)]

    def test_a_resumed_day_without_a_shift(self) -> None:
        person = replace(engineer(), shifts={}, resume={D1: Resume(minute=600, location=0)})
        given = problem((person,), (visit("A", work=60),))
        made = route(D1, ("A", 610, 670), leave=600)
        assert broken(given, plan(given, made)) == [("shift_limit", "E1 2026-12-07", 80)]
