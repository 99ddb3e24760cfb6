"""Entities and their mentions in what the encoder and the parse say of a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from according.reading.attribution.links import describe as vectors_of
from according.reading.coreference.anchors import Anchor, actors_of
from according.reading.coreference.attributes import KIND, Mentions, describe, sourced
from according.reading.coreference.candidates import Bools, Candidates, candidates
from according.reading.coreference.clustering import clusters
from according.reading.coreference.entities import NOBODY
from according.reading.coreference.lexicon import PERSON, UNKNOWN, load_lexicon
from according.reading.coreference.scoring import PairScorer
from according.reading.coreference.spotting import SpanScorer
from according.reading.coreference.surroundings import surroundings
from according.reading.coreference.words import Words, words
from according.reading.encoder.model import Encoded, Floats
from according.reading.encoder.outputs import COLUMNS
from according.reading.encoder.pieces import Pieces
from according.reading.parse import Passage

LIKELY = 0.0
"""Log odds above which a candidate is taken for a mention. Names of known people and pronouns
of people are mentions in any case."""

_PEOPLE = (PERSON, UNKNOWN)


@dataclass(frozen=True, slots=True)
class Found:
    """The mentions of a report and the number of each one's entity; those of one are kept.

    ``spans`` are in code points, ``heads`` are where their heads begin, ``nouns`` the words of
    heads in lower case. ``anchor``
    has the number of the actor that a mention names itself, ``actor`` of the one that its
    entity is, both -1 for none.
    """

    spans: tuple[tuple[int, int], ...]
    heads: tuple[int, ...]
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
        people = (KIND["i"], KIND["we"], KIND["he"], KIND["she"], KIND["they"])
        self._certain = {word for word, kind in self._lexicon.pronouns.items() if kind in people}

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
        named = actors_of(anchors, parsed)
        people = [number for number, gender in enumerate(genders) if gender in _PEOPLE]
        spans, scores = self._mentions(whole, parsed, np.isin(named, people))
        at = list(zip(spans.first.tolist(), spans.last.tolist(), strict=True))
        pieces = whole.pieces
        sources = sourced(whole.head("tags0"))
        mentions = describe(at, parsed, pieces, text, self._lexicon, sources)
        weighed = self._linker.weigh(mentions, vectors_of(whole.head("coreference"), at), scores)
        anchor = named[mentions.head]
        entity, entities = clusters(weighed, mentions, anchor, genders)
        return Found(
            tuple((int(pieces.starts[a]), int(pieces.ends[b - 1])) for a, b in at),
            tuple(parsed.starts[mentions.head].tolist()),
            tuple(parsed.lower[head] for head in mentions.head.tolist()),
            mentions,
            entity,
            tuple(anchor.tolist()),
            tuple(entities.actor.get(number, NOBODY) for number in entity),
        )

    def _mentions(self, encoded: Encoded, parsed: Words, named: Bools) -> tuple[Candidates, Floats]:
        spans = candidates(parsed, encoded.pieces, self._spotter.edges(encoded))
        around = surroundings(spans, parsed, encoded.pieces)
        scores = self._spotter.scores(encoded, spans, around)
        certain = named | np.array([word in self._certain for word in parsed.lower], dtype=bool)
        kept = (scores > LIKELY) | _best_of(certain, spans, scores)
        return spans.part(np.flatnonzero(kept)), scores[kept]


def _best_of(certain: Bools, spans: Candidates, scores: Floats) -> Bools:
    """For each word that is certainly the head of a mention, the likeliest with that head."""
    found = np.zeros(len(spans), dtype=bool)
    order = np.lexsort((-scores, spans.head))
    heads = spans.head[order]
    first = np.append(True, heads[1:] != heads[:-1])[: len(heads)]
    best = order[first & (heads >= 0)]
    found[best] = certain[spans.head[best]]
    return found


def _joined(encoded: Sequence[Encoded]) -> Encoded:
    """The passages of a report as one."""
    if len(encoded) == 1:
        return encoded[0]
    arrays = (
        np.concatenate([np.zeros(0, np.int64), *(getattr(each.pieces, name) for each in encoded)])
        for name in Pieces.__slots__
    )
    none = np.zeros((0, COLUMNS), dtype=np.float32)
    return Encoded(Pieces(*arrays), np.concatenate([none, *(each.outputs for each in encoded)]))
