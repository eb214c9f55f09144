"""A month planned anew while it runs: what is driven stays, the rest is judged; by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import numpy as np
import pytest
from rules.instances import D1, D2, D3, engineer, plan, problem, visit

from fieldplan.checker import check
from fieldplan.domain import (
    LunchRule,
    Past,
    Plan,
    Problem,
    Resume,
    Route,
    Stop,
    TravelMatrix,
)

TRAVEL = TravelMatrix(
    minutes=np.array([[0, 10, 20], [10, 0, 15], [20, 15, 0]], dtype=np.int32),
    metres=np.array([[0, 5000, 9000], [5000, 0, 7000], [9000, 7000, 0]], dtype=np.int32),
)
A = Stop(visit_id="A", arrive_min=550, start_min=550, end_min=610, depart_min=610)
B = Stop(visit_id="B", arrive_min=625, start_min=625, end_min=685, depart_min=685)
DRIVEN = Route(
    engineer_id="E1",
    date=D1,
    leave_min=540,
    back_min=705,
    stops=(A, B),
    drive_min=45,
    distance_m=21000,
)
"""Base, A in place 1, B in place 2, and (as if the day ended there) 20 minutes home."""
LUNCH = LunchRule(minutes=60, earliest_min=720, latest_min=900, interrupt_over_min=240)
SUBJECT = "E1 2026-12-07"


def running(*frozen: Route, at: int = 680, day: date = D1, **resume: int | bool) -> Problem:
    """Three visits on three days; it is ``at`` on ``day``, and ``resume`` is the rest of D1."""
    visits = tuple(
        replace(visit(name, (D1, D2, D3), work=60), location=place)
        for name, place in (("A", 1), ("B", 2), ("C", 1))
    )
    person = engineer(days=(D1, D2, D3))
    if resume:
        person = replace(person, resume={D1: Resume(**resume)})  # type: ignore[arg-type]
    until = datetime(day.year, day.month, day.day, at // 60, at % 60)
    return replace(
        problem((person,), visits, days=(D1, D2, D3)),
        travel=TRAVEL,
        past=Past(until=until, routes=frozen or (DRIVEN,)),
    )


def broken(given: Problem, *routes: Route) -> list[tuple[str, str, int]]:
    served = {stop.visit_id for route in routes for stop in route.stops}
    left_out = tuple(v.id for v in given.visits if v.id not in served)
    return [
        (v.rule, v.subject, v.amount)
        for v in check(given, plan(given, *routes, left_out=left_out)).violations
    ]


def changed_past(given: Problem, *routes: Route) -> list[tuple[str, int]]:
    found = check(given, Plan(routes=routes)).violations
    return [(v.subject, v.amount) for v in found if v.rule == "frozen_past"]


class TestTheRestOfADay:
    """Under way at B; he gets on at 690, to C in place 1, and home."""

    given = running(minute=690, location=2, visits_done=2)
    last = replace(B, depart_min=690)
    c = Stop(visit_id="C", arrive_min=705, start_min=705, end_min=765, depart_min=765)
    # 45 minutes driven less 20 home from B, which are not; then 15 to C and 10 home.
    whole = replace(
        DRIVEN, stops=(A, last, c), back_min=775, drive_min=50, distance_m=21000 - 9000 + 12000
    )

    def test_goes_on_from_where_he_stands(self) -> None:
        assert broken(self.given, self.whole) == []

    @pytest.mark.parametrize(
        ("changes", "field", "amount"),
        [
            ({"drive_min": 45}, "drive", 5),
            ({"drive_min": 53}, "drive", 3),
            ({"distance_m": 33000}, "distance", 9000),
            ({"distance_m": 23999}, "distance", 1),
            ({"back_min": 772}, "back", 3),
            ({"back_min": 779}, "back", 4),
        ],
    )
    def test_its_totals_are_those_of_the_whole(
        self, changes: dict[str, int], field: str, amount: int
    ) -> None:
        made = replace(self.whole, **changes)
        found = check(self.given, plan(self.given, made)).violations
        told = [(v.params["field"], v.amount) for v in found if v.rule == "timeline"]
        assert told == [(field, amount)]

    def test_the_stop_after_the_frozen_ones_is_judged(self) -> None:
        late = replace(self.c, end_min=770, depart_min=770)
        made = replace(self.whole, stops=(A, self.last, late), back_min=780)
        assert broken(self.given, made) == [("timeline", "C", 5)]

    def test_he_gets_on_at_a_step_from_then(self) -> None:
        for wait, expected in ((15, []), (7, [("timeline", SUBJECT, 7)])):
            later = replace(
                self.whole,
                stops=(
                    A,
                    replace(B, depart_min=690 + wait),
                    replace(
                        self.c,
                        arrive_min=705 + wait,
                        start_min=705 + wait,
                        end_min=765 + wait,
                        depart_min=765 + wait,
                    ),
                ),
                back_min=775 + wait,
            )
            assert broken(self.given, later) == expected

    def test_stops_made_count_once_among_the_days_visits(self) -> None:
        for limit, expected in ((3, []), (2, [("visits_per_route", SUBJECT, 1)])):
            person = replace(self.given.engineers[0], max_visits=limit)
            assert broken(replace(self.given, engineers=(person,)), self.whole) == expected

    def test_from_home_nothing_of_the_way_home_is_spared(self) -> None:
        given = running(minute=720, location=0, visits_done=2, at=715)
        c = replace(self.c, arrive_min=730, start_min=730, end_min=790, depart_min=790)
        again = replace(
            DRIVEN,
            stops=(A, replace(B, depart_min=720), c),
            back_min=800,
            drive_min=45 + 20,
            distance_m=21000 + 10000,
        )
        assert broken(given, again) == []

    def test_from_the_first_stop_to_a_base_with_a_higher_number(self) -> None:
        """Base in place 2; from A on to C, in the same place, and 15 minutes home."""
        driven = replace(
            DRIVEN,
            stops=(replace(A, arrive_min=555, start_min=555, end_min=615, depart_min=615),),
            back_min=630,
            drive_min=30,
            distance_m=14000,
        )
        given = running(driven, minute=615, location=1, visits_done=1, at=610)
        person = replace(given.engineers[0], start=2, end=2)
        for at in (615, 630):
            c = replace(self.c, arrive_min=at, start_min=at, end_min=at + 60, depart_min=at + 60)
            stops = (replace(driven.stops[0], depart_min=at), c)
            made = replace(driven, stops=stops, back_min=at + 75)
            assert broken(replace(given, engineers=(person,)), made) == []

    def test_a_lunch_that_was_taken_before_is_no_second_one(self) -> None:
        eaten = replace(DRIVEN, lunch_min=610)
        given = replace(
            running(eaten, minute=690, location=2, visits_done=2, lunch_taken=True), lunch=LUNCH
        )
        assert broken(given, replace(self.whole, lunch_min=610)) == []

    def test_on_a_day_off_the_rest_is_outside_every_shift(self) -> None:
        person = replace(self.given.engineers[0], shifts={D2: (540, 1080)})
        given = replace(self.given, engineers=(person,))
        # From 690, when he gets on, until 775.
        assert broken(given, self.whole) == [("shift_limit", SUBJECT, 85)]


class TestWhatIsDriven:
    def test_a_route_as_it_was_is_not_judged_again(self) -> None:
        odd = replace(DRIVEN, drive_min=3, distance_m=7, overtime_min=0)
        assert broken(running(odd), odd) == []

    @pytest.mark.parametrize(
        ("route", "amount"),
        [
            (replace(DRIVEN, stops=(replace(A, start_min=551), B)), 1),
            (replace(DRIVEN, stops=(A,)), 1),
            (replace(DRIVEN, stops=(B,)), 2),
            (replace(DRIVEN, stops=(B, A)), 2),
            (replace(DRIVEN, drive_min=44), 1),
            (replace(DRIVEN, back_min=706), 1),
            (None, 2),
        ],
    )
    def test_its_stops_that_are_changed_count(self, route: Route | None, amount: int) -> None:
        routes = () if route is None else (route,)
        assert changed_past(running(), *routes) == [(SUBJECT, amount)]

    @pytest.mark.parametrize(
        ("changes", "amount"),
        [
            ({}, 0),
            ({"stops": (A, replace(B, depart_min=684), TestTheRestOfADay.c)}, 1),
            ({"stops": (A, replace(B, end_min=680), TestTheRestOfADay.c)}, 1),
            ({"stops": (replace(A, depart_min=612), B, TestTheRestOfADay.c)}, 1),
            ({"stops": (B, A, TestTheRestOfADay.c)}, 2),
            ({"leave_min": 525}, 1),
            ({"leave_min": 555}, 1),
            ({"lunch_min": 720}, 0),
        ],
    )
    def test_a_route_that_goes_on_keeps_what_was(
        self, changes: dict[str, object], amount: int
    ) -> None:
        given = running(minute=690, location=2, visits_done=2)
        made = replace(TestTheRestOfADay.whole, **changes)  # type: ignore[arg-type]
        expected = [(SUBJECT, amount)] if amount else []
        assert changed_past(given, made) == expected

    def test_the_lunch_that_was_taken_stays(self) -> None:
        eaten = replace(DRIVEN, lunch_min=610)
        given = running(eaten, minute=690, location=2, visits_done=2, lunch_taken=True)
        moved = replace(TestTheRestOfADay.whole, lunch_min=720)
        assert changed_past(given, moved) == [(SUBJECT, 1)]

    def test_nothing_joins_the_days_that_are_over(self) -> None:
        given = running(day=D2)
        c = TestTheRestOfADay.c
        for day, expected in (
            (D1, [("E2 2026-12-07", 1)]),
            (D2, []),
            (D3, []),
        ):
            other = Route(engineer_id="E2", date=day, leave_min=540, back_min=800, stops=(c,))
            assert changed_past(given, DRIVEN, other) == expected
        empty = Route(engineer_id="E2", date=D1, leave_min=540, back_min=540, stops=())
        assert changed_past(given, DRIVEN, empty) == []


class TestAfterTheDrivenRoute:
    """Judging does not end with the first route that is over."""

    def later(self, **changes: int) -> Route:
        stop = Stop(visit_id="C", arrive_min=550, start_min=550, end_min=610, depart_min=610)
        made = Route(
            engineer_id="E1",
            date=D2,
            leave_min=540,
            back_min=620,
            stops=(stop,),
            drive_min=20,
            distance_m=10000,
        )
        return replace(made, **changes)

    def test_the_timeline(self) -> None:
        assert broken(running(), DRIVEN, self.later(back_min=625)) == [
            ("timeline", "E1 2026-12-08", 5)
        ]

    def test_lunch(self) -> None:
        given = replace(running(replace(DRIVEN, lunch_min=720)), lunch=LUNCH)
        past = replace(DRIVEN, lunch_min=720)
        assert broken(given, past, self.later()) == [("lunch_break", "E1 2026-12-08", 60)]

    def test_the_shift_and_the_number_of_visits(self) -> None:
        given = running()
        person = replace(given.engineers[0], shifts={D2: (540, 615)}, max_visits=0)
        given = replace(given, engineers=(person,))
        assert broken(given, DRIVEN, self.later(overtime_min=5)) == [
            ("shift_limit", "E1 2026-12-08", 5),
            ("visits_per_route", "E1 2026-12-08", 1),
        ]
