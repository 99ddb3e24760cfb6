"""A long text in windows of whole sentences, and which window says what of each piece.

Where a sentence is cut, windows overlap: a piece near the edge has seen little of what stands
around it, so each is taken from the window in which it lies farthest from an edge.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

LONGEST = 192
"""Pieces in a window. Training cuts windows of whole sentences, of up to as many."""

SHARED = 48
"""Pieces that a window shares with the one before it where it begins within a sentence."""


def plan(length: int, breaks: Sequence[int]) -> list[tuple[int, int]]:
    """Windows over ``length`` pieces, as (first, past the last). ``breaks`` are the first pieces
    of sentences, in order: a window ends before one where it then is half full or more, and is
    cut within a sentence, and overlaps the next, only where there is none."""
    found, first = [], 0
    while length - first > LONGEST:
        reached = bisect_right(breaks, first + LONGEST)
        last = breaks[reached - 1] if reached else 0
        whole = last >= first + LONGEST // 2
        end = last if whole else first + LONGEST
        found.append((first, end))
        first = end if whole else end - SHARED
    return [*found, (first, length)] if length else []


def shares(windows: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """For each window, the pieces that are taken from it: those up to the middle of what it
    shares with its neighbours."""
    edges = [0]
    for (_, end), (start, _) in pairwise(windows):
        edges.append((start + end) // 2)
    return list(zip(edges, [*edges[1:], windows[-1][1]], strict=True)) if windows else []
