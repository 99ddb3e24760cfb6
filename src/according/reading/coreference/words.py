"""The words of a whole report as arrays: what the parse says of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from spacy.attrs import DEP, ENT_TYPE, HEAD, IDX, LENGTH, LOWER, SENT_START, TAG
from spacy.strings import StringStore

from according.reading.encoder.pieces import Ints, Pieces
from according.reading.parse import Passage


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of all passages in order, white space among them. One entry a token.

    ``starts`` and ``ends`` are in code points of the report; ``head`` (a root is its own),
    ``left`` and ``right`` (the edges of what hangs on a token) are numbers of tokens; ``entity``
    is the pipeline's label of the name that a token is of, or empty.
    """

    starts: Ints
    ends: Ints
    lower: tuple[str, ...]
    tag: tuple[str, ...]
    dep: tuple[str, ...]
    entity: tuple[str, ...]
    head: Ints
    left: Ints
    right: Ints
    sentence: Ints
    paragraph: Ints

    def __len__(self) -> int:
        return len(self.lower)

    def in_pieces(self, pieces: Pieces) -> tuple[Ints, Ints]:
        """For each word its first piece, and past its last; equal where it has none."""
        first = np.searchsorted(pieces.ends, self.starts, side="right")
        last = np.searchsorted(pieces.starts, self.ends, side="left")
        return first, np.maximum(first, last)

    def of_pieces(self, pieces: Pieces) -> Ints:
        """For each piece the word in which it begins."""
        found = np.searchsorted(self.starts, pieces.starts, side="right") - 1
        return np.clip(found, 0, max(0, len(self) - 1))


def words(passages: Sequence[Passage]) -> Words:
    """The words of a parsed report."""
    parts = [_part(passage) for passage in passages]
    offsets = np.cumsum([0, *(len(part.lower) for part in parts)])[:-1]
    shifted = [(part, int(at)) for part, at in zip(parts, offsets, strict=True)]
    return Words(
        starts=_one([part.starts for part in parts]),
        ends=_one([part.ends for part in parts]),
        lower=tuple(chain.from_iterable(part.lower for part in parts)),
        tag=tuple(chain.from_iterable(part.tag for part in parts)),
        dep=tuple(chain.from_iterable(part.dep for part in parts)),
        entity=tuple(chain.from_iterable(part.entity for part in parts)),
        head=_one([part.head + at for part, at in shifted]),
        left=_one([part.left + at for part, at in shifted]),
        right=_one([part.right + at for part, at in shifted]),
        sentence=np.cumsum(_one([part.begins for part in parts])),
        paragraph=_paragraphs([part.breaks for part in parts]),
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """The words of a passage, numbered from its first."""

    starts: Ints
    ends: Ints
    lower: list[str]
    tag: list[str]
    dep: list[str]
    entity: list[str]
    head: Ints
    left: Ints
    right: Ints
    begins: Ints
    breaks: Ints


def _part(passage: Passage) -> _Part:
    doc = passage.doc
    # One call for all tokens: to ask each token for each attribute takes ten times as long.
    table = doc.to_array(_ATTRIBUTES).astype(np.int64).reshape(-1, len(_ATTRIBUTES))
    places, lengths, heads, begins = table[:, :4].T
    head = np.arange(len(table)) + heads
    left, right = _edges(head.tolist())
    lower, tag, dep, entity = (_names(table[:, at], doc.vocab.strings) for at in range(4, 8))
    starts = passage.start + places
    breaks = np.array(["\n" in each for each in lower], dtype=np.int64)
    return _Part(
        starts,
        starts + lengths,
        lower,
        tag,
        dep,
        entity,
        head,
        left,
        right,
        (begins == 1).astype(np.int64),
        breaks,
    )


_ATTRIBUTES = [IDX, LENGTH, HEAD, SENT_START, LOWER, TAG, DEP, ENT_TYPE]


def _names(hashes: Ints, strings: StringStore) -> list[str]:
    plain = hashes.astype(np.uint64).tolist()
    known = {each: strings[each] for each in set(plain)}
    return [known[each] for each in plain]


def _edges(heads: list[int]) -> tuple[Ints, Ints]:
    """The first and the last of the words that hang on each, itself among them."""
    left, right = list(range(len(heads))), list(range(len(heads)))
    waiting = [0] * len(heads)
    for at, head in enumerate(heads):
        waiting[head] += head != at
    done = [at for at, count in enumerate(waiting) if count == 0]
    for at in done:
        head = heads[at]
        if head != at:
            left[head], right[head] = min(left[head], left[at]), max(right[head], right[at])
            waiting[head] -= 1
            if waiting[head] == 0:
                done.append(head)
    return np.array(left, dtype=np.int64), np.array(right, dtype=np.int64)


def _one(parts: Sequence[Ints]) -> Ints:
    return np.concatenate([np.zeros(0, dtype=np.int64), *parts])


def _paragraphs(breaks: Sequence[Ints]) -> Ints:
    """Numbers of paragraphs: one more behind a word with a line break and behind a passage."""
    found, number = [], 0
    for each in breaks:
        total = np.cumsum(each)
        found.append(number + total - each)
        number += int(total[-1] if len(total) else 0) + 1
    return _one(found)
