"""Readiness: months of random emergencies replayed on a plan.

Emergencies come at random (a Poisson number a day, at a random minute of the shift, at a random
site). Each goes to the first day and then to the engineer whom it costs least time, as
``day_room`` lets it; what does not fit within its days is late and takes the next day with room.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from fieldplan.capacity.day_room import DayRoom, Drives, best_gap, rooms_of
from fieldplan.domain import Plan, Problem, Share

Rooms = dict[date, list[DayRoom]]
RESPONSE_DAYS = 2
Z_95 = 1.96


@dataclass(frozen=True, kw_only=True)
class EmergencyKind:
    """What every emergency takes: preparation before the drive, overhead and work on site."""

    minutes: int
    skills: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Case:
    """The emergencies of a replay.

    Attributes
    ----------
    per_day : float
        How many a working day.
    places : tuple of int
        Locations that they come from, each as likely as the others.
    minute : int or None
        When they are reported, in minutes from midnight; None = at random in the day's shifts.
    """

    per_day: float
    kind: EmergencyKind
    places: tuple[int, ...]
    minute: int | None = None


@dataclass(frozen=True, kw_only=True)
class Replays:
    """Shares attended within 1 and 2 working days, and how many emergencies they are of."""

    emergencies: int
    within_one: Share
    within_two: Share


def replay(problem: Problem, plan: Plan, case: Case, replays: int, seed: int = 0) -> Replays:
    """Replay so many random months of emergencies on a plan.

    Returns
    -------
    Replays
        Emergencies of the last two days are left out: their days lie beyond the plan.
    """
    return replayed(problem, rooms_of(problem, plan), case, replays, seed)


def replayed(problem: Problem, rooms: Rooms, case: Case, replays: int, seed: int) -> Replays:
    """Replay on the room that the days have."""
    drives = Drives(problem)
    months = [
        _month(problem, rooms, drives, case, np.random.default_rng((seed, n)))
        for n in range(replays)
    ]
    return Replays(
        emergencies=sum(month[0] for month in months),
        within_one=share_of([(month[1], month[0]) for month in months]),
        within_two=share_of([(month[2], month[0]) for month in months]),
    )


def share_of(pairs: Sequence[tuple[int, int]]) -> Share:
    """Return the share of parts in wholes with its 95 % interval.

    The pairs are independent of one another, the emergencies of one month are not: the interval
    is that of a ratio of two means.
    """
    wholes = sum(whole for _, whole in pairs)
    if not wholes:
        return Share(value=1.0, half_width=0.0)
    value = sum(part for part, _ in pairs) / wholes
    if len(pairs) < 2:
        return Share(value=value, half_width=1.0)
    spread = sum((part - value * whole) ** 2 for part, whole in pairs) / (len(pairs) - 1)
    mean = wholes / len(pairs)
    return Share(value=value, half_width=Z_95 * math.sqrt(spread / len(pairs)) / mean)


def _month(
    problem: Problem, rooms: Rooms, drives: Drives, case: Case, rng: np.random.Generator
) -> tuple[int, int, int]:
    """Return emergencies, and those attended within 1 and within 2 working days."""
    days = list(problem.days)
    for day in days:
        for room in rooms[day]:
            room.used_min = 0
    total = one = two = 0
    for number, day in enumerate(days[: len(days) - RESPONSE_DAYS]):
        shifts = [e.shifts[day] for e in problem.engineers if day in e.shifts]
        opens = min((start for start, _ in shifts), default=0)
        closes = max((end for _, end in shifts), default=0)
        reports = sorted(
            int(rng.integers(opens, max(opens + 1, closes))) if case.minute is None else case.minute
            for _ in range(int(rng.poisson(case.per_day)))
        )
        for reported in reports:
            place = case.places[int(rng.integers(len(case.places)))]
            after = _attend(rooms, drives, days[number:], reported, place, case.kind)
            total += 1
            one += after is not None and after <= 1
            two += after is not None and after <= RESPONSE_DAYS
    return total, one, two


def _attend(
    rooms: Rooms,
    drives: Drives,
    days: Sequence[date],
    reported: int,
    place: int,
    kind: EmergencyKind,
) -> int | None:
    """Put an emergency into the first day with room; return the working days that it waited."""
    for later, day in enumerate(days):
        best: tuple[int, str, DayRoom] | None = None
        for room in rooms[day]:
            if not kind.skills <= room.skills:
                continue
            from_min = reported if later == 0 else 0
            needed = best_gap(drives, room, place, kind.minutes, from_min)
            if needed is not None and (best is None or (needed, room.engineer_id) < best[:2]):
                best = (needed, room.engineer_id, room)
        if best is not None:
            best[2].used_min += best[0]
            return later
    return None


def predicted_reserve(
    problem: Problem,
    plan: Plan,
    case: Case,
    *,
    target: float,
    replays: int,
    seed: int = 0,
    step_min: int = 15,
    most_min: int = 300,
) -> int | None:
    """Return the least reserve with which the replays reach the target, if the plan only had it.

    A first guess: the days are given so much free time at their ends, as they are.
    """
    for reserve in range(0, most_min + 1, step_min):
        rooms = rooms_of(problem, plan)
        for day in rooms.values():
            for room in day:
                room.free_min = max(room.free_min, reserve)
                first = room.gaps[0]
                late = max(first.slack_min, reserve)
                room.gaps = (replace(first, slack_min=late), *room.gaps[1:])
        if replayed(problem, rooms, case, replays, seed).within_two.value >= target:
            return reserve
    return None
