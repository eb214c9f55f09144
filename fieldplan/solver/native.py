"""Records of arrays that compiled code takes by one pointer.

A NamedTuple of many arrays reaches compiled code as hundreds of scalars a call: compiling then
takes minutes. A numba StructRef is one pointer, and compiling takes seconds. Each record's
module declares its StructRef beside it; ``ref`` gives a record's native twin.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy as np

Native = Any
"""A StructRef: opaque in Python, a record of arrays in compiled code."""

ZERO, NOBODY = cast(int, np.int64(0)), cast(int, np.int64(-1))
"""What compiled code hands on instead of a bare 0 or -1: it is compiled once more for each of
those, and so is all that it calls."""

_makers: dict[type, Callable[..., Native]] = {}


def register(record: type, maker: Callable[..., Native]) -> None:
    """Tell ``ref`` how to make the native twin of a record class."""
    _makers[record] = maker


def ref(record: tuple[Any, ...]) -> Native:
    """Return the native twin of a record; it shares the record's arrays.

    Raises
    ------
    ValueError
        If an array is not contiguous: compiled code is made for one layout.
    """
    for part in record:
        if isinstance(part, np.ndarray) and not part.flags.c_contiguous:
            raise ValueError(f"{type(record).__name__}: an array is not contiguous")
    return _makers[type(record)](*record)
