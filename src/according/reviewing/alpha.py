"""Krippendorff's alpha, with an interval: how far those who code agree, beyond chance.

After Krippendorff, *Content Analysis* (2004), chapter 11, and "Computing Krippendorff's
Alpha-Reliability" (2011): any number of coders, values missing, four levels of measurement.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]

RESAMPLES = 1000
SEED = 20240311
"""Fixed, so that the same values come out with the same interval."""

GROUPS = 10
"""Events from which on an interval is given: of fewer, drawing anew says little."""

FLAT = 0.05
"""The share of drawings that may have no two different values, before no interval is given."""


class Level(StrEnum):
    """What of two values can be compared."""

    NOMINAL = "nominal"
    """Whether they are the same."""
    ORDINAL = "ordinal"
    """How many others lie between them."""
    INTERVAL = "interval"
    """Their difference."""
    RATIO = "ratio"
    """Their difference, as a share of their sum. None is below 0."""


@dataclass(frozen=True, slots=True)
class Alpha:
    """1 is full agreement, 0 what chance gives, below it more disagreement than by chance.

    ``value`` is None where it is not defined, ``low`` and ``high`` (95 %) where no interval can be
    given; ``why`` says why. ``units`` have two values or more; ``values`` counts theirs.
    """

    value: float | None
    low: float | None
    high: float | None
    units: int
    values: int
    groups: int
    why: str | None = None


def alpha(
    units: Sequence[Sequence[Hashable]],
    level: Level,
    groups: Sequence[Hashable] | None = None,
    resamples: int = RESAMPLES,
) -> Alpha:
    """The agreement of the values of each unit.

    Args:
        units: the values that coders gave to each; who gave none is left out. Numbers, but of the
            nominal level.
        groups: of what each unit is a part (an event): what belongs together is drawn together for
            the interval. Each unit by itself if not given.

    Raises:
        ValueError: a value below 0 on the ratio level.
    """
    names = list(groups) if groups is not None else list(range(len(units)))
    kept = [(name, list(unit)) for name, unit in zip(names, units, strict=True) if len(unit) > 1]
    found = {each for _, unit in kept for each in unit}
    values = sorted(found, key=str) if level is Level.NOMINAL else sorted(found)  # type: ignore[type-var]
    own = {name: number for number, name in enumerate(dict.fromkeys(name for name, _ in kept))}
    total = sum(len(unit) for _, unit in kept)
    if not kept:
        return Alpha(None, None, None, 0, 0, 0, "no unit has values of two coders")
    if len(values) == 1:
        why = "every value is the same: what chance would give cannot be told"
        return Alpha(None, None, None, len(kept), total, len(own), why)
    counts = _counts([unit for _, unit in kept], values)
    distances = _DISTANCES[level](values, counts.sum(axis=0))
    apart = np.einsum("uc,ck,uk->u", counts, distances, counts) / (counts.sum(axis=1) - 1)
    of = np.array([own[name] for name, _ in kept])
    observed, margins = np.zeros(len(own)), np.zeros((len(own), len(values)))
    np.add.at(observed, of, apart)
    np.add.at(margins, of, counts)
    value = float(_alpha(observed.sum(keepdims=True), margins.sum(axis=0)[None], distances)[0])
    low, high, short = _interval(observed, margins, distances, resamples)
    return Alpha(value, low, high, len(kept), total, len(own), short)


def _counts(units: Sequence[Sequence[Hashable]], values: Sequence[Any]) -> Floats:
    """How often each unit has each value."""
    at = {value: number for number, value in enumerate(values)}
    counts = np.zeros((len(units), len(values)))
    for number, unit in enumerate(units):
        for each in unit:
            counts[number, at[each]] += 1
    return counts


def _alpha(observed: Floats, margins: Floats, distances: Floats) -> Floats:
    """Of each row; not a number where all values of a row are the same."""
    expected = np.einsum("rc,ck,rk->r", margins, distances, margins, optimize=True)
    number = margins.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Floats = 1 - (number - 1) * observed / expected
    found[expected <= 0] = np.nan
    return found


def _interval(
    observed: Floats, margins: Floats, distances: Floats, resamples: int
) -> tuple[float | None, float | None, str | None]:
    """Groups are drawn anew with all their units (percentile bootstrap); how far two values are
    apart stays as it is in all the data."""
    number = len(observed)
    if number < GROUPS:
        return None, None, f"too few for an interval: {number}, of at least {GROUPS}"
    drawn = np.random.default_rng(SEED).multinomial(
        number, np.full(number, 1 / number), size=resamples
    )
    weights = drawn.astype(np.float64)
    found = _alpha(weights @ observed, weights @ margins, distances)
    known = found[~np.isnan(found)]
    if len(known) < (1 - FLAT) * resamples:
        return None, None, "too few different values for an interval"
    low, high = np.percentile(known, (2.5, 97.5))
    return float(low), float(high), None


# ---- how far two values are apart


def _nominal(values: Sequence[Any], _margins: Floats) -> Floats:
    return 1 - np.eye(len(values))


def _ordinal(_values: Sequence[Any], margins: Floats) -> Floats:
    # The ranks between two, with half of those of the two themselves.
    middle = np.cumsum(margins) - margins / 2
    found: Floats = (middle[:, None] - middle[None, :]) ** 2
    return found


def _interval_apart(values: Sequence[Any], _margins: Floats) -> Floats:
    numbers = np.array(values, np.float64)
    found: Floats = (numbers[:, None] - numbers[None, :]) ** 2
    return found


def _ratio(values: Sequence[Any], _margins: Floats) -> Floats:
    numbers = np.array(values, np.float64)
    if (numbers < 0).any():
        raise ValueError("the ratio level has no values below 0")
    total = numbers[:, None] + numbers[None, :]
    apart = numbers[:, None] - numbers[None, :]
    found: Floats = np.divide(apart, total, out=np.zeros_like(total), where=total > 0) ** 2
    return found


_DISTANCES: dict[Level, Callable[[Sequence[Any], Floats], Floats]] = {
    Level.NOMINAL: _nominal,
    Level.ORDINAL: _ordinal,
    Level.INTERVAL: _interval_apart,
    Level.RATIO: _ratio,
}
