"""Tokens, sentences, tags, dependencies and names, by spaCy, in the report's own offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Phrase

from according.errors import SettingsError
from according.model import Span
from according.reading.capitals import with_small_letters
from according.reading.peoples import with_peoples

PASSAGE_CHARS = 20_000
"""Code points parsed at once. spaCy's memory grows with the length of a text: 20,000 keep a
reading process of the small pipeline under 600 MiB, and hold 97 of 100 reports whole."""

RUN_CHARS = 1_000
"""The longest run without white space that is parsed in one piece. The tokeniser's time is
quadratic in such a run (100,000 quote marks), and no word of any language is this long."""

_NOT_ASKED_FOR = ["attribute_ruler", "lemmatizer", "senter"]
"""Parts of a pipeline that nothing here uses: rooms go by Penn tags (`tag_`), not by the coarse
ones that the ruler makes of them, which takes an eighth of the time of a parse."""

_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a report, parsed. ``start`` is its offset in the report's text.

    ``doc`` has the piece's length, but where that is in capitals not its case.
    """

    doc: Doc
    start: int

    @property
    def end(self) -> int:
        """Past its last code point. (``len(doc.text)`` would put the text together anew.)"""
        if not len(self.doc):
            return self.start
        last = self.doc[-1]
        return self.start + last.idx + len(last.text_with_ws)

    def holds(self, place: int) -> bool:
        """Whether the code point ``place`` of the report lies in it."""
        return self.start <= place < self.end

    def word(self, first: Token, last: Token | None = None) -> Span:
        """Where a word stands in the report, or the words from it to ``last``."""
        last = first if last is None else last
        return Span(self.start + first.idx, self.start + last.idx + len(last))

    def phrase(self, span: Span) -> Phrase:
        """The words that ``span``, which lies in the passage, touches.

        Raises:
            ValueError: it lies outside.
        """
        start, end = span.start - self.start, span.end - self.start
        found = self.doc.char_span(start, end, alignment_mode="expand")
        if found is None:
            raise ValueError(f"{span} lies outside the passage at {self.start}")
        return found

    def root(self, span: Span) -> Token:
        """The word of ``span`` that its others hang on."""
        token: Token = self.phrase(span).root
        return token

    def span(self, phrase: Phrase) -> Span:
        """Where ``phrase`` stands in the report."""
        return Span(self.start + phrase.start_char, self.start + phrase.end_char)


def passage_at(passages: Sequence[Passage], place: int) -> int:
    """The number of the passage in which the code point ``place`` lies.

    Args:
        passages: of one report, in order.
    """
    return bisect_right(passages, place, key=lambda each: each.start) - 1


class Parser:
    """A loaded spaCy pipeline. Load once, use for many reports.

    Raises:
        SettingsError: no such pipeline is installed, or it has no parser or no names.
    """

    def __init__(self, pipeline: str) -> None:
        try:
            self._nlp: Language = spacy.load(pipeline, disable=_NOT_ASKED_FOR)
        except OSError as error:
            raise SettingsError(
                f"spaCy pipeline {pipeline!r} is not installed; pip install it, or leave the "
                "setting as it is"
            ) from error
        for part in ("parser", "ner"):
            if part not in self._nlp.pipe_names:
                raise SettingsError(f"spaCy pipeline {pipeline!r} has no {part}")
        meta = self._nlp.meta
        self.name = f"{pipeline}-{meta['version']}"

    def parse(self, text: str) -> tuple[Passage, ...]:
        """Parse ``text`` passage by passage. A sentence never crosses a blank line."""
        return tuple(self._parse_piece(text, start, end) for start, end in pieces(text))

    def taken(self, nlp: Language, doc: Doc) -> tuple[Passage, ...] | None:
        """The passages of a whole text that another copy of this pipeline has parsed; None where
        it is another pipeline, or this one would have cut or cased the text otherwise.

        Args:
            nlp: the pipeline that parsed ``doc``.
        """
        text = doc.text
        same = f"{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']}" == self.name
        if not same or list(pieces(text)) != [(0, len(text))]:
            return None
        if not (doc.has_annotation("DEP") and doc.has_annotation("TAG")) or _crosses(doc):
            return None
        if with_small_letters(text, lambda _: doc) != text:
            return None
        return (Passage(with_peoples(doc.copy()), 0),)  # whose the document is may go on with it

    def _parse_piece(self, text: str, start: int, end: int) -> Passage:
        return Passage(self._read(with_small_letters(text[start:end], self._read)), start)

    def _read(self, text: str) -> Doc:
        doc = self._nlp.make_doc(text)
        for before, token in pairwise(doc):
            # The tokeniser keeps a blank line as a token of its own.
            if before.is_space and _PARAGRAPH.search(before.text):
                token.is_sent_start = True
        return with_peoples(self._nlp(doc))


def _crosses(doc: Doc) -> bool:
    """Whether a sentence goes on over a blank line."""
    return any(
        before.is_space and _PARAGRAPH.search(before.text) and not token.is_sent_start
        for before, token in pairwise(doc)
    )


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """Cut ``text`` into pieces to parse, as (start, end) in code points.

    What lies between pieces has neither letter nor digit.

    Cuts fall at the last blank line, else line break, else white space before the limit;
    inside a run without any white space they fall anywhere.
    """
    for start, end in _passages(text):
        yield from _short_runs(text, start, end)


def _passages(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = min(start + PASSAGE_CHARS, len(text))
        if end < len(text):
            end = _last_break(text, start, end)
        yield start, end
        start = end


def _last_break(text: str, start: int, end: int) -> int:
    for mark in ("\n\n", "\n", " "):
        found = text.rfind(mark, start + 1, end)
        if found > 0:
            return found + len(mark)
    return end


_LONG_RUN = re.compile(rf"\S{{{RUN_CHARS},}}")


def _short_runs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for run in _LONG_RUN.finditer(text, start, end):
        if _says_something(text[start : run.start()]):
            yield start, run.start()
        for cut in range(run.start(), run.end(), RUN_CHARS):
            last = min(cut + RUN_CHARS, run.end())
            if _says_something(text[cut:last]):
                yield cut, last
        start = run.end()
    if _says_something(text[start:end]):
        yield start, end


def _says_something(piece: str) -> bool:
    """Whether there is a letter or digit in it; rules and rows of quote marks are not parsed."""
    return any(map(str.isalnum, piece))


def sentences(passages: tuple[Passage, ...]) -> tuple[Span, ...]:
    """The sentences as spans without the white space around them."""
    found = []
    for passage in passages:
        for sentence in passage.doc.sents:
            stripped = _without_space(sentence)
            if stripped is not None:
                found.append(passage.span(stripped))
    return tuple(found)


def tokens(passages: tuple[Passage, ...]) -> tuple[Span, ...]:
    """The tokens as spans; white space is none."""
    return tuple(
        Span(passage.start + token.idx, passage.start + token.idx + len(token))
        for passage in passages
        for token in passage.doc
        if not token.is_space
    )


def _without_space(phrase: Phrase) -> Phrase | None:
    start, end = phrase.start, phrase.end
    while start < end and phrase.doc[start].is_space:
        start += 1
    while end > start and phrase.doc[end - 1].is_space:
        end -= 1
    return phrase.doc[start:end] if start < end else None
