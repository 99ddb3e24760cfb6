"""Texts with labels on spans, for the tasks that label words one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

from according.reading.encoder.pieces import Pieces, cut
from training.encoder.chunks import LONGEST


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text; ``labels`` are (start, end, value) in code points. ``whole`` labels the text."""

    name: str
    text: str
    labels: tuple[tuple[int, int, float], ...] = ()
    whole: float | None = None


@dataclass(frozen=True, slots=True)
class Piecewise:
    """A window; ``values`` has a number a piece, NaN where there is no label."""

    pieces: Pieces
    values: np.ndarray
    whole: float | None = None

    def __len__(self) -> int:
        return len(self.pieces)


def windows(
    texts: Iterable[Labelled], tokenizer: Tokenizer, unlabelled: float, all_pieces: bool
) -> list[Piecewise]:
    """Texts to windows of at most `LONGEST` pieces.

    Args:
        unlabelled: the value of pieces that no label covers.
        all_pieces: label every piece of a span, not its first alone.
    """
    return [
        window
        for each in texts
        for window in _windows(each, cut(each.text, tokenizer), unlabelled, all_pieces)
    ]


def _windows(
    each: Labelled, pieces: Pieces, unlabelled: float, all_pieces: bool
) -> Iterator[Piecewise]:
    values = np.full(len(pieces), unlabelled)
    for start, end, value in each.labels:
        first, last = pieces.between(start, end)
        values[first : last if all_pieces else first + 1] = value
    for first in range(0, len(pieces), LONGEST):
        part = pieces.part(first, first + LONGEST)
        yield Piecewise(part, values[first : first + LONGEST], each.whole)
