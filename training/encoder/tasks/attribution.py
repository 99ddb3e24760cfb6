"""Teach attribution: tags of two layers, links of contents to cues and cues to sources."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from according.reading.encoder.distance import buckets
from according.reading.encoder.outputs import SLICES
from training.encoder.batches import padded
from training.encoder.chunks import Window, windows
from training.encoder.documents import CONTENT, CUE, SOURCE, Document
from training.encoder.model import Encoder, Linker, described

LINKING = 2.0
"""Weight of the links' loss beside the tags'."""


class Attribution:
    """The task on some documents."""

    name = "attribution"

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = documents

    def windows(self, random: Random) -> list[Window]:
        return [each for document in self.documents for each in windows(document, random)]

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
        return (total + LINKING * links) / mask.sum() * 10


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
