"""Reports in capitals: a copy in upper and lower case, of equal length, for the parser to read.

A pipeline that goes by capitals finds next to nothing in a text that has nothing else. What is
a name is told by parsing the text in small letters and as it stands; the copy is for parsing
alone, and every offset in it is the report's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Token

MIN_LETTERS = 60
"""Letters that a text must have to be read as one in capitals; a headline's or dateline's few
capitals are read as they stand. Chosen, not measured."""

_MIN_WORDS = 5
_MAX_SMALL = 0.05
"""The share of small letters up to which a text is in capitals: "McKENNA", "3rd", "a.m."."""

_MAX_LETTERS = 8
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
_POINTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_HOURS = ("A.M.", "P.M.")
_PROPER = frozenset({"NNP", "NNPS", "FW"})
_NOUNS = frozenset({"NN", "NNS", "JJ"})
_NAMES = frozenset({"PERSON", "ORG", "NORP", "GPE", "LOC", "FAC"})

Parse = Callable[[str], Doc]


def in_capitals(text: str) -> bool:
    """Whether ``text`` has hardly any small letters and is long enough to tell."""
    small = sum(map(str.islower, text))
    large = sum(map(str.isupper, text))
    return (
        large >= MIN_LETTERS
        and small <= _MAX_SMALL * (small + large)
        and len(text.split(None, _MIN_WORDS)) > _MIN_WORDS
    )


def small(text: str) -> str:
    """``text`` in small letters, but for abbreviations with points ("U.S.").

    A letter whose small form has another length stays as it is.
    """
    copy = [lower if len(lower := letter.lower()) == 1 else letter for letter in text]
    for kept in _POINTED.finditer(text):
        if kept.group() not in _HOURS:
            copy[kept.start() : kept.end()] = kept.group()
    return "".join(copy)


def with_small_letters(text: str, parse: Parse) -> str:
    """A copy of ``text`` of equal length whose parts in capitals are cased like prose.

    A part is the whole or a paragraph; others stay as they are.
    """
    if in_capitals(text):
        return _cased(text, parse)
    copy, start = [], 0
    for end in (*(gap.end() for gap in _PARAGRAPH.finditer(text)), len(text)):
        part = text[start:end]
        copy.append(_cased(part, parse) if in_capitals(part) else part)
        start = end
    return "".join(copy)


def _cased(text: str, parse: Parse) -> str:
    lower = small(text)
    doc = parse(lower)
    as_is = {token.idx: token for token in parse(text)}
    names = _names(doc, as_is)
    letters = _letters(doc, as_is)
    copy = list(lower)
    for token in doc:
        if token.lower_ in letters or token.text == "i":
            copy[token.idx : token.idx + len(token)] = text[token.idx : token.idx + len(token)]
        elif token.i in names or token.is_sent_start:
            copy[token.idx] = text[token.idx]
    return "".join(copy)


def _names(doc: Doc, as_is: dict[int, Token]) -> set[int]:
    """Tokens that are part of a name: there, or at most places where the word stands."""
    found = {token.i for token in doc if _is_name(token)}
    for order in (list(doc), list(doc)[::-1]):
        for token in order:
            if token.tag_ in _NOUNS and _is_proper(as_is.get(token.idx)) and _fits(token, found):
                found.add(token.i)
    counts = Counter(token.lower_ for token in doc)
    named = Counter(doc[at].lower_ for at in found)
    mostly = {word for word, times in named.items() if 2 * times >= counts[word]}
    return found | {token.i for token in doc if token.lower_ in mostly}


def _is_name(token: Token) -> bool:
    return token.tag_ in _PROPER or (token.ent_type_ in _NAMES and token.tag_ in _NOUNS)


def _fits(token: Token, found: set[int]) -> bool:
    """Whether a noun that is a name as it stands may be one: the "league" of a name, "in tulcea".

    Behind an adjective it is a noun, behind a people's most of all: "Albanian army".
    """
    before = token.doc[token.i - 1] if token.i else token
    if before.ent_type_ == "NORP" or before.tag_ == "JJ":
        return False
    return before.tag_ == "IN" or not {token.i - 1, token.i + 1}.isdisjoint(found)


def _is_proper(token: Token | None) -> bool:
    return token is not None and token.tag_ in _PROPER and token.ent_type_ not in ("DATE", "TIME")


def _letters(doc: Doc, as_is: dict[int, Token]) -> set[str]:
    """Words that are letters ("HRL"), in small letters: short names, and names in brackets."""
    return set(_in_brackets(doc)) | {
        token.lower_
        for token in as_is.values()
        if len(token) in (2, 3) and token.ent_type_ in ("GPE", "ORG") and token.tag_ in _PROPER
    }


def _in_brackets(doc: Doc) -> Iterator[str]:
    for at in range(1, len(doc) - 1):
        word = doc[at]
        if doc[at - 1].text == "(" and doc[at + 1].text == ")" and 2 <= len(word) <= _MAX_LETTERS:
            yield word.lower_
