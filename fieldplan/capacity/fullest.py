"""The fullest that minutes can be: visits, weight and desk work that they hold at most."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from fieldplan.domain import Shortage


@dataclass(frozen=True, kw_only=True)
class Job:
    """A required visit: days (as numbers) and engineers that can have it, least time.

    ``need`` is all time that it is sure to take, ``road`` the part of it away from base.
    """

    id: str
    first: int
    last: int
    engineers: frozenset[str]
    road: Fraction
    need: Fraction
    prep_min: int
    doc_min: int
    weight: int


def most_desk(minutes: int, shares: list[tuple[int, Fraction]]) -> Fraction:
    """Most desk work of visits (desk work, minutes on the road) that go into the minutes."""
    left, total = Fraction(minutes), Fraction(0)
    for desk, road in sorted(shares, key=lambda share: -share[0] / max(share[1], Fraction(1))):
        taken = min(left, road)
        total += desk * taken / road if road else desk
        left -= taken
    return total


def most_jobs(jobs: list[Job], exist: int, places: int | None) -> int:
    """The most of these visits that the minutes and the stops hold."""
    left = Fraction(exist)
    most = 0
    for need in sorted(job.need for job in jobs):
        if need > left or most == places:
            break
        left -= need
        most += 1
    return most


def least_weight_undone(jobs: list[Job], exist: int) -> int:
    """Weight that is left out at least: the minutes go to the visits that weigh most in them."""
    left = Fraction(exist)
    undone = Fraction(0)
    for job in sorted(jobs, key=lambda job: (-job.weight / max(job.need, Fraction(1)), job.id)):
        if job.need <= left:
            left -= job.need
        else:
            undone += job.weight * (1 - left / job.need)
            left = Fraction(0)
    return math.ceil(undone)


def best_parts(
    days: int, found: dict[tuple[int, int], list[Shortage]], worth: Callable[[Shortage], int]
) -> tuple[Shortage, ...]:
    """Disjoint stretches of days that prove most together, of as few days as possible."""
    best: list[tuple[int, int, tuple[Shortage, ...]]] = [(0, 0, ())]
    for last in range(days):
        chosen = best[last]
        for first in range(last + 1):
            for shortage in found.get((first, last), ()):
                total, length, parts = best[first]
                if worth(shortage):
                    option = (
                        total + worth(shortage),
                        length - (last - first + 1),
                        (*parts, shortage),
                    )
                    if option[:2] > chosen[:2]:
                        chosen = option
        best.append(chosen)
    return best[-1][2]
