"""Which numbers two texts, of which one was made from the other, have otherwise.

In a copy these stand within words that both share. A rewrite has other words as well: "Fourteen
people lost their lives" and "17 were killed"; there numbers are compared in sentences that tell
the same, where they count the same.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from according.linking.alignment import align
from according.linking.counts import Count, counts
from according.linking.stemming import stem
from according.linking.words import Words, words_of
from according.model import Span

_LETTERS = 4
"""Letters of a word by which sentences are put beside one another, at least."""
_SHARED = 3
_SHARE = 0.4
"""Words that two sentences which tell the same share, at least, and of the fewer of either's.
Chosen: "The ferry sank off Osk on Monday" has three of five with its rewrite."""

_COMMON = 12
"""A word that more sentences of a text have tells nothing of any."""


def changed_numbers(left: str, right: str) -> list[tuple[Span, Span]]:
    """Where numbers stand that one text has otherwise than the other, in the order of the second.
    "Fourteen" and "14" are one number."""
    one, other = words_of(left), words_of(right)
    mine, others = counts(left, one), counts(right, other)
    firsts = [[each.first for each in some] for some in (mine, others)]
    found: list[tuple[tuple[int, int], tuple[int, int]]] = []
    for change in align(one, other).changes():
        a, b = _within(mine, firsts[0], change.a), _within(others, firsts[1], change.b)
        if a and b and [each.amount for each in a] != [each.amount for each in b]:
            found.append((change.a, change.b))
    for count, its in _retold((one, mine), (other, others)):
        at, there = (count.first, count.last), (its.first, its.last)
        if not any(_meet(at, known[0]) or _meet(there, known[1]) for known in found):
            found.append((at, there))
    return [(one.span(*a), other.span(*b)) for a, b in sorted(found, key=lambda each: each[1])]


def _within(some: Sequence[Count], firsts: Sequence[int], words: tuple[int, int]) -> list[Count]:
    """Those that have a word of ``words``; ``firsts`` are their first words, in order."""
    at = max(0, bisect_left(firsts, words[0]) - 1)
    near = some[at : bisect_left(firsts, words[1])]
    return [each for each in near if each.last > words[0]]


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _retold(
    left: tuple[Words, Sequence[Count]], right: tuple[Words, Sequence[Count]]
) -> Iterator[tuple[Count, Count]]:
    """Numbers of the same in sentences that tell the same, where neither text has the other's."""
    (one, mine), (other, others) = left, right
    in_left, in_right = _by_sentence(one, mine), _by_sentence(other, others)
    for a, b in _sentences(one, other):
        there = list(in_right[b])
        for count in in_left[a]:
            if count.value is None or _is_told(count, others):
                continue
            its = next((each for each in there if each.is_of_the_same(count)), None)
            if its is not None and its.value is not None and not _is_told(its, mine):
                there.remove(its)
                yield count, its


def _by_sentence(words: Words, some: Sequence[Count]) -> defaultdict[int, list[Count]]:
    found = defaultdict(list)
    for each in some:
        found[int(words.sentence[each.first])].append(each)
    return found


def _is_told(count: Count, by: Sequence[Count]) -> bool:
    """Whether a text has a number of the same too, wherever."""
    return any(each.amount == count.amount and each.is_of_the_same(count) for each in by)


def _sentences(one: Words, other: Words) -> Iterator[tuple[int, int]]:
    """The sentences that tell the same: each is the likest of the other."""
    mine, others = _told(one), _told(other)
    holding: dict[str, list[int]] = {}
    for at, some in enumerate(mine):
        for word in some:
            holding.setdefault(word, []).append(at)
    likest: dict[int, tuple[float, int]] = {}
    chosen: dict[int, int] = {}
    for b, some in enumerate(others):
        shared = Counter(
            a
            for word in some
            if len(holding.get(word, ())) <= _COMMON
            for a in holding.get(word, ())
        )
        best = max(
            ((n / min(len(mine[a]), len(some)), -a) for a, n in shared.items() if n >= _SHARED),
            default=(0.0, 0),
        )
        if best[0] >= _SHARE:
            a = -best[1]
            chosen[b] = a
            likest[a] = max(likest.get(a, (0.0, 0)), (best[0], -b))
    for b, a in chosen.items():
        if likest[a][1] == -b:
            yield a, b


def _told(words: Words) -> list[frozenset[str]]:
    """The stems of each sentence's longer words, numbers apart."""
    found: list[set[str]] = [set() for _ in words.sentence_lengths]
    for form, sentence in zip(words.forms, words.sentence, strict=True):
        if len(form) >= _LETTERS and not form.isdigit():
            found[sentence].add(stem(form))
    return [frozenset(each) for each in found]
