"""Which characters stand inside double quote marks, by the marks alone.

A quote that runs over several paragraphs opens each anew and closes once; one that is never
closed ends with its paragraph, so that a slip does not quote the rest of a report.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from according.model import Span

OUTSIDE, INSIDE, MARK = 0, 1, 2

_EVENT = re.compile(r"[“”„«»\"]|``|''|\n\s*")
_MARKS = (*'“”„«»"', "``", "''")
_OPENS, _CLOSES = frozenset("“„«") | {"``"}, frozenset("”»") | {"''"}


def states(text: str) -> NDArray[np.int64]:
    """For every code point of ``text``: outside, inside, or itself a quote mark."""
    found = np.zeros(len(text), dtype=np.int64)
    inside, since = False, 0
    for event in _EVENT.finditer(text):
        start, end = event.span()
        if inside:
            found[since:start] = INSIDE
        since = end
        if event.group().startswith("\n"):
            inside = inside and _opens_anew(text, end)
        else:
            found[start:end] = MARK
            inside = _after(event.group(), inside, text, start, end)
    if inside:
        found[since:] = INSIDE
    return found


def _opens_anew(text: str, at: int) -> bool:
    return text[at : at + 1] in ("“", '"', "«", "„")


def _after(mark: str, inside: bool, text: str, start: int, end: int) -> bool:
    """Whether text is quoted after ``mark``, seen where it was or was not before."""
    if mark in _CLOSES:
        return False
    if mark in _OPENS or not inside:
        return True
    # A straight mark closes, unless a new paragraph opened with it (the quote goes on).
    return start == 0 or text[start - 1] == "\n"


def quoted_spans(text: str) -> list[Span]:
    """Where direct speech stands in ``text``, without its marks."""
    if not any(mark in text for mark in _MARKS):
        return []
    inside = np.concatenate([[False], states(text) == INSIDE, [False]])
    edges = np.flatnonzero(inside[1:] != inside[:-1]).tolist()
    return [Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True)]
