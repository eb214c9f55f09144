"""What a choice of weeks is, and what it costs."""

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
        if week not in candidate.options or not keeps_apart(candidate, week, before, weeks):
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


def keeps_apart(candidate: Candidate, week: int, before: int | None, weeks: Sequence[Week]) -> bool:
    """Whether the candidate keeps its distance from the one before it."""
    return before is None or weeks[week].middle - weeks[before].middle >= candidate.gap_days
