"""Accounts: which tellings of a report are of one happening.

Tellings are taken in the order of the text; each joins the account that it is likest to, by how
like it is to the account's tellings and to the likest of them, or begins one of its own. What a
headline tells is what the report tells, so none is of a headline alone that can be of the text.
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
    odds = _both_ways(compared @ weights)
    barred = _both_ways(compared[:, :, _FAR]) > far(TOO_FAR)
    groups: list[list[int]] = []
    for at in range(min(len(told), MOST)):
        best, likeness = _likest([at], groups, odds, barred)
        if best is not None and likeness > 0:
            best.append(at)
        else:
            groups.append([at])
    _place_titles(groups, told, odds, barred)
    return groups + [[at] for at in range(MOST, len(told))]


def _place_titles(
    groups: list[list[int]], told: Sequence[Telling], odds: Floats, barred: NDArray[np.bool_]
) -> None:
    """Put accounts that only a headline tells into those of the text that are likest to them."""
    titles = [each for each in groups if all(told[at].in_title for at in each)]
    text = [each for each in groups if each not in titles]
    for own in titles:
        best, _ = _likest(own, text, odds, barred)
        if best is not None:
            best.extend(own)
            best.sort()
            groups.remove(own)


def _likest(
    own: Sequence[int], groups: Sequence[list[int]], odds: Floats, barred: NDArray[np.bool_]
) -> tuple[list[int] | None, float]:
    """The group that some tellings are likest to, and how like; None where all are too far."""
    found: tuple[list[int] | None, float] = (None, -np.inf)
    for each in groups:
        between = np.ix_(each, own)
        if not barred[between].any():
            likeness = _likeness(odds[between])
            if likeness > found[1]:
                found = (each, likeness)
    return found


def _both_ways(compared: Floats) -> Floats:
    """What was compared of each two in the order of the text, in either order."""
    ahead = np.triu(compared, 1)
    return ahead + ahead.T


def _likeness(odds: Floats) -> float:
    return float(odds.mean() + odds.max()) / 2
