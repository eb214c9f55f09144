"""What is known of addresses, and the services that can be asked for more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from fieldplan.travel.geocode_cache import CacheError, PlaceCache, default_path
from fieldplan.travel.known_places import KnownPlaces

GEOCODERS = ("nominatim", "yandex")


def known_places(
    provider: str | None = None,
    *,
    user_agent: str = "fieldplan",
    url: str = "",
    key: str = "",
    cache: Path | None = None,
    confirm: bool = False,
    on_ask: Callable[[int], None] | None = None,
) -> KnownPlaces:
    """Open the user's file of places, for ``read_workbook``; a context manager.

    Without a provider the network is not used: addresses found earlier are filled in, others
    stay without coordinates.

    Parameters
    ----------
    provider : str or None
        One of ``GEOCODERS``: the service to ask for what is not known.
    user_agent : str
        Who asks; the terms of the public Nominatim want the user's own name and contact.
    url : str
        Another address of the service, such as a Nominatim of one's own.
    key : str
        API key (Yandex).
    cache : Path or None
        The file of places; None = the user's own, see ``geocode_cache.default_path``.
    confirm : bool
        Take addresses and coordinates as they stand for right.
    on_ask : callable or None
        Called with the number of addresses asked for, before each request.
    """
    geocoder = None
    if provider is not None:
        # geopy is only imported when a service is to be asked
        from fieldplan.travel.geocode import Geocoder  # noqa: PLC0415
        from fieldplan.travel.geocode_services import make_service  # noqa: PLC0415

        ask = make_service(provider, user_agent=user_agent, url=url, key=key)
        geocoder = Geocoder(ask, provider=provider, on_ask=on_ask)
    try:
        store = PlaceCache(cache or default_path())
    except CacheError as error:
        return KnownPlaces(None, geocoder, confirm=confirm, problem=str(error))
    return KnownPlaces(store, geocoder, confirm=confirm)
