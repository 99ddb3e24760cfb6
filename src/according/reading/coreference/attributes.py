"""What can be said of each mention by its words and its parse, as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from according.reading.coreference.lexicon import PERSON, PRONOUNS, THING, UNKNOWN, Lexicon
from according.reading.coreference.words import Words
from according.reading.encoder.model import Floats
from according.reading.encoder.pieces import Ints, Pieces
from according.reading.encoder.tags import B, I

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

ENTITIES = {
    label: number
    for number, labels in enumerate(
        ("PERSON", "ORG", "GPE LOC FAC", "NORP", "DATE TIME", "CARDINAL ORDINAL QUANTITY"), 1
    )
    for label in labels.split()
}
"""Classes of the pipeline's labels of names; 7 is any other, 0 none."""
ENTITY_CLASSES = 8
PERSON_NAME = ENTITIES["PERSON"]

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
    entity: Ints
    quoted: Ints
    sentence: Ints
    paragraph: Ints
    text: Ints
    noun: Ints
    governor: Ints
    source: Floats
    """How likely its head is of a source of what is said, from 0 to 1."""
    ends: tuple[Ints, Ints]
    """Numbers of the first and of the last word of a name up to its head; -1 for others."""
    letters: tuple[str, ...]
    """Initials of its words with capitals, or the word itself if it may be made of initials."""
    bag: tuple[frozenset[int], ...]

    def __len__(self) -> int:
        return len(self.first)


def describe(
    spans: Sequence[tuple[int, int]],
    words: Words,
    pieces: Pieces,
    text: str,
    lexicon: Lexicon,
    sources: Floats,
) -> Mentions:
    """Describe the mentions at ``spans``, which are in pieces.

    Args:
        sources: how likely each piece is of a source, from 0 to 1.
    """
    of_piece = words.of_pieces(pieces)
    at = np.array(spans, dtype=np.int64).reshape(-1, 2)
    begin, end = of_piece[at[:, 0]], of_piece[at[:, 1] - 1] + 1
    known = _Known({}, {})
    rows = [
        _row(words, lexicon, known, text, a, b)
        for a, b in zip(begin.tolist(), end.tolist(), strict=True)
    ]
    table = np.array([row[:10] for row in rows], dtype=np.int64).reshape(-1, 10).T
    head, kind, role, number, gender, entity, norm, noun, opens, closes = table
    at_head = np.clip(np.searchsorted(pieces.ends, words.starts[head], side="right"), 0, None)
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
        entity=entity,
        quoted=np.minimum(pieces.quote[at[:, 0]], 1),
        sentence=words.sentence[head],
        paragraph=words.paragraph[head],
        text=norm,
        noun=noun,
        governor=words.head[head],
        source=sources[np.minimum(at_head, len(sources) - 1)],
        ends=(opens, closes),
        letters=tuple(row[10] for row in rows),
        bag=tuple(row[11] for row in rows),
    )


def sourced(tags: Floats) -> Floats:
    """How likely each piece is of a source, by scores of its tag in the outer layer."""
    shares = np.exp(tags - tags.max(axis=1, keepdims=True, initial=-np.inf))
    found: Floats = shares[:, [B["source"], I["source"]]].sum(axis=1) / shares.sum(axis=1)
    return found


@dataclass(frozen=True, slots=True)
class _Known:
    """Numbers of texts and of words, growing."""

    texts: dict[str, int]
    words: dict[str, int]


_Row: TypeAlias = tuple[int, int, int, int, int, int, int, int, int, int, str, frozenset[int]]
"""Head, kind, role, number, gender, entity, numbers of its text, noun and ends; letters, bag."""


def _row(words: Words, lexicon: Lexicon, known: _Known, text: str, a: int, b: int) -> _Row:
    head = next((at for at in range(a, b) if not a <= words.head[at] < b), b - 1)
    lower = words.lower[a:b]
    telling = [_stem(word) for word in lower if word not in lexicon.empty]
    kind = _kind(words, lexicon, a, b, head)
    noun = _stem(words.lower[head])
    bag = frozenset(known.words.setdefault(word, len(known.words)) for word in telling)
    norm = " ".join(telling) if telling else " ".join(lower)
    gender = _gender(words, lexicon, a, b, head, kind)
    named = kind == KIND["name"]
    ends = [words.lower[a if words.lower[a] not in lexicon.empty else min(a + 1, head)]]
    ends = [*ends, words.lower[head]] if named else []
    opens, closes = [known.words.setdefault(word, len(known.words)) for word in ends] or (-1, -1)
    return (
        head,
        kind,
        ROLES.get(words.dep[head], 0),
        _number(words, kind, head, a, b),
        gender,
        ENTITIES.get(words.entity[head], 7 if words.entity[head] else 0),
        known.texts.setdefault(norm, len(known.texts)),
        known.words.setdefault(noun, len(known.words)),
        opens,
        closes,
        _letters(text, words, a, b) if named else "",
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
