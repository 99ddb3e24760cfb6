"""Points so long before or after another."""

from __future__ import annotations

from dataclasses import replace

from according.model import Granularity, Modifier, TimexType
from according.reading.times import picking
from according.reading.times.asked import Asked
from according.reading.times.lengths import count_of, length_value, moved, unit_of
from according.reading.times.resolved import Against, Base, Resolved, of_when
from according.reading.times.values import Bounds
from according.reading.times.when import FINE, When
from according.reading.times.years import UNITS


def offset(rule: str, asked: Asked) -> Resolved | None:
    """So long ago, earlier or later: a point, as fine as the length is counted.

    Raises:
        OverflowError, ValueError: it is not in the years 1 to 9999.
    """
    if rule == "event-day":
        return None  # the day after the raid: whenever that was
    if rule == "day-before":
        return _day_before(asked)
    if rule == "ago-or":
        return _either(asked)
    sign = _sign(asked)
    base = asked.base() if "AGO" in asked.parts else asked.anchors.last()
    count, unit = count_of(asked), unit_of(asked)
    if count is None or base is None:
        return _vague(asked, sign, base, unit)
    return _moved_point(asked, base, sign * count, unit)


def _either(asked: Asked) -> Resolved | None:
    """ "Three or four months ago": about the first, within the bounds of both."""
    counts = [float(part.value) for part in asked.every if part.kind == "COUNT"]
    base = asked.base() if "AGO" in asked.parts else asked.anchors.last()
    if base is None:
        return _vague(asked, _sign(asked), base, unit_of(asked))
    found = [_moved_point(asked, base, _sign(asked) * count, unit_of(asked)) for count in counts]
    first, second = found[0], found[-1]
    if first is None or second is None:
        return None
    known = sorted(each for end in (first, second) for each in end.bounds if each is not None)
    bounds = (known[0], known[-1]) if known else first.bounds
    return replace(first, bounds=bounds, modifier=Modifier.APPROX, when=None)


def _sign(asked: Asked) -> int:
    for kind in ("AGO", "BEFORE", "BEFOREHAND"):
        if kind in asked.parts:
            return asked.value(kind) or -1
    return 1 if "LATER" in asked.parts else -1


def _vague(asked: Asked, sign: int, base: Base | None, unit: str) -> Resolved:
    """ "Several years ago": somewhere before."""
    value = "PAST_REF" if sign < 0 else "FUTURE_REF"
    if base is None:
        return Resolved(TimexType.DATE, value)
    first, last = base.when.bounds
    bounds: Bounds = (None, last) if sign < 0 else (first, None)
    return Resolved(TimexType.DATE, value, bounds, None, base.against, base.anchor)


def _moved_point(asked: Asked, base: Base, count: float, unit: str) -> Resolved | None:
    modifier = asked.modifier if asked.modifier in _HEDGES else None
    if unit in ("hour", "minute", "second"):
        if base.when.clock is None:
            return _some_hours(asked, base, modifier)
        point = moved(base.when, count, unit)
        return of_when(point, modifier, base) if point else None
    if abs(count) == 1 and unit == "year":
        base = _year_base(asked, base)
    grain = _grain(base, count, unit)
    point = moved(base.when, count, unit)
    if point is None or grain is None:
        return None
    found = of_when(point if point.unit is grain else point.widened(grain), modifier, base)
    return replace(found, bounds=_bounded(asked, found.bounds, base, count))


_HEDGES = frozenset({Modifier.APPROX, Modifier.MORE_THAN, Modifier.LESS_THAN})


def _year_base(asked: Asked, base: Base) -> Base:
    """What "a year ago" is counted from: the quarter that is told of, not one told before it."""
    told = asked.anchors.told_quarter()
    if told is None and base.when.unit is Granularity.QUARTER:
        return asked.anchors.own() or base
    return told or base


def _bounded(asked: Asked, bounds: Bounds, base: Base, count: float) -> Bounds:
    """More than 20 years later is from then on; less than two weeks ago is since then."""
    first, last = bounds
    if asked.parts.keys() & {"MORE_THAN", "EQUAL_OR_MORE"}:
        return (None, last) if count < 0 else (first, None)
    if asked.parts.keys() & {"LESS_THAN", "EQUAL_OR_LESS"}:
        begin, end = base.when.bounds
        return (first, end) if count < 0 else (begin, last)
    return bounds


def _some_hours(asked: Asked, base: Base, modifier: Modifier | None) -> Resolved:
    """Hours from a time that is not known: as TIMEX3 has it, the length."""
    value = length_value(count_of(asked), unit_of(asked))
    return Resolved(
        TimexType.DURATION,
        value,
        (None, None),
        modifier,
        base.against,
        base.anchor,
        granularity=UNITS.get(unit_of(asked)),
    )


def _grain(base: Base, count: float, unit: str) -> Granularity | None:
    """How fine the point is: a year from a quarter is a quarter, three years from a day a year."""
    own = {"fortnight": Granularity.WEEK, "night": Granularity.DAY, "millennium": Granularity.YEAR}
    grain = own.get(unit) or UNITS.get(unit)
    if grain in (Granularity.DECADE, Granularity.CENTURY):
        return Granularity.YEAR
    if abs(count) == 1 and unit == "year" and base.when.unit not in FINE:
        return grain if base.against is Against.PUBLICATION else base.when.unit
    if count != int(count) and grain is Granularity.YEAR:
        return Granularity.MONTH
    return grain


def _day_before(asked: Asked) -> Resolved | None:
    """ "The day before", "the day after Friday's raid", "two days before last Tuesday"."""
    base = asked.anchors.last() if "WEEKDAY" not in asked.parts else asked.base()
    if base is None or base.when.last != base.when.day:
        return None
    day = base.when
    if "WEEKDAY" in asked.parts:
        number = asked.value("WEEKDAY") or 0
        before, after = picking.weekdays(number, day.day)
        day = after if asked.shift == 1 else before
    elif "yesterday" in asked.words:
        day = day.moved(-1, Granularity.DAY)
    count = count_of(asked) or 1
    sign = -1 if "before" in asked.words else _sign(asked)
    point = moved(When(day.day, Granularity.DAY), sign * count, unit_of(asked) or "day")
    return of_when(point, None, base) if point else None
