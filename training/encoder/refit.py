"""Fit to the end the heads that few documents teach, on the trained backbone.

Beside the corpora, the reports with kinds of source, events and certainty are few, and so are
the articles with loaded words; their heads are still far from where they would stop when the
corpora's are done. So these are fitted once more, as what they are: logistic models on the
backbone's last layer, which stays as it is. The strength of the penalty is chosen by leaving
out reports.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from according.reading.encoder.outputs import CERTAINTIES, KINDS, SLICES
from according.reading.encoder.pieces import Pieces, cut
from according.reading.encoder.windows import plan, shares
from evaluation.marked import SOURCE
from training.encoder.batches import tensors
from training.encoder.documents import Document
from training.encoder.labelled import Labelled
from training.encoder.model import Encoder

PENALTIES = (1e-4, 1e-3, 1e-2, 1e-1)
FOLDS, STEPS, RATE = 5, 200, 0.02

Loss = Callable[[Tensor, Tensor], Tensor]


@dataclass(frozen=True, slots=True)
class Examples:
    """Rows of the last layer (or means of them), what is right of each, and its report."""

    seen: Tensor
    answer: Tensor
    group: Tensor

    def where(self, chosen: Tensor) -> Examples:
        return Examples(self.seen[chosen], self.answer[chosen], self.group[chosen])


def refit(encoder: Encoder, documents: Sequence[Document]) -> dict[str, float]:
    """Fit ``kind``, ``event`` and ``certainty`` anew, in place; the penalty of each.

    Args:
        documents: those with events marked and labels on sources.
    """
    if not documents:
        return {}
    read = [(each, last_layer(encoder, each.pieces, each.breaks)) for each in documents]
    entropy = functional.cross_entropy
    return {
        "kind": _fit(encoder, SLICES["kind"], _kinds(read), entropy),
        "event": _fit(encoder, SLICES["event"], _events(read), _binary),
        "certainty": _fit(encoder, SLICES["certainty"], _certainties(read), entropy),
    }


def refit_loaded(encoder: Encoder, texts: Sequence[Labelled], tokenizer: Tokenizer) -> float:
    """Fit the column of loaded words in whole articles anew, in place; its penalty."""
    layers, answers, groups = [], [], []
    for number, text in enumerate(texts):
        pieces = cut(text.text, tokenizer)
        wanted = torch.zeros(len(pieces))
        for start, end, value in text.labels:
            wanted[slice(*pieces.between(start, end))] = value
        layers.append(last_layer(encoder, pieces, ()))
        answers.append(wanted)
        groups.append(torch.full((len(pieces),), number))
    first = SLICES["loaded"].start
    examples = Examples(torch.cat(layers), torch.cat(answers), torch.cat(groups))
    return _fit(encoder, slice(first, first + 1), examples, _binary)


def last_layer(encoder: Encoder, pieces: Pieces, breaks: Sequence[int]) -> Tensor:
    """(pieces, WIDTH), window by window as the reader has them."""
    found = torch.zeros(len(pieces), encoder.heads.in_features)
    windows = plan(len(pieces), breaks)
    with torch.no_grad():
        for (first, last), (a, b) in zip(windows, shares(windows), strict=True):
            rows = encoder.backbone(**tensors([pieces.part(first, last)]))[0]
            found[a:b] = rows[a - first : b - first].float()
    return found


Read = Sequence[tuple[Document, Tensor]]


def _kinds(read: Read) -> Examples:
    rows = [
        (layer[a:b].mean(0), KINDS.index(mark.label), number)
        for number, (document, layer) in enumerate(read)
        for mark, (a, b) in zip(document.annotated.marks, document.spans, strict=True)
        if mark.kind == SOURCE and mark.label in KINDS and a < b
    ]
    return _examples(rows)


def _events(read: Read) -> Examples:
    layers, answers, groups = [], [], []
    for number, (document, layer) in enumerate(read):
        wanted = torch.zeros(len(layer))
        wanted[[first for first, _ in _marked(document)]] = 1.0
        layers.append(layer)
        answers.append(wanted)
        groups.append(torch.full((len(layer),), number))
    return Examples(torch.cat(layers), torch.cat(answers), torch.cat(groups))


def _certainties(read: Read) -> Examples:
    rows = [
        (layer[first], CERTAINTIES.index(label), number)
        for number, (document, layer) in enumerate(read)
        for first, label in _marked(document)
    ]
    return _examples(rows)


def _marked(document: Document) -> list[tuple[int, str]]:
    found = document.annotated.events or ()
    return [(document.pieces.between(start, end)[0], label) for start, end, label in found]


def _examples(rows: Sequence[tuple[Tensor, int, int]]) -> Examples:
    seen, answer, group = zip(*rows, strict=True)
    return Examples(torch.stack(seen), torch.tensor(answer), torch.tensor(group))


def _binary(said: Tensor, wanted: Tensor) -> Tensor:
    return functional.binary_cross_entropy_with_logits(said[:, 0], wanted)


def _fit(encoder: Encoder, columns: slice, examples: Examples, loss: Loss) -> float:
    begin = encoder.heads.weight[columns].detach(), encoder.heads.bias[columns].detach()
    penalty = min(PENALTIES, key=lambda each: _left_out(examples, begin, each, loss))
    weight, bias = _learn(examples, begin, penalty, loss)
    with torch.no_grad():
        encoder.heads.weight[columns], encoder.heads.bias[columns] = weight, bias
    return penalty


def _left_out(
    examples: Examples, begin: tuple[Tensor, Tensor], penalty: float, loss: Loss
) -> float:
    """The mean loss of reports, each with weights that it had no part in."""
    total = 0.0
    for fold in range(FOLDS):
        out = examples.group % FOLDS == fold
        weight, bias = _learn(examples.where(~out), begin, penalty, loss)
        kept = examples.where(out)
        total += float(loss(kept.seen @ weight.T + bias, kept.answer)) * len(kept.answer)
    return total / len(examples.answer)


def _learn(
    examples: Examples, begin: tuple[Tensor, Tensor], penalty: float, loss: Loss
) -> tuple[Tensor, Tensor]:
    weight, bias = (each.clone().requires_grad_() for each in begin)
    adam = torch.optim.Adam([weight, bias], lr=RATE)
    for step in range(STEPS):
        for group in adam.param_groups:
            group["lr"] = RATE * (1 - step / STEPS)
        said = examples.seen @ weight.T + bias
        total = loss(said, examples.answer) + penalty * (weight - begin[0]).square().sum()
        adam.zero_grad()
        total.backward()
        adam.step()
    return weight.detach(), bias.detach()
