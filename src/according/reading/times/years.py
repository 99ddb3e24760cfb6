"""Weeks, months, quarters, seasons, years, decades and centuries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from according.model import Granularity
from according.reading.times import picking
from according.reading.times.asked import Asked, Made
from according.reading.times.resolved import Against, Base
from according.reading.times.tense import LOOKING_AHEAD
from according.reading.times.when import When

UNITS = {
    "second": Granularity.SECOND,
    "minute": Granularity.MINUTE,
    "hour": Granularity.HOUR,
    "day": Granularity.DAY,
    "night": Granularity.DAY,
    "week": Granularity.WEEK,
    "weekend": Granularity.WEEKEND,
    "month": Granularity.MONTH,
    "quarter": Granularity.QUARTER,
    "year": Granularity.YEAR,
    "decade": Granularity.DECADE,
    "century": Granularity.CENTURY,
}

_YEAR_WORDS = frozenset({"year", "fiscal"})
_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def of_year(asked: Asked, first: Callable[[int], date], unit: Granularity) -> Made:
    """A stretch that every year has; the year is named, or found."""
    year = year_of(asked)
    if year is not None:
        return When.of(first(year[0].day.year), unit), year[1]
    base = asked.base()
    if base is None:
        return None
    told = base.when
    shift = asked.shift
    if shift is None and told.unit in (Granularity.YEAR, Granularity.SEASON, Granularity.HALF):
        return When.of(first(told.day.year), unit), base
    if shift == 0:
        return When.of(first(told.day.year), unit), base
    held, before, after = picking.in_years(first, unit, told.day)
    if held is not None and shift is None:
        return held, base
    return asked.chosen(before, after, base), base


def year_of(asked: Asked) -> Made:
    """The year that the expression names, by number or as last, this or next."""
    number = asked.value("YEAR")
    if number is None and "YY" in asked.parts:
        two = asked.value("YY") or 0
        number = two + (1900 if two >= 30 else 2000)
    if number is not None:
        when = When.of(date(number, 1, 1), Granularity.YEAR)
        return when, Base(when, Against.ITSELF, None, True)
    base, shift = asked.base(), asked.shift
    if base is None or shift is None or not _YEAR_WORDS & set(asked.words):
        return None
    return base.when.widened(Granularity.YEAR).moved(shift, Granularity.YEAR), base


def season(asked: Asked) -> Made:
    """ "Last spring", "the summer of 2014"."""
    month = _SEASON_MONTH[asked.text("SEASON")]
    return of_year(asked, lambda year: date(year, month, 1), Granularity.SEASON)


def quarter(asked: Asked) -> Made:
    """ "The third quarter of 2016", "Q3"."""
    number = asked.value("QNUM") or asked.value("ORD") or 0
    if "EARLIER_YEAR" in asked.parts or "LATEST" in asked.parts or not 1 <= number <= 4:
        return period(asked)
    return of_year(asked, lambda year: date(year, 3 * number, 1), Granularity.QUARTER)


def period(asked: Asked) -> Made:
    """ "The latest quarter", "the year-earlier period", "the 1988 period"."""
    base, year = asked.anchors.quarter() or _last_quarter(asked), asked.value("YEAR")
    named = "PERIOD" in asked.parts or "QUARTERWORD" in asked.parts
    longer = year is not None and "PERIOD" in asked.parts and asked.anchors.told_longer()
    if base is None or not named or longer:
        return _year_before(asked, asked.anchors.told_quarter())
    if year is not None:
        return base.when.moved(year - base.when.day.year, Granularity.YEAR), base
    number, back = asked.value("ORD"), "EARLIER_YEAR" in asked.parts or "comparable" in asked.words
    when = base.when
    if number is not None and 1 <= number <= 4:
        when = When.of(date(when.day.year, 3 * number, 1), Granularity.QUARTER)
    return when.moved(-back, Granularity.YEAR), base


def _last_quarter(asked: Asked) -> Base | None:
    own = asked.anchors.own()
    if own is None:
        return None
    when = own.when.widened(Granularity.QUARTER).moved(-1, Granularity.QUARTER)
    return Base(when, own.against)


def _year_before(asked: Asked, quarter: Base | None) -> Made:
    """ "Year-earlier profit": of the quarter that is told of, else of the year."""
    year = asked.value("YEAR")
    if year is not None:
        when = When.of(date(year, 1, 1), Granularity.YEAR)
        return when, Base(when, Against.ITSELF, None, True)
    base = quarter or asked.anchors.own()
    if base is None:
        return None
    when = base.when if quarter is not None else base.when.widened(Granularity.YEAR)
    return when.moved(-1, Granularity.YEAR), base


def half(asked: Asked) -> Made:
    """ "The first half of 2016"."""
    number = asked.value("ORD") or 0
    if not 1 <= number <= 2:
        return None
    return of_year(asked, lambda year: date(year, 6 * number, 1), Granularity.HALF)


def decade(asked: Asked) -> Made:
    """ "The 1980s"."""
    when = When.of(date(asked.value("DECADE") or 0, 1, 1), Granularity.DECADE)
    return when, Base(when, Against.ITSELF, None, True)


def century(asked: Asked) -> Made:
    """ "The 20th century"."""
    number = asked.value("ORD") or 0
    if not 1 <= number <= 22:
        return None
    when = When.of(date(max(100 * (number - 1), 1), 1, 1), Granularity.CENTURY)
    return when, Base(when, Against.ITSELF, None, True)


def unit(asked: Asked) -> Made:
    """ "Last week", "the following month", "that day", "the year"."""
    unit = UNITS.get(asked.text("CALENDAR_UNIT") or asked.text("QUARTERWORD"))
    if "weekend" in asked.words:
        unit = Granularity.WEEKEND
    if unit is None:
        return None
    shift, base = asked.shift, asked.base()
    if unit is Granularity.QUARTER and "SHIFT_PREV" in asked.parts:
        base = asked.anchors.last_of(unit) or base
    elif unit is Granularity.QUARTER and shift is None:
        base = asked.anchors.quarter() or base
    elif shift is None and unit is not Granularity.YEAR:
        base = asked.anchors.last_of(unit) or base
    if base is None:
        return None
    if shift is None:
        shift = _steps(asked, unit, base)
    return base.when.widened(unit).moved(shift, unit), base


def _steps(asked: Asked, unit: Granularity, base: Base) -> int:
    """ "The quarter" and "the weekend" of a report are the last, unless they are to come."""
    if base.against is not Against.PUBLICATION or asked.tense in LOOKING_AHEAD:
        return 0
    return -(unit in (Granularity.QUARTER, Granularity.WEEKEND))


def year_end(asked: Asked) -> Made:
    """ "By year-end": the end of the year, of which no day is said."""
    return _year_of(asked, asked.shift or 0)


def last_year_end(asked: Asked) -> Made:
    """ "Since year-end": from the last day of the year before."""
    made = _year_of(asked, -1)
    return made and (When(made[0].last, Granularity.DAY), made[1])


def _year_of(asked: Asked, years: int) -> Made:
    base = asked.base()
    if base is None:
        return None
    return base.when.widened(Granularity.YEAR).moved(years, Granularity.YEAR), base
