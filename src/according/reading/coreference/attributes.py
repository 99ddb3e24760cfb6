"""What can be said of each mention by its words and its parse, as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from according.reading.coreference.lexicon import PERSON, PRONOUNS, THING, UNKNOWN, Lexicon
from according.reading.coreference.words import Words
from according.reading.encoder.pieces import Ints, Pieces

KINDS = (*PRONOUNS, "name", "definite", "possessed", "indefinite", "bare", "number", "other")
KIND = {name: number for number, name in enumerate(KINDS)}
LAST_PRONOUN = len(PRONOUNS) - 1

ROLES = {
    dep: number
    for number, deps in enumerate(
        (
            "nsubj",
            "nsubjpass csubj",
            "dobj dative oprd",
            "attr acomp",
            "pobj pcomp",
            "poss",
            "appos",
            "conj",
            "compound amod nmod nummod",
            "ROOT",
        ),
        1,
    )
    for dep in deps.split()
}
ROLE_CLASSES = 11

SINGULAR, PLURAL = 1, 2
_PLURALS = {"we", "they"}
_PLURAL_FORMS = {"these", "those", "ones"}


@dataclass(frozen=True, slots=True)
class Mentions:
    """The mentions of a report in the order of the text. Arrays have one entry a mention.

    ``first`` and ``last`` are pieces, ``begin`` and ``end`` words (past the last), ``head`` a
    word; ``text`` and ``noun`` are numbers of its words and of its head's, equal where the
    words are; ``bag`` are the numbers of its words that tell something.
    """

    first: Ints
    last: Ints
    begin: Ints
    end: Ints
    head: Ints
    kind: Ints
    role: Ints
    number: Ints
    gender: Ints
    quoted: Ints
    sentence: Ints
    paragraph: Ints
    text: Ints
    noun: Ints
    governor: Ints
    letters: tuple[str, ...]
    """Initials of its words with capitals, or the word itself if it may be made of initials."""
    bag: tuple[frozenset[int], ...]

    def __len__(self) -> int:
        return len(self.first)


def describe(
    spans: Sequence[tuple[int, int]], words: Words, pieces: Pieces, text: str, lexicon: Lexicon
) -> Mentions:
    """Describe the mentions at ``spans``, which are in pieces."""
    of_piece = words.of_pieces(pieces)
    at = np.array(spans, dtype=np.int64).reshape(-1, 2)
    begin, end = of_piece[at[:, 0]], of_piece[at[:, 1] - 1] + 1
    known = _Known({}, {})
    rows = [
        _row(words, lexicon, known, text, a, b)
        for a, b in zip(begin.tolist(), end.tolist(), strict=True)
    ]
    table = np.array([row[:7] for row in rows], dtype=np.int64).reshape(-1, 7).T
    head, kind, role, number, gender, norm, noun = table
    return Mentions(
        first=at[:, 0],
        last=at[:, 1],
        begin=begin,
        end=end,
        head=head,
        kind=kind,
        role=role,
        number=number,
        gender=gender,
        quoted=np.minimum(pieces.quote[at[:, 0]], 1),
        sentence=words.sentence[head],
        paragraph=words.paragraph[head],
        text=norm,
        noun=noun,
        governor=words.head[head],
        letters=tuple(row[7] for row in rows),
        bag=tuple(row[8] for row in rows),
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """Numbers of texts and of words, growing."""

    texts: dict[str, int]
    words: dict[str, int]


_Row: TypeAlias = tuple[int, int, int, int, int, int, int, str, frozenset[int]]
"""Head, kind, role, number, gender, numbers of its text and noun; letters, bag."""


def _row(words: Words, lexicon: Lexicon, known: _Known, text: str, a: int, b: int) -> _Row:
    head = next((at for at in range(a, b) if not a <= words.head[at] < b), b - 1)
    lower = words.lower[a:b]
    telling = [_stem(word) for word in lower if word not in lexicon.empty]
    kind = _kind(words, lexicon, a, b, head)
    noun = _stem(words.lower[head])
    bag = frozenset(known.words.setdefault(word, len(known.words)) for word in telling)
    norm = " ".join(telling) if telling else " ".join(lower)
    gender = _gender(words, lexicon, a, b, head, kind)
    return (
        head,
        kind,
        ROLES.get(words.dep[head], 0),
        _number(words, kind, head, a, b),
        gender,
        known.texts.setdefault(norm, len(known.texts)),
        known.words.setdefault(noun, len(known.words)),
        _letters(text, words, a, b) if kind == KIND["name"] else "",
        bag,
    )


def _stem(word: str) -> str:
    """Without a plural's s: enough to tell that words are alike."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "su" else word


def _kind(words: Words, lexicon: Lexicon, a: int, b: int, head: int) -> int:
    first, tag = words.lower[a], words.tag[head]
    if b - a == 1 and first in lexicon.pronouns:
        return lexicon.pronouns[first]
    if tag.startswith("NNP"):
        return KIND["name"]
    if first in ("the", "this", "that", "these", "those"):
        return KIND["definite"]
    if any(words.dep[at] == "poss" and words.head[at] == head for at in range(a, head)):
        return KIND["possessed"]
    if first in ("a", "an", "some", "any", "no", "another", "every", "each", "many", "several"):
        return KIND["indefinite"]
    if tag == "CD":
        return KIND["number"]
    return KIND["bare"] if tag.startswith("NN") else KIND["other"]


def _number(words: Words, kind: int, head: int, a: int, b: int) -> int:
    if kind <= LAST_PRONOUN:
        name = KINDS[kind]
        if name in ("you", "who"):
            return UNKNOWN
        return PLURAL if name in _PLURALS or words.lower[a] in _PLURAL_FORMS else SINGULAR
    if any(words.dep[at] == "conj" and words.head[at] == head for at in range(head, b)):
        return PLURAL
    tag = words.tag[head]
    if tag in ("NNS", "NNPS"):
        return PLURAL
    return SINGULAR if tag in ("NN", "NNP") else UNKNOWN


def _gender(words: Words, lexicon: Lexicon, a: int, b: int, head: int, kind: int) -> int:
    if kind <= LAST_PRONOUN:
        named = {"he": 1, "she": 2, "it": THING, "i": PERSON, "we": PERSON, "you": PERSON}
        return named.get(KINDS[kind], UNKNOWN)
    if kind != KIND["name"]:
        lower = words.lower[head]
        return lexicon.genders.get(lower, lexicon.genders.get(_stem(lower), UNKNOWN))
    found = [lexicon.genders.get(words.lower[at], UNKNOWN) for at in range(a, head + 1)]
    return next((gender for gender in found if gender), UNKNOWN)


def _letters(text: str, words: Words, a: int, b: int) -> str:
    shown = [text[words.starts[at] : words.ends[at]] for at in range(a, b)]
    if b - a == 1 and shown[0].isupper() and 1 < len(shown[0]) < 7:
        return shown[0].lower()
    capitals = [word[0] for word in shown if word[:1].isupper()]
    return "".join(capitals).lower() if len(capitals) > 1 else ""
