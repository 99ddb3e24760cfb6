"""Teach how factual an event is said to be, and (where all events are marked) what is one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from according.reading.encoder.outputs import SLICES
from evaluation.factuality import Sentence, load
from evaluation.treebank import joined
from training.encoder.labelled import Labelled, Piecewise, windows
from training.encoder.model import Encoder

TRAINED_ON = ("UW", "UDS-IH2", "MEANTIME", "CB", "MV2", "RP")


class Factuality:
    """The task. An epoch has one half of the sentences, drawn anew: there are twice as many
    of them as the others' epochs last."""

    name = "factuality"

    def __init__(self, data: Path, tokenizer: Tokenizer) -> None:
        texts = [labelled(each) for name in TRAINED_ON for each in load(data, name, "train")]
        self._windows = windows(texts, tokenizer, unlabelled=np.nan, all_pieces=False)

    def windows(self, random: Random) -> list[Piecewise]:
        return random.sample(self._windows, len(self._windows) // 2)

    def loss(
        self, model: Encoder, output: Tensor, batch: Sequence[Piecewise], mask: Tensor
    ) -> Tensor:
        values = output.new_full(mask.shape, np.nan, dtype=torch.float32)
        for at, each in enumerate(batch):
            values[at, : len(each)] = torch.from_numpy(each.values).float()
        known = ~values.isnan()
        if not known.any():
            return output.sum() * 0
        said = output[..., SLICES["factuality"]][..., 0].float()[known]
        return functional.smooth_l1_loss(said, values[known])


def labelled(sentence: Sentence) -> Labelled:
    text, at = joined(sentence.tokens)
    return Labelled("", text, tuple((*at[number], value) for number, value in sentence.events))
