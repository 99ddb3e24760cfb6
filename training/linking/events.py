"""Learn which accounts of different reports are of one happening, from the gold days.

::

    python -m training.linking.events --data DIR

Accounts are taken that are aligned with a gold event (`evaluation.aligning`); two of one day are
one happening where their gold events are the same. The weights are a logistic regression; those of
``evaluation/events_folds.json`` leave one day out each and serve the benchmark, those of
``data/linking/events.json`` are of all days and are shipped. Threshold and floor are those that
group best the days that the weights were learned from. Beside the days, pairs of thirty topics of
ECB+ (`training.linking.topics`) count with a share of `TOPICS`. A second regression says which
accounts are of an event that others tell of at all. How rare words are is counted in
``reports/articles.jsonl``, with no annotation.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from according.linking import worth
from according.linking.events import by_reports, linked, odds
from according.linking.grouping import group
from according.linking.pairs import FEATURES, FILE, WORDS, Weights, barred, compare
from according.linking.sketches import stems
from according.linking.worth import Worth, describe, is_linked
from according.reading.reader import Reader
from according.settings import Settings
from evaluation.coref import conll_f1
from evaluation.events_bench import ALL, FOLDS, DayRead, read_days, score
from training import logistic
from training.linking.topics import Rows, pairs_of_topics

DATA = Path(__file__).parents[2] / "src" / "according" / "data"
KEPT = 6000
THRESHOLDS = np.arange(-1.5, 2.01, 0.25)
FLOORS = (-2.0, -4.0, -8.0)
TOPICS = 0.3
"""How much the topics count to the days' 1: chosen of .3 and 1 with the days in view."""
AROUND = 3
"""Thresholds on both sides that count with each."""
LEAST = np.arange(-3.0, 1.01, 0.25)

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of accounts of a day; and all its accounts, with which are of a gold event."""

    read: DayRead
    features: Floats
    same: Floats
    accounts: Floats
    worth: Floats


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
    told = read.told
    return Pairs(
        read,
        np.array(rows).reshape(-1, len(FEATURES)),
        np.array(same, float),
        np.array(list(map(describe, told))).reshape(-1, len(worth.FEATURES)),
        np.array([(number[e.report_id], e.account_id) in read.of for e in told], float),
    )


def learn(found: Sequence[Pairs], topics: Sequence[Rows]) -> Weights:
    """Weights of some days and topics, with the threshold and floor that group the days best."""
    features = fit(found, topics)
    known = [odds_of(each.read, Weights(features, 0.0, min(FLOORS))) for each in found]
    reached: dict[tuple[float, float], float] = {}
    for floor in FLOORS:
        scores = []
        for threshold in THRESHOLDS:
            rows = [
                score(
                    each.read, grouped(each.read, all_odds, floor, float(threshold)), aligned=True
                )
                for each, all_odds in zip(found, known, strict=True)
            ]
            scores.append(conll_f1(np.sum(rows, axis=0)))
        # Of so few days the best single threshold is chance: the middle of the best stretch is not.
        padded = np.pad(scores, AROUND, mode="edge")
        smooth = np.convolve(padded, np.ones(2 * AROUND + 1) / (2 * AROUND + 1), mode="valid")
        reached |= {(float(at), floor): float(x) for at, x in zip(THRESHOLDS, smooth, strict=True)}
    return Weights(features, *max(reached, key=lambda each: (reached[each], each)))


def odds_of(read: DayRead, weights: Weights) -> dict[tuple[str, str], float | None]:
    """Of each two accounts of a day that may be of an event; None where they bar each other."""
    links = by_reports(read.links)
    told = sorted(
        (each for each in read.told if is_linked(each, ALL)), key=lambda each: each.account_id
    )
    return {
        (a.account_id, b.account_id): None
        if barred(a, b, linked(a, b, links))
        else odds(a, b, links, weights)
        for a, b in combinations(told, 2)
    }


def grouped(
    read: DayRead,
    known: Mapping[tuple[str, str], float | None],
    floor: float,
    threshold: float,
) -> list[frozenset[str]]:
    """As the linking groups them (`linking.events.regroup`), by odds that were reckoned before."""

    def between(a: str, b: str) -> float | None:
        value = known[a, b]
        return None if value is None else max(floor, value)

    names = [each.account_id for each in read.told if is_linked(each, ALL)]
    return group(names, known, between, (), threshold)


def learn_worth(found: Sequence[Pairs]) -> Worth:
    """Which accounts are of a gold event; the threshold is that by which most of these are kept
    and least else: F1 over the gold's pairs of report and event."""
    table = np.concatenate([each.accounts for each in found])
    right = np.concatenate([each.worth for each in found])
    features = logistic.fit(table, right, np.ones(len(right)))
    gold = sum(len(report.anchors) for each in found for report in each.read.day.reports)
    odds = table @ features
    reached = {}
    for threshold in LEAST:
        kept = odds >= threshold
        reached[float(threshold)] = 2 * right[kept].sum() / (kept.sum() + gold)
    return Worth(features, max(reached, key=lambda each: (reached[each], -each)))


def fit(found: Sequence[Pairs], topics: Sequence[Rows]) -> Floats:
    """A logistic regression; each day or topic counts by the root of its pairs, both answers
    alike, and the topics together `TOPICS` times what the days do."""
    days = [(each.features, each.same) for each in found]
    table, same = _joined([*days, *topics])
    of_days = _weights([answers for _, answers in days])
    of_topics = _weights([answers for _, answers in topics])
    weight = np.concatenate((of_days, TOPICS * of_topics)) * len(of_days)
    return logistic.fit(table, same, weight)


def _joined(rows: Sequence[Rows]) -> Rows:
    return np.concatenate([each for each, _ in rows]), np.concatenate([each for _, each in rows])


def _weights(answers: Sequence[Floats]) -> Floats:
    """In all 1."""
    same = np.concatenate(answers)
    weight = np.concatenate([np.full(len(each), 1 / max(1, len(each)) ** 0.5) for each in answers])
    weight[same == 0] *= weight[same == 1].sum() / weight[same == 0].sum()
    return np.asarray(weight / weight.sum())


def plain(weights: Weights) -> dict[str, object]:
    """Weights as files have them."""
    named = zip(FEATURES, weights.features, strict=True)
    return {
        "weights": {name: round(float(each), 3) for name, each in named},
        "threshold": round(weights.threshold, 3),
        "floor": weights.floor,
    }


def plain_worth(found: Worth) -> dict[str, object]:
    """The same of what accounts are worth."""
    named = zip(worth.FEATURES, found.features, strict=True)
    return {
        "weights": {name: round(float(each), 3) for name, each in named},
        "threshold": round(found.threshold, 3),
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
    settings = Settings()
    topics = list(pairs_of_topics(Reader(settings), args.data))
    train(read_days(args.data, settings), topics)


def train(read: Sequence[DayRead], topics: Sequence[Rows]) -> None:
    """Learn of the days as they were read, and write what is shipped and what serves the
    benchmark."""
    found = [pairs(each) for each in read]
    folds = {}
    for each in found:
        others = [other for other in found if other is not each]
        folds[each.read.day.name] = {
            "pairs": plain(learn(others, topics)),
            "worth": plain_worth(learn_worth(others)),
        }
    write(FOLDS, folds)
    write(DATA / FILE, plain(learn(found, topics)))
    write(DATA / worth.FILE, plain_worth(learn_worth(found)))


def write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
