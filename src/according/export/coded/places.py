"""Where: the place that an event is put at, with UCDP's precision code and the reason for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from according.export.coded.countries import Country, country
from according.export.coded.holding import decided_by, origins_of
from according.happening import Happening
from according.model import Place, PlaceKind, Role, Toponym
from according.model.place import apart
from according.reading.gazetteer.lookup import Entry, Gazetteer
from according.weighing import Held, Standing, Told, Value, held_by
from according.weighing.told import role_id

RULE = (
    "the place that most independent origins bear out; of several the more exact one, then the "
    "one that is told first"
)
_NEAR_KM = 25.0
"""UCDP's code 2 is within about so far of a known point."""


@dataclass(frozen=True, slots=True)
class Where:
    """A place. ``precision`` is UCDP's ``where_prec`` (1 exact … 7 international), None where that
    scale has none; ``reason`` says why that one. ``described`` are the words that describe a spot
    by its distance from another; then the coordinates are those of the spot so described.
    ``first_order`` and ``second_order`` are the divisions that it lies in, as far as the gazetteer
    knows."""

    place: Place
    precision: int | None
    reason: str
    country: Country | None
    first_order: str | None
    second_order: str | None
    described: str | None
    held: tuple[Held, ...]
    others: tuple[Value, ...]
    standing: Standing

    @property
    def by(self) -> str:
        """``person`` or ``machine``."""
        return decided_by(self.held)


def where(found: Happening) -> Where | None:
    """Where it was, by `RULE`; None where no report tells.

    An origin bears a place out if it gives it, or an area that it lies in. Only where nothing
    narrower is told, a description ("30 km west of Ljubljana") or a country counts.
    """
    field = next((each for each in found.fields if each.name == "where"), None)
    values = field.values if field else tuple(_described(found)) or tuple(_countries(found))
    if not values:
        return None
    standing = field.standing if field else Standing.ONE
    order = {id(each): at for at, each in enumerate(values)}
    best = min(
        values,
        key=lambda each: (-_borne_out(each, values), _place(each).precision or 9, order[id(each)]),
    )
    place = _place(best)
    divisions = _divisions(place)
    described = best.held[0].words.quote if field is None and place.geonames_id is None else None
    others = tuple(each for each in values if each is not best)
    return Where(
        place=place,
        precision=place.precision,
        reason=place.precision_reason,
        country=country(place.country),
        first_order=divisions[0],
        second_order=divisions[1],
        described=described,
        held=best.held,
        others=others,
        standing=standing,
    )


def _place(value: Value) -> Place:
    return cast(Place, value.of)


_BREADTH = {
    PlaceKind.COUNTRY: 4,
    PlaceKind.REGION: 3,
    PlaceKind.DIVISION_1: 3,
    PlaceKind.DIVISION_2: 2,
}


def _borne_out(value: Value, values: Sequence[Value]) -> int:
    around = [each for each in values if each is value or _in(_place(value), _place(each))]
    return len(origins_of(by for each in around for by in each.held))


def _in(place: Place, area: Place) -> bool:
    if _BREADTH.get(area.kind, 0) <= _BREADTH.get(place.kind, 0):
        return False
    return apart(place, area)[1]


def _toponyms(told: Told) -> Iterator[tuple[Toponym, Held]]:
    found = {each.evidence.span: each for each in told.reading.toponyms}
    for mention in told.mentions:
        for role in mention.roles:
            toponym = found.get(role.evidence.span) if role.role is Role.PLACE else None
            if toponym is not None and toponym.says_where:
                rests = (toponym.id, role_id(mention, role))
                by = held_by(told, role.evidence, told.holder(mention.holder), *rests)
                yield toponym, by


def _described(found: Happening) -> Iterator[Value]:
    """Spots that are told by their distance from a place, each report's by itself."""
    for told in found.told:
        for toponym, by in _toponyms(told):
            relative = toponym.relative
            region = relative.region if relative and toponym.place is None else None
            if relative is None or region is None:
                continue
            near = region.radius_km <= _NEAR_KM
            said = " ".join(relative.evidence.quote.split())
            place = Place(
                *(None, said, region.latitude, region.longitude, 2 if near else 5),
                f"told by its distance: within some {region.radius_km:.0f} km",
                PlaceKind.SPOT,
            )
            yield Value(said, (replace(by, words=relative.evidence),), place)


def _countries(found: Happening) -> Iterator[Value]:
    by_country: dict[tuple[int | None, str], tuple[Place, list[Held]]] = {}
    for told in found.told:
        for toponym, by in _toponyms(told):
            place = toponym.place
            if place is not None and place.kind is PlaceKind.COUNTRY:
                by_country.setdefault((place.geonames_id, place.name), (place, []))[1].append(by)
    for place, given in by_country.values():
        yield Value(place.name, tuple(dict.fromkeys(given)), place)


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer()


@cache
def _entry(geonames_id: int) -> Entry | None:
    # It is looked for among all places, and events have few places and many times the same.
    return _gazetteer().by_id(geonames_id)


def _divisions(place: Place) -> tuple[str | None, str | None]:
    """The first-order and the second-order division that a place is or lies in."""
    if place.kind is PlaceKind.DIVISION_1:
        return place.name, None
    entry = _entry(place.geonames_id) if place.geonames_id else None
    if entry is None:
        return None, None
    first, second = (
        _gazetteer().entry(each).name if each is not None else None
        for each in (entry.adm1, entry.adm2)
    )
    return first, place.name if place.kind is PlaceKind.DIVISION_2 else second
