"""The scorers of mentions and of antecedents as trained; the reader applies their matrices
(``src/according/reading/coreference``, ``spotting`` and ``scoring``)."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from according.reading.coreference.candidates import SHAPES, TAG_CLASSES
from according.reading.coreference.pairs import ALONE, PAIR
from according.reading.coreference.scoring import HIDDEN, PRODUCTS
from according.reading.coreference.spotting import LENGTHS
from according.reading.coreference.surroundings import SURROUNDINGS
from according.reading.encoder.outputs import SPAN, WIDTHS

ENDS = WIDTHS["mention_ends"] // 2
OWN = SPAN + ALONE
SPAN_HIDDEN = 48


class SpanScorer(nn.Module):
    """Log odds that a span is a mention."""

    def __init__(self) -> None:
        super().__init__()
        self.pair = nn.Parameter(torch.randn(ENDS, ENDS) * 0.02)
        self.shape = nn.Parameter(torch.zeros(SHAPES, TAG_CLASSES))
        self.length = nn.Parameter(torch.full((LENGTHS,), -2.0))
        self.around = _matrix(SURROUNDINGS, SPAN_HIDDEN)
        self.begins, self.ends = _matrix(ENDS, SPAN_HIDDEN), _matrix(ENDS, SPAN_HIDDEN)
        self.bias = nn.Parameter(torch.zeros(SPAN_HIDDEN))
        self.out = nn.Parameter(torch.randn(SPAN_HIDDEN) / math.sqrt(SPAN_HIDDEN))
        self.drop = nn.Dropout(0.2)

    def forward(
        self, mention: Tensor, ends: Tensor, spans: dict[str, Tensor], around: Tensor
    ) -> Tensor:
        """``mention`` is (pieces, 2), ``ends`` (pieces, 2 * ENDS), ``around`` (spans,
        SURROUNDINGS)."""
        first, last = spans["first"], spans["last"] - 1
        left, right = ends[:, :ENDS], ends[:, ENDS:]
        length = (last + 1 - first).clamp(max=LENGTHS - 1)
        hidden = around @ self.around + (left @ self.begins)[first] + (right @ self.ends)[last]
        return (
            mention[first, 0]
            + mention[last, 1]
            + ((left @ self.pair)[first] * right[last]).sum(-1)
            + self.shape[spans["shape"], spans["tag"]]
            + self.length[length]
            + self.drop(functional.relu(hidden + self.bias)) @ self.out
        )


def _matrix(rows: int, columns: int) -> nn.Parameter:
    return nn.Parameter(torch.randn(rows, columns) / math.sqrt(rows))


class PairScorer(nn.Module):
    """Scores of a mention's antecedents and of having none."""

    def __init__(self) -> None:
        super().__init__()
        self.pair = nn.Parameter(torch.eye(SPAN) * 0.05)
        self.left, self.right = _matrix(SPAN, PRODUCTS), _matrix(SPAN, PRODUCTS)
        self.row, self.column = _matrix(OWN, HIDDEN), _matrix(OWN, HIDDEN)
        self.seen = _matrix(PAIR + PRODUCTS, HIDDEN)
        self.bias = nn.Parameter(torch.zeros(HIDDEN))
        self.out = nn.Parameter(torch.randn(HIDDEN) / math.sqrt(HIDDEN))
        self.none_in = _matrix(OWN, HIDDEN)
        self.none_bias = nn.Parameter(torch.zeros(HIDDEN))
        self.none_out = nn.Parameter(torch.zeros(HIDDEN))
        self.drop = nn.Dropout(0.2)

    def forward(
        self, vectors: Tensor, own: Tensor, seen: Tensor, a: Tensor, b: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Scores of the pairs, and of no antecedent for each mention.

        Args:
            vectors: (mentions, SPAN).
            own: (mentions, ALONE), features of each.
            seen: (pairs, PAIR), features of the pairs of mentions ``a`` with ``b`` before them.
        """
        vectors = self.drop(vectors)
        own = torch.cat([vectors, own], dim=1)
        product = (vectors @ self.left)[a] * (vectors @ self.right)[b]
        hidden = (own @ self.row + self.bias)[a] + (own @ self.column)[b]
        hidden = functional.relu(hidden + torch.cat([seen, product], dim=1) @ self.seen)
        scores = self.drop(hidden) @ self.out + ((vectors @ self.pair)[a] * vectors[b]).sum(-1)
        none = functional.relu(own @ self.none_in + self.none_bias) @ self.none_out
        return scores, none


def chances(scores: Tensor, none: Tensor, a: Tensor, b: Tensor, right: Tensor) -> Tensor:
    """For each mention the log of the chance of its right antecedents together.

    Args:
        right: for each pair whether it is of one entity; a mention without such a pair has
            none as its right answer.
    """
    count = len(none)
    table = scores.new_full((count, count), -1e4)
    table[a, b] = scores
    answers = torch.zeros((count, count), dtype=torch.bool)
    answers[a, b] = right
    table = torch.cat([table, none[:, None]], dim=1)
    answers = torch.cat([answers, ~answers.any(dim=1)[:, None]], dim=1)
    return table.log_softmax(-1).masked_fill(~answers, -1e4).logsumexp(-1)
