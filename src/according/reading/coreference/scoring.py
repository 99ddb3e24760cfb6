"""How likely a mention is of one entity with each before it: learned scores of pairs."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from according.reading.coreference.attributes import Mentions
from according.reading.coreference.pairs import alone, pairs
from according.reading.encoder.model import Floats

HIDDEN = 64
PRODUCTS = 32
"""Products of two mentions' vectors that the hidden layer sees."""

ROWS = 128
"""Mentions weighed at once, so that memory is bounded in long reports."""


class PairScorer:
    """The matrices of ``training/encoder/coreference.py``'s of the same name."""

    def __init__(self, heads: Mapping[str, Floats]) -> None:
        self._heads = {
            name.removeprefix("antecedents."): value
            for name, value in heads.items()
            if name.startswith("antecedents.")
        }

    def best(self, mentions: Mentions, vectors: Floats, scores: Floats) -> list[tuple[int, float]]:
        """For each mention its best antecedent (-1: none) and by how much it beats none.

        Args:
            vectors: (mentions, SPAN), by `attribution.links.describe`.
            scores: log odds that each is a mention.
        """
        w = self._heads
        own = np.concatenate([vectors, alone(mentions, scores)], axis=1)
        none = np.maximum(own @ w["none_in"] + w["none_bias"], 0) @ w["none_out"]
        row, column = own @ w["row"] + w["bias"], own @ w["column"]
        bilinear, left, right = vectors @ w["pair"], vectors @ w["left"], vectors @ w["right"]
        found: list[tuple[int, float]] = []
        for start in range(0, len(mentions), ROWS):
            stop = min(len(mentions), start + ROWS)
            each = pairs(mentions, start, stop)
            a, b = each.valid.nonzero()
            a, b = a + start, b + each.columns.start
            seen = np.concatenate([each.features, left[a] * right[b]], axis=1)
            hidden = np.maximum(row[a] + column[b] + seen @ w["seen"], 0)
            table = np.full(each.valid.shape, -np.inf, dtype=np.float32)
            table[each.valid] = hidden @ w["out"]
            table += bilinear[each.rows] @ vectors[each.columns].T
            best = table.argmax(axis=1)
            margin = table.max(axis=1) - none[each.rows]
            found += [
                (at + each.columns.start if beats > 0 else -1, beats)
                for at, beats in zip(best.tolist(), margin.tolist(), strict=True)
            ]
        return found
