"""Stretches of the calendar: which maker serves which rule, and the part or time of the day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from according.model import Granularity, Modifier
from according.reading.times import days, parts, years
from according.reading.times.asked import Asked, Made
from according.reading.times.resolved import Base, Resolved, of_when
from according.reading.times.when import When


def calendar(rule: str, asked: Asked) -> Resolved | None:
    """What the expression of a calendar rule comes to; None if it cannot be known.

    Raises:
        OverflowError, ValueError: it is no day, or not in the years 1 to 9999.
    """
    made = MAKERS[rule](asked)
    if made is None:
        return None
    when, base = made
    if rule == "week-in-month":
        return _week_in_month(asked, when, base)
    return of_when(_within_day(asked, when), _modifier(rule, asked), base)


def _within_day(asked: Asked, when: When) -> When:
    """Add the part or the time of the day."""
    if when.unit is not Granularity.DAY:
        return when
    clock = parts.clock_of(asked.parts)
    if clock is not None:
        return when.at(None, clock, Granularity.MINUTE)
    part = asked.text("PART") or asked.text("OVERNIGHT") or ("TONIGHT" in asked.parts and "NI")
    return when.at(part, None, Granularity.PART) if part else when


def _week_in_month(asked: Asked, month: When, base: Base) -> Resolved | None:
    """ "The first week of March": TIMEX3 has no value for seven days from the first."""
    number = asked.value("ORD") or 0
    if not (number == -1 or 1 <= number <= 4):
        return None
    first = month.last - timedelta(6) if number == -1 else month.day + timedelta(7 * number - 7)
    whole = of_when(month, None, base)
    bounds = (
        When(first, Granularity.DAY).bounds[0],
        When(first, Granularity.DAY).moved(6, Granularity.DAY).bounds[1],
    )
    return replace(whole, value=None, bounds=bounds, granularity=Granularity.WEEK, when=None)


def _modifier(rule: str, asked: Asked) -> Modifier | None:
    if rule == "open-year":
        before = asked.value("POST") == -1
        if "POST" in asked.parts:
            return Modifier.BEFORE if before else Modifier.AFTER
        return Modifier.ON_OR_AFTER
    return asked.modifier or (Modifier.END if rule == "year-end" else None)


def _week_of(asked: Asked) -> Made:
    """ "The week of March 6"."""
    made = days.day(asked)
    if made is None:
        return None
    when, base = made
    unit = next(unit for word, unit in years.UNITS.items() if word in asked.words[:2])
    return when.widened(unit), base


MAKERS: dict[str, Callable[[Asked], Made]] = {
    "century": years.century,
    "date": days.day,
    "decade": years.decade,
    "half": years.half,
    "last-year-end": years.last_year_end,
    "named-day": days.named_day,
    "numeric": days.numeric,
    "nth-day": days.nth_day,
    "open-year": years.year_of,
    "part": parts.part,
    "period": years.period,
    "quarter": years.quarter,
    "season": years.season,
    "unit": years.unit,
    "unknown": lambda asked: None,
    "week-in-month": days.day,
    "week-of": _week_of,
    "year": years.year_of,
    "year-end": years.year_end,
}
