"""The calibrated estimate of free-flow drives: no road network, no network connection."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from fieldplan.domain import Location, TravelMatrix

SOURCE = "estimate-1"
EARTH_RADIUS_KM = 6371.009
"""Mean radius, the same that geopy's great circle uses."""

CALIBRATION: tuple[tuple[float, float, float], ...] = (
    # crow-flight km, road km per crow-flight km, km/h off-peak
    # City drives: medians over the OSRM table of Moscow's Northern district.
    (0.3, 1.75, 26.0),
    (0.8, 1.75, 31.0),
    (1.8, 1.70, 35.2),
    (3.5, 1.59, 38.8),
    (5.5, 1.48, 41.5),
    (9.0, 1.40, 44.0),
    # Drives to the centre: medians of two series of off-peak measurements, by their counts.
    (15.0, 1.390, 46.3),
    (25.0, 1.296, 46.2),
    (35.0, 1.266, 51.5),
    (45.0, 1.231, 55.0),
    (55.0, 1.253, 55.8),
    (67.5, 1.212, 63.1),
    (82.5, 1.184, 68.2),
    (100.0, 1.158, 69.0),
)

Floats = npt.NDArray[np.float64]


def estimate_matrix(locations: Sequence[Location]) -> TravelMatrix:
    """Estimate free-flow minutes and metres between all locations.

    The great-circle distance is turned into road kilometres and off-peak minutes by linear
    interpolation between the figures of ``CALIBRATION``. Minutes are rounded up, metres to the
    nearest; two locations with the same coordinates are 0 apart. The matrix is symmetric.

    Notes
    -----
    Measured error. Against the aggregated drives to Moscow's centre (medians by distance,
    10-110 km, two series): minutes within 2.5 % and kilometres within 2.5 % of every median,
    except that of the 11 shortest drives of one series (7 % and 6 %). Against an OSRM table of
    300 addresses in Moscow's Northern district (89,685 drives, 11.6 min on average): mean error
    +0.2 min, mean absolute error 1.5 min, 79 % of drives within 25 % and 88 % within 3 min;
    kilometres 2 % short on average. Rivers, railways and one-way streets are not seen.

    Raises
    ------
    ValueError
        If a location has no coordinates.
    """
    crow = great_circle_km(locations)
    minutes = np.ceil(drive_minutes(crow) - 1e-9).astype(np.int32)
    metres = np.rint(road_km(crow) * 1000).astype(np.int32)
    same = crow == 0
    minutes[same] = 0
    metres[same] = 0
    return TravelMatrix(minutes=minutes, metres=metres, source=SOURCE)


def great_circle_km(locations: Sequence[Location]) -> Floats:
    """Return the matrix of great-circle distances (haversine)."""
    missing = [place.name for place in locations if place.lat is None or place.lon is None]
    if missing:
        raise ValueError(f"locations without coordinates: {', '.join(missing)}")
    lat = np.radians(np.array([place.lat for place in locations], dtype=np.float64))
    lon = np.radians(np.array([place.lon for place in locations], dtype=np.float64))
    half_lat = np.sin((lat[:, None] - lat[None, :]) / 2) ** 2
    half_lon = np.sin((lon[:, None] - lon[None, :]) / 2) ** 2
    chord = half_lat + np.cos(lat)[:, None] * np.cos(lat)[None, :] * half_lon
    result: Floats = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(1.0, chord)))
    return result


def road_km(crow_km: Floats) -> Floats:
    """Return the estimated road kilometres of great-circle distances."""
    return _interpolated(crow_km, [crow * ratio for crow, ratio, _ in CALIBRATION])


def drive_minutes(crow_km: Floats) -> Floats:
    """Return the estimated off-peak minutes of great-circle distances."""
    return _interpolated(crow_km, [crow * ratio * 60 / kmh for crow, ratio, kmh in CALIBRATION])


def _interpolated(crow_km: Floats, figures: Sequence[float]) -> Floats:
    """Interpolate from (0, 0) through the figures; beyond the last one in proportion to it.

    Amounts rather than ratios are interpolated, so that a longer distance never takes less.
    """
    known = np.array([0.0, *(crow for crow, _, _ in CALIBRATION)])
    values = np.array([0.0, *figures])
    inside: Floats = np.interp(crow_km, known, values)
    beyond = crow_km * (values[-1] / known[-1])
    result: Floats = np.where(crow_km > known[-1], beyond, inside)
    return result
