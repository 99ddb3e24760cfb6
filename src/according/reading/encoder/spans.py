"""Spans as vectors, and spans that a head marks by BIO tags of its own kinds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from according.reading.encoder.distance import buckets
from according.reading.encoder.model import Encoded, Floats

Range = tuple[int, int]
"""First piece, past the last."""


def describe(columns: Floats, spans: Sequence[Range]) -> Floats:
    """Spans as vectors, (spans, a third of the columns): of the first piece, of the last, and
    of the mean over all. ``columns`` are of one head."""
    third = columns.shape[1] // 3
    if not spans:
        return np.zeros((0, third), dtype=np.float32)
    at = np.array(spans)
    first, last = columns[at[:, 0], :third], columns[at[:, 1] - 1, third : 2 * third]
    sums = np.concatenate([np.zeros((1, third)), columns[:, 2 * third :].cumsum(axis=0)])
    means = (sums[at[:, 1]] - sums[at[:, 0]]) / (at[:, 1] - at[:, 0])[:, None]
    vectors: Floats = np.tanh(first + last + means).astype(np.float32)
    return vectors


def tagged(scores: Floats) -> Iterator[tuple[int, Range]]:
    """The spans that the likeliest tag of each piece marks, in order, each with the number of
    its kind. Tags are O, and B and I of each kind; what goes on without a beginning begins.

    Args:
        scores: (pieces, 1 + 2 * kinds).
    """
    kind, start = -1, 0
    for at, tag in enumerate([*scores.argmax(axis=1).tolist(), 0]):
        own = (tag - 1) // 2 if tag else -1
        if own == kind and tag % 2 == 0:
            continue
        if kind >= 0:
            yield kind, (start, at)
        kind, start = own, at


@dataclass(frozen=True, slots=True)
class Together:
    """Log odds that two parts of happenings belong together: bilinear, by distance."""

    pair: Floats
    distance: Floats
    bias: Floats

    @classmethod
    def named(cls, heads: Mapping[str, Floats], name: str) -> Together:
        """The matrices ``name`` of the file of heads."""
        return cls(*(heads[f"{name}.{part}"] for part in ("pair", "distance", "bias")))

    def odds(self, encoded: Encoded, left: Sequence[Range], right: Sequence[Range]) -> Floats:
        """(left, right) log odds."""
        if not left or not right:
            return np.zeros((len(left), len(right)), dtype=np.float32)
        columns = encoded.head("happening")
        a, b = describe(columns, left), describe(columns, right)
        apart = buckets(np.array(left), np.array(right))
        found = a @ self.pair @ b.T + self.distance[apart] + self.bias
        return np.asarray(found, dtype=np.float32)
