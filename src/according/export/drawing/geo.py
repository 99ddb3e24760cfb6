"""The outline of the world, and how a part of it lies on paper."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate

from according.data import load_json
from according.errors import DataError

KM_PER_DEGREE = 111.2
"""Of latitude."""

_CLOSE = 1.0
"""Points nearer than so many pixels to the one before are left out, and what is no larger."""


_NARROWEST = 3.0
"""Pixels that a country must be wide for each letter of its name."""


@dataclass(frozen=True, slots=True)
class Line:
    """A ring of land or a line of a border; degrees."""

    longitudes: tuple[float, ...]
    latitudes: tuple[float, ...]
    west: float
    east: float
    south: float
    north: float


@dataclass(frozen=True, slots=True)
class World:
    """Land, borders, and the names of countries with where to write them and how wide they are:
    (name, longitude, latitude, degrees of longitude)."""

    land: tuple[Line, ...]
    borders: tuple[Line, ...]
    names: tuple[tuple[str, float, float, float], ...]


@dataclass(frozen=True, slots=True)
class View:
    """A part of the world on paper: its middle in degrees, pixels for a degree of latitude, width
    and height in pixels. Distances are true along the middle's parallel and all meridians."""

    longitude: float
    latitude: float
    scale: float
    width: int
    height: int

    @property
    def narrow(self) -> float:
        """Degrees of longitude against those of latitude, in the middle."""
        return max(0.05, math.cos(math.radians(self.latitude)))

    def at(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Where a point lies: pixels from the left and from above."""
        turned = (longitude - self.longitude + 540) % 360 - 180
        x = turned * self.narrow * self.scale + self.width / 2
        return x, (self.latitude - latitude) * self.scale + self.height / 2

    def pixels(self, km: float) -> float:
        """How many pixels so many kilometres are."""
        return km / KM_PER_DEGREE * self.scale


@cache
def world() -> World:
    """The shipped outline.

    Raises:
        DataError: the file is damaged.
    """
    plain = load_json("world.json")
    try:
        units = plain["units"]
        land, borders = (
            tuple(_line(each, units) for each in plain[name]) for name in ("land", "borders")
        )
        names = tuple((name, float(x), float(y), float(w)) for name, x, y, w in plain["names"])
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"data file world.json is damaged: {error!r}") from error
    return World(land, borders, names)


def _line(flat: Sequence[int], units: int) -> Line:
    xs = tuple(each / units for each in accumulate(flat[0::2]))
    ys = tuple(each / units for each in accumulate(flat[1::2]))
    return Line(xs, ys, min(xs), max(xs), min(ys), max(ys))


@lru_cache(maxsize=128)
def outline(view: View) -> tuple[str, str]:
    """The paths of land and of borders in a view, as SVG writes them."""
    shown = world()
    land = "".join(_path(line, view, shift, closed=True) for line, shift in _seen(shown.land, view))
    borders = "".join(
        _path(line, view, shift, closed=False) for line, shift in _seen(shown.borders, view)
    )
    return land, borders


def labels(view: View) -> Iterator[tuple[str, float, float]]:
    """The names of countries whose middle is in a view and that are wide enough for them, and
    where to write them."""
    for name, longitude, latitude, wide in world().names:
        x, y = view.at(latitude, longitude)
        if wide * view.narrow * view.scale < len(name) * _NARROWEST:
            continue
        if 60 < x < view.width - 60 and 20 < y < view.height - 20:
            yield name, x, y


def _seen(lines: Sequence[Line], view: View) -> Iterator[tuple[Line, int]]:
    """What lies in a view, with how many degrees it is to be moved to lie there."""
    half_wide = view.width / 2 / view.scale / view.narrow
    half_high = view.height / 2 / view.scale
    west, east = view.longitude - half_wide, view.longitude + half_wide
    south, north = view.latitude - half_high, view.latitude + half_high
    for line in lines:
        if line.north < south or line.south > north:
            continue
        size = max(line.north - line.south, (line.east - line.west) * view.narrow)
        if size * view.scale < _CLOSE:
            continue
        for shift in (-360, 0, 360):
            if line.east + shift >= west and line.west + shift <= east:
                yield line, shift


def _path(line: Line, view: View, shift: int, *, closed: bool) -> str:
    across, scale = view.narrow * view.scale, view.scale
    left = view.width / 2 + (shift - view.longitude) * across
    top = view.height / 2 + view.latitude * scale
    # What is far outside is drawn at the edge: a ring round a continent has few points there.
    low_x, high_x = -view.width, 2 * view.width
    low_y, high_y = -view.height, 2 * view.height
    parts: list[str] = []
    last_x = last_y = math.inf
    for longitude, latitude in zip(line.longitudes, line.latitudes, strict=True):
        x = min(max(longitude * across + left, low_x), high_x)
        y = min(max(top - latitude * scale, low_y), high_y)
        if abs(x - last_x) + abs(y - last_y) >= _CLOSE:
            parts.append(f"{x:.1f},{y:.1f}")
            last_x, last_y = x, y
    if len(parts) < (3 if closed else 2):
        return ""
    return f"M{'L'.join(parts)}{'Z' if closed else ''}"
