"""What can be said of two mentions together: agreement, likeness, distance and place."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from according.reading.coreference.attributes import (
    ENTITY_CLASSES,
    KIND,
    KINDS,
    LAST_PRONOUN,
    PERSON_NAME,
    ROLE_CLASSES,
    ROLES,
    Mentions,
)
from according.reading.coreference.candidates import Bools
from according.reading.encoder.model import Floats
from according.reading.encoder.pieces import Ints

REACH = 150
"""Mentions between a mention and its antecedent, at most."""

NEAR = 50
"""Mentions between a mention and an antecedent that shares no word with it, at most."""

_BETWEEN = np.array([1, 2, 3, 4, 6, 9, 14, 22, 35, 60, 100])
_SENTENCES = np.array([0, 1, 2, 3, 5, 9])
_FITTING = np.array([0, 1, 2, 3, 5])
_LENGTHS = np.array([1, 2, 3, 5, 9])
_SUBJECT, _ATTRIBUTE, _APPOSITION = ROLES["nsubj"], ROLES["attr"], ROLES["appos"]
_PEOPLE = np.array([KIND["i"], KIND["we"], KIND["you"], KIND["he"], KIND["she"]])


def alone(mentions: Mentions, scores: Floats) -> Floats:
    """Features of each mention by itself, (mentions, ALONE).

    Args:
        scores: log odds that each is a mention.
    """
    length = np.searchsorted(_LENGTHS, mentions.end - mentions.begin, side="right")
    _, inverse, same = np.unique(mentions.text, return_inverse=True, return_counts=True)
    _, nouns, alike = np.unique(mentions.noun, return_inverse=True, return_counts=True)
    ordered = [
        _one_hot(mentions.kind, len(KINDS)),
        _one_hot(mentions.role, ROLE_CLASSES),
        _one_hot(mentions.number, 3),
        _one_hot(mentions.gender, 5),
        _one_hot(mentions.entity, ENTITY_CLASSES),
        _one_hot(length, len(_LENGTHS) + 1),
        np.stack(
            [
                mentions.quoted,
                np.tanh(scores),
                np.log1p(same[inverse]) - 0.7,
                np.log1p(alike[nouns]) - 0.7,
                _nested(mentions),
                np.exp(-np.arange(len(mentions)) / 10),
                mentions.source,
                _seen_before(mentions.noun),
            ],
            axis=1,
        ),
    ]
    return np.concatenate(ordered, axis=1).astype(np.float32)


ALONE = len(KINDS) + ROLE_CLASSES + 3 + 5 + ENTITY_CLASSES + len(_LENGTHS) + 1 + 8


def _one_hot(numbers: Ints, classes: int) -> Floats:
    return np.eye(classes, dtype=np.float32)[numbers]


def _nested(mentions: Mentions) -> Bools:
    """Whether a mention stands inside one that began before it."""
    reach = np.maximum.accumulate(np.append(0, mentions.last))[:-1]
    found: Bools = mentions.last <= reach
    return found


def _seen_before(numbers: Ints) -> Bools:
    """Whether a mention before it has the same number."""
    _, first, inverse = np.unique(numbers, return_index=True, return_inverse=True)
    found: Bools = first[inverse] < np.arange(len(numbers))
    return found


@dataclass(frozen=True, slots=True)
class Pairs:
    """Mentions ``a`` each with a mention ``b`` before it: the pairs that are worth weighing, in
    the order of ``a``, then of ``b``. ``features`` has a row a pair, (pairs, PAIR)."""

    a: Ints
    b: Ints
    features: Floats


def pairs(mentions: Mentions, start: int, stop: int) -> Pairs:
    """The pairs of mentions ``start`` to ``stop`` with those in `REACH` before them."""
    rows, columns = slice(start, stop), slice(max(0, start - REACH), stop)
    between = np.arange(start, stop)[:, None] - np.arange(columns.start, stop)[None, :]
    shared = _shared(mentions, rows, columns)
    letters = np.array(mentions.letters)
    alike = (letters[rows, None] == letters[None, columns]) & (letters[rows, None] != "")
    alike |= (shared > 0) | (mentions.noun[rows, None] == mentions.noun[None, columns])
    valid = (between > 0) & (between <= np.where(alike, REACH, NEAR))
    fits, subjects = _fitting(mentions, rows, columns, between > 0)
    at = valid.nonzero()
    a, b = at[0] + start, at[1] + columns.start
    found = [
        *_likeness(mentions, a, b, shared[at], letters),
        *_agreement(mentions, a, b),
        *_structure(mentions, a, b),
    ]
    sentences = mentions.sentence[a] - mentions.sentence[b]
    classes = (
        (np.searchsorted(_BETWEEN, a - b, side="right"), len(_BETWEEN) + 1),
        (np.searchsorted(_SENTENCES, sentences, side="right"), len(_SENTENCES) + 1),
        (np.searchsorted(_FITTING, _behind(fits)[at], side="right"), len(_FITTING) + 1),
        (np.searchsorted(_FITTING, _behind(subjects)[at], side="right"), len(_FITTING) + 1),
    )
    features = np.zeros((len(a), PAIR), dtype=np.float32)
    for column, values in enumerate(found):
        features[:, column] = values
    each, column = np.arange(len(a)), len(found)
    for numbers, count in classes:
        features[each, column + numbers] = 1
        column += count
    return Pairs(a, b, features)


def _fitting(mentions: Mentions, rows: slice, columns: slice, before: Bools) -> tuple[Bools, Bools]:
    """Which mentions before each agree with it and do not hold it; which are subjects too."""
    clash = _clash(mentions.number[rows, None], mentions.number[None, columns])
    clash |= _gender_clash(mentions.gender[rows, None], mentions.gender[None, columns])
    holds = mentions.last[rows, None] <= mentions.last[None, columns]
    fits = before & ~clash & ~holds & (mentions.kind[None, columns] != KIND["who"])
    return fits, fits & (mentions.role[None, columns] == _SUBJECT)


def _behind(fits: Bools) -> Ints:
    """How many fitting mentions stand between a mention and each before it."""
    total: Ints = fits.cumsum(axis=1)
    return total[:, -1:] - total


def _shared(mentions: Mentions, rows: slice, columns: slice) -> Floats:
    """How many telling words two mentions share."""
    bags = mentions.bag[columns]
    lengths = [len(bag) for bag in bags]
    flat = np.fromiter(chain.from_iterable(bags), dtype=np.int64, count=sum(lengths))
    _, numbers = np.unique(flat, return_inverse=True)
    table = np.zeros((len(bags), int(numbers.max(initial=0)) + 1), dtype=np.float32)
    table[np.repeat(np.arange(len(bags)), lengths), numbers] = 1
    found: Floats = table[rows.start - columns.start :] @ table.T
    return found


def _likeness(
    mentions: Mentions, a: Ints, b: Ints, shared: Floats, letters: NDArray[np.str_]
) -> list[Bools | Floats]:
    sizes = np.array([len(bag) for bag in mentions.bag], dtype=np.float32)
    left, right = sizes[a], sizes[b]
    text, noun = mentions.text[a] == mentions.text[b], mentions.noun[a] == mentions.noun[b]
    lead = (letters[a] == letters[b]) & (letters[a] != "") & ~text
    named, spoken = mentions.kind == KIND["name"], mentions.kind > LAST_PRONOUN
    names, one, nominal = named[a] & named[b], named[a] | named[b], spoken[a] & spoken[b]
    some = (left > 0) & (right > 0)
    inside, outside = some & (shared == left), some & (shared == right)
    opens, closes = mentions.ends
    return [
        text & nominal,
        text & ~nominal,
        noun & nominal,
        inside & names,
        outside & names,
        inside & nominal & ~names,
        outside & nominal & ~names,
        shared / np.maximum(1, np.minimum(left, right)) * nominal,
        shared / np.maximum(1, left + right - shared) * nominal,
        lead,
        names & (shared == 0),
        one & noun,
        noun & nominal & ~inside,
        noun & nominal & ~outside,
        names & noun & ~inside & ~outside,
        names & (opens[a] == opens[b]) & ~text,
        names & (closes[a] == closes[b]) & ~text,
        names & (closes[a] == closes[b]) & ~inside & ~outside,
    ]


def _clash(one: Ints, other: Ints) -> Bools:
    """Whether one is singular and the other plural."""
    found: Bools = one * other == 2
    return found


def _gender_clash(one: Ints, other: Ints) -> Bools:
    both = (one > 0) & (other > 0) & (one != other)
    found: Bools = both & ((one == 3) | (other == 3) | (one + other == 3))
    return found


def _agreement(mentions: Mentions, a: Ints, b: Ints) -> list[Bools]:
    number, others = mentions.number[a], mentions.number[b]
    gender, genders = mentions.gender[a], mentions.gender[b]
    kind, kinds = mentions.kind[a], mentions.kind[b]
    entity, entities = mentions.entity[a], mentions.entity[b]
    number_clash, gender_clash = _clash(number, others), _gender_clash(gender, genders)
    pronoun, person = kind <= LAST_PRONOUN, np.isin(kind, _PEOPLE)
    return [
        number_clash | gender_clash,
        number_clash,
        (number == others) & (number > 0),
        gender_clash,
        (gender == genders) & (gender > 0),
        (kind == kinds) & pronoun,
        (kind != kinds) & pronoun & (kinds <= LAST_PRONOUN),
        person & (entities == PERSON_NAME),
        person & (entities > PERSON_NAME),
        (kind == KIND["it"]) & (entities == PERSON_NAME),
        (entity == entities) & (entity > 0),
        (entity != entities) & (entity > 0) & (entities > 0),
    ]


def _structure(mentions: Mentions, a: Ints, b: Ints) -> list[Bools | Floats]:
    nested = (mentions.first[a] < mentions.last[b]) & (mentions.last[a] <= mentions.last[b])
    head, other = mentions.head[a], mentions.head[b]
    governor, governs = mentions.governor[a], mentions.governor[b]
    paragraphs = mentions.paragraph[a] - mentions.paragraph[b]
    quoted, quotes = mentions.quoted[a], mentions.quoted[b]
    role, roles = mentions.role[a], mentions.role[b]
    beside = governor == governs
    return [
        nested,
        governor == other,
        governs == head,
        beside & (mentions.sentence[a] == mentions.sentence[b]),
        beside & (role == _ATTRIBUTE) & (roles == _SUBJECT),
        (role == _APPOSITION) & (governor == other),
        paragraphs == 0,
        paragraphs == 1,
        paragraphs % 2 == 0,
        (quoted == 1) & (quotes == 1),
        (quoted == 1) & (quotes == 0),
        (quoted == 0) & (quotes == 1),
        (role == roles) & (role > 0),
        mentions.begin[a] == mentions.end[b],
        mentions.source[a] * mentions.source[b],
        mentions.source[b],
    ]


PAIR = 18 + 12 + 16 + len(_BETWEEN) + 1 + len(_SENTENCES) + 1 + 2 * (len(_FITTING) + 1)
