"""Train only the small matrices of coreference, on what a trained encoder says: minutes.

::

    python -m training.encoder.coreference_heads --data DIR --encoder DIR

Trains on the documents of GUM that are not held out, and writes the matrices and their hash
into the encoder's own folder; the encoder itself stays as it is. Needed after an encoder was
trained and after a change of features.

The encoder has been trained on the same documents and is surer of them than of others, so its
outputs are blurred by noise: else nothing is learned from the parse.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TypeVar

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from according.reading.attribution.links import describe as vectors_of
from according.reading.coreference.attributes import describe, sourced
from according.reading.coreference.lexicon import load_lexicon
from according.reading.coreference.pairs import PAIR, alone, pairs
from according.reading.coreference.spotting import FAINT
from according.reading.coreference.surroundings import surroundings
from according.reading.encoder.model import CARD, Encoded, Encoder
from evaluation.gum import Document
from evaluation.gum_split import choose, held_out
from training.encoder.coreference import PairScorer, SpanScorer, chances
from training.encoder.documents import parser
from training.encoder.tasks.coreference import SPURIOUS, Marked, marked

RATE, DECAY = 2e-3, 0.01
SPAN_EPOCHS, PAIR_EPOCHS = 15, 10
SEEDS = (1, 2)
"""Scorers of pairs that speak together: one alone hangs much on its seed."""
AVERAGE = 0.98
"""Of the running mean of the matrices, which is what is kept."""
BLUR_MENTION, BLUR_ENDS, BLUR_VECTORS = 1.0, 0.7, 0.2
"""Standard deviations of the noise on log odds, on descriptions of ends, on those of spans."""


@dataclass(frozen=True, slots=True)
class Read:
    """A document with what the encoder says of it."""

    marked: Marked
    encoded: Encoded


@dataclass(frozen=True, slots=True)
class Spans:
    """A document's candidates as the scorer of spans sees them."""

    mention: Tensor
    ends: Tensor
    given: dict[str, Tensor]
    around: Tensor
    wanted: Tensor


@dataclass(frozen=True, slots=True)
class Pairs:
    """A document as the scorer of pairs sees it; ``seen`` in half precision, as they are many."""

    vectors: Tensor
    own: Tensor
    seen: Tensor
    a: Tensor
    b: Tensor
    same: Tensor
    mentions: int


def read(document: Document, encoder: Encoder, tokenizer: Tokenizer) -> Read:
    """The document with its right mentions, and with the spans that the reader would weigh."""
    found = marked(document, tokenizer)
    (passage,) = parser().parse(document.text)
    starts = [sentence.start_char for sentence in passage.doc.sents]
    encoded = encoder.encode(document.text, starts)
    mention, spans = encoded.head("mention"), found.spans
    likely = np.minimum(mention[spans.first, 0], mention[spans.last - 1, 1]) > FAINT
    kept = np.flatnonzero((spans.shape > 0) | likely | (found.entity >= 0))
    chosen = spans.part(kept), found.entity[kept]
    return Read(Marked(found.text, found.pieces, found.words, *chosen), encoded)


def spans_of(document: Read) -> Spans:
    found, encoded = document.marked, document.encoded
    return Spans(
        torch.from_numpy(encoded.head("mention").copy()),
        torch.from_numpy(encoded.head("mention_ends").copy()),
        {
            name: torch.from_numpy(getattr(found.spans, name))
            for name in ("first", "last", "shape", "tag")
        },
        torch.from_numpy(surroundings(found.spans, found.words, found.pieces)),
        torch.from_numpy((found.entity >= 0).astype(np.float32)),
    )


def pairs_of(document: Read, scorer: SpanScorer) -> Pairs:
    """The right mentions, and those that the reader would take for one."""
    found, encoded, each = document.marked, document.encoded, spans_of(document)
    with torch.no_grad():
        scores = scorer(each.mention, each.ends, each.given, each.around).numpy()
    chosen = np.flatnonzero((found.entity >= 0) | (scores > SPURIOUS))
    spans, entity = found.spans.part(chosen), found.entity[chosen]
    at = list(zip(spans.first.tolist(), spans.last.tolist(), strict=True))
    sources = sourced(encoded.head("tags0"))
    mentions = describe(at, found.words, found.pieces, found.text, load_lexicon(), sources)
    weighed = pairs(mentions, 0, len(mentions))
    same = (entity[weighed.a] == entity[weighed.b]) & (entity[weighed.a] >= 0)
    return Pairs(
        torch.from_numpy(vectors_of(encoded.head("coreference"), at)),
        torch.from_numpy(alone(mentions, scores[chosen])),
        torch.from_numpy(weighed.features).half(),
        *(torch.from_numpy(array) for array in (weighed.a, weighed.b, same)),
        int((entity >= 0).sum()),
    )


Item = TypeVar("Item")
Scorer = TypeVar("Scorer", bound=nn.Module)


def fit(
    scorer: Scorer,
    items: Sequence[Item],
    loss: Callable[[Scorer, Item], Tensor],
    epochs: int,
    seed: int,
) -> Scorer:
    """Train; what is returned has the running mean of the matrices."""
    adam = torch.optim.AdamW(scorer.train().parameters(), lr=RATE, weight_decay=DECAY)
    steps = epochs * len(items)
    rates = torch.optim.lr_scheduler.OneCycleLR(adam, RATE, total_steps=steps, pct_start=0.1)
    mean = {name: value.clone() for name, value in scorer.state_dict().items()}
    for step, item in enumerate(_order(items, epochs, seed)):
        adam.zero_grad()
        loss(scorer, item).backward()
        torch.nn.utils.clip_grad_norm_(scorer.parameters(), 1.0)
        adam.step()
        rates.step()
        weight = min(AVERAGE, (step + 2) / (step + 11))
        for name, value in scorer.state_dict().items():
            mean[name].lerp_(value, 1 - weight)
    scorer.load_state_dict(mean)
    return scorer.eval()


def _order(items: Sequence[Item], epochs: int, seed: int) -> Iterator[Item]:
    random = Random(seed)
    for _ in range(epochs):
        yield from random.sample(items, len(items))


def span_loss(scorer: SpanScorer, each: Spans) -> Tensor:
    mention, ends = _blurred(each.mention, BLUR_MENTION), _blurred(each.ends, BLUR_ENDS)
    scores = scorer(mention, ends, each.given, each.around)
    loss = functional.binary_cross_entropy_with_logits(scores, each.wanted, reduction="sum")
    return loss / each.wanted.sum().clamp(min=1)


def pair_loss(scorer: PairScorer, each: Pairs) -> Tensor:
    vectors = _blurred(each.vectors, BLUR_VECTORS)
    scores, none = scorer(vectors, each.own, each.seen.float(), each.a, each.b)
    return -chances(scores, none, each.a, each.b, each.same).sum() / max(1, each.mentions)


def _blurred(values: Tensor, deviation: float) -> Tensor:
    return values + deviation * torch.randn_like(values)


def train(documents: Sequence[Read]) -> dict[str, np.ndarray]:
    """The matrices by the names that they have in the file of heads."""
    torch.manual_seed(SEEDS[0])
    spotter = fit(SpanScorer(), list(map(spans_of, documents)), span_loss, SPAN_EPOCHS, SEEDS[0])
    items = [pairs_of(each, spotter) for each in documents]
    linkers = []
    for seed in SEEDS:
        torch.manual_seed(seed)
        linkers.append(fit(PairScorer(), items, pair_loss, PAIR_EPOCHS, seed))
        print(f"scorer of pairs {seed} of {len(SEEDS)}", flush=True)
    found = {f"mentions.{name}": value.numpy() for name, value in spotter.state_dict().items()}
    return found | {f"antecedents.{name}": value for name, value in together(linkers).items()}


def together(scorers: Sequence[PairScorer]) -> dict[str, np.ndarray]:
    """One scorer that gives the mean of the scores of several: their hidden layers side by side."""
    states = [
        {name: value.numpy() for name, value in each.state_dict().items()} for each in scorers
    ]
    found = {
        name: np.concatenate([state[name] for state in states], axis=-1)
        for name in ("left", "right", "row", "column", "bias", "none_in", "none_bias")
    }
    for name in ("out", "none_out"):
        found[name] = np.concatenate([state[name] for state in states]) / len(states)
    found["pair"] = np.mean([state["pair"] for state in states], axis=0)
    return found | {"seen": _seen([state["seen"] for state in states])}


def _seen(parts: Sequence[np.ndarray]) -> np.ndarray:
    """The features are for all, the products of vectors each for its own hidden layer."""
    products, hidden = parts[0].shape[0] - PAIR, parts[0].shape[1]
    found = np.zeros((PAIR + products * len(parts), hidden * len(parts)), dtype=np.float32)
    for at, part in enumerate(parts):
        columns = slice(at * hidden, (at + 1) * hidden)
        found[:PAIR, columns] = part[:PAIR]
        found[PAIR + at * products : PAIR + (at + 1) * products, columns] = part[PAIR:]
    return found


def write(folder: Path, matrices: dict[str, np.ndarray], documents: int) -> None:
    """Put the matrices into the encoder's folder, and their hash onto its card."""
    path = folder / "heads.npz"
    with np.load(path) as heads:
        kept = {
            name: heads[name]
            for name in heads.files
            if not name.startswith(("mentions.", "antecedents."))
        }
    new = {name: value.astype(np.float16) for name, value in matrices.items()}
    np.savez_compressed(path, **kept, **new)
    card = json.loads((folder / CARD).read_text("utf-8"))
    card["files"]["heads.npz"] = hashlib.sha256(path.read_bytes()).hexdigest()
    card["coreference_heads"] = f"trained by themselves, on {documents} documents of GUM"
    text = json.dumps(card, indent=2, ensure_ascii=False)
    (folder / CARD).write_text(text + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder that has gum")
    parser.add_argument("--encoder", type=Path, required=True, help="changed in place")
    parser.add_argument("--without", nargs="*", default=[], help="ids to leave out, to try things")
    args = parser.parse_args()
    torch.set_num_threads(1)
    encoder = Encoder(args.encoder)
    tokenizer = Tokenizer.from_file(str(args.encoder / "tokenizer.json"))
    kept_back = held_out() | set(args.without)
    chosen = [each for each in choose(args.data, "dev").documents if each.id not in kept_back]
    documents = [read(each, encoder, tokenizer) for each in chosen]
    write(args.encoder, train(documents), len(documents))
    print(f"written to {args.encoder}")


if __name__ == "__main__":
    main()
