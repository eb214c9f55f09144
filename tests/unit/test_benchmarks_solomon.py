"""Solomon's format: distances truncated to a tenth, windows on the start of service."""

import pytest

from benchmarks.score import score
from benchmarks.solomon import DAY, read_solomon

TEXT = """T1

VEHICLE
NUMBER     CAPACITY
  25         200

CUSTOMER
CUST NO.   XCOORD.   YCOORD.    DEMAND   READY TIME   DUE DATE   SERVICE TIME

    0          35      35           0       0         230           0
    1          41      49          10     161         171          10
    2          35      17           7      50          60          10
"""


@pytest.fixture
def problem(tmp_path):
    path = tmp_path / "T1.txt"
    path.write_text(TEXT, encoding="utf-8")
    return read_solomon(path)


def test_distances_are_truncated_to_a_tenth(problem):
    assert problem.travel.minutes[0, 1] == 152  # sqrt(36 + 196) = 15.23...
    assert problem.travel.minutes[0, 2] == 180
    assert problem.travel.minutes[1, 2] == 325  # sqrt(36 + 1024) = 32.557...


def test_a_window_bounds_the_start_of_service(problem):
    first = problem.visits[0]
    assert first.windows[DAY] == ((1610, 1810),)
    assert first.duration_min == 100
    assert len(problem.engineers) == 25
    assert problem.engineers[0].shifts[DAY] == (0, 2300)


def test_a_route_in_time_and_one_too_late(problem):
    assert score(problem, {("E1", DAY): ("C2", "C1")}).key == (0, 0, 0, 180 + 325 + 152)
    assert score(problem, {("E1", DAY): ("C1", "C2")}).violations


def test_a_line_that_is_no_customer_is_named(tmp_path):
    path = tmp_path / "T2.txt"
    path.write_text(TEXT + "    3   12  x\n", encoding="utf-8")
    with pytest.raises(ValueError, match="3 12 x"):
        read_solomon(path)
    path.write_text("nothing", encoding="utf-8")
    with pytest.raises(ValueError, match="CUSTOMER"):
        read_solomon(path)
