"""What a solve is given to stop by, what it tells on the way, and what it answers."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from fieldplan.domain import Plan, TierResult


@dataclass(frozen=True, kw_only=True)
class StopRule:
    """When to stop: the first limit that is reached. With ``iterations`` no step reads the clock.

    ``gap`` is the relative gap of the last tier at which the solve may stop. ``local`` keeps to
    the local search: a quick answer without bounds. With ``keep_best`` a failure after the first
    plan (memory, numerics, a library) ends the search like Ctrl-C: the plan is there and will be
    checked as any other, ``stopped_by`` is "failure", and nothing is claimed to be proven.
    """

    time_limit_s: float | None = None
    iterations: int | None = None
    gap: float | None = None
    local: bool = False
    keep_best: bool = False


@dataclass(frozen=True, kw_only=True)
class Progress:
    """What a solve knows at a moment."""

    elapsed_s: float
    stage: str
    tiers: tuple[TierResult, ...]
    iterations: int
    served: int
    total: int


@dataclass(frozen=True, kw_only=True)
class Result:
    """A solve's answer: the best plan found, with what is proven of it."""

    plan: Plan
    iterations: int
    seconds: float
    stopped_by: str


ProgressFn = Callable[[Progress], object]


class Clock:
    """How much of a stop rule is used up. With an iteration limit nobody reads the time.

    Parameters
    ----------
    done : callable
        Returns the number of iterations so far.
    """

    def __init__(self, rule: StopRule, done: Callable[[], int]) -> None:
        self.rule, self.done = rule, done
        self.by_iterations = rule.iterations is not None
        self._started = time.monotonic()

    def restart(self) -> None:
        """Begin to count the seconds."""
        self._started = time.monotonic()

    def give_back(self, seconds: float) -> None:
        """Do not count these seconds."""
        self._started += seconds

    @property
    def elapsed_s(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self._started

    @property
    def left_s(self) -> float | None:
        """Seconds until the limit; None where there is none."""
        if self.by_iterations or self.rule.time_limit_s is None:
            return None
        return self.rule.time_limit_s - self.elapsed_s

    @property
    def share(self) -> float:
        """Part of the limit that is used up."""
        if self.rule.iterations is not None:
            return self.done() / max(1, self.rule.iterations)
        return min(1.0, self.elapsed_s / (self.rule.time_limit_s or 1.0))

    @property
    def over(self) -> bool:
        """Whether the limit is reached."""
        if self.rule.iterations is not None:
            return self.done() >= self.rule.iterations
        left = self.left_s
        return left is not None and left <= 0
