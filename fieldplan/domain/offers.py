"""Days and times offered to a client for one visit, each with what it costs and disturbs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fieldplan.domain.plan import Plan


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a visit stands in a plan: day, engineer, planned start and end."""

    date: date
    engineer_id: str
    start_min: int
    end_min: int


@dataclass(frozen=True, kw_only=True)
class Displaced:
    """Another visit that an offer touches.

    ``now`` is None when the visit is left out; ``call`` says that its client must be phoned.
    """

    visit_id: str
    was: Place
    now: Place | None
    call: bool = False


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One way to serve a visit, checked by the rules.

    Attributes
    ----------
    window : tuple of int
        What to promise: work starts inside it.
    drive_min, distance_m, overtime_min : int
        Added to the plan as it stands (negative = saved).
    cost : int or None
        Kopecks added in the last tier; None when the plan has no prices.
    days_late : int
        Days after the deadline of an emergency.
    displaced : tuple of Displaced
        Visits on other days or with other engineers because of this one; empty = nobody.
    shifted : tuple of Displaced
        Visits of the same route whose planned start moves, all within their promises.
    plan : Plan
        The plan with the offer taken and nothing else changed.
    """

    visit_id: str
    place: Place
    window: tuple[int, int]
    drive_min: int
    distance_m: int
    overtime_min: int
    cost: int | None
    days_late: int = 0
    displaced: tuple[Displaced, ...] = ()
    shifted: tuple[Displaced, ...] = ()
    plan: Plan
