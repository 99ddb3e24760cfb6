"""`Toponym` and `Place`: words that say where, and the place that they are taken to be."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from according.errors import EvidenceError
from according.model.canonical import digest
from according.model.evidence import Evidence


class PlaceKind(StrEnum):
    """What sort of place."""

    COUNTRY = "country"
    DIVISION_1 = "first-order division"
    """A province, governorate, state."""
    DIVISION_2 = "second-order division"
    """A district, county, municipality."""
    POPULATED = "populated place"
    """A town or village, or a part of one."""
    REGION = "region"
    """A region that is no division, inside a country or across several; a continent."""
    LINE = "line"
    """A river, road, canal or strait."""
    WATER = "water"
    """A sea, gulf, bay or lake."""
    SPOT = "spot"
    """An airport, camp, mountain, building."""


WIDE = frozenset((PlaceKind.COUNTRY, PlaceKind.DIVISION_1, PlaceKind.DIVISION_2, PlaceKind.REGION))
"""Kinds of places that others lie in: a point stands for an area."""

EARTH_KM = 6371.0
"""The radius of the earth as a ball."""
NEAR_KM = 15.0
"""Places no farther apart may be one: a quarter and its town have points of their own."""
WIDE_KM = 150.0
"""No place of a country is farther from the point of an area that it lies in."""


class Usage(StrEnum):
    """What the words do. Only a literal toponym says where something is or happened."""

    LITERAL = "literal"
    METONYMIC = "metonymic"
    """A capital or country for its government: "Tirana rejected the demand"."""
    ADJECTIVAL = "adjectival"
    """A people or adjective: "the Syrian army", "Turks"."""
    IN_NAME = "in a name"
    """Part of an organisation's name: "Bank of Cyprus"."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the gazetteer. Degrees are WGS 84.

    ``geonames_id`` is None for a few regions whose id the gazetteer's sources do not give.
    ``feature`` is GeoNames' feature code ("PPLA", "ADM1"); ``country`` is ISO 3166's two
    letters, None across countries. ``precision`` is UCDP's ``where_prec``: 1 exact … 7
    international waters or airspace (UCDP GED Codebook); None for what is larger than a
    country, which that scale has no code for; ``precision_reason`` says why that one.
    """

    geonames_id: int | None
    name: str
    latitude: float
    longitude: float
    precision: int | None
    precision_reason: str
    kind: PlaceKind = PlaceKind.POPULATED
    feature: str = ""
    country: str | None = None

    def __post_init__(self) -> None:
        if not (-90 <= self.latitude <= 90 and -180 <= self.longitude <= 180):
            raise EvidenceError(f"no such coordinates: {self.latitude}, {self.longitude}")
        if self.precision is not None and self.precision not in range(1, 8):
            raise EvidenceError(f"precision code {self.precision} is not 1 to 7")

    @property
    def wide(self) -> bool:
        """Whether it is an area that others lie in."""
        return self.kind in WIDE


@dataclass(frozen=True, slots=True)
class Region:
    """A circle that a description leaves open: its middle in degrees, its radius in kilometres."""

    latitude: float
    longitude: float
    radius_km: float


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """What a report says of where a place lies, and what the gazetteer says.

    Kilometres and degrees from north, both from the anchor to the place. ``said`` values are
    None where the report gives none.
    """

    said_km: float | None
    said_deg: float | None
    found_km: float
    found_deg: float


@dataclass(frozen=True, slots=True)
class Relative:
    """ "30 km west of X": distance in kilometres, bearing in degrees from north, and the anchor.

    ``region`` is where that is, None if the anchor's place is not known or there is neither
    distance nor bearing enough to say; ``discrepancy`` is set where the place so described is
    also in the gazetteer and lies elsewhere than said.
    """

    evidence: Evidence
    distance_km: float | None
    bearing_deg: float | None
    anchor: Evidence
    region: Region | None = None
    discrepancy: Discrepancy | None = None


@dataclass(frozen=True, slots=True)
class Toponym:
    """Words that name a place. ``place`` is None where no candidate fits; ``score`` is the
    probability, 0 to 1, that the words name a place and that it is this one (or, where
    ``place`` is None, that none of the gazetteer's fits)."""

    evidence: Evidence
    place: Place | None = None
    score: float | None = None
    relative: Relative | None = None
    usage: Usage = Usage.LITERAL

    def __post_init__(self) -> None:
        if self.score is not None and not 0 <= self.score <= 1:
            raise EvidenceError(f"{self.evidence.quote!r}: score {self.score} is not 0 to 1")

    @property
    def says_where(self) -> bool:
        """Whether it can say where something is: literal, and a place or a region is known."""
        located = self.place is not None or (
            self.relative is not None and self.relative.region is not None
        )
        return self.usage is Usage.LITERAL and located

    @property
    def id(self) -> str:
        """From its place, so that a judgement of it outlives a re-reading."""
        return digest("toponym/1", self.evidence.report_id, self.evidence.start, self.evidence.end)


def kilometres(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """Between two points in degrees, along the great circle (haversine)."""
    a, b = math.radians(latitude), math.radians(to_latitude)
    step = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * (
        math.sin(math.radians(to_longitude - longitude) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(step)))


class Located(Protocol):
    """What has a point in degrees, its country, and may be an area."""

    @property
    def latitude(self) -> float:
        """Degrees north."""

    @property
    def longitude(self) -> float:
        """Degrees east."""

    @property
    def country(self) -> str | None:
        """ISO 3166, two letters; None across countries."""

    @property
    def wide(self) -> bool:
        """Whether it is an area that others lie in."""


def apart(a: Located, b: Located) -> tuple[float, bool]:
    """Kilometres between two places, and whether one lies in the other (then 0), as far as their
    kinds and points tell."""
    km = kilometres(a.latitude, a.longitude, b.latitude, b.longitude)
    if (a.wide or b.wide) and a.country == b.country and km < WIDE_KM:
        return 0.0, True
    return km, False
