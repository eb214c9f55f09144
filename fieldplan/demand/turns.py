"""A stable geographic order of sites: whose turn it is, and who are neighbours."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from fieldplan.domain import Site

GRID = 1024
QUARTER = 3


def first_turns(sites: Iterable[Site]) -> dict[str, int]:
    """Return the month of its period (0, 1, ...) in which each site is first served.

    All sites stand in one geographic order, which each month of a quarter takes an equal share
    of, in visits a month; of that share, contracts over several quarters take turns from quarter
    to quarter. So neighbours share a month whatever their periods. Sites with history keep their
    places in the order, so that a site's turn does not change as others are served.
    """
    order = sorted(sites, key=lambda site: (curve_position(site), site.id))
    pace = [Fraction(1, site.maintenance_every_months) for site in order]
    total = sum(pace, Fraction(0))
    turns: dict[str, int] = {}
    before = Fraction(0)
    for site, own in zip(order, pace, strict=True):
        months = site.maintenance_every_months
        # The middle of its own share: no rounding puts the last site beyond the last month.
        place = (before + own / 2) / total
        before += own
        if months % QUARTER:
            turns[site.id] = int(place * months)
        else:
            zone = int(place * QUARTER)
            round_of_zone = int((place * QUARTER - zone) * (months // QUARTER))
            turns[site.id] = zone + QUARTER * round_of_zone
    return turns


def curve_position(site: Site) -> int:
    """Return the position on a Hilbert curve over the region (cells of about 0.5 km)."""
    x = min(GRID - 1, max(0, int(((site.lon or 0.0) - 33.5) * 125)))
    y = min(GRID - 1, max(0, int(((site.lat or 0.0) - 53.5) * 225)))
    position, half = 0, GRID // 2
    while half:
        right, up = int(bool(x & half)), int(bool(y & half))
        position += half * half * ((3 * right) ^ up)
        if not up:
            if right:
                x, y = GRID - 1 - x, GRID - 1 - y
            x, y = y, x
        half //= 2
    return position
