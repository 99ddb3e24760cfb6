"""Days: by date, weekday, feast or distance from today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from according.model import Granularity
from according.reading.times import picking
from according.reading.times.asked import Asked, Made
from according.reading.times.patterns import ANY
from according.reading.times.resolved import Against, Base
from according.reading.times.values import when as of_value
from according.reading.times.when import When
from according.reading.times.years import of_year, year_of

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY_KINDS = ("WEEKDAY", "WEEKDAY_SHORT", "WEEKDAYS")
_SOON = timedelta(7)
"""How near to the publication one reading of an ambiguous date must be, the other not."""


def day(asked: Asked) -> Made:
    """A day, or a month, by whatever its words give."""
    for kinds, make in _BY_WORDS:
        if not asked.parts.keys().isdisjoint(kinds):
            return make(asked)
    return None


def _deictic(asked: Asked) -> Made:
    base = asked.anchors.own()
    if base is None:
        return None
    return base.when.moved(asked.value("DEICTIC") or 0, Granularity.DAY), base


def _month(asked: Asked) -> Made:
    part = asked.parts.get("MONTH") or asked.parts.get("MONTH_SHORT") or asked.parts["MONTHNUM"]
    month, day = int(part.value), asked.value("DAY")
    if day is None:
        return of_year(asked, lambda year: date(year, month, 1), Granularity.MONTH)
    if (month, day) == (2, 29):
        return _leap_day(asked)
    return of_year(asked, lambda year: date(year, month, day), Granularity.DAY)


def _leap_day(asked: Asked) -> Made:
    year, base = year_of(asked), asked.base()
    if year is not None:
        return When(date(year[0].day.year, 2, 29), Granularity.DAY), year[1]
    if base is None:
        return None
    near = min(range(-4, 5), key=lambda step: (not _has_leap_day(base.when, step), abs(step)))
    return When(date(base.when.day.year + near, 2, 29), Granularity.DAY), base


def _has_leap_day(when: When, step: int) -> bool:
    year = when.day.year + step
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _holiday(asked: Asked) -> Made:
    rule = asked.text("HOLIDAY").split()
    if not rule:
        return None
    found = of_year(asked, lambda year: holiday(rule, year), Granularity.DAY)
    if found is None or not set(asked.words) & {"week", "weekend"}:
        return found
    when, base = found
    return when.widened(Granularity.WEEK if "week" in asked.words else Granularity.WEEKEND), base


def holiday(rule: Sequence[str], year: int) -> date:
    """The day of a holiday: "12-25"; "easter 1"; "thu 4 11" (fourth Thursday of November)."""
    if rule[0] == "easter":
        return picking.easter(year) + timedelta(int(rule[1]))
    if len(rule) == 3:
        number = _WEEKDAYS.index(rule[0])
        return picking.nth_weekday(year, int(rule[2]), number, int(rule[1]))
    month, day = rule[0].split("-")
    return date(year, int(month), int(day))


def _weekday(asked: Asked) -> Made:
    numbers = map(asked.value, _WEEKDAY_KINDS)
    number = next((each for each in numbers if each is not None), None)
    base = _told_weekday(asked, number) or asked.base()
    if base is None or number is None:
        return None
    shift = asked.shift
    if shift is not None and "week" in asked.words:
        monday = base.when.widened(Granularity.WEEK).moved(shift, Granularity.WEEK)
        return When(monday.day + timedelta(number), Granularity.DAY), base
    if base.against is Against.EARLIER and base.when.unit is not Granularity.DAY:
        base = asked.anchors.own()  # no Monday can be told from a year
    if base is None:
        return None
    anchor = base.when.day
    if anchor.weekday() == number and not shift:
        return When(anchor, Granularity.DAY), base
    before, after = picking.weekdays(number, anchor)
    return asked.chosen(before, after, base, onward=True), base


def _told_weekday(asked: Asked, number: int | None) -> Base | None:
    """ "Down from the previous Friday" is counted from the Friday that was told of last."""
    told = asked.anchors.last_of(Granularity.DAY)
    if "SHIFT_PREV" not in asked.parts or told is None or told.when.day.weekday() != number:
        return None
    return told


def _numeric(asked: Asked) -> Made:
    year, month, day = asked.value("YEAR"), asked.value("MONTHNUM"), asked.value("DAY")
    if year is None or month is None or day is None:
        return None
    when = When(date(year, month, day), Granularity.DAY)
    return when, Base(when, Against.ITSELF, None, True)


def numeric(asked: Asked) -> Made:
    """ "23/04/2016", "23-04-2016": where only one order of day and month is possible.

    "03/04/2016" is March or April, unless the report came out in one of those weeks.
    """
    month, day, year = asked.value("MONTHNUM"), asked.value("DAY"), year_of(asked)
    if month is None or year is None:
        return None
    if day is not None:
        return When(date(year[0].day.year, month, day), Granularity.DAY), year[1]
    other = int(asked.last("MONTHNUM").value)
    either = [date(year[0].day.year, *order) for order in ((month, other), (other, month))]
    own = asked.anchors.own()
    if month == other:
        return When(either[0], Granularity.DAY), year[1]
    near = [day for day in either if own and abs(day - own.when.day) <= _SOON]
    return (When(near[0], Granularity.DAY), own) if own and len(near) == 1 else None


def named_day(asked: Asked) -> Made:
    """A day that goes by a name of its own: 9/11."""
    when = of_value(asked.text("NAMED_DAY"))
    return (when, Base(when, Against.ITSELF, None, True)) if when else None


def nth_day(asked: Asked) -> Made:
    """ "The third day of the siege", where the text has said when the siege began."""
    base, number = asked.anchors.begun(asked.text(ANY)), asked.value("ORD") or 0
    if base is None or number < 1:
        return None
    return base.when.moved(number - 1, Granularity.DAY), base


_BY_WORDS = (
    (("MONTHNUM",), _numeric),
    (("MONTH", "MONTH_SHORT"), _month),
    (("HOLIDAY",), _holiday),
    (("DEICTIC",), _deictic),
    (_WEEKDAY_KINDS, _weekday),
)
