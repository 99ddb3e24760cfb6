"""Teach coreference: which spans are mentions, and which earlier mention each goes with.

A batch is one document in windows of whole sentences, so that antecedents may stand in any
earlier window (mention ranking, Wiseman et al. 2015; Lee et al. 2017).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from according.reading.coreference.attributes import describe, sourced
from according.reading.coreference.candidates import Candidates, candidates
from according.reading.coreference.lexicon import load_lexicon
from according.reading.coreference.pairs import alone, pairs
from according.reading.coreference.surroundings import surroundings
from according.reading.coreference.words import Words, words
from according.reading.encoder.outputs import SLICES
from according.reading.encoder.pieces import Ints, Pieces, cut
from evaluation.gum import Document
from training.encoder.chunks import LONGEST
from training.encoder.coreference import chances
from training.encoder.documents import parser
from training.encoder.model import Encoder, described

SHORTEST = 96
"""Pieces of the shortest limit of a window."""

SPURIOUS = 0.0
"""Log odds above which a span that is no mention is weighed as one, to learn that it is new."""

MOST = 450
"""Mentions weighed in a document of training, at most."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A document with its candidates and, for each of them, its entity (-1: no mention)."""

    text: str
    pieces: Pieces
    words: Words
    spans: Candidates
    entity: Ints

    def __len__(self) -> int:
        return len(self.pieces)


@dataclass(frozen=True, slots=True)
class Part:
    """A window of a document; the windows of a batch are a whole document in order."""

    document: Marked
    pieces: Pieces

    def __len__(self) -> int:
        return len(self.pieces)


def marked(document: Document, tokenizer: Tokenizer) -> Marked:
    """Prepare a document of GUM."""
    pieces = cut(document.text, tokenizer)
    parsed = words(parser().parse(document.text))
    spans = candidates(parsed, pieces)
    where = {
        pieces.between(mention.start, mention.end): number
        for number, cluster in enumerate(document.clusters)
        for mention in cluster
    }
    known = set(zip(spans.first.tolist(), spans.last.tolist(), strict=True))
    spans = _with(spans, [span for span in where if span not in known and span[0] < span[1]])
    entity = np.array(
        [
            where.get(span, -1)
            for span in zip(spans.first.tolist(), spans.last.tolist(), strict=True)
        ],
        dtype=np.int64,
    )
    return Marked(document.text, pieces, parsed, spans, entity)


def _with(spans: Candidates, missing: Sequence[tuple[int, int]]) -> Candidates:
    more = np.array(missing, dtype=np.int64).reshape(-1, 2)
    none = np.zeros(len(more), dtype=np.int64)
    joined = Candidates(
        np.concatenate([spans.first, more[:, 0]]),
        np.concatenate([spans.last, more[:, 1]]),
        np.concatenate([spans.shape, none]),
        np.concatenate([spans.tag, none]),
        np.concatenate([spans.head, none - 1]),
    )
    return joined.part(np.lexsort((-joined.last, joined.first)))


class Coreference:
    """The task on some documents."""

    name = "coreference"

    def __init__(self, documents: Iterable[Document], tokenizer: Tokenizer, times: int = 1) -> None:
        self.documents = [marked(each, tokenizer) for each in documents]
        self.times = times

    def batches(self, random: Random) -> list[list[Part]]:
        """One document a batch."""
        return [list(_parts(each, random)) for each in self.documents]

    def loss(self, model: Encoder, output: Tensor, batch: Sequence[Part], mask: Tensor) -> Tensor:
        """Mean over the document's mentions."""
        rows = torch.cat([output[at, : len(each)] for at, each in enumerate(batch)]).float()
        document = batch[0].document
        scores, spotting = _spotting(model, rows, document)
        asked = document.entity >= 0
        chosen = np.flatnonzero(asked | (scores.detach().numpy() > SPURIOUS))[:MOST]
        return spotting + _linking(model, rows, document, scores, chosen)


def _parts(document: Marked, random: Random) -> Iterator[Part]:
    sentence = document.words.sentence[document.words.of_pieces(document.pieces)]
    ends = [*(np.flatnonzero(np.diff(sentence)) + 1).tolist(), len(document)]
    start, limit = 0, random.randint(SHORTEST, LONGEST)
    for at, end in enumerate(ends):
        following = ends[at + 1] if at + 1 < len(ends) else None
        if following is None or following - start > limit:
            for first in range(start, end, LONGEST):
                yield Part(document, document.pieces.part(first, min(end, first + LONGEST)))
            start, limit = end, random.randint(SHORTEST, LONGEST)


def _spotting(model: Encoder, rows: Tensor, document: Marked) -> tuple[Tensor, Tensor]:
    """Scores of the candidates, and the loss of them and of where mentions begin and end."""
    spans, asked = document.spans, document.entity >= 0
    given = {
        name: torch.from_numpy(getattr(spans, name)) for name in ("first", "last", "shape", "tag")
    }
    mention = rows[:, SLICES["mention"]]
    around = torch.from_numpy(surroundings(spans, document.words, document.pieces))
    scores = model.mentions(mention, rows[:, SLICES["mention_ends"]], given, around)
    wanted = torch.from_numpy(asked).float()
    loss = functional.binary_cross_entropy_with_logits(scores, wanted, reduction="sum")
    edges = torch.zeros_like(mention)
    edges[given["first"][asked], 0] = 1
    edges[given["last"][asked] - 1, 1] = 1
    ends = functional.binary_cross_entropy_with_logits(mention, edges, reduction="sum")
    return scores, (loss + 0.3 * ends) / max(1, asked.sum())


def _linking(
    model: Encoder, rows: Tensor, document: Marked, scores: Tensor, chosen: Ints
) -> Tensor:
    spans, entity = document.spans, document.entity[chosen]
    if not (entity >= 0).any():
        return rows.new_zeros(())
    at = list(zip(spans.first[chosen].tolist(), spans.last[chosen].tolist(), strict=True))
    sources = sourced(rows.detach().numpy()[:, SLICES["tags0"]])
    mentions = describe(at, document.words, document.pieces, document.text, load_lexicon(), sources)
    vectors = _described(rows, at)
    own = torch.from_numpy(alone(mentions, scores.detach().numpy()[chosen]))
    each = pairs(mentions, 0, len(mentions))
    a, b = torch.from_numpy(each.a), torch.from_numpy(each.b)
    seen = torch.from_numpy(each.features)
    weighed, none = model.antecedents(vectors, own, seen, a, b)
    same = (entity[each.a] == entity[each.b]) & (entity[each.a] >= 0)
    chance = chances(weighed, none, a, b, torch.from_numpy(same))
    return -chance.sum() / max(1, (entity >= 0).sum())


def _described(rows: Tensor, spans: list[tuple[int, int]]) -> Tensor:
    return described(rows, spans, "coreference")
