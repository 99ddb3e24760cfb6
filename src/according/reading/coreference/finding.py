"""Entities and their mentions in what the encoder and the parse say of a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from according.reading.coreference.anchors import Anchor, anchored
from according.reading.coreference.attributes import Mentions, describe, sourced
from according.reading.coreference.candidates import Candidates, candidates
from according.reading.coreference.clustering import NOBODY, clusters
from according.reading.coreference.lexicon import load_lexicon
from according.reading.coreference.scoring import PairScorer
from according.reading.coreference.spotting import SpanScorer
from according.reading.coreference.words import Words, words
from according.reading.encoder.model import Encoded, Floats
from according.reading.encoder.outputs import COLUMNS
from according.reading.encoder.pieces import Ints, Pieces
from according.reading.encoder.spans import describe as vectors_of
from according.reading.parse import Passage

LIKELY = 0.0
"""Log odds above which a candidate is taken for a mention."""


@dataclass(frozen=True, slots=True)
class Found:
    """The mentions of a report and the number of each one's entity; those of one are kept.

    ``spans`` are in code points, ``nouns`` are the words of heads in lower case. ``anchor``
    has the number of the actor that a mention names itself, ``actor`` of the one that its
    entity is, both -1 for none.
    """

    spans: tuple[tuple[int, int], ...]
    nouns: tuple[str, ...]
    mentions: Mentions
    entity: tuple[int, ...]
    anchor: tuple[int, ...]
    actor: tuple[int, ...]

    def clusters(self) -> list[list[int]]:
        """Numbers of mentions by entity, in the order of the text."""
        groups: dict[int, list[int]] = {}
        for at, number in enumerate(self.entity):
            groups.setdefault(number, []).append(at)
        return list(groups.values())


class Coreference:
    """Finds mentions and entities. ``heads`` are the encoder's small matrices."""

    def __init__(self, heads: Mapping[str, Floats]) -> None:
        self._spotter, self._linker = SpanScorer(heads), PairScorer(heads)
        self._lexicon = load_lexicon()

    def find(
        self,
        encoded: Sequence[Encoded],
        passages: Sequence[Passage],
        text: str,
        anchors: Sequence[Anchor] = (),
        genders: Sequence[int] = (),
    ) -> Found:
        """Find the entities of a report, in time linear in its length.

        Args:
            encoded: the report, passage by passage.
            anchors: mentions of actors that are known already; two of these stay two.
            genders: what is known of these actors, by number, as in the lexicon.
        """
        whole, parsed = _joined(encoded), words(passages)
        spans, scores = self._mentions(whole, parsed)
        at = list(zip(spans.first.tolist(), spans.last.tolist(), strict=True))
        pieces = whole.pieces
        sources = sourced(whole.head("tags0"))
        mentions = describe(at, parsed, pieces, text, self._lexicon, sources)
        weighed = self._linker.weigh(mentions, vectors_of(whole.head("coreference"), at), scores)
        anchor = anchored(anchors, mentions, parsed)
        entity, entities = clusters(weighed, mentions, anchor, genders)
        return Found(
            tuple((int(pieces.starts[a]), int(pieces.ends[b - 1])) for a, b in at),
            tuple(parsed.lower[head] for head in mentions.head.tolist()),
            mentions,
            entity,
            tuple(anchor.tolist()),
            tuple(entities.actor.get(number, NOBODY) for number in entity),
        )

    def _mentions(self, encoded: Encoded, parsed: Words) -> tuple[Candidates, Floats]:
        spans = candidates(parsed, encoded.pieces, self._spotter.edges(encoded))
        scores = self._spotter.scores(encoded, spans)
        kept: Ints = np.flatnonzero(scores > LIKELY)
        return spans.part(kept), scores[kept]


def _joined(encoded: Sequence[Encoded]) -> Encoded:
    """The passages of a report as one."""
    if len(encoded) == 1:
        return encoded[0]
    arrays = (
        np.concatenate([np.zeros(0, np.int64), *(getattr(each.pieces, name) for each in encoded)])
        for name in Pieces.__slots__
    )
    none = np.zeros((0, COLUMNS), dtype=np.float32)
    outputs = np.concatenate([none, *(each.outputs for each in encoded)])
    sentences = np.concatenate([np.zeros(0, np.int64), *(each.sentences for each in encoded)])
    return Encoded(Pieces(*arrays), outputs, sentences)
