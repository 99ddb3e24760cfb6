from datetime import date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from according.model import Granularity, Modifier
from according.reading.times.values import bounds, length, when
from according.reading.times.when import When

units = st.sampled_from(
    [
        Granularity.DAY,
        Granularity.WEEK,
        Granularity.WEEKEND,
        Granularity.MONTH,
        Granularity.SEASON,
        Granularity.QUARTER,
        Granularity.HALF,
        Granularity.YEAR,
        Granularity.DECADE,
        Granularity.CENTURY,
    ]
)
days = st.dates(date(1100, 1, 1), date(2900, 1, 1))


@given(days, units)
def test_a_value_names_its_stretch(day, unit):
    made = When.of(day, unit)
    assert when(made.value) == made


@given(days, units)
def test_a_stretch_holds_its_day(day, unit):
    made = When.of(day, unit)
    if unit is Granularity.WEEKEND:
        assert (made.last - made.day).days == 1
    else:
        assert made.holds(day)
    assert made.bounds[0] <= made.bounds[1]


@given(days, units, st.integers(-8, 8))
def test_steps_can_be_taken_back(day, unit, count):
    made = When.of(day, unit)
    assert made.moved(count, unit).moved(-count, unit) == made


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("1998-03-04", "1998-03-04", "1998-03-04"),
        ("1998-W12", "1998-03-16", "1998-03-22"),
        ("1998-W12-WE", "1998-03-21", "1998-03-22"),
        ("1998-W12-2", "1998-03-17", "1998-03-17"),
        ("1998-Q2", "1998-04-01", "1998-06-30"),
        ("1998-H2", "1998-07-01", "1998-12-31"),
        ("1998-WI", "1998-12-01", "1999-02-28"),
        ("1998-FA", "1998-09-01", "1998-11-30"),
        ("1998-02", "1998-02-01", "1998-02-28"),
        ("1998", "1998-01-01", "1998-12-31"),
        ("FY1998", "1998-01-01", "1998-12-31"),
        ("199", "1990-01-01", "1999-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("19", "1900-01-01", "1999-12-31"),
        ("1998-10-XX", "1998-10-01", "1998-10-31"),
        ("1998-WXX", "1998-01-01", "1998-12-31"),
        ("1998-03-04TNI", "1998-03-04", "1998-03-05"),
        ("1998-03-04T09:30", "1998-03-04", "1998-03-04"),
    ],
)
def test_bounds_of_a_value(value, first, last):
    found = bounds(value)
    assert found is not None
    assert [str(each.date()) for each in found] == [first, last]


def test_bounds_of_the_day_are_to_the_second():
    assert bounds("1998-03-04TNI") == (datetime(1998, 3, 4, 18), datetime(1998, 3, 5, 5, 59, 59))
    assert bounds("1998-03-04T09") == (datetime(1998, 3, 4, 9), datetime(1998, 3, 4, 9, 59, 59))


@pytest.mark.parametrize(
    "value",
    [
        "", "P3D", "PXY", "PRESENT_REF", "XXXX-10", "XXXX-WXX-2", "1998-13", "1998-02-30", "0000",
        "1998-W54", "1998-03-04TXX", "1998-03-04T99:99", "9" * 100_000, "1998-Q5",
    ],
)  # fmt: skip
def test_what_names_no_stretch_has_no_bounds(value):
    assert bounds(value) is None


def test_modifiers_open_a_side_or_leave_the_unit():
    first, last = bounds("1998")
    assert bounds("1998", Modifier.BEFORE) == (None, first)
    assert bounds("1998", Modifier.ON_OR_BEFORE) == (None, last)
    assert bounds("1998", Modifier.AFTER) == (last, None)
    assert bounds("1998", Modifier.ON_OR_AFTER) == (first, None)
    assert bounds("1998", Modifier.START) == bounds("1998", Modifier.APPROX) == (first, last)


@pytest.mark.parametrize(
    ("value", "months", "seconds"),
    [
        ("P3D", 0, 259_200), ("P2W", 0, 1_209_600), ("P14D", 0, 1_209_600), ("P1Y", 12, 0),
        ("P2Y6M", 30, 0), ("P1Q", 3, 0), ("P1E", 120, 0), ("P1C", 1200, 0), ("PT30M", 0, 1800),
        ("PT72H", 0, 259_200), ("P1DT12H", 0, 129_600), ("P1.5D", 0, 129_600),
    ],
)  # fmt: skip
def test_length_of_a_duration(value, months, seconds):
    found = length(value)
    assert (found.months, found.seconds) == (Fraction(months), Fraction(seconds))


@pytest.mark.parametrize("value", ["P", "PT", "PXY", "PXX", "1998", "", "P1", "P" + "1D" * 50_000])
def test_what_is_no_length(value):
    assert length(value) is None


def test_seasons_and_weeks_go_by_their_year():
    assert When.of(date(1999, 1, 15), Granularity.SEASON).value == "1998-WI"
    assert When.of(date(1999, 1, 2), Granularity.WEEK).value == "1998-W53"


@pytest.mark.parametrize("unit", [Granularity.DECADE, Granularity.YEAR, Granularity.DAY])
def test_the_calendar_has_an_end(unit):
    with pytest.raises((ValueError, OverflowError)):
        When.of(date(9990, 1, 1), unit).moved(10_000, unit)
