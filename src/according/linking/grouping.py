"""Accounts into happenings: a grouping that hangs on the accounts alone, not on their order.

Groups are merged from the likeliest two on, by the mean odds of all pairs between them. Groups of
which two accounts bar each other stay apart, and so do accounts that a person told apart; those
that a person joined are together before anything else.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable
from itertools import product

Pair = tuple[str, str]

Odds = Callable[[str, str], float | None]
"""The odds of two, the lesser name first; None where they bar each other."""

Sum = tuple[float, int] | None
"""The odds of all pairs between two groups and how many these are; None where some are barred."""


def group(
    names: Iterable[str],
    near: Iterable[Pair],
    odds: Odds,
    joined: Iterable[Pair] = (),
    threshold: float = 0.0,
) -> list[frozenset[str]]:
    """The groups, in the order of their least names.

    Args:
        near: pairs that can bring groups together. Enough are those whose odds reach
            ``threshold``: without one, the mean between two groups cannot.
        odds: of any two names; asked only of groups that some pair brings near each other.
        joined: pairs that a person put together, whatever bars them.
        threshold: the mean odds from which on two groups are one.
    """
    work = _Groups(names, odds)
    for a, b in sorted({_sorted(*each) for each in joined}):
        work.join(a, b)
    for a, b in near:
        work.bring(a, b)
    work.merge(threshold)
    return sorted(map(frozenset, work.members.values()), key=min)


class _Groups:
    """Groups by their least names, with those near each and the odds between them."""

    def __init__(self, names: Iterable[str], odds: Odds) -> None:
        self.members = {each: [each] for each in sorted(set(names))}
        self._odds = odds
        self._of = {each: each for each in self.members}
        self._near: dict[str, dict[str, Sum]] = {each: {} for each in self.members}

    def join(self, a: str, b: str) -> None:
        if a in self._of and b in self._of and self._of[a] != self._of[b]:
            self._put(*_sorted(self._of[a], self._of[b]))

    def bring(self, a: str, b: str) -> None:
        """Let two be candidates for a merger."""
        if a not in self._of or b not in self._of:
            return
        one, other = self._of[a], self._of[b]
        if one != other and other not in self._near[one]:
            self._near[one][other] = self._near[other][one] = self._sum(one, other)

    def merge(self, threshold: float) -> None:
        pairs = [
            entry
            for a, near in self._near.items()
            for b in near
            if a < b and (entry := self._entry(a, b)) is not None
        ]
        heapq.heapify(pairs)
        while pairs:
            odds, a, b, number = heapq.heappop(pairs)
            if -odds < threshold:
                return
            now = self._near.get(a, {}).get(b)
            if now is None or now[1] != number:
                continue  # Either was merged since.
            self._unite(a, b)
            for other in self._near[a]:
                entry = self._entry(*_sorted(a, other))
                if entry is not None:
                    heapq.heappush(pairs, entry)

    def _entry(self, a: str, b: str) -> tuple[float, str, str, int] | None:
        between = self._near[a][b]
        if between is None:
            return None
        # Rounded, so that the order of adding up cannot decide between equals.
        return -round(between[0] / between[1], 9), a, b, between[1]

    def _unite(self, kept: str, gone: str) -> None:
        mine, others = self._near[kept], self._near[gone]
        between = {
            other: _both(
                mine[other] if other in mine else self._sum(kept, other),
                others[other] if other in others else self._sum(gone, other),
            )
            for other in sorted((mine.keys() | others.keys()) - {kept, gone})
        }
        self._put(kept, gone)
        for other, value in between.items():
            self._near[other].pop(gone, None)
            self._near[other][kept] = value
        self._near[kept] = between

    def _put(self, kept: str, gone: str) -> None:
        for each in self.members[gone]:
            self._of[each] = kept
        self.members[kept] += self.members.pop(gone)
        del self._near[gone]

    def _sum(self, a: str, b: str) -> Sum:
        total, number = 0.0, 0
        for pair in product(self.members[a], self.members[b]):
            value = self._odds(*_sorted(*pair))
            if value is None:
                return None
            total, number = total + value, number + 1
        return total, number


def _both(a: Sum, b: Sum) -> Sum:
    return None if a is None or b is None else (a[0] + b[0], a[1] + b[1])


def _sorted(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)
