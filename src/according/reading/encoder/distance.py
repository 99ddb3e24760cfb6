"""Distances between spans as a few classes: how far, and on which side."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_EDGES = np.array([0, 1, 2, 4, 8, 16, 32, 64, 128])
BUCKETS = 2 * (len(_EDGES) + 1)


def buckets(left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.int64]:
    """Classes of the gaps in pieces between spans, (left, right).

    Args:
        left, right: (spans, 2), first piece and past the last.
    """
    after = right[None, :, 0] - left[:, None, 1]
    before = left[:, None, 0] - right[None, :, 1]
    return classes(np.maximum(after, before), right[None, :, 0] >= left[:, None, 0])


def classes(gap: NDArray[np.int64], behind: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The class of each gap in pieces (below zero: they overlap), and its side."""
    found: NDArray[np.int64] = np.searchsorted(_EDGES, np.maximum(gap, -1), side="right") * 2
    return found + behind
