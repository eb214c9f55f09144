import numpy as np
import pytest
from geopy.distance import great_circle

from fieldplan.domain import Location
from fieldplan.travel import estimate_matrix
from fieldplan.travel.estimate import drive_minutes, great_circle_km, road_km

CENTRE = Location(name="centre", lat=55.752, lon=37.618)
MEASURED = [
    # crow km, n, road/crow, km/h of two off-peak series of drives to the centre
    (15, (11, 1.318, 47.1), (34, 1.414, 46.0)),
    (25, (144, 1.294, 46.7), (185, 1.297, 45.8)),
    (35, (209, 1.263, 51.6), (237, 1.269, 51.4)),
    (45, (217, 1.232, 55.8), (259, 1.23, 54.4)),
    (55, (197, 1.277, 56.8), (277, 1.236, 55.1)),
    (67.5, (187, 1.21, 64.1), (231, 1.213, 62.3)),
    (82.5, (132, 1.209, 69.6), (189, 1.166, 67.3)),
    (100, (118, 1.151, 69.5), (164, 1.163, 68.7)),
]


@pytest.mark.parametrize(("crow", "one", "other"), MEASURED)
def test_agrees_with_the_measured_drives(crow, one, other):
    n = one[0] + other[0]
    factor = (one[0] * one[1] + other[0] * other[1]) / n
    speed = (one[0] * one[2] + other[0] * other[2]) / n
    km = np.array([float(crow)])
    assert road_km(km)[0] == pytest.approx(crow * factor, rel=0.01)
    assert drive_minutes(km)[0] == pytest.approx(crow * factor * 60 / speed, rel=0.01)


def test_a_longer_distance_never_takes_less():
    km = np.linspace(0, 300, 3001)
    assert (np.diff(drive_minutes(km)) > 0).all()
    assert (np.diff(road_km(km)) > 0).all()


def test_distance_is_geopys_great_circle():
    places = [CENTRE, Location(name="a", lat=55.98, lon=37.18), Location(name="b", lat=1, lon=-3)]
    got = great_circle_km(places)
    for i, here in enumerate(places):
        for j, there in enumerate(places):
            expected = great_circle((here.lat, here.lon), (there.lat, there.lon)).km
            assert got[i, j] == pytest.approx(expected, abs=1e-6)


def test_matrix_is_whole_symmetric_and_zero_at_one_point():
    near = Location(name="next door", lat=55.7521, lon=37.618)
    matrix = estimate_matrix([CENTRE, near, Location(name="same", lat=55.752, lon=37.618)])
    assert matrix.minutes.dtype == np.int32
    assert matrix.metres is not None
    assert matrix.metres.dtype == np.int32
    assert (matrix.minutes == matrix.minutes.T).all()
    assert matrix.minutes[0, 2] == 0
    assert matrix.metres[0, 2] == 0
    assert matrix.minutes[0, 1] == 1  # 11 m are rounded up, not down
    assert 15 <= matrix.metres[0, 1] <= 25
    assert matrix.source


def test_no_locations_and_missing_coordinates():
    assert estimate_matrix([]).minutes.shape == (0, 0)
    with pytest.raises(ValueError, match="nowhere"):
        estimate_matrix([CENTRE, Location(name="nowhere")])
