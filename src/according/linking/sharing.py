"""What two texts share, as numbers, and as a link between two reports with their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from according.linking.alignment import align
from according.linking.relations import compare
from according.linking.words import Words, words_of
from according.model import Evidence, OriginLink, Relation, Report, Span


@dataclass(frozen=True, slots=True)
class Shared:
    """The relation of two texts, how much of the one that is more in the other is there, 0 to 1,
    and where: a row a run with its first and last code point in the first text and in the
    second, each last one past the end."""

    relation: Relation
    score: float
    spans: NDArray[np.int32]

    def link(self, a: Report, b: Report) -> OriginLink:
        """The same of two reports, with the words of both as evidence."""
        rows = self.spans.tolist()
        in_a = tuple(Evidence.at(a, start, end) for start, end, _, _ in rows)
        in_b = tuple(Evidence.at(b, start, end) for _, _, start, end in rows)
        return OriginLink(a.id, b.id, self.relation, in_a, in_b, self.score)


def share(left: Words, right: Words) -> Shared | None:
    """What two texts share, None where nothing speaks for a relation."""
    found = compare(align(left, right))
    if found.relation is None:
        return None
    runs = np.array([(run.a, run.b, run.length) for run in found.runs])
    first, second, length = runs.T
    spans = np.empty((len(runs), 4), dtype=np.int32)
    spans[:, 0] = left.starts[first]
    spans[:, 1] = left.ends[first + length - 1]
    spans[:, 2] = right.starts[second]
    spans[:, 3] = right.ends[second + length - 1]
    return Shared(found.relation, max(found.left, found.right), spans)


def link_texts(
    a: Report, b: Report, in_a: Sequence[Span], in_b: Sequence[Span]
) -> OriginLink | None:
    """How two reports stand to each other by their texts, None where nothing speaks for it.

    Args:
        in_a: where direct speech stands in ``a``, and ``in_b`` in ``b``.
    """
    found = share(words_of(a.text, in_a), words_of(b.text, in_b))
    return None if found is None else found.link(a, b)
