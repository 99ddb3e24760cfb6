from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, strategies

from according.intake.dates import NEVER, parse_when, says_unread

DAY = date(2016, 7, 5)


@pytest.mark.parametrize(
    "value",
    [
        "2016-07-05",
        " 2016-07-05 ",
        "2016-7-5",
        "2016/07/05",
        "20160705",
        "2016-07-05T10:00:00",
        "2016-07-05 10:00",
        "05 Jul 2016",
        "5 July 2016",
        "5th July 2016",
        "Tuesday, July 5, 2016",
        "Tue, Jul 5 2016",
        "July 5th, 2016 at 10:00 AM",
        "JULY 5, 2016",
        "Sept. 5, 2016".replace("Sept.", "Jul."),
        "05-Jul-2016",
        "5 Jul 2016, 10:00",
    ],
)
def test_a_day_is_read(value):
    assert parse_when(value).day == DAY
    assert parse_when(value).moment is None


@pytest.mark.parametrize(
    ("value", "hours", "offset"),
    [
        ("2016-07-05T10:00:00Z", 10, 0),
        ("2016-07-05T10:00:00.123456Z", 10, 0),
        ("2016-07-05T10:00+03:00", 10, 3),
        ("2016-07-05 10:00:00 +0300", 10, 3),
        ("2016-07-05T10:00:00-05", 10, -5),
        ("20160705T100000Z", 10, 0),
        ("Tue, 05 Jul 2016 10:00:00 GMT", 10, 0),
        ("Tue, 5 Jul 2016 10:00 -0500", 10, -5),
        ("July 5, 2016 10:00 PM UTC", 22, 0),
        ("July 5, 2016, 12:00 a.m. UTC", 0, 0),
        ("Tue, 05 Jul 2016 10:00:00 EST", 10, -5),
        ("5 July 2016 at 10:00 am EDT", 10, -4),
        ("Tue, 05 Jul 2016 10:00 UT", 10, 0),
        ("Tue, 05 Jul 2016 10:00:00 CST", 10, -6),
        ("Tue, 05 Jul 2016 10:00:00 MDT", 10, -6),
        ("2016-07-05T10:00:00 pst", 10, -8),
        ("Tue, 05 Jul 2016 10:00:00 +0200 (CEST)", 10, 2),
        ("Tue Jul 05 2016 10:00:00 GMT+0300 (Eastern European Summer Time)", 10, 3),
    ],
)
def test_a_moment_is_read_with_its_offset(value, hours, offset):
    when = parse_when(value)
    assert when.day == DAY
    zone = timezone(timedelta(hours=offset))
    assert when.moment == datetime(2016, 7, 5, hours, tzinfo=zone).replace(microsecond=0)
    assert when.moment.utcoffset() == timedelta(hours=offset)


@pytest.mark.parametrize(
    "value",
    [
        "2016-07-05T10:00:00 CET",
        "5 July 2016 at 10:00 am IST",
        "Tue, 5 Jul 2016 10:00:00 MSK",
        "Jul 5, 2016 10:00 PM ET",
        "2016070510",
        2016070510,
        "201607051030",
        "20160705103000",
    ],
)
def test_a_moment_without_a_known_offset_leaves_the_day(value):
    assert parse_when(value).day == DAY
    assert parse_when(value).moment is None


def test_the_day_is_that_of_the_place():
    assert parse_when("2016-07-05T01:30:00+03:00").day == DAY


@pytest.mark.parametrize("value", [1467712800, 1467712800.5, "1467712800", 1467712800000])
def test_seconds_since_1970(value):
    assert parse_when(value).moment == datetime(2016, 7, 5, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    [
        "03/04/2016",
        "3.4.2016",
        "07/05",
        "2016",
        "July 2016",
        "2016-07",
        "31 June 2016",
        "2016-13-05",
        "2016-07-32",
        "0001-01-01",
        "9999-12-31",
        "yesterday",
        "",
        None,
        True,
        [],
        {},
        12,
        -1,
        float("nan"),
        float("inf"),
        "2016-07-05 and more",
        "2016-07-05 10:00 and more",
        "9999999999",
        "١٢٣٤٥",
    ],
)
def test_what_is_none_or_ambiguous_is_not_guessed(value):
    assert parse_when(value) == NEVER


def test_a_date_that_is_told_and_not_read():
    for value in ("03/04/2016", "July 2016", "31 June 2016", "2016", 12):
        assert says_unread(value), value
    none = ("", None, True, [], "unknown", "n/a", "0000-00-00", "0001-01-01", "9999-12-31", "0")
    for value in (*none, "2016-07-05", 1467712800):
        assert not says_unread(value), value


@pytest.mark.parametrize("value", ["25/04/2016", "04/25/2016", "25.4.2016"])
def test_what_can_be_read_in_one_way_is_read(value):
    assert parse_when(value).day == date(2016, 4, 25)


def test_an_hour_that_does_not_exist_leaves_the_day():
    assert parse_when("2016-07-05T25:00:00Z").day == DAY
    assert parse_when("2016-07-05T25:00:00Z").moment is None
    assert parse_when("2016-07-05T10:00:00+99:00").moment is None


@given(
    strategies.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1), timezones=strategies.just(UTC))
)
def test_iso_comes_back(moment):
    moment = moment.replace(microsecond=0)
    assert parse_when(moment.isoformat()).moment == moment
    assert parse_when(moment.strftime("%a, %d %b %Y %H:%M:%S +0000")).moment == moment
    assert parse_when(moment.date().isoformat()).day == moment.date()


@given(strategies.text())
def test_anything_is_read_or_not(value):
    parse_when(value)
