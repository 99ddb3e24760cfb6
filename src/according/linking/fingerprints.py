"""A text's fingerprints: some of its runs of words as numbers, the same for every text that has
them, so that texts which share some are found without comparing all with all.

Of every run of `RUN` words a hash is made; those that `ONE_IN` divides are kept. Which runs are
kept hangs on their words alone: two texts that share a sentence share its fingerprints. A text of
25 shared words, in one piece, has 20 runs, of which none is kept once in 300 times.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from according.linking.words import numbers_of, runs_of, together

RUN = 6
"""Words of a run: as many as speak for derivation."""

ONE_IN = 4

Prints = NDArray[np.uint64]

MEMBERS = 2
"""Of the texts that share a fingerprint, the first so many are candidates for each behind: a
thousand copies of one text are a thousand pairs or so, not half a million."""


def fingerprints(texts: Sequence[str]) -> list[Prints]:
    """The fingerprints of each text, each once, in ascending order."""
    found: list[Prints] = []
    for part in together(texts):
        numbers, counts = numbers_of(part)
        mixed = runs_of(numbers, RUN)
        owners = np.repeat(np.arange(len(part)), counts)
        # A run that begins in one text and ends in the next is of neither.
        kept = mixed % np.uint64(ONE_IN) == 0
        kept &= owners[: len(mixed)] == owners[RUN - 1 :]
        owners, mixed = owners[: len(kept)][kept], mixed[kept]
        order = np.argsort(mixed)
        few = owners[order].astype(np.min_scalar_type(len(part)))
        order = order[np.argsort(few, kind="stable")]
        owners, mixed = owners[order], mixed[order]
        once = np.ones(len(mixed), dtype=bool)
        once[1:] = (mixed[1:] != mixed[:-1]) | (owners[1:] != owners[:-1])
        owners, mixed = owners[once], mixed[once]
        found += np.split(mixed, np.searchsorted(owners, np.arange(1, len(part))))
    return found


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
