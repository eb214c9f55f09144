"""Equality of problems: their matrices compare by content, which dataclasses do not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from fieldplan.domain import Problem, TravelMatrix


def same_problem(one: Problem, other: Problem) -> bool:
    """Whether both problems say the same."""
    return same_travel(one.travel, other.travel) and replace(one, travel=other.travel) == other


def same_travel(one: TravelMatrix, other: TravelMatrix) -> bool:
    if (one.metres is None) != (other.metres is None) or one.source != other.source:
        return False
    same_metres = one.metres is None or np.array_equal(one.metres, other.metres)
    return same_metres and np.array_equal(one.minutes, other.minutes)
