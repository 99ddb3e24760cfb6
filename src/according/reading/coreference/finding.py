"""Clusters of mentions in what the encoder and the parse say of a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from according.reading.attribution.links import describe as vectors_of
from according.reading.coreference.attributes import Mentions, describe
from according.reading.coreference.candidates import Candidates, candidates
from according.reading.coreference.lexicon import load_lexicon
from according.reading.coreference.scoring import PairScorer
from according.reading.coreference.spotting import SpanScorer
from according.reading.coreference.words import Words, words
from according.reading.encoder.model import Encoded, Floats
from according.reading.parse import Passage

LIKELY = 0.0
"""Log odds above which a candidate is taken for a mention."""


@dataclass(frozen=True, slots=True)
class Found:
    """The mentions of a report and the number of each one's cluster; clusters of one are kept.

    ``spans`` are in code points.
    """

    spans: tuple[tuple[int, int], ...]
    mentions: Mentions
    cluster: tuple[int, ...]

    def clusters(self) -> list[list[int]]:
        """Numbers of mentions by cluster, in the order of the text."""
        groups: dict[int, list[int]] = {}
        for at, number in enumerate(self.cluster):
            groups.setdefault(number, []).append(at)
        return list(groups.values())


class Coreference:
    """Finds mentions and their clusters. ``heads`` are the encoder's small matrices."""

    def __init__(self, heads: Mapping[str, Floats]) -> None:
        self._spotter, self._linker = SpanScorer(heads), PairScorer(heads)
        self._lexicon = load_lexicon()

    def find(self, encoded: Encoded, passages: Sequence[Passage], text: str) -> Found:
        """Find the clusters of a report, in time linear in its length."""
        parsed = words(passages)
        spans, scores = self._mentions(encoded, parsed)
        at = list(zip(spans.first.tolist(), spans.last.tolist(), strict=True))
        mentions = describe(at, parsed, encoded.pieces, text, self._lexicon)
        vectors = vectors_of(encoded.head("coreference"), at)
        best = self._linker.best(mentions, vectors, scores)
        pieces = encoded.pieces
        points = tuple((int(pieces.starts[a]), int(pieces.ends[b - 1])) for a, b in at)
        return Found(points, mentions, _numbers([antecedent for antecedent, _ in best]))

    def _mentions(self, encoded: Encoded, parsed: Words) -> tuple[Candidates, Floats]:
        spans = self._spotter.likely(encoded, candidates(parsed, encoded.pieces))
        scores = self._spotter.scores(encoded, spans)
        kept = np.flatnonzero(scores > LIKELY)
        return spans.part(kept), scores[kept]


def _numbers(antecedents: Sequence[int]) -> tuple[int, ...]:
    """Each mention's cluster: its antecedent's, or a new one."""
    found: list[int] = []
    for at, antecedent in enumerate(antecedents):
        found.append(found[antecedent] if antecedent >= 0 else at)
    return tuple(found)
