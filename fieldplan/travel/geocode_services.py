"""The services that know where addresses are, through geopy: how to ask, how to read them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from geopy.adapters import URLLibAdapter
from geopy.geocoders import Nominatim, Yandex

from fieldplan.domain.places import PlaceHit, Precision

NOMINATIM, YANDEX = "nominatim", "yandex"
PROVIDERS = (NOMINATIM, YANDEX)
LANGUAGE = {NOMINATIM: "ru", YANDEX: "ru_RU"}
MAX_HITS = 10
MAX_LABEL = 200

_ADAPTER = URLLibAdapter
"""geopy's other one repeats requests by itself, at once, and warns with the URL: address, key."""

Ask = Callable[[str], list[PlaceHit]]
"""Asks a service once; raises geopy's exceptions, and ValueError for nonsense."""


def make_service(
    provider: str, *, user_agent: str, url: str = "", key: str = "", timeout_s: float = 10.0
) -> Ask:
    """Return the function that asks ``provider`` for an address.

    Parameters
    ----------
    user_agent : str
        Who asks; Nominatim's terms want it to be the user's own.
    url : str
        Another address of the service, such as that of a Nominatim of one's own.
    key : str
        Yandex's API key.
    """
    if provider == NOMINATIM:
        return _nominatim(url, user_agent, timeout_s)
    if provider == YANDEX:
        return _yandex(url, user_agent, key, timeout_s)
    raise ValueError(f"no geocoder {provider!r}")


def _nominatim(url: str, user_agent: str, timeout_s: float) -> Ask:
    place: dict[str, Any] = {}
    if url:
        parts = urlsplit(url)
        place = {"scheme": parts.scheme, "domain": parts.netloc + parts.path}
    service = Nominatim(user_agent=user_agent, timeout=timeout_s, adapter_factory=_ADAPTER, **place)

    def ask(address: str) -> list[PlaceHit]:
        found = service.geocode(
            address,
            exactly_one=False,
            limit=MAX_HITS,
            addressdetails=True,
            language=LANGUAGE[NOMINATIM],
        )
        return _hits(found, nominatim_precision)

    return ask


def _yandex(url: str, user_agent: str, key: str, timeout_s: float) -> Ask:
    service = Yandex(key, user_agent=user_agent, timeout=timeout_s, adapter_factory=_ADAPTER)
    if url:
        path = urlsplit(url).path.rstrip("/")
        service.api = url if path else url.rstrip("/") + service.api_path

    def ask(address: str) -> list[PlaceHit]:
        found = service.geocode(address, exactly_one=False, lang=LANGUAGE[YANDEX])
        return _hits(found, yandex_precision)

    return ask


def nominatim_precision(raw: Mapping[str, Any]) -> Precision:
    """Return how precise a place of Nominatim's is."""
    details = raw.get("address")
    if isinstance(details, Mapping) and details.get("house_number"):
        return Precision.HOUSE
    rank = raw.get("place_rank")
    if isinstance(rank, int) and rank >= 28:
        return Precision.HOUSE
    if raw.get("class") == "building":
        return Precision.HOUSE
    if (isinstance(rank, int) and rank >= 26) or raw.get("class") == "highway":
        return Precision.STREET
    return Precision.LOCALITY


def yandex_precision(raw: Mapping[str, Any]) -> Precision:
    """Return how precise a place of Yandex's is.

    ``number``, ``near`` and ``range`` are another block, a neighbouring house or a guess
    between two houses: no better than the street until somebody has looked.
    """
    meta = raw["metaDataProperty"]["GeocoderMetaData"]
    if meta["precision"] == "exact" and meta["kind"] == "house":
        return Precision.HOUSE
    if meta["precision"] in {"number", "near", "range", "street"} or meta["kind"] == "street":
        return Precision.STREET
    # a place that is no house but exact, such as an entrance or a station
    if meta["precision"] == "exact" and meta["kind"] in {"entrance", "metro", "railway_station"}:
        return Precision.HOUSE
    return Precision.LOCALITY


def _hits(
    found: Iterable[Any] | None, precision: Callable[[Mapping[str, Any]], Precision]
) -> list[PlaceHit]:
    hits = []
    for place in found or ():
        lat, lon = float(place.latitude), float(place.longitude)
        if not (math.isfinite(lat) and abs(lat) <= 90 and math.isfinite(lon) and abs(lon) <= 180):
            raise ValueError("no such degrees")
        hits.append(
            PlaceHit(
                lat=round(lat, 6),
                lon=round(lon, 6),
                precision=precision(place.raw),
                label=str(place.address or "")[:MAX_LABEL],
            )
        )
    return hits
