"""Points and the way between each two of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, kw_only=True)
class Location:
    """A point of the travel matrix (``Problem.locations[i]`` is row and column ``i``)."""

    name: str
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class TravelMatrix:
    """Free-flow travel between the locations of a problem.

    Attributes
    ----------
    minutes : ndarray of int32, shape (n, n)
        Free-flow minutes from row to column; may be asymmetric and break the triangle
        inequality. Negative = unreachable.
    metres : ndarray of int32, shape (n, n), or None
    source : str
        Provider and data version, for the plan's record.
    """

    minutes: npt.NDArray[np.int32]
    metres: npt.NDArray[np.int32] | None = None
    source: str = ""
