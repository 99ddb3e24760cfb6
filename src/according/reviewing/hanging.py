"""Events that hang on one link: without one pair of accounts they fall apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from according.linking.events import SURE
from according.linking.grouping import Pair, group

WHOLE = 12
"""Accounts up to which each pair is tried by itself. Of more, those alone that hold the event
together in the plainest sense: no chain of other pairs leads from one side to the other."""


@dataclass(frozen=True, slots=True)
class Hanging:
    """A pair of accounts that an event hangs on, with its odds; ``side`` are the accounts on the
    side of ``pair[0]`` once it is gone."""

    pair: Pair
    odds: float
    side: frozenset[str]


def hanging(
    accounts: Iterable[str],
    near: Mapping[Pair, float],
    odds: Callable[[str, str], float],
    joined: Iterable[Pair],
    threshold: float,
) -> Hanging | None:
    """The least likely pair that an event hangs on; None if it hangs on none, or each that it
    hangs on is sure: a person's word, or text that both share.

    A pair is left out by letting it bring nobody together, and speak neither for nor against.

    Args:
        near: the logarithm of the odds of pairs that reach ``threshold``.
        odds: of any two.
        joined: pairs that a person put together.
    """
    names = frozenset(accounts)
    inside = {pair: value for pair, value in near.items() if set(pair) <= names}
    said: set[Pair] = {(min(pair), max(pair)) for pair in joined if set(pair) <= names}
    tried = sorted(
        (value, pair) for pair, value in inside.items() if value < SURE and pair not in said
    )
    pairs = [pair for _, pair in tried]
    if len(names) > WHOLE:
        found = _at_bridges(names, {*inside, *said}, pairs)
    else:
        found = _apart(names, inside, odds, said, threshold, pairs)
    for pair, side in found:
        return Hanging(pair, inside[pair], side)
    return None


def _apart(
    names: frozenset[str],
    near: Mapping[Pair, float],
    odds: Callable[[str, str], float],
    joined: Iterable[Pair],
    threshold: float,
    tried: Iterable[Pair],
) -> Iterator[tuple[Pair, frozenset[str]]]:
    """The pairs without which there is more than one group, with the side of their first."""
    if len(group(names, near, odds, joined, threshold)) > 1:
        return  # It is held together by what is not among these pairs.
    for pair in tried:

        def without(a: str, b: str, pair: Pair = pair) -> float:
            return threshold if (a, b) == pair else odds(a, b)

        parts = group(names, [each for each in near if each != pair], without, joined, threshold)
        if len(parts) > 1:
            yield pair, next(each for each in parts if pair[0] in each)


def _at_bridges(
    names: Iterable[str], pairs: set[Pair], tried: Iterable[Pair]
) -> Iterator[tuple[Pair, frozenset[str]]]:
    """The same, where no chain of other pairs leads from one side to the other."""
    bridges = _bridges(names, pairs)
    for pair in tried:
        if pair in bridges:
            near: dict[str, set[str]] = {}
            for a, b in pairs - {pair}:
                near.setdefault(a, set()).add(b)
                near.setdefault(b, set()).add(a)
            side, frontier = {pair[0]}, [pair[0]]
            while frontier:
                more = near.get(frontier.pop(), set()) - side
                side |= more
                frontier += more
            yield pair, frozenset(side)


def _bridges(names: Iterable[str], pairs: Iterable[Pair]) -> frozenset[Pair]:
    """The pairs whose ends no other pairs connect (Tarjan 1974): walking on from one of them, no
    way leads back past it."""
    near: dict[str, list[str]] = {each: [] for each in names}
    for a, b in sorted(pairs):
        near[a].append(b)
        near[b].append(a)
    at: dict[str, int] = {}
    back: dict[str, int] = {}
    found = set()
    for root in sorted(near):
        if root in at:
            continue
        at[root] = back[root] = len(at)
        way = [(root, "", iter(near[root]))]
        while way:
            here, came, left = way[-1]
            there = next(left, None)
            if there is None:
                way.pop()
                if came:
                    back[came] = min(back[came], back[here])
                    if back[here] > at[came]:
                        found.add((min(came, here), max(came, here)))
            elif there not in at:
                at[there] = back[there] = len(at)
                way.append((there, here, iter(near[there])))
            elif there != came:
                back[here] = min(back[here], at[there])
    return frozenset(found)
