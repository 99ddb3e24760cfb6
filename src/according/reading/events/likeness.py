"""Whether two tellings are of one happening: what is compared, as numbers, and their weights."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from according.model import Figure, Place, PlaceKind
from according.model.place import kilometres
from according.reading.events.tellings import Telling

FEATURES = (
    "always",
    "same sentence",
    "next sentence",
    "sentences apart",
    "words apart",
    "same line",
    "same place",
    "other place",
    "far",
    "place unknown",
    "same time",
    "other time",
    "one is long",
    "both are long",
    "same word",
    "both harm",
    "same figure",
    "other figure",
    "the",
    "another",
    "contrast",
    "one in title",
    "same actors",
    "same scene",
    "other scene",
    "scenes",
    "scenes, sentences apart",
    "far apart",
    "same type",
    "other type",
    "scenes between",
)

_THE = frozenset(("the", "this", "that", "these", "those", "its", "their"))
_ANOTHER = frozenset(("another", "second", "third", "a", "an", "other"))
_CONTRAST = frozenset(
    ("meanwhile", "separately", "elsewhere", "also", "another", "earlier", "separate", "previous")
)
_NEAR_KM = 12.0
"""Places no farther apart may be one: a quarter and its town have points of their own."""
_WIDE = frozenset((PlaceKind.DIVISION_1, PlaceKind.DIVISION_2, PlaceKind.REGION))
_WIDE_KM = 120.0
_STEM = 4
_SCENES = 3
"""Changes of scene that are told from one another, at most."""


def compare(left: Telling, right: Telling) -> list[float]:
    """`FEATURES` of two tellings, of which ``left`` stands first."""
    apart = right.sentence - left.sentence
    km = _apart(left.places, right.places)
    overlap = _overlap(left, right)
    figure = _figures(left.figures, right.figures)
    scene = _apart(left.scene, right.scene)
    scenes = math.log1p(left.scenes)
    return [
        1.0,
        float(apart == 0),
        float(apart == 1),
        math.log1p(apart),
        math.log1p(abs(right.word - left.word)),
        float(left.in_title == right.in_title),
        float(km is not None and km < _NEAR_KM),
        float(km is not None and km >= _NEAR_KM),
        far(km) if km is not None and km >= _NEAR_KM else 0.0,
        float(not left.places) + float(not right.places),
        float(overlap is True),
        float(overlap is False),
        float(left.is_long != right.is_long),
        float(left.is_long and right.is_long),
        float(left.form[:_STEM] == right.form[:_STEM]),
        float(left.harm is not None and right.harm is not None),
        float(figure is True),
        float(figure is False),
        float(right.before in _THE),
        float(right.before in _ANOTHER),
        float(apart > 0 and bool(right.opening & _CONTRAST)),
        float(left.in_title != right.in_title),
        len(left.actors & right.actors) / max(1, len(left.actors | right.actors)),
        float(scene is not None and scene < _NEAR_KM),
        float(scene is not None and scene >= _NEAR_KM),
        scenes,
        scenes * math.log1p(apart),
        float(apart > 4),
        float(left.event.type is not None and left.event.type == right.event.type),
        float(
            None not in (left.event.type, right.event.type) and left.event.type != right.event.type
        ),
        float(min(_SCENES, right.passed - left.passed)),
    ]


def far(km: float) -> float:
    """The feature of that name, of what is ``km`` kilometres apart."""
    return math.log1p(km) / 6


def _apart(left: Sequence[Place], right: Sequence[Place]) -> float | None:
    """Kilometres between the nearest two, None where one side has no place. A country or region
    that the other side lies in is no other place."""
    found = [_km(a, b) for a in left for b in right]
    return min(found) if found else None


def _km(left: Place, right: Place) -> float:
    """Kilometres; none between a division and what may lie in it."""
    if left.geonames_id == right.geonames_id:
        return 0.0
    km = kilometres(left.latitude, left.longitude, right.latitude, right.longitude)
    wide = left.kind in _WIDE or right.kind in _WIDE
    return 0.0 if wide and left.country == right.country and km < _WIDE_KM else km


def _overlap(left: Telling, right: Telling) -> bool | None:
    a, b = left.interval, right.interval
    if a is None or b is None:
        return None
    return a[0] <= b[1] and b[0] <= a[1]


def _figures(left: Sequence[Figure], right: Sequence[Figure]) -> bool | None:
    """Whether the two have a figure in common; None where they have none of a kind."""
    same = [(a.low, a.high) == (b.low, b.high) for a in left for b in right if a.kind is b.kind]
    return any(same) if same else None


def table(told: Sequence[Telling]) -> NDArray[np.float64]:
    """`compare` of all pairs, (tellings, tellings, features); zero where not first and second."""
    count = len(told)
    found = np.zeros((count, count, len(FEATURES)))
    for b in range(count):
        for a in range(b):
            found[a, b] = compare(told[a], told[b])
    return found
