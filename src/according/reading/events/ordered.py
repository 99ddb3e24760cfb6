"""Findings in the order of the text, to be asked for those near a stretch of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Generic, TypeVar

from according.model import Span

Found = TypeVar("Found")


class Ordered(Generic[Found]):
    """Findings, each of which stands at the ``span`` that is given of it."""

    def __init__(self, findings: Sequence[Found], span: Callable[[Found], Span]) -> None:
        self._findings = sorted(findings, key=span)
        self._span = span
        self._starts = [span(each).start for each in self._findings]
        self._reach = list(accumulate((span(each).end for each in self._findings), max))

    def within(self, stretch: Span) -> list[Found]:
        """Those that ``stretch`` covers."""
        first = bisect_left(self._starts, stretch.start)
        last = bisect_left(self._starts, stretch.end)
        return [each for each in self._findings[first:last] if stretch.covers(self._span(each))]

    def around(self, stretch: Span) -> list[Found]:
        """Those that cover ``stretch``, the last begun first."""
        found = []
        at = bisect_right(self._starts, stretch.start) - 1
        while at >= 0 and self._reach[at] >= stretch.end:
            if self._span(self._findings[at]).covers(stretch):
                found.append(self._findings[at])
            at -= 1
        return found

    def last_before(self, place: int) -> Found | None:
        """The last that begins before the code point ``place``."""
        at = bisect_left(self._starts, place) - 1
        return self._findings[at] if at >= 0 else None
