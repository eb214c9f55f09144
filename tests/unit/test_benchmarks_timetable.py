"""The benchmarks' own timing against the tests' slow one that tries every place of lunch."""

from dataclasses import replace

import pytest
from support import naive_timing
from support.random_problems import random_order, random_problem

from benchmarks.months import SHAPES, make_month
from benchmarks.peers.lunch_clock import shift_span, squeezed
from benchmarks.timetable import fits, time_route


def _case(seed):
    problem = random_problem(seed)
    team = tuple(replace(engineer, resume={}) for engineer in problem.engineers)
    problem = replace(problem, engineers=team)
    engineer, day, visits = random_order(problem, seed)
    engineer = next(e for e in team if e.id == engineer.id)
    return problem, engineer, day, visits


@pytest.mark.parametrize("first", range(0, 300, 100))
def test_a_day_is_possible_and_as_short_as_by_trying_everything(first):
    compared = 0
    for seed in range(first, first + 100):
        problem, engineer, day, visits = _case(seed)
        if not visits:
            continue
        ours = time_route(problem, engineer, day, visits)
        slow = naive_timing.time_route(problem, engineer, day, visits)
        assert (ours is None) == (slow is None), seed
        if ours and slow:
            compared += 1
            assert ours.overtime_min == slow.overtime_min, seed
            if not problem.traffic:
                assert ours.drive_min == slow.drive_min, seed
                assert fits(problem, engineer, day, visits) == ours.drive_min, seed
    assert compared > 20


def test_the_clock_without_lunch_loses_an_hour_in_the_middle_of_the_lunch_hours():
    month = make_month(SHAPES["tiny"], 1)
    clock = [squeezed(month, minute) for minute in range(1441)]
    assert clock == sorted(clock)
    assert (clock[540], clock[780], clock[840], clock[1080]) == (540, 780, 780, 1020)
    engineer = month.engineers[0]
    assert shift_span(month, engineer, month.days[0]) == (540, 1020)
    short = replace(engineer, shifts={month.days[0]: (840, 1060)})
    assert shift_span(month, short, month.days[0]) == (780, 1000)
