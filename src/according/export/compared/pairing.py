"""Which event is which row: the best one-to-one assignment, matches before possible matches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from according.export.coded import Coded
from according.export.compared.assigning import assign
from according.export.compared.fitting import Fits, fit, is_match, window
from according.export.compared.names import Names
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
    found: dict[tuple[int, int], Fits] = {}
    for a, b in _near(ours, theirs):
        fits = fit(ours[a], theirs[b], form, names)
        if fits is not None:
            found[a, b] = fits
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


_LONG = 62
"""Days: what is longer is compared with all, and not looked up day by day."""


def _near(ours: Sequence[Coded], theirs: Sequence[Their]) -> Iterator[tuple[int, int]]:
    """The events and rows whose days can be one."""
    by_day: dict[date, list[int]] = {}
    always: list[int] = []
    for number, each in enumerate(ours):
        limits = window(each)
        if limits is None or (limits[1] - limits[0]).days > _LONG:
            always.append(number)
            continue
        for day in _span(*limits):
            by_day.setdefault(day, []).append(number)
    for number, row in enumerate(theirs):
        known: Iterable[date] = (
            _span(row.first, row.last)
            if (row.last - row.first).days < len(by_day)
            else (day for day in by_day if row.first <= day <= row.last)
        )
        near = {one for day in known for one in by_day.get(day, ())}
        for one in sorted(near.union(always)):
            yield one, number


def _span(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=each) for each in range((last - first).days + 1))
