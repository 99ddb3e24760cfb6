"""Two small linear models: is this a time expression, and does it look ahead.

How they were trained, on what, and how well they do out of fold, is in ``docs/findings/times.md``
and ``training/times.py``. A model is a bias and a weight per feature; a feature is a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from according.data import load_json
from according.errors import DataError

FILE = "times_weights.json"


@dataclass(frozen=True, slots=True)
class Linear:
    """A linear model over features that are there or not. Above 0 is yes."""

    bias: float
    weights: Mapping[str, float]

    def score(self, features: Iterable[str]) -> float:
        """The sum of the weights."""
        known = self.weights
        return self.bias + sum(known.get(feature, 0.0) for feature in features)


@dataclass(frozen=True, slots=True)
class Weights:
    """Both models."""

    accept: Linear
    ahead: Linear


def load_weights() -> Weights:
    """The models that come with the package.

    Raises:
        DataError: the file is missing or malformed.
    """
    return weights_from(load_json(FILE))


def weights_from(plain: Any) -> Weights:
    """The models from their plain form.

    Raises:
        DataError: it is malformed.
    """
    try:
        return Weights(*(_linear(plain[name]) for name in ("accept", "ahead")))
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"{FILE}: no two linear models: {error}; reinstall according") from error


def _linear(plain: Any) -> Linear:
    weights = {str(name): float(weight) for name, weight in plain["weights"].items()}
    return Linear(float(plain["bias"]), weights)
