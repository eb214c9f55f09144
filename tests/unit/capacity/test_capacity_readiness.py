"""Replays against values that can be reckoned by hand.

A week of one engineer; every emergency takes 300 minutes, so that a day without a route (480
minutes) holds one, and a day whose route takes 240 minutes none.
"""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from support.full_weeks import DAYS, week_problem

from fieldplan.capacity.readiness import Case, EmergencyKind, predicted_reserve, replay, share_of
from fieldplan.checker import check
from fieldplan.domain import Plan, Problem, ProblemEngineer
from fieldplan.solver import StopRule, solve

ONE_A_DAY = EmergencyKind(minutes=300)
MORNING = 540


def case(per_day: float) -> Case:
    return Case(per_day=per_day, kind=ONE_A_DAY, places=(0,), minute=MORNING)


def empty_days(number: int) -> Problem:
    """The first ``number`` days of the week, with nothing planned."""
    problem = week_problem(1)
    return replace(problem, days=DAYS[:number], visits=())


def poisson(rate: float, n: int) -> float:
    return math.exp(-rate) * rate**n / math.factorial(n)


def mean_at_most(rate: float, most: int) -> float:
    """Mean of min(N, most) for a Poisson number N."""
    below = sum(n * poisson(rate, n) for n in range(most))
    return below + most * (1 - sum(poisson(rate, n) for n in range(most)))


@pytest.mark.parametrize("rate", [0.4, 1.0, 2.5])
def test_a_single_day_of_reports_by_hand(rate: float) -> None:
    """Reports of the first of three days: 2 find room within one day, 3 within two."""
    found = replay(empty_days(3), Plan(), case(rate), 4000)
    one, two = mean_at_most(rate, 2) / rate, mean_at_most(rate, 3) / rate
    assert abs(found.within_one.value - one) <= found.within_one.half_width + 0.002
    assert abs(found.within_two.value - two) <= found.within_two.half_width + 0.002


def test_a_queue_by_hand() -> None:
    """One room a day, reports in the morning: the queue W becomes max(0, W + N - 1) overnight.

    A report that finds W + k before it waits W + k days. The distribution of W is worked out
    day by day.
    """
    rate, days = 0.7, 5
    queue = {0: 1.0}
    reports = attended_one = attended_two = 0.0
    for _ in range(days - 2):
        following: dict[int, float] = {}
        for waiting, chance in queue.items():
            for n in range(12):
                p = chance * poisson(rate, n)
                reports += p * n
                attended_one += p * sum(waiting + k <= 1 for k in range(n))
                attended_two += p * sum(waiting + k <= 2 for k in range(n))
                left = max(0, waiting + n - 1)
                following[left] = following.get(left, 0.0) + p
        queue = following
    found = replay(empty_days(days), Plan(), case(rate), 4000)
    one, two = attended_one / reports, attended_two / reports
    assert abs(found.within_one.value - one) <= found.within_one.half_width + 0.002
    assert abs(found.within_two.value - two) <= found.within_two.half_width + 0.002
    assert found.within_one.value < found.within_two.value


def planned(visits: int, reserve_min: int = 0) -> tuple[Problem, Plan]:
    problem = week_problem(visits)
    engineers: tuple[ProblemEngineer, ...] = tuple(
        replace(e, reserve_min=reserve_min) for e in problem.engineers
    )
    problem = replace(problem, engineers=engineers)
    plan = solve(problem, StopRule(iterations=300)).plan
    assert check(problem, plan).ok
    return problem, plan


def test_fuller_days_are_less_ready() -> None:
    shares = [
        replay(*planned(visits), case(0.5), 400).within_two.value for visits in (0, 20, 30, 40)
    ]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 0.95
    assert shares[-1] == 0  # every minute of the week is planned


def test_more_emergencies_are_attended_less() -> None:
    problem = empty_days(5)
    shares = [replay(problem, Plan(), case(rate), 400).within_two.value for rate in (0.2, 1, 3)]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > shares[-1]


def test_the_interval_narrows_as_the_root_of_the_replays() -> None:
    problem = empty_days(5)
    widths = [
        replay(problem, Plan(), case(1.5), n).within_two.half_width for n in (500, 1000, 4000)
    ]
    assert widths[0] / widths[1] == pytest.approx(math.sqrt(2), rel=0.12)
    assert widths[0] / widths[2] == pytest.approx(math.sqrt(8), rel=0.12)


def test_the_interval_holds_the_truth_nineteen_times_of_twenty() -> None:
    rate = 1.0
    truth = mean_at_most(rate, 3) / rate
    problem = empty_days(3)
    hits = 0
    for seed in range(100):
        share = replay(problem, Plan(), case(rate), 100, seed).within_two
        hits += share.low <= truth <= share.high
    assert 88 <= hits <= 100


def test_the_reserve_that_is_recommended_reaches_the_target() -> None:
    """30 visits fill 6 of 8 hours of each day; two hours are needed at its end."""
    quick = Case(per_day=0.3, kind=EmergencyKind(minutes=180), places=(0,), minute=MORNING)
    problem, plan = planned(30)
    before = replay(problem, plan, quick, 300).within_two.value
    assert before < 0.95
    reserve = predicted_reserve(problem, plan, quick, target=0.95, replays=300)
    assert reserve == 180
    again = planned(30, reserve)
    assert replay(*again, quick, 300).within_two.value >= 0.95


def test_a_report_after_the_route_has_left_waits_for_the_return() -> None:
    """One visit of an hour at the base at 9: what is reported at 17 does not fit today."""
    problem, plan = planned(1)
    late = Case(per_day=1.0, kind=EmergencyKind(minutes=120), places=(0,), minute=1020)
    soon = replace(late, minute=MORNING)
    one = replay(problem, plan, late, 200).within_one.value
    assert replay(problem, plan, soon, 200).within_one.value > one


def test_nothing_happened_is_all_attended() -> None:
    assert share_of([(0, 0)]).value == 1.0
