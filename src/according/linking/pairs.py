"""Whether two accounts are of one happening: what is compared, and how likely it makes it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from according.data import load_json
from according.errors import DataError
from according.linking.sketches import Bounds, Sketch, Spot, capitalised
from according.model import Relation
from according.model.place import NEAR_KM, apart
from according.model.quantity import meet
from according.model.time import CLOCKS, days_apart, days_of

Floats = NDArray[np.float64]

FILE = "linking/events.json"
WORDS = "linking/words.json"

FEATURES = (
    "always",
    "shared text",
    "place: same",
    "place: one in the other",
    "place: other",
    "place: far",
    "place: unknown",
    "scene: same",
    "scene: other",
    "reports alike",
    "time: meets",
    "time: other",
    "time: days between",
    "time: unknown",
    "time: both of a day or two",
    "type: same",
    "type: other",
    "trigger: same",
    "actors: common",
    "actors: same",
    "actors: other",
    "figure: same",
    "figure: compatible",
    "figure: near",
    "figure: in conflict",
    "words: alike",
    "names: alike",
    "names: how rare",
    "names: the rarest",
    "place: how rare",
    "both in the head",
    "one in the head",
    "both courses",
    "one course",
    "asserted by one only",
    "names alike, time meets",
    "days between publications",
)

FAR_KM = 200.0
"""Nothing happens in two places so far apart."""
ENOUGH_TEXT = 0.5
"""The share of an account's words in text that both share from which on it joins whatever bars."""
_SHORT_DAYS = 2
_RAREST = 6.0
"""About the greatest rarity that is counted; what is divided by it is 1 at most or so."""
_NEAR = 0.5
"""Of two figures that differ, the lesser is at least so much of the greater where they are near."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Of `FEATURES`; the mean odds from which on two groups of accounts are one; and the odds that
    count for no less in that mean, so that an account read wrongly does not outweigh all others."""

    features: Floats
    threshold: float
    floor: float


@cache
def load_weights() -> Weights:
    """From ``data/linking/events.json``.

    Raises:
        DataError: the file is missing or damaged, or has other features.
    """
    plain = load_json(FILE)
    try:
        return as_weights(plain)
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"data file {FILE} is damaged: {error!r}") from error


def as_weights(plain: Mapping[str, Any]) -> Weights:
    """Weights of what training writes."""
    named = [float(plain["weights"][name]) for name in FEATURES]
    return Weights(np.array(named), float(plain["threshold"]), float(plain["floor"]))


@cache
def _rarity() -> tuple[Mapping[str, float], float]:
    plain = load_json(WORDS)
    try:
        return {str(word): float(each) for word, each in plain["rarity"].items()}, plain["unseen"]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DataError(f"data file {WORDS} is damaged: {error!r}") from error


def rarity(word: str) -> float:
    """The weight of a word: the logarithm of how many texts there are to one that has it."""
    known, unseen = _rarity()
    return known.get(word, unseen)


class Located(Protocol):
    """Where something stands in a text."""

    @property
    def start(self) -> int:
        """The first code point."""

    @property
    def end(self) -> int:
        """Behind the last."""


class SharedText(Protocol):
    """How the texts of two reports stand to each other, as far as it matters here: an
    `according.model.OriginLink`, or one without its words."""

    @property
    def a(self) -> str:
        """The id of the one report."""

    @property
    def b(self) -> str:
        """The id of the other."""

    @property
    def relation(self) -> Relation:
        """How they stand."""

    @property
    def in_a(self) -> Sequence[Located]:
        """Where the shared words stand in the one."""

    @property
    def in_b(self) -> Sequence[Located]:
        """The same in the other."""


def compare(a: Sketch, b: Sketch, links: Sequence[SharedText] = ()) -> list[float]:
    """`FEATURES` of two accounts of different reports; which comes first changes nothing.

    Args:
        links: what is known of the texts of the two reports.
    """
    km, inside = distance(a.spots, b.spots)
    scene, _ = distance(a.spots or _listed(a.scene), b.spots or _listed(b.scene))
    days = days_between(a, b)
    figure = figures(a.figures, b.figures)
    names = alike(a.names, b.names)
    rare = [rarity(each) for each in a.names & b.names]
    types = bool(a.types & b.types)
    published = (
        abs((a.published - b.published).days) if a.published and b.published else _SHORT_DAYS
    )
    return [
        1.0,
        shared(a, b, links),
        float(km is not None and km < NEAR_KM and not inside),
        float(inside),
        float(km is not None and km >= NEAR_KM),
        math.log1p(km) / 6 if km is not None and km >= NEAR_KM else 0.0,
        float(km is None),
        float(scene is not None and scene < NEAR_KM),
        float(scene is not None and scene >= NEAR_KM),
        alike(a.report_names, b.report_names),
        float(days == 0),
        float(days is not None and days > 0),
        math.log1p(days) if days else 0.0,
        float(days is None),
        float(days == 0 and _is_short(a) and _is_short(b)),
        float(types),
        float(bool(a.types) and bool(b.types) and not types),
        float(bool(a.triggers & b.triggers)),
        len(a.actors & b.actors) / max(1, min(len(a.actors), len(b.actors))),
        float(bool(a.who & b.who)),
        float(bool(a.who) and bool(b.who) and not a.who & b.who),
        float(figure == "same"),
        float(figure == "compatible"),
        float(figure == "near"),
        float(figure == "conflict"),
        alike(a.words, b.words),
        names,
        math.log1p(math.sqrt(math.fsum(each**2 for each in rare))) / 2,
        max(rare, default=0.0) / _RAREST,
        _rare_place(a.spots, b.spots) / _RAREST,
        float(a.in_head and b.in_head),
        float(a.in_head != b.in_head),
        float(a.course and b.course),
        float(a.course != b.course),
        float(a.asserted != b.asserted),
        names * float(days == 0),
        math.log1p(published),
    ]


def barred(a: Sketch, b: Sketch, links: Sequence[SharedText] = ()) -> str | None:
    """Why two accounts cannot be of one happening, None where nothing says so. Text that both
    share outweighs it: then one of the two was read or written wrongly."""
    if a.report_id == b.report_id:
        return "two accounts of one report"
    if shared(a, b, links) >= ENOUGH_TEXT:
        return None
    km, _ = distance(a.spots, b.spots)
    if km is not None and km > FAR_KM:
        return f"places {km:.0f} km apart"
    days = days_between(a, b)
    if days is not None and days > 0:
        return f"times {days:.0f} days apart"
    return None


def _listed(spot: Spot | None) -> tuple[Spot, ...]:
    return () if spot is None else (spot,)


def distance(a: Sequence[Spot], b: Sequence[Spot]) -> tuple[float | None, bool]:
    """Kilometres between the nearest two places, None where one side has none; and whether one
    lies in the other, as far as their kinds and distance tell."""
    found = [_km(one, other) for one in a for other in b]
    return min(found, key=lambda each: (each[0], each[1])) if found else (None, False)


def _km(a: Spot, b: Spot) -> tuple[float, bool]:
    if a.id == b.id and a.name == b.name:
        return 0.0, False
    return apart(a, b)


def days_between(a: Sketch, b: Sketch) -> float | None:
    """Days from the one account's interval to the other's, 0 where they meet or one is of the day
    after, as by the clock of another country; None where one is unknown."""
    one, other = days_of(a.earliest, a.latest), days_of(b.earliest, b.latest)
    if one is None or other is None:
        return None
    days = days_apart(one, other)
    return float(days) if days > CLOCKS else 0.0


def _rare_place(a: Sequence[Spot], b: Sequence[Spot]) -> float:
    """How rare the name of a place is that both have: that of a village tells more than that of
    the city which every report names."""
    common = {each.id for each in a} & {each.id for each in b} - {None}
    return max(
        (rarity(word) for each in a if each.id in common for word in capitalised([each.name])),
        default=0.0,
    )


def _is_short(a: Sketch) -> bool:
    return (
        a.earliest is not None
        and a.latest is not None
        and ((a.latest - a.earliest).days < _SHORT_DAYS)
    )


def figures(a: Iterable[Bounds], b: Iterable[Bounds]) -> str | None:
    """How the figures of one kind stand: "same" if any two have the same bounds, else
    "compatible" if any two may both be right, else "near" or "conflict" by how far they differ;
    None without two of a kind."""
    both = list(b)
    pairs = [(one, other) for one in a for other in both if one.kind == other.kind]
    if not pairs:
        return None
    if any((one.low, one.high) == (other.low, other.high) for one, other in pairs):
        return "same"
    if any(meet(one, other) for one, other in pairs):
        return "compatible"
    return "near" if any(_ratio(one, other) >= _NEAR for one, other in pairs) else "conflict"


def _ratio(a: Bounds, b: Bounds) -> float:
    less, more = sorted(each.low or each.high or 0 for each in (a, b))
    return less / max(1, more)


def alike(a: frozenset[str], b: frozenset[str]) -> float:
    """The cosine of two sets of words, each weighed by how rare it is. Summed exactly: a set has
    another order in every process."""
    rarity, unseen = _rarity()
    common = math.fsum(rarity.get(each, unseen) ** 2 for each in a & b)
    if not common:
        return 0.0
    of_a = math.fsum(rarity.get(each, unseen) ** 2 for each in a)
    of_b = math.fsum(rarity.get(each, unseen) ** 2 for each in b)
    return common / math.sqrt(of_a * of_b)


def shared(a: Sketch, b: Sketch, links: Sequence[SharedText]) -> float:
    """The share of the words for the smaller account that stand in text which both reports have,
    at the same place of it."""
    together = 0
    for link in links:
        flipped = link.a != a.report_id
        own, others = (link.in_b, link.in_a) if flipped else (link.in_a, link.in_b)
        for one, other in zip(own, others, strict=True):
            mine = {e.start - one.start for e in a.evidence if one.start <= e.start < one.end}
            theirs = {
                e.start - other.start for e in b.evidence if other.start <= e.start < other.end
            }
            together += sum(any(abs(x - y) <= _SHIFT for y in theirs) for x in mine)
    return min(1.0, together / max(1, min(len(a.evidence), len(b.evidence))))


_SHIFT = 6
"""Characters by which the same words may stand apart in shared text: spaces, hyphens."""
