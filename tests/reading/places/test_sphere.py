import pytest
from hypothesis import given
from hypothesis import strategies as st

from according.reading.places.sphere import (
    EARTH_KM,
    bearing_deg,
    destination,
    distance_km,
    sector_radius_km,
    turn_deg,
)

TIRANA, MANZE = (41.3275, 19.81889), (41.42861, 19.59306)
latitudes = st.floats(-89, 89)
longitudes = st.floats(-180, 180)
points = st.tuples(latitudes, longitudes)
HALF_ROUND = EARTH_KM * 3.141592653589793


def test_manze_lies_where_the_gazetteer_says():
    assert distance_km(TIRANA, MANZE) == pytest.approx(21.9, abs=0.1)
    assert bearing_deg(TIRANA, MANZE) == pytest.approx(301, abs=0.5)


@pytest.mark.parametrize(
    ("end", "bearing"), [((1, 0), 0), ((0, 1), 90), ((-1, 0), 180), ((0, -1), 270)]
)
def test_bearings_of_the_compass(end, bearing):
    assert bearing_deg((0, 0), end) == pytest.approx(bearing)
    assert distance_km((0, 0), end) == pytest.approx(111.195, abs=0.01)


@given(points, points)
def test_distance_is_a_distance(one, other):
    there = distance_km(one, other)
    assert 0 <= there <= HALF_ROUND * 1.000001
    assert there == pytest.approx(distance_km(other, one), abs=1e-6)
    assert distance_km(one, one) == 0


@given(points, points, points)
def test_distance_has_no_short_cuts(one, other, third):
    assert distance_km(one, third) <= distance_km(one, other) + distance_km(other, third) + 1e-6


@given(points, points)
def test_bearing_is_a_bearing(one, other):
    assert 0 <= bearing_deg(one, other) < 360


@given(points, st.floats(0, 359.9), st.floats(0.1, 2000))
def test_destination_is_where_distance_and_bearing_say(start, bearing, distance):
    end = destination(start, bearing, distance)
    assert -90 <= end[0] <= 90
    assert -180 <= end[1] <= 180
    assert distance_km(start, end) == pytest.approx(distance, rel=1e-6, abs=1e-6)
    if abs(end[0]) < 89.9:
        # The tolerance is of the coordinates' last digits over a short way.
        assert turn_deg(bearing_deg(start, end), bearing) < 0.01


@given(st.floats(0, 720), st.floats(0, 720))
def test_turn_is_half_a_round_at_most_and_the_same_both_ways(one, other):
    assert 0 <= turn_deg(one, other) <= 180
    assert turn_deg(one, other) == pytest.approx(turn_deg(other, one))


@given(points, st.floats(0, 359), st.floats(1, 300), st.floats(0, 1), st.floats(-1, 1))
def test_a_sectors_circle_holds_the_sector(start, bearing, distance, share, turn):
    width, slack = 33.75, distance * share
    middle = destination(start, bearing, distance)
    radius = sector_radius_km(distance, width, slack)
    inside = destination(start, (bearing + turn * width) % 360, distance + slack)
    assert distance_km(middle, inside) <= radius * 1.01 + 0.1
