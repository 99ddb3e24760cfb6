"""Attributions of a key and of a response, matched one to one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import numpy as np
from scipy.optimize import linear_sum_assignment

Range = tuple[int, int]
Key = TypeVar("Key")
Response = TypeVar("Response")

_WORD = re.compile(r"\w+")


class Words:
    """The words of a text, by which spans of unlike tokenisation compare."""

    def __init__(self, text: str) -> None:
        found = [match.span() for match in _WORD.finditer(text)]
        self._at = np.array(found, dtype=np.int64).reshape(-1, 2)

    def of(self, spans: Iterable[Range]) -> frozenset[int]:
        """The numbers of the words that the spans touch."""
        return frozenset(number for span in spans for number in self._in(span))

    def _in(self, span: Range) -> range:
        first = int(np.searchsorted(self._at[:, 1], span[0], side="right"))
        return range(first, int(np.searchsorted(self._at[:, 0], span[1], side="left")))


def jaccard(left: frozenset[int], right: frozenset[int]) -> float:
    """What both have over what either has."""
    both = len(left & right)
    return both / (len(left) + len(right) - both) if both else 0.0


def matched(
    keys: Sequence[Key], responses: Sequence[Response], worth: Callable[[Key, Response], float]
) -> list[tuple[int, int]]:
    """The pairing of most worth, as (key, response); pairs worth nothing are left out."""
    if not keys or not responses:
        return []
    table = np.array([[worth(key, response) for response in responses] for key in keys])
    rows, columns = linear_sum_assignment(-table)
    return [
        (int(row), int(column))
        for row, column in zip(rows, columns, strict=True)
        if table[row, column] > 0
    ]
