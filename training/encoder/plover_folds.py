"""How well the types of events are told: five folds of PLOVER's sentences, out of fold.

::

    python -m training.encoder.plover_folds --data DIR --backbone DIR --out FILE

For each fold an encoder is trained on the other four, by the recipe of the shipped one for
events alone, and answers for the sentences of its fold. Goes on where it stopped.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from random import Random

import torch
from tokenizers import Tokenizer

from evaluation.attribution_set import MarkedReport, load
from evaluation.plover_sentences import ROOTS, Sentence, sentences
from training.encoder.batches import batches, tensors
from training.encoder.model import Encoder
from training.encoder.start import from_backbone, from_exported
from training.encoder.tasks.corpora import REPORTS
from training.encoder.tasks.events import Events, of_sentence, said_whole
from training.encoder.train import train

FOLDS, EPOCHS = 5, 3


def folds(found: Sequence[Sentence]) -> list[list[int]]:
    """The numbers of the sentences of each fold: the same words are in one, and each has its
    share of each type."""
    by_type: dict[str, list[int]] = {}
    known: dict[str, int] = {}
    parts: list[list[int]] = [[] for _ in range(FOLDS)]
    for number, sentence in enumerate(found):
        own = by_type.setdefault(sentence.root, [])
        part = known.setdefault(sentence.text, len(own) % FOLDS)
        own.append(number)
        parts[part].append(number)
    return parts


def _typed(report: MarkedReport) -> bool:
    return any(each.type is not None for each in report.events)


def answer(model: Encoder, found: Sequence[Sentence], tokenizer: Tokenizer) -> list[str]:
    """The type of each sentence."""
    told = [of_sentence(each, tokenizer) for each in found]
    order = {id(each): at for at, each in enumerate(told)}
    given = {}
    with torch.no_grad():
        for batch in batches(told, Random(0)):
            output = model(**tensors([each.pieces for each in batch]))
            for row, each in zip(output, batch, strict=True):
                said = said_whole(model.to_party, row[: len(each)], each)
                given[order[id(each)]] = ROOTS[int(said.argmax())]
    return [given[at] for at in range(len(told))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    start = parser.add_mutually_exclusive_group(required=True)
    start.add_argument("--backbone", type=Path, help="begin with the published weights there")
    start.add_argument("--start", type=Path, help="or with an encoder that saw none of these")
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    found = sentences(args.data / "plover" / "PLV_train.tsv")
    reports = [each for path in REPORTS for each in load(path) if _typed(each)]
    given = json.loads(args.out.read_text()) if args.out.is_file() else {}
    for number, part in enumerate(folds(found)):
        if all(str(at) in given for at in part):
            continue
        begun = from_backbone(args.backbone) if args.backbone else from_exported(args.start)
        others = [each for at, each in enumerate(found) if at not in set(part)]
        task = Events(reports, others, [], begun.tokenizer)
        kept = args.out.with_suffix(f".{number}.kept")
        model = train(begun.encoder, [task], EPOCHS, number, kept)
        own = [found[at] for at in part]
        types = answer(model, own, begun.tokenizer)
        given |= {str(at): root for at, root in zip(part, types, strict=True)}
        args.out.write_text(json.dumps(given, indent=0, sort_keys=True) + "\n")
        kept.unlink(missing_ok=True)
        right = sum(each.root == root for each, root in zip(own, types, strict=True))
        print(f"fold {number}: {right / len(own):.3f} of {len(own)} right", flush=True)


if __name__ == "__main__":
    main()
