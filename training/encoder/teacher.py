"""A larger backbone, which marks unmarked texts for the small one to learn from.

Reads the weights of all-mpnet-base-v2 (Apache-2.0). The architecture is MPNet's (Song et al.
2020): BERT's layers, 12 of 768, that share a bias for how far two pieces stand apart. Its
vocabulary is the small backbone's, so both read the same pieces.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from according.reading.encoder.pieces import CASES, LEADS, QUOTES
from training.encoder.backbone import HEADS, Layer

WIDTH, EPS = 768, 1e-5
LAYERS = 10
"""Of the published 12: the last serve to describe whole sentences."""
FROZEN = 2
"""Lowest layers that are not trained, nor are the vectors of pieces."""
POSITIONS, FIRST = 512, 3
"""Rows of the published table of positions, and the row of a text's first piece: two are for
padding, one for a sign before the text that is not used here."""
BUCKETS, NEAR, FAR = 32, 8, 128
"""Of distances: half for either side; so many are single, those from ``FAR`` on are one."""


class Teacher(nn.Module):
    """Pieces with their features to one vector a piece."""

    width = WIDTH

    def __init__(self, vocabulary: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.case = nn.Embedding(CASES, WIDTH)
        self.lead = nn.Embedding(LEADS, WIDTH)
        self.quote = nn.Embedding(QUOTES, WIDTH)
        self.apart = nn.Embedding(BUCKETS, HEADS)
        self.norm = nn.LayerNorm(WIDTH, eps=EPS)
        self.layers = nn.ModuleList(Layer(dropout, WIDTH, EPS) for _ in range(LAYERS))
        self.drop = nn.Dropout(dropout)
        for added in (self.case, self.lead, self.quote):
            nn.init.normal_(added.weight, std=0.02)

    def forward(
        self, ids: Tensor, case: Tensor, lead: Tensor, quote: Tensor, mask: Tensor
    ) -> Tensor:
        """``mask`` is 1 where there is a piece; all have the shape (windows, pieces)."""
        at = torch.arange(ids.shape[1])
        x = self.words(ids) + self.positions(at + FIRST)[None]
        x = x + self.case(case) + self.lead(lead) + self.quote(quote)
        x = self.drop(self.norm(x))
        apart = self.apart(bucket(at[None, :] - at[:, None])).permute(2, 0, 1)[None]
        away = (1.0 - mask[:, None, None, :]) * -1e4 + apart
        for layer in self.layers:
            x = layer(x, away)
        return x


def bucket(distance: Tensor) -> Tensor:
    """The row of the table of distances for each: fine near by, coarse farther off."""
    half = BUCKETS // 2
    size = distance.abs()
    coarse = torch.log(size.clamp(min=1) / NEAR) / math.log(FAR / NEAR) * (half - NEAR)
    far = (NEAR + coarse.long()).clamp(max=half - 1)
    return torch.where(size < NEAR, size, far) + half * (distance > 0)


def published(folder: Path, tokenizer: Tokenizer) -> Teacher:
    """The published weights in ``folder``, for the pieces that ``tokenizer`` knows."""
    from safetensors.torch import load_file

    weights = load_file(folder / "model.safetensors")
    theirs = json.loads((folder / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    ours = tokenizer.get_vocab()
    rows = [theirs.get(piece, theirs["[UNK]"]) for piece in sorted(ours, key=ours.__getitem__)]
    model = Teacher(len(rows))
    state = dict(_renamed(weights))
    state["words.weight"] = weights["embeddings.word_embeddings.weight"][rows]
    missing, unexpected = model.load_state_dict(state, strict=False)
    if unexpected or any(not name.startswith(("case.", "lead.", "quote.")) for name in missing):
        raise ValueError(f"{folder}: other weights than MPNet's: {missing} {unexpected}")
    for part in (model.words, *model.layers[:FROZEN]):
        part.requires_grad_(False)
    return model


def _renamed(weights: dict[str, Tensor]) -> Iterator[tuple[str, Tensor]]:
    yield "positions.weight", weights["embeddings.position_embeddings.weight"][:POSITIONS]
    yield "apart.weight", weights["encoder.relative_attention_bias.weight"]
    for end in ("weight", "bias"):
        yield f"norm.{end}", weights[f"embeddings.LayerNorm.{end}"]
        for number in range(LAYERS):
            was, now = f"encoder.layer.{number}.", f"layers.{number}."
            parts = [weights[f"{was}attention.attn.{name}.{end}"] for name in "qkv"]
            yield f"{now}qkv.{end}", torch.cat(parts)
            for ours, name in (
                ("out", "attention.attn.o"),
                ("norm", "attention.LayerNorm"),
                ("up", "intermediate.dense"),
                ("down", "output.dense"),
                ("last", "output.LayerNorm"),
            ):
                yield f"{now}{ours}.{end}", weights[f"{was}{name}.{end}"]
