"""Where an address is: what the reader of a workbook asks, and the answers it can get."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Precision(StrEnum):
    """How well a point stands for an address; only a house is good enough without a question."""

    HOUSE = "house"
    STREET = "street"
    LOCALITY = "locality"


class PlaceStatus(StrEnum):
    """What became of the question where an address is."""

    FOUND = "found"
    SEVERAL = "several"
    NOTHING = "nothing"
    UNKNOWN = "unknown"
    """Not known, and no service was to be asked."""
    REFUSED = "refused"
    LIMITED = "limited"
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    NONSENSE = "nonsense"
    SKIPPED = "skipped"
    """Not asked because the service had failed for earlier addresses."""


@dataclass(frozen=True, kw_only=True)
class PlaceHit:
    """A point for an address; ``label`` is the place in the words of the service."""

    lat: float
    lon: float
    precision: Precision
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class PlaceAnswer:
    """An answer: one hit when found, one a place when there are several far apart, else none."""

    status: PlaceStatus
    hits: tuple[PlaceHit, ...] = ()
    provider: str = ""


@dataclass(frozen=True, kw_only=True)
class Moved:
    """A record whose address changed while its coordinates did not.

    Attributes
    ----------
    address : str
        The address that the coordinates were seen with before.
    answer : PlaceAnswer
        Where the new address is, as far as that is known.
    """

    address: str
    answer: PlaceAnswer


class Places(Protocol):
    """What is known of addresses; asks a service only if the user chose one."""

    def find(self, address: str) -> PlaceAnswer:
        """Return where an address is."""

    def moved(self, identity: str, *, address: str, lat: float, lon: float) -> Moved | None:
        """Compare a record with what was seen of it before, and remember it."""
