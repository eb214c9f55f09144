"""The choice of weeks against every choice there is, on cases small enough to list them."""

import random
from itertools import product

import pytest

from fieldplan.demand.outlook_choice import Candidate, Week, cost_of, crowding, crowding_cost
from fieldplan.demand.outlook_model import choose_weeks
from fieldplan.demand.outlook_relax import relaxed_shares
from fieldplan.demand.outlook_search import quick_choice

MINUTE = 1800


def small_case(seed):
    rng = random.Random(seed)
    weeks = [
        Week(middle=7 * n, capacity_min=rng.choice((0, 100, 200)), most_min=rng.choice((60, 150)))
        for n in range(rng.choice((2, 3)))
    ]
    candidates = []
    for i in range(rng.randint(1, 5)):
        # A site's second visit stands right after its first, as the outlook writes them.
        second = i > 0 and candidates[-1].before is None and rng.random() < 0.3
        candidates.append(
            Candidate(
                work_min=rng.choice((30, 60, 90)),
                options={n: rng.randrange(50_000) for n in range(len(weeks)) if rng.random() < 0.8},
                leave_cost=rng.choice((40_000, 200_000, 900_000)),
                group=rng.randrange(2),
                trip_cost=rng.choice((0, 30_000, 90_000)),
                before=i - 1 if second else None,
                gap_days=rng.choice((5, 10)),
            )
        )
    return candidates, weeks


def exhaustive(candidates, weeks):
    places = (None, *range(len(weeks)))
    costs = (cost_of(candidates, weeks, c, MINUTE) for c in product(places, repeat=len(candidates)))
    return min(cost for cost in costs if cost is not None)


@pytest.mark.parametrize("seed", range(40))
def test_the_optimum_is_that_of_exhaustive_search(seed):
    candidates, weeks = small_case(seed)
    best = exhaustive(candidates, weeks)
    choice = choose_weeks(candidates, weeks, MINUTE, 5.0)
    assert cost_of(candidates, weeks, choice.weeks, MINUTE) == choice.value
    # The model stops within half a per cent of its bound.
    assert best <= choice.value <= best * 1.005
    assert best * 0.994 <= choice.bound <= best


@pytest.mark.parametrize("seed", range(40))
def test_the_quick_choice_keeps_all_rules(seed):
    candidates, weeks = small_case(seed)
    chosen = quick_choice(candidates, weeks, MINUTE)
    cost = cost_of(candidates, weeks, chosen, MINUTE)
    assert cost is not None
    assert cost >= exhaustive(candidates, weeks)
    assert chosen == quick_choice(candidates, weeks, MINUTE)


@pytest.mark.parametrize("seed", range(10))
def test_shares_of_a_visit_add_up_to_at_most_one(seed):
    candidates, weeks = small_case(seed)
    for shares in relaxed_shares(candidates, weeks, MINUTE):
        assert sum(shares.values()) <= 1.001


def test_a_week_gets_dearer_as_it_fills():
    steps = crowding(1000, 1400, MINUTE)
    prices = [price for _, price in steps]
    assert prices == sorted(prices)
    assert sum(width for width, _ in steps) == 1400
    # the last minute of the shifts costs a full minute, overtime more
    assert prices[9] == MINUTE
    assert prices[10] == MINUTE * 3 // 2
    assert crowding_cost(150, steps) == 100 * prices[0] + 50 * prices[1]


def test_equal_weeks_share_equal_visits():
    weeks = [Week(middle=7 * n, capacity_min=1000, most_min=1400) for n in range(4)]
    visits = [
        Candidate(work_min=100, options=dict.fromkeys(range(4), 0), leave_cost=10**9, group=n)
        for n in range(12)
    ]
    choice = choose_weeks(visits, weeks, MINUTE, 5.0)
    assert [choice.weeks.count(n) for n in range(4)] == [3, 3, 3, 3]


def test_neighbours_share_a_week_for_the_trip():
    weeks = [Week(middle=7 * n, capacity_min=1000, most_min=1000) for n in range(3)]
    visits = [
        Candidate(
            work_min=50,
            options=dict.fromkeys(range(3), 0),
            leave_cost=10**9,
            group=n % 3,
            trip_cost=300_000,
        )
        for n in range(9)
    ]
    choice = choose_weeks(visits, weeks, MINUTE, 5.0)
    assert all(len({choice.weeks[n] for n in range(9) if n % 3 == g}) == 1 for g in range(3))


def test_the_dearest_to_leave_out_goes_first_when_there_is_no_room():
    weeks = [Week(middle=0, capacity_min=100, most_min=100)]
    visits = [
        Candidate(work_min=60, options={0: 0}, leave_cost=cost, group=0)
        for cost in (500_000, 900_000, 700_000)
    ]
    assert choose_weeks(visits, weeks, MINUTE, 5.0).weeks == (None, 0, None)


def test_nothing_to_choose():
    assert choose_weeks([], [], MINUTE, 1.0).value == 0
