"""Older tolls that a report replaces itself: "20 people died, up from an initial toll of 12"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from according.data import load_sets
from according.model import Account, Figure, Span

FILE = "events/older.json"
_NEAR = 9
"""Words before a number, in its sentence, that may say that it is an older one."""
_FROM = 4
"""Of these, the last, among which "from" may stand after a word for a change."""


@dataclass(frozen=True, slots=True)
class Older:
    """Words, lower case: ``older`` beside one for ``telling``, or one of ``moves`` before
    "from", say of a number that another has taken its place."""

    older: frozenset[str]
    telling: frozenset[str]
    moves: frozenset[str]

    def is_told(self, words: Sequence[str]) -> bool:
        """Whether the words before a number say it."""
        if self.older & set(words) and self.telling & set(words):
            return True
        near = words[-_FROM:]
        return "from" in near and bool(self.moves & set(words))


@cache
def load_older() -> Older:
    """The words of ``data/events/older.json``.

    Raises:
        DataError: the file is missing or damaged.
    """
    return load_sets(FILE, Older)


def superseded(
    text: str, sentences: Iterable[Span], figures: Sequence[Figure], accounts: Iterable[Account]
) -> tuple[Figure, ...]:
    """The figures, those marked that an account has another of the same kind instead of.

    Args:
        text: the report's.
        sentences: all of its, in order.
    """
    starts = sorted(each.start for each in sentences)
    older = {each.id for each in figures if _is_older(text, starts, each.evidence.start)}
    by_id = {each.id: each for each in figures}
    replaced = set()
    for account in accounts:
        own = [by_id[each] for each in account.figure_ids]
        newer = {each.kind for each in own if each.id not in older}
        replaced |= {each.id for each in own if each.id in older and each.kind in newer}
    return tuple(
        replace(each, superseded=True) if each.id in replaced else each for each in figures
    )


def _is_older(text: str, starts: Sequence[int], at: int) -> bool:
    begins = starts[bisect_right(starts, at) - 1] if starts else 0
    return load_older().is_told(text[begins:at].lower().replace(",", " ").split()[-_NEAR:])
