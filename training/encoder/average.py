"""One encoder of several that were trained from the same start: the mean of their weights.

::

    python -m training.encoder.average DIR... --data DIR --out DIR
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch

from training.encoder.export import export
from training.encoder.start import WEIGHTS, Start, from_exported
from training.encoder.tasks import corpora


def average(folders: list[Path]) -> Start:
    """The mean encoder of some folders that training wrote."""
    starts = [from_exported(folder) for folder in folders]
    states = [each.encoder.state_dict() for each in starts]
    mean = {
        name: torch.stack([state[name].float() for state in states]).mean(0) for name in states[0]
    }
    starts[0].encoder.load_state_dict(mean)
    return starts[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--data", type=Path, help="as they were trained with; links are learned")
    parser.add_argument("--annotation", type=Path, nargs="*", default=[])
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    cards = [json.loads((folder / "card.json").read_text("utf-8")) for folder in args.folders]
    dropped = ("files", "rounding", "seed")
    facts = {name: value for name, value in cards[0].items() if name not in dropped}
    mean = average(args.folders)
    args.out.mkdir(parents=True, exist_ok=True)
    facts["mean_of_seeds"] = [card.get("seed") for card in cards]
    sources = corpora.Sources(mean.tokenizer, args.data, tuple(args.annotation))
    taught = corpora.attributed(sources)
    export(mean.encoder.eval(), mean.tokenizer, args.out, facts, taught, corpora.loaded(sources))
    torch.save(mean.encoder.state_dict(), args.out / WEIGHTS)


if __name__ == "__main__":
    main()
