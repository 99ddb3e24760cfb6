"""Sources whose kind words and grammar tell exactly: those not identified, and countries."""

from __future__ import annotations

import re

from spacy.tokens import Span as Phrase

from according.model import SourceKind
from according.reading.attribution.finding import Range
from according.reading.parse import Passage
from according.reading.peoples import is_country

_SAID = re.compile(
    r"\b(?:un-?(?:named|identified)|anonym\w+|(?-i:(?:^S|s)ources?)|insiders?"
    r"|(?:not|declined|refused|without|nor|avoid) (?:to )?(?:be(?:ing)? )?"
    r"(?:named|identified|quoted by name|authori[sz]ed to (?:speak|comment|talk))"
    r"|(?:wished|asked|wanted|preferred) to remain (?:anonymous|unnamed))\b",
    re.IGNORECASE,
)
_PLURAL = ("NNS", "NNPS")
_OF_OUTLETS = frozenset(("correspondent", "reporter", "stringer"))
"""Whose office tells who they are: somebody of an outlet, mostly of the one that prints it."""


def told(passage: Passage, source: Range, kind: SourceKind) -> SourceKind:
    """The kind of a source, or anonymous where it is sure that nobody is identified.

    A person by office is one person: several whom nothing names are not identified
    ("officials", "two of his deputies", "doctors in Osk"); "our correspondent in Osk" is. A country
    that says something is a body, whichever it is.

    Args:
        kind: what the encoder says.
    """
    start, end = source[0] - passage.start, source[1] - passage.start
    phrase = passage.doc.char_span(start, end, alignment_mode="expand")
    if phrase is not None and kind is not SourceKind.NAMED and _is_of_outlet(phrase):
        return SourceKind.ROLE
    if phrase is not None and len(phrase) == 1 and is_country(phrase.text):
        return SourceKind.ORGANISATION
    if kind not in (SourceKind.ROLE, SourceKind.NAMED, SourceKind.ORGANISATION):
        return kind
    if phrase is None or any(token.tag_ == "NNP" for token in phrase[:1]):
        return kind
    if kind is not SourceKind.NAMED and _SAID.search(phrase.text):
        return SourceKind.ANONYMOUS
    if phrase.root.tag_ in _PLURAL and (kind is SourceKind.ROLE or _names_nobody(phrase, kind)):
        return SourceKind.ANONYMOUS
    return kind


def _names_nobody(phrase: Phrase, kind: SourceKind) -> bool:
    """Whether several are taken to be named in words that have nobody's name."""
    named = any(token.ent_type_ == "PERSON" for token in phrase)
    return kind is SourceKind.NAMED and phrase.root.text.islower() and not named


def _is_of_outlet(phrase: Phrase) -> bool:
    return phrase.root.lower_ in _OF_OUTLETS and not _SAID.search(phrase.text)
