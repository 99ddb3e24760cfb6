"""The words of a whole report as arrays: what the parse says of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from according.reading.encoder.pieces import Ints, Pieces
from according.reading.parse import Passage


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of all passages in order, white space among them. One entry a token.

    ``starts`` and ``ends`` are in code points of the report; ``head`` (a root is its own),
    ``left`` and ``right`` (the edges of what hangs on a token) are numbers of tokens; ``entity``
    is the pipeline's label of the name that a token is of, or empty.
    """

    starts: Ints
    ends: Ints
    lower: tuple[str, ...]
    tag: tuple[str, ...]
    dep: tuple[str, ...]
    entity: tuple[str, ...]
    head: Ints
    left: Ints
    right: Ints
    sentence: Ints
    paragraph: Ints

    def __len__(self) -> int:
        return len(self.lower)

    def in_pieces(self, pieces: Pieces) -> tuple[Ints, Ints]:
        """For each word its first piece, and past its last; equal where it has none."""
        first = np.searchsorted(pieces.ends, self.starts, side="right")
        last = np.searchsorted(pieces.starts, self.ends, side="left")
        return first, np.maximum(first, last)

    def of_pieces(self, pieces: Pieces) -> Ints:
        """For each piece the word in which it begins."""
        found = np.searchsorted(self.starts, pieces.starts, side="right") - 1
        return np.clip(found, 0, max(0, len(self) - 1))


def words(passages: Sequence[Passage]) -> Words:
    """The words of a parsed report."""
    rows: list[tuple[int, int, str, str, str, str, int, int, int, int, int]] = []
    sentence = paragraph = 0
    for passage in passages:
        offset, start = len(rows), passage.start
        for token in passage.doc:
            sentence += bool(token.is_sent_start)
            begin = start + token.idx
            rows.append(
                (
                    begin,
                    begin + len(token),
                    token.lower_,
                    token.tag_,
                    token.dep_,
                    token.ent_type_,
                    offset + token.head.i,
                    offset + token.left_edge.i,
                    offset + token.right_edge.i,
                    sentence,
                    paragraph,
                )
            )
            paragraph += "\n" in token.lower_
        paragraph += 1
    columns = list(zip(*rows, strict=True)) or [()] * 11
    numbers = [np.array(columns[at], dtype=np.int64) for at in (0, 1, 6, 7, 8, 9, 10)]
    texts = [tuple(map(str, columns[at])) for at in (2, 3, 4, 5)]
    return Words(numbers[0], numbers[1], *texts, *numbers[2:])  # type: ignore[arg-type]
