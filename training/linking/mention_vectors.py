"""The small transformer behind `according.linking.vectors`: trained, and as what is shipped.

MiniLM as published, of which the upper layers and two projections learn to bring together the
words that tell of one happening. The lower layers are as they were, so what they say of a
sentence is reckoned once. One step sees all that is told in a topic, every pair of it.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from according.linking.told import Told
from according.linking.vectors import CONTEXT, LONGEST, PLAIN, TRIGGER, Vectors, unit, windows
from training.encoder.backbone import WIDTH, Backbone

FROZEN = 3
"""Lower layers that are left as they were published."""

EPOCHS, RATE, HEAD_RATE, WARM = 6, 1e-4, 1e-3, 20
OTHER_STORY = 0.3
"""How much a pair of two stories of a topic weighs: that they differ is told by other things."""
NEGATIVE = 2.0
_AWAY = -1e4


@dataclass(frozen=True)
class Topic:
    """All that is told in a topic. ``parts`` are sentences of like length: what the lower layers
    say of their pieces, where there is none, and what takes the mean over each word's pieces and
    each sentence's; ``order`` brings the words back into their order."""

    parts: Sequence[tuple[Tensor, Tensor, Tensor, Tensor]]
    order: Tensor
    happening: Tensor
    story: Tensor
    head: Tensor
    plain: np.ndarray


class Mentions(nn.Module):
    """Wordpieces to `TRIGGER`, `CONTEXT` and `PLAIN` numbers each."""

    def __init__(self, backbone: Backbone) -> None:
        super().__init__()
        self.words, self.positions = backbone.words, backbone.positions
        self.norm, self.lower = backbone.norm, backbone.layers[:FROZEN]
        self.upper = deepcopy(backbone.layers[FROZEN:])
        self.trigger, self.context = nn.Linear(WIDTH, TRIGGER), nn.Linear(WIDTH, CONTEXT)
        self.drop = nn.Dropout(0.1)

    def below(self, ids: Tensor, away: Tensor) -> Tensor:
        """What the layers say that are left as they were."""
        x = self.norm(self.words(ids) + self.positions(torch.arange(ids.shape[1]))[None])
        for layer in self.lower:
            x = layer(x, away)
        return x

    def above(self, x: Tensor, away: Tensor) -> Tensor:
        """What the trained layers make of it."""
        for layer in self.upper:
            x = layer(x, away)
        return x

    def forward(self, ids: Tensor) -> Tensor:
        away = torch.zeros(1, 1, 1, 1)
        plain = self.below(ids, away)
        x = self.above(plain, away)
        return torch.cat([self.trigger(x), self.context(x), plain], dim=2)

    def described(self, topic: Topic) -> tuple[Tensor, Tensor]:
        """The vectors of a topic's words and of their sentences, of length one."""
        found = []
        for plain, away, of_word, of_sentence in topic.parts:
            with torch.autocast("cpu", torch.bfloat16):
                x = self.above(plain, away.to(torch.bfloat16))
            flat = x.float().reshape(-1, WIDTH)
            found.append(torch.stack([of_word @ flat, of_sentence @ flat]))
        words, sentences = self.drop(torch.cat(found, dim=1)[:, topic.order])
        return (
            functional.normalize(self.trigger(words), dim=-1),
            functional.normalize(self.context(sentences), dim=-1),
        )


class Pairs(nn.Module):
    """The odds of each two by their vectors and whether their heads are the same: for training."""

    def __init__(self) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.tensor([6.0, 3.0, 1.5, -4.0]))

    def forward(self, words: Tensor, sentences: Tensor, same: Tensor) -> Tensor:
        a, b, c, d = self.weights
        return a * words @ words.T + b * sentences @ sentences.T + c * same + d


def prepared(
    told: Sequence[Told],
    texts: dict[str, str],
    happenings: Sequence[str],
    stories: Sequence[str],
    model: Mentions,
    tokenizer: Tokenizer,
) -> Topic:
    """A topic for training, read by the lower layers."""
    begin, end = (tokenizer.token_to_id(each) for each in ("[CLS]", "[SEP]"))
    by_sentence: dict[tuple[str, int, int], list[int]] = {}
    for number, each in enumerate(told):
        key = (each.report_id, each.context.start, each.context.end)
        by_sentence.setdefault(key, []).append(number)
    read = []
    for (report, start, stop), numbers in by_sentence.items():
        encoded = tokenizer.encode(texts[report][start:stop], add_special_tokens=False)
        spans = [told[at].span for at in numbers]
        for first, last, own in windows(encoded.offsets, spans, told[numbers[0]].context):
            words = [(numbers[at], a - first + 1, b - first + 1) for at, (a, b) in own]
            read.append(([begin, *encoded.ids[first:last], end], words))
    read.sort(key=lambda each: len(each[0]))
    parts, places, plain = [], [], np.zeros((len(told), PLAIN))
    while read:
        longest = len(read[0][0]) * 1.25 + 2
        batch = [each for each in read if len(each[0]) <= longest]
        read = read[len(batch) :]
        part, own = _part(batch, model)
        flat = part[0].reshape(-1, WIDTH)
        plain[own] = (part[3] @ flat).numpy()
        parts.append(part)
        places += own
    return Topic(
        parts,
        torch.tensor(np.argsort(places)),
        _equal(happenings),
        _equal(stories),
        _equal([each.head for each in told]).float(),
        unit(plain),
    )


def _part(
    batch: Sequence[tuple[list[int], list[tuple[int, int, int]]]], model: Mentions
) -> tuple[tuple[Tensor, Tensor, Tensor, Tensor], list[int]]:
    width = max(len(ids) for ids, _ in batch)
    ids, mask = torch.zeros(len(batch), width, dtype=torch.long), torch.zeros(len(batch), width)
    words = []
    for row, (own, found) in enumerate(batch):
        ids[row, : len(own)], mask[row, : len(own)] = torch.tensor(own), 1
        words += [(row, *each) for each in found]
    of_word = torch.zeros(len(words), len(batch), width)
    of_sentence = torch.zeros(len(words), len(batch), width)
    for at, (row, _, first, last) in enumerate(words):
        of_word[at, row, first:last] = 1 / (last - first)
        of_sentence[at, row] = mask[row] / mask[row].sum()
    away = (1 - mask)[:, None, None, :] * _AWAY
    with torch.no_grad():
        plain = model.below(ids, away)
    numbers = [number for _, number, _, _ in words]
    return (plain, away, of_word.flatten(1), of_sentence.flatten(1)), numbers


def _equal(names: Sequence[str]) -> Tensor:
    found = np.array(names)
    return torch.tensor(found[:, None] == found)


def train(topics: Sequence[Topic], backbone: Backbone, seed: int = 1) -> Mentions:
    """The model of some topics."""
    torch.manual_seed(seed)
    chance = np.random.default_rng(seed)
    model, pairs = Mentions(backbone), Pairs()
    heads = [*model.trigger.parameters(), *model.context.parameters(), *pairs.parameters()]
    optimiser = torch.optim.AdamW(
        [{"params": model.upper.parameters(), "lr": RATE}, {"params": heads, "lr": HEAD_RATE}]
    )
    steps = EPOCHS * len(topics)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1, (step + 1) / WARM) * max(0.02, 1 - step / steps)
    )
    model.train()
    began = time.monotonic()
    for epoch in range(EPOCHS):
        total = 0.0
        for at in chance.permutation(len(topics)):
            loss = _loss(pairs(*model.described(topics[at]), topics[at].head), topics[at])
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch}: {total / len(topics):.3f}, {time.monotonic() - began:.0f} s")
    return model.eval()


def _loss(odds: Tensor, topic: Topic) -> Tensor:
    same = topic.happening
    upper = torch.triu(torch.ones_like(same), 1)
    weight = torch.where(topic.story, 1.0, OTHER_STORY)
    each = functional.binary_cross_entropy_with_logits(odds, same.float(), reduction="none")
    each = each * weight
    return each[same & upper].mean() + NEGATIVE * each[~same & upper].mean()


def vectors(model: Mentions, topic: Topic) -> Vectors:
    """The vectors of a topic, before rounding."""
    with torch.no_grad():
        words, sentences = model.described(topic)
    return Vectors(words.double().numpy(), sentences.double().numpy(), topic.plain)


def export(model: Mentions, out: Path) -> None:
    """Write the model as ONNX in eight bits to ``out``; weights are rounded by channel."""
    with TemporaryDirectory() as work, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exact = Path(work) / "exact.onnx"
        torch.onnx.export(
            model.eval(),
            (torch.randint(1, 3, (1, min(24, LONGEST))),),
            exact,
            input_names=["ids"],
            output_names=["found"],
            opset_version=17,
            dynamo=False,
            dynamic_axes={"ids": {1: "pieces"}, "found": {1: "pieces"}},
        )
        quantize_dynamic(exact, out, per_channel=True, weight_type=QuantType.QInt8)
