"""Spans that may be mentions: short ones of whole words within a sentence, and what the parse
takes for a noun phrase."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from according.reading.coreference.words import Words
from according.reading.encoder.pieces import Ints, Pieces

Bools: TypeAlias = NDArray[np.bool_]

LONGEST = 20
"""Pieces in a span that the parse knows nothing of. In GUM 98 of 100 mentions are no longer."""

LONGEST_PHRASE = 63
"""Pieces in a noun phrase."""

SHAPES = 64
"""Ways to be a noun phrase, as bits: all that hangs on the head; up to the head; up to what is
joined by "and"; up to a clause or apposition; the head alone; a run of proper nouns."""

_FULL, _CORE, _UNJOINED, _UNAPPOSED, _ALONE, _RUN = (1 << bit for bit in range(6))

TAGS = {
    tag: number
    for number, tags in enumerate(
        ("NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "CD", "DT PDT", "WP WDT WP$", "VBG", "JJ FW"), 1
    )
    for tag in tags.split()
}
"""Classes of the heads of noun phrases; 0 is any other."""
TAG_CLASSES = 12

_NEVER_LAST = {",", ".", ":", "``", "''", "-LRB-", "-RRB-", "_SP", "POS", "HYPH", "CC", "IN"}
_NEVER_FIRST = {",", ".", ":", "''", "-RRB-", "_SP", "POS", "HYPH", "CC"}
_APART = {"appos", "relcl", "acl", "punct"}


@dataclass(frozen=True, slots=True)
class Candidates:
    """Spans in pieces, in the order of the text, longer ones first. One entry a span.

    ``shape`` says in which ways it is a noun phrase (0: in none), ``tag`` is its head's class,
    ``head`` the number of the word that is its head (-1 where it is no noun phrase).
    """

    first: Ints
    last: Ints
    shape: Ints
    tag: Ints
    head: Ints

    def __len__(self) -> int:
        return len(self.first)

    def part(self, chosen: Ints) -> Candidates:
        """Some of the spans."""
        return Candidates(*(getattr(self, name)[chosen] for name in self.__slots__))


def candidates(
    words: Words, pieces: Pieces, edges: tuple[Bools, Bools] | None = None
) -> Candidates:
    """The spans of a report that may be mentions.

    Args:
        edges: at which pieces one that is no noun phrase may begin, and may end; anywhere
            where not given.
    """
    if not len(words) or not len(pieces):
        return Candidates(*(np.zeros(0, dtype=np.int64) for _ in range(5)))
    width = LONGEST_PHRASE + 1
    phrases = _phrases(words, pieces)
    known = np.fromiter(phrases, dtype=np.int64)
    keys = np.unique(np.concatenate([_short(words, pieces, edges), known]))
    first, length = keys // width, keys % width
    order = np.lexsort((-length, first))
    keys, first, length = keys[order], first[order], length[order]
    told = [phrases.get(key, _NONE) for key in keys.tolist()]
    shape, tag, head = np.array(told, dtype=np.int64).reshape(-1, 3).T
    return Candidates(first, first + length, shape, tag, head)


def _short(words: Words, pieces: Pieces, edges: tuple[Bools, Bools] | None) -> Ints:
    """Keys of the short spans of whole words within a sentence."""
    glued = (pieces.lead == 0) & (pieces.case != 0)
    glued[1:] &= pieces.case[:-1] != 0
    glued[0] = False
    begins, ends = ~glued, np.append(~glued[1:], True)
    if edges is not None:
        begins, ends = begins & edges[0], ends & edges[1]
    marks = pieces.case == 0
    of_word = words.of_pieces(pieces)
    sentence = words.sentence[of_word]
    found = []
    for length in range(1, min(LONGEST, len(pieces)) + 1):
        stop = len(pieces) - length + 1
        fits = begins[:stop] & ends[length - 1 :] & (sentence[:stop] == sentence[length - 1 :])
        if length == 1:
            fits &= ~marks
        found.append(np.flatnonzero(fits) * (LONGEST_PHRASE + 1) + length)
    return np.concatenate(found)


_NONE = (0, 0, -1)


def _phrases(words: Words, pieces: Pieces) -> dict[int, tuple[int, int, int]]:
    """Shape, class and head of the parse's noun phrases, by key."""
    first, last = (each.tolist() for each in words.in_pieces(pieces))
    found: dict[int, tuple[int, int, int]] = {}
    hanging = _hanging(words)
    for at, tag in enumerate(words.tag):
        kind = TAGS.get(tag)
        if kind is None:
            continue
        for shape, start, end in _spans(words, hanging, at):
            a, b = first[start], last[end - 1]
            if 0 < b - a <= LONGEST_PHRASE:
                key = a * (LONGEST_PHRASE + 1) + b - a
                found[key] = (found.get(key, _NONE)[0] | shape, kind, at)
    return found


def _hanging(words: Words) -> dict[int, list[int]]:
    """For each word those that hang on it and stand behind it and may be cut off."""
    found: dict[int, list[int]] = {}
    for at, (dep, head) in enumerate(zip(words.dep, words.head.tolist(), strict=True)):
        if head < at and (dep in _APART or dep in ("cc", "conj", "prep")):
            found.setdefault(head, []).append(at)
    return found


def _spans(words: Words, hanging: dict[int, list[int]], at: int) -> Iterator[tuple[int, int, int]]:
    left, right = int(words.left[at]), int(words.right[at]) + 1
    left = _from(words, left, at)
    yield _FULL, left, _up_to(words, at, right)
    yield _CORE, left, at + 1
    yield _ALONE, at, at + 1
    for child in hanging.get(at, ()):
        dep = words.dep[child]
        shape = _UNJOINED if dep in ("cc", "conj") else _UNAPPOSED
        yield shape, left, _up_to(words, at, int(words.left[child]))
    run = at
    while run > left and words.tag[run - 1].startswith("NNP"):
        run -= 1
    if run < at:
        yield _RUN, run, at + 1


def _from(words: Words, start: int, at: int) -> int:
    while start < at and words.tag[start] in _NEVER_FIRST:
        start += 1
    return start


def _up_to(words: Words, at: int, end: int) -> int:
    while end > at + 1 and words.tag[end - 1] in _NEVER_LAST:
        end -= 1
    return max(end, at + 1)
