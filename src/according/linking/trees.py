"""Boosted trees, as they were trained: plain arrays, walked for all rows at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LEAF = -1


@dataclass(frozen=True, slots=True)
class Trees:
    """A sum of trees. All nodes of all trees stand in one row.

    A row of features goes to ``left`` of a node where the value of its ``feature`` is at most its
    ``threshold``, else to ``right``; where ``feature`` is `LEAF`, ``value`` is what the tree says.
    ``roots`` are the nodes that trees begin with, ``bias`` is added to their sum.
    """

    feature: Ints
    threshold: Floats
    left: Ints
    right: Ints
    value: Floats
    roots: Ints
    bias: float
    depth: int

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[np.generic]]) -> Trees:
        """From the arrays of a file.

        Raises:
            KeyError: one is missing.
            ValueError: they do not fit together.
        """
        trees = cls(
            feature=arrays["feature"].astype(np.int64),
            threshold=arrays["threshold"].astype(np.float64),
            left=arrays["left"].astype(np.int64),
            right=arrays["right"].astype(np.int64),
            value=arrays["value"].astype(np.float64),
            roots=arrays["roots"].astype(np.int64),
            bias=float(arrays["bias"]),
            depth=int(arrays["depth"]),
        )
        nodes = len(trees.feature)
        rows = (trees.threshold, trees.left, trees.right, trees.value)
        places = np.concatenate([trees.left, trees.right, trees.roots])
        if any(len(each) != nodes for each in rows) or not (
            (places >= 0).all() and (places < nodes).all()
        ):
            raise ValueError("nodes of trees do not fit together")
        return trees

    def scores(self, rows: Floats) -> Floats:
        """The sum for each row, (rows,)."""
        total = np.full(len(rows), self.bias)
        at = np.arange(len(rows))
        for root in self.roots:
            node = np.full(len(rows), root)
            for _ in range(self.depth):
                asked = self.feature[node]
                inner = asked != LEAF
                value = rows[at, np.where(inner, asked, 0)]
                down = np.where(value <= self.threshold[node], self.left[node], self.right[node])
                node = np.where(inner, down, node)
            total += self.value[node]
        return total
