"""One place or several: what a service's hits for an address amount to."""

from __future__ import annotations

import math
from collections.abc import Sequence

from fieldplan.domain.places import PlaceAnswer, PlaceHit, PlaceStatus, Precision
from fieldplan.travel.estimate import EARTH_RADIUS_KM

MAX_CHOICES = 5
SAME_PLACE_KM = {Precision.HOUSE: 1.0, Precision.STREET: 5.0, Precision.LOCALITY: 15.0}
"""Hits within so many kilometres are one place: two doors, two ends of a street."""

_ORDER = (Precision.HOUSE, Precision.STREET, Precision.LOCALITY)


def answer_of(hits: Sequence[PlaceHit], provider: str) -> PlaceAnswer:
    """Return the answer that hits amount to: found, several places far apart, or nothing.

    Only the most precise hits count: a town's centre says nothing against a house in it. Of
    several places none is chosen, however much likelier one may be.
    """
    if not hits:
        return PlaceAnswer(status=PlaceStatus.NOTHING, provider=provider)
    best = min((hit.precision for hit in hits), key=_ORDER.index)
    places: list[PlaceHit] = []
    for hit in hits:
        if hit.precision is best and all(
            crow_km(hit.lat, hit.lon, place.lat, place.lon) > SAME_PLACE_KM[best]
            for place in places
        ):
            places.append(hit)
    status = PlaceStatus.FOUND if len(places) == 1 else PlaceStatus.SEVERAL
    return PlaceAnswer(status=status, hits=tuple(places[:MAX_CHOICES]), provider=provider)


def crow_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Return the great-circle distance between two points."""
    phi_a, phi_b = math.radians(lat_a), math.radians(lat_b)
    half = math.sin((phi_b - phi_a) / 2) ** 2
    half += math.cos(phi_a) * math.cos(phi_b) * math.sin(math.radians(lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, half)))
