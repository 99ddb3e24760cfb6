"""Attributions inside others' contents, made of two that were annotated one by one.

Corpora of attribution mark one layer. Where one attribution's content is replaced by a whole
sentence that has attributions of its own, the result has two, with words of both in place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from tokenizers import Tokenizer

from according.reading.encoder.pieces import cut
from evaluation.marked import CONTENT, CUE, SOURCE, Annotated, Marked
from training.encoder.documents import Document

LONGEST_CHARS = 420

_LOWERED = frozenset(
    [
        "the",
        "a",
        "an",
        "it",
        "he",
        "she",
        "they",
        "we",
        "his",
        "her",
        "their",
        "its",
        "our",
        "this",
        "that",
        "these",
        "those",
        "there",
        "in",
        "on",
        "at",
        "as",
        "if",
        "when",
        "while",
        "after",
        "before",
        "but",
        "some",
        "many",
        "most",
        "several",
        "two",
        "three",
        "four",
        "no",
        "one",
    ]
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of one layer of attributions, all whole in it."""

    text: str
    marks: tuple[Marked, ...]
    links: tuple[tuple[int, int], ...]


def sentences(documents: Sequence[Document]) -> list[Sentence]:
    """The sentences that hold whole attributions and no part of others."""
    return [each for document in documents for each in _of(document)]


def _of(document: Document) -> Iterator[Sentence]:
    text, pieces = document.annotated.text, document.pieces
    edges = [*document.breaks, len(pieces)]
    for first, last in pairwise(edges):
        start, end = int(pieces.starts[first]), int(pieces.ends[last - 1])
        inside = {
            number: mark
            for number, mark in enumerate(document.annotated.marks)
            if mark.start < end and mark.end > start
        }
        whole = all(start <= mark.start and mark.end <= end for mark in inside.values())
        if inside and whole and end - start < LONGEST_CHARS and "\n" not in text[start:end]:
            at = {number: place for place, number in enumerate(inside)}
            links = tuple(
                (at[a], at[b]) for a, b in document.annotated.links if a in at and b in at
            )
            marks = tuple(
                Marked(mark.kind, mark.start - start, mark.end - start) for mark in inside.values()
            )
            yield Sentence(text[start:end], marks, links)


def frames(found: Sequence[Sentence]) -> list[tuple[Sentence, int]]:
    """Sentences with one unquoted clause as content, and the number of that content."""
    chosen = []
    for sentence in found:
        contents = [at for at, mark in enumerate(sentence.marks) if mark.kind == CONTENT]
        if len(contents) != 1:
            continue
        mark = sentence.marks[contents[0]]
        words = sentence.text[mark.start : mark.end]
        clause = words.startswith("that ") or mark.start == 0
        if clause and not set('"“”') & set(words) and len(words) > 25:
            chosen.append((sentence, contents[0]))
    return chosen


def nested(frame: tuple[Sentence, int], inner: Sentence, tokenizer: Tokenizer) -> Document:
    """``inner`` in the place of the frame's content."""
    outer, number = frame
    content = outer.marks[number]
    that = "that " if outer.text[content.start : content.end].startswith("that ") else ""
    words = inner.text.rstrip(" .")
    if that and words.split(" ")[0].lower() in _LOWERED:
        words = words[0].lower() + words[1:]
    text = outer.text[: content.start] + that + words + outer.text[content.end :]
    at, grown = content.start + len(that), len(that) + len(words)
    shift = grown - (content.end - content.start)
    marks = [_moved(mark, content, shift, grown) for mark in outer.marks]
    marks += [
        Marked(mark.kind, mark.start + at, min(mark.end, len(words)) + at, layer=1)
        for mark in inner.marks
    ]
    offset = len(outer.marks)
    links = (*outer.links, *((a + offset, b + offset) for a, b in inner.links))
    annotated = Annotated("nested", text, tuple(marks), links)
    pieces = cut(text, tokenizer)
    return Document(annotated, pieces, (0,), tuple(pieces.between(m.start, m.end) for m in marks))


def _moved(mark: Marked, content: Marked, shift: int, grown: int) -> Marked:
    if mark is content:
        return Marked(mark.kind, mark.start, mark.start + grown)
    if mark.start >= content.end:
        return Marked(mark.kind, mark.start + shift, mark.end + shift)
    return mark


def some(documents: Sequence[Document], number: int, random: Random, tokenizer: Tokenizer):
    """``number`` nested documents, made of random pairs."""
    found = sentences(documents)
    outer = frames(found)
    inner = [each for each in found if {mark.kind for mark in each.marks} >= {CUE, CONTENT, SOURCE}]
    return [nested(random.choice(outer), random.choice(inner), tokenizer) for _ in range(number)]
