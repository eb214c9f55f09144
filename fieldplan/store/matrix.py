"""Travel matrices as lists of rows: whole, square and quick to read when they are large."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from fieldplan.domain import TravelMatrix
from fieldplan.store.node import MOST_MIN, Node

UNREACHABLE = -1
_MOST_M = 100_000_000


def read_matrix(
    minutes: Node | None, metres: Node | None = None, *, source: str = ""
) -> TravelMatrix:
    """Read the matrices; what is wrong with them is noted in the nodes.

    null and negative minutes mean unreachable; the diagonal is always 0.
    """
    table = _table(minutes, MOST_MIN) if minutes is not None else None
    if table is None:
        return TravelMatrix(minutes=np.zeros((0, 0), dtype=np.int32), source=source)
    table[table < 0] = UNREACHABLE
    np.fill_diagonal(table, 0)
    lengths = _table(metres, _MOST_M) if metres is not None else None
    if lengths is not None and metres is not None:
        np.maximum(lengths, 0, out=lengths)
        if lengths.shape != table.shape:
            metres.bad("expected_places", places=len(table))
    return TravelMatrix(minutes=table, metres=lengths, source=source)


def matrix_rows(table: npt.NDArray[np.int32]) -> list[list[int]]:
    """Return the matrix as lists of Python numbers."""
    rows: list[list[int]] = table.tolist()
    return rows


def _table(node: Node, high: int) -> npt.NDArray[np.int32] | None:
    rows = node.items()
    if not rows:
        if isinstance(node.value, list):
            node.bad("empty")
        return None
    table = np.zeros((len(rows), len(rows)), dtype=np.int32)
    sound = True
    for index, row in enumerate(rows):
        values = row.value
        if not isinstance(values, list) or len(values) != len(rows):
            row.bad("expected_row", length=len(rows))
            sound = False
        elif set(map(type, values)) == {int} and -high <= min(values) and max(values) <= high:
            table[index] = values
        else:
            sound = _slow_row(row, table[index], high) and sound
    return table if sound else None


def _slow_row(row: Node, into: npt.NDArray[np.int32], high: int) -> bool:
    """Read a row that is not plainly whole numbers; note each wrong cell."""
    before = len(row.log)
    for index, cell in enumerate(row.items()):
        if cell.value is None:
            into[index] = UNREACHABLE
        else:
            into[index] = cell.whole(-high, high) or 0
    return len(row.log) == before
