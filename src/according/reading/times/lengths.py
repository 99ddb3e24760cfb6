"""Lengths of time, and points so long before or after another."""

from __future__ import annotations

import re
from dataclasses import replace

from according.model import Granularity, Modifier, TimexType
from according.reading.times.asked import Asked
from according.reading.times.resolved import Against, Resolved
from according.reading.times.values import Bounds
from according.reading.times.when import When
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
_FALLING = ("Y", "Q", "M", "W", "D", "TH", "TM", "TS")
"""Units from the largest, as a value has them."""
_SIMPLE = re.compile(r"P(\d{1,4})([YMWDQ])")


def length_value(count: float | None, unit: str) -> str:
    """The TIMEX3 value of so many units; None is an unknown number.

    >>> length_value(2.5, "year")
    'P2Y6M'
    """
    return _joined(_pieces(count, unit))


def _pieces(count: float | None, unit: str) -> list[tuple[str, str]]:
    """The numbers and letters of so many units."""
    letters, times = _MANY.get(unit, (_LETTERS.get(unit, "X"), 1))
    if count is None:
        return [(UNKNOWN, _UNKNOWN_MANY.get(unit, letters))]
    count *= times
    whole, rest = int(count), count - int(count)
    if not rest:
        return [(str(whole), letters)]
    if letters not in _SMALLER:
        return [(f"{count:g}", letters)]
    smaller, per = _SMALLER[letters]
    pieces = [(str(whole), letters)] if whole else []
    return [*pieces, (f"{rest * per:g}", smaller)]


def _joined(pieces: list[tuple[str, str]]) -> str:
    days = "".join(number + letters for number, letters in pieces if letters[0] != "T")
    clock = "".join(number + letters[1] for number, letters in pieces if letters[0] == "T")
    return f"P{days}T{clock}" if clock else f"P{days}"


def count_of(asked: Asked) -> float | None:
    """How many units; None where it is not said ("several", "months")."""
    if asked.parts.keys() & {"VAGUE", "WHILE"}:
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
            return Resolved(TimexType.DURATION, asked.text(kind), modifier=asked.modifier)
    unit, count = unit_of(asked), count_of(asked)
    value = (_summed(asked) if rule == "sum" else None) or length_value(count, unit)
    modifier = Modifier.APPROX if "COUPLE" in asked.parts or _or_so(asked) else asked.modifier
    plain = Resolved(TimexType.DURATION, value, modifier=modifier, granularity=UNITS.get(unit))
    base, shift = asked.base(), asked.shift
    if rule in ("recent", "aged"):
        base, shift = asked.anchors.own(), -1
    elif rule != "anchored":
        return plain
    if base is None or not shift:
        return plain
    return replace(
        plain,
        bounds=stretch(base.when, count, unit, shift),
        against=base.against,
        anchor=base.anchor,
    )


def _summed(asked: Asked) -> str | None:
    """ "Two years and six months"; None where they are no larger and smaller unit."""
    pieces: list[tuple[str, str]] = []
    count = 0.0
    for part in asked.every:
        if part.kind in ("COUNT", "ONE", "COUPLE", "HALF", "HALFWORD"):
            count += float(part.value)
        elif part.kind in ("UNIT", "UNITS"):
            pieces += _pieces(count or None, str(part.value))
            count = 0.0
    order = [_FALLING.index(letters) for _, letters in pieces if letters in _FALLING]
    known = len(order) == len(pieces) and not any(number == UNKNOWN for number, _ in pieces)
    return _joined(pieces) if known and order == sorted(set(order)) else None


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
