"""How many texts stand to one another, found at once by several processes.

What goes between processes are numbers, not evidence: there are hundreds of thousands of pairs,
and most are looked at by nobody. `links` makes evidence of them.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

from according.linking.fingerprints import candidates, fingerprints
from according.linking.sharing import Shared, share
from according.linking.words import words_of_all
from according.model import OriginLink, Report, Span

T = TypeVar("T")

_PART = 500
"""Texts or pairs that go to a process at once."""

Quotes = Sequence[Span]
"""Where direct speech stands in a text."""

Found = tuple[int, int, Shared]
"""Two texts by their numbers, and what they share."""

_Pair = tuple[int, int, str, str, Quotes, Quotes]


def all_shared(texts: Sequence[str], quotes: Sequence[Quotes], workers: int = 1) -> Iterator[Found]:
    """Which texts share words that speak for a relation.

    Of many that share a text each is compared with the first few that had it, not all with all:
    so which pairs are found hangs on the order of the texts.

    Args:
        texts: in the order in which they are to be taken: the first of a group is compared with
            all behind it.
        quotes: where direct speech stands in each.
        workers: processes that work at it.
    """
    with _mapping(workers) as over:
        prints = [each for part in over(fingerprints, _parts(texts)) for each in part]
        pairs = ((a, b, texts[a], texts[b], quotes[a], quotes[b]) for a, b in candidates(prints))
        for part in over(_compared, _parts(pairs)):
            yield from part


def links(
    reports: Sequence[Report], quotes: Mapping[str, Quotes], workers: int = 1
) -> Iterator[OriginLink]:
    """What `all_shared` finds of reports, with the words of both as evidence.

    Args:
        reports: in the order in which they are to be taken.
        quotes: where direct speech stands, by the id of the report.
        workers: processes that work at it.
    """
    texts = [each.text for each in reports]
    spoken = [quotes.get(each.id, ()) for each in reports]
    for a, b, found in all_shared(texts, spoken, workers):
        yield found.link(reports[a], reports[b])


@contextmanager
def _mapping(workers: int) -> Iterator[Callable[..., Iterable[Any]]]:
    if workers <= 1:
        yield map
        return
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
        yield pool.map


def _parts(items: Iterable[T]) -> Iterator[list[T]]:
    """Work enough for one message to a process."""
    left = iter(items)
    while part := list(islice(left, _PART)):
        yield part


def _compared(pairs: Sequence[_Pair]) -> list[Found]:
    """What some pairs share, of those that share something."""
    texts: dict[int, tuple[str, Quotes]] = {}
    for a, b, text, other, in_a, in_b in pairs:
        texts[a], texts[b] = (text, in_a), (other, in_b)
    place = {each: at for at, each in enumerate(texts)}
    found = compared(
        [text for text, _ in texts.values()],
        [quotes for _, quotes in texts.values()],
        [(place[a], place[b]) for a, b, *_ in pairs],
    )
    numbers = [(a, b) for a, b, *_ in pairs]
    return [(a, b, one) for (a, b), one in zip(numbers, found, strict=True) if one is not None]


def compared(
    texts: Sequence[str], quotes: Sequence[Quotes], pairs: Sequence[tuple[int, int]]
) -> list[Shared | None]:
    """What some pairs of texts share, None where nothing speaks for a relation.

    Texts are cut together, and two of them are compared once, however many reports have them: of a
    wire story with thousands of copies all pairs are one.

    Args:
        quotes: where direct speech stands in each text.
        pairs: the numbers of both among ``texts``.
    """
    first: dict[tuple[str, Quotes], int] = {}
    own = [
        first.setdefault((text, tuple(spoken)), at)
        for at, (text, spoken) in enumerate(zip(texts, quotes, strict=True))
    ]
    once = list(first.values())
    cut = words_of_all([texts[each] for each in once], [quotes[each] for each in once])
    words = dict(zip(once, cut, strict=True))
    found: dict[tuple[int, int], Shared | None] = {}
    for pair in dict.fromkeys((own[a], own[b]) for a, b in pairs):
        found[pair] = share(words[pair[0]], words[pair[1]])
    return [found[own[a], own[b]] for a, b in pairs]
