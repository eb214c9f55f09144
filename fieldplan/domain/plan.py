"""The plan: routes in time, what is left out and why, and what is proven of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, kw_only=True)
class Stop:
    """A visit placed in time (minutes from midnight).

    ``arrive_min`` is before the overhead of the stop; ``end_min`` includes a lunch that
    interrupts the work; ``depart_min`` is when the next drive (or the next stop at the same
    place) begins: ``end_min``, or the end of a lunch taken there after the work.
    """

    visit_id: str
    arrive_min: int
    start_min: int
    end_min: int
    depart_min: int


@dataclass(frozen=True, kw_only=True)
class Route:
    """One engineer's working day away from base: base, stops, base.

    ``lunch_min`` is the start of lunch or None when no lunch is due. ``overtime_min`` counts
    the minutes after the shift's end until back at base (and until the end of a lunch that
    follows). ``drive_min`` includes traffic.
    """

    engineer_id: str
    date: date
    leave_min: int
    back_min: int
    stops: tuple[Stop, ...]
    lunch_min: int | None = None
    overtime_min: int = 0
    drive_min: int = 0
    distance_m: int = 0


class DeskKind(StrEnum):
    """Kinds of desk work: preparation of a visit, its paperwork, consultations."""

    PREP = "prep"
    DOC = "doc"
    CONSULT = "consult"


@dataclass(frozen=True, kw_only=True)
class DeskBlock:
    """Desk work of one engineer on one date, in whole minutes from midnight.

    Lies in the shift, outside the route and lunch; the excess that has no room there lies
    outside the shift (see ``docs/desk.md``). ``visit_id`` is empty for consultations.
    """

    engineer_id: str
    date: date
    start_min: int
    end_min: int
    kind: DeskKind
    visit_id: str = ""

    @property
    def minutes(self) -> int:
        """Length of the block."""
        return self.end_min - self.start_min


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why: a rule's name or another key of ``fieldplan.messages`` (``reasons.<code>``)."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Unassigned:
    """A visit that the plan leaves out, with at least one reason."""

    visit_id: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True)
class CostLine:
    """A named part of the objective: the rule or price it comes from, its tier and amount."""

    rule: str
    tier: str
    amount: int


@dataclass(frozen=True, kw_only=True)
class TierResult:
    """One tier of the lexicographic objective.

    ``bound`` is a proven lower bound at the service level of the tiers above, or None when
    there is none; ``optimal`` only when the bound meets the value and all tiers above are
    closed.
    """

    tier: str
    value: int
    bound: int | None = None
    optimal: bool = False


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The answer to a problem.

    ``routes`` are sorted by date and engineer; ``tiers`` are in order of importance.
    ``desk`` is sorted by date, engineer and start; ``desk_overflow_min`` are the minutes of it
    that found no room in the shifts.
    """

    routes: tuple[Route, ...] = ()
    unassigned: tuple[Unassigned, ...] = ()
    tiers: tuple[TierResult, ...] = ()
    cost_lines: tuple[CostLine, ...] = ()
    desk: tuple[DeskBlock, ...] = ()
    desk_overflow_min: int = 0
    seed: int = 0
    iterations: int = 0
    seconds: float = 0.0
    stopped_by: str = ""
