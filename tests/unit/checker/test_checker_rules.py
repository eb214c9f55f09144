"""Edges of single rules that the binding instances do not touch, amounts by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rules.instances import D1, D2, D3, engineer, plan, problem, route, visit, whole_day
from support.verdicts import LUNCH, broken

from fieldplan.checker import check
from fieldplan.domain import (
    After,
    Plan,
    Promise,
    Reason,
    Resume,
    Route,
    TierResult,
    Unassigned,
)


def with_lunch(made: Route, at: int, *, depart: int | None = None, back: int = 0) -> Route:
    """The route with lunch at ``at``; ``depart`` is of the last stop."""
    stops = made.stops
    if depart is not None:
        stops = (*stops[:-1], replace(stops[-1], depart_min=depart))
    return replace(made, lunch_min=at, stops=stops, back_min=back or made.back_min)


class TestLunch:
    given = problem((engineer(),), (visit("A", work=100),), lunch=LUNCH)

    def after_work(self, start: int) -> Route:
        return route(D1, ("A", start, start + 100), leave=start - 10)

    @pytest.mark.parametrize(
        ("made", "amount"),
        [
            # Back at 670: lunch at base from 720 on, and what if it is too soon or too late.
            (with_lunch(route(D1, ("A", 550, 650)), 720), 0),
            (with_lunch(route(D1, ("A", 550, 650)), 700), 20),
            (with_lunch(route(D1, ("A", 550, 650)), 901), 1),
            # Before leaving at 810: 740 + 60 fits, 760 + 60 overlaps the drive by 10.
            (with_lunch(route(D1, ("A", 820, 920), leave=810), 740), 0),
            (with_lunch(route(D1, ("A", 820, 920), leave=810), 760), 10),
            # At the site after work 630-730, until 790; then the way back.
            (with_lunch(route(D1, ("A", 630, 730), leave=615), 730, depart=790, back=800), 0),
        ],
    )
    def test_place_and_hours(self, made: Route, amount: int) -> None:
        made = self.arriving(made)
        expected = [("lunch_break", "E1 2026-12-07", amount)] if amount else []
        assert broken(self.given, plan(self.given, made)) == expected

    def arriving(self, made: Route) -> Route:
        first = replace(made.stops[0], arrive_min=made.leave_min + 10)
        return replace(made, stops=(first, *made.stops[1:]))

    def test_parking_is_no_break(self) -> None:
        # Arrival 715 and 7 min of parking: from 722 on the engineer is free.
        given = replace(self.given, stop_overhead_min=7)
        made = self.arriving(route(D1, ("A", 787, 887), leave=705))
        made = replace(made, stops=(replace(made.stops[0], arrive_min=715),))
        assert broken(given, plan(given, with_lunch(made, 727))) == []
        # From 720 it would overlap the parking, which lasts until 722, by 2 min.
        assert broken(given, plan(given, with_lunch(made, 720))) == [
            ("lunch_break", "E1 2026-12-07", 2)
        ]

    def test_work_that_is_too_short_is_not_interrupted(self) -> None:
        made = with_lunch(route(D1, ("A", 700, 800), leave=690), 720)
        answer = plan(self.given, made)
        # 720-780 lies wholly inside the work: none of the hour is free.
        assert broken(self.given, answer) == [("lunch_break", "E1 2026-12-07", 60)]

    def test_long_work_is_interrupted_and_ends_later(self) -> None:
        given = problem((engineer(),), (visit("A", work=360),), lunch=LUNCH)
        good = with_lunch(route(D1, ("A", 550, 970)), 720)
        assert broken(given, plan(given, good)) == []
        short = with_lunch(route(D1, ("A", 550, 910)), 720)
        assert ("timeline", "A", 60) in broken(given, plan(given, short))

    def test_no_lunch_is_due_on_a_short_shift(self) -> None:
        short = replace(engineer(), shifts={D1: (540, 780)})
        given = problem((short,), (visit("A", work=100),), lunch=LUNCH)
        assert broken(given, plan(given, route(D1, ("A", 550, 650)))) == []
        needless = with_lunch(route(D1, ("A", 550, 650)), 720)
        assert broken(given, plan(given, needless)) == [("timeline", "E1 2026-12-07", 1)]

    def test_lunch_after_the_return_counts_as_overtime(self) -> None:
        late = replace(engineer(), shifts={D1: (540, 930)})
        given = problem((late,), (visit("A", work=330),), lunch=LUNCH)
        made = with_lunch(route(D1, ("A", 550, 880), overtime=20), 890)
        # Back at 890, lunch until 950, shift until 930: 20 min that are not allowed.
        assert broken(given, plan(given, made)) == [("shift_limit", "E1 2026-12-07", 20)]


class TestResume:
    resumed = replace(
        engineer(max_visits=3),
        resume={D1: Resume(minute=700, location=1, visits_done=2, lunch_taken=True)},
    )
    given = problem((resumed,), (visit("A", work=60), visit("B", work=60)), lunch=LUNCH)

    def made(self, leave: int, *names: str) -> Plan:
        """From place 1 itself, so the first drive takes no time."""
        stops = tuple((name, leave + 60 * n, leave + 60 * n + 60) for n, name in enumerate(names))
        there = route(D1, *stops, leave=leave - 10)
        left_out = tuple({"A", "B"} - set(names))
        return plan(self.given, replace(there, leave_min=leave, drive_min=10), left_out=left_out)

    def test_the_rest_of_the_day_needs_no_second_lunch(self) -> None:
        assert broken(self.given, self.made(700, "A")) == []

    def test_visits_made_before_count(self) -> None:
        assert broken(self.given, self.made(700, "A", "B")) == [
            ("visits_per_route", "E1 2026-12-07", 1)
        ]

    def test_leaving_in_the_past(self) -> None:
        assert broken(self.given, self.made(670, "A")) == [("shift_limit", "E1 2026-12-07", 30)]


class TestTimeline:
    given = problem((engineer(),), (visit("A", work=60), visit("B", work=60)))
    good = plan(given, route(D1, ("A", 550, 610), ("B", 610, 670)))

    def test_a_later_start_than_necessary_is_legal(self) -> None:
        answer = plan(self.given, route(D1, ("A", 590, 650), ("B", 700, 760)))
        stops = tuple(
            replace(stop, arrive_min=arrive)
            for stop, arrive in zip(answer.routes[0].stops, (550, 650), strict=True)
        )
        made = replace(answer.routes[0], stops=stops)
        assert broken(self.given, plan(self.given, made)) == []

    def test_the_overhead_counts_once_a_place(self) -> None:
        given = replace(self.given, stop_overhead_min=7)
        made = route(D1, ("A", 557, 617), ("B", 617, 677))
        stops = (replace(made.stops[0], arrive_min=550), made.stops[1])
        assert broken(given, plan(given, replace(made, stops=stops))) == []
        # Without the overhead at the first stop, work starts 7 min too early.
        assert broken(given, plan(given, self.good.routes[0])) == [("timeline", "A", 7)]

    def test_traffic_slows_the_drive(self) -> None:
        # Half speed from 09:00: 10 free-flow minutes take 20; full speed again from 09:30.
        profile = (*(100,) * 18, 50, *(100,) * 29)
        given = replace(self.given, traffic={D1.weekday(): profile})
        made = route(D1, ("A", 560, 620), ("B", 620, 680))
        first = replace(made.stops[0], arrive_min=560)
        slow = replace(made, stops=(first, made.stops[1]), drive_min=30)
        assert broken(given, plan(given, slow)) == []
        assert ("timeline", "A", 10) in broken(given, self.good)

    def test_a_minute_of_road_may_be_left_over(self) -> None:
        # At 99 % a minute of road takes two: 99 of 100 are covered after the first.
        given = replace(
            self.given,
            travel=replace(self.given.travel, minutes=self.roads() // 10),
            traffic={D1.weekday(): (99,) * 48},
        )
        made = route(D1, ("A", 542, 602), ("B", 602, 662))
        stops = tuple(
            replace(stop, arrive_min=arrive)
            for stop, arrive in zip(made.stops, (542, 602), strict=True)
        )
        exact = replace(made, stops=stops, back_min=664, drive_min=4)
        assert broken(given, plan(given, exact)) == []

    def test_one_minute_too_early(self) -> None:
        given = replace(self.given, stop_overhead_min=1)
        assert broken(given, plan(given, self.good.routes[0])) == [("timeline", "A", 1)]

    def test_departure_follows_the_step(self) -> None:
        made = route(D1, ("A", 562, 622), ("B", 622, 682), leave=552)
        assert broken(self.given, plan(self.given, made)) == [("timeline", "E1 2026-12-07", 12)]

    def test_waiting_after_work_without_lunch(self) -> None:
        made = self.good.routes[0]
        stops = (made.stops[0], replace(made.stops[1], depart_min=675))
        late = replace(made, stops=stops, back_min=685)
        assert broken(self.given, plan(self.given, late)) == [("timeline", "B", 5)]

    def test_a_place_without_a_road(self) -> None:
        given = replace(self.given, travel=replace(self.given.travel, minutes=-self.roads()))
        assert ("timeline", "A", 1) in broken(given, self.good)

    def roads(self):  # type: ignore[no-untyped-def]
        return self.given.travel.minutes

    def test_a_route_without_stops(self) -> None:
        empty = replace(route(D1), drive_min=10)
        answer = plan(self.given, replace(empty, back_min=540, drive_min=0), left_out=("A", "B"))
        assert broken(self.given, answer) == [("timeline", "E1 2026-12-07", 1)]


class TestStructure:
    given = problem((engineer(),), (visit("A", work=60),))
    made = route(D1, ("A", 550, 610))

    def test_strangers(self) -> None:
        foreign = (
            replace(self.made, engineer_id="E9"),
            replace(self.made, date=D3),
            route(D1, ("X", 550, 610)),
        )
        found = broken(self.given, Plan(routes=foreign))
        assert {(rule, subject) for rule, subject, _ in found if rule == "known_ids"} == {
            ("known_ids", "E9"),
            ("known_ids", "2026-12-09"),
            ("known_ids", "X"),
        }

    def test_twice(self) -> None:
        answer = plan(self.given, self.made, left_out=("A", "A"))
        assert ("each_visit_once", "A", 2) in broken(self.given, answer)

    def test_left_out_without_a_reason(self) -> None:
        answer = plan(self.given, left_out=("A",))
        silent = replace(answer, unassigned=(Unassigned(visit_id="A", reasons=()),))
        assert broken(self.given, silent) == [("each_visit_once", "A", 1)]
        assert broken(self.given, answer) == []

    def test_the_same_route_twice(self) -> None:
        found = broken(self.given, plan(self.given, self.made, self.made))
        assert ("one_route_per_day", "E1 2026-12-07", 1) in found
        assert ("each_visit_once", "A", 1) in found


class TestDays:
    def test_notice_does_not_bind_on_the_promised_day(self) -> None:
        promised = visit("A", notice_until=D3, promise=Promise(date=D1, start_min=540, end_min=600))
        given = problem((engineer(),), (promised,), days=(D1, D2, D3))
        assert broken(given, plan(given, whole_day("A", D1))) == []
        other = replace(promised, promise=Promise(date=D2, start_min=540, end_min=600))
        given = replace(given, visits=(other,))
        assert broken(given, plan(given, whole_day("A", D1))) == [("notice_days", "A", 2)]

    def test_calendar_days_count_beside_days_of_the_horizon(self) -> None:
        after = After(visit_id="A", min_days=1, min_calendar_days=5)
        given = problem(
            (engineer(days=(D1, D2)),),
            (visit("A", (D1,)), visit("B", (D2,), after=(after,))),
            days=(D1, D2),
        )
        answer = plan(given, whole_day("A", D1), whole_day("B", D2))
        assert broken(given, answer) == [("min_lag", "B", 4)]

    def test_a_stage_without_its_predecessor(self) -> None:
        given = problem((engineer(),), (visit("A"), visit("B", after=(After(visit_id="A"),))))
        answer = plan(given, whole_day("B", D1), left_out=("A",))
        assert broken(given, answer) == [("min_lag", "B", 1)]

    def test_half_a_group_and_another_engineer(self) -> None:
        pair = (engineer(days=(D1, D2)), engineer("E2", days=(D1, D2)))
        visits = (visit("A", (D1,)), visit("B", (D2,)))
        given = problem(pair, visits, days=(D1, D2), consecutive=(("A", "B"),))
        half = plan(given, whole_day("A", D1), left_out=("B",))
        assert broken(given, half) == [("consecutive_days", "A", 1)]
        shared = plan(given, whole_day("A", D1), whole_day("B", D2, "E2"))
        assert broken(given, shared) == [("consecutive_days", "A", 1)]
        whole = plan(given, whole_day("A", D1), whole_day("B", D2))
        assert broken(given, whole) == []

    def test_a_day_off_is_outside_every_shift(self) -> None:
        given = problem((engineer(days=(D2,)),), (visit("A"),), days=(D1, D2))
        answer = plan(given, whole_day("A", D1))
        assert broken(given, answer) == [("shift_limit", "E1 2026-12-07", 420)]

    def test_the_second_window_of_a_day(self) -> None:
        twice = ((500, 560), (900, 960))
        given = problem((engineer(),), (visit("A", work=60, windows=twice),))
        # 880-940 misses the second window by 20; it would miss the first by 380.
        answer = plan(given, route(D1, ("A", 880, 940), leave=870))
        assert broken(given, answer) == [("access_window", "A", 20)]

    def test_an_emergency_started_too_late_on_its_day(self) -> None:
        late = visit("A", deadline=D1, deadline_min=545)
        given = problem((engineer(),), (late,))
        report = check(given, plan(given, whole_day("A", D1)))
        assert [(v.rule, v.amount) for v in report.broken_promises] == [("emergency_deadline", 1)]

    def test_promises_of_visits_left_out(self) -> None:
        urgent = visit("A", deadline=D1, promise=Promise(date=D1, start_min=540, end_min=600))
        given = problem((engineer(),), (urgent,), days=(D1, D2, D3))
        report = check(given, plan(given, left_out=("A",)))
        # As if attended on the day after the horizon: 3 days late; midnight after D3 is
        # 2 * 1440 + 1440 - 600 minutes after the promised window.
        assert [(v.rule, v.amount) for v in report.broken_promises] == [
            ("emergency_deadline", 3),
            ("promise_kept", 3720),
        ]


class TestStoredTotals:
    given = problem((engineer(),), (visit("A", work=60), visit("B", (D2,))))
    good = plan(given, route(D1, ("A", 550, 610)), left_out=("B",))

    def test_a_tampered_line_and_tier(self) -> None:
        lines = tuple(
            replace(line, amount=line.amount + 5) if line.rule == "drive_min" else line
            for line in self.good.cost_lines
        )
        assert broken(self.given, replace(self.good, cost_lines=lines)) == [
            ("stored_totals", "drive_min", 5)
        ]
        tiers = tuple(
            replace(tier, value=tier.value - 4) if tier.tier == "unserved_weight" else tier
            for tier in self.good.tiers
        )
        assert broken(self.given, replace(self.good, tiers=tiers)) == [
            ("stored_totals", "unserved_weight", 4)
        ]

    def test_lines_and_tiers_that_are_not_there(self) -> None:
        assert broken(self.given, replace(self.good, cost_lines=())) == [
            ("stored_totals", "unserved", 10),
            ("stored_totals", "drive_min", 20),
        ]
        assert broken(self.given, replace(self.good, tiers=())) == [("stored_totals", "tiers", 1)]

    @pytest.mark.parametrize(
        ("proof", "amount"),
        [
            (TierResult(tier="drive_min", value=20, bound=25), 5),
            (TierResult(tier="drive_min", value=20, bound=15, optimal=True), 1),
            (TierResult(tier="drive_min", value=20, bound=15), 0),
        ],
    )
    def test_a_bound_must_carry_its_proof(self, proof: TierResult, amount: int) -> None:
        answer = replace(self.good, tiers=(*self.good.tiers[:-1], proof))
        found = broken(self.given, answer)
        assert found == ([("stored_totals", "drive_min", amount)] if amount else [])

    def test_optimal_needs_the_tiers_above_closed(self) -> None:
        closed = tuple(replace(t, bound=t.value, optimal=True) for t in self.good.tiers)
        assert broken(self.given, replace(self.good, tiers=closed)) == []
        open_above = (replace(closed[0], optimal=False), *closed[1:])
        assert len(broken(self.given, replace(self.good, tiers=open_above))) == 4

    def test_reasons_do_not_change_totals(self) -> None:
        other = (Unassigned(visit_id="B", reasons=(Reason(code="skills"), Reason(code="x"))),)
        assert broken(self.given, replace(self.good, unassigned=other)) == []
