"""A logistic regression, by Newton's steps."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

PENALTY, STEPS = 1.0, 60

Floats = NDArray[np.float64]


def fit(table: Floats, answers: Floats, weight: Floats, penalty: float = PENALTY) -> Floats:
    """The weights of the columns, of which the first is always 1 and goes free of the penalty.

    Args:
        table: (rows, columns).
        answers: of each row, 0 or 1.
        weight: how much each row counts.
    """
    penalties = penalty * np.r_[0.0, np.ones(table.shape[1] - 1)]
    weights = np.zeros(table.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (weight * (chance - answers)) + penalties * weights
        bend = (table * (weight * chance * (1 - chance))[:, None]).T @ table
        weights -= np.linalg.solve(bend + np.diag(penalties + 1e-6), slope)
    return weights
