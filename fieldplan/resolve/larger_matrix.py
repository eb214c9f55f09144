"""Travel with places that a plan did not know, its own figures kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from fieldplan.domain import Location, TravelMatrix

MatrixOf = Callable[[Sequence[Location]], TravelMatrix]


def larger_matrix(
    old: TravelMatrix, places: Sequence[Location], matrix_of: MatrixOf
) -> TravelMatrix:
    """Return the old matrix; with new places a larger one, in which the old figures stand.

    Parameters
    ----------
    places : sequence of Location
        Those of the old matrix first, in its order.
    matrix_of : callable
        Travel between locations; asked only when there is a new place.
    """
    size = len(old.minutes)
    if len(places) <= size:
        return old
    new = matrix_of(places)
    minutes = np.array(new.minutes)
    minutes[:size, :size] = old.minutes
    metres = None
    if new.metres is not None and old.metres is not None:
        metres = np.array(new.metres)
        metres[:size, :size] = old.metres
    return TravelMatrix(minutes=minutes, metres=metres, source=old.source)
