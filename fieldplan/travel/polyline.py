"""Lines on the earth as short text: Google's encoded polyline with 5 decimals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

SCALE = 100_000
Point = tuple[float, float]
"""(lat, lon)"""


def encode(points: Iterable[Point]) -> str:
    """Return the text of a line."""
    letters: list[str] = []
    last = (0, 0)
    for point in points:
        here = (round(point[0] * SCALE), round(point[1] * SCALE))
        for step in (here[0] - last[0], here[1] - last[1]):
            rest = ~(step << 1) if step < 0 else step << 1
            while rest >= 0x20:
                letters.append(chr((0x20 | (rest & 0x1F)) + 63))
                rest >>= 5
            letters.append(chr(rest + 63))
        last = here
    return "".join(letters)


def decode(text: str) -> list[Point]:
    """Return the points of a line.

    Raises
    ------
    ValueError
        If the text is no line on the earth.
    """
    numbers: list[int] = []
    value = shift = 0
    for letter in text:
        bits = ord(letter) - 63
        if not 0 <= bits < 0x40 or shift > 30:
            raise ValueError("not an encoded polyline")
        value |= (bits & 0x1F) << shift
        shift += 5
        if bits < 0x20:
            numbers.append(~(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    if shift or len(numbers) % 2:
        raise ValueError("an encoded polyline that breaks off")
    points: list[Point] = []
    lat = lon = 0
    for index in range(0, len(numbers), 2):
        lat += numbers[index]
        lon += numbers[index + 1]
        points.append((lat / SCALE, lon / SCALE))
    if any(abs(lat) > 90 or abs(lon) > 180 for lat, lon in points):
        raise ValueError("an encoded polyline that leaves the earth")
    return points


def join(parts: Sequence[Sequence[Point]]) -> list[Point]:
    """Return one line of several that follow each other, repeated points dropped."""
    line: list[Point] = []
    for part in parts:
        for point in part:
            if not line or point != line[-1]:
                line.append(point)
    return line
