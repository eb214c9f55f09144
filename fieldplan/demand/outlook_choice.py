"""What a choice of weeks is, and what it costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

STEP_PCT = 10
FULL_PCT = 100
OVERTIME_PCT = (50, 100, 150, 200)
"""Prices of the quarters of the overtime that a week has room for, beside its month's."""
WEEK_FREE_PCT = 80
WEEK_LAST_PCT = 50
"""A week fills up to the first share without a price, so that neighbours can share it; its last
part costs half of a minute: what is unexpected must still find room."""


@dataclass(frozen=True, kw_only=True)
class Week:
    """A week as the model sees it.

    Attributes
    ----------
    middle : int
        Ordinal of its middle day.
    capacity_min : int
        Minutes that shifts have for visits with their desk work.
    most_min : int
        Minutes that it takes at most, what is over its capacity in overtime.
    month : int
        Number of the month that it is a part of: months are filled evenly.
    """

    middle: int
    capacity_min: int
    most_min: int
    month: int = 0


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


@dataclass(frozen=True, kw_only=True)
class Crowd:
    """Weeks whose load has a price of its own: ``steps`` are (minutes, kopecks a minute)."""

    weeks: tuple[int, ...]
    steps: tuple[tuple[int, int], ...]

    @property
    def most_min(self) -> int:
        """Minutes that the weeks take together."""
        return sum(width for width, _ in self.steps)


def crowds(weeks: Sequence[Week], minute_cost: int) -> list[Crowd]:
    """Return the price of every week's load, then of every month's."""
    months: dict[int, list[int]] = {}
    for number, week in enumerate(weeks):
        months.setdefault(week.month, []).append(number)
    return [
        *(
            Crowd(weeks=(number,), steps=week_steps(week, minute_cost))
            for number, week in enumerate(weeks)
        ),
        *(
            Crowd(weeks=tuple(inside), steps=month_steps([weeks[n] for n in inside], minute_cost))
            for inside in months.values()
        ),
    ]


def week_steps(week: Week, minute_cost: int) -> tuple[tuple[int, int], ...]:
    """Return the steps by which a week fills up: free at first, then dear, then overtime."""
    capacity_min = min(week.capacity_min, week.most_min)
    free = capacity_min * WEEK_FREE_PCT // FULL_PCT
    over, parts = week.most_min - capacity_min, len(OVERTIME_PCT)
    return (
        (free, 0),
        (capacity_min - free, minute_cost * WEEK_LAST_PCT // FULL_PCT),
        *(
            (over * (n + 1) // parts - over * n // parts, minute_cost * pct // FULL_PCT)
            for n, pct in enumerate(OVERTIME_PCT)
        ),
    )


def month_steps(weeks: Sequence[Week], minute_cost: int) -> tuple[tuple[int, int], ...]:
    """Return the steps by which a month fills up.

    The price of a minute grows with the square of the share that is full: months share the work.
    """
    capacity_min = sum(min(week.capacity_min, week.most_min) for week in weeks)
    steps = (
        (
            capacity_min * pct // FULL_PCT - capacity_min * (pct - STEP_PCT) // FULL_PCT,
            minute_cost * pct * pct // (FULL_PCT * FULL_PCT),
        )
        for pct in range(STEP_PCT, FULL_PCT + 1, STEP_PCT)
    )
    return (*steps, (sum(week.most_min for week in weeks) - capacity_min, minute_cost))


def crowding_cost(load_min: int, steps: Sequence[tuple[int, int]]) -> int:
    """Return the kopecks of a load; the steps are filled from the cheapest on."""
    cost = 0
    for width, price in steps:
        taken = min(load_min, width)
        cost += taken * price
        load_min -= taken
    return cost


def marginal_costs(weeks: Sequence[Week], loads: Sequence[int], minute_cost: int) -> list[int]:
    """Return the kopecks of one more minute in each week."""
    found = [0] * len(weeks)
    for crowd in crowds(weeks, minute_cost):
        price = _marginal_cost(sum(loads[number] for number in crowd.weeks), crowd.steps)
        for number in crowd.weeks:
            found[number] += price
    return found


def _marginal_cost(load_min: int, steps: Sequence[tuple[int, int]]) -> int:
    """Return the kopecks of one more minute; the dearest when all is full."""
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
    for crowd in crowds(weeks, minute_cost):
        load = sum(loads[number] for number in crowd.weeks)
        if load > crowd.most_min:
            return None
        cost += crowding_cost(load, crowd.steps)
    return cost + sum(trips.values())


def keeps_apart(candidate: Candidate, week: int, before: int | None, weeks: Sequence[Week]) -> bool:
    """Whether the candidate keeps its distance from the one before it."""
    return before is None or weeks[week].middle - weeks[before].middle >= candidate.gap_days
