"""Mentions of actors that are known already, among those that were found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from according.reading.coreference.entities import NOBODY
from according.reading.coreference.words import Words
from according.reading.encoder.pieces import Ints


@dataclass(frozen=True, slots=True)
class Anchor:
    """A span in code points that names the actor of a number."""

    start: int
    end: int
    actor: int


def actors_of(anchors: Sequence[Anchor], words: Words) -> Ints:
    """For each word the number of the actor whose name it is the head of, or `NOBODY`.

    A mention names whom an anchor names if both have the same head: "President Mara
    Lindqvist" is Mara Lindqvist. Of anchors with one head the longest counts.
    """
    found = np.full(len(words), NOBODY, dtype=np.int64)
    for anchor in sorted(anchors, key=lambda each: each.end - each.start):
        head = _head(anchor, words)
        if head is not None:
            found[head] = anchor.actor
    return found


def _head(anchor: Anchor, words: Words) -> int | None:
    first = int(np.searchsorted(words.ends, anchor.start, side="right"))
    last = int(np.searchsorted(words.starts, anchor.end, side="left"))
    inside = range(first, last)
    return next((at for at in inside if words.head[at] not in inside), last - 1) if inside else None
