"""`When`: a stretch of the calendar, its TIMEX3 value, its bounds, and steps from it.

Weeks are ISO 8601's. Seasons are of the north, by whole months, and a winter is named by the
year that it begins in; TIMEX3 has no better.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from according.model import Granularity

_MONTHS = {
    Granularity.MONTH: 1,
    Granularity.QUARTER: 3,
    Granularity.SEASON: 3,
    Granularity.HALF: 6,
    Granularity.YEAR: 12,
    Granularity.DECADE: 120,
    Granularity.CENTURY: 1200,
}
"""Units that are whole numbers of months."""

_DAYS = {Granularity.DAY: 1, Granularity.PART: 1, Granularity.WEEK: 7, Granularity.WEEKEND: 7}
"""Units that are whole numbers of days."""

SEASONS = ("WI", "SP", "SU", "FA")
_DECEMBER = 12
_SATURDAY = 5

PARTS = {
    "MO": (time(5), time(11, 59, 59), 0),
    "MI": (time(11), time(13, 59, 59), 0),
    "AF": (time(12), time(17, 59, 59), 0),
    "EV": (time(17), time(22, 59, 59), 0),
    "NI": (time(18), time(5, 59, 59), 1),
    "DT": (time(6), time(17, 59, 59), 0),
}
"""TIMEX3's parts of the day: from, to, and on which day after that one. News speaks of a night
by the day on which it begins."""

FINE = frozenset({Granularity.SECOND, Granularity.MINUTE, Granularity.HOUR, Granularity.PART})
"""Finer than a day."""


@dataclass(frozen=True, slots=True)
class When:
    """A unit of the calendar, by its first day; within the day by ``part`` or ``clock``."""

    day: date
    unit: Granularity
    part: str | None = None
    clock: time | None = None
    weekday: bool = False
    """Whether it was told by its weekday."""

    @classmethod
    def of(cls, day: date, unit: Granularity) -> When:
        """The unit that ``day`` lies in.

        Raises:
            OverflowError, ValueError: it begins before year 1.
        """
        return cls(_first(day, unit), unit)

    @property
    def value(self) -> str:
        """The TIMEX3 value."""
        return _VALUES[self.unit](self)

    @property
    def last(self) -> date:
        """The last day.

        Raises:
            OverflowError, ValueError: it ends after year 9999.
        """
        if self.unit is Granularity.WEEKEND:
            return self.day + timedelta(1)
        if self.unit in _MONTHS:
            return _months_on(self.day, _MONTHS[self.unit]) - timedelta(1)
        return self.day + timedelta(_DAYS.get(self.unit, 1) - 1)

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """The first and the last second."""
        if self.part is not None:
            begin, end, later = PARTS[self.part]
            after = self.day + timedelta(later)
            return datetime.combine(self.day, begin), datetime.combine(after, end)
        if self.clock is not None:
            begin, end = self.clock, self.clock.replace(second=59)
            if self.unit is Granularity.SECOND:
                end = begin
            elif self.unit is Granularity.HOUR:
                end = self.clock.replace(minute=59, second=59)
            return datetime.combine(self.day, begin), datetime.combine(self.day, end)
        return datetime.combine(self.day, time.min), datetime.combine(self.last, time(23, 59, 59))

    def holds(self, day: date) -> bool:
        """Whether ``day`` lies in it."""
        return self.day <= day <= self.last

    def widened(self, unit: Granularity) -> When:
        """The larger unit that its first day lies in."""
        return When.of(self.day, unit)

    def moved(self, count: int, unit: Granularity) -> When:
        """The same so many units on (below zero: back), in its own granularity.

        Raises:
            OverflowError, ValueError: that is not in the years 1 to 9999.
        """
        if unit in _MONTHS:
            moved = _months_on(self.day, count * _MONTHS[unit])
        elif unit in _DAYS:
            moved = self.day + timedelta(count * _DAYS[unit])
        else:
            return self._moved_within(count, unit)
        return replace(self, day=_first(moved, self.unit))

    def _moved_within(self, count: int, unit: Granularity) -> When:
        seconds = {Granularity.HOUR: 3600, Granularity.MINUTE: 60}.get(unit, 1)
        begin = datetime.combine(self.day, self.clock or time.min)
        moved = begin + timedelta(seconds=count * seconds)
        if self.clock is None:
            return replace(self, day=_first(moved.date(), self.unit))
        return replace(self, day=moved.date(), clock=moved.time())

    def at(self, part: str | None, clock: time | None, unit: Granularity) -> When:
        """A part or a time of this day."""
        return When(self.day, unit, part, clock, self.weekday)


def _first(day: date, unit: Granularity) -> date:
    if unit is Granularity.WEEK:
        return day - timedelta(day.weekday())
    if unit is Granularity.WEEKEND:
        return day + timedelta(_SATURDAY - day.weekday())
    if unit is Granularity.SEASON:
        return _months_on(day.replace(day=1), -(day.month % 3))
    if unit is Granularity.DECADE:
        return date(max(day.year - day.year % 10, 1), 1, 1)
    if unit is Granularity.CENTURY:
        return date(max(day.year - day.year % 100, 1), 1, 1)
    if unit in _MONTHS:
        return date(day.year, day.month - (day.month - 1) % _MONTHS[unit], 1)
    return day


def _months_on(day: date, count: int) -> date:
    """The day ``count`` months on; the last of that month where it has no such day."""
    months = day.year * 12 + day.month - 1 + count
    first = date(months // 12, months % 12 + 1, 1)
    in_month = (date(first.year + first.month // 12, first.month % 12 + 1, 1) - first).days
    return first.replace(day=min(day.day, in_month))


def _week(when: When) -> str:
    year, week, _ = when.day.isocalendar()
    return f"{year:04}-W{week:02}"


def _season(when: When) -> str:
    return f"{when.day.year:04}-{SEASONS[when.day.month % 12 // 3]}"


def _within_day(when: When) -> str:
    if when.part is not None:
        return f"{when.day}T{when.part}"
    clock = when.clock or time.min
    form = {Granularity.HOUR: "%H", Granularity.SECOND: "%H:%M:%S"}.get(when.unit, "%H:%M")
    return f"{when.day}T{clock.strftime(form)}"


_VALUES: dict[Granularity, Callable[[When], str]] = {
    Granularity.SECOND: _within_day,
    Granularity.MINUTE: _within_day,
    Granularity.HOUR: _within_day,
    Granularity.PART: _within_day,
    Granularity.DAY: lambda when: when.day.isoformat(),
    Granularity.WEEKEND: lambda when: f"{_week(when)}-WE",
    Granularity.WEEK: _week,
    Granularity.MONTH: lambda when: f"{when.day.year:04}-{when.day.month:02}",
    Granularity.SEASON: _season,
    Granularity.QUARTER: lambda when: f"{when.day.year:04}-Q{(when.day.month + 2) // 3}",
    Granularity.HALF: lambda when: f"{when.day.year:04}-H{1 + (when.day.month > 6)}",
    Granularity.YEAR: lambda when: f"{when.day.year:04}",
    Granularity.DECADE: lambda when: f"{when.day.year // 10:03}",
    Granularity.CENTURY: lambda when: f"{when.day.year // 100:02}",
}
