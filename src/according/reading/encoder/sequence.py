"""The best sequence of tags over a whole text (Viterbi), and the spans that it marks."""

from __future__ import annotations

from collections.abc import Iterator

from according.reading.encoder.model import Floats
from according.reading.encoder.tags import FORBIDDEN, TAG_KINDS, TAGS, B, I, O

_WALL = {(before, after) for before, after in FORBIDDEN}
_BEFORE = [[b for b in range(TAGS) if (b, after) not in _WALL] for after in range(TAGS)]


def best(scores: Floats, moves: Floats) -> list[int]:
    """The tags of the best sequence.

    Args:
        scores: (pieces, tags).
        moves: (tags, tags), what a move from one tag to the next adds.
    """
    rows = scores.tolist()
    if not rows:
        return []
    into = [
        [(before, float(moves[before, after])) for before in _BEFORE[after]]
        for after in range(TAGS)
    ]
    totals, back = rows[0], []
    for row in rows[1:]:
        chosen = [max((totals[before] + move, before) for before, move in each) for each in into]
        totals = [total + score for (total, _), score in zip(chosen, row, strict=True)]
        back.append([before for _, before in chosen])
    return _traced(totals, back)


def _traced(totals: list[float], back: list[list[int]]) -> list[int]:
    tag = max(range(TAGS), key=totals.__getitem__)
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
