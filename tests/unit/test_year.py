"""A year month by month, filled without a search: windows kept, waves flattened, debt told."""

import json
from dataclasses import asdict, fields, replace
from datetime import date
from itertools import accumulate

import numpy as np
import pytest

from benchmarks.year import Job, one_year
from benchmarks.year_order import passed_over
from benchmarks.year_planners import by_reckoning
from benchmarks.year_report import overload, spread, summary
from benchmarks.year_run import MonthResult, ended, simulate
from benchmarks.year_world import make_world
from fieldplan.domain import (
    Basis,
    Duty,
    OutlookVisit,
    Plan,
    Problem,
    ProblemEngineer,
    Route,
    Stop,
    TravelMatrix,
    Unassigned,
    Visit,
)

START = date(2026, 1, 1)


def year(policy, *, sites=40, months=9, **options):
    world = make_world(sites=sites, engineers=1, start=START, **{"history": False} | options)
    return simulate(world, start=START, months=months, policy=policy, solve=by_reckoning)


def test_a_year_from_a_standing_start_keeps_all_windows_and_is_level():
    outlook, due = year("outlook"), year("due")
    assert sum(item.late for item in outlook) == 0
    assert all(item.debt == 0 for item in outlook)
    assert spread(outlook) <= 10
    assert spread(due) > spread(outlook)


def test_a_team_that_cannot_carry_it_is_told_from_the_first_month():
    results = year("outlook", sites=280, months=3, history=True)
    assert results[0].forecast
    failing = next(item for item in results if item.debt)
    assert results[0].forecast <= failing.month
    assert results[-1].debt > results[0].debt
    assert results[-1].missed > 0
    behind = list(accumulate(item.asked - item.visits for item in results))
    assert behind == sorted(behind)


def month(**changes):
    figures = dict.fromkeys((field.name for field in fields(MonthResult)), 0)
    return MonthResult(**{**figures, "month": "2026-01", "forecast": "", **changes})


def test_a_year_that_is_done_is_not_simulated_again(tmp_path):
    job = Job(scenario=0, policy="due", seed=1, starts=0)
    rows = [month(visits=7), month(month="2026-02", visits=9)]
    (tmp_path / job.file_name).write_text(json.dumps([asdict(row) for row in rows]))
    assert one_year(job, tmp_path) == rows


def test_the_table_adds_up_what_is_behind_and_missed():
    rows = [
        month(asked=40.0, visits=30, missed=2, debt=2, left=3, passed_over=1),
        month(month="2026-02", asked=40.0, visits=45, missed=1, debt=0),
    ]
    table = overload({"outlook": rows})
    assert table[2] == "| 2026-01 | 10, 2, 2 | 2, 1 |"
    assert table[3] == "| 2026-02 | 5, 3, 0 | 0, 0 |"


def test_the_row_of_several_years_is_their_mean():
    quarter = [month()] * 3
    years = [[*quarter, month(drive_min=drive, stops=10, visits=8)] for drive in (400, 500)]
    row = summary({"due": years})[2]
    assert "| 8–8 | 8 |" in row
    assert "| 45.0 (40.0–50.0) |" in row


def item_of(latest, months=3):
    return OutlookVisit(
        visit_id="V",
        site_id="S",
        every_months=months,
        basis=Basis.CALENDAR,
        opens=latest,
        due=latest,
        latest=latest,
        duty=Duty.WINDOW,
    )


@pytest.mark.parametrize(
    ("latest", "made", "last", "count"),
    [
        (date(2026, 3, 31), date(2026, 3, 31), date(2026, 3, 31), 0),
        (date(2026, 3, 31), None, date(2026, 3, 31), 1),
        (date(2026, 3, 31), None, date(2026, 4, 30), 0),
        (date(2026, 3, 31), None, date(2026, 6, 30), 1),  # a second quarter without it
        (date(2026, 3, 31), date(2026, 6, 20), date(2026, 6, 30), 0),
        (date(2026, 3, 31), None, date(2026, 12, 31), 1),
        (date(2026, 4, 14), date(2026, 4, 20), date(2026, 4, 30), 1),
        (date(2026, 1, 31), None, date(2026, 2, 28), 0),
    ],
)
def test_a_period_that_ends_without_its_visit_is_missed(latest, made, last, count):
    assert ended(item_of(latest), made, last) == count


def one_route(older, *, windows=((540, 1080),)):
    """A younger visit is made, an older one beside it is left out."""
    day = date(2026, 4, 1)
    young = Visit(
        id="YOUNG",
        weight=10,
        location=1,
        duration_min=60,
        kind="maintenance",
        due=date(2026, 4, 30),
        windows={day: ((540, 1080),)},
    )
    old = replace(young, id="OLD", due=older, windows={day: windows})
    engineer = ProblemEngineer(id="E", start=0, end=0, shifts={day: (540, 1080)})
    problem = Problem(
        days=(day,),
        engineers=(engineer,),
        visits=(young, old),
        travel=TravelMatrix(minutes=np.array([[0, 20], [20, 0]], dtype=np.int32)),
    )
    stop = Stop(visit_id="YOUNG", arrive_min=560, start_min=560, end_min=620, depart_min=620)
    route = Route(
        engineer_id="E", date=day, leave_min=540, back_min=640, drive_min=40, stops=(stop,)
    )
    return problem, Plan(routes=(route,), unassigned=(Unassigned(visit_id="OLD", reasons=()),))


def test_an_older_visit_left_beside_a_younger_one_was_passed_over():
    assert passed_over(*one_route(date(2026, 3, 20))) == 1


def test_nobody_is_passed_over_who_is_hardly_older_or_could_not_be_there():
    assert passed_over(*one_route(date(2026, 3, 25))) == 0
    assert passed_over(*one_route(date(2026, 3, 20), windows=((700, 1080),))) == 0
