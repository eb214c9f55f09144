"""What is known of addresses: the user's file first, then a service if one was chosen."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from types import TracebackType
from typing import Self, TypeVar

from fieldplan.domain.places import Moved, PlaceAnswer, PlaceStatus, Precision
from fieldplan.travel.address_text import address_key
from fieldplan.travel.geocode import Geocoder
from fieldplan.travel.geocode_cache import CacheError, PlaceCache, Seen
from fieldplan.travel.homonyms import crow_km

NEAR_KM = 1.0
"""A new address that is found so near to the old coordinates is taken for the same place."""
SAME_POINT_DEG = 1e-6

_log = logging.getLogger(__name__)
_Value = TypeVar("_Value")


class KnownPlaces:
    """Implements ``fieldplan.domain.places.Places``; a context manager.

    Parameters
    ----------
    cache : PlaceCache or None
        The user's file of places; None = nothing is known and nothing is kept.
    geocoder : Geocoder or None
        The service to ask for what is not known; None = no network.
    confirm : bool
        Take all addresses and coordinates as they stand for right.

    Attributes
    ----------
    problem : str
        Why the file could not be used; empty when it could.
    """

    def __init__(
        self,
        cache: PlaceCache | None = None,
        geocoder: Geocoder | None = None,
        *,
        confirm: bool = False,
        problem: str = "",
    ) -> None:
        self.problem = problem
        self._cache = cache
        self._geocoder = geocoder
        self._confirm = confirm
        self._answers: dict[str, PlaceAnswer] = {}
        self._records: dict[str, Seen] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None and self._records:
            records = self._records.items()
            self._use(lambda cache: cache.remember(records), None)
        if self._cache is not None:
            self._cache.close()

    def find(self, address: str) -> PlaceAnswer:
        """Return where an address is; each is looked up once."""
        key = address_key(address)
        if not key:
            return PlaceAnswer(status=PlaceStatus.UNKNOWN)
        if key not in self._answers:
            self._answers[key] = self._look_up(key, address)
        return self._answers[key]

    def moved(self, identity: str, *, address: str, lat: float, lon: float) -> Moved | None:
        """Return the earlier address if the address changed while the coordinates did not.

        A change stays doubtful until the coordinates change too, the new address is found near
        them, or the user confirms it.
        """
        key = address_key(address)
        if not key:
            return None
        # client names need not stand in the file
        identity = hashlib.sha256(identity.encode("utf-8", "replace")).hexdigest()
        earlier = self._use(lambda cache: cache.seen(identity), None)
        now = Seen(key=key, address=address, lat=lat, lon=lon)
        if earlier == now:
            return None
        if (
            earlier is not None
            and earlier.key != key
            and abs(earlier.lat - lat) < SAME_POINT_DEG
            and abs(earlier.lon - lon) < SAME_POINT_DEG
            and not self._confirm
        ):
            answer = self.find(address)
            if not _near(answer, lat, lon):
                return Moved(address=earlier.address, answer=answer)
        self._records[identity] = now
        return None

    def _look_up(self, key: str, address: str) -> PlaceAnswer:
        known = self._best_known(key)
        geocoder = self._geocoder
        if geocoder is None:
            return known or PlaceAnswer(status=PlaceStatus.UNKNOWN)
        if known is not None and (_settled(known) or known.provider == geocoder.provider):
            return known
        answer = geocoder.find(address)
        self._use(lambda cache: cache.keep(key, answer), None)
        if known is not None and answer.status not in (PlaceStatus.FOUND, PlaceStatus.SEVERAL):
            return known
        return answer

    def _best_known(self, key: str) -> PlaceAnswer | None:
        """Return the most telling answer kept: several places, else a house, else the rest.

        If one service knows of homonyms, that another one does not is no answer.
        """
        none: tuple[PlaceAnswer, ...] = ()
        answers = self._use(lambda cache: cache.answers(key), none)
        in_use = self._geocoder.provider if self._geocoder else ""
        ranked = sorted(
            answers,
            key=lambda item: (
                item.status is not PlaceStatus.SEVERAL,
                not _exact(item),
                item.provider != in_use,
            ),
        )
        return ranked[0] if ranked else None

    def _use(self, use: Callable[[PlaceCache], _Value], otherwise: _Value) -> _Value:
        """Use the file; when that fails, note it and go on without: locked files are slow."""
        if self._cache is None:
            return otherwise
        try:
            return use(self._cache)
        except CacheError as error:
            _log.warning("the file of places cannot be used: %s", error)
            self.problem = str(error)
            self._cache.close()
            self._cache = None
            return otherwise


def _settled(answer: PlaceAnswer) -> bool:
    return answer.status is PlaceStatus.SEVERAL or _exact(answer)


def _exact(answer: PlaceAnswer) -> bool:
    found = answer.status is PlaceStatus.FOUND
    return found and answer.hits[0].precision is Precision.HOUSE


def _near(answer: PlaceAnswer, lat: float, lon: float) -> bool:
    if not _exact(answer):
        return False
    hit = answer.hits[0]
    return crow_km(hit.lat, hit.lon, lat, lon) <= NEAR_KM
