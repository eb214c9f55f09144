"""The window that is promised to a client for a visit planned at a certain minute."""

from __future__ import annotations

from fieldplan.settings import Settings

HALF_DAY_MIN = 240
NOON_MIN = 780
_HOUR = 60


def promised_window(start_min: int, shift: tuple[int, int], settings: Settings) -> tuple[int, int]:
    """Return the window around a planned start: some hours, half of the shift, or all of it.

    Work starts inside it, ends included; a window of hours begins on the hour.
    """
    length = settings.promise_window_min
    open_min, close_min = min(shift[0], start_min), max(shift[1], start_min)
    if length <= 0 or length > HALF_DAY_MIN:
        return open_min, close_min
    if length == HALF_DAY_MIN:
        if start_min < NOON_MIN:
            return open_min, min(NOON_MIN, close_min)
        return max(NOON_MIN, open_min), close_min
    first = start_min // _HOUR * _HOUR
    return first, max(first + length, start_min)
