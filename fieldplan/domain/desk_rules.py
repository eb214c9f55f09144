"""What the month asks of work at the desk, and how strictly."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from fieldplan.domain.carry import DeskBacklog


class DeskMode(StrEnum):
    """Whether desk work may exceed the shifts (and is shown) or must fit into them."""

    OVERFLOW = "overflow"
    STRICT = "strict"


@dataclass(frozen=True, kw_only=True)
class DeskRules:
    """``desk_capacity``: what desk work there is and when it is due (``docs/desk.md``).

    Attributes
    ----------
    doc_days : int
        Paperwork is done on the visit's day or within so many working days (days of the
        horizon) after it.
    prepared_days : int
        Visits on an engineer's first so many days of the horizon are prepared already,
        emergencies excepted.
    consult_week_min : int
        Consultations in a week of five working days; shared by the staff by days at work.
    handover_min : int
        Minutes a visit for which a contractor hands over its results; the whole of his desk
        work.
    backlog : tuple of DeskBacklog
        What is owed from before; ``until`` None or beyond the horizon = when there is time.
        An entry with the id of a visit of the problem is its preparation, others are
        paperwork.
    """

    mode: DeskMode = DeskMode.OVERFLOW
    doc_days: int = 3
    prepared_days: int = 2
    consult_week_min: int = 0
    handover_min: int = 0
    backlog: tuple[DeskBacklog, ...] = ()
