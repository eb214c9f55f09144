from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldplan.travel.polyline import decode, encode, join

degrees = st.tuples(
    st.integers(-9_000_000, 9_000_000).map(lambda n: n / 1e5),
    st.integers(-18_000_000, 18_000_000).map(lambda n: n / 1e5),
)


def test_the_example_of_the_format() -> None:
    points = [(38.5, -120.2), (40.7, -120.95), (43.252, -126.453)]
    assert encode(points) == "_p~iF~ps|U_ulLnnqC_mqNvxq`@"
    assert decode("_p~iF~ps|U_ulLnnqC_mqNvxq`@") == points


@given(st.lists(degrees, max_size=8))
def test_round_trip(points: list[tuple[float, float]]) -> None:
    assert decode(encode(points)) == points


@pytest.mark.parametrize("text", ["_", "_p~iF", "\n", "é", "~" * 20, "_p~iF~ps|U_"])
def test_what_is_no_line(text: str) -> None:
    with pytest.raises(ValueError, match="polyline"):
        decode(text)


def test_joined_lines_repeat_no_point() -> None:
    a, b, c = (1.0, 1.0), (2.0, 2.0), (3.0, 3.0)
    assert join([[a, b], [b], [b, c], []]) == [a, b, c]
