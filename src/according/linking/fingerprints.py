"""A text's fingerprints: some of its runs of words as numbers, the same for every text that has
them, so that texts which share some are found without comparing all with all.

Of every run of `RUN` words a hash is made; those that `ONE_IN` divides are kept. Which runs are
kept hangs on their words alone: two texts that share a sentence share its fingerprints. A text of
25 shared words, in one piece, has 20 runs, of which none is kept once in 300 times.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

RUN = 6
"""Words of a run: as many as speak for derivation."""

ONE_IN = 4

Prints = NDArray[np.uint64]

_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_SPREAD = np.uint64(0xBF58476D1CE4E5B9)
_SHIFT = np.uint64(31)

MEMBERS = 2
"""Of the texts that share a fingerprint, the first so many are candidates for each behind: a
thousand copies of one text are a thousand pairs or so, not half a million."""


def fingerprints(forms: Sequence[str]) -> Prints:
    """The fingerprints of a text, each once, in ascending order.

    Args:
        forms: its words, in lower case.
    """
    if len(forms) < RUN:
        return np.zeros(0, dtype=np.uint64)
    numbers = np.array([_NUMBERS[form] for form in forms], dtype=np.uint64)
    runs = len(forms) - RUN + 1
    mixed = np.zeros(runs, dtype=np.uint64)
    for at in range(RUN):
        mixed = (mixed ^ numbers[at : at + runs]) * _FACTOR
    mixed = (mixed ^ (mixed >> _SHIFT)) * _SPREAD
    mixed ^= mixed >> _SHIFT
    return np.unique(mixed[mixed % np.uint64(ONE_IN) == 0])


class _Numbers(dict[str, int]):
    """Words as numbers: the same in every run of the program, as Python's own hashes are not."""

    MOST = 1 << 18
    """Words that are kept; news has fewer, but anything may come in."""

    def __missing__(self, form: str) -> int:
        if len(self) >= self.MOST:
            self.clear()
        plain = form.encode("utf-8", "surrogatepass")
        self[form] = zlib.crc32(plain) | zlib.adler32(plain) << 32
        return self[form]


_NUMBERS = _Numbers()


def candidates(prints: Sequence[Prints]) -> Iterator[tuple[int, int]]:
    """Pairs of texts that share fingerprints: the numbers of both, the earlier first, in ascending
    order.

    Args:
        prints: of each text, in the order in which they came.
    """
    if not prints:
        return
    count = len(prints)
    owners = np.repeat(np.arange(count), [len(each) for each in prints])
    values = np.concatenate(prints)
    order = np.lexsort((owners, values))
    owners, values = owners[order], values[order]
    begins = np.flatnonzero(np.concatenate([[True], values[1:] != values[:-1]]))
    first = np.repeat(begins, np.diff(np.append(begins, len(values))))
    place = np.arange(len(values)) - first
    pairs = []
    for member in range(MEMBERS):
        behind = place > member
        pairs.append(owners[first[behind] + member] * count + owners[behind])
    for pair in np.unique(np.concatenate(pairs)).tolist():
        yield pair // count, pair % count
