"""Lengths of time, and points so long before or after another."""

from __future__ import annotations

import re
from dataclasses import replace

from according.model import Granularity, Modifier, TimexType
from according.reading.times import picking
from according.reading.times.asked import Asked
from according.reading.times.resolved import Against, Base, Resolved, of_when
from according.reading.times.values import Bounds
from according.reading.times.when import FINE, When
from according.reading.times.years import UNITS

_LETTERS = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "night": "D",
    "weekend": "WE",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
}
_MANY = {
    "fortnight": ("W", 2),
    "decade": ("Y", 10),
    "century": ("Y", 100),
    "millennium": ("Y", 1000),
}
_UNKNOWN_MANY = {"decade": "E", "century": "C", "millennium": "L"}
"""TIMEX3's letters of long units, for an unknown number of them; a known one is told in years,
as most do."""
_SMALLER = {"Y": ("M", 12), "TH": ("TM", 60), "TM": ("TS", 60), "M": ("W", 4), "D": ("TH", 24)}
"""Halves are told in the next smaller unit: two and a half years are P2Y6M."""

_WHOLE = ("WHILE", "CENTURY_PART", "LONG_SPAN")
"""Classes of words whose value is the whole length."""

UNKNOWN = "X"
_SIMPLE = re.compile(r"P(\d{1,4})([YMWDQ])")


def length_value(count: float | None, unit: str) -> str:
    """The TIMEX3 value of so many units; None is an unknown number.

    >>> length_value(2.5, "year")
    'P2Y6M'
    """
    letters, times = _MANY.get(unit, (_LETTERS.get(unit, "X"), 1))
    if count is None:
        return _joined([(UNKNOWN, _UNKNOWN_MANY.get(unit, letters))])
    count *= times
    whole, rest = int(count), count - int(count)
    if not rest:
        return _joined([(str(whole), letters)])
    if letters not in _SMALLER:
        return _joined([(f"{count:g}", letters)])
    smaller, per = _SMALLER[letters]
    pieces = [(str(whole), letters)] if whole else []
    return _joined([*pieces, (f"{rest * per:g}", smaller)])


def _joined(pieces: list[tuple[str, str]]) -> str:
    days = "".join(number + letters for number, letters in pieces if letters[0] != "T")
    clock = "".join(number + letters[1] for number, letters in pieces if letters[0] == "T")
    return f"P{days}T{clock}" if clock else f"P{days}"


def count_of(asked: Asked) -> float | None:
    """How many units; None where it is not said ("several", "months")."""
    if "VAGUE" in asked.parts:
        return None
    count = asked.parts.get("COUNT") or asked.parts.get("COUPLE") or asked.parts.get("HALF")
    half = float(asked.parts["HALFWORD"].value) if "HALFWORD" in asked.parts else 0.0
    if count is not None:
        return float(count.value) + half
    singular = "UNITS" not in asked.parts
    return 1 + half if singular else None


def unit_of(asked: Asked) -> str:
    """The unit's word."""
    for kind in ("UNITS", "UNIT", "YEARS_UNIT", "LONG_UNIT"):
        if kind in asked.parts:
            return asked.text(kind)
    return ""


def duration(rule: str, asked: Asked) -> Resolved | None:
    """What an expression of a length comes to.

    "The past four months" and "the next two years" end and begin at their anchor.
    """
    for kind in _WHOLE:
        if kind in asked.parts:
            return Resolved(TimexType.DURATION, asked.text(kind))
    unit, count = unit_of(asked), count_of(asked)
    value = length_value(count, unit)
    modifier = Modifier.APPROX if "COUPLE" in asked.parts or _or_so(asked) else asked.modifier
    plain = Resolved(TimexType.DURATION, value, modifier=modifier, granularity=UNITS.get(unit))
    base, shift = asked.base(), asked.shift
    if rule != "anchored" or base is None or not shift:
        return plain
    return replace(
        plain,
        bounds=stretch(base.when, count, unit, shift),
        against=base.against,
        anchor=base.anchor,
    )


def _or_so(asked: Asked) -> bool:
    return asked.words[-2:] == ("or", "so")


def stretch(anchor: When, count: float | None, unit: str, sign: int) -> Bounds:
    """From so long before the anchor up to it, or from it on; None is an unknown count.

    Raises:
        OverflowError, ValueError: that is not in the years 1 to 9999.
    """
    first, last = anchor.bounds
    end = None if count is None else moved(anchor, sign * count, unit)
    if sign < 0:
        return (None if end is None else end.bounds[0]), last
    return first, (None if end is None else end.bounds[1])


def ended(plain: Resolved, when: When, place: int) -> Resolved:
    """A length that ends at ``when``, the expression at ``place``: "the year ended March 31"."""
    found = _SIMPLE.fullmatch(plain.value or "")
    if found is None or plain.type is not TimexType.DURATION:
        return plain
    units = {letters: word for word, letters in _LETTERS.items() if word != "night"}
    bounds = stretch(when, int(found[1]), units[found[2]], -1)
    return replace(plain, bounds=bounds, against=Against.EARLIER, anchor=place)


def moved(when: When, count: float, unit: str) -> When | None:
    """``when`` so many units on, in its own granularity; halves are in months, days, hours.

    Raises:
        OverflowError, ValueError: that is not in the years 1 to 9999.
    """
    if unit not in UNITS and unit not in _MANY:
        return None
    times = {"fortnight": 14, "millennium": 1000, "weekend": 7, "week": 7}.get(unit, 1)
    step = {
        "fortnight": Granularity.DAY,
        "week": Granularity.DAY,
        "weekend": Granularity.DAY,
        "millennium": Granularity.YEAR,
    }.get(unit) or UNITS[unit]
    count *= times
    if count == int(count):
        return when.moved(int(count), step)
    smaller = {
        Granularity.YEAR: (Granularity.MONTH, 12),
        Granularity.DECADE: (Granularity.YEAR, 10),
    }
    step, per = smaller.get(step, (step, 1))
    return when.moved(round(count * per), step)


def offset(rule: str, asked: Asked) -> Resolved | None:
    """So long ago, earlier or later: a point, as fine as the length is counted.

    Raises:
        OverflowError, ValueError: it is not in the years 1 to 9999.
    """
    if rule == "event-day":
        return None  # the day after the raid: whenever that was
    if rule == "day-before":
        return _day_before(asked)
    sign = _sign(asked)
    base = asked.base() if "AGO" in asked.parts else asked.anchors.last()
    count, unit = count_of(asked), unit_of(asked)
    if count is None or base is None:
        return _vague(asked, sign, base, unit)
    return _moved_point(asked, base, sign * count, unit)


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
