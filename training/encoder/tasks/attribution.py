"""Teach attribution: tags of two layers, links of contents to cues and cues to sources; and
where reports are marked with them, kinds of source, events and how they are held."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from according.reading.encoder.distance import buckets
from according.reading.encoder.outputs import CERTAINTIES, KINDS, SLICES
from evaluation.marked import CONTENT, CUE, SOURCE
from training.encoder.batches import padded
from training.encoder.chunks import Window, windows
from training.encoder.documents import Document
from training.encoder.model import Encoder, Linker, described
from training.encoder.nesting import some

LINKING, LABELS = 2.0, 2.0
"""Weights of the losses of links, and of kinds and events, beside the tags'."""

NESTED = 1 / 3
"""Sentences in sentences that are made for an epoch, for each window as it was written."""


class Attribution:
    """The task on a corpus of one layer, and on reports that are marked in full."""

    name = "attribution"

    def __init__(
        self, corpus: Sequence[Document], reports: Sequence[Document], tokenizer: Tokenizer
    ) -> None:
        self._corpus, self._reports, self._tokenizer = corpus, reports, tokenizer

    def windows(self, random: Random) -> list[Window]:
        documents = [*self._corpus, *self._reports, *self._reports]
        written = [each for document in documents for each in windows(document, random)]
        count = round(len(written) * NESTED)
        made = some([*self._corpus, *self._reports], count, random, self._tokenizer)
        return [*written, *(each for document in made for each in windows(document, random))]

    def loss(self, model: Encoder, output: Tensor, batch: Sequence[Window], mask: Tensor) -> Tensor:
        """Mean over the pieces of the batch."""
        length = output.shape[1]
        total = output.new_zeros(())
        for layer, crf in enumerate(model.crfs):
            rows = [at for at, each in enumerate(batch) if each.tags[layer, 0] >= 0]
            if rows:
                tags = padded([batch[at].tags[layer] for at in rows], length)
                scores = output[rows][..., SLICES[f"tags{layer}"]].float()
                total = total + crf(scores, tags, mask[rows])
        links = sum((_links(model, output[at], each) for at, each in enumerate(batch)), total * 0)
        labels = sum((_labels(output[at], each) for at, each in enumerate(batch)), total * 0)
        return (total + LINKING * links + LABELS * labels) / mask.sum() * 10


def _labels(row: Tensor, window: Window) -> Tensor:
    """The loss of kinds of source, and of events and certainty where they are marked."""
    loss = row.new_zeros((), dtype=torch.float32)
    kinds = [
        (span, label) for span, label in zip(window.spans, window.labels, strict=True) if label
    ]
    if kinds:
        columns = row[:, SLICES["kind"]].float()
        said = torch.stack([columns[span[0] : span[1]].mean(0) for span, _ in kinds])
        wanted = torch.tensor([KINDS.index(label) for _, label in kinds])
        loss = loss + functional.cross_entropy(said, wanted, reduction="sum")
    if window.events is not None:
        loss = loss + _events(row, window)
    return loss


def _events(row: Tensor, window: Window) -> Tensor:
    length = len(window.pieces)
    said = row[:length, SLICES["event"]][:, 0].float()
    wanted = torch.zeros(length)
    at = [piece for piece, _ in window.events]
    wanted[at] = 1.0
    loss = functional.binary_cross_entropy_with_logits(said, wanted, reduction="sum")
    if at:
        held = torch.tensor([CERTAINTIES.index(label) for _, label in window.events])
        scores = row[at][:, SLICES["certainty"]].float()
        loss = loss + functional.cross_entropy(scores, held, reduction="sum")
    return loss


def _links(model: Encoder, row: Tensor, window: Window) -> Tensor:
    loss = row.new_zeros((), dtype=torch.float32)
    if not window.links:
        return loss
    spans = [span[:2] for span in window.spans]
    vectors = described(row, spans, "attribution")
    for linker, left, right in (
        (model.to_cue, CONTENT, CUE),
        (model.to_source, CUE, SOURCE),
    ):
        loss = loss + _link(linker, vectors, window, left, right)
    return loss


def _link(linker: Linker, vectors: Tensor, window: Window, left: str, right: str) -> Tensor:
    kinds = [span[2] for span in window.spans]
    pairs = [(a, b) for a, b in window.links if kinds[a] == left]
    partners = [at for at, kind in enumerate(kinds) if kind == right]
    if not pairs:
        return vectors.new_zeros(())
    at = np.array([span[:2] for span in window.spans])
    starts = [a for a, _ in pairs]
    distance = torch.from_numpy(buckets(at[starts], at[partners].reshape(-1, 2)))
    scores = linker(vectors[starts], vectors[partners], distance)
    wanted = [partners.index(b) if b >= 0 else len(partners) for _, b in pairs]
    return functional.cross_entropy(scores, torch.tensor(wanted), reduction="sum")
