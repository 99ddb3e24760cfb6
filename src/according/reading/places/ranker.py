"""The ranker: log-linear over a unit's candidates and the answer that none fits.

First each unit by itself, then twice with what the other units said the time before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import Any

from according.data import load_json
from according.errors import DataError
from according.reading.places.context import Context, Unit
from according.reading.places.features import ALONE, NONE, TOGETHER, alone, none, together
from according.reading.places.signs import SIGNS

FILE = "places/ranker.json"
ROUNDS = 2


@dataclass(frozen=True, slots=True)
class Weights:
    """Learned weights, each by the name of what it weighs; see ``training/places``."""

    signs: tuple[float, ...]
    alone: tuple[float, ...]
    together: tuple[float, ...]
    none_alone: tuple[float, ...]
    none_together: tuple[float, ...]


_NAMES = {
    "signs": SIGNS,
    "alone": ALONE,
    "together": TOGETHER,
    "none_alone": NONE,
    "none_together": NONE,
}


def load_weights(content: Mapping[str, Any] | None = None) -> Weights:
    """Load the weights, from the package's data if no content is given.

    Raises:
        DataError: a weight is missing, is no number, or is of another version's features.
    """
    table = load_json(FILE) if content is None else content
    parts = {}
    for part, names in _NAMES.items():
        given = table.get(part, {})
        if set(given) != set(names) or not all(
            isinstance(value, int | float) for value in given.values()
        ):
            raise DataError(f"{FILE}: {part} has other weights than its features")
        parts[part] = tuple(float(given[name]) for name in names)
    return Weights(**parts)


def rank(all_units: Sequence[Unit], weights: Weights, country: str | None = None) -> None:
    """Set every unit's probabilities; what is left to 1 is that of no candidate.

    Args:
        country: ISO code of the country that the report's address is in, if known.
    """
    firsts = [alone(unit, country) for unit in all_units]
    for unit, values in zip(all_units, firsts, strict=True):
        unit.p = softmax(
            [dot(weights.alone, row) for row in values], dot(weights.none_alone, none(unit, None))
        )
    for _ in range(ROUNDS):
        context = Context(all_units)
        fresh = []
        for unit, values in zip(all_units, firsts, strict=True):
            around = context.of(unit)
            scores = [dot(weights.together, row) for row in together(unit, around, values)]
            fresh.append(softmax(scores, dot(weights.none_together, none(unit, around))))
        for unit, p in zip(all_units, fresh, strict=True):
            unit.p = p


def dot(weights: Sequence[float], values: Sequence[float]) -> float:
    """The weighted sum."""
    return sum(weight * value for weight, value in zip(weights, values, strict=True) if value)


def softmax(scores: Sequence[float], rest: float) -> list[float]:
    """Probabilities of ``scores``, with ``rest`` as one answer more that is left out."""
    top = max((*scores, rest))
    powers = [exp(score - top) for score in scores]
    total = sum(powers) + exp(rest - top)
    return [power / total for power in powers]
