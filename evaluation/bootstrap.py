"""Bootstrap intervals over documents (Efron and Tibshirani 1993, percentile method).

A corpus figure is a function of sums over documents, so a resample is a sum of other weights:
no document is scored twice.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from evaluation.adapter import Figure

Counts: TypeAlias = NDArray[np.float64]
"""Additive statistics: one row per document, or their sum as a single row."""

RESAMPLES = 1000
SEED = 20240311
"""Fixed, so that the same figures come out with the same intervals."""


def interval(
    counts: Counts, figure: Callable[[Counts], float], resamples: int = RESAMPLES
) -> Figure:
    """The figure of all documents, with its 95 % percentile interval.

    Args:
        counts: additive statistics, a row per document; at least one row.
        figure: makes the figure of summed rows.
    """
    documents = len(counts)
    chance = np.full(documents, 1 / documents)
    drawn = np.random.default_rng(SEED).multinomial(documents, chance, size=resamples)
    values = [figure(row) for row in drawn.astype(np.float64) @ counts]
    low, high = np.percentile(values, (2.5, 97.5))
    return Figure(figure(counts.sum(axis=0)), float(low), float(high))


def f1(row: Counts) -> float:
    """Of (right, given, wanted)."""
    return float(2 * row[0] / max(1.0, row[1] + row[2]))
