"""Teach which words are loaded, and which sentences are called biased by experts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from according.reading.encoder.outputs import SLICES
from evaluation.wording_corpora import Rated, babe, basil, held_out
from training.encoder.labelled import Labelled, Piecewise, windows
from training.encoder.model import Encoder

SENTENCES = 0.5
"""Weight of the sentences' loss beside the words'."""


def articles(data: Path) -> list[Labelled]:
    """BASIL's articles that are not held out, with their loaded words."""
    return [
        Labelled(each.id, each.text, tuple((span.start, span.end, 1.0) for span in each.spans))
        for each in basil(data)
        if not held_out(each.event)
    ]


class Wording:
    """BABE's words and sentences, and the articles of BASIL that are not held out."""

    name = "wording"

    def __init__(
        self,
        data: Path,
        tokenizer: Tokenizer,
        wanted: Callable[[Rated], bool] = lambda sentence: True,
    ) -> None:
        rated = [
            Labelled("", each.text, tuple((*span, 1.0) for span in each.words), float(each.biased))
            for each in babe(data)
            if wanted(each)
        ]
        self._windows = windows(
            [*rated, *articles(data)], tokenizer, unlabelled=0.0, all_pieces=True
        )

    def windows(self, random: Random) -> list[Piecewise]:
        return self._windows

    def loss(
        self, model: Encoder, output: Tensor, batch: Sequence[Piecewise], mask: Tensor
    ) -> Tensor:
        values = torch.zeros_like(mask)
        for at, each in enumerate(batch):
            values[at, : len(each)] = torch.from_numpy(each.values).float()
        # Articles and sentences are marked by unlike rules: each has a column of its own.
        loaded = output[..., SLICES["loaded"]].float()
        column = torch.tensor([0 if each.whole is None else 1 for each in batch])
        said = loaded.gather(-1, column[:, None, None].expand(-1, loaded.shape[1], 1))[..., 0]
        words = functional.binary_cross_entropy_with_logits(said, values, reduction="none")
        loss = (words * mask).sum() / mask.sum()
        rated = [at for at, each in enumerate(batch) if each.whole is not None]
        if rated:
            loss = loss + SENTENCES * _sentences(output[rated], mask[rated], batch, rated)
        return loss


def _sentences(output: Tensor, mask: Tensor, batch: Sequence[Piecewise], rated: list[int]):
    each = output[..., SLICES["biased"]][..., 0].float()
    said = (each * mask).sum(-1) / mask.sum(-1)
    wanted = torch.tensor([batch[at].whole for at in rated])
    return functional.binary_cross_entropy_with_logits(said, wanted.float())
