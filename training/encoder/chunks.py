"""Documents to windows of whole sentences, anew in each epoch, some of them damaged.

Reports come in capitals, without punctuation and as one sentence; a reader trained on tidy
windows of one length alone fails on them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

import numpy as np

from according.reading.encoder.pieces import Ints, Pieces
from according.reading.encoder.tags import TAG_KINDS, B, I, O
from training.encoder.documents import Document

SHORTEST, LONGEST = 40, 192
CAPITALS, BARE, ONE_SENTENCE = 0.04, 0.08, 0.12
"""Shares of windows in capitals, without punctuation, of one sentence."""

UNNESTED = 0.15
"""Share of windows in which nothing inside a content is marked, though the corpus does not
mark it, that are taught as having nothing there. About one content in thirty has; all of
them would teach that none does, and none of them that every one does."""


@dataclass(frozen=True, slots=True)
class Window:
    """A window to train on. ``tags`` has a row a layer, -1 where a layer is not labelled."""

    pieces: Pieces
    tags: Ints
    spans: tuple[tuple[int, int, str, int], ...]
    """First piece, past the last, kind, layer; whole spans only."""
    links: tuple[tuple[int, int], ...]
    """(content, cue) and (cue, source), in numbers of ``spans``; -1 is none."""
    labels: tuple[str | None, ...] = ()
    events: tuple[tuple[int, str], ...] | None = None
    """First pieces of events and how they are held; None where they are not marked."""

    def __len__(self) -> int:
        return len(self.pieces)


def windows(document: Document, random: Random) -> Iterator[Window]:
    """Cut ``document`` into windows of whole sentences."""
    for first, last in stretches(document.breaks, len(document.pieces), random):
        window = _window(document, first, last)
        yield _damaged(_layered(window, document, random), random)


def stretches(breaks: Sequence[int], pieces: int, random: Random) -> Iterator[tuple[int, int]]:
    """Where windows of whole sentences begin and end; ``breaks`` are sentences' first pieces,
    the first of them 0."""
    ends = [*breaks[1:], pieces]
    start = 0
    limit = _limit(random)
    for at, end in enumerate(ends):
        following = ends[at + 1] if at + 1 < len(ends) else None
        if following is None or following - start > limit:
            for first in range(start, end, LONGEST):
                yield first, min(end, first + LONGEST)
            start, limit = end, _limit(random)


def _limit(random: Random) -> int:
    return 1 if random.random() < ONE_SENTENCE * 2 else random.randint(SHORTEST, LONGEST)


def _window(document: Document, first: int, last: int) -> Window:
    tags = tags_of(document)[:, first:last]
    kept, spans, labels = {}, [], []
    for number, (mark, (a, b)) in enumerate(
        zip(document.annotated.marks, document.spans, strict=True)
    ):
        if first <= a < b <= last:
            kept[number] = len(spans)
            spans.append((a - first, b - first, mark.kind, mark.layer))
            labels.append(mark.label)
    links = _links(document, kept)
    events = _events(document, first, last)
    pieces = document.pieces.part(first, last)
    return Window(pieces, tags, tuple(spans), links, tuple(labels), events)


def _events(document: Document, first: int, last: int) -> tuple[tuple[int, str], ...] | None:
    if document.annotated.events is None:
        return None
    at = [
        (document.pieces.between(start, end)[0] - first, label)
        for start, end, label in document.annotated.events
    ]
    return tuple(each for each in at if 0 <= each[0] < last - first)


def _layered(window: Window, document: Document, random: Random) -> Window:
    """The window with its inner layer, where that is known or is taken as known."""
    known = document.annotated.complete or bool((window.tags[1] > O).any())
    if known or random.random() < UNNESTED:
        return window
    tags = window.tags.copy()
    tags[1] = -1
    return replace(window, tags=tags)


def _links(document: Document, kept: dict[int, int]) -> tuple[tuple[int, int], ...]:
    """Links between kept spans; none for those that have none anywhere. A span whose partner
    is outside the window says nothing of either."""
    linked = dict(document.annotated.links)
    return tuple(
        (at, kept[linked[number]] if number in linked else -1)
        for number, at in kept.items()
        if document.annotated.marks[number].kind != "source"
        and (number not in linked or linked[number] in kept)
    )


def tags_of(document: Document) -> Ints:
    """The tags of both layers, (2, pieces). Where marks of a layer overlap, a source outweighs
    a cue, and a cue a content; what is left of that begins anew."""
    tags = np.full((2, len(document.pieces)), O, dtype=np.int64)
    order = sorted(
        zip(document.annotated.marks, document.spans, strict=True),
        key=lambda each: TAG_KINDS.index(each[0].kind),
        reverse=True,
    )
    for mark, (a, b) in order:
        if a < b:
            tags[mark.layer, a:b] = I[mark.kind]
            tags[mark.layer, a] = B[mark.kind]
    return mended(tags)


def mended(tags: Ints) -> Ints:
    """The tags with a beginning wherever a span goes on that was not begun. The first piece may
    be in the middle of a span: a window can begin there."""
    stray = np.isin(tags[:, 1:], list(I.values())) & (
        (tags[:, :-1] != tags[:, 1:]) & (tags[:, :-1] != tags[:, 1:] - 1)
    )
    fixed = tags.copy()
    fixed[:, 1:] -= stray
    return fixed


def _damaged(window: Window, random: Random) -> Window:
    draw = random.random()
    if draw < CAPITALS:
        return replace(window, pieces=capitals(window.pieces))
    if draw < CAPITALS + BARE:
        return bare(window, random.random() < 0.5)
    return window


def capitals(pieces: Pieces) -> Pieces:
    """The pieces as of a text in capitals."""
    case = np.where(np.isin(pieces.case, (1, 2, 4)), 3, pieces.case)
    return Pieces(pieces.ids, pieces.starts, pieces.ends, case, pieces.lead, pieces.quote)


def bare(window: Window, keep_stops: bool) -> Window:
    """The window without punctuation, or with full stops alone."""
    pieces = window.pieces
    keep = (pieces.case != 0) | (pieces.ids == FULL_STOP if keep_stops else False)
    if keep.sum() < 2:
        return window
    at = np.concatenate([[0], np.cumsum(keep)])
    spans = [(int(at[a]), int(at[b]), kind, layer) for a, b, kind, layer in window.spans]
    alive = {n: i for i, n in enumerate(n for n, (a, b, _, _) in enumerate(spans) if a < b)}
    links = tuple(
        (alive[a], alive[b] if b >= 0 else -1)
        for a, b in window.links
        if a in alive and (b < 0 or b in alive)
    )
    kept = Pieces(*(getattr(pieces, name)[keep] for name in Pieces.__slots__))
    quiet = Pieces(kept.ids, kept.starts, kept.ends, kept.case, kept.lead, kept.quote * 0)
    return Window(
        quiet,
        mended(window.tags[:, keep]),
        tuple(spans[n] for n in alive),
        links,
        tuple(window.labels[n] for n in alive),
        window.events and tuple((int(at[a]), label) for a, label in window.events if keep[a]),
    )


FULL_STOP = 1012
"""The vocabulary's number of "."; checked when the tokenizer is loaded."""
