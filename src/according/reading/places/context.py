"""What the other places of a report say about one of them.

Names are put together into units: mentions of one name that share their neighbours ("Paris" and
"Paris, Texas" are two). Each unit holds a probability for each of its candidates; the context of
a unit is made of all other units' probabilities.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from according.model import PlaceKind
from according.reading.gazetteer.names import normal
from according.reading.places.candidates import Candidate
from according.reading.places.signs import Neighbours
from according.reading.places.sphere import distance_km
from according.reading.places.spot import Spotted

NEAR_KM = 60.0
"""Scale of "near": the half of a day's drive of a local report. Chosen, not tuned."""
_DEGREES = 3.0
"""Degrees of latitude beyond which two places are not near: distances are not measured."""
_TOP = 2
"""Candidates of another unit that distances are measured to: its most probable."""
POINTS = 200
"""Points that distances are measured to at most, so that time is linear in a report's length: a
report of 600 words has some 15."""
_LEAST = 0.02
"""A candidate that is less probable says nothing to others."""
_NAMES_OF_A_PLACE = 3
"""Names of a place that are kept with their probabilities; one may be the unit's own."""

_Key = TypeVar("_Key")


@dataclass(slots=True)
class Unit:
    """Mentions of a report that are taken to mean the same place.

    ``right`` and ``left`` are the units that stand after and before a comma ("Paris, Texas").
    """

    name: str
    mentions: list[Spotted]
    candidates: tuple[Candidate, ...]
    right: Unit | None = None
    left: Unit | None = None
    p: list[float] = field(default_factory=list)

    def top(self) -> list[tuple[float, Candidate]]:
        """The most probable candidates with their probabilities."""
        order = sorted(range(len(self.candidates)), key=lambda at: -self.p[at])[:_TOP]
        return [(self.p[at], self.candidates[at]) for at in order]


def units(all_spotted: Sequence[Spotted]) -> list[Unit]:
    """The units of a report, in the order of their first mention."""
    neighbours = Neighbours(all_spotted)
    held = _Held()
    made: dict[tuple[object, ...], Unit] = {}
    of: dict[int, Unit] = {}
    for spotted in all_spotted:
        right = neighbours.after.get(id(spotted))
        beside = right.text if right is not None and held(right, spotted) else None
        key = (normal(spotted.text), spotted.order, spotted.people, beside)
        unit = made.setdefault(key, Unit(normal(spotted.text), [], spotted.candidates))
        unit.mentions.append(spotted)
        of[id(spotted)] = unit
    for spotted in all_spotted:
        right = neighbours.after.get(id(spotted))
        if right is not None:
            one, other = of[id(spotted)], of[id(right)]
            one.right = one.right or other
            if held(right, spotted):
                other.left = other.left or one
    return list(made.values())


class _Held:
    """Whether one of the places of a name holds one of another's, found once for each pair."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], bool] = {}

    def __call__(self, area: Spotted, place: Spotted) -> bool:
        pair = (area.text, place.text)
        if pair not in self._known:
            self._known[pair] = any(
                holds(one, other) for one in area.candidates for other in place.candidates
            )
        return self._known[pair]


def holds(area: Candidate, place: Candidate) -> bool:
    """Whether the first is a country or division that the second lies in."""
    feature, number = area.entry.feature, area.entry.number
    if feature.startswith("PCL"):
        same = area.entry.country == place.entry.country
        return same and not place.entry.feature.startswith("PCL")
    return number in (place.entry.adm1, place.entry.adm2)


@dataclass(slots=True)
class Sums:
    """What some units say together, each candidate by its probability."""

    countries: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    adm1: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    inside: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    alike: dict[tuple[PlaceKind, str], float] = field(default_factory=lambda: defaultdict(float))
    """Of each kind and country how many are named: divisions are named beside divisions."""

    def add(self, unit: Unit) -> None:
        """Add a unit's candidates; those that are next to impossible say nothing."""
        for p, each in zip(unit.p, unit.candidates, strict=True):
            if p < _LEAST:
                continue
            entry = each.entry
            self.alike[each.kind, entry.country] += p
            if entry.country:
                self.countries[entry.country] += p
            if entry.adm1 is not None:
                self.adm1[entry.adm1] += p
                self.inside[entry.adm1] += p
            if entry.adm2 is not None:
                self.inside[entry.adm2] += p


class Context:
    """What all units of a report say, put together once; each unit's own part is taken off."""

    def __init__(self, all_units: Sequence[Unit]) -> None:
        self.sums = Sums()
        self.names: dict[str, list[Unit]] = defaultdict(list)
        self.named: dict[int, list[tuple[float, str]]] = defaultdict(list)
        self.countries: dict[str, int] = {}
        self.points: list[tuple[float, tuple[float, float], str]] = []
        for unit in all_units:
            self.names[unit.name].append(unit)
            self.sums.add(unit)
            self._add_named(unit)
            if len(self.points) < POINTS:
                self.points += _points(unit)

    def _add_named(self, unit: Unit) -> None:
        for p, each in zip(unit.p, unit.candidates, strict=True):
            if each.kind is PlaceKind.COUNTRY:
                self.countries.setdefault(each.entry.country, each.entry.number)
            if p >= _LEAST:
                best = self.named[each.entry.number]
                best.append((p, unit.name))
                if len(best) > _NAMES_OF_A_PLACE:
                    best.sort(reverse=True)
                    best.pop()

    def of(self, unit: Unit) -> Around:
        """What the units of other names say to a unit."""
        return Around(unit, self)


def _points(unit: Unit) -> list[tuple[float, tuple[float, float], str]]:
    return [
        (p, each.point, unit.name)
        for p, each in unit.top()
        if p > 0.1 and each.entry.adm1 is not None  # a country's point is near nothing
    ]


class Around:
    """The context of one unit: sums without what bears its own name."""

    def __init__(self, unit: Unit, context: Context) -> None:
        self._name = unit.name
        self._context = context
        self._own = Sums()
        same = context.names[unit.name]
        for each in same:
            self._own.add(each)
        self.namesakes = [each for each in same if each is not unit]
        self.count = sum(map(len, context.names.values())) - len(same)
        self._points = [(p, at) for p, at, name in context.points if name != unit.name]

    def country(self, code: str) -> float:
        """How many places of a country the others are."""
        return _less(self._context.sums.countries, self._own.countries, code)

    def adm1(self, number: int | None) -> float:
        """How many places in a first-order division the others are."""
        return _less(self._context.sums.adm1, self._own.adm1, number)

    def inside(self, number: int) -> float:
        """How many places in a division of either order the others are."""
        return _less(self._context.sums.inside, self._own.inside, number)

    def alike(self, kind: PlaceKind, country: str | None = None) -> float:
        """How many places of a kind the others are, in a country or in all."""
        sums, own = self._context.sums.alike, self._own.alike
        if country is not None:
            return _less(sums, own, (kind, country))
        return sum(_less(sums, own, key) for key in sums if key[0] is kind)

    def named(self, number: int | None) -> float:
        """How surely one of the others is the place ``number``."""
        best = self._context.named.get(number, []) if number is not None else []
        return max((p for p, name in best if name != self._name), default=0.0)

    def named_country(self, code: str) -> float:
        """How surely one of the others is the country ``code``."""
        return self.named(self._context.countries.get(code))

    def nearness(self, point: tuple[float, float]) -> tuple[float, float]:
        """How near the nearest other place is, and how many are near; both grow to 1."""
        best = total = 0.0
        for p, other in self._points:
            if abs(point[0] - other[0]) > _DEGREES:
                continue
            near = p / (1 + (distance_km(point, other) / NEAR_KM) ** 2)
            best = max(best, near)
            total += near
        return best, total / (1 + total)


def _less(sums: dict[_Key, float], own: dict[_Key, float], key: _Key | None) -> float:
    if key is None or key not in sums:
        return 0.0
    return max(0.0, sums[key] - own.get(key, 0.0))
