"""What people decided of links, as it weighs when reports are compared."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, product

from according.linking.grouping import Pair
from according.model import Judgement

JOIN, SPLIT, NOT_A_COPY, UNDO = "join", "split", "not a copy", "undo"
APART, SAME = "not the same", "the same"

KINDS = ("event", "reports", "actors")
"""Kinds of things that these judgements are about."""

Anchor = tuple[str, str, int]
"""An account: its id, its report, and where in the text its first words stand."""

Find = Callable[[Anchor], str | None]
"""The account that an anchor means now, None where there is none any more."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Accounts that people put together, each set of one happening, no account in two; pairs of
    accounts that are not of one; pairs of reports of which neither was made of the other, nor both
    of a third."""

    joined: tuple[frozenset[str], ...] = ()
    apart: frozenset[Pair] = frozenset()
    denied: frozenset[frozenset[str]] = frozenset()

    def pairs(self, names: Iterable[str]) -> Iterator[Pair]:
        """Pairs of some accounts, enough to hold together those that people put together, be it
        by way of others. All pairs of two events of a thousand reports would be a million."""
        there = frozenset(names)
        for each in self.joined:
            first, *others = sorted(each & there) or [""]
            yield from ((first, other) for other in others)


def anchors(judgement: Judgement) -> tuple[list[Anchor], list[Anchor]]:
    """The accounts that a judgement of events puts together or apart: the one and the other side;
    none of a judgement of something else."""
    if judgement.about[0] != "event" or judgement.value is None:
        return [], []
    value = json.loads(judgement.value)
    these, others = (
        [(row[0], row[1], row[2]) for row in value[side]] for side in ("these", "others")
    )
    return these, others


@dataclass(frozen=True, slots=True)
class _Sides:
    """The accounts that a judgement puts together or apart, as they are now."""

    decision: str
    these: frozenset[str]
    others: frozenset[str]

    @classmethod
    def of(cls, judgement: Judgement, find: Find) -> _Sides:
        these, others = (frozenset(filter(None, map(find, side))) for side in anchors(judgement))
        return cls(judgement.decision, these, others)

    def meets(self, other: _Sides) -> bool:
        """Whether another decides on a pair of these too."""
        return bool(
            (self.these & other.these and self.others & other.others)
            or (self.these & other.others and self.others & other.these)
        )

    def pairs(self) -> Iterator[Pair]:
        """All pairs that are decided on."""
        return ((min(a, b), max(a, b)) for a, b in product(self.these, self.others) if a != b)


def judged(standing: Iterable[Judgement], find: Find) -> Judged:
    """What stands, of the accounts that there are now: the last word on a pair counts."""
    rows = list(standing)
    said: dict[Pair, str] = {}
    whole: list[frozenset[str]] = []
    sides = [_Sides.of(each, find) for each in rows]
    splits: dict[str, list[_Sides]] = {}
    for each in sides:
        if each.decision == SPLIT:
            for account in each.these:
                splits.setdefault(account, []).append(each)
    for each in sides:
        if each.decision == JOIN and not _is_split(each, splits):
            # No pair of it was told apart, so that none need be looked at by itself.
            whole.append(each.these | each.others if each.these and each.others else frozenset())
        else:
            said |= dict.fromkeys(each.pairs(), each.decision)
    joined = (frozenset(pair) for pair, word in said.items() if word == JOIN)
    apart = frozenset(pair for pair, word in said.items() if word == SPLIT)
    return Judged(_united(chain(whole, joined)), apart, not_copies(rows))


def _is_split(join: _Sides, splits: Mapping[str, Iterable[_Sides]]) -> bool:
    """Whether people told a pair apart, before or after, that they joined.

    Args:
        splits: by each account of their first side, which is the smaller.
    """
    accounts = (join.these | join.others) & splits.keys()
    return any(join.meets(each) for account in accounts for each in splits[account])


def _united(sets: Iterable[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """Sets that share an account as one, in the order of their least accounts."""
    of: dict[str, set[str]] = {}
    for each in sets:
        met = {id(of[name]): of[name] for name in each if name in of}.values()
        whole = max(met, key=len, default=set[str]())
        for more in (each, *(one for one in met if one is not whole)):
            whole |= more
            of |= dict.fromkeys(more, whole)
    found = {id(each): each for each in of.values()}.values()
    return tuple(sorted(map(frozenset, found), key=min))


def not_copies(standing: Iterable[Judgement]) -> frozenset[frozenset[str]]:
    """Pairs of reports that people said are no copies of each other."""
    return frozenset(
        frozenset(each.about[1].split()) for each in standing if each.decision == NOT_A_COPY
    )
