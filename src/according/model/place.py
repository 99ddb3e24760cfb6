"""`Toponym` and `Place`: words that say where, and the place that they are taken to be."""

from __future__ import annotations

from dataclasses import dataclass

from according.errors import EvidenceError
from according.model.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Relative:
    """ "30 km west of X": distance in kilometres, bearing in degrees from north, and the anchor."""

    evidence: Evidence
    distance_km: float | None
    bearing_deg: float | None
    anchor: Evidence


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the gazetteer. Degrees are WGS 84.

    ``precision`` is UCDP's ``where_prec``: 1 exact … 7 international waters or airspace
    (UCDP GED Codebook); ``precision_reason`` says why that one.
    """

    geonames_id: int
    name: str
    latitude: float
    longitude: float
    precision: int
    precision_reason: str

    def __post_init__(self) -> None:
        if not (-90 <= self.latitude <= 90 and -180 <= self.longitude <= 180):
            raise EvidenceError(f"no such coordinates: {self.latitude}, {self.longitude}")
        if self.precision not in range(1, 8):
            raise EvidenceError(f"precision code {self.precision} is not 1 to 7")


@dataclass(frozen=True, slots=True)
class Toponym:
    """Words that name a place. ``place`` is None where no candidate fits; ``score`` is 0 to 1."""

    evidence: Evidence
    place: Place | None = None
    score: float | None = None
    relative: Relative | None = None

    def __post_init__(self) -> None:
        if self.score is not None and not 0 <= self.score <= 1:
            raise EvidenceError(f"{self.evidence.quote!r}: score {self.score} is not 0 to 1")
