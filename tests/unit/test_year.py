"""A year month by month, filled without a search: windows kept, waves flattened, debt told."""

from datetime import date

from benchmarks.year_planners import by_reckoning
from benchmarks.year_report import spread
from benchmarks.year_run import simulate
from benchmarks.year_world import make_world

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
