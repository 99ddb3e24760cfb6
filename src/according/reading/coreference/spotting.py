"""Which candidates are mentions: learned scores of spans."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from according.reading.coreference.candidates import Bools, Candidates
from according.reading.encoder.model import Encoded, Floats

LENGTHS = 32
"""Classes of length in pieces; the last is as long or longer."""

FAINT = -3.0
"""Log odds to begin or end a mention below which a span that is no noun phrase is left out."""


class SpanScorer:
    """The matrices of ``training/encoder/coreference.py``'s of the same name."""

    def __init__(self, heads: Mapping[str, Floats]) -> None:
        self._pair = heads["mentions.pair"]
        self._shape = heads["mentions.shape"]
        self._length = heads["mentions.length"]
        self._around, self._bias = heads["mentions.around"], heads["mentions.bias"]
        self._begins, self._ends = heads["mentions.begins"], heads["mentions.ends"]
        self._out = heads["mentions.out"]

    def edges(self, encoded: Encoded) -> tuple[Bools, Bools]:
        """At which pieces a mention that is no noun phrase may begin, and may end."""
        mention = encoded.head("mention")
        return mention[:, 0] > FAINT, mention[:, 1] > FAINT

    def scores(self, encoded: Encoded, spans: Candidates, around: Floats) -> Floats:
        """Log odds that each span is a mention.

        Args:
            around: (spans, SURROUNDINGS), by `surroundings`.
        """
        mention, ends = encoded.head("mention"), encoded.head("mention_ends")
        half = ends.shape[1] // 2
        first, last = spans.first, spans.last - 1
        left = ends[:, :half] @ self._pair
        hidden = around @ self._around + (ends[:, :half] @ self._begins)[first]
        hidden += (ends[:, half:] @ self._ends)[last] + self._bias
        found: Floats = (
            mention[first, 0]
            + mention[last, 1]
            + np.einsum("ij,ij->i", left[first], ends[last, half:])
            + self._shape[spans.shape, spans.tag]
            + self._length[np.minimum(spans.last - first, LENGTHS - 1)]
            + np.maximum(hidden, 0) @ self._out
        )
        return found
