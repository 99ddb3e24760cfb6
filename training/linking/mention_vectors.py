"""MiniLM as published for `according.linking.vectors`, and projections that bring together the
words that tell of one happening.

The transformer is left as it is: trained on the few topics that there are, its upper layers were no
better on others than projections of what it says (mean precision over pairs of two topics' stories,
by folds). A step sees all that is told in a topic, every pair of it.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional

from according.linking.vectors import CONTEXT, LAYERS, OF_SENTENCE, TRIGGER, Projection, Seen
from training.encoder.backbone import WIDTH, Backbone

EPOCHS, RATE, DROPPED, DECAY = 20, 1e-3, 0.4, 0.05
OTHER_STORY = 0.3
"""How much a pair of two stories of a topic weighs: that they differ is told by other things."""
NEGATIVE = 2.0


class Plain(nn.Module):
    """Wordpieces to what `LAYERS` say of them, (1, pieces, layers * width)."""

    def __init__(self, backbone: Backbone) -> None:
        super().__init__()
        self.words, self.positions = backbone.words, backbone.positions
        self.norm, self.layers = backbone.norm, backbone.layers

    def forward(self, ids: Tensor) -> Tensor:
        said = [self.norm(self.words(ids) + self.positions(torch.arange(ids.shape[1]))[None])]
        for layer in self.layers:
            said.append(layer(said[-1], torch.zeros(1, 1, 1, 1)))
        return torch.cat([said[at] for at in LAYERS], dim=2)


def export(backbone: Backbone, out: Path) -> None:
    """Write it as ONNX in eight bits to ``out``; weights are rounded by channel."""
    with TemporaryDirectory() as work, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exact = Path(work) / "exact.onnx"
        torch.onnx.export(
            Plain(backbone).eval(),
            (torch.randint(1, 3, (1, 24)),),
            exact,
            input_names=["ids"],
            output_names=["said"],
            opset_version=17,
            dynamo=False,
            dynamic_axes={"ids": {1: "pieces"}, "said": {1: "pieces"}},
        )
        quantize_dynamic(exact, out, per_channel=True, weight_type=QuantType.QInt8)


class _Projections(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.trigger = nn.Linear(len(LAYERS) * WIDTH, TRIGGER, bias=False)
        self.context = nn.Linear(len(OF_SENTENCE) * WIDTH, CONTEXT, bias=False)
        self.drop = nn.Dropout(DROPPED)
        self.weights = nn.Parameter(torch.tensor([6.0, 3.0, 1.5, -4.0]))

    def forward(self, words: Tensor, sentences: Tensor, same_head: Tensor) -> Tensor:
        """The odds of each two."""
        one = functional.normalize(self.trigger(self.drop(words)), dim=-1)
        other = functional.normalize(self.context(self.drop(sentences)), dim=-1)
        a, b, c, d = self.weights
        return a * one @ one.T + b * other @ other.T + c * same_head + d


def project(
    seen: Sequence[Seen],
    heads: Sequence[Sequence[str]],
    happenings: Sequence[Sequence[str]],
    stories: Sequence[Sequence[str]],
    seed: int = 1,
) -> Projection:
    """Projections learned from some topics, of each what is told in it."""
    torch.manual_seed(seed)
    chance = np.random.default_rng(seed)
    model = _Projections()
    optimiser = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=DECAY)
    topics = [
        (
            torch.tensor(each.words, dtype=torch.float32),
            torch.tensor(each.sentences, dtype=torch.float32),
            *(_equal(names[at]) for names in (heads, happenings, stories)),
        )
        for at, each in enumerate(seen)
    ]
    model.train()
    for _ in range(EPOCHS):
        for at in chance.permutation(len(topics)):
            words, sentences, same_head, same, story = topics[at]
            loss = _loss(model(words, sentences, same_head.float()), same, story)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return Projection(
        model.trigger.weight.detach().numpy().T.astype(np.float64),
        model.context.weight.detach().numpy().T.astype(np.float64),
    )


def _equal(names: Sequence[str]) -> Tensor:
    found = np.array(names)
    return torch.tensor(found[:, None] == found)


def _loss(odds: Tensor, same: Tensor, story: Tensor) -> Tensor:
    upper = torch.triu(torch.ones_like(same), 1)
    each = functional.binary_cross_entropy_with_logits(odds, same.float(), reduction="none")
    each = each * torch.where(story, 1.0, OTHER_STORY)
    return each[same & upper].mean() + NEGATIVE * each[~same & upper].mean()
