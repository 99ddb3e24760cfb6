"""Which words two texts share, run by run: the exact comparison of a pair.

Both texts keep their order where one was made of the other, but sentences may be cut, moved and
mixed with new ones. So runs of words that both have are found wherever they stand, the longest
first come, first served along the second text; each word belongs to one run at most.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from according.linking.words import FOUR, Numbers, Words

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
    begins, order = left.fours_in_order
    wanted = right.fours
    low = np.searchsorted(begins, wanted, "left")
    there = np.flatnonzero(
        begins[np.minimum(low, len(begins) - 1)] == wanted if len(begins) else []
    )
    low = low[there]
    high = np.minimum(np.searchsorted(begins, wanted[there], "right"), low + _PLACES)
    taken = np.zeros(len(left), dtype=bool)
    runs: list[Run] = []
    heads, number = there.tolist(), 0
    while number < len(heads):
        places = order[low[number] : high[number]].tolist()
        run = _longest(left, right, heads[number], places, taken)
        number += 1
        if run is not None:
            taken[run.a : run.a + run.length] = True
            runs.append(run)
            number = bisect_left(heads, run.b + run.length, number)
    return Alignment(left, right, tuple(runs))


def _longest(
    left: Words, right: Words, at: int, places: Sequence[int], taken: NDArray[np.bool_]
) -> Run | None:
    found, most = 0, FOUR - 1
    for place in places:
        length = _common(left.numbers, right.numbers, place, at, taken)
        if length > most:
            found, most = place, length
    return Run(found, at, most) if most >= FOUR else None


def _common(left: Numbers, right: Numbers, a: int, b: int, taken: NDArray[np.bool_]) -> int:
    """How many words from ``a`` and ``b`` on are the same and not taken.

    Looked at in pieces that grow, so that what is looked at in vain is never more than a few times
    what is found.
    """
    length, most, piece = 0, min(len(left) - a, len(right) - b), _PIECE
    while length < most:
        end = min(most, length + piece)
        other = left[a + length : a + end] != right[b + length : b + end]
        other |= taken[a + length : a + end]
        first = int(other.argmax())
        if other[first]:
            return length + first
        length = end
        piece *= 2
    return length
