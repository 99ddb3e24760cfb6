"""Which event is which row: the best one-to-one assignment, matches before possible matches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from according.export.coded import Coded
from according.export.compared.assigning import assign
from according.export.compared.fitting import Fits, fit, is_match
from according.export.compared.names import Names
from according.export.compared.near import candidates
from according.export.compared.theirs import Their


class Doubt(StrEnum):
    """How surely two are one."""

    MATCH = "match"
    POSSIBLE = "possible match"


SURE = 20
"""What a match has in the assignment beyond its points, so that it outweighs the two possible
matches that it can displace: these have at most 8 points each (of five fields one is unknown or
differs), and the least match has 2 points."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An event and the row that it may be. ``as_well`` are ids of other rows that fit the event,
    and other events that fit the row, as well or better."""

    ours: Coded
    theirs: Their
    fits: Fits
    doubt: Doubt
    as_well: tuple[str, ...]


def pairs(ours: Sequence[Coded], theirs: Sequence[Their], form: str, names: Names) -> list[Pair]:
    """The pairs, matches first, those with the most points first."""
    found = dict(_fitting(ours, theirs, form, names))
    weights = {
        pair: float(each.points + (SURE if is_match(each) else 0)) for pair, each in found.items()
    }
    chosen = assign(weights)
    others = _others(weights)
    made = [
        Pair(
            *(ours[a], theirs[b], found[a, b]),
            Doubt.MATCH if is_match(found[a, b]) else Doubt.POSSIBLE,
            tuple(_as_well((a, b), weights, others, ours, theirs)),
        )
        for a, b in chosen.items()
    ]
    return sorted(made, key=lambda one: (one.doubt, -one.fits.points, one.theirs.line))


def _others(weights: Mapping[tuple[int, int], float]) -> dict[tuple[int, int], list[int]]:
    """By side and number whom each could be paired with."""
    found: dict[tuple[int, int], list[int]] = {}
    for a, b in weights:
        found.setdefault((0, a), []).append(b)
        found.setdefault((1, b), []).append(a)
    return found


def _as_well(
    pair: tuple[int, int],
    weights: Mapping[tuple[int, int], float],
    others: Mapping[tuple[int, int], Sequence[int]],
    ours: Sequence[Coded],
    theirs: Sequence[Their],
) -> Iterator[str]:
    a, b = pair
    for other in others[0, a]:
        if other != b and weights[a, other] >= weights[pair]:
            yield f"row {theirs[other].id}"
    for other in others[1, b]:
        if other != a and weights[other, b] >= weights[pair]:
            yield f"event {ours[other].id[:10]}"


MOST = 200
"""Of the events that can be one row, so many are paired with it at most, those that fit best: a
row that says no more than a country and a year would fit all of them."""


def _fitting(
    ours: Sequence[Coded], theirs: Sequence[Their], form: str, names: Names
) -> Iterator[tuple[tuple[int, int], Fits]]:
    for b, near in candidates(ours, theirs):
        found = [(a, fits) for a in near if (fits := fit(ours[a], theirs[b], form, names))]
        if len(found) > MOST:
            # Among equals each row begins elsewhere, or all would want the same ones.
            found.sort(key=lambda one: (-one[1].points, (one[0] - b) % len(ours)))
            found = sorted(found[:MOST])
        for a, fits in found:
            yield (a, b), fits
