"""Random months small enough to try everything, and tight enough for that to matter."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
from support.random_problems import random_problem

from fieldplan.domain import After, Problem, TravelMatrix, Visit

MAX_DAYS, MAX_ENGINEERS = 3, 2


def small_month(seed: int, max_visits: int) -> Problem:
    """Return a month of at most 3 days and 2 engineers; every feature is on in some seeds."""
    rng = random.Random(-1 - seed)
    problem = random_problem(
        seed,
        max_days=MAX_DAYS,
        max_engineers=MAX_ENGINEERS,
        max_visits=max_visits,
        min_visits=max(2, max_visits - 3),
    )
    lengths = rng.choice(((60, 90, 120), (60, 150, 250), (180, 240, 300)))
    roomy = rng.random() < 0.8
    visits = [_changed(rng, visit, problem, lengths, roomy) for visit in problem.visits]
    grouped = {name for group in problem.same_engineer for name in group}
    free = [visit.id for visit in visits if visit.id not in grouped]
    same = problem.same_engineer
    if len(free) >= 2 and rng.random() < 0.3:
        same = (*same, tuple(rng.sample(free, 2)))
    return replace(
        problem,
        visits=tuple(_runs_in_order(rng, problem, visits)),
        same_engineer=same,
        travel=_no_way_round(problem.travel),
    )


def _no_way_round(travel: TravelMatrix) -> TravelMatrix:
    """A place with a missing road is cut off: what is out of reach is so by any way round."""
    minutes = travel.minutes.copy()
    for place in {int(n) for n in np.argwhere(minutes < 0)[:, :1].ravel()}:
        minutes[place, :] = minutes[:, place] = -1
        minutes[place, place] = 0
    return replace(travel, minutes=minutes)


def _changed(
    rng: random.Random, visit: Visit, problem: Problem, lengths: tuple[int, ...], roomy: bool
) -> Visit:
    """Longer work, and mostly windows wide enough for it."""
    windows = visit.windows
    if roomy and rng.random() < 0.8:
        days = [day for day in problem.days if rng.random() < 0.85] or list(problem.days)
        windows = dict.fromkeys(days, rng.choice((((540, 1080),), ((480, 780), (840, 1200)))))
    return replace(visit, windows=windows, duration_min=rng.choice(lengths))


def _runs_in_order(rng: random.Random, problem: Problem, visits: list[Visit]) -> list[Visit]:
    """Some runs of consecutive days are chains, too, now and then with a lag."""
    after = {}
    for group in problem.consecutive:
        if rng.random() < 0.4:
            lag = rng.choice((0, 1, 1, 2))
            after[group[1]] = After(visit_id=group[0], min_days=lag)
    return [
        replace(visit, after=(after[visit.id],)) if visit.id in after else visit for visit in visits
    ]
