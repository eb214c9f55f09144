"""Why a visit is where it is, or why it is left out, and what would have to change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fieldplan.domain.offers import Offer, Place
from fieldplan.domain.plan import Reason


@dataclass(frozen=True, kw_only=True)
class Alternative:
    """A place that a visit could have if every one of its obstacles were lifted; verified.

    Attributes
    ----------
    places : tuple of Place
        One a day of the work.
    obstacles : tuple of Reason
        What stands in the way, each with its amount.
    """

    places: tuple[Place, ...]
    obstacles: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True)
class DayNote:
    """Why a visit is not on a day.

    Attributes
    ----------
    missing_min : int or None
        Minutes by which the best insertion overruns the day, overtime that is allowed included;
        0 = it fits. None = ``reasons`` forbid the day whatever its hours.
    """

    date: date
    missing_min: int | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """What is known of a visit's place.

    Attributes
    ----------
    place : Place or None
        None = left out.
    reasons : tuple of Reason
        Why it is there, or why it is left out.
    offers : tuple of Offer
        Where it could be as things are, each with its cost.
    alternatives : tuple of Alternative
        Where it could be if something changed, the smallest change first; only for a visit left
        out.
    days : tuple of DayNote
        Every open day.
    """

    visit_id: str
    place: Place | None = None
    reasons: tuple[Reason, ...] = ()
    offers: tuple[Offer, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    days: tuple[DayNote, ...] = ()
