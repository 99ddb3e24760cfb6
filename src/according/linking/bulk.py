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
from according.linking.words import words_of
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
    """What some pairs share. Those of one text stand together, so its words are cut once."""
    found = []
    before, left = -1, words_of("")
    for a, b, text, other, in_a, in_b in pairs:
        if a != before:
            before, left = a, words_of(text, in_a)
        one = share(left, words_of(other, in_b))
        if one is not None:
            found.append((a, b, one))
    return found
