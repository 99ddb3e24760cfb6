"""Which cue a content goes with, and which source a cue: learned scores of pairs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np

from according.reading.attribution.pairing import FEATURES, Spans, candidates
from according.reading.encoder.model import Encoded, Floats
from according.reading.encoder.outputs import SPAN
from according.reading.encoder.spans import describe

HIDDEN = 48
PRODUCTS = 32
"""Products of two spans' vectors that the hidden layer sees."""

SHAPES = {
    "left": (SPAN, PRODUCTS),
    "right": (SPAN, PRODUCTS),
    "row": (SPAN, HIDDEN),
    "column": (SPAN, HIDDEN),
    "seen": (FEATURES + PRODUCTS, HIDDEN),
    "bias": (HIDDEN,),
    "out": (HIDDEN,),
    "none_in": (SPAN, HIDDEN),
    "none_bias": (HIDDEN,),
    "none_out": (HIDDEN,),
    "none": (1,),
}
"""The matrices of a kind of link, trained by ``training/encoder/linking.py``."""


@dataclass(frozen=True, slots=True)
class Linker:
    """Scores of partners: one hidden layer over two spans, how they stand, and their product."""

    left: Floats
    right: Floats
    row: Floats
    column: Floats
    seen: Floats
    bias: Floats
    out: Floats
    none_in: Floats
    none_bias: Floats
    none_out: Floats
    none: Floats

    @classmethod
    def named(cls, heads: Mapping[str, Floats], name: str) -> Linker:
        """The linker ``name`` of the file of heads."""
        return cls(*(heads[f"{name}.{field.name}"] for field in fields(cls)))

    def partners(self, encoded: Encoded, left: Spans, right: Spans) -> list[int | None]:
        """For each span on the left the number of its partner on the right, None for none.

        Args:
            left, right: in pieces, in the order of the text.
        """
        if not left or not right:
            return [None] * len(left)
        columns = encoded.head("attribution")
        a, b = describe(columns, left), describe(columns, right)
        found = candidates(encoded, left, right)
        product = (a @ self.left)[:, None] * (b @ self.right)[found.at]
        seen = np.concatenate([found.features, product], axis=-1) @ self.seen
        hidden = np.maximum(
            (a @ self.row + self.bias)[:, None] + (b @ self.column)[found.at] + seen, 0
        )
        scores = np.where(found.valid, hidden @ self.out, -np.inf)
        none = np.maximum(a @ self.none_in + self.none_bias, 0) @ self.none_out + self.none
        best = scores.argmax(axis=1)
        beyond = scores.max(axis=1) > none
        return [
            int(row[at]) if kept else None
            for row, at, kept in zip(found.at, best, beyond, strict=True)
        ]
