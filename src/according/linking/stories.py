"""Stories: which reports are about the same matter, by their words and days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from according.linking.grouping import group
from according.linking.words import forms_of

THRESHOLD = 0.07
"""The mean likeness from which on reports are of one story. Of a grid of hundredths it divides the
reports of topics 1 to 25 of ECB+ best into these topics. Each of them is of two like happenings;
to divide them into these, .15 is best: findings/accord.md."""

DAYS = 10
"""Reports that were published farther apart are of two stories."""

Floats = NDArray[np.float64]


def likeness(texts: Sequence[str]) -> Floats:
    """The cosine of each two texts, (texts, texts): words weigh by the logarithm of how often they
    are in a text, and of how few of the texts have them."""
    counts = [Counter(forms_of(each)) for each in texts]
    number = {word: at for at, word in enumerate(sorted(set().union(*counts)))}
    table = np.zeros((len(texts), len(number)))
    for row, count in zip(table, counts, strict=True):
        row[[number[word] for word in count]] = [1 + np.log(many) for many in count.values()]
    table *= np.log((1 + len(texts)) / (1 + (table > 0).sum(axis=0)))
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    table /= np.where(lengths, lengths, 1)
    return np.asarray(table @ table.T)


def stories(
    texts: Sequence[str], days: Sequence[date | None], threshold: float = THRESHOLD
) -> list[list[int]]:
    """The numbers of the texts of each story; the order of the texts changes nothing.

    All pairs are compared at once: for some thousands of reports.

    Args:
        days: when each was published, None where that is not known.
    """
    alike = likeness(texts)
    names = [f"{number:06}" for number in range(len(texts))]

    def between(a: str, b: str) -> float | None:
        one, other = days[int(a)], days[int(b)]
        if one and other and abs((one - other).days) > DAYS:
            return None
        return float(alike[int(a), int(b)])

    found = group(names, combinations(names, 2), between, threshold=threshold)
    return [sorted(map(int, each)) for each in found]
