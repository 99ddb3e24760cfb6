"""GUM (Zeldes 2017): documents with the mentions of every entity as spans of the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.conllu import Parsed, Word, parse
from evaluation.gum_entities import Marked, mentions


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention as a half-open range of code points; ``name`` if it is a proper name: if the
    head of its words is a proper noun."""

    start: int
    end: int
    name: bool


@dataclass(frozen=True, slots=True)
class Document:
    """A document. ``unbalanced`` counts brackets without their counterpart; they are left out."""

    id: str
    genre: str
    text: str
    clusters: tuple[tuple[Mention, ...], ...]
    brackets: int
    unbalanced: int


def read_documents(path: Path) -> Iterator[Document]:
    """The documents of a CoNLL-U file of GUM.

    Raises:
        BenchError: the file cannot be read or is malformed.
    """
    return (_document(parsed) for parsed in parse(path))


def _document(parsed: Parsed) -> Document:
    found = mentions(parsed.marks, parsed.meta.get("global.Entity", ""), parsed.id)
    entities: dict[str, list[Mention]] = {}
    for marked in found.marked:
        entities.setdefault(marked.entity, []).append(_mention(marked, parsed.words))
    return Document(
        parsed.id,
        parsed.meta.get("meta::genre") or _genre(parsed.id),
        parsed.text,
        tuple(tuple(entity) for entity in entities.values()),
        found.brackets,
        found.unbalanced,
    )


def _genre(name: str) -> str:
    """The genre in a document's id: ``GUM_news_korea`` is news."""
    parts = name.split("_")
    return parts[1] if len(parts) > 2 else ""


def _mention(marked: Marked, words: Sequence[Word]) -> Mention:
    inside = range(marked.first, marked.last)
    # More than one word can hang outside (a mention need not be a constituent): the first one.
    head = next((at for at in inside if words[at].head not in inside), marked.first)
    start, end = words[marked.first].start, words[marked.last - 1].end
    return Mention(start, end, words[head].upos == "PROPN")
