"""How two texts stand to each other: copy, rewrite, a shared quotation only, or neither.

By what the gold days call a copy: four of five sentences of the shorter stand nearly word for
word in the longer; a rewrite shares about two sentences, or phrases that are nobody's by chance.
Words of somebody whom both quote speak for neither.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from according.linking.alignment import Alignment, Run
from according.model import Relation

NEARLY = 0.7
"""The share of a sentence's words from which on it stands in the other text."""

MOST = 0.8
"""The share of the shorter text's sentences, or of its words, from which on it is a copy."""

_SENTENCE = 4
"""Words of a sentence that counts, at least: datelines and picture credits do not."""

TELLING = 6
"""Words of a run that speaks for derivation, at least."""

ENOUGH = 25
"""Words in such runs, outside quotes, from which on a text is a rewrite: about two sentences of
news, since some words of each are changed."""

QUOTED = 6
"""Words in quotes that make a shared quotation, at least."""


@dataclass(frozen=True, slots=True)
class Compared:
    """The relation of two texts, None where nothing speaks for one; ``left`` and ``right`` are the
    shares of either's words that the other has, ``runs`` what shows the relation."""

    relation: Relation | None
    left: float
    right: float
    runs: tuple[Run, ...]


def compare(alignment: Alignment) -> Compared:
    """The relation of two aligned texts."""
    own, quoted = _parted(alignment)
    in_left, in_right = _share(alignment.in_left), _share(alignment.in_right)
    telling = tuple(run for run in own if run.length >= TELLING)
    words = sum(run.length for run in telling)
    if telling and _is_copy(alignment):
        relation, shown = Relation.COPY, alignment.runs
    elif words >= ENOUGH:
        relation, shown = Relation.REWRITE, telling
    elif sum(run.length for run in quoted) >= QUOTED:
        relation, shown = Relation.QUOTATION, tuple(quoted)
    else:
        return Compared(None, in_left, in_right, ())
    return Compared(relation, in_left, in_right, shown)


def _parted(alignment: Alignment) -> tuple[list[Run], list[Run]]:
    """Runs in an outlet's own words, and runs that lie in quotes on either side."""
    if not (alignment.left.quotes_any or alignment.right.quotes_any):
        return list(alignment.runs), []
    own: list[Run] = []
    quoted: list[Run] = []
    for run in alignment.runs:
        left = alignment.left.is_quoted(run.a, run.a + run.length)
        right = alignment.right.is_quoted(run.b, run.b + run.length)
        (quoted if left or right else own).append(run)
    return own, quoted


def _is_copy(alignment: Alignment) -> bool:
    """Whether most of the shorter text stands in the longer."""
    left, right = alignment.left, alignment.right
    shorter = len(left) < len(right)
    words, shared = (left, alignment.in_left) if shorter else (right, alignment.in_right)
    lengths = words.sentence_lengths
    standing = np.bincount(words.sentence, weights=shared, minlength=len(lengths)) / lengths
    counted = lengths >= _SENTENCE
    sentences = _share(standing[counted] >= NEARLY)
    return max(sentences, _share(shared)) >= MOST


def _share(which: NDArray[np.bool_]) -> float:
    return int(np.count_nonzero(which)) / len(which) if len(which) else 0.0
