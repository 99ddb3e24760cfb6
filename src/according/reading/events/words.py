"""From spans of a report to the words of its parse."""

from __future__ import annotations

from spacy.tokens import Span as Phrase
from spacy.tokens import Token

from according.model import Span
from according.reading.parse import Passage


def phrase_of(passage: Passage, span: Span) -> Phrase:
    """The words that ``span``, which lies in ``passage``, touches.

    Raises:
        ValueError: it lies outside.
    """
    found = passage.doc.char_span(
        span.start - passage.start, span.end - passage.start, alignment_mode="expand"
    )
    if found is None:
        raise ValueError(f"{span} lies outside the passage at {passage.start}")
    return found


def token_of(passage: Passage, span: Span) -> Token:
    """The word of ``span`` that its others hang on."""
    token: Token = phrase_of(passage, span).root
    return token
