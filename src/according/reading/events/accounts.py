"""Accounts: which tellings of a report are of one happening.

Tellings are taken in the order of the text; each joins the account that it is likest to, by how
like it is to the account's tellings and to the likest of them, or begins one of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from according.data import load_json
from according.errors import DataError
from according.reading.events.likeness import FEATURES, far, table
from according.reading.events.tellings import Telling

Floats: TypeAlias = NDArray[np.float64]

FILE = "events/likeness.json"
MOST = 400
"""Tellings of a report that are compared, at most: pairs grow with their square. Each of those
behind has an account of its own."""


TOO_FAR = 200.0
"""Kilometres; nothing happens in two places so far apart."""
_FAR = FEATURES.index("far")


@cache
def load_weights() -> Floats:
    """The weights of `FEATURES`, from ``data/events/likeness.json``.

    Raises:
        DataError: the file is missing or damaged, or has other features.
    """
    plain = load_json(FILE)
    try:
        return as_weights(plain["weights"])
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"data file {FILE} is damaged: {error!r}") from error


def as_weights(named: Mapping[str, float]) -> Floats:
    """Weights in the order of `FEATURES`, of weights by name."""
    return np.array([float(named[name]) for name in FEATURES])


def limits(told: Sequence[Telling]) -> tuple[str, ...]:
    """What is to be said of tellings that were not compared."""
    behind = len(told) - MOST
    if behind <= 0:
        return ()
    return (
        f"of {len(told)} words for happenings the first {MOST} were compared; "
        f"each of the other {behind} has an account of its own",
    )


def group(told: Sequence[Telling], weights: Floats) -> list[list[int]]:
    """The numbers of the tellings of each happening, in order. No two are of one whose places
    are too far apart, however like they are."""
    compared = table(told[:MOST])
    odds = compared @ weights
    barred = compared[:, :, _FAR] > far(TOO_FAR)
    groups: list[list[int]] = []
    for at in range(min(len(told), MOST)):
        likeness = [
            -np.inf if barred[each, at].any() else _likeness(odds[each, at]) for each in groups
        ]
        best = int(np.argmax(likeness)) if likeness else -1
        if best >= 0 and likeness[best] > 0:
            groups[best].append(at)
        else:
            groups.append([at])
    return groups + [[at] for at in range(MOST, len(told))]


def _likeness(odds: Floats) -> float:
    return float(odds.mean() + odds.max()) / 2
