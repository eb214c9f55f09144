"""What a choice of weeks costs, and a first choice made one visit after another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

STEP_PCT = 10
FULL_PCT = 100
MOST_PCT = 105
"""A week takes at most this share of its capacity: what is over is overtime."""


@dataclass(frozen=True, kw_only=True)
class Week:
    """A week as the model sees it: its middle as a day's ordinal, and minutes for visits."""

    middle: int
    capacity_min: int


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A visit to be put into a week.

    Attributes
    ----------
    options : mapping of week to kopecks
        The weeks it may be in, with what the distance from its dates costs.
    leave_cost : int
        Kopecks when no week takes it.
    before : int or None
        The candidate before it at the same site, at least ``gap_days`` earlier.
    """

    work_min: int
    options: Mapping[int, int]
    leave_cost: int
    group: int = 0
    trip_cost: int = 0
    before: int | None = None
    gap_days: int = 0


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Week of each candidate (None = none), the cost in kopecks and its proven bound."""

    weeks: tuple[int | None, ...]
    value: int
    bound: int


def crowding(capacity_min: int, minute_cost: int) -> list[tuple[int, int]]:
    """Return (minutes, kopecks a minute) of the steps by which a week fills up.

    The price of a minute grows with the square of the share that is full; overtime costs one
    and a half times the minute.
    """
    steps = [
        (
            capacity_min * pct // FULL_PCT - capacity_min * (pct - STEP_PCT) // FULL_PCT,
            minute_cost * pct * pct // (2 * FULL_PCT * FULL_PCT),
        )
        for pct in range(STEP_PCT, FULL_PCT + 1, STEP_PCT)
    ]
    overtime = capacity_min * MOST_PCT // FULL_PCT - capacity_min
    return [*steps, (overtime, minute_cost * 3 // 2)]


def crowding_cost(load_min: int, steps: Sequence[tuple[int, int]]) -> int:
    """Return the kopecks of a load; the steps are filled from the cheapest on."""
    cost = 0
    for width, price in steps:
        taken = min(load_min, width)
        cost += taken * price
        load_min -= taken
    return cost


def marginal_cost(load_min: int, steps: Sequence[tuple[int, int]]) -> int:
    """Return the kopecks of one more minute; the dearest when the week is full."""
    for width, price in steps:
        if load_min < width:
            return price
        load_min -= width
    return steps[-1][1]


def cost_of(
    candidates: Sequence[Candidate],
    weeks: Sequence[Week],
    chosen: Sequence[int | None],
    minute_cost: int,
) -> int | None:
    """Return the cost of a choice in kopecks, or None if it is not allowed."""
    loads = [0] * len(weeks)
    trips: dict[tuple[int, int], int] = {}
    cost = 0
    for candidate, week in zip(candidates, chosen, strict=True):
        if week is None:
            cost += candidate.leave_cost
            continue
        before = None if candidate.before is None else chosen[candidate.before]
        if week not in candidate.options or not _apart(candidate, week, before, weeks):
            return None
        cost += candidate.options[week]
        loads[week] += candidate.work_min
        key = (candidate.group, week)
        trips[key] = max(trips.get(key, 0), candidate.trip_cost)
    for place, load in zip(weeks, loads, strict=True):
        if load > place.capacity_min * MOST_PCT // FULL_PCT:
            return None
        cost += crowding_cost(load, crowding(place.capacity_min, minute_cost))
    return cost + sum(trips.values())


def greedy(
    candidates: Sequence[Candidate], weeks: Sequence[Week], minute_cost: int
) -> list[int | None]:
    """Return a choice made one candidate after another, the dearest to leave out first."""
    loads = [0] * len(weeks)
    steps = [crowding(week.capacity_min, minute_cost) for week in weeks]
    trips: set[tuple[int, int]] = set()
    chosen: list[int | None] = [None] * len(candidates)
    for i in sorted(
        range(len(candidates)),
        key=lambda i: (-candidates[i].leave_cost, candidates[i].group, i),
    ):
        candidate = candidates[i]
        best: tuple[int, int] | None = None
        for week, distance_cost in candidate.options.items():
            load = loads[week] + candidate.work_min
            if load > weeks[week].capacity_min * MOST_PCT // FULL_PCT:
                continue
            if not _fits_chain(candidates, i, week, weeks, chosen):
                continue
            cost = distance_cost + crowding_cost(load, steps[week])
            cost -= crowding_cost(loads[week], steps[week])
            cost += 0 if (candidate.group, week) in trips else candidate.trip_cost
            best = min(best, (cost, week)) if best else (cost, week)
        if best and best[0] < candidate.leave_cost:
            chosen[i] = best[1]
            loads[best[1]] += candidate.work_min
            trips.add((candidate.group, best[1]))
    return chosen


def _apart(candidate: Candidate, week: int, before: int | None, weeks: Sequence[Week]) -> bool:
    """Whether the candidate keeps its distance from the one before it."""
    return before is None or weeks[week].middle - weeks[before].middle >= candidate.gap_days


def _fits_chain(
    candidates: Sequence[Candidate],
    i: int,
    week: int,
    weeks: Sequence[Week],
    chosen: Sequence[int | None],
) -> bool:
    before = candidates[i].before
    if before is not None and not _apart(candidates[i], week, chosen[before], weeks):
        return False
    # The visit after it, if there is one, stands next to it in the list.
    after = i + 1
    if after < len(candidates) and candidates[after].before == i:
        later = chosen[after]
        return later is None or _apart(candidates[after], later, week, weeks)
    return True
