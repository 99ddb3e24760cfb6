"""Distances and bearings on a sphere. Degrees are WGS 84's, kilometres a mean Earth radius's."""

from __future__ import annotations

from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt

EARTH_KM = 6371.0088
"""Mean radius (IUGG). A sphere errs by up to 0.5 % against the ellipsoid."""

Point = tuple[float, float]
"""Latitude and longitude in degrees."""


def distance_km(one: Point, other: Point) -> float:
    """Great-circle distance by the haversine formula."""
    lat1, lat2 = radians(one[0]), radians(other[0])
    half_lat = sin((lat2 - lat1) / 2)
    half_lon = sin(radians(other[1] - one[1]) / 2)
    chord = half_lat * half_lat + cos(lat1) * cos(lat2) * half_lon * half_lon
    return 2 * EARTH_KM * asin(min(1.0, sqrt(chord)))


def bearing_deg(start: Point, end: Point) -> float:
    """Initial bearing from ``start`` to ``end``: 0 is north, 90 east; below 360."""
    lat1, lat2 = radians(start[0]), radians(end[0])
    across = radians(end[1] - start[1])
    east = sin(across) * cos(lat2)
    north = cos(lat1) * sin(lat2) - sin(lat1) * cos(lat2) * cos(across)
    return degrees(atan2(east, north)) % 360 % 360  # twice: -1e-15 % 360 rounds to 360


def destination(start: Point, bearing: float, distance: float) -> Point:
    """The point that lies ``distance`` km from ``start`` in the direction ``bearing``."""
    lat1, way, turn = radians(start[0]), distance / EARTH_KM, radians(bearing)
    lat2 = asin(max(-1.0, min(1.0, sin(lat1) * cos(way) + cos(lat1) * sin(way) * cos(turn))))
    across = atan2(sin(turn) * sin(way) * cos(lat1), cos(way) - sin(lat1) * sin(lat2))
    longitude = (start[1] + degrees(across) + 180) % 360 - 180
    return degrees(lat2), longitude


def turn_deg(one: float, other: float) -> float:
    """The angle between two bearings, 0 to 180."""
    apart = abs(one - other) % 360
    return min(apart, 360 - apart)


def sector_radius_km(distance: float, half_width_deg: float, slack_km: float) -> float:
    """The radius of a circle about the middle of a sector that holds the sector.

    The sector lies ``distance`` away, give or take ``slack_km``, and is ``half_width_deg`` to
    either side wide.
    """
    far = distance + slack_km
    side = far * sin(radians(min(half_width_deg, 90)))
    along = max(slack_km, far - distance * cos(radians(min(half_width_deg, 90))))
    return hypot(side, along)
