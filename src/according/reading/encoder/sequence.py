"""The best sequence of tags over a whole text (Viterbi), and the spans that it marks."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from according.reading.encoder.model import Floats
from according.reading.encoder.tags import FORBIDDEN, TAG_KINDS, TAGS, B, I, O

_EACH = np.arange(TAGS)
_WALLS = np.zeros((TAGS, TAGS), dtype=bool)
for _before, _after in FORBIDDEN:
    _WALLS[_after, _before] = True


def best(scores: Floats, moves: Floats) -> list[int]:
    """The tags of the best sequence.

    Args:
        scores: (pieces, tags).
        moves: (tags, tags), what a move from one tag to the next adds.
    """
    if not len(scores):
        return []
    into = np.where(_WALLS, -np.inf, moves.T.astype(float))  # (after, before)
    totals = scores[0].astype(float)
    back = np.empty((len(scores), TAGS), dtype=np.int64)
    for at in range(1, len(scores)):
        sums = into + totals
        sums.argmax(axis=1, out=back[at])
        totals = sums[_EACH, back[at]] + scores[at]
    return _traced(int(totals.argmax()), back[1:].tolist())


def _traced(tag: int, back: list[list[int]]) -> list[int]:
    tags = [tag]
    for came_from in reversed(back):
        tag = came_from[tag]
        tags.append(tag)
    return tags[::-1]


def spans(tags: list[int]) -> Iterator[tuple[str, int, int]]:
    """The marked spans in order: kind, first piece, past the last."""
    kinds = {tag: kind for kind in TAG_KINDS for tag in (B[kind], I[kind])}
    begins = set(B.values())
    start, kind = 0, None
    for at, tag in enumerate([*tags, O]):
        if kind is not None and (tag in begins or kinds.get(tag) != kind):
            yield kind, start, at
            kind = None
        if kind is None and tag != O:
            start, kind = at, kinds[tag]
