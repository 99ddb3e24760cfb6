"""Which of the many Mondays, Junes or springs: the two next to a day, one on each side."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from according.model import Granularity
from according.reading.times.when import When


def weekdays(number: int, anchor: date) -> tuple[When, When]:
    """The last such weekday (Monday is 0) before ``anchor``, and the next after it."""
    ahead = (number - anchor.weekday()) % 7 or 7
    after = anchor + timedelta(ahead)
    return (
        When(anchor - timedelta(7 - ahead or 7), Granularity.DAY, weekday=True),
        When(after, Granularity.DAY, weekday=True),
    )


def in_years(
    first: Callable[[int], date], unit: Granularity, anchor: date
) -> tuple[When | None, When, When]:
    """Of what comes once a year: the one that holds ``anchor``, the last before, the next after.

    Args:
        first: the day on which it begins in a year.

    Raises:
        OverflowError, ValueError: it is not in the years 1 to 9999, or no such day.
    """
    choices = [When.of(first(anchor.year + step), unit) for step in (-2, -1, 0, 1, 2)]
    held = next((each for each in choices if each.holds(anchor)), None)
    before = [each for each in choices if each.last < anchor]
    after = [each for each in choices if each.day > anchor]
    return held, before[-1], after[0]


def nearest(before: When, after: When, anchor: date) -> When:
    """The one with fewer days between; the earlier of two as near."""
    return before if anchor - before.last <= after.day - anchor else after


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    ell = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * ell) // 433
    month = (h + ell - 7 * m + 90) // 25
    return date(year, month, (h + ell - 7 * m + 33 * month + 19) % 32)


def nth_weekday(year: int, month: int, number: int, nth: int) -> date:
    """The ``nth`` weekday of a month; -1 is the last."""
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta((number - first.weekday()) % 7 + 7 * (nth - 1))
    last = When.of(date(year, month, 1), Granularity.MONTH).last
    return last - timedelta((last.weekday() - number) % 7)
