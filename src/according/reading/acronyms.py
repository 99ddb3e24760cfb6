"""Acronyms that a report defines: "Mujahedin-e-Khalq Organization (MKO)"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc
from spacy.tokens import Span as Phrase

INITIALS = "acronym in brackets after the name that its letters stand for"
BRACKETS = "acronym in brackets after the name"

_MAX_LETTERS = 8
_REACH = 12
"""How many tokens before the bracket the long form may begin (hyphens count)."""


def definitions(doc: Doc) -> Iterator[tuple[Phrase, Phrase, str]]:
    """Every (long form, acronym, rule) that ``doc`` defines, in order.

    The letters are matched from right to left against the initials of the words before the
    bracket; words between may be passed over ("for", "of"), a punctuation mark may not. Where
    they do not match, as with an acronym from another language, a name of two or more words
    that the pipeline takes for an organisation and that ends at the bracket is the long form.
    """
    # Doc.ents is put together anew at each call: once for a text, not once for a bracket.
    organisations = {entity.end: entity for entity in doc.ents if entity.label_ == "ORG"}
    for index in range(1, len(doc) - 2):
        if doc[index].text != "(" or doc[index + 2].text != ")":
            continue
        acronym = doc[index + 1]
        if not is_acronym(acronym.text):
            continue
        start = _long_form(doc, index, acronym.text)
        if start is not None:
            yield doc[start:index], doc[index + 1 : index + 2], INITIALS
            continue
        entity = organisations.get(index)
        name = _without_article(entity) if entity is not None else None
        if name is not None and len(name) > 1:
            yield name, doc[index + 1 : index + 2], BRACKETS


def is_acronym(word: str) -> bool:
    """Two to eight letters (points and an ampersand aside), at least two of them capitals."""
    letters = [letter for letter in word if letter.isalpha()]
    plain = all(letter.isalpha() or letter in ".&-" for letter in word)
    return (
        plain
        and 2 <= len(letters) <= _MAX_LETTERS
        and sum(letter.isupper() for letter in letters) >= 2
    )


def _long_form(doc: Doc, bracket: int, acronym: str) -> int | None:
    """The token at which the words that ``acronym`` stands for begin, or None."""
    first = max(doc[bracket - 1].sent.start, bracket - _REACH)
    at = bracket
    for letter in reversed([letter.lower() for letter in acronym if letter.isalpha()]):
        at = _initial_before(doc, at, first, letter)
        if at < 0:
            return None
    return at if doc[at].text[:1].isupper() else None


def _initial_before(doc: Doc, before: int, first: int, letter: str) -> int:
    """The nearest token in front of ``before`` that begins with ``letter``; -1 if none."""
    for at in range(before - 1, first - 1, -1):
        if doc[at].lower_.startswith(letter):
            return at
        if doc[at].is_punct and doc[at].text not in ("-", "'", "’"):
            return -1
    return -1


def _without_article(entity: Phrase) -> Phrase:
    return entity[1:] if entity[0].lower_ == "the" else entity
