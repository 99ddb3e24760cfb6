"""The best one-to-one assignment of two sides by points, exactly.

Only pairs that can be are looked at: shortest augmenting paths over the pairs of each (Kuhn 1955,
Munkres 1957; on sparse tables as in Jonker and Volgenant 1987). Each of the one side is taken in
turn. Whoever is paired has a price that those who want them have to outbid; a path of exchanges is
followed only as far as it costs less than leaving somebody alone. Memory grows with the pairs, not
with the product of both sides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from heapq import heappop, heappush

Key = tuple[int, int]


def assign(points: Mapping[Key, float]) -> dict[int, int]:
    """For each of the one side whom it is paired with on the other, so that the sum is greatest.

    Args:
        points: above 0, by pair; pairs that are not there cannot be.
    """
    wanted: dict[int, list[tuple[int, float]]] = {}
    for a, b in sorted(points):
        wanted.setdefault(a, []).append((b, points[a, b]))
    work = _Assigning(wanted)
    for a in wanted:
        work.place(a)
    return work.pairs


@dataclass(slots=True)
class _Assigning:
    """``worth`` of one and ``price`` of the other of a pair come to no less than its points, and to
    just these for those that are paired: that is what makes the sum the greatest. Who is not
    paired has 0."""

    wanted: Mapping[int, list[tuple[int, float]]]
    pairs: dict[int, int] = field(default_factory=dict)
    owner: dict[int, int] = field(default_factory=dict)
    worth: dict[int, float] = field(default_factory=dict)
    price: dict[int, float] = field(default_factory=dict)

    def place(self, a: int) -> None:
        """Give ``a`` its place among those that were placed before."""
        self.worth[a] = max(0.0, *(each - self.price.get(b, 0.0) for b, each in self.wanted[a]))
        reached = {a: 0.0}
        near: dict[int, float] = {}
        done: dict[int, float] = {}
        came: dict[int, int] = {}
        # Of those that are as near, who is free comes first: with few different points most are.
        heap: list[tuple[float, bool, int]] = []
        # Who can be left alone at the least cost so far.
        least, alone, free = self.worth[a], a, None
        one = a
        while True:
            for b, each in self.wanted[one]:
                if b not in done:
                    far = reached[one] + self.worth[one] + self.price.get(b, 0.0) - each
                    if far <= least and far < near.get(b, float("inf")):
                        near[b], came[b] = far, one
                        heappush(heap, (far, b in self.owner, b))
            while heap and heap[0][2] in done:
                heappop(heap)
            if not heap or heap[0][0] > least:
                break
            far, owned, b = heappop(heap)
            if not owned:
                least, free = far, b
                break
            done[b] = far
            one = self.owner[b]
            reached[one] = far
            if far + self.worth[one] < least:
                least, alone = far + self.worth[one], one
        self._settle(least, reached, done)
        self._exchange(a, alone, free, came)

    def _settle(self, cost: float, reached: Mapping[int, float], done: Mapping[int, float]) -> None:
        for a, far in reached.items():
            self.worth[a] -= max(0.0, cost - far)
        for b, far in done.items():
            self.price[b] = self.price.get(b, 0.0) + max(0.0, cost - far)

    def _exchange(self, a: int, alone: int, free: int | None, came: Mapping[int, int]) -> None:
        """Hand on along the path that was found: each takes what the one before it leaves."""
        if free is None:
            if alone == a:
                return
            free = self.pairs.pop(alone)
        while True:
            one = came[free]
            left = self.pairs.get(one)
            self.pairs[one], self.owner[free] = free, one
            if one == a:
                return
            if left is None:
                raise AssertionError("a path of exchanges ends with the one that is placed")
            free = left
