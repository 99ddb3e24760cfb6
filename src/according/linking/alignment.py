"""Which words two texts share, run by run: the exact comparison of a pair.

Both texts keep their order where one was made of the other, but sentences may be cut, moved and
mixed with new ones. So runs of words that both have are found wherever they stand, the longest
first come, first served along the second text; each word belongs to one run at most.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from according.linking.words import Words

SHORTEST = 4
"""Words of a run, at least. Runs of three are common to any two reports of one war."""

_PLACES = 8
"""Places of a run's first words that are tried, at most, so that time stays linear."""

_BRIDGED = 3
"""Words between two runs, on either side, that may be a change within one sentence."""


@dataclass(frozen=True, slots=True)
class Run:
    """``length`` words that stand in both texts: from word ``a`` on and from word ``b`` on."""

    a: int
    b: int
    length: int


@dataclass(frozen=True, slots=True)
class Change:
    """Words of one text that stand as others in the other, between shared ones: (first, past the
    last) on either side; empty where words were put in or left out."""

    a: tuple[int, int]
    b: tuple[int, int]


@dataclass(frozen=True)
class Alignment:
    """What two texts share. ``runs`` are in the order of the second text."""

    left: Words
    right: Words
    runs: tuple[Run, ...]

    @cached_property
    def in_left(self) -> NDArray[np.bool_]:
        """Which words of the first text are shared."""
        return self._covered(len(self.left), [(run.a, run.length) for run in self.runs])

    @cached_property
    def in_right(self) -> NDArray[np.bool_]:
        """Which words of the second text are shared."""
        return self._covered(len(self.right), [(run.b, run.length) for run in self.runs])

    @staticmethod
    def _covered(count: int, runs: list[tuple[int, int]]) -> NDArray[np.bool_]:
        found = np.zeros(count, dtype=bool)
        for first, length in runs:
            found[first : first + length] = True
        return found

    def changes(self) -> Iterator[Change]:
        """What was changed within shared text, in the order of the second."""
        for before, after in zip(self.runs, self.runs[1:], strict=False):
            a = (before.a + before.length, after.a)
            b = (before.b + before.length, after.b)
            if 0 <= a[1] - a[0] <= _BRIDGED and 0 <= b[1] - b[0] <= _BRIDGED:
                yield Change(a, b)


def align(left: Words, right: Words) -> Alignment:
    """The runs that two texts share, in time linear in their lengths."""
    places = _places(left)
    taken = bytearray(len(left))
    runs: list[Run] = []
    after = 0
    for at, start in enumerate(_starts(right)):
        if at < after or start not in places:
            continue
        run = _longest(left, right, at, places[start], taken)
        if run is not None:
            taken[run.a : run.a + run.length] = b"\1" * run.length
            runs.append(run)
            after = at + run.length
    return Alignment(left, right, tuple(runs))


def _places(words: Words) -> dict[tuple[str, ...], list[int]]:
    found: dict[tuple[str, ...], list[int]] = {}
    for at, run in enumerate(_starts(words)):
        places = found.setdefault(run, [])
        if len(places) < _PLACES:
            places.append(at)
    return found


def _starts(words: Words) -> Iterator[tuple[str, ...]]:
    """The first words of each run that may begin, from every word on."""
    return zip(*(words.forms[at:] for at in range(SHORTEST)), strict=False)


def _longest(
    left: Words,
    right: Words,
    at: int,
    places: Sequence[int],
    taken: bytearray,
) -> Run | None:
    best: Run | None = None
    for place in places:
        length = _common(left, right, place, at, taken)
        if length >= SHORTEST and (best is None or length > best.length):
            best = Run(place, at, length)
    return best


def _common(left: Words, right: Words, a: int, b: int, taken: bytearray) -> int:
    length, most = 0, min(len(left) - a, len(right) - b)
    while (
        length < most
        and not taken[a + length]
        and left.forms[a + length] == right.forms[b + length]
    ):
        length += 1
    return length
