"""Annotated documents as they are trained on: pieces, sentence ends, spans and links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from tokenizers import Tokenizer

from according.reading.encoder.pieces import Pieces, cut
from according.reading.parse import Parser, sentences
from according.settings import Settings
from evaluation.marked import Annotated


@dataclass(frozen=True, slots=True)
class Document:
    """An annotated text, cut into pieces. ``breaks`` are the first pieces of sentences."""

    annotated: Annotated
    pieces: Pieces
    breaks: tuple[int, ...]
    spans: tuple[tuple[int, int], ...] = field(default=())
    """The marks in pieces, first and past the last; empty where no piece is left."""


@cache
def parser() -> Parser:
    return Parser(Settings().pipeline)


def documents(annotated: Iterable[Annotated], tokenizer: Tokenizer) -> list[Document]:
    return [document(each, tokenizer) for each in annotated]


def document(annotated: Annotated, tokenizer: Tokenizer) -> Document:
    pieces = cut(annotated.text, tokenizer)
    found = sentences(parser().parse(annotated.text))
    breaks = sorted({pieces.between(span.start, span.end)[0] for span in found} | {0})
    spans = tuple(pieces.between(mark.start, mark.end) for mark in annotated.marks)
    return Document(annotated, pieces, tuple(b for b in breaks if b < len(pieces)), spans)
