"""Train only the small matrices of antecedents, on what a trained encoder says: minutes.

::

    python -m training.encoder.coreference_heads --data DIR --encoder DIR

Trains on the documents of GUM that are not held out, and writes the matrices and the new hash
into the encoder's own folder. Needed after a change of features; the encoder stays as it is.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from according.reading.coreference.attributes import describe, sourced
from according.reading.coreference.lexicon import load_lexicon
from according.reading.coreference.pairs import alone, pairs
from according.reading.coreference.spotting import SpanScorer
from according.reading.encoder.model import CARD, Encoded, Encoder
from according.reading.encoder.spans import describe as vectors_of
from evaluation.gum import Document
from evaluation.gum_split import choose, held_out
from training.encoder.coreference import PairScorer, chances
from training.encoder.documents import parser
from training.encoder.tasks.coreference import SPURIOUS, Marked, marked

PREFIX = "antecedents."
RATE, DECAY, EPOCHS = 2e-3, 0.01, 10
AVERAGE = 0.98
"""Of the running mean of the matrices, which is what is kept."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document as the scorer sees it; ``seen`` in half precision, as there are many pairs."""

    vectors: Tensor
    own: Tensor
    seen: Tensor
    a: Tensor
    b: Tensor
    same: Tensor
    mentions: int


def prepared(document: Document, encoder: Encoder, tokenizer: Tokenizer) -> Prepared:
    """The document's mentions, right ones and those that the reader would take for one."""
    found = marked(document, tokenizer)
    encoded = _encoded(document.text, encoder)
    scores = SpanScorer(encoder.heads).scores(encoded, found.spans)
    chosen = np.flatnonzero((found.entity >= 0) | (scores > SPURIOUS))
    return _pairs(found, encoded, chosen, scores[chosen])


def _encoded(text: str, encoder: Encoder) -> Encoded:
    (passage,) = parser().parse(text)
    return encoder.encode(text, [sentence.start_char for sentence in passage.doc.sents])


def _pairs(found: Marked, encoded: Encoded, chosen: np.ndarray, scores: np.ndarray) -> Prepared:
    spans, entity = found.spans.part(chosen), found.entity[chosen]
    at = list(zip(spans.first.tolist(), spans.last.tolist(), strict=True))
    sources = sourced(encoded.head("tags0"))
    mentions = describe(at, found.words, found.pieces, found.text, load_lexicon(), sources)
    each = pairs(mentions, 0, len(mentions))
    same = (entity[each.a] == entity[each.b]) & (entity[each.a] >= 0)
    return Prepared(
        torch.from_numpy(vectors_of(encoded.head("coreference"), at)),
        torch.from_numpy(alone(mentions, scores)),
        torch.from_numpy(each.features).half(),
        *(torch.from_numpy(array) for array in (each.a, each.b, same)),
        int((entity >= 0).sum()),
    )


def train(documents: Sequence[Prepared], epochs: int, seed: int) -> PairScorer:
    """Train; what is returned has the running mean of the matrices."""
    torch.manual_seed(seed)
    random, steps = Random(seed), epochs * len(documents)
    scorer = PairScorer().train()
    adam = torch.optim.AdamW(scorer.parameters(), lr=RATE, weight_decay=DECAY)
    rates = torch.optim.lr_scheduler.OneCycleLR(adam, RATE, total_steps=steps, pct_start=0.1)
    mean = {name: value.clone() for name, value in scorer.state_dict().items()}
    for step in range(steps):
        if step % len(documents) == 0:
            order = random.sample(documents, len(documents))
        loss = _loss(scorer, order[step % len(documents)])
        adam.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(scorer.parameters(), 1.0)
        adam.step()
        rates.step()
        weight = min(AVERAGE, (step + 2) / (step + 11))
        for name, value in scorer.state_dict().items():
            mean[name].lerp_(value, 1 - weight)
    scorer.load_state_dict(mean)
    return scorer.eval()


def _loss(scorer: PairScorer, each: Prepared) -> Tensor:
    scores, none = scorer(each.vectors, each.own, each.seen.float(), each.a, each.b)
    return -chances(scores, none, each.a, each.b, each.same).sum() / max(1, each.mentions)


def write(folder: Path, scorer: PairScorer) -> None:
    """Put the matrices into the encoder's folder, and the new hash onto its card."""
    path = folder / "heads.npz"
    with np.load(path) as heads:
        arrays = {name: heads[name] for name in heads.files if not name.startswith(PREFIX)}
    arrays |= {
        f"{PREFIX}{name}": value.numpy().astype(np.float16)
        for name, value in scorer.state_dict().items()
    }
    np.savez_compressed(path, **arrays)
    card = json.loads((folder / CARD).read_text("utf-8"))
    card["files"]["heads.npz"] = hashlib.sha256(path.read_bytes()).hexdigest()
    card["antecedents_trained"] = "by themselves, on GUM without evaluation/gum_held_out.txt"
    text = json.dumps(card, indent=2, ensure_ascii=False)
    (folder / CARD).write_text(text + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder that has gum")
    parser.add_argument("--encoder", type=Path, required=True, help="changed in place")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    args = parser.parse_args()
    torch.set_num_threads(1)
    encoder = Encoder(args.encoder)
    tokenizer = Tokenizer.from_file(str(args.encoder / "tokenizer.json"))
    kept_back = held_out()
    chosen = [each for each in choose(args.data, "dev").documents if each.id not in kept_back]
    documents = [prepared(each, encoder, tokenizer) for each in chosen]
    write(args.encoder, train(documents, args.epochs, seed=1))
    print(f"written to {args.encoder}, trained on {len(documents)} documents")


if __name__ == "__main__":
    main()
