"""How the values of a field stand to one another: the one rule for pages, lists and exports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations
from typing import TypeVar

from according.model import FigureKind
from according.model.place import NEAR_KM, Located, apart
from according.model.quantity import meet
from according.model.time import CLOCKS, Days, days_apart


class Standing(StrEnum):
    """How the values of a field stand to one another."""

    ONE = "told by one origin"
    """There is nothing to compare it with."""
    AGREE = "agree"
    COMPATIBLE = "compatible"
    """All can be right: at least 16, and 22."""
    SUPERSEDED = "superseded in time"
    """A later report gives another value that goes on from it: a toll that rose."""
    DISPUTED = "accused and denied"
    """Of somebody it is said that they did it, and that they did not."""
    CONFLICT = "in conflict"


_ORDER = tuple(Standing)

T = TypeVar("T")


def worst(values: Iterable[T], compare: Callable[[T, T], Standing]) -> Standing:
    """How some values stand: as the two of them that go together least."""
    found = Standing.AGREE
    for a, b in combinations(values, 2):
        found = max(found, compare(a, b), key=_ORDER.index)
        if found is Standing.CONFLICT:
            break
    return found


def places_stand(a: Located, b: Located) -> Standing:
    """How two places stand: one may lie in the other, or be a quarter of it."""
    km, inside = apart(a, b)
    if inside:
        return Standing.COMPATIBLE
    return Standing.AGREE if km < NEAR_KM else Standing.CONFLICT


def times_stand(a: Days, b: Days) -> Standing:
    """A day apart can be one moment by two clocks, or a night."""
    return Standing.COMPATIBLE if days_apart(a, b) <= CLOCKS else Standing.CONFLICT


# ---- figures

RISING = frozenset(
    (
        FigureKind.KILLED,
        FigureKind.WOUNDED,
        FigureKind.CASUALTIES,
        FigureKind.DISPLACED,
        FigureKind.EVACUATED,
    )
)
"""Tolls that are counted for days. How many were detained is known at once."""


@dataclass(frozen=True, slots=True)
class Count:
    """What a figure comes to: its bounds, None where open, with the day on which they were first
    given, and whether a report says itself that they are those of an older toll. ``part``: of
    some of a total."""

    kind: FigureKind
    low: int | None
    high: int | None
    first: date | None
    superseded: bool = False
    part: bool = False

    @property
    def name(self) -> str:
        """The field that it is of."""
        return f"{self.kind.value}{' (part of a total)' if self.part else ''}"


def counts_of(given: Iterable[Count]) -> list[Count]:
    """Counts of one field, one for all that have the same bounds."""
    found: dict[tuple[int | None, int | None], Count] = {}
    for each in given:
        key = (each.low, each.high)
        before = found.get(key, each)
        days = [day for day in (before.first, each.first) if day]
        superseded = before.superseded or each.superseded
        first = min(days, default=None)
        found[key] = Count(each.kind, *key, first, superseded, each.part)
    return list(found.values())


def range_of(counts: Sequence[Count]) -> tuple[int | None, int | None]:
    """The range over some counts, None where one of them is open."""
    lows = [each.low for each in counts if each.low is not None]
    highs = [each.high for each in counts if each.high is not None]
    whole = len(counts) or 1
    return (
        min(lows) if len(lows) == whole else None,
        max(highs) if len(highs) == whole else None,
    )


def figures_stand(a: Count, b: Count) -> Standing:
    """A greater toll that was first given on a later day goes on from the lesser: it rose. Who
    repeats the old one later does not make a conflict of it. Parts may be of different people, and
    what is of no kind may count different things: what is not the same is no conflict by itself."""
    if a.part or a.kind is FigureKind.OTHER or meet(a, b):
        return Standing.COMPATIBLE
    if a.superseded or b.superseded:
        return Standing.SUPERSEDED
    less, more = sorted((a, b), key=lambda each: each.low or 0)
    if a.kind in RISING and less.first and more.first and less.first < more.first:
        return Standing.SUPERSEDED
    return Standing.CONFLICT


def in_conflict(
    places: Mapping[object, Located], times: Iterable[Days], counts: Iterable[Sequence[Count]]
) -> list[str]:
    """The fields that are in conflict, in the order in which an event has them.

    Args:
        places: where it was, those of one key being one.
        times: when it was.
        counts: for each kind of figure what its figures come to, by `counts_of`.
    """
    found = []
    if worst(places.values(), places_stand) is Standing.CONFLICT:
        found.append("where")
    if worst(dict.fromkeys(times), times_stand) is Standing.CONFLICT:
        found.append("when")
    at_odds = (some[0].name for some in counts if worst(some, figures_stand) is Standing.CONFLICT)
    return [*found, *sorted(at_odds)]
