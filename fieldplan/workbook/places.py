"""Are the coordinates plausible: swapped, far off, rough, or one point for two addresses?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from statistics import median

from fieldplan.domain import Book, Engineer, Site, SourceRow
from fieldplan.settings import Settings
from fieldplan.spelling import lookalike
from fieldplan.workbook.cell_places import distance_km
from fieldplan.workbook.cell_text import shorten
from fieldplan.workbook.grid import Grid
from fieldplan.workbook.log import FindingLog

Point = tuple[float, float]


def check_places(
    book: Book,
    settings: Settings,
    grid: Grid,
    log: FindingLog,
    *,
    located: Collection[SourceRow] = (),
) -> frozenset[SourceRow]:
    """Add findings about the coordinates of bases and sites; return which rows are far off.

    Points of ``located`` rows were found by address: far off, they are doubtful, not wrong.
    """
    far: set[SourceRow] = set()
    limit = settings.region_max_km
    sites = [site for site in book.sites if site.lat is not None and site.lon is not None]
    bases = [base for base in book.engineers if base.lat is not None and base.lon is not None]
    # a point found by address may be anywhere: what the manager wrote is not held against it
    centre = _centre(site for site in sites if site.source not in located)
    middle = centre or _centre(sites)

    def near(record: Site | Engineer, references: Sequence[Point]) -> bool:
        if record.source is None or record.source not in located:
            return _judge(record, references, limit, grid, log)
        if _judge_located(record, references, limit, grid, log):
            return True
        far.add(record.source)
        return False

    good_bases: list[Point] = []
    for base in bases:
        # a wrong base must not make every site look wrong: bases are held against the sites
        held_against = middle if base.source in located else centre
        if held_against is None or near(base, [held_against]):
            good_bases.append(_point(base))
    references = good_bases or ([middle] if middle else [])
    for site in sites:
        if near(site, references) and site.source not in located:
            _rough(site, grid, log)
    _same_point(sites, grid, log)
    return frozenset(far)


def _centre(sites: Iterable[Site]) -> Point | None:
    points = [_point(site) for site in sites]
    return (median(p[0] for p in points), median(p[1] for p in points)) if points else None


def _judge_located(
    record: Site | Engineer, references: Sequence[Point], limit: int, grid: Grid, log: FindingLog
) -> bool:
    lat, lon = _point(record)
    away = min(distance_km(lat, lon, *point) for point in references)
    if away > limit:
        address_key = "address" if isinstance(record, Site) else "base_address"
        address = record.address if isinstance(record, Site) else record.base_address
        sheet, cell = _cell(record, grid, address_key)
        log.warning(
            "geocode_far",
            sheet=sheet,
            cell=cell,
            value=shorten(address),
            place=f"{lat:.6f}, {lon:.6f}",
            km=round(away),
            limit=limit,
        )
    return away <= limit


def _judge(
    record: Site | Engineer, references: Sequence[Point], limit: int, grid: Grid, log: FindingLog
) -> bool:
    lat, lon = _point(record)
    away = min(distance_km(lat, lon, *point) for point in references)
    if away <= limit:
        return True
    sheet, cell = _cell(record, grid)
    value = f"{lat:g}, {lon:g}"
    swapped = abs(lon) <= 90 and min(distance_km(lon, lat, *p) for p in references) <= limit
    if swapped:
        log.error("coordinates_swapped", sheet=sheet, cell=cell, value=value, lat=lon, lon=lat)
    else:
        log.error("too_far", sheet=sheet, cell=cell, value=value, km=round(away), limit=limit)
    return False


def _rough(site: Site, grid: Grid, log: FindingLog) -> None:
    lat, lon = _point(site)
    if round(lat, 1) == lat and round(lon, 1) == lon:
        sheet, cell = _cell(site, grid)
        log.warning("rough_coordinates", sheet=sheet, cell=cell, value=f"{lat:g}, {lon:g}")


def _same_point(sites: Sequence[Site], grid: Grid, log: FindingLog) -> None:
    first_at: dict[Point, Site] = {}
    for site in sites:
        first = first_at.setdefault(_point(site), site)
        if first is site or not first.address or not site.address:
            continue
        if lookalike(first.address) != lookalike(site.address):
            sheet, cell = _cell(site, grid)
            log.warning(
                "one_point_two_addresses",
                sheet=sheet,
                cell=cell,
                value=shorten(site.address),
                other=first.id,
                address=shorten(first.address),
            )


def _point(record: Site | Engineer) -> Point:
    assert record.lat is not None
    assert record.lon is not None
    return record.lat, record.lon


def _cell(record: Site | Engineer, grid: Grid, key: str = "lat") -> tuple[str, str]:
    source = record.source
    if source is None:
        return "", ""
    table = next(table for table in grid.tables.values() if table.title == source.sheet)
    column = (
        table.columns.get(key) or table.columns.get("lat") or table.columns.get("coords") or "A"
    )
    return source.sheet, f"{column}{source.row}"
