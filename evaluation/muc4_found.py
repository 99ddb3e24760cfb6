"""What the reader's encoder finds of incidents in a message: words that fill roles, and which
sorts of incident each sentence tells of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from according.reading.encoder import Encoded
from according.reading.encoder.spans import Range, tagged

Floats = NDArray[np.float64]

BIAS = 3.0
"""Taken from the score of "no role", so that nearly all that may fill one is found; what is kept
is decided later."""
# fmt: off
_NOT_AT_EDGES = frozenset((
    "a", "an", "and", "are", "as", "at", "been", "between", "by", "for", "from", "had", "has",
    "her", "his", "in", "into", "is", "it", "its", "near", "of", "on", "or", "other", "others",
    "several", "some", "that", "the", "their", "these", "this", "those", "to", "was", "were",
    "which", "who", "whose", "with",
))
# fmt: on


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Words that may fill a role. ``role`` counts `INCIDENT_ROLES`; ``start`` and ``end`` are code
    points; ``share`` is the mean probability of the role over the pieces, ``begins`` that it
    begins with the first; ``incidents`` are log odds of the sorts of incident."""

    role: int
    start: int
    end: int
    pieces: Range
    sentence: int
    share: float
    begins: float
    incidents: Floats


def found(text: str, encoded: Encoded) -> list[Found]:
    """All that may fill a role, in order."""
    scores = encoded.head("incident_roles").astype(float)
    odds = scores - scores.max(axis=1, keepdims=True)
    chances = np.exp(odds) / np.exp(odds).sum(axis=1, keepdims=True)
    incidents = encoded.head("incidents").astype(float)
    numbers = _sentences(encoded)
    made = []
    for role, (first, last) in _spans(text, encoded, scores):
        own = chances[first:last, [1 + 2 * role, 2 + 2 * role]].sum(axis=1)
        made.append(
            Found(
                role,
                int(encoded.pieces.starts[first]),
                int(encoded.pieces.ends[last - 1]),
                (first, last),
                int(numbers[first]),
                float(own.mean()),
                float(chances[first, 1 + 2 * role]),
                incidents[first:last].mean(axis=0),
            )
        )
    return made


def relevance(encoded: Encoded) -> Floats:
    """Log odds that each sentence tells of each sort of incident, (sentences, incidents)."""
    incidents, numbers = encoded.head("incidents").astype(float), _sentences(encoded)
    count = int(numbers.max()) + 1 if len(numbers) else 0
    return np.array([incidents[numbers == each].mean(axis=0) for each in range(count)]).reshape(
        count, incidents.shape[1]
    )


def _sentences(encoded: Encoded) -> NDArray[np.int64]:
    """The number of each piece's sentence, from 0 without gaps."""
    return np.unique(encoded.sentences, return_inverse=True)[1]


def _spans(text: str, encoded: Encoded, scores: Floats) -> Iterator[tuple[int, Range]]:
    """Marked spans of whole words, by the scores of each word's first piece, without articles
    and the like at their edges."""
    words = _words(encoded)
    shown = [_shown(text, encoded, word).lower() for word in words]
    first = scores[[a for a, _ in words]] if words else scores[:0]
    quieter = first - np.eye(1, first.shape[1]) * BIAS
    for role, (a, b) in _joined(list(tagged(quieter)), shown):
        while a < b and _empty(shown[a]):
            a += 1
        while b > a and _empty(shown[b - 1]):
            b -= 1
        if a < b:
            yield role, (words[a][0], words[b - 1][1])


def _joined(
    spans: Sequence[tuple[int, Range]], shown: Sequence[str]
) -> Iterator[tuple[int, Range]]:
    """Spans of a role that only "of", "in" or "the" parts are one."""
    waiting: tuple[int, Range] | None = None
    for role, (a, b) in spans:
        if waiting and waiting[0] == role and waiting[1][1] == a and shown[a - 1] in _PARTS:
            waiting = role, (waiting[1][0], b)
            continue
        if waiting:
            yield waiting
        waiting = role, (a, b)
    if waiting:
        yield waiting


_PARTS = frozenset(("of", "in", "the"))


def _words(encoded: Encoded) -> list[Range]:
    """The words, as first piece and past the last: letters that follow letters without a space
    are one."""
    pieces = encoded.pieces
    found: list[Range] = []
    for at in range(len(pieces)):
        if found and pieces.lead[at] == 0 and pieces.case[at] and pieces.case[at - 1]:
            found[-1] = found[-1][0], at + 1
        else:
            found.append((at, at + 1))
    return found


def _shown(text: str, encoded: Encoded, word: Range) -> str:
    pieces = encoded.pieces
    return text[int(pieces.starts[word[0]]) : int(pieces.ends[word[1] - 1])]


def _empty(word: str) -> bool:
    return word in _NOT_AT_EDGES or not any(each.isalnum() for each in word)
