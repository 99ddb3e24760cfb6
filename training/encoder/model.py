"""The encoder with its heads, as trained. The heads that weigh pairs are small matrices, which
the reader applies in numpy; so they are parameters here and arrays in the file of heads."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from according.reading.encoder.distance import BUCKETS
from according.reading.encoder.outputs import COLUMNS, HAPPENING, SLICES, SPAN, WIDTHS
from according.reading.encoder.tags import FORBIDDEN, LAYERS, TAGS
from training.encoder.backbone import Backbone
from training.encoder.coreference import PairScorer, SpanScorer
from training.encoder.crf import Crf
from training.encoder.teacher import Teacher


class Linker(nn.Module):
    """Scores of partners for a span: bilinear, by distance, against none."""

    def __init__(self) -> None:
        super().__init__()
        self.pair = nn.Parameter(torch.eye(SPAN) * 0.1)
        self.distance = nn.Parameter(torch.zeros(BUCKETS))
        self.none = nn.Parameter(torch.zeros(SPAN))
        self.bias = nn.Parameter(torch.zeros(1))

    def forward(self, left: Tensor, right: Tensor, buckets: Tensor) -> Tensor:
        """(left, right + 1) scores; the last column is none."""
        scores = left @ self.pair @ right.T + self.distance[buckets]
        return torch.cat([scores, (left @ self.none + self.bias)[:, None]], dim=1)


class Together(nn.Module):
    """Log odds that two parts of happenings belong together: bilinear, by distance."""

    def __init__(self) -> None:
        super().__init__()
        self.pair = nn.Parameter(torch.eye(HAPPENING) * 0.1)
        self.distance = nn.Parameter(torch.zeros(BUCKETS))
        self.bias = nn.Parameter(torch.zeros(1))

    def forward(self, left: Tensor, right: Tensor, buckets: Tensor) -> Tensor:
        """(left, right) log odds."""
        return left @ self.pair @ right.T + self.distance[buckets] + self.bias


class Encoder(nn.Module):
    """Backbone, one linear layer for all heads, and what weighs sequences and pairs."""

    def __init__(self, backbone: Backbone | Teacher) -> None:
        super().__init__()
        self.backbone = backbone
        self.drop = nn.Dropout(0.1)
        self.heads = nn.Linear(backbone.width, COLUMNS)
        self.crfs = nn.ModuleList(Crf(TAGS, list(FORBIDDEN)) for _ in range(LAYERS))
        self.to_cue = Linker()
        self.to_source = Linker()
        self.mentions = SpanScorer()
        self.antecedents = PairScorer()
        self.to_party = Together()
        self.same_incident = Together()

    def forward(
        self, ids: Tensor, case: Tensor, lead: Tensor, quote: Tensor, mask: Tensor
    ) -> Tensor:
        return self.heads(self.drop(self.backbone(ids, case, lead, quote, mask)))


def described(row: Tensor, spans: list[tuple[int, int]], head: str) -> Tensor:
    """Spans of one window as vectors, a third of the head's columns each. ``row`` is (pieces,
    COLUMNS)."""
    part = row[:, SLICES[head]].float()
    third = WIDTHS[head] // 3
    first, last, mean = part.split(third, dim=-1)
    a = torch.tensor([span[0] for span in spans])
    b = torch.tensor([span[1] for span in spans])
    sums = torch.cat([mean.new_zeros(1, third), mean.cumsum(0)])
    means = (sums[b] - sums[a]) / (b - a)[:, None]
    return torch.tanh(first[a] + last[b - 1] + means)
