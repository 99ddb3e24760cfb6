"""Drawings: the numbers that go into SVG."""

import re
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from according.export.drawing import maps
from according.export.drawing.columns import columns
from according.export.drawing.days import Dated, days
from according.export.drawing.geo import KM_PER_DEGREE, View, outline, world
from according.export.drawing.maps import Area, local, whole
from according.export.drawing.ranges import WIDTH, Given, ranges
from according.model import Evidence, Report
from according.model.place import kilometres

REPORT = Report("Fourteen died, the mayor said.")
WORDS = Evidence.at(REPORT, 0, 8)


def figure(low, high, origin=1, day=11, **more):
    return Given("x", low, high, "the mayor", "Quay", date(2024, 3, day), origin, WORDS, **more)


# ---- maps


@given(st.floats(-70, 70), st.floats(-179, 179), st.floats(0, 300), st.floats(0, 359))
def test_distances_on_a_near_map_are_true(latitude, longitude, km, bearing):
    from math import cos, radians, sin

    view = View(longitude, latitude, 60.0, 640, 380)
    north = km / KM_PER_DEGREE * cos(radians(bearing))
    east = km / KM_PER_DEGREE * sin(radians(bearing)) / cos(radians(latitude))
    x, y = view.at(latitude + north, longitude + east)
    pixels = ((x - 320) ** 2 + (y - 190) ** 2) ** 0.5
    assert pixels == pytest.approx(view.pixels(km), abs=0.5)
    if km > 5:
        real = kilometres(latitude, longitude, latitude + north, longitude + east)
        assert real == pytest.approx(km, rel=0.25)


def test_an_area_is_as_large_as_its_kilometres():
    drawn = local([Area(45.18, 28.8, 25.0, "Tulcea")])
    (area,) = drawn.areas
    scale = drawn.bar / drawn.bar_km
    assert area.r == pytest.approx(25 * scale, rel=0.02)
    assert (area.x, area.y) == (drawn.width / 2, drawn.height / 2)


def test_all_areas_lie_within_the_map():
    places = [Area(45, 20, 90, "a"), Area(48, 30, 3, "b"), Area(41, 25, 25, "c")]
    drawn = local(places)
    for each in drawn.areas:
        assert each.r <= each.x <= drawn.width - each.r
        assert each.r <= each.y <= drawn.height - each.r


def test_places_on_both_sides_of_the_date_line_lie_together():
    drawn = local([Area(-17, 179.5, 25, "Fiji"), Area(-14, -171.8, 25, "Samoa")])
    assert all(0 < each.x < drawn.width for each in drawn.areas)
    assert drawn.areas[0].r > 2


def test_labels_touch_no_other():
    drawn = local([Area(45 + n / 500, 28.8, 3, f"Place {n}") for n in range(12)])
    shown = [each for each in drawn.areas if each.labelled]
    assert shown
    heights = sorted(each.label_y for each in shown)
    assert all(b - a >= 14.9 for a, b in pairwise(heights))


def test_every_precision_code_has_an_area():
    assert set(maps.RADII) == set(range(1, 8))
    assert local([]) is None


def test_the_world_is_drawn_and_small():
    land, borders = outline(View(10.0, 12.0, 1000 / 360, 1000, 500))
    assert land.startswith("M")
    assert len(land) + len(borders) < 500_000
    numbers = [float(each) for each in re.findall(r"-?\d+\.\d", land)]
    assert min(numbers) >= -1000
    assert max(numbers) <= 2000
    # No line goes right across the map, as where longitudes begin anew.
    for path in land.split("M")[1:]:
        points = [tuple(map(float, each.split(","))) for each in path.rstrip("Z").split("L")]
        seen = [(a, b) for a, b in pairwise(points) if 0 < a[1] < 500 and 0 < b[1] < 500]
        assert all(abs(a[0] - b[0]) < 200 for a, b in seen)


def test_borders_and_names_are_there():
    assert len(world().land) > 1000
    assert len(world().borders) > 200
    assert {"Romania", "Slovenia", "North Macedonia"} <= {each[0] for each in world().names}


def test_where_land_is_the_map_has_land():
    """The middle of Romania lies inside a ring of land, the middle of the Black Sea in none."""

    def inside(latitude, longitude):
        crossed = 0
        for line in world().land:
            points = list(zip(line.longitudes, line.latitudes, strict=True))
            for (x, y), (u, v) in zip(points, points[1:] + points[:1], strict=True):
                if (y > latitude) != (v > latitude):
                    at = x + (latitude - y) / (v - y) * (u - x)
                    crossed += at > longitude
        return crossed % 2 == 1

    assert inside(45.9, 25.0)
    assert not inside(43.3, 34.0)
    assert inside(64.0, 100.0)
    assert not inside(0.0, -140.0)


def test_a_map_of_all_has_a_circle_for_each():
    assert len(whole([Area(0, 0, 3, "a"), Area(60, 100, 3, "b")]).areas) == 2


# ---- ranges


def test_ranges_stand_where_their_numbers_are():
    drawn = ranges("killed", "in conflict", [figure(14, None), figure(16, 16, 2), figure(5, 9, 3)])
    assert [(row.given.low, row.open_high) for row in drawn.rows] == [
        *((14, True), (16, False), (5, False))
    ]
    at = {said: x for x, said in drawn.ticks}
    step = (at["10"] - at["0"]) / 10
    for row in drawn.rows:
        assert row.x0 == pytest.approx(at["0"] + row.given.low * step, abs=0.2)
        assert 0 <= row.x0 <= row.x1 <= WIDTH
    assert drawn.band is None
    assert [row.apart for row in drawn.rows] == [True, True, True]


def test_the_band_is_what_all_allow():
    drawn = ranges("killed", "compatible", [figure(14, None), figure(16, 40, 2)])
    low = next(row for row in drawn.rows if row.given.low == 16)
    assert drawn.band == (low.x0, low.x1)
    assert not any(row.apart for row in drawn.rows)


def test_days_order_the_rows():
    drawn = ranges("killed", "x", [figure(1, 1, 1, 15), figure(2, 2, 2, 12), figure(3, 3, 3, 13)])
    assert [row.given.low for row in drawn.rows] == [2, 3, 1]


@given(
    st.lists(
        st.tuples(st.none() | st.integers(0, 10**6), st.integers(0, 10**6)), min_size=1, max_size=6
    )
)
def test_any_figures_can_be_drawn(pairs):
    rows = [figure(low, (low or 0) + more) for low, more in pairs]
    drawn = ranges("killed", "x", rows)
    assert len(drawn.rows) == len(rows)
    assert 1 <= len(drawn.ticks) <= 8
    assert all(0 <= row.x0 <= row.x1 + 0.2 <= WIDTH + 0.2 for row in drawn.rows)


# ---- days


def test_days_lie_in_order_on_one_axis():
    told = (datetime(2024, 3, 12), datetime(2024, 3, 12, 23, 59), "2024-03-12", WORDS)
    drawn = days(
        [
            Dated("A", 1, "a", date(2024, 3, 12), (told,)),
            Dated("B", 2, "b", date(2024, 3, 15), ()),
            Dated("C", 3, "c", None, ()),
        ]
    )
    a, b, c = drawn.rows
    assert a.bars[0].x0 < a.dot < a.bars[0].x1 < b.dot
    assert c.dot is None
    assert drawn.ticks[0][1] == "12 Mar"


def test_what_is_long_before_is_marked_at_the_edge():
    told = (datetime(1991, 1, 1), datetime(1994, 12, 31), "1991 to 1994", WORDS)
    (row,) = days([Dated("A", 1, "a", date(2024, 3, 12), (told,))]).rows
    assert row.bars[0].before
    assert row.dot > row.bars[0].x0


def test_no_days_are_no_drawing():
    assert days([Dated("A", 1, "a", None, ())]) is None


# ---- columns


def test_columns_add_up():
    start = date(2024, 3, 4)
    rows = [(start + timedelta(days=n), kind, n % 3 + 1) for n in range(20) for kind in "ab"]
    drawn = columns(rows, ("a", "b"))
    assert sum(each.number for each in drawn.columns) == sum(each[2] for each in rows)
    assert drawn.left_out == 0
    assert drawn.unit == "day"
    for each in drawn.columns:
        assert sum(part.number for part in each.parts) == each.number


def test_a_few_of_long_before_are_left_out_and_counted():
    rows = [(date(1991, 1, 1), "a", 1), *((date(2024, 3, day), "a", 9) for day in range(1, 9))]
    drawn = columns(rows, ("a",))
    assert drawn.left_out == 1
    assert drawn.unit == "day"


@pytest.mark.parametrize(
    ("span", "unit"), [(30, "day"), (300, "week"), (3000, "month"), (9000, "year")]
)
def test_the_unit_fits_the_span(span, unit):
    rows = [(date(2000, 1, 3) + timedelta(days=each), "a", 1) for each in range(0, span, 5)]
    drawn = columns(rows, ("a",))
    assert drawn.unit == unit
    assert len(drawn.columns) <= 112
    assert columns([], ("a",)) is None


def test_what_is_counted_by_weeks_is_drawn_by_weeks():
    weeks = [(date(2024, 3, 4) + timedelta(weeks=each), "a", each + 1) for each in range(4)]
    drawn = columns(weeks, ("a",), weekly=True)
    assert (drawn.unit, drawn.short) == ("week", True)
    assert [each.number for each in drawn.columns] == [1, 2, 3, 4]
    assert all((each.last - each.first).days == 6 for each in drawn.columns)
    # A tick says the day that its column begins with.
    assert [said for _, said in drawn.across] == ["4 Mar 2024", "11 Mar", "18 Mar", "25 Mar"]


def test_ticks_say_the_year_where_it_is_another():
    rows = [(date(2023, 12, day), "a", 1) for day in (29, 31)] + [(date(2024, 1, 2), "a", 1)]
    said = [each for _, each in columns(rows, ("a",)).across]
    assert said == ["29 Dec 2023", "30 Dec", "31 Dec", "1 Jan 2024", "2 Jan"]
