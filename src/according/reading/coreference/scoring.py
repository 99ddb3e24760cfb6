"""How likely a mention is of one entity with each before it: learned scores of pairs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from according.reading.coreference.attributes import Mentions
from according.reading.coreference.pairs import alone, pairs
from according.reading.encoder.model import Floats
from according.reading.encoder.pieces import Ints

HIDDEN = 64
PRODUCTS = 32
"""Products of two mentions' vectors that the hidden layer sees."""

ROWS = 128
"""Mentions weighed at once, so that memory is bounded in long reports."""

FAINTEST = -5.0
"""Log odds against having no antecedent below which a pair is left out."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """Mentions ``a``, each with mentions ``b`` before it, in the order of ``a``, and the log
    odds ``odds`` of that antecedent against none. Pairs that are unlikely are left out."""

    a: Ints
    b: Ints
    odds: Floats


class PairScorer:
    """The matrices of ``training/encoder/coreference.py``'s of the same name."""

    def __init__(self, heads: Mapping[str, Floats]) -> None:
        self._heads = {
            name.removeprefix("antecedents."): value
            for name, value in heads.items()
            if name.startswith("antecedents.")
        }

    def weigh(self, mentions: Mentions, vectors: Floats, scores: Floats) -> Weighed:
        """The likely antecedents of each mention.

        Args:
            vectors: (mentions, SPAN), by `attribution.links.describe`.
            scores: log odds that each is a mention.
        """
        w = self._heads
        own = np.concatenate([vectors, alone(mentions, scores)], axis=1)
        none = np.maximum(own @ w["none_in"] + w["none_bias"], 0) @ w["none_out"]
        row, column = own @ w["row"] + w["bias"], own @ w["column"]
        bilinear, left, right = vectors @ w["pair"], vectors @ w["left"], vectors @ w["right"]
        found = [(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32))]
        for start in range(0, len(mentions), ROWS):
            each = pairs(mentions, start, min(len(mentions), start + ROWS))
            a, b = each.a, each.b
            hidden = each.features @ w["seen"][: each.features.shape[1]]
            hidden += (left[a] * right[b]) @ w["seen"][each.features.shape[1] :]
            hidden += row[a]
            hidden += column[b]
            odds = np.maximum(hidden, 0, out=hidden) @ w["out"]
            first = int(b.min(initial=start))
            fitting = bilinear[start : start + ROWS] @ vectors[first : start + ROWS].T
            odds += fitting[a - start, b - first] - none[a]
            kept = odds > FAINTEST
            found.append((a[kept], b[kept], odds[kept]))
        return Weighed(*(np.concatenate(parts) for parts in zip(*found, strict=True)))
