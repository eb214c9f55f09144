"""The choice of weeks against every choice there is, on cases small enough to list them."""

import random
from itertools import product

import pytest

from fieldplan.demand.outlook_choice import (
    Candidate,
    Week,
    cost_of,
    crowding_cost,
    marginal_costs,
    month_steps,
    week_steps,
)
from fieldplan.demand.outlook_model import choose_weeks
from fieldplan.demand.outlook_relax import relaxed_shares
from fieldplan.demand.outlook_search import quick_choice

MINUTE = 1800


def small_case(seed):
    rng = random.Random(seed)
    weeks = [
        Week(
            middle=7 * n,
            capacity_min=rng.choice((0, 100, 200)),
            most_min=rng.choice((60, 150)),
            month=n // 2,
        )
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


def test_a_month_gets_dearer_as_it_fills():
    weeks = [Week(middle=7 * n, capacity_min=500, most_min=700) for n in range(2)]
    steps = month_steps(weeks, MINUTE)
    prices = [price for _, price in steps]
    assert prices == sorted(prices)
    assert sum(width for width, _ in steps) == 1400
    # the last minute of the shifts costs a full minute
    assert prices[-2:] == [MINUTE, MINUTE]
    assert crowding_cost(150, steps) == 100 * prices[0] + 50 * prices[1]


def test_a_week_is_free_until_it_is_nearly_full_and_its_overtime_is_dearest():
    steps = week_steps(Week(middle=0, capacity_min=1000, most_min=1400), MINUTE)
    assert steps[:2] == ((800, 0), (200, MINUTE // 2))
    prices = [price for _, price in steps]
    assert prices == sorted(prices)
    assert sum(width for width, _ in steps) == 1400
    # with its month, a minute of overtime costs one and a half of a shift's at least
    assert prices[2] + MINUTE == MINUTE * 3 // 2


def test_one_more_minute_has_the_price_of_its_week_and_its_month():
    weeks = [Week(middle=7 * n, capacity_min=1000, most_min=1400, month=n // 2) for n in range(3)]
    assert marginal_costs(weeks, [900, 100, 0], MINUTE) == [
        MINUTE // 2 + MINUTE * 36 // 100,
        MINUTE * 36 // 100,
        MINUTE // 100,
    ]


def test_equal_months_share_equal_visits():
    weeks = [Week(middle=30 * n, capacity_min=1000, most_min=1400, month=n) for n in range(4)]
    visits = [
        Candidate(work_min=100, options=dict.fromkeys(range(4), 0), leave_cost=10**9, group=n)
        for n in range(12)
    ]
    choice = choose_weeks(visits, weeks, MINUTE, 5.0)
    assert [choice.weeks.count(n) for n in range(4)] == [3, 3, 3, 3]


def test_weeks_of_a_month_need_not_be_even_but_none_is_full():
    """Neighbours stay together for one trip, as long as the week keeps room for surprises."""
    weeks = [Week(middle=7 * n, capacity_min=1000, most_min=1400) for n in range(4)]
    visits = [
        Candidate(
            work_min=100,
            options=dict.fromkeys(range(4), 0),
            leave_cost=10**9,
            group=n // 6,
            trip_cost=300_000,
        )
        for n in range(12)
    ]
    choice = choose_weeks(visits, weeks, MINUTE, 5.0)
    assert sorted(choice.weeks.count(n) for n in range(4)) == [0, 0, 6, 6]


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
