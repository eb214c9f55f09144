"""The generated months: the same for the same seed, with every feature they promise."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from benchmarks.months import SHAPES, SIZES, make_month
from benchmarks.orders import open_days
from benchmarks.peers.chains import chains, stage_days, worth_with_followers
from benchmarks.peers.territories import territories


def test_the_same_seed_gives_the_same_month_and_another_seed_another():
    first, again, other = (make_month(SHAPES["217/2"], seed) for seed in (4, 4, 5))
    assert first.visits == again.visits
    assert first.engineers == again.engineers
    assert np.array_equal(first.travel.minutes, again.travel.minutes)
    assert first.visits != other.visits


@pytest.mark.parametrize("size", SIZES[:4])
def test_a_size_has_its_visits(size):
    assert abs(len(make_month(SHAPES[f"v{size}"], 1).visits) - size) <= 2


def test_a_month_of_217_sites_is_a_third_of_them_with_projects_and_emergencies():
    month = make_month(SHAPES["217/1"], 1)
    kinds = [visit.kind for visit in month.visits]
    assert kinds.count("maintenance") == 72
    assert kinds.count("commissioning") == 5
    assert kinds.count("emergency") == 4
    assert len(month.engineers) == 1
    assert set(month.engineers[0].shifts.values()) == {(540, 1080)}
    assert (month.stop_overhead_min, month.lunch.minutes, month.prices) == (7, 60, None)


def test_every_feature_occurs():
    month = make_month(SHAPES["1200/9"], 1)
    patterns = {tuple(visit.windows.values())[:1] for visit in month.visits}
    assert len(patterns) > 5
    assert any(len(windows) == 2 for v in month.visits for windows in v.windows.values())
    assert any(len(visit.windows) < 10 for visit in month.visits)
    assert any(visit.notice_until for visit in month.visits)
    assert any(visit.deadline for visit in month.visits)
    assert any(engineer.absent for engineer in month.engineers)
    assert len({engineer.skills for engineer in month.engineers}) > 1
    assert all(any(v.skills <= e.skills for e in month.engineers) for v in month.visits)
    lags = {v.after[0].min_calendar_days for v in month.visits if v.after}
    assert min(lags) == 1
    assert max(lags) > 7


def test_traffic_is_all_that_the_twin_with_traffic_has_more():
    plain, slow = (make_month(SHAPES[name], 2) for name in ("400/3", "400/3 traffic"))
    assert plain.visits == slow.visits
    assert slow.traffic
    assert not plain.traffic


def test_stages_made_on_their_shared_out_days_are_in_order():
    month = make_month(SHAPES["400+8p/3"], 1)
    days = stage_days(month)
    assert len(chains(month)) == 8
    for chain in chains(month):
        for before, after in pairwise(chain):
            lag = after.after[0].min_calendar_days
            assert (days[after.id][0] - days[before.id][-1]).days >= lag
            assert set(days[after.id]) <= set(open_days(month, after))


def test_a_chain_without_room_keeps_its_days():
    month = make_month(SHAPES["tiny"], 1)
    audit, installation = chains(month)[0][:2]
    late = replace(installation.after[0], min_calendar_days=40)
    visits = [v if v is not installation else replace(v, after=(late,)) for v in month.visits]
    narrow = replace(month, visits=tuple(visits))
    assert stage_days(narrow)[audit.id] == open_days(month, audit)


def test_a_stage_is_worth_those_that_need_it():
    month = make_month(SHAPES["tiny"], 1)
    worth = worth_with_followers(month)
    assert [worth[visit.id] for visit in chains(month)[0]] == [110, 80, 40]


def test_territories_share_out_every_visit_and_engineer_once():
    month = make_month(SHAPES["1200/9"], 1)
    parts = territories(month, 3)
    assert len(parts) == 3
    names = sorted(visit.id for part in parts for visit in part.visits)
    assert names == sorted(visit.id for visit in month.visits)
    assert sorted(e.id for part in parts for e in part.engineers) == sorted(
        engineer.id for engineer in month.engineers
    )
    assert max(len(part.visits) for part in parts) < len(month.visits) / 2
    assert territories(month, 1) == [month]
