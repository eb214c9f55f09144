"""A stable geographic order of sites: whose turn it is, and who are neighbours."""

from __future__ import annotations

from collections.abc import Iterable

from fieldplan.domain import Site

GRID = 1024


def first_turns(sites: Iterable[Site]) -> dict[str, int]:
    """Return the month of its period (0, 1, ...) in which each site is first served.

    All sites with the same period stand in one geographic order and each month takes an
    equal run of it, so that neighbours share a month. Sites with history keep their places
    in the order, so that a site's turn does not change as others are served.
    """
    by_months: dict[int, list[Site]] = {}
    for site in sites:
        by_months.setdefault(site.maintenance_every_months, []).append(site)
    turns: dict[str, int] = {}
    for months, group in by_months.items():
        group.sort(key=lambda site: (curve_position(site), site.id))
        turns |= {site.id: place * months // len(group) for place, site in enumerate(group)}
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
