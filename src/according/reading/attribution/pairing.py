"""Which spans may be partners of which, and how they stand to one another in the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from according.reading.encoder.distance import BUCKETS, classes
from according.reading.encoder.model import Encoded, Floats
from according.reading.encoder.pieces import Ints

Spans = Sequence[tuple[int, int]]

REACH = 192
"""Pieces between a span and its partner, at most: what one window of training can show."""
NEAREST = 8
"""Partners that are weighed on either side of a span, at most: so time is linear in the text."""
MOST = 4
"""From so many on, what lies between two spans is counted no further."""

FEATURES = BUCKETS + 4 * MOST + 3


@dataclass(frozen=True, slots=True)
class Candidates:
    """For each span on the left some on the right. All arrays are (left, 2 * NEAREST).

    ``at`` are numbers on the right, ``valid`` says which of them are meant, ``features`` has
    one more axis, of `FEATURES`.
    """

    at: Ints
    valid: NDArray[np.bool_]
    features: Floats


def candidates(encoded: Encoded, left: Spans, right: Spans) -> Candidates:
    """The candidates of each span of ``left`` among ``right``, in order of the text both."""
    a, b = np.array(left).reshape(-1, 2), np.array(right).reshape(-1, 2)
    following = np.searchsorted(b[:, 0], a[:, 0])
    at = following[:, None] + np.arange(-NEAREST, NEAREST)[None]
    valid = (at >= 0) & (at < len(b))
    at = np.clip(at, 0, len(b) - 1)
    gap = _gap(a[:, None], b[at])
    valid &= gap <= REACH
    return Candidates(at, valid, _features(encoded, a, b, at, gap, following))


def _gap(a: Ints, b: Ints) -> Ints:
    """Pieces between spans; below zero where they overlap."""
    gap: Ints = np.maximum(b[..., 0] - a[..., 1], a[..., 0] - b[..., 1])
    return gap


def _features(encoded: Encoded, a: Ints, b: Ints, at: Ints, gap: Ints, following: Ints) -> Floats:
    first, last = a[:, None, 0], a[:, None, 1]
    behind = b[at, 0] >= first
    low = np.where(behind, last, b[at, 1])
    high = np.where(behind, b[at, 0], first)
    rank = np.where(behind, at - following[:, None], following[:, None] - 1 - at)
    ends = np.sort(a[:, 1])
    lefts = np.searchsorted(ends, high, side="right") - np.searchsorted(ends, low, side="right")
    parts = [
        _one_hot(classes(gap, behind), BUCKETS),
        _one_hot(np.clip(rank, 0, MOST - 1), MOST),
        _one_hot(np.clip(lefts, 0, MOST - 1), MOST),
        _one_hot(_between(encoded.sentences, low, high), MOST),
        _one_hot(_between(encoded.lines, low, high), MOST),
        (gap == gap.min(axis=1, keepdims=True))[..., None],
        ((b[at, 0] >= first) & (b[at, 1] <= last))[..., None],
        ((b[at, 0] <= first) & (b[at, 1] >= last))[..., None],
    ]
    features: Floats = np.concatenate(parts, axis=-1).astype(np.float32)
    return features


def _between(numbers: Ints, low: Ints, high: Ints) -> Ints:
    """How often ``numbers`` (a piece's sentence or line) go up from ``low`` to ``high``."""
    end = len(numbers) - 1
    steps = numbers[np.clip(high, 0, end)] - numbers[np.clip(low - 1, 0, end)]
    counted: Ints = np.clip(steps, 0, MOST - 1)
    return counted


def _one_hot(numbers: Ints, count: int) -> Floats:
    return np.eye(count, dtype=np.float32)[numbers]
