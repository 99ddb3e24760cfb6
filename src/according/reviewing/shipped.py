"""The places of the shipped gazetteer, for what people decide."""

from __future__ import annotations

from functools import cache
from typing import Any

from according.model import Place, PlaceKind
from according.reviewing.values import Located

_GIVEN = "a person gave the place, and no precision"


@cache
def _parts() -> tuple[Any, Any]:
    # Loaded late: most decisions need no places, and reading's parts take a second to load.
    from according.reading.gazetteer.lookup import Gazetteer
    from according.reading.places.kinds import load_kinds

    return Gazetteer(), load_kinds()


def located(geonames_id: int) -> Located | None:
    """A place by its GeoNames id, as a correction takes it; None if there is none."""
    found = _parts()[0].by_id(geonames_id)
    if found is None:
        return None
    return Located(found.geonames_id, found.name, found.latitude, found.longitude)


def place(geonames_id: int) -> Place | None:
    """A place by its GeoNames id with its kind and country, without a precision code; None if the
    gazetteer has none."""
    gazetteer, kinds = _parts()
    found = gazetteer.by_id(geonames_id)
    if found is None:
        return None
    return Place(
        geonames_id=found.geonames_id,
        name=found.name,
        latitude=found.latitude,
        longitude=found.longitude,
        precision=None,
        precision_reason=_GIVEN,
        kind=kinds.of(found.feature),
        feature=found.feature,
        country=found.country or None,
    )


def given(name: str | None, latitude: float, longitude: float) -> Place:
    """A place that is in no gazetteer, by its coordinates."""
    words = name or f"{latitude:.3f}, {longitude:.3f}"
    return Place(None, words, latitude, longitude, None, _GIVEN, PlaceKind.SPOT)
