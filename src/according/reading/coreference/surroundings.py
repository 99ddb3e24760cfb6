"""What can be said of a candidate by its words and those beside it, as numbers."""

from __future__ import annotations

import numpy as np

from according.reading.coreference.attributes import ROLE_CLASSES, ROLES
from according.reading.coreference.candidates import TAG_CLASSES, Candidates
from according.reading.coreference.words import Words
from according.reading.encoder.model import Floats
from according.reading.encoder.pieces import Ints, Pieces

_TAGS = {
    tag: number
    for number, tags in enumerate(
        (
            "NN",
            "NNS",
            "NNP",
            "NNPS",
            "PRP",
            "PRP$",
            "POS",
            "DT PDT",
            "WP WDT WP$ WRB",
            "JJ JJR JJS",
            "CD",
            "IN TO",
            "CC",
            "VBG",
            "VBN",
            "VB VBD VBP VBZ MD",
            "RB RBR RBS",
            ",",
            ". :",
            "-LRB- -RRB- `` ''",
        ),
        1,
    )
    for tag in tags.split()
}
"""Classes of the words at and beside the ends of a candidate; 0 is any other."""
CLASSES = 21
_SHAPES = 6
_LENGTHS = np.array([1, 2, 3, 5, 9])


def surroundings(spans: Candidates, words: Words, pieces: Pieces) -> Floats:
    """Features of each candidate, (candidates, SURROUNDINGS)."""
    of_piece = words.of_pieces(pieces)
    first, last = of_piece[spans.first], of_piece[spans.last - 1]
    tags = np.array([0, *(_TAGS.get(tag, 0) for tag in words.tag), 0], dtype=np.int64)
    roles = np.array([*(ROLES.get(dep, 0) for dep in words.dep), 0], dtype=np.int64)
    length = np.searchsorted(_LENGTHS, last - first + 1, side="right")
    below, above = _rivals(spans)
    columns = (
        *(((spans.shape >> bit) & 1, 2) for bit in range(_SHAPES)),
        (spans.tag, TAG_CLASSES),
        (roles[spans.head], ROLE_CLASSES),
        (tags[first], CLASSES),
        (tags[first + 1], CLASSES),
        (tags[last + 1], CLASSES),
        (tags[last + 2], CLASSES),
        (length, len(_LENGTHS) + 1),
        (below, 2),
        (above, 2),
    )
    found = np.zeros((len(spans), SURROUNDINGS), dtype=np.float32)
    row, start = np.arange(len(spans)), 0
    for numbers, count in columns:
        found[row, start + numbers] = 1
        start += count
    return found


SURROUNDINGS = 2 * _SHAPES + TAG_CLASSES + ROLE_CLASSES + 4 * CLASSES + len(_LENGTHS) + 1 + 4


def _rivals(spans: Candidates) -> tuple[Ints, Ints]:
    """Whether there is a shorter, and a longer noun phrase with the same head."""
    size = spans.last - spans.first
    heads, where = np.unique(spans.head, return_inverse=True)
    least = np.full(len(heads), np.iinfo(np.int64).max)
    most = np.zeros(len(heads), dtype=np.int64)
    np.minimum.at(least, where, size)
    np.maximum.at(most, where, size)
    phrase = spans.head >= 0
    return (
        (phrase & (size > least[where])).astype(np.int64),
        (phrase & (size < most[where])).astype(np.int64),
    )
