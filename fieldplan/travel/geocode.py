"""Ask a geocoding service politely: one request a second, few repeats, and no more once it
does not answer."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from geopy.exc import (
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderParseError,
    GeocoderQueryError,
    GeocoderQuotaExceeded,
    GeocoderRateLimited,
    GeocoderServiceError,
    GeocoderTimedOut,
)
from geopy.extra.rate_limiter import RateLimiter

from fieldplan.domain.places import PlaceAnswer, PlaceHit, PlaceStatus
from fieldplan.travel.address_text import query_forms
from fieldplan.travel.geocode_services import Ask
from fieldplan.travel.homonyms import answer_of

DELAY_S = 1.0
BACKOFF_S = (5.0, 20.0)
"""Waits before the second and the third try."""
MAX_WAIT_S = 60.0
"""A service that wants a longer wait is not asked again."""
GIVE_UP_AFTER = {
    PlaceStatus.REFUSED: 1,
    PlaceStatus.LIMITED: 1,
    PlaceStatus.TIMEOUT: 2,
    PlaceStatus.UNREACHABLE: 2,
    PlaceStatus.NONSENSE: 5,
}
"""Addresses in a row without an answer after which a service is asked no more."""

_REPEATED = (PlaceStatus.LIMITED, PlaceStatus.TIMEOUT, PlaceStatus.UNREACHABLE)

_log = logging.getLogger(__name__)


class Geocoder:
    """A service, and what its failures mean; every question ends in an answer.

    Parameters
    ----------
    ask : callable
        Asks the service once; see ``geocode_services.make_service``.
    delay_s : float
        Least time between two requests.
    backoff_s : tuple of float
        Waits before a repeat of a request that was limited, timed out or not answered; their
        number is the number of repeats.
    on_ask : callable or None
        Called with the number of addresses asked for, before each.
    """

    def __init__(
        self,
        ask: Ask,
        *,
        provider: str,
        delay_s: float = DELAY_S,
        backoff_s: tuple[float, ...] = BACKOFF_S,
        on_ask: Callable[[int], None] | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.provider = provider
        # repeats are ours: the limiter would also repeat what was refused
        self._ask = RateLimiter(
            ask,
            min_delay_seconds=delay_s,
            max_retries=0,
            error_wait_seconds=delay_s,
            swallow_exceptions=False,
        )
        self._backoff_s = backoff_s
        self._on_ask = on_ask
        self._sleep = sleep
        self._asked = 0
        self._failures = 0
        self._closed = False

    def find(self, address: str) -> PlaceAnswer:
        """Return where an address is, or why that could not be learnt."""
        if self._closed:
            return self._empty(PlaceStatus.SKIPPED)
        self._asked += 1
        if self._on_ask is not None:
            self._on_ask(self._asked)
        hits: list[PlaceHit] | PlaceStatus = []
        for query in query_forms(address):
            hits = self._patiently(query)
            if hits:
                break
        if isinstance(hits, PlaceStatus):
            self._failures += 1
            self._closed = self._failures >= GIVE_UP_AFTER[hits]
            return self._empty(hits)
        self._failures = 0
        return answer_of(hits, self.provider)

    def _patiently(self, query: str) -> list[PlaceHit] | PlaceStatus:
        """Ask, and repeat what may succeed later."""
        for wait in (*self._backoff_s, None):
            try:
                hits: list[PlaceHit] = self._ask(query)
                return hits
            # hostile or broken answers fail wherever geopy happens to look into them
            except Exception as error:
                status = failure(error)
                # not the message: it may hold the address, and the URL with the key
                _log.info("%s: %s (%s)", self.provider, status, type(error).__name__)
                asked_wait = _asked_wait(error)
                if wait is None or status not in _REPEATED or asked_wait > MAX_WAIT_S:
                    return status
                self._sleep(max(wait, asked_wait))
        raise AssertionError("the last try returns")

    def _empty(self, status: PlaceStatus) -> PlaceAnswer:
        return PlaceAnswer(status=status, provider=self.provider)


def failure(error: Exception) -> PlaceStatus:
    """Return what an exception of geopy's means to the user."""
    if isinstance(error, GeocoderRateLimited):
        return PlaceStatus.LIMITED
    refused = (
        GeocoderAuthenticationFailure,
        GeocoderInsufficientPrivileges,
        GeocoderQuotaExceeded,
    )
    if isinstance(error, refused):
        return PlaceStatus.REFUSED
    if isinstance(error, GeocoderTimedOut):
        return PlaceStatus.TIMEOUT
    if isinstance(error, (GeocoderParseError, GeocoderQueryError)):
        return PlaceStatus.NONSENSE
    if isinstance(error, GeocoderServiceError):
        return PlaceStatus.UNREACHABLE
    return PlaceStatus.NONSENSE


def _asked_wait(error: Exception) -> float:
    """Return the wait in seconds that a service asked for."""
    wait = getattr(error, "retry_after", None)
    return float(wait) if isinstance(wait, int | float) else 0.0
