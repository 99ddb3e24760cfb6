"""Countries and peoples are labelled alike, whichever they are.

A pipeline learns each name by itself: it takes Peru for a place and Chad for a person, Swedes for
a people and Pakistanis for a company. What follows from a name would then hang on whose name it is.
So words that are a country's name, or that of its people, are labelled by the table.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Phrase

from according.reading.lexicon import load_country_rows

_NAMES = frozenset({"NNP", "NNPS", "NN", "NNS"})
_WORDS = _NAMES | {"JJ"}
"""Tags of names and adjectives; "to polish" and "turkey" are neither."""

_COUNTRY, _PEOPLE, _LANGUAGE = "GPE", "NORP", "LANGUAGE"


@cache
def _labels() -> dict[str, str]:
    """The label of each name of one word, in the case that it is written in."""
    labels: dict[str, str] = {}
    for name, others, peoples, _ in load_country_rows():
        labels |= dict.fromkeys(peoples.split(";"), _PEOPLE)
        labels |= dict.fromkeys([name, *others.split(";")], _COUNTRY)
    return {word: label for word, label in labels.items() if word.isalpha() and word.istitle()}


def is_country(word: str) -> bool:
    """Whether a word is a country's name."""
    return _labels().get(word) == _COUNTRY


def with_peoples(doc: Doc) -> Doc:
    """``doc``, with countries and peoples labelled as such where they stand for themselves: within
    a longer name ("Bank of Cyprus", "Jordan Osk") the name stays as it was found."""
    found = list(_found(doc))
    if found:
        doc.set_ents(found, default="unmodified")
    return doc


def _found(doc: Doc) -> Iterator[Phrase]:
    labels = _labels()
    for token in doc:
        label = labels.get(token.text)
        if label is None or token.ent_type_ in (label, _LANGUAGE) or not _stands_alone(token):
            continue
        if token.tag_ in (_NAMES if label == _COUNTRY else _WORDS):
            yield Phrase(doc, token.i, token.i + 1, label=label)


def _stands_alone(token: Token) -> bool:
    """Whether no other word belongs to the same name, as the pipeline has it or by its capital."""
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if token.ent_iob_ == "I" or (after is not None and after.ent_iob_ == "I"):
        return False
    return token.ent_iob_ == "B" or not any(
        each is not None and each.text[:1].isupper() and each.tag_ in _NAMES
        for each in (after, token.doc[token.i - 1] if token.i and not token.is_sent_start else None)
    )
