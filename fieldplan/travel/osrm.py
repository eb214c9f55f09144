"""A running ``osrm-routed``: tables of drives and the streets of a route."""

from __future__ import annotations

import logging
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from fieldplan.errors import InputError
from fieldplan.travel.http import check_url, get_json, roads_error
from fieldplan.travel.polyline import decode, encode, join

log = logging.getLogger(__name__)

Ints = npt.NDArray[np.int64]
Place = tuple[float, float]
"""(lat, lon), rounded to 5 decimals"""

UNREACHABLE = -1
NO_ROUTE = ("NoTable", "NoRoute", "NoSegment")


@dataclass(frozen=True, kw_only=True, eq=False)
class Table:
    """Drives from some places to others.

    Attributes
    ----------
    tenths : ndarray, shape (sources, destinations)
        Free-flow tenths of a second; ``UNREACHABLE`` where there is no way.
    metres : ndarray, shape (sources, destinations)
    source_snap_m, destination_snap_m : ndarray
        How far each place is from the road that the drive begins or ends on.
    data_version : str
        What the server says of its data; empty if nothing.
    """

    tenths: Ints
    metres: Ints
    source_snap_m: Ints
    destination_snap_m: Ints
    data_version: str = ""


class OsrmServer:
    """The HTTP interface of OSRM.

    Parameters
    ----------
    url : str
        Address such as ``http://127.0.0.1:5000``.
    timeout_s : float
        For one request as a whole.
    """

    def __init__(self, url: str, *, timeout_s: float = 30.0) -> None:
        self.url = check_url(url)
        self.timeout_s = timeout_s

    def table(self, sources: Sequence[Place], destinations: Sequence[Place]) -> Table:
        """Ask for the drives from every source to every destination, in one call.

        Raises
        ------
        InputError
            If the server does not answer in time, or not with what was asked for.
        """
        places = list(dict.fromkeys((*sources, *destinations)))
        number = {place: index for index, place in enumerate(places)}
        starts = [number[place] for place in sources]
        ends = [number[place] for place in destinations]
        answer = self._ask(
            "table",
            # A table of a single place is refused; the place twice is not.
            places if len(places) > 1 else places * 2,
            f"sources={_listed(starts)}&destinations={_listed(ends)}&annotations=duration,distance",
        )
        shape = (len(starts), len(ends))
        return Table(
            tenths=self._matrix(answer, "durations", shape, scale=10),
            metres=self._matrix(answer, "distances", shape, scale=1),
            source_snap_m=self._snaps(answer, "sources", len(starts)),
            destination_snap_m=self._snaps(answer, "destinations", len(ends)),
            data_version=str(answer.get("data_version", ""))[:100],
        )

    def shapes(self, stops: Sequence[Place]) -> tuple[str, ...]:
        """Return the streets of each leg of a route, as encoded polylines.

        Each leg is the drive that the table reckons with: the way on need not go straight.

        Raises
        ------
        InputError
            As ``table``; also if there is no way.
        """
        answer = self._ask(
            "route",
            stops,
            "overview=false&steps=true&geometries=polyline&continue_straight=false",
        )
        try:
            legs = answer["routes"][0]["legs"]
            lines = [join([decode(step["geometry"]) for step in leg["steps"]]) for leg in legs]
        except (KeyError, IndexError, TypeError, ValueError):
            raise roads_error("roads_wrong_size", url=self.url) from None
        if len(lines) != len(stops) - 1:
            raise roads_error("roads_wrong_size", url=self.url)
        return tuple(encode(line) for line in lines)

    def _ask(self, service: str, places: Sequence[Place], options: str) -> dict[str, Any]:
        written = ";".join(f"{lon:.5f},{lat:.5f}" for lat, lon in places)
        path = f"/{service}/v1/driving/{written}?{options}"
        log.debug("%s of %d places asked of %s", service, len(places), self.url)
        answer = get_json(self.url, path, timeout_s=self.timeout_s)
        code = answer.get("code")
        if code != "Ok":
            said = f"{code}: {answer.get('message', '')}"[:200]
            raise roads_error("roads_declined", url=self.url, said=said)
        return answer

    def _matrix(
        self, answer: dict[str, Any], name: str, shape: tuple[int, int], *, scale: int
    ) -> Ints:
        rows = answer.get(name)
        if not isinstance(rows, list) or len(rows) != shape[0]:
            raise roads_error("roads_wrong_size", url=self.url)
        result = np.full(shape, UNREACHABLE, dtype=np.int64)
        for row, values in enumerate(rows):
            if not isinstance(values, list) or len(values) != shape[1]:
                raise roads_error("roads_wrong_size", url=self.url)
            for column, value in enumerate(values):
                if value is not None:
                    result[row, column] = round(self._amount(value) * scale)
        return result

    def _snaps(self, answer: dict[str, Any], name: str, count: int) -> Ints:
        points = answer.get(name)
        if not isinstance(points, list) or len(points) != count:
            raise roads_error("roads_wrong_size", url=self.url)
        try:
            return np.array([round(self._amount(p["distance"])) for p in points], dtype=np.int64)
        except (KeyError, TypeError):
            raise roads_error("roads_wrong_size", url=self.url) from None

    def _amount(self, value: object) -> float:
        """Return a number that can be an amount; anything else is a broken answer."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise roads_error("roads_wrong_size", url=self.url)
        if not math.isfinite(value) or not 0 <= value <= 100_000_000:
            raise roads_error("roads_wrong_size", url=self.url)
        return float(value)


def no_way(error: InputError) -> bool:
    """Whether the server answered well, but knows no way between the places."""
    said = str(error.findings[0].params.get("said", ""))
    return error.findings[0].code == "roads_declined" and said.startswith(NO_ROUTE)


def _listed(numbers: Sequence[int]) -> str:
    return ";".join(str(number) for number in numbers)
