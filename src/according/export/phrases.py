"""Findings in plain words, as pages and terminals show them.

Nothing here is evidence: the report's own words stand beside every phrase.
"""

from __future__ import annotations

import re
from datetime import datetime, time

from according.model import (
    Modifier,
    PlaceKind,
    Quantity,
    Relative,
    TimeExpression,
    TimexType,
    Toponym,
)

_LENGTH = re.compile(r"P(?P<days>(?:[\dX.]+[YMWD])*)(?:T(?P<hours>(?:[\dX.]+[HMS])+))?")
_PART = re.compile(r"(?<![\dX.])([\dX.]+)([A-Z])")
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_CLOCK_UNITS = {"H": "hour", "M": "minute", "S": "second"}
_MODIFIERS = {
    Modifier.START: "its beginning",
    Modifier.MID: "its middle",
    Modifier.END: "its end",
    Modifier.APPROX: "about",
    Modifier.BEFORE: "before",
    Modifier.AFTER: "after",
    Modifier.ON_OR_BEFORE: "then or before",
    Modifier.ON_OR_AFTER: "then or after",
    Modifier.LESS_THAN: "less than that",
    Modifier.MORE_THAN: "more than that",
    Modifier.EQUAL_OR_LESS: "that or less",
    Modifier.EQUAL_OR_MORE: "that or more",
}
_WINDS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
_LAST_MINUTE = time(23, 59)


def when(found: TimeExpression) -> str:
    """The interval of a time expression, or the length of a duration."""
    said = _interval(found.earliest, found.latest)
    if said is None and found.type in (TimexType.DURATION, TimexType.SET) and found.value:
        said = _length(found.value)
    if said is None:
        return "not resolved"
    return f"{said} ({_MODIFIERS[found.modifier]})" if found.modifier else said


def resolved_from(found: TimeExpression) -> str | None:
    """What a relative expression was resolved against."""
    if found.anchored_to_publication:
        return "counted from the day of publication"
    return f"counted from “{found.anchor.quote}”" if found.anchor else None


def how_many(found: Quantity) -> str:
    """The bounds of a quantity, with its unit."""
    unit = f" {found.unit}" if found.unit else ""
    low, high = _number(found.low), _number(found.high)
    if low and high:
        return f"{low}{unit}" if low == high else f"{low} to {high}{unit}"
    if low:
        return f"{low}{unit} or more"
    return f"{high}{unit} or fewer" if high else "not resolved"


def where(found: Toponym) -> tuple[str, ...]:
    """What is known of a place: which one, how precisely, and how sure the reading is."""
    place = found.place
    if place is None:
        return ("no place of the gazetteer fits",) if found.relative is None else ()
    within = place.country if place.kind is not PlaceKind.COUNTRY else None
    name = f"{place.name}, {within}" if within else place.name
    sure = f", score {found.score:.2f}" if found.score is not None else ""
    code = "no precision code" if place.precision is None else f"precision {place.precision}"
    lines = [
        f"{name}: {place.latitude:.3f}, {place.longitude:.3f}",
        f"{code}: {place.precision_reason}{sure}",
    ]
    if place.geonames_id is not None:
        lines.insert(1, f"GeoNames {place.geonames_id}, {place.kind.value}")
    return tuple(lines)


def described(found: Relative) -> str:
    """A relative description, as it was understood."""
    distance = f"{found.distance_km:.4g} km" if found.distance_km is not None else "some way"
    wind = f" {_wind(found.bearing_deg)}" if found.bearing_deg is not None else ""
    return f"described as {distance}{wind} of “{found.anchor.quote}”"


def differs(found: Relative) -> str | None:
    """What the report says of where a place lies against what the gazetteer says."""
    gap = found.discrepancy
    if gap is None:
        return None
    said = [
        f"{gap.said_km:.4g} km" if gap.said_km is not None else "",
        _wind(gap.said_deg) if gap.said_deg is not None else "",
    ]
    return (
        f"the report says {' '.join(filter(None, said))} of “{found.anchor.quote}”; by the "
        f"gazetteer it is {gap.found_km:.1f} km {_wind(gap.found_deg)} ({gap.found_deg:.0f}°)"
    )


def _interval(earliest: datetime | None, latest: datetime | None) -> str | None:
    if earliest is None and latest is None:
        return None
    if earliest is None or latest is None:
        return f"from {_moment(earliest)}" if earliest else f"until {_moment(latest)}"
    whole_days = earliest.time() == time() and latest.time() >= _LAST_MINUTE
    if earliest.date() == latest.date():
        day = earliest.date().isoformat()
        if whole_days:
            return day
        first, last = f"{earliest:%H:%M}", f"{latest:%H:%M}"
        return f"{day} {first}" if first == last else f"{day} {first} to {last}"
    if whole_days:
        return f"{earliest.date()} to {latest.date()}"
    return f"{earliest:%Y-%m-%d %H:%M} to {latest:%Y-%m-%d %H:%M}"


def _moment(at: datetime | None) -> str:
    if at is None:
        return ""
    return at.date().isoformat() if at.time() in (time(), _LAST_MINUTE) else f"{at:%Y-%m-%d %H:%M}"


def _length(value: str) -> str | None:
    """ "P3D" as "3 days", "PXY" as "some years"."""
    match = _LENGTH.fullmatch(value)
    if match is None:
        return None
    parts = [(number, _UNITS[unit]) for number, unit in _PART.findall(match["days"] or "")]
    parts += [(number, _CLOCK_UNITS[unit]) for number, unit in _PART.findall(match["hours"] or "")]
    said = [
        f"some {unit}s" if "X" in number else f"{number} {unit}{'' if number == '1' else 's'}"
        for number, unit in parts
    ]
    return " ".join(said) or None


def _number(value: float | None) -> str | None:
    if value is None:
        return None
    return f"{int(value):,}" if value == int(value) else f"{value:,g}"


def _wind(degrees: float) -> str:
    return _WINDS[round(degrees / 45) % 8]
