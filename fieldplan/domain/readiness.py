"""How many call-outs are attended in time when random months are replayed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Share:
    """A share found by replays, with half the width of its 95 % confidence interval."""

    value: float
    half_width: float

    @property
    def low(self) -> float:
        """Lower end of the interval."""
        return max(0.0, self.value - self.half_width)

    @property
    def high(self) -> float:
        """Upper end of the interval."""
        return min(1.0, self.value + self.half_width)


@dataclass(frozen=True, kw_only=True)
class Readiness:
    """How many of random emergencies the plan could attend in time.

    Attributes
    ----------
    month_rate : float
        Emergencies a month of 21 working days; ``from_history`` tells whether they were counted
        or set.
    replays, emergencies : int
        Months replayed and the emergencies in them.
    within_one, within_two : Share
        Attended within 1 and 2 working days.
    target_pct : int
        What is wanted within 2 working days.
    reserve_min : int or None
        Minutes a day kept free that reach the target, as a plan made with them showed; None =
        not looked for, or none found.
    with_reserve : Share or None
        Share within 2 working days in that plan.
    reserve_undone : int
        Required visits that the plan with the reserve leaves out.
    """

    month_rate: float
    from_history: bool
    replays: int
    emergencies: int
    within_one: Share
    within_two: Share
    target_pct: int
    reserve_min: int | None = None
    with_reserve: Share | None = None
    reserve_undone: int = 0
