"""Whether an account is of a happening that other reports would tell of too: no remark, no
background, no course of things."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from according.data import load_json
from according.errors import DataError
from according.linking.sketches import Sketch

FILE = "linking/worth.json"

FEATURES = (
    "always",
    "figures",
    "how many figures",
    "in the head",
    "a place",
    "a time",
    "asserted",
    "actors",
    "credited",
    "how much tells of it",
    "accounts before it",
    "the first",
    "text before it",
    "no type",
)
"""No types: of most there are too few examples to tell."""

_TEXT = 100
"""Characters that count as one of text before it."""


@dataclass(frozen=True, slots=True)
class Worth:
    """Weights of `FEATURES`, and the logarithm of the odds from which on an account is of an
    event."""

    features: NDArray[np.float64]
    threshold: float


@cache
def load_worth() -> Worth:
    """From ``data/linking/worth.json``.

    Raises:
        DataError: the file is missing or damaged, or has other features.
    """
    plain = load_json(FILE)
    try:
        return as_worth(plain)
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"data file {FILE} is damaged: {error!r}") from error


def as_worth(plain: Mapping[str, Any]) -> Worth:
    """Weights of what training writes."""
    named = [float(plain["weights"][name]) for name in FEATURES]
    return Worth(np.array(named), float(plain["threshold"]))


def describe(sketch: Sketch) -> list[float]:
    """`FEATURES` of an account."""
    before = sketch.evidence[0].start if sketch.evidence else 0
    return [
        1.0,
        float(bool(sketch.figures)),
        math.sqrt(len(sketch.figures)),
        float(sketch.in_head),
        float(bool(sketch.spots)),
        float(sketch.earliest is not None),
        float(sketch.asserted),
        float(bool(sketch.actors)),
        float(not sketch.unsourced),
        math.log1p(len(sketch.evidence)),
        math.log1p(sketch.number),
        float(sketch.number == 0),
        math.log1p(before / _TEXT),
        float(not sketch.types),
    ]


def is_linked(sketch: Sketch, worth: Worth | None = None) -> bool:
    """Whether an account can be of an event that others tell of. Never so is a war or a year's
    toll, nor what nothing tells from others: no place, nobody, no figure, at most one name."""
    told = bool(sketch.figures or sketch.spots or sketch.actors) or len(sketch.names) > 1
    if sketch.course or not told:
        return False
    worth = worth or load_worth()
    return float(np.dot(describe(sketch), worth.features)) >= worth.threshold
