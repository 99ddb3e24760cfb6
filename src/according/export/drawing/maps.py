"""Maps: places as the areas that they are known to, not as points."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from according.export.drawing.geo import KM_PER_DEGREE, View, labels, outline

RADII = {1: 3.0, 2: 25.0, 3: 35.0, 4: 90.0, 5: 60.0, 6: 250.0, 7: 150.0}
"""The radius in kilometres of the area that stands for each of UCDP's precision codes: a town,
within 25 km of one, a district, a province, a line or fuzzy area, a country, the sea."""
UNKNOWN_KM = 80.0
"""Where there is no code: larger than a country, or a region of unknown extent."""

_LEAST = 130.0
"""Kilometres that a map shows from edge to edge, at least."""
_LINE = 15
"""Pixels from one label to the next."""
_LETTER = 7.4


@dataclass(frozen=True, slots=True)
class Area:
    """A place to draw. ``radius_km`` bounds where it is; ``sharp`` says that the radius was read or
    is the town's own, else it only stands for a precision code. ``key`` is what a template makes a
    link of, ``count`` how many things are there."""

    latitude: float
    longitude: float
    radius_km: float
    label: str
    note: str = ""
    sharp: bool = False
    key: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class Drawn:
    """An area on paper, its label at ``label_x``, ``label_y``, which begins or ends there, unless
    there is no room for it."""

    area: Area
    x: float
    y: float
    r: float
    label_x: float
    label_y: float
    anchor: str
    labelled: bool


@dataclass(frozen=True, slots=True)
class Map:
    """A map as a template draws it. ``bar`` is a length of ``bar_km`` in pixels, 0 for none."""

    width: int
    height: int
    land: str
    borders: str
    names: tuple[tuple[str, float, float], ...]
    areas: tuple[Drawn, ...]
    bar: float
    bar_km: int


def local(areas: Sequence[Area], width: int = 640, height: int = 380) -> Map | None:
    """A map of some places that is as near as shows them all; None where there are none."""
    if not areas:
        return None
    middle = areas[0].longitude
    turned = [(each.longitude - middle + 540) % 360 - 180 + middle for each in areas]
    spread = [each.radius_km / KM_PER_DEGREE for each in areas]
    south = min(each.latitude - by for each, by in zip(areas, spread, strict=True))
    north = max(each.latitude + by for each, by in zip(areas, spread, strict=True))
    latitude = (south + north) / 2
    narrow = max(0.05, math.cos(math.radians(latitude)))
    west = min(x - by / narrow for x, by in zip(turned, spread, strict=True))
    east = max(x + by / narrow for x, by in zip(turned, spread, strict=True))
    least = _LEAST / KM_PER_DEGREE
    wide = max((east - west) * narrow * 1.5, least * width / height)
    high = max((north - south) * 1.5, least)
    scale = min(width / wide, height / high)
    return _drawn(View((west + east) / 2, latitude, scale, width, height), areas)


def whole(areas: Sequence[Area], width: int = 1000, height: int = 500) -> Map:
    """A map of the world."""
    return _drawn(View(10.0, 12.0, width / 360, width, height), areas)


def _drawn(view: View, areas: Sequence[Area]) -> Map:
    land, borders = outline(view)
    km = _round(view.width / 5 / view.scale * KM_PER_DEGREE)
    near = view.scale > 8
    bar = view.pixels(km) if near else 0.0
    names = tuple(labels(view)) if near else ()
    return Map(
        *(view.width, view.height, land, borders, names),
        tuple(_placed(view, areas)),
        *(round(bar, 1), km),
    )


def _placed(view: View, areas: Sequence[Area]) -> list[Drawn]:
    """Areas with labels that keep clear of one another as far as there is room; the largest areas
    first, so that the small lie on top."""
    taken: list[tuple[float, float, float]] = []
    found = []
    for area in sorted(areas, key=lambda each: (-each.radius_km, -each.count, each.label)):
        x, y = view.at(area.latitude, area.longitude)
        r = max(5.0 + 2.2 * math.sqrt(area.count - 1), view.pixels(area.radius_km))
        wide = len(area.label) * _LETTER
        right = x + min(r, view.width) + wide + 8 < view.width
        at_x = x + r + 5 if right else x - r - 5
        left = at_x if right else at_x - wide
        at_y = _free(taken, left, left + wide, y + 4)
        if at_y is not None:
            taken.append((left, left + wide, at_y))
        anchor = "start" if right else "end"
        x, y, r, at_x = (round(each, 1) for each in (x, y, r, at_x))
        found.append(Drawn(area, x, y, r, at_x, round(at_y or 0.0, 1), anchor, at_y is not None))
    return found


def _free(
    taken: Sequence[tuple[float, float, float]], left: float, right: float, y: float
) -> float | None:
    """The nearest height at which a label touches no other; None where it would be far away."""
    for step in (0, 1, -1, 2, -2):
        here = y + step * _LINE
        if all(abs(at - here) >= _LINE or right < a or left > b for a, b, at in taken):
            return here
    return None


def _round(km: float) -> int:
    """The largest of 1, 2, 5, 10, 20, ... that is not above."""
    ten = 10 ** math.floor(math.log10(max(km, 1)))
    return int(max(each * ten for each in (1, 2, 5) if each * ten <= max(km, 1)))
