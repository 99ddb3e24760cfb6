"""A long text in windows that overlap, and which window says what of each piece.

A piece near the edge of a window has seen little of what stands around it, so each piece is
taken from the window in which it lies farthest from an edge.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

LONGEST = 192
"""Pieces in a window. Training cuts windows of up to as many."""

SHARED = 48
"""Pieces that a window should share with the one before it."""


def plan(length: int, breaks: Sequence[int]) -> list[tuple[int, int]]:
    """Windows over ``length`` pieces, as (first, past the last), each begun with a sentence
    where one begins near enough. ``breaks`` are the first pieces of sentences, in order."""
    found, first = [], 0
    while length - first > LONGEST:
        found.append((first, first + LONGEST))
        first = _next(first, breaks)
    return [*found, (first, length)] if length else []


def _next(first: int, breaks: Sequence[int]) -> int:
    ideal = first + LONGEST - SHARED
    at = bisect_left(breaks, ideal + 1) - 1
    # Not so far back that half of a window were read twice.
    return breaks[at] if at >= 0 and breaks[at] >= first + LONGEST // 2 else ideal


def shares(windows: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """For each window, the pieces that are taken from it: those up to the middle of what it
    shares with its neighbours."""
    edges = [0]
    for (_, end), (start, _) in pairwise(windows):
        edges.append((start + end) // 2)
    return list(zip(edges, [*edges[1:], windows[-1][1]], strict=True)) if windows else []
