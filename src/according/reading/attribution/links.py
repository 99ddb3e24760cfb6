"""Which cue a content goes with, and which source a cue: learned scores of pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from according.reading.encoder.distance import buckets
from according.reading.encoder.model import Floats
from according.reading.encoder.outputs import SPAN

Spans = Sequence[tuple[int, int]]

REACH = 192
"""Pieces between a span and its partner, at most: what one window of training can show."""


@dataclass(frozen=True, slots=True)
class Linker:
    """The matrices of one kind of link; see ``training/encoder/model.py``."""

    pair: Floats
    distance: Floats
    none: Floats
    bias: float

    @classmethod
    def named(cls, heads: Mapping[str, Floats], name: str) -> Linker:
        """The linker ``name`` of the file of heads."""
        pair, distance, none, bias = (
            heads[f"{name}.{part}"] for part in ("pair", "distance", "none", "bias")
        )
        return cls(pair, distance, none, float(bias[0]))

    def partners(
        self, described: tuple[Floats, Floats], left: Spans, right: Spans
    ) -> list[int | None]:
        """For each span on the left the number of its partner on the right, None for none.

        Spans are few hundred a passage, and each is compared with those in reach alone.
        """
        if not left or not right:
            return [None] * len(left)
        a, b = np.array(left), np.array(right)
        scores = described[0] @ self.pair @ described[1].T + self.distance[buckets(a, b)]
        gap = np.maximum(b[None, :, 0] - a[:, None, 1], a[:, None, 0] - b[None, :, 1])
        scores = np.where(gap > REACH, -np.inf, scores)
        best = scores.argmax(axis=1)
        beyond = scores.max(axis=1) > described[0] @ self.none + self.bias
        return [int(at) if kept else None for at, kept in zip(best, beyond, strict=True)]


def describe(columns: Floats, spans: Spans) -> Floats:
    """Spans as vectors, (spans, SPAN). ``columns`` are of a head of three times SPAN."""
    if not spans:
        return np.zeros((0, SPAN), dtype=np.float32)
    at = np.array(spans)
    first, last = columns[at[:, 0], :SPAN], columns[at[:, 1] - 1, SPAN : 2 * SPAN]
    sums = np.concatenate([np.zeros((1, SPAN)), columns[:, 2 * SPAN :].cumsum(axis=0)])
    means = (sums[at[:, 1]] - sums[at[:, 0]]) / (at[:, 1] - at[:, 0])[:, None]
    vectors: Floats = np.tanh(first + last + means).astype(np.float32)
    return vectors
