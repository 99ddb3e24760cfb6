"""Which figures of an account are parts of a larger one, where the words say so across a sentence.

What is told in one breath ("22 people, including four children") is known of the quantities. Here
an account's figures are seen together: "four of the dead were children" and "two more bodies were
found" are no tolls of their own beside "19 people were killed"; neither are "three attackers" on
the word of whoever says that 16 people died, nor "15 in a northern district" and "six in a village"
beside 21 in all.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations_with_replacement

from according.data import load_sets
from according.model import Account, Attribution, Figure, Holder, Span

FILE = "events/sorts.json"

_LEAST, _FEW = 4, 6
"""From what total on parts are looked for that sum up to it, and among how many different numbers:
beyond these sums come about by chance."""

_OF_THEM = re.compile(
    r"\s+of\s+(?:them|whom|which|those|these|the\s+(?:dead|killed|wounded|injured|victims|bodies))\b",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(r"\bof\s+(?:them|whom|which|those)\s+$", re.IGNORECASE)
_MORE = re.compile(r"\s+(?:more|additional|further|extra)\b", re.IGNORECASE)
_OTHERS = re.compile(r"\s+others?\b", re.IGNORECASE)
_ANOTHER = re.compile(r"\b(?:another|a\s+further|an\s+additional)\s+$", re.IGNORECASE)
_WERE_AMONG = re.compile(r"\b(?:is|are|was|were)\s+among\b", re.IGNORECASE)
_AMONG = re.compile(r"\bamong\s+(?:them|those|the)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sorts:
    """Words, lower case, for people who are in no case another toll beside all who died: whoever
    counts all counts these too, or leaves them out. Of other sorts that cannot be told: beside 25
    people, seven civilians are as often the dead of another attack."""

    doers: frozenset[str]
    women_and_children: frozenset[str]


@cache
def load_sorts() -> Sorts:
    """The words of ``data/events/sorts.json``.

    Raises:
        DataError: the file is missing or damaged.
    """
    return load_sets(FILE, Sorts)


def parted(
    text: str,
    sentences: Iterable[Span],
    figures: Sequence[Figure],
    accounts: Iterable[Account],
    attributions: Iterable[Attribution],
) -> tuple[Figure, ...]:
    """The figures, those with their total that are parts of one of their account's, and are not
    told to be.

    Args:
        text: the report's.
        sentences: all of its, in order.
        figures: of which it is known which are superseded.
        attributions: the report's.
    """
    around = _Around(text, sorted(each.start for each in sentences), _sources(attributions))
    by_id = {each.id: each for each in figures}
    total = {
        part.id: whole.id
        for account in accounts
        for part, whole in around.found([by_id[each] for each in account.figure_ids])
    }
    return tuple(
        replace(each, part_of=total[each.id]) if each.id in total else each for each in figures
    )


def _sources(attributions: Iterable[Attribution]) -> dict[str, str]:
    """Whose word each attribution gives: an actor, else whoever is called so."""
    return {
        each.id: each.source_actor_id or each.source.quote.lower()
        for each in attributions
        if each.source is not None
    }


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around a report's figures. ``starts`` are those of its sentences, ``sources``
    name by the ids of attributions whose word they give."""

    text: str
    starts: Sequence[int]
    sources: dict[str, str]

    def found(self, figures: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
        """Parts, each with its total, among an account's figures."""
        whole = [each for each in figures if each.part_of is None and not each.superseded]
        parts: dict[str, Figure] = {}
        for each in whole:
            larger = [one for one in whole if one.kind is each.kind and _is_more(one, each)]
            if larger and not self._is_part(each, figures):
                # On one word, and more for certain.
                source = self._source(each.holder)
                larger = [
                    one
                    for one in larger
                    if _is_of_sort(each)
                    and not _is_of_sort(one)
                    and _is_more(one, each, surely=True)
                    and self._source(one.holder) == source
                ]
            if larger:
                parts[each.id] = max(larger, key=lambda one: (one.low or 0, -one.evidence.start))
        for total in whole:
            if total.id not in parts:
                for each in _addends(total, whole, parts):
                    parts.setdefault(each.id, total)
        return ((each, parts[each.id]) for each in whole if each.id in parts)

    def _is_part(self, figure: Figure, figures: Sequence[Figure]) -> bool:
        """Whether the words around a figure say that it is a part, or that it comes on top."""
        start, end = figure.evidence.start, figure.evidence.end
        at = bisect_right(self.starts, start)
        begins = self.starts[at - 1] if at else 0
        before = self.text[begins:start]
        after = self.text[end : self.starts[at] if at < len(self.starts) else None]
        if _OF_THEM.match(after) or _OF_WHICH.search(before):
            return True
        if _MORE.match(after) or _ANOTHER.search(before):
            return True
        if _OTHERS.match(after):
            # "Two were killed and nine others wounded": others than the dead.
            return not any(
                begins <= each.evidence.start < start and each.kind is not figure.kind
                for each in figures
            )
        return bool(_WERE_AMONG.search(after) or _AMONG.search(before))

    def _source(self, holder: Holder) -> str:
        """Whose word something is, the innermost; the report's own is empty."""
        chain = reversed(holder.attribution_ids)
        return next((self.sources[each] for each in chain if each in self.sources), "")


def _is_more(one: Figure, other: Figure, *, surely: bool = False) -> bool:
    """Whether it counts more: at least so many as the other at least, or ``surely`` at most."""
    most = other.high if surely else other.low
    return one.low is not None and most is not None and one.low > most


def _is_of_sort(figure: Figure) -> bool:
    if figure.of_whom is None:
        return False
    word = figure.of_whom.quote.lower().split()[-1]
    return word in load_sorts().doers or word in load_sorts().women_and_children


def _addends(
    total: Figure, figures: Sequence[Figure], parts: Mapping[str, Figure]
) -> Iterator[Figure]:
    """Figures that sum up to a total: two or three of them, and in one way only. Where there is
    one to add, the total may as well have risen by it."""
    if total.low is None or total.low < _LEAST:
        return
    less = [
        each
        for each in figures
        if each.kind is total.kind
        and _is_more(total, each)
        and (each.low == each.high or total.high is None)
        and parts.get(each.id, total) is total
    ]
    values = sorted({each.low for each in less if each.low and each.low > 1})
    if len(values) > _FEW:
        return
    sums = [
        some
        for count in (2, 3)
        for some in combinations_with_replacement(values, count)
        if sum(some) == total.low and _are_there(some, less)
    ]
    if len(sums) == 1:
        yield from (each for each in less if each.low in sums[0])


def _are_there(values: Sequence[int], figures: Sequence[Figure]) -> bool:
    """Whether a number that is taken twice is told of two sorts of people."""
    for value in set(values):
        told = {
            each.of_whom.quote.lower() for each in figures if each.low == value and each.of_whom
        }
        if values.count(value) > max(1, len(told)):
            return False
    return True
