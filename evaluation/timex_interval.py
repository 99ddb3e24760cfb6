"""What interval a TIMEX3 stands for, so that two readings can be compared.

Two intervals are the same if their first and last days are. What TIMEX3 has no interval for is
compared by what it has:

- A duration with an anchor (``beginPoint`` or ``endPoint`` that is a time of the document) is the
  stretch from or up to it; without one, a length: two weeks are fourteen days, and a year is
  twelve months.
- ``PRESENT_REF``, ``PAST_REF`` and ``FUTURE_REF`` lie on, before and after the document's own day.
- A part or a time of a day counts as the day that its value names, also as an anchor: "Wednesday
  night" runs into Thursday, but is the night of Wednesday, and many an annotator marks it as
  that day.
- A value with an X for the last unit ("1989-WXX": some week of 1989) is right with a week of that
  year, for the annotator did not say which, and with the days that surround it ("1989"), which
  are all that it says.
- Sets, and durations of unknown length, are compared by value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from according.model import Granularity, Modifier, TimeExpression, TimexType
from according.reading.times.lengths import stretch
from according.reading.times.values import Length, bounds, length, when
from according.reading.times.when import When
from evaluation.timeml import Document, Timex

Days: TypeAlias = tuple[date | None, date | None]

_PARTLY = re.compile(r"\d{4}(?:-\d\d)?-(?:(WXX)|(QX)|(HX)|XX(-XX)?)")
_SIMPLE = re.compile(r"PT?(\d+(?:\.\d+)?)([A-Z])")
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "Q": "quarter"}
_POINTS = (TimexType.DATE, TimexType.TIME)
_MODIFIERS = frozenset(modifier.value for modifier in Modifier)


@dataclass(frozen=True, slots=True)
class Meaning:
    """Days, a length, or a value alone; ``unit`` is set where the days only surround it."""

    days: Days | None = None
    length: Length | None = None
    value: str = ""
    unit: str | None = None

    def agrees(self, other: Meaning) -> bool:
        """Whether ``other``, a system's, is what this, the annotator's, says."""
        if self.unit is not None and other.days != self.days:
            return other.unit == self.unit and _inside(other.days, self.days)
        if self.days is not None:
            return other.days == self.days
        if self.length is not None:
            return other.length == self.length
        return other.value == self.value


def _inside(inner: Days | None, outer: Days | None) -> bool:
    if not inner or not outer or None in inner or None in outer:
        return False
    return outer[0] <= inner[0] and inner[1] <= outer[1]  # type: ignore[operator]


def of_timex(timex: Timex, document: Document) -> Meaning:
    """What the annotator's TIMEX3 comes to."""
    value = timex.value
    if timex.type == TimexType.SET:
        return Meaning(value=value)
    partly = _partly(value)
    if partly is not None:
        return partly
    days = _reference(value, document.written) or _of_value(value, _modifier(timex.attributes))
    if days is not None:
        return Meaning(days=days)
    anchored = _anchored(timex, document)
    return Meaning(days=anchored, length=length(value), value=value)


def of_expression(expression: TimeExpression, gold: Meaning) -> Meaning:
    """What our expression comes to, told as ``gold`` tells it: as days, or as a length."""
    value = expression.value or ""
    days = _of_value(value, None) if "T" in value and expression.type in _POINTS else None
    if days is None and (expression.earliest or expression.latest):
        days = (_day(expression.earliest), _day(expression.latest))
    grain = _grain(expression) if gold.unit is not None else None
    is_length = expression.type in (TimexType.DURATION, TimexType.SET)
    return Meaning(days, length(value) if is_length else None, value, grain)


def _of_value(value: str, modifier: Modifier | None) -> Days | None:
    day = value.partition("T")[0]
    return _days(bounds(day if when(value) else value, modifier))


def _grain(expression: TimeExpression) -> str | None:
    return None if expression.granularity is None else str(expression.granularity)


def _modifier(attributes: Mapping[str, str]) -> Modifier | None:
    name = attributes.get("mod", "")
    return Modifier(name) if name in _MODIFIERS else None


def _days(found: tuple[datetime | None, datetime | None] | None) -> Days | None:
    return None if found is None else (_day(found[0]), _day(found[1]))


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()


def _partly(value: str) -> Meaning | None:
    found = _PARTLY.fullmatch(value)
    if found is None:
        return None
    units = (Granularity.WEEK, Granularity.QUARTER, Granularity.HALF)
    unit = next((unit for unit, hit in zip(units, found.groups(), strict=False) if hit), None)
    if unit is None:
        unit = Granularity.DAY if value.count("-") == 2 else Granularity.MONTH
    return Meaning(days=_days(bounds(value)), unit=str(unit))


def _reference(value: str, written: date | None) -> Days | None:
    if written is None:
        return None
    return {
        "PRESENT_REF": (written, written),
        "PAST_REF": (None, written),
        "FUTURE_REF": (written, None),
    }.get(value)


def _anchored(timex: Timex, document: Document) -> Days | None:
    """The stretch of a duration from its begin or up to its end, if that is a known time."""
    simple = _SIMPLE.fullmatch(timex.value)
    if simple is None or simple[2] not in _UNITS or timex.value.startswith("PT"):
        return None
    count, unit = float(simple[1]), _UNITS[simple[2]]
    for point, sign in (("beginPoint", 1), ("endPoint", -1)):
        anchor = _point(timex.attributes.get(point, ""), document)
        if anchor is not None:
            return _days(stretch(anchor, count, unit, sign))
    return None


def _point(name: str, document: Document) -> When | None:
    if document.written is not None and name in document.others:
        return When(document.written, Granularity.DAY)
    values = (each.value for each in document.timexes if each.attributes.get("tid") == name)
    return when(next(values, "").partition("T")[0])
