"""A point for a country or division from its outline (Natural Earth, public domain).

It is the middle of the outline, by area; for a country whose middle lies outside of it (Vietnam,
Norway) the nearest of its towns to the middle.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

WHOLE = 0.75
"""A country's far pieces are left out of its middle if the rest has at least this share of its
area: the middle of the United States is in Kansas, not in Canada."""

Ring = list[list[float]]
Weighed = tuple[float, float, float]


@dataclass(frozen=True)
class Outlines:
    """Points by GeoNames id, ISO 3166-2 code, and country; labels come from the source."""

    by_id: dict[int, tuple[float, float]]
    by_iso: dict[str, tuple[float, float]]
    by_country: dict[str, tuple[float, float]]
    by_part: dict[str, tuple[float, float]]
    shapes: dict[str, list[Ring]] = field(default_factory=dict)
    """Outer rings of each country, to see whether a point lies inside."""
    names: dict[int, list[str]] = field(default_factory=dict)
    codes: dict[int, list[str]] = field(default_factory=dict)
    divisions: dict[int, tuple[str, str]] = field(default_factory=dict)
    """Country and name of each, by GeoNames id."""


ABBREVIATED = frozenset({"US", "CA", "AU"})
"""Countries whose divisions news in English abbreviates."""

NAMES = ("name", "name_en", "name_fr", "name_de", "name_es", "name_it", "woe_name", "gn_name")


def read(features: list[dict[str, Any]]) -> Outlines:
    """Points, names and abbreviations."""
    found = Outlines({}, {}, {}, {})
    pieces: dict[str, list[Weighed]] = defaultdict(list)
    parts: dict[str, list[Weighed]] = defaultdict(list)
    for feature in sorted(features, key=lambda each: each["properties"]["adm1_code"]):
        row = feature["properties"]
        shape = _pieces(feature["geometry"])
        pieces[row["iso_a2"]] += shape
        found.shapes.setdefault(row["iso_a2"], []).extend(_rings(feature["geometry"]))
        parts[row["geonunit"]] += shape
        point = _middle(shape) if shape else (row["latitude"], row["longitude"])
        found.by_iso.setdefault(row["iso_3166_2"], point)
        if row["gn_id"] and row["gn_id"] > 0:
            found.by_id.setdefault(row["gn_id"], point)
            found.divisions.setdefault(row["gn_id"], (row["iso_a2"], row["name"] or ""))
            names = [row[name] or "" for name in NAMES]
            names += (row["name_alt"] or "").split("|")
            found.names.setdefault(row["gn_id"], []).extend(name for name in names if name)
            if row["iso_a2"] in ABBREVIATED:
                found.codes[row["gn_id"]] = [row["abbrev"] or "", row["postal"] or ""]
    found.by_country.update({key: _middle(shape) for key, shape in pieces.items()})
    found.by_part.update({key: _middle(shape) for key, shape in parts.items()})
    return found


def _pieces(geometry: dict[str, Any] | None) -> list[Weighed]:
    return [_centroid(ring) for ring in _rings(geometry)]


def _rings(geometry: dict[str, Any] | None) -> list[Ring]:
    if geometry is None:
        return []
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    return [polygon[0] for polygon in polygons]


def inside(point: tuple[float, float], rings: list[Ring]) -> bool:
    """Whether a point lies in one of the rings (even-odd rule)."""
    return any(_crossings(point, ring) % 2 for ring in rings)


def _crossings(point: tuple[float, float], ring: Ring) -> int:
    latitude, longitude = point
    return sum(
        (y0 > latitude) != (y1 > latitude)
        and longitude < (x1 - x0) * (latitude - y0) / (y1 - y0) + x0
        for (x0, y0), (x1, y1) in pairwise(ring)
    )


def _centroid(ring: Ring) -> Weighed:
    """Area (square degrees at the equator's width, roughly) and middle: latitude, longitude."""
    area = x_sum = y_sum = 0.0
    for (x0, y0), (x1, y1) in pairwise(ring):
        cross = x0 * y1 - x1 * y0
        area += cross
        x_sum += (x0 + x1) * cross
        y_sum += (y0 + y1) * cross
    if abs(area) < 1e-12:
        return (0.0, ring[0][1], ring[0][0])
    latitude, longitude = y_sum / (3 * area), x_sum / (3 * area)
    return (abs(area) / 2 * math.cos(math.radians(latitude)), latitude, longitude)


def _middle(pieces: list[Weighed]) -> tuple[float, float]:
    """The middle of the pieces, weighed by area."""
    total = sum(area for area, _, _ in pieces)
    if not total:
        return pieces[0][1], pieces[0][2]
    kept = _landmass(pieces, total)
    weight = sum(area for area, _, _ in kept)
    latitude = sum(area * at for area, at, _ in kept) / weight
    longitude = sum(area * at for area, _, at in kept) / weight
    return round(latitude, 4), round(longitude, 4)


def _landmass(pieces: list[Weighed], total: float) -> list[Weighed]:
    """Without what lies far off (some 3,000 km), if that is little.

    Alaska and Hawaii for the United States, Guiana and Réunion for France.
    """
    latitude = sum(area * at for area, at, _ in pieces) / total
    longitude = sum(area * at for area, _, at in pieces) / total
    near = [
        piece
        for piece in pieces
        if abs(piece[1] - latitude) < 27 and abs(piece[2] - longitude) < 40
    ]
    share = sum(area for area, _, _ in near) / total
    return near if share >= WHOLE else pieces
