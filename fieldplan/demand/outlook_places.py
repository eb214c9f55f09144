"""Where the outlook's sites are: the drive of a visit, and neighbours that share a trip."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fieldplan.demand.scope import Scope
from fieldplan.domain import Location, Site, TravelMatrix, VisitKind

NEAREST = 3
DAY_MIN = 480
GROUP_SIZE = 8
USUAL_DRIVE_MIN = 40
NEIGHBOUR_MIN = 25
"""Free-flow minutes to the neighbour before on the curve beyond which a new group starts."""

MatrixOf = Callable[[Sequence[Location]], TravelMatrix]


@dataclass(frozen=True, kw_only=True)
class Place:
    """What the outlook knows of a site's place.

    Attributes
    ----------
    round_trip_min : int
        From the nearest base and back, in traffic.
    near_min : int
        To a neighbour, in traffic.
    group : int
        Sites of one group are served in the same weeks where that is possible.
    trip_cost : int
        Kopecks of one more trip there and back.
    """

    round_trip_min: int
    near_min: int
    group: int
    trip_cost: int


def outlook_places(scope: Scope, sites: Sequence[Site], matrix_of: MatrixOf) -> dict[str, Place]:
    """Return the place of every site; those given must have coordinates."""
    bases = [
        Location(name=engineer.id, lat=engineer.lat or 0.0, lon=engineer.lon or 0.0)
        for engineer in scope.book.engineers
        if engineer.active
    ]
    if not sites or not bases:
        return {}
    points = [Location(name=site.id, lat=site.lat or 0.0, lon=site.lon or 0.0) for site in sites]
    travel = matrix_of((*bases, *points))
    minutes = np.where(travel.minutes < 0, DAY_MIN, travel.minutes).astype(np.int64)
    count = len(bases)
    there_and_back = minutes[:count, count:] + minutes[count:, :count].T
    base_of = there_and_back.argmin(axis=0)
    trip = there_and_back.min(axis=0)
    near = _nearest(minutes[count:, count:])
    groups = _groups(sites, minutes[count:, count:], trip, GROUP_SIZE)
    slow = _traffic_factor(scope)
    settings = scope.settings
    places = {}
    for i, site in enumerate(sites):
        metres = 0
        if travel.metres is not None:
            b, j = int(base_of[i]), count + i
            metres = int(travel.metres[b, j]) + int(travel.metres[j, b])
        drive_min = round(int(trip[i]) * slow)
        places[site.id] = Place(
            round_trip_min=drive_min,
            near_min=round(float(near[i]) * slow),
            group=groups[i],
            trip_cost=drive_min * settings.drive_hour_cost // 60
            + metres * settings.km_cost // 1000,
        )
    return places


def visit_drive_min(scope: Scope, site: Site, place: Place) -> int:
    """Return a visit's share of a day's drive: the way there split among the day's visits."""
    stop_min = on_site_min(scope, site) + scope.settings.stop_overhead_min + place.near_min
    room = max(0, DAY_MIN - place.round_trip_min)
    visits = min(scope.settings.max_visits_per_route, max(1, room // max(1, stop_min)))
    return place.round_trip_min // visits + place.near_min * (visits - 1) // visits


def visit_work_min(scope: Scope, site: Site, place: Place) -> int:
    """Return all minutes that a maintenance visit takes of its engineer's month."""
    settings = scope.settings
    kind = VisitKind.MAINTENANCE.value
    desk = settings.by_kind("prep_min", kind) + settings.by_kind("doc_min", kind)
    drive = visit_drive_min(scope, site, place)
    return on_site_min(scope, site) + settings.stop_overhead_min + desk + drive


def desk_share(scope: Scope) -> float:
    """Return all minutes of a usual maintenance visit for each of its minutes on the road."""
    settings, kind = scope.settings, VisitKind.MAINTENANCE.value
    desk = settings.by_kind("prep_min", kind) + settings.by_kind("doc_min", kind)
    road = settings.by_kind("min", kind) + settings.stop_overhead_min + USUAL_DRIVE_MIN
    return (road + desk) / max(1, road)


def on_site_min(scope: Scope, site: Site) -> int:
    """Return the minutes of a maintenance visit on site."""
    own = site.on_site_min
    return scope.settings.by_kind("min", VisitKind.MAINTENANCE.value) if own is None else own


def _nearest(minutes: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Mean of the drives to the nearest other sites."""
    size = len(minutes)
    if size < 2:
        return np.zeros(size)
    others = np.sort(minutes + np.eye(size, dtype=np.int64) * (10 * DAY_MIN), axis=1)
    mean: npt.NDArray[np.float64] = others[:, : min(NEAREST, size - 1)].mean(axis=1)
    return mean


def _groups(
    sites: Sequence[Site], minutes: npt.NDArray[np.int64], trip: npt.NDArray[np.int64], size: int
) -> list[int]:
    """Number of each site's group: round the farthest site left, its nearest neighbours."""
    group_of = [-1] * len(sites)
    apart = np.maximum(minutes, minutes.T)
    # Rounded: neighbours of one town begin with the same one whatever the last metres say.
    order = sorted(range(len(sites)), key=lambda i: (-int(trip[i]), sites[i].id))
    group = 0
    for seed in order:
        if group_of[seed] >= 0:
            continue
        near = [i for i in order if group_of[i] < 0 and apart[seed, i] <= NEIGHBOUR_MIN]
        near.sort(key=lambda i: (i != seed, int(apart[seed, i]), sites[i].id))
        for i in near[:size]:
            group_of[i] = group
        group += 1
    return group_of


def _traffic_factor(scope: Scope) -> float:
    """How much longer than free flow a drive in working hours takes."""
    start, end = scope.settings.shift_start_clock // 30, scope.settings.shift_end_clock // 30
    speeds = scope.settings.traffic_weekday_pct[start:end]
    return 100 * len(speeds) / sum(speeds) if speeds and sum(speeds) else 1.0
