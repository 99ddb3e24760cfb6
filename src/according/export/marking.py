"""Text cut into pieces at the edges of findings, so that findings may nest and cross."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from according.model import Span


@dataclass(frozen=True, slots=True)
class Marked:
    """A finding to mark: where, its anchor, the group it belongs to, its kind, a hint, and the
    layer that it is shown and hidden with."""

    span: Span
    anchor: str
    group: str
    kind: str
    hint: str
    layer: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that the same findings cover, the outermost of them first; ``begins`` are
    those that start here."""

    text: str
    under: tuple[Marked, ...]
    begins: tuple[Marked, ...]


def pieces(text: str, start: int, end: int, marks: Iterable[Marked]) -> Iterator[Piece]:
    """Cut ``text[start:end]`` at the edges of ``marks``; joined, the pieces are that text."""
    waiting = [each for each in marks if each.span.start < end and each.span.end > start]
    waiting.sort(key=lambda each: each.span.start, reverse=True)
    edges = {start, end}
    for each in waiting:
        edges.update((max(each.span.start, start), min(each.span.end, end)))
    over: list[Marked] = []
    for left, right in pairwise(sorted(edges)):
        over = [each for each in over if each.span.end > left]
        while waiting and waiting[-1].span.start <= left:
            over.append(waiting.pop())
        under = tuple(sorted(over, key=lambda each: -len(each.span)))
        begins = tuple(each for each in under if each.span.start == left)
        yield Piece(text[left:right], under, begins)


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The (start, end) of the paragraphs: what stands between blank lines."""
    start = 0
    for block in text.split("\n\n"):
        end = start + len(block)
        if block.strip():
            yield start, end
        start = end + 2
