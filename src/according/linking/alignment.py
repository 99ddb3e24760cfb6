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

from according.linking.fingerprints import runs_of
from according.linking.words import Words

SHORTEST = 4
"""Words of a run, at least. Runs of three are common to any two reports of one war."""

_PLACES = 8
"""Places of a run's first words that are tried, at most, so that time stays linear."""

_PIECE = 32
"""Words of two texts that are compared at once, at first."""

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
    """The runs that two texts share, in time linear in their lengths but for a sort."""
    begins = runs_of(left.numbers, SHORTEST)
    order = np.argsort(begins, kind="stable")
    wanted = runs_of(right.numbers, SHORTEST)
    low = np.searchsorted(begins, wanted, "left", sorter=order)
    high = np.searchsorted(begins, wanted, "right", sorter=order)
    taken = np.zeros(len(left), dtype=bool)
    runs: list[Run] = []
    after = 0
    for at in np.flatnonzero(high > low).tolist():
        if at < after:
            continue
        places = order[low[at] : min(high[at], low[at] + _PLACES)].tolist()
        run = _longest(left, right, at, places, taken)
        if run is not None:
            taken[run.a : run.a + run.length] = True
            runs.append(run)
            after = at + run.length
    return Alignment(left, right, tuple(runs))


def _longest(
    left: Words, right: Words, at: int, places: Sequence[int], taken: NDArray[np.bool_]
) -> Run | None:
    best: Run | None = None
    for place in places:
        length = _common(left, right, place, at, taken)
        if length >= SHORTEST and (best is None or length > best.length):
            best = Run(place, at, length)
    return best


def _common(left: Words, right: Words, a: int, b: int, taken: NDArray[np.bool_]) -> int:
    """How many words from ``a`` and ``b`` on are the same and not taken.

    Looked at in pieces that grow, so that what is looked at in vain is never more than a few times
    what is found.
    """
    length, most, piece = 0, min(len(left) - a, len(right) - b), _PIECE
    while length < most:
        ahead = slice(a + length, a + min(most, length + piece))
        there = right.numbers[b + length : b + min(most, length + piece)]
        other = (left.numbers[ahead] != there) | taken[ahead]
        first = int(other.argmax())
        if other[first]:
            return length + first
        length += len(other)
        piece *= 2
    return length
