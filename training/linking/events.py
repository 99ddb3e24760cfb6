"""Learn which accounts of different reports are of one happening, from the gold days.

::

    python -m training.linking.events --data DIR

Accounts are taken that are aligned with a gold event (`evaluation.aligning`); two of one day are
one happening where their gold events are the same. The weights are a logistic regression; those of
``evaluation/events_folds.json`` leave one day out each and serve the benchmark, those of
``data/linking/events.json`` are of all days and are shipped. Threshold and floor are those that
group best the days that the weights were learned from. How rare words are is counted in
``reports/articles.jsonl``, with no annotation.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from according.linking.events import by_reports, linked
from according.linking.pairs import FEATURES, FILE, WORDS, Weights, compare
from according.linking.sketches import stems
from according.settings import Settings
from evaluation.coref import conll_f1
from evaluation.events_bench import FOLDS, DayRead, clusters, read_days, score

DATA = Path(__file__).parents[2] / "src" / "according" / "data"
PENALTY, STEPS = 1.0, 60
KEPT = 6000
THRESHOLDS = np.arange(-1.5, 2.01, 0.25)
FLOORS = (-2.0, -4.0, -8.0)

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of accounts of a day."""

    read: DayRead
    features: Floats
    same: Floats


def pairs(read: DayRead) -> Pairs:
    """Those of which both are aligned."""
    number = {reading.report.id: at for at, reading in enumerate(read.readings)}
    links = by_reports(read.links)
    rows, same = [], []
    for a, b in combinations(read.told, 2):
        events = [read.of.get((number[each.report_id], each.account_id)) for each in (a, b)]
        if a.report_id != b.report_id and None not in events:
            rows.append(compare(a, b, linked(a, b, links)))
            same.append(events[0] == events[1])
    return Pairs(read, np.array(rows).reshape(-1, len(FEATURES)), np.array(same, float))


def learn(found: Sequence[Pairs]) -> Weights:
    """Weights of some days, with the threshold and floor that group these best."""
    features = fit(found)
    best: dict[tuple[float, float], float] = {}
    for floor in FLOORS:
        for threshold in THRESHOLDS:
            weights = Weights(features, float(threshold), floor)
            rows = [score(each.read, clusters(each.read, weights), aligned=True) for each in found]
            best[float(threshold), floor] = conll_f1(np.sum(rows, axis=0))
    # The middle of those that are equally good.
    equal = [each for each, reached in best.items() if reached >= max(best.values()) - 1e-9]
    return Weights(features, *equal[len(equal) // 2])


def fit(found: Sequence[Pairs]) -> Floats:
    """A logistic regression; each day counts by the root of its pairs, both answers alike."""
    table = np.concatenate([each.features for each in found])
    same = np.concatenate([each.same for each in found])
    weight = np.concatenate(
        [np.full(len(each.same), 1 / max(1, len(each.same)) ** 0.5) for each in found]
    )
    weight[same == 0] *= weight[same == 1].sum() / weight[same == 0].sum()
    weight *= len(weight) / weight.sum()
    penalty = PENALTY * np.r_[0.0, np.ones(len(FEATURES) - 1)]
    weights = np.zeros(len(FEATURES))
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (weight * (chance - same)) + penalty * weights
        bend = (table * (weight * chance * (1 - chance))[:, None]).T @ table
        weights -= np.linalg.solve(bend + np.diag(penalty + 1e-6), slope)
    return weights


def plain(weights: Weights) -> dict[str, object]:
    """Weights as files have them."""
    named = zip(FEATURES, weights.features, strict=True)
    return {
        "weights": {name: round(float(each), 3) for name, each in named},
        "threshold": round(weights.threshold, 3),
        "floor": weights.floor,
    }


def rarity(data: Path) -> dict[str, object]:
    """The logarithm of how many reports there are to one that has a word, by stems; of the
    commonest."""
    texts = [
        json.loads(line)["text"]
        for line in (data / "reports" / "articles.jsonl").read_text("utf-8").splitlines()
    ]
    counts = Counter(each for text in texts for each in stems([text]))
    kept = sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:KEPT]
    return {
        "unseen": round(math.log(len(texts)), 2),
        "rarity": {word: round(math.log(len(texts) / (1 + many)), 2) for word, many in kept},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    args = parser.parse_args()
    write(DATA / WORDS, rarity(args.data))
    train(read_days(args.data, Settings()))


def train(read: Sequence[DayRead]) -> None:
    """Learn of the days as they were read, and write what is shipped and what serves the
    benchmark."""
    found = [pairs(each) for each in read]
    folds = {
        each.read.day.name: plain(learn([other for other in found if other is not each]))
        for each in found
    }
    write(FOLDS, folds)
    write(DATA / FILE, plain(learn(found)))


def write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
