"""What a TIMEX3 value comes to: a stretch of the calendar, or a length of time.

The values are TimeML 1.2.1's, with the variants that its corpora have: ``198`` and ``198X``
for a decade, ``19`` and ``19XX`` for a century, ``X`` for what is not known, which leaves the
smallest unit that is ("1998-10-XX" is October).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from fractions import Fraction

from according.model import Granularity, Modifier
from according.reading.times.when import PARTS, SEASONS, When

Bounds = tuple[datetime | None, datetime | None]
"""Earliest and latest, inclusive; None is open."""

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(.{1,12}))?")
_MONTH = re.compile(r"(\d{4})-(\d\d)(?:-XX)?")
_PART_OF_YEAR = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|AU|WI)")
_WEEK = re.compile(r"(\d{4})-W(\d{1,2})(?:-(WE|[1-7]))?")
_YEAR = re.compile(r"(?:FY)?(\d{4})(?:-(?:XX|WXX|QX|HX|XX-XX))?")
_DECADE = re.compile(r"(\d{3})X?")
_CENTURY = re.compile(r"(\d{2})(?:XX)?")
_CLOCK = re.compile(r"(\d\d?)(?::(\d\d))?(?::(\d\d))?(?:Z|[+-]\d\d?(?::?\d\d)?)?")
_LENGTH = re.compile(r"P(\d+(?:\.\d+)?[YMWDQEC])*(?:T(\d+(?:\.\d+)?[HMS])+|T(?:MO|AF|EV|NI|DT))?")
_PIECE = re.compile(r"(?<!\d)(\d+(?:\.\d+)?)([A-Z])")

_IN_MONTHS = {"C": 1200, "E": 120, "Y": 12, "Q": 3, "M": 1}
_IN_SECONDS = {"W": 604_800, "D": 86_400}
_CLOCK_SECONDS = {"H": 3600, "M": 60, "S": 1}
_MAX = 24
"""The longest value that is read, in characters; TIMEX3 needs twenty."""


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time: calendar months and seconds are not the same thing, and stay apart."""

    months: Fraction
    seconds: Fraction


def when(value: str) -> When | None:
    """The stretch of the calendar that ``value`` names; None where it names none."""
    if len(value) > _MAX:
        return None
    try:
        return _when(value)
    except (ValueError, OverflowError):
        return None  # 31 February, week 54, the year 0


def bounds(value: str, modifier: Modifier | None = None) -> Bounds | None:
    """Earliest and latest of ``value``; None where it is no stretch of the calendar.

    "Early", "mid" and "late" stay within the unit's bounds, which are all that is sure. Before
    and after open one side.
    """
    found = when(value)
    if found is None:
        return None
    try:
        first, last = found.bounds
    except (ValueError, OverflowError):
        return None
    return opened(first, last, modifier)


def opened(first: datetime, last: datetime, modifier: Modifier | None) -> Bounds:
    """The bounds that "before" or "after" such a stretch has."""
    match modifier:
        case Modifier.BEFORE:
            return None, first
        case Modifier.ON_OR_BEFORE:
            return None, last
        case Modifier.AFTER:
            return last, None
        case Modifier.ON_OR_AFTER:
            return first, None
        case _:
            return first, last


def length(value: str) -> Length | None:
    """How long a duration is; None where ``value`` is no duration or has an X for a number."""
    if len(value) > _MAX or len(value) < 3 or not _LENGTH.fullmatch(value):
        return None
    days, _, clock = value.partition("T")
    months, seconds = Fraction(0), Fraction(0)
    for number, unit in _PIECE.findall(days):
        months += Fraction(number) * _IN_MONTHS.get(unit, 0)
        seconds += Fraction(number) * _IN_SECONDS.get(unit, 0)
    for number, unit in _PIECE.findall(clock):
        seconds += Fraction(number) * _CLOCK_SECONDS[unit]
    return Length(months, seconds) if months or seconds else None


def _when(value: str) -> When | None:
    for pattern, make in _FORMS:
        found = pattern.fullmatch(value)
        if found:
            return make(*found.groups())
    return None


def _day(year: str, month: str, day: str, within: str | None) -> When | None:
    whole = When(date(int(year), int(month), int(day)), Granularity.DAY)
    if within is None:
        return whole
    if within in PARTS:
        return whole.at(within, None, Granularity.PART)
    clock = _CLOCK.fullmatch(within)
    if clock is None:
        return None
    hour, minute, second = clock.groups()
    unit = Granularity.HOUR if minute is None else Granularity.MINUTE
    unit = unit if second is None else Granularity.SECOND
    return whole.at(None, time(int(hour) % 24, int(minute or 0), int(second or 0)), unit)


def _part_of_year(year: str, part: str) -> When:
    part = "FA" if part == "AU" else part
    if part in SEASONS:
        month = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[part]
        return When.of(date(int(year), month, 1), Granularity.SEASON)
    if part[0] == "Q":
        return When.of(date(int(year), 3 * int(part[1]), 1), Granularity.QUARTER)
    return When.of(date(int(year), 6 * int(part[1]), 1), Granularity.HALF)


def _week(year: str, week: str, day: str | None) -> When:
    monday = date.fromisocalendar(int(year), int(week), 1)
    if day == "WE":
        return When.of(monday, Granularity.WEEKEND)
    if day is not None:
        return When(date.fromisocalendar(int(year), int(week), int(day)), Granularity.DAY)
    return When.of(monday, Granularity.WEEK)


_FORMS = (
    (_DAY, _day),
    (_MONTH, lambda year, month: When.of(date(int(year), int(month), 1), Granularity.MONTH)),
    (_PART_OF_YEAR, _part_of_year),
    (_WEEK, _week),
    (_YEAR, lambda year: When.of(date(int(year), 1, 1), Granularity.YEAR)),
    (_DECADE, lambda decade: When.of(date(int(decade) * 10, 1, 1), Granularity.DECADE)),
    (_CENTURY, lambda century: When.of(date(int(century) * 100, 1, 1), Granularity.CENTURY)),
)
