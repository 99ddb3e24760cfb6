"""How well sentences are told that experts call biased: five folds of BABE, out of fold.

::

    python -m training.encoder.babe_folds --data DIR --backbone DIR --out FILE

For each fold an encoder is trained on the other four, by the shipped encoder's own recipe for
wording alone, and answers for the sentences of its fold. Goes on where it stopped.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from random import Random

import torch
from tokenizers import Tokenizer

from according.reading.encoder.outputs import SLICES
from evaluation.babe_folds import FOLDS, fold_of, key
from evaluation.wording_corpora import Rated, babe
from training.encoder.batches import batches, tensors
from training.encoder.labelled import Labelled, Piecewise, windows
from training.encoder.model import Encoder
from training.encoder.start import from_backbone
from training.encoder.tasks.wording import Wording
from training.encoder.train import train

EPOCHS = 4


def answer(model: Encoder, sentences: list[Piecewise]) -> list[float]:
    """The log odds of each sentence, in order."""
    found = {}
    order = {id(each): at for at, each in enumerate(sentences)}
    with torch.no_grad():
        for batch in batches(sentences, Random(0)):
            inputs = tensors([each.pieces for each in batch])
            output, mask = model(**inputs), inputs["mask"]
            said = (output[..., SLICES["biased"]][..., 0] * mask).sum(-1) / mask.sum(-1)
            found |= {order[id(each)]: float(odds) for each, odds in zip(batch, said, strict=True)}
    return [found[at] for at in range(len(sentences))]


def pieces_of(sentences: list[Rated], tokenizer: Tokenizer) -> list[Piecewise]:
    """One window a sentence; what is longer than a window is cut off."""
    texts = [Labelled(each.text, each.text) for each in sentences]
    return [windows([each], tokenizer, unlabelled=0.0, all_pieces=True)[0] for each in texts]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("--data", "--backbone", "--out"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    tokenizer = from_backbone(args.backbone).tokenizer
    odds = json.loads(args.out.read_text()) if args.out.is_file() else {}
    sentences = babe(args.data)
    for fold in range(FOLDS):
        own = [each for each in sentences if fold_of(each.text) == fold]
        if all(key(each.text) in odds for each in own):
            continue
        task = Wording(args.data, tokenizer, lambda each, fold=fold: fold_of(each.text) != fold)
        kept = args.out.with_suffix(f".{fold}.kept")
        model = train(from_backbone(args.backbone).encoder, [task], EPOCHS, fold, kept)
        given = answer(model, pieces_of(own, tokenizer))
        odds |= {key(each.text): round(value, 3) for each, value in zip(own, given, strict=True)}
        args.out.write_text(json.dumps(odds, indent=0, sort_keys=True) + "\n")
        kept.unlink(missing_ok=True)
        right = sum((value > 0) == each.biased for each, value in zip(own, given, strict=True))
        print(f"fold {fold}: {right / len(own):.3f} of {len(own)} right", flush=True)


if __name__ == "__main__":
    main()
