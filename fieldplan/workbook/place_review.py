"""Points that the manager may have to look at, for the sheet «Проверить координаты»."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from fieldplan.domain import SourceRow
from fieldplan.domain.places import PlaceHit


class Verdict(StrEnum):
    """What is to be done about a row of the review; the value is the key of its text."""

    EXACT = "exact"
    STREET = "street"
    LOCALITY = "locality"
    FAR = "far"
    SEVERAL = "several"
    MOVED = "moved"


@dataclass(frozen=True, kw_only=True)
class PlaceReview:
    """A point to look at: one found for an address, or one of several to choose from.

    ``hit`` is None when nothing is proposed; ``provider`` is the service that named it.
    """

    sheet: str
    cell: str
    row: int
    name: str
    address: str
    verdict: Verdict
    hit: PlaceHit | None = None
    provider: str = ""

    @property
    def doubtful(self) -> bool:
        """Whether somebody has to look."""
        return self.verdict is not Verdict.EXACT


def with_far(review: Sequence[PlaceReview], far: Collection[SourceRow]) -> tuple[PlaceReview, ...]:
    """Return the review with the points marked that are far from everything else."""
    return tuple(
        replace(item, verdict=Verdict.FAR)
        if item.verdict is not Verdict.MOVED and SourceRow(sheet=item.sheet, row=item.row) in far
        else item
        for item in review
    )


def point_text(hit: PlaceHit) -> str:
    """Return a point as one cell of the workbook takes it."""
    return f"{hit.lat:.6f}, {hit.lon:.6f}"
