"""On the very edge of a rule, and after a first finding: one minute, one day, one name further."""

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
from support.verdicts import DAYS, LUNCH, SAME_PLACE, broken, promises

from fieldplan.checker.travel import arrival
from fieldplan.domain import (
    After,
    Promise,
    Route,
    Stop,
    TravelMatrix,
)


class TestExactly:
    """What just keeps a rule is no violation, not even one of nothing."""

    def test_the_distance_of_stages(self) -> None:
        after = After(visit_id="A", min_days=1, min_calendar_days=1)
        given = problem(
            (engineer(days=DAYS),), (visit("A", DAYS), visit("B", DAYS, after=(after,))), days=DAYS
        )
        for day in (D2, D3):
            assert broken(given, plan(given, whole_day("A", D1), whole_day("B", day))) == []

    def test_the_hours_of_an_engineer(self) -> None:
        given = problem((engineer(hours_min=80),), (visit("A", work=60),))
        answer = plan(given, route(D1, ("A", 550, 610)))
        assert broken(given, answer) == []
        less = replace(given, engineers=(engineer(hours_min=79),))
        assert broken(less, answer) == [("engineer_hours", "E1", 1)]

    def test_the_months_overtime(self) -> None:
        person = replace(
            engineer(overtime_month_min=20, overtime_day_min=60), shifts={D1: (540, 600)}
        )
        given = problem((person,), (visit("A", work=60),))
        answer = plan(given, route(D1, ("A", 550, 610), overtime=20))
        assert broken(given, answer) == []
        less = replace(given, engineers=(replace(person, overtime_month_min=19),))
        assert broken(less, answer) == [("overtime_month", "E1", 1)]

    def test_the_reserve(self) -> None:
        person = engineer(reserve_min=60, overtime_day_min=10)
        given = problem((person,), (visit("A", work=60),))
        for back, amount in ((1020, 0), (1021, 1), (1090, 70), (1100, 70)):
            end = back - 10
            made = route(D1, ("A", end - 60, end), leave=end - 70, overtime=max(0, back - 1080))
            found = [f for f in broken(given, plan(given, made)) if f[0] == "emergency_reserve"]
            assert found == ([("emergency_reserve", "E1 2026-12-07", amount)] if amount else [])

    def test_a_promised_window(self) -> None:
        for end, expected in ((550, []), (549, [("promise_kept", "A", 1, True)])):
            promised = visit("A", work=60, promise=Promise(date=D1, start_min=500, end_min=end))
            given = problem((engineer(),), (promised,))
            assert promises(given, plan(given, route(D1, ("A", 550, 610)))) == expected


class TestLunch:
    def on(self, shift: tuple[int, int]) -> list[tuple[str, str, int]]:
        given = problem(
            (replace(engineer(), shifts={D1: shift}),), (visit("A", work=60),), lunch=LUNCH
        )
        leave = shift[0]
        made = route(D1, ("A", leave + 10, leave + 70), leave=leave)
        return broken(given, plan(given, made))

    @pytest.mark.parametrize(
        ("shift", "due"),
        [
            ((600, 840), False),
            ((600, 841), True),
            ((610, 840), False),
            ((500, 780), True),
            ((500, 779), False),
            ((900, 1300), True),
            ((901, 1300), False),
        ],
    )
    def test_when_it_is_due(self, shift: tuple[int, int], due: bool) -> None:
        subject = "E1 2026-12-07"
        assert self.on(shift) == ([("lunch_break", subject, 60)] if due else [])

    def test_it_interrupts_only_work_of_more_than_four_hours(self) -> None:
        for work, amount in ((241, 0), (240, 60)):
            given = problem((engineer(),), (visit("A", work=work),), lunch=LUNCH)
            end = 550 + work + (0 if amount else 60)
            made = replace(route(D1, ("A", 550, end)), lunch_min=720)
            expected = [("lunch_break", "E1 2026-12-07", amount)] if amount else []
            assert broken(given, plan(given, made)) == expected

    def test_it_may_begin_with_the_work_that_it_interrupts(self) -> None:
        given = problem((engineer(),), (visit("A", work=300),), lunch=LUNCH)
        made = replace(route(D1, ("A", 730, 1090), leave=720, overtime=20), lunch_min=730)
        found = broken(given, plan(given, made))
        assert found == [("shift_limit", "E1 2026-12-07", 20)]

    def waiting(self, lunch: int, depart: int) -> list[tuple[str, str, int]]:
        """At the site until 730; the engineer leaves it at ``depart``."""
        given = problem((engineer(),), (visit("A", work=100),), lunch=LUNCH)
        made = route(D1, ("A", 630, 730), leave=615)
        stop = replace(made.stops[0], arrive_min=625, depart_min=depart)
        made = replace(made, stops=(stop,), lunch_min=lunch, back_min=depart + 10)
        return broken(given, plan(given, made))

    @pytest.mark.parametrize(
        ("lunch", "depart", "amount"),
        [
            (730, 790, 0),
            (740, 800, 0),  # a little later, on the site
            (730, 795, 65),
            (730, 785, 55),
            (725, 785, 55),  # it began while he was at work
        ],
    )
    def test_he_leaves_when_it_is_over(self, lunch: int, depart: int, amount: int) -> None:
        found = [f for f in self.waiting(lunch, depart) if f[0] == "timeline"]
        assert found == ([("timeline", "A", amount)] if amount else [])

    def test_after_the_return_it_counts_as_overtime(self) -> None:
        person = replace(engineer(overtime_day_min=60), shifts={D1: (540, 930)})
        given = problem((person,), (visit("A", work=330),), lunch=LUNCH)
        for at, overtime in ((890, 20), (895, 25)):
            made = replace(route(D1, ("A", 550, 880), overtime=overtime), lunch_min=at)
            assert broken(given, plan(given, made)) == []

    def test_on_the_way_it_is_no_time_of_work(self) -> None:
        """80 minutes of work and drive; lunch on the site makes it no more, at home neither."""
        for lunch, depart, hours in ((730, 790, 120), (740, 730, 120), (750, 730, 120)):
            given = problem((engineer(hours_min=hours),), (visit("A", work=100),), lunch=LUNCH)
            back = depart + 10
            stop = Stop(visit_id="A", arrive_min=630, start_min=630, end_min=730, depart_min=depart)
            made = replace(route(D1, ("A", 630, 730), leave=620), stops=(stop,), back_min=back)
            answer = plan(given, replace(made, lunch_min=lunch))
            assert [f for f in broken(given, answer) if f[0] == "engineer_hours"] == []
            tight = replace(given, engineers=(engineer(hours_min=hours - 1),))
            assert ("engineer_hours", "E1", 1) in broken(tight, answer)


class TestTimes:
    given = problem((engineer(),), (visit("A", work=60),))
    made = route(D1, ("A", 550, 610))

    @pytest.mark.parametrize(
        ("stop", "route_changes", "expected"),
        [
            ({"end_min": 613, "depart_min": 613}, {"back_min": 623}, ("A", 3)),
            ({"end_min": 606, "depart_min": 606}, {"back_min": 616}, ("A", 4)),
            ({"depart_min": 605}, {"back_min": 615}, ("A", 5)),
            ({}, {"back_min": 618}, ("E1 2026-12-07", 2)),
            ({}, {"back_min": 623}, ("E1 2026-12-07", 3)),
            ({}, {"drive_min": 17}, ("E1 2026-12-07", 3)),
            ({}, {"drive_min": 22}, ("E1 2026-12-07", 2)),
            ({}, {"overtime_min": 4}, ("E1 2026-12-07", 4)),
            ({}, {"distance_m": 700}, ("E1 2026-12-07", 700)),
        ],
    )
    def test_by_how_much_a_figure_is_off(
        self, stop: dict[str, int], route_changes: dict[str, int], expected: tuple[str, int]
    ) -> None:
        made = replace(self.made, stops=(replace(self.made.stops[0], **stop),), **route_changes)
        found = broken(self.given, plan(self.given, made))
        assert [f[1:] for f in found if f[0] == "timeline"] == [expected]

    def test_leaving_too_early_is_a_matter_of_the_shift_alone(self) -> None:
        made = route(D1, ("A", 545, 605), leave=535)
        assert broken(self.given, plan(self.given, made)) == [("shift_limit", "E1 2026-12-07", 5)]

    def test_no_way_back(self) -> None:
        minutes = self.given.travel.minutes.copy()
        minutes[1, 0] = -1
        given = replace(self.given, travel=TravelMatrix(minutes=minutes))
        found = [f for f in broken(given, plan(given, self.made)) if f[0] == "timeline"]
        assert found == [("timeline", "E1 2026-12-07", 1)]

    def test_a_day_on_which_nothing_moves(self) -> None:
        """At 0 % nobody arrives, and where there is no way to go nobody need drive."""
        given = replace(self.given, traffic={D1.weekday(): (0,) * 48})
        found = [f for f in broken(given, plan(given, self.made)) if f[0] == "timeline"]
        assert found == [("timeline", "A", 1), ("timeline", "E1 2026-12-07", 1)]
        home = replace(given, visits=(replace(given.visits[0], location=0),))
        stop = Stop(visit_id="A", arrive_min=540, start_min=540, end_min=600, depart_min=600)
        made = replace(self.made, stops=(stop,), back_min=600, drive_min=0)
        assert broken(home, plan(home, made)) == []

    def test_traffic_of_the_night_and_of_a_day_that_hardly_moves(self) -> None:
        # Half speed until half past midnight, which also holds after midnight of the day.
        night = replace(self.given, traffic={D1.weekday(): (50, *(100,) * 47)})
        assert [arrival(night, D1, 0, 1, leave) for leave in (1430, 1435, 1440, 1466)] == [
            1440,
            1450,
            1460,
            1478,
        ]
        slow = replace(self.given, traffic={D1.weekday(): (1,) * 48})
        assert arrival(slow, D1, 0, 1, 540) == 1540

    def test_work_does_not_begin_before_he_is_there(self) -> None:
        given = problem((engineer(),), (visit("A", work=60), visit("B", work=60)))
        made = route(D1, ("A", 550, 610), ("B", 609, 669))
        made = replace(made, back_min=679)
        assert broken(given, plan(given, made)) == [("timeline", "B", 1)]

    def test_the_overhead_is_of_every_place_in_turn(self) -> None:
        minutes = TravelMatrix(minutes=(10 * (1 - SAME_PLACE)))
        visits = tuple(
            replace(visit(name, work=60), location=place)
            for name, place in (("A", 1), ("B", 2), ("C", 1))
        )
        given = replace(problem((engineer(),), visits), travel=minutes, stop_overhead_min=7)
        stops, at = [], 540
        for name in "ABC":
            arrive, start = at + 10, at + 17
            at = start + 60
            stops.append(
                Stop(visit_id=name, arrive_min=arrive, start_min=start, end_min=at, depart_min=at)
            )
        made = Route(
            engineer_id="E1",
            date=D1,
            leave_min=540,
            back_min=at + 10,
            stops=tuple(stops),
            drive_min=40,
        )
        assert broken(given, plan(given, made)) == []
        for number, name in ((1, "B"), (2, "C")):
            early = [
                replace(
                    stop,
                    arrive_min=stop.arrive_min - (7 if n > number else 0),
                    start_min=stop.start_min - (7 if n >= number else 0),
                    end_min=stop.end_min - (7 if n >= number else 0),
                    depart_min=stop.depart_min - (7 if n >= number else 0),
                )
                for n, stop in enumerate(stops)
            ]
            answer = plan(given, replace(made, stops=tuple(early), back_min=at + 3))
            assert broken(given, answer) == [("timeline", name, 7)]
