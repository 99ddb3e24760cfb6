"""Areas as polygons of GeoJSON (RFC 7946): a circle on the globe, cut where it crosses 180°."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

EARTH_KM = 6371.0
_CORNERS = 48
_DECIMALS = 5
"""Of degrees: a metre or so."""

Ring: TypeAlias = list[tuple[float, float]]
"""Corners as (longitude, latitude)."""


def circle(latitude: float, longitude: float, radius_km: float) -> dict[str, Any]:
    """The geometry of a circle: a Polygon, or a MultiPolygon where it crosses the antimeridian
    (section 3.1.9). Rings go against the clock, as section 3.1.6 has it. A circle with a pole in it
    is the whole cap down to its farthest latitude."""
    reach = math.degrees(radius_km / EARTH_KM)
    if abs(latitude) + reach >= 90:
        south, north = (latitude - reach, 90.0) if latitude > 0 else (-90.0, latitude + reach)
        cap = [(-180.0, south), (180.0, south), (180.0, north), (-180.0, north)]
        return _polygons([cap])
    ring = _ring(latitude, longitude, reach)
    parts = []
    for shift in (-360.0, 0.0, 360.0):
        moved = [(x + shift, y) for x, y in ring]
        inside = _clipped(_clipped(moved, -180.0, 1), 180.0, -1)
        if len(inside) >= 3 and max(x for x, _ in inside) > min(x for x, _ in inside):
            parts.append(inside)
    return _polygons(parts)


def _ring(latitude: float, longitude: float, reach: float) -> Ring:
    found = []
    a, d = math.radians(latitude), math.radians(reach)
    for step in range(_CORNERS):
        # From north against the clock.
        bearing = -2 * math.pi * step / _CORNERS
        b = math.asin(math.sin(a) * math.cos(d) + math.cos(a) * math.sin(d) * math.cos(bearing))
        turn = math.atan2(
            math.sin(bearing) * math.sin(d) * math.cos(a), math.cos(d) - math.sin(a) * math.sin(b)
        )
        found.append((longitude + math.degrees(turn), math.degrees(b)))
    return found


def _clipped(ring: Sequence[tuple[float, float]], at: float, side: int) -> Ring:
    """What of a ring lies east (1) or west (-1) of a meridian (Sutherland and Hodgman)."""
    found: Ring = []
    for (x, y), (to_x, to_y) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        inside, next_inside = side * (x - at) >= 0, side * (to_x - at) >= 0
        if inside:
            found.append((x, y))
        if inside != next_inside:
            found.append((at, y + (to_y - y) * (at - x) / (to_x - x)))
    return found


def _polygons(rings: Iterable[Sequence[tuple[float, float]]]) -> dict[str, Any]:
    closed = [
        [[[round(x, _DECIMALS), round(y, _DECIMALS)] for x, y in (*ring, ring[0])]]
        for ring in rings
    ]
    if len(closed) == 1:
        return {"type": "Polygon", "coordinates": closed[0]}
    return {"type": "MultiPolygon", "coordinates": closed}
