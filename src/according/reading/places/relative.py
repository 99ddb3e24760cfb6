"""Relative descriptions: "Manza, a small hill town 30 kilometers west of capital Tirana".

A description is a phrase of distance or direction and its anchor, the next place's name behind.
It belongs to the place's name in front of it, if there is one that it describes; else it stands
for itself. Where that place is in the gazetteer, what is said of it is held against it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from according.model import (
    Discrepancy,
    Evidence,
    Place,
    Region,
    Relative,
    Report,
    Span,
    Toponym,
)
from according.reading.places.compass import Compass, Phrase, half_width_deg
from according.reading.places.sphere import (
    Point,
    bearing_deg,
    destination,
    distance_km,
    sector_radius_km,
    turn_deg,
)

_REACH = 60
"""How far behind the phrase its anchor may begin, in code points."""
_REACH_BEFORE = 110
"""How far in front of the phrase the place that it describes may end."""

_LOOKED_AT = 4
"""Names that are tried for an anchor or a described place: peoples may stand between."""

_TO_ANCHOR = re.compile(
    r"\s{1,3}(?:(?:[a-z][a-z'’-]{0,15}|[A-Z][a-z]{2,15}n|[A-Z][a-z]{2,15}ese),?\s{1,3}){0,6}\Z"
)
_TO_PLACE = re.compile(
    r"(?:\s?\([^()\n]{1,60}\))?\s?(?:,|\(|–|—|-|is|lies|was)\s{0,3}"
    r"(?:(?:which|that|located|lying|situated|is|lies|[a-z][a-z'’-]{0,15}),?\s{1,3}){0,10}\Z"
)

SHARE = 0.1
"""A distance is not held to be wrong for less than this share of itself: roads are not straight,
towns have a width, and the sphere is not the earth."""


@dataclass(frozen=True, slots=True)
class Name:
    """Where a toponym stands. ``literal`` is False for peoples, which anchor nothing."""

    span: Span
    literal: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A phrase with its anchor and the name that it describes: numbers in a list of names.

    ``start`` and ``end`` are of the whole description in the report's text.
    """

    phrase: Phrase
    start: int
    end: int
    anchor: int
    of: int | None


def links(text: str, start: int, end: int, names: Sequence[Name], compass: Compass) -> list[Link]:
    """The descriptions in ``text[start:end]``, of which ``names`` are all the names in order."""
    starts = [name.span.start for name in names]
    found = []
    for phrase in compass.phrases(text[start:end]):
        head, tail = start + phrase.start, start + phrase.end
        first = bisect_left(starts, tail)
        anchor = _anchor(text, tail, names[first : first + _LOOKED_AT], first)
        if anchor is not None:
            of = _described(text, head, names, bisect_left(starts, head))
            found.append(Link(phrase, head, names[anchor].span.end, anchor, of))
    return found


def _anchor(text: str, end: int, behind: Sequence[Name], first: int) -> int | None:
    """The number of the next name that is an anchor; ``behind`` begins with number ``first``."""
    for at, each in enumerate(behind, start=first):
        if each.literal:
            gap = text[end : each.span.start]
            return at if len(gap) <= _REACH and _TO_ANCHOR.match(gap) else None
    return None


def _described(text: str, start: int, names: Sequence[Name], behind: int) -> int | None:
    """The last name in front that nothing but a description parts from ``start``.

    ``behind`` is the number of the first name that begins after ``start``.
    """
    for at in range(behind - 1, max(-1, behind - 1 - _LOOKED_AT), -1):
        gap = text[names[at].span.end : start]
        if len(gap) > _REACH_BEFORE or not names[at].literal or names[at].span.end > start:
            return None
        if _TO_PLACE.match(gap):
            return at
        if not _is_aside(gap):
            return None
    return None


def _is_aside(between: str) -> bool:
    """Whether what follows a name closes an aside: "Manez (also spelled Manza), a town …"."""
    return between.lstrip().startswith(")")


def relative(report: Report, link: Link, anchor: Toponym, place: Place | None) -> Relative:
    """The record of a description, with the region that it points to."""
    return Relative(
        evidence=Evidence.at(report, link.start, link.end),
        distance_km=link.phrase.distance_km,
        bearing_deg=link.phrase.bearing_deg,
        anchor=anchor.evidence,
        region=region(link.phrase, anchor.place),
        discrepancy=discrepancy(link.phrase, anchor.place, place),
    )


REACH_SHARE = 2.0
REACH_KM = 25.0


def reaches(phrase: Phrase, anchor: Point, point: Point) -> bool:
    """Whether a place may be the one described, wrongly perhaps: within twice the distance and
    25 km more, which is what tells it from its namesakes in other countries."""
    said = phrase.distance_km
    return said is not None and distance_km(anchor, point) <= REACH_SHARE * said + REACH_KM


def region(phrase: Phrase, anchor: Place | None) -> Region | None:
    """Where a description points to; None without the anchor's place or without a distance."""
    if anchor is None or phrase.distance_km is None:
        return None
    point = (anchor.latitude, anchor.longitude)
    if phrase.bearing_deg is None:
        return Region(*point, round(phrase.distance_km + phrase.slack_km, 1))
    latitude, longitude = destination(point, phrase.bearing_deg, phrase.distance_km)
    radius = sector_radius_km(
        phrase.distance_km, half_width_deg(phrase.bearing_deg), phrase.slack_km
    )
    return Region(round(latitude, 5), round(longitude, 5), round(radius, 1))


def discrepancy(phrase: Phrase, anchor: Place | None, place: Place | None) -> Discrepancy | None:
    """What is said against what is found, where they do not fit; None where they do.

    A distance fits within its roundness or `SHARE` of itself, a direction within
    `half_width_deg`; a direction is not held against a place within a kilometre of its anchor.
    """
    if anchor is None or place is None or place == anchor:
        return None
    start, end = (anchor.latitude, anchor.longitude), (place.latitude, place.longitude)
    found_km, found_deg = distance_km(start, end), bearing_deg(start, end)
    said_km, said_deg = phrase.distance_km, phrase.bearing_deg
    far = said_km is not None and abs(found_km - said_km) > max(phrase.slack_km, SHARE * said_km)
    aside = (
        said_deg is not None
        and found_km > 1
        and turn_deg(found_deg, said_deg) > half_width_deg(said_deg)
    )
    if not (far or aside):
        return None
    return Discrepancy(said_km, said_deg, round(found_km, 1), round(found_deg, 1))
