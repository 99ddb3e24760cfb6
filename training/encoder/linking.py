"""Learn which cue a content goes with and which source a cue, on what the encoder says.

The encoder is trained with a linker that sees two spans alone. The one that is shipped also
sees how they stand in the text; it is learned here, on the encoder's outputs as they are
shipped, rounded and window by window. Minutes for the corpora, seconds for a few reports.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from according.reading.attribution.links import SHAPES
from according.reading.attribution.pairing import candidates
from according.reading.encoder.model import Encoded
from according.reading.encoder.model import Encoder as Shipped
from according.reading.encoder.spans import describe
from according.reading.encoder.tags import LAYERS
from evaluation.marked import CONTENT, CUE, SOURCE
from training.encoder.documents import Document

RATE, EPOCHS, BATCH, DROP, DECAY = 1e-3, 12, 128, 0.3, 0.02
KINDS = {"to_cue": (CONTENT, CUE), "to_source": (CUE, SOURCE)}


@dataclass(frozen=True, slots=True)
class Asked:
    """Spans that look for a partner; the last column of scores, and of answers, is none."""

    left: Tensor
    right: Tensor
    valid: Tensor
    features: Tensor
    answer: Tensor

    def __len__(self) -> int:
        return len(self.answer)

    def part(self, at: Tensor) -> Asked:
        return Asked(*(getattr(self, name)[at] for name in self.__slots__))


class Scorer(nn.Module):
    """`according.reading.attribution.links.Linker`, to be trained."""

    def __init__(self) -> None:
        super().__init__()
        for name, shape in SHAPES.items():
            spread = 1 / math.sqrt(shape[0]) if len(shape) > 1 or name.endswith("out") else 0.0
            setattr(self, name, nn.Parameter(torch.randn(shape) * spread))
        self.drop = nn.Dropout(DROP)

    def forward(self, asked: Asked) -> Tensor:
        a, b = self.drop(asked.left), self.drop(asked.right)
        product = (a @ self.left)[:, None] * (b @ self.right)
        seen = torch.cat([asked.features, product], dim=-1) @ self.seen
        hidden = functional.relu((a @ self.row + self.bias)[:, None] + b @ self.column + seen)
        scores = (self.drop(hidden) @ self.out).masked_fill(~asked.valid, -1e4)
        none = functional.relu(a @ self.none_in + self.none_bias) @ self.none_out + self.none
        return torch.cat([scores, none[:, None]], dim=1)


def learn(encoder: Shipped, documents: Iterable[Document], seed: int) -> dict[str, np.ndarray]:
    """The matrices of both kinds of link, by their names in the file of heads."""
    torch.manual_seed(seed)
    read = [(each, _encoded(encoder, each)) for each in documents]
    found = {}
    for name, kinds in KINDS.items():
        parts = [part for document, encoded in read for part in _asked(document, encoded, kinds)]
        asked = Asked(*(torch.cat([getattr(p, n) for p in parts]) for n in Asked.__slots__))
        scorer = train(asked)
        found |= {
            f"links.{name}.{key}": value.numpy().astype(np.float16)
            for key, value in scorer.state_dict().items()
        }
    return found


def train(asked: Asked) -> Scorer:
    """Fit a scorer, its rate falling in a line."""
    scorer = Scorer().train()
    adam = torch.optim.AdamW(scorer.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * math.ceil(len(asked) / BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(adam, lambda step: 1 - step / (steps + 1))
    for _ in range(EPOCHS):
        for at in torch.randperm(len(asked)).split(BATCH):
            batch = asked.part(at)
            loss = functional.cross_entropy(scorer(batch), batch.answer)
            adam.zero_grad()
            loss.backward()
            adam.step()
            schedule.step()
    return scorer.eval()


def _encoded(encoder: Shipped, document: Document) -> Encoded:
    starts = document.pieces.starts[list(document.breaks)].tolist()
    return encoder.encode(document.annotated.text, starts)


def _asked(document: Document, encoded: Encoded, kinds: tuple[str, str]) -> Iterator[Asked]:
    marks, columns = document.annotated.marks, encoded.head("attribution")
    partner = dict(document.annotated.links)
    for layer in range(LAYERS):
        left, right = (
            sorted(
                (
                    number
                    for number, mark in enumerate(marks)
                    if (mark.kind, mark.layer) == (kind, layer)
                    and document.spans[number][0] < document.spans[number][1]
                ),
                key=document.spans.__getitem__,
            )
            for kind in kinds
        )
        if not left or not right:
            continue
        a, b = ([document.spans[each] for each in side] for side in (left, right))
        found = candidates(encoded, a, b)
        wanted = np.array(
            [right.index(partner[n]) if partner.get(n) in right else -1 for n in left]
        )
        hit = (found.at == wanted[:, None]) & found.valid
        answer = np.where(wanted < 0, found.at.shape[1], hit.argmax(axis=1))
        sure = (wanted < 0) | hit.any(axis=1)
        yield Asked(
            torch.from_numpy(describe(columns, a)[sure]),
            torch.from_numpy(describe(columns, b)[found.at[sure]]),
            torch.from_numpy(found.valid[sure]),
            torch.from_numpy(found.features[sure]),
            torch.from_numpy(answer[sure]),
        )
