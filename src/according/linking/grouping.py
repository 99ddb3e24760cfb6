"""Accounts into happenings: a grouping that hangs on the accounts alone, not on their order.

Groups are merged from the likeliest two on, by the mean odds of the pairs that are known between
them. Groups of which two accounts bar each other stay apart, and so do accounts that a person told
apart; those that a person joined are together before anything else.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping

Pair = tuple[str, str]


def group(
    names: Iterable[str],
    odds: Mapping[Pair, float],
    barred: Iterable[Pair] = (),
    joined: Iterable[Pair] = (),
    threshold: float = 0.0,
) -> list[frozenset[str]]:
    """The groups, in the order of their least names.

    Args:
        odds: of pairs that were compared; what was not is taken to say nothing.
        barred: pairs that are never in one group, unless joined.
        joined: pairs that a person put together.
        threshold: the mean odds from which on two groups are one.
    """
    work = _Groups(names)
    together = {frozenset(each) for each in joined}
    for (a, b), value in odds.items():
        work.add(a, b, value)
    for a, b in barred:
        if frozenset((a, b)) not in together:
            work.bar(a, b)
    for a, b in sorted(tuple(sorted(each)) for each in together if len(each) == 2):
        work.join(a, b)
    work.merge(threshold)
    return sorted(map(frozenset, work.members.values()), key=min)


class _Groups:
    """Groups by their least names, with the sum and number of the odds between any two, and
    which are barred."""

    def __init__(self, names: Iterable[str]) -> None:
        self.members = {each: {each} for each in sorted(set(names))}
        self._of = {each: each for each in self.members}
        self._known: dict[str, dict[str, tuple[float, int]]] = {each: {} for each in self.members}
        self._barred: dict[str, set[str]] = {each: set() for each in self.members}

    def add(self, a: str, b: str, value: float) -> None:
        if a in self.members and b in self.members and a != b:
            total, number = self._known[a].get(b, (0.0, 0))
            self._known[a][b] = self._known[b][a] = (total + value, number + 1)

    def bar(self, a: str, b: str) -> None:
        if a in self.members and b in self.members:
            self._barred[a].add(b)
            self._barred[b].add(a)

    def join(self, a: str, b: str) -> None:
        if a in self._of and b in self._of and self._of[a] != self._of[b]:
            self._merged(self._of[a], self._of[b])

    def merge(self, threshold: float) -> None:
        pairs = [
            self._entry(a, b)
            for a, known in self._known.items()
            for b in known
            if a < b and not self._bars(a, b)
        ]
        heapq.heapify(pairs)
        while pairs:
            odds, a, b, number = heapq.heappop(pairs)
            if -odds < threshold:
                return
            now = self._known.get(a, {}).get(b)
            # Either was merged since, or other odds have come in between.
            if now is None or now[1] != number or self._bars(a, b):
                continue
            kept = self._merged(a, b)
            for other in self._known[kept]:
                if not self._bars(kept, other):
                    heapq.heappush(pairs, self._entry(*sorted((kept, other))))

    def _bars(self, a: str, b: str) -> bool:
        return b in self._barred[a]

    def _entry(self, a: str, b: str) -> tuple[float, str, str, int]:
        total, number = self._known[a][b]
        # Rounded, so that the order of adding up cannot decide between equals.
        return -round(total / number, 9), a, b, number

    def _merged(self, a: str, b: str) -> str:
        kept, gone = sorted((a, b))
        self.members[kept] |= self.members.pop(gone)
        for each in self.members[kept]:
            self._of[each] = kept
        for other, (total, number) in self._known.pop(gone).items():
            del self._known[other][gone]
            if other != kept:
                mine, so_many = self._known[kept].get(other, (0.0, 0))
                both = (mine + total, so_many + number)
                self._known[kept][other] = self._known[other][kept] = both
        for other in self._barred.pop(gone):
            self._barred[other].discard(gone)
            if other != kept:
                self.bar(kept, other)
        return kept
