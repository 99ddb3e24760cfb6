"""Whose word a stretch of a report is: the chain of attributions around it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from according.model import OUTLET, Attribution, Holder, Span


class Holders:
    """The attributions of one report, to be asked whose word a stretch of it is."""

    def __init__(self, attributions: Iterable[Attribution]) -> None:
        self.by_id = {each.id: each for each in attributions}
        parts = [
            (len(part.span), each.id, part.start, part.end)
            for each in self.by_id.values()
            for part in each.content
        ]
        self._edges = sorted({edge for _, _, *ends in parts for edge in ends})
        number = {edge: at for at, edge in enumerate(self._edges)}
        narrowest: list[tuple[int, str] | None] = [None] * len(self._edges)
        for length, name, start, end in sorted(parts, reverse=True):
            between = range(number[start], number[end])
            narrowest[number[start] : number[end]] = [(length, name) for _ in between]
        self._narrowest = narrowest

    def of(self, span: Span) -> Holder:
        """The chain of attributions in whose contents ``span`` begins, outermost first; the
        outlet's own word where there is none. It ends with the narrowest content."""
        at = bisect_right(self._edges, span.start) - 1
        found = self._narrowest[at] if at >= 0 else None
        if found is None:
            return OUTLET
        chain = [found[1]]
        while (outer := self.by_id[chain[0]].inside) in self.by_id and outer not in chain:
            chain.insert(0, str(outer))
        return Holder(tuple(chain))
