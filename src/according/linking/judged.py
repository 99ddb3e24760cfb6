"""What people decided of links, as it weighs when reports are compared."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

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
    """Pairs of accounts that are of one happening, and that are not; pairs of reports of which
    neither was made of the other, nor both of a third."""

    joined: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()
    denied: frozenset[frozenset[str]] = frozenset()


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


def judged(standing: Iterable[Judgement], find: Find) -> Judged:
    """What stands, of the accounts that there are now: the last word on a pair counts."""
    said: dict[Pair, str] = {}
    rows = list(standing)
    for each in rows:
        these, others = (list(filter(None, map(find, side))) for side in anchors(each))
        for a in these:
            for b in others:
                one, other = sorted((a, b))
                said[one, other] = each.decision
    return Judged(
        frozenset(pair for pair, word in said.items() if word == JOIN and pair[0] != pair[1]),
        frozenset(pair for pair, word in said.items() if word == SPLIT),
        not_copies(rows),
    )


def not_copies(standing: Iterable[Judgement]) -> frozenset[frozenset[str]]:
    """Pairs of reports that people said are no copies of each other."""
    return frozenset(
        frozenset(each.about[1].split()) for each in standing if each.decision == NOT_A_COPY
    )
