"""What can be said of two mentions together: agreement, likeness, distance and place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from according.reading.coreference.attributes import (
    KIND,
    KINDS,
    LAST_PRONOUN,
    ROLE_CLASSES,
    Mentions,
)
from according.reading.encoder.model import Floats

Bools = NDArray[np.bool_]

REACH = 150
"""Mentions between a mention and its antecedent, at most."""

_BETWEEN = np.array([1, 2, 3, 4, 6, 9, 14, 22, 35, 60, 100])
_SENTENCES = np.array([0, 1, 2, 3, 5, 9])
_FITTING = np.array([0, 1, 2, 3, 5])
_LENGTHS = np.array([1, 2, 3, 5, 9])


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
        _one_hot(length, len(_LENGTHS) + 1),
        np.stack(
            [
                mentions.quoted,
                np.tanh(scores),
                np.log1p(same[inverse]) - 0.7,
                np.log1p(alike[nouns]) - 0.7,
                _nested(mentions),
                np.exp(-np.arange(len(mentions)) / 10),
            ],
            axis=1,
        ),
    ]
    return np.concatenate(ordered, axis=1).astype(np.float32)


ALONE = len(KINDS) + ROLE_CLASSES + 3 + 5 + len(_LENGTHS) + 1 + 6


def _one_hot(numbers: NDArray[np.int64], classes: int) -> Floats:
    return np.eye(classes, dtype=np.float32)[numbers]


def _nested(mentions: Mentions) -> NDArray[np.float64]:
    """Whether a mention stands inside one that began before it."""
    reach = np.maximum.accumulate(np.append(0, mentions.last))[:-1] if len(mentions) else 0
    return (mentions.last <= reach).astype(np.float64)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Mentions ``rows`` with those before them ``columns``; where ``valid`` is true the pair is
    one to weigh. ``features`` has a row a valid pair, in the order of ``valid``'s entries."""

    rows: slice
    columns: slice
    valid: Bools
    features: Floats


def pairs(mentions: Mentions, start: int, stop: int) -> Pairs:
    """The pairs of mentions ``start`` to ``stop`` with those in `REACH` before them."""
    rows, columns = slice(start, stop), slice(max(0, start - REACH), stop)
    i = np.arange(start, stop)[:, None]
    j = np.arange(columns.start, stop)[None, :]
    between = i - j
    valid = (between > 0) & (between <= REACH)
    agreement, structure = _agreement(mentions, rows, columns), _structure(mentions, rows, columns)
    found = [*_likeness(mentions, rows, columns), *agreement, *structure]
    clash, nested = agreement[0], structure[0]
    fits = valid & ~clash & ~nested & (mentions.kind[None, columns] != KIND["who"])
    nearer = _behind(fits)
    sentences = mentions.sentence[rows, None] - mentions.sentence[None, columns]
    classes = [
        (np.searchsorted(_BETWEEN, between, side="right"), len(_BETWEEN) + 1),
        (np.searchsorted(_SENTENCES, sentences, side="right"), len(_SENTENCES) + 1),
        (np.searchsorted(_FITTING, nearer, side="right"), len(_FITTING) + 1),
    ]
    parts = [np.stack([each[valid] for each in found], axis=1).astype(np.float32)]
    parts += [_one_hot(numbers[valid], count) for numbers, count in classes]
    return Pairs(rows, columns, valid, np.concatenate(parts, axis=1))


def _behind(fits: Bools) -> NDArray[np.int64]:
    """How many fitting mentions stand between a mention and each before it."""
    total: NDArray[np.int64] = fits.cumsum(axis=1)
    return total[:, -1:] - total


def _likeness(mentions: Mentions, rows: slice, columns: slice) -> list[Bools | Floats]:
    text = mentions.text[rows, None] == mentions.text[None, columns]
    noun = mentions.noun[rows, None] == mentions.noun[None, columns]
    shared, left, right = _overlap(mentions, rows, columns)
    letters = np.array(mentions.letters)
    lead = letters[rows, None] == letters[None, columns]
    lead &= (letters[rows, None] != "") & ~text
    named = mentions.kind == KIND["name"]
    names = named[rows, None] & named[None, columns]
    one = named[rows, None] | named[None, columns]
    nominal = (mentions.kind > LAST_PRONOUN)[rows, None] & (mentions.kind > LAST_PRONOUN)[
        None, columns
    ]
    some = (left > 0) & (right > 0)
    inside, outside = some & (shared == left), some & (shared == right)
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
    ]


def _overlap(mentions: Mentions, rows: slice, columns: slice) -> tuple[Floats, Floats, Floats]:
    """Words shared, of the one, of the other."""
    bags = mentions.bag[columns]
    width = 1 + max((number for bag in bags for number in bag), default=0)
    table = np.zeros((len(bags), width), dtype=np.float32)
    for at, bag in enumerate(bags):
        table[at, list(bag)] = 1
    sizes = table.sum(axis=1)
    own = table[rows.start - columns.start :]
    return own @ table.T, sizes[rows.start - columns.start :, None], sizes[None, :]


def _agreement(mentions: Mentions, rows: slice, columns: slice) -> list[Bools]:
    a, b = mentions.number[rows, None], mentions.number[None, columns]
    g, h = mentions.gender[rows, None], mentions.gender[None, columns]
    number_clash, number_agrees = (a * b == 2), (a == b) & (a > 0)
    both = (g > 0) & (h > 0) & (g != h)
    gender_clash = both & ((g == 3) | (h == 3) | (g + h == 3))
    gender_agrees = (g == h) & (g > 0)
    kinds = mentions.kind[rows, None] == mentions.kind[None, columns]
    pronoun = mentions.kind[rows, None] <= LAST_PRONOUN
    return [
        number_clash | gender_clash,
        number_clash,
        number_agrees,
        gender_clash,
        gender_agrees,
        kinds & pronoun,
        ~kinds & pronoun & (mentions.kind[None, columns] <= LAST_PRONOUN),
    ]


def _structure(mentions: Mentions, rows: slice, columns: slice) -> list[Bools]:
    nested = (mentions.first[rows, None] < mentions.last[None, columns]) & (
        mentions.last[rows, None] <= mentions.last[None, columns]
    )
    head, other = mentions.head[rows, None], mentions.head[None, columns]
    governor, governs = mentions.governor[rows, None], mentions.governor[None, columns]
    paragraphs = mentions.paragraph[rows, None] - mentions.paragraph[None, columns]
    quoted, quotes = mentions.quoted[rows, None], mentions.quoted[None, columns]
    role, roles = mentions.role[rows, None], mentions.role[None, columns]
    return [
        nested,
        governor == other,
        governs == head,
        (governor == governs) & (mentions.sentence[rows, None] == mentions.sentence[None, columns]),
        (governor == governs) & (role == 4) & (roles == 1),
        (role == 7) & (governor == other),
        paragraphs == 0,
        paragraphs == 1,
        paragraphs % 2 == 0,
        (quoted == 1) & (quotes == 1),
        (quoted == 1) & (quotes == 0),
        (quoted == 0) & (quotes == 1),
        (role == roles) & (role > 0),
        (mentions.begin[rows, None] - mentions.end[None, columns]) == 0,
    ]


PAIR = 15 + 7 + 14 + len(_BETWEEN) + 1 + len(_SENTENCES) + 1 + len(_FITTING) + 1
