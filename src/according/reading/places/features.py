"""What speaks for a candidate: numbers that the ranker weighs.

``ALONE`` are of the words and the candidate; ``TOGETHER`` add what the report's other places
say. ``NONE`` are for the answer that no candidate fits.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log10

from according.model import PlaceKind
from according.reading.gazetteer.layout import NameKind
from according.reading.gazetteer.names import normal
from according.reading.places.candidates import Candidate, Via
from according.reading.places.context import Around, Unit, holds

ALONE = (
    "country", "division 1", "division 2", "region", "capital", "seat of division 1",
    "lesser seat", "part of town", "people of a town", "people of an area", "most people",
    "share of people", "other name", "bare name", "code", "by area word", "by part",
    "name is its own", "called an area", "called an area but is none", "called a town",
    "called a town but is none", "address in its country", "seat of division 2",
    "article and region", "article and town",
)  # fmt: skip
TOGETHER = (
    *ALONE,
    "country of others", "share of country", "division of others", "share of division",
    "country is named", "division 1 is named", "division 2 is named", "near", "many near",
    "holds others", "named after it", "not in what is named after it", "holds what is before it",
    "namesake", "only one near", "country named and populous",
    "divisions beside", "countries beside",
)  # fmt: skip
NONE = ("none", "no main name", "small", "no context", "unlabelled", "few people alone", "people")
_KIND = {
    PlaceKind.COUNTRY: 0,
    PlaceKind.DIVISION_1: 1,
    PlaceKind.DIVISION_2: 2,
    PlaceKind.REGION: 3,
    PlaceKind.WATER: 3,
    PlaceKind.LINE: 3,
    PlaceKind.SPOT: 3,
}
_SEAT = {"PPLC": 4, "PPLA": 5, "PPLA2": 23, "PPLA3": 6, "PPLA4": 6, "PPLX": 7}


def alone(unit: Unit, country: str | None) -> list[list[float]]:
    """The values of `ALONE` for each candidate of a unit.

    Args:
        country: ISO code of the country that the report's address is in, if that is known.
    """
    most = max((each.entry.population for each in unit.candidates), default=0)
    total = sum(each.entry.population for each in unit.candidates) or 1
    return [_alone(unit, each, most, total, country) for each in unit.candidates]


def _alone(unit: Unit, each: Candidate, most: int, total: int, country: str | None) -> list[float]:
    values = [0.0] * len(ALONE)
    entry, mention = each.entry, unit.mentions[0]
    if each.kind in _KIND:
        values[_KIND[each.kind]] = 1
    if entry.feature in _SEAT:
        values[_SEAT[entry.feature]] = 1
    area = each.kind is not PlaceKind.POPULATED
    values[9 if area else 8] = log10(entry.population + 10) / 4
    values[10] = float(entry.population == most)
    values[11] = entry.population / total
    if each.name_kind is not NameKind.MAIN:
        values[11 + each.name_kind] = 1  # OTHER, BARE, CODE
    values[15] = float(each.via is Via.AREA)
    values[16] = float(each.via is Via.PART)
    values[17] = float(normal(entry.name) == unit.name)
    called_area = mention.order is not None
    values[18] = float(called_area and area)
    values[19] = float(called_area and not area)
    values[20] = float(mention.settled and not area)
    values[21] = float(mention.settled and area)
    values[22] = float(country is not None and entry.country == country)
    if mention.article:
        values[25 if each.kind is PlaceKind.POPULATED else 24] = 1
    return values


def together(unit: Unit, around: Around, alone_values: list[list[float]]) -> list[list[float]]:
    """The values of `TOGETHER` for each candidate."""
    count = around.count or 1
    near = [around.nearness(each.point) for each in unit.candidates]
    return [
        [*values, *_together(unit, each, around, count, near, at)]
        for at, (each, values) in enumerate(zip(unit.candidates, alone_values, strict=True))
    ]


def _together(
    unit: Unit,
    each: Candidate,
    around: Around,
    count: int,
    near: Sequence[tuple[float, float]],
    at: int,
) -> list[float]:
    entry = each.entry
    country = around.country(entry.country)
    adm1 = _of_division(each, around)
    named = _named(each, around)
    best, many = near[at]
    rest = max((other for number, (other, _) in enumerate(near) if number != at), default=0.0)
    return [
        min(1.0, country),
        country / count,
        min(1.0, adm1),
        adm1 / count,
        *named,
        best,
        many,
        min(1.0, around.inside(entry.number)),
        *_beside(unit, each),
        max((_p_of(other, entry.number) for other in around.namesakes if other.right), default=0.0),
        max(0.0, best - rest),
        named[0] * log10(entry.population + 10) / 8,
        _alike(each, PlaceKind.DIVISION_1, around) / count,
        _alike(each, PlaceKind.COUNTRY, around) / count,
    ]


def _alike(each: Candidate, kind: PlaceKind, around: Around) -> float:
    """How many places of the kind are named, if the candidate is one too: divisions of its own
    country, or other countries."""
    if each.kind is not kind:
        return 0.0
    if kind is PlaceKind.COUNTRY:
        return around.alike(kind)
    return around.alike(kind, each.entry.country)


def _of_division(each: Candidate, around: Around) -> float:
    entry = each.entry
    own = each.kind is PlaceKind.DIVISION_1
    return around.adm1(entry.number if own else entry.adm1)


def _named(each: Candidate, around: Around) -> tuple[float, float, float]:
    """How surely the candidate's country, division 1 and division 2 are themselves named."""
    entry = each.entry
    country = 0.0
    if each.kind is not PlaceKind.COUNTRY:
        country = around.named_country(entry.country)
    return country, around.named(entry.adm1), around.named(entry.adm2)


def _beside(unit: Unit, each: Candidate) -> tuple[float, float, float]:
    inside = beside = before = 0.0
    if unit.right is not None:
        sure = [
            p
            for p, other in zip(unit.right.p, unit.right.candidates, strict=True)
            if holds(other, each)
        ]
        inside = float(bool(sure))
        areas = (PlaceKind.COUNTRY, PlaceKind.DIVISION_1)
        named = any(other.kind in areas for other in unit.right.candidates)
        beside = float(named and not sure)
    if unit.left is not None:
        before = float(any(holds(each, other) for other in unit.left.candidates))
    return inside, beside, before


def _p_of(unit: Unit, number: int) -> float:
    for p, each in zip(unit.p, unit.candidates, strict=True):
        if each.entry.number == number:
            return p
    return 0.0


def none(unit: Unit, around: Around | None) -> list[float]:
    """The values of `NONE` for a unit."""
    most = max((each.entry.population for each in unit.candidates), default=0)
    main = any(each.name_kind is NameKind.MAIN for each in unit.candidates)
    context = 0.0
    if around is not None:
        context = max(
            (min(1.0, around.country(each.entry.country)) for each in unit.candidates),
            default=0.0,
        )
    label = unit.mentions[0].label
    size = log10(most + 10) / 4
    return [
        1.0,
        float(not main),
        max(0.0, 1.25 - size),
        0.0 if around is None else 1 - context,
        float(label not in ("GPE", "LOC", "NORP")),
        max(0.0, 1.25 - size) * (0.0 if around is None else 1 - context),
        float(unit.mentions[0].people),
    ]
