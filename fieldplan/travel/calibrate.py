"""What the drives of the history say of the planned ones: a factor, and one by time of day."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from fieldplan.domain import Book, HistoryVisit, Location, TravelMatrix
from fieldplan.settings import Settings
from fieldplan.travel.http import roads_error

LEAST_DRIVES = 5
LEAST_OF_BAND = 10
BANDS = ((0, 600), (600, 960), (960, 1440))
"""Morning, midday, evening, in minutes from midnight."""
FACTOR_RANGE = (50, 300)
PCT_RANGE = (10, 150)
SATURDAY = 5


@dataclass(frozen=True, kw_only=True)
class Drive:
    """A drive of the history beside the planned one.

    ``left_min`` is reckoned: the day's drives follow each other from the shift's start.
    """

    date: date
    site_id: str
    left_min: int
    measured_min: int
    planned_min: int


@dataclass(frozen=True, kw_only=True)
class DriveError:
    """How far planned drives are from measured ones, in minutes (planned - measured)."""

    count: int
    bias: float
    mean: float
    p90: float


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """What to write on the sheet of settings, and what it does to the error.

    Attributes
    ----------
    factor_pct : int
        New ``drive_factor_pct``.
    weekday_pct : tuple of int or None
        New ``traffic_weekday_pct``; None where no time of day has enough drives.
    before, after : DriveError
        After = with ``factor_pct`` alone.
    skipped : int
        Drives of sites or engineers that the workbook no longer has.
    """

    drives: tuple[Drive, ...]
    factor_pct: int
    weekday_pct: tuple[int, ...] | None
    before: DriveError
    after: DriveError
    skipped: int


def calibrate_drives(
    book: Book,
    settings: Settings,
    *,
    matrix_of: Callable[[Sequence[Location]], TravelMatrix],
) -> Calibration:
    """Fit the factor of driving times to the history.

    The history has no times of day and no starting points, so a day is read as it was driven:
    the visits of an engineer in the order of their rows, from base at the start of the shift,
    each after the work before it. The factor is the median of measured by planned minutes,
    which single bad days do not move.

    Raises
    ------
    InputError
        If there are fewer than ``LEAST_DRIVES`` usable drives.
    """
    measured = [row for row in book.history if row.drive_min]
    days: dict[tuple[date, str], list[HistoryVisit]] = defaultdict(list)
    sites = {site.id: site for site in book.sites if site.lat is not None}
    engineers = {e.id: e for e in book.engineers if e.lat is not None}
    only = next(iter(engineers)) if len(engineers) == 1 else None
    for row in book.history:
        engineer = row.engineer_id or only
        if engineer in engineers and row.site_id in sites:
            days[row.date, engineer].append(row)
    names = sorted({row.site_id for rows in days.values() for row in rows})
    bases = sorted({engineer for _, engineer in days})
    places = [Location(name=e, lat=engineers[e].lat, lon=engineers[e].lon) for e in bases]
    places += [Location(name=s, lat=sites[s].lat, lon=sites[s].lon) for s in names]
    at_site = {name: len(bases) + n for n, name in enumerate(names)}
    at_base = {name: n for n, name in enumerate(bases)}
    usable = sum(1 for rows in days.values() for row in rows if row.drive_min)
    if usable < LEAST_DRIVES:
        raise roads_error("calibrate_no_drives", count=usable, least=LEAST_DRIVES)
    matrix = matrix_of(places)
    drives: list[Drive] = []
    for (day, engineer), rows in sorted(days.items()):
        path = [at_base[engineer], *(at_site[row.site_id] for row in rows)]
        drives += _day(day, rows, path, matrix, settings)
    if len(drives) < LEAST_DRIVES:
        raise roads_error("calibrate_no_drives", count=len(drives), least=LEAST_DRIVES)
    factor = statistics.median(d.measured_min / d.planned_min for d in drives)
    lowest, highest = FACTOR_RANGE
    # The planned minutes already hold the factor in force: the new one replaces it.
    factor_pct = min(highest, max(lowest, round(settings.drive_factor_pct * factor)))
    gain = factor_pct / settings.drive_factor_pct
    return Calibration(
        drives=tuple(drives),
        factor_pct=factor_pct,
        weekday_pct=_profile(drives, factor, settings.traffic_weekday_pct),
        before=_error((d.planned_min, d.measured_min) for d in drives),
        after=_error((d.planned_min * gain, d.measured_min) for d in drives),
        skipped=len(measured) - len(drives),
    )


def _day(
    day: date,
    rows: Sequence[HistoryVisit],
    path: Sequence[int],
    matrix: TravelMatrix,
    settings: Settings,
) -> list[Drive]:
    """Return the measured drives of a day, each beside the planned one at its hour."""
    weekend = day.weekday() >= SATURDAY
    pct = settings.traffic_weekend_pct if weekend else settings.traffic_weekday_pct
    clock = settings.shift_start_clock
    drives = []
    for row, start, end in zip(rows, path, path[1:], strict=False):
        free = int(matrix.minutes[start, end])
        planned = drive_time(clock, free, pct) if free > 0 else 0
        if row.drive_min and planned:
            drives.append(
                Drive(
                    date=day,
                    site_id=row.site_id,
                    left_min=clock,
                    measured_min=row.drive_min,
                    planned_min=planned,
                )
            )
        work = row.work_min or settings.by_kind("min", row.kind.value)
        clock += (row.drive_min or planned) + settings.stop_overhead_min + work
    return drives


def drive_time(leave: int, free: int, pct: Sequence[int]) -> int:
    """Return the minutes of a drive: the least in which ``100 x free`` per cents go by."""
    left, minute = 100 * free, leave
    while left > 0:
        left -= pct[minute % 1440 // 30]
        minute += 1
    return minute - leave


def _profile(
    drives: Sequence[Drive], factor: float, pct: tuple[int, ...]
) -> tuple[int, ...] | None:
    """Return the speeds with each part of the day corrected against the whole day's factor."""
    changed = list(pct)
    for start, end in BANDS:
        ratios = [
            d.measured_min / d.planned_min
            for d in drives
            if start <= d.left_min < end and d.date.weekday() < SATURDAY
        ]
        if len(ratios) >= LEAST_OF_BAND:
            relative = statistics.median(ratios) / factor
            for half in range(start // 30, end // 30):
                changed[half] = min(PCT_RANGE[1], max(PCT_RANGE[0], round(pct[half] / relative)))
    return tuple(changed) if tuple(changed) != pct else None


def _error(pairs: Iterable[tuple[float, float]]) -> DriveError:
    errors = [planned - measured for planned, measured in pairs]
    sizes = sorted(abs(error) for error in errors)
    return DriveError(
        count=len(errors),
        bias=statistics.fmean(errors),
        mean=statistics.fmean(sizes),
        p90=sizes[-(-9 * len(sizes) // 10) - 1],
    )
