"""Learn which words tell of one happening, from topics 1 to 30 of ECB+.

::

    python -m training.linking.same --data DIR --minilm FOLDER

``FOLDER`` has all-MiniLM-L6-v2 as published (``model.safetensors``, ``tokenizer.json``); torch and
scikit-learn are needed beside the development parts. Topics are divided into four folds. The
vectors that boosted trees learn from are those of a projection that did not see their topic, so
that the trees trust them as far as they may on other topics. Thresholds are those that group best
the topics of folds that neither saw. What is shipped is then trained on all thirty.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from according.linking.likeness import FEATURES
from according.linking.same import Weights, by_matter, features, grouped, odds
from according.linking.trees import Trees
from according.linking.vectors import (
    CARD,
    MODEL,
    WEIGHTS,
    MentionEncoder,
    Projection,
    Seen,
    Vectors,
    unit,
)
from according.reading.reader import Reader
from according.settings import Settings
from evaluation import ecbplus
from evaluation.bootstrap import Counts
from evaluation.coref import B_CUBED, conll_f1
from evaluation.coref import f1 as b_cubed
from evaluation.ecbplus_bench import counts, matters, same_head
from evaluation.ecbplus_told import Heard, as_marked
from training.encoder.backbone import published
from training.linking.boosting import boosted
from training.linking.mention_vectors import export, project

OUT = Path(__file__).parents[2] / "src" / "according" / "data" / "linking"
TOPICS = range(1, 31)
FOLDS = 4
THRESHOLDS = np.arange(-1.0, 0.51, 0.25)
MATTERS = np.arange(0.08, 0.25, 0.02)

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Topic:
    """What is told in one topic, and what the model says of it."""

    heard: Heard
    seen: Seen


@dataclass(frozen=True)
class Learned:
    """What is told in one topic, with its vectors."""

    heard: Heard
    vectors: Vectors


def fit(topics: Sequence[Learned], centre: Floats) -> Trees:
    """Boosted trees over all pairs; each topic counts by the root of its pairs."""
    rows, same, weight = [], [], []
    for each in topics:
        upper = np.triu_indices(len(each.heard.told), 1)
        happening = np.array(each.heard.happenings)
        rows.append(features(each.heard.told, each.vectors, centre)[upper].astype(np.float32))
        same.append((happening[:, None] == happening)[upper])
        weight.append(np.full(len(same[-1]), 1 / max(1, len(same[-1])) ** 0.5))
    return boosted(np.concatenate(rows), np.concatenate(same), np.concatenate(weight))


def centre_of(topics: Sequence[Learned]) -> Floats:
    """The mean of the vectors of reports."""
    rows = []
    for each in topics:
        reports = np.array([told.report_id for told in each.heard.told])
        rows += [each.vectors.plain[reports == name].sum(axis=0) for name in np.unique(reports)]
    return np.asarray(unit(np.array(rows)).mean(axis=0))


def joined(topics: Sequence[Learned]) -> Learned:
    """Topics as one collection."""
    return Learned(
        Heard.joined([each.heard for each in topics]),
        Vectors(
            np.concatenate([each.vectors.trigger for each in topics]),
            np.concatenate([each.vectors.context for each in topics]),
            np.concatenate([each.vectors.layers for each in topics], axis=1),
            np.concatenate([each.vectors.plain for each in topics]),
        ),
    )


@dataclass(frozen=True)
class Held:
    """Topics as one collection, and what was learned from others."""

    learned: Learned
    weights: Weights

    def parts(self, matter: float) -> list[list[int]]:
        """By matter, what is told."""
        heard, weights = self.learned.heard, replace(self.weights, matter=matter)
        return by_matter(heard.told, self.learned.vectors, heard.words, weights)

    def odds(self, part: Sequence[int]) -> Floats:
        """Of each two of some of what is told."""
        told = [self.learned.heard.told[at] for at in part]
        return odds(told, self.learned.vectors.part(part), self.weights)


def best(held: Sequence[Held], learned: Weights) -> Weights:
    """What was learned with the thresholds that are best on held topics: that of matters by how it
    divides reports into topics, then that of happenings."""
    tried = {
        float(matter): float(
            np.mean([f1(matters(each.learned.heard, each.parts(float(matter)))) for each in held])
        )
        for matter in MATTERS
    }
    matter = max(tried, key=lambda each: tried[each])
    _show("matters, B3 by threshold", tried)
    compared = [(each, [(part, each.odds(part)) for part in each.parts(matter)]) for each in held]
    tried = {}
    for threshold in THRESHOLDS:
        scores = [
            conll_f1(counts(each.learned.heard, _groups(parts, float(threshold))).sum(axis=0))
            for each, parts in compared
        ]
        print(f"{threshold:.2f}", np.round(scores, 3).tolist(), flush=True)
        tried[float(threshold)] = float(np.mean(scores))
    _show("happenings, CoNLL F1 by threshold", tried)
    heads = [
        conll_f1(
            counts(
                each.learned.heard, same_head(each.learned.heard, [part for part, _ in parts])
            ).sum(axis=0)
        )
        for each, parts in compared
    ]
    print("same head", np.round(heads, 3).tolist(), round(float(np.mean(heads)), 4))
    return replace(learned, matter=matter, threshold=max(tried, key=lambda each: tried[each]))


def f1(table: Counts) -> float:
    """B³ of a table."""
    return b_cubed(table.sum(axis=0), B_CUBED)


def _groups(parts: Sequence[tuple[Sequence[int], Floats]], threshold: float) -> list[list[int]]:
    return [
        [part[at] for at in each] for part, table in parts for each in grouped(table, threshold)
    ]


def _show(what: str, tried: Mapping[float, float]) -> None:
    print(what, {round(at, 2): round(value, 4) for at, value in tried.items()}, flush=True)


def write(weights: Weights, out: Path) -> None:
    """The trees and thresholds, and the card with the hashes of what is shipped."""
    trees = weights.trees
    np.savez_compressed(
        out / WEIGHTS,
        to_trigger=weights.project.trigger.astype(np.float16),
        to_context=weights.project.context.astype(np.float16),
        features=np.array(FEATURES),
        feature=trees.feature.astype(np.int8),
        threshold_of=trees.threshold,
        left=trees.left.astype(np.uint16),
        right=trees.right.astype(np.uint16),
        value=trees.value.astype(np.float32),
        roots=trees.roots.astype(np.uint16),
        bias=trees.bias,
        depth=trees.depth,
        threshold=weights.threshold,
        matter=weights.matter,
        centre=weights.centre.astype(np.float32),
    )
    hashes = {
        name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in (MODEL, WEIGHTS)
    }
    plain = {"files": hashes, "trained_on": "ECB+ 1.0, topics 1 to 30", "seed": 1}
    (out / CARD).write_text(json.dumps(plain, indent=2) + "\n", encoding="utf-8")


def by_topic(heard: Heard, seen: Seen) -> list[Topic]:
    """What is told, topic by topic."""
    found = []
    for topic in sorted({each.topic for each in heard.texts}):
        rows = [at for at, text in enumerate(heard.of) if text.topic == topic]
        found.append(Topic(heard.part(rows), seen.part(rows)))
    return found


def projection(topics: Sequence[Topic]) -> Projection:
    """Learned from these topics."""
    return project(
        [each.seen for each in topics],
        [[told.head for told in each.heard.told] for each in topics],
        [each.heard.happenings for each in topics],
        [[text.story for text in each.heard.of] for each in topics],
    )


def apart(topics: Sequence[Topic]) -> list[Learned]:
    """Each topic with the vectors of a projection that was learned from others of them."""
    found: dict[int, Learned] = {}
    for fold in range(FOLDS):
        learned = projection([each for at, each in enumerate(topics) if at % FOLDS != fold])
        for at in range(fold, len(topics), FOLDS):
            found[at] = Learned(topics[at].heard, learned(topics[at].seen))
    return [found[at] for at in range(len(topics))]


def held_out(topics: Sequence[Topic]) -> list[Held]:
    """Fold by fold, the topics of one with what was learned from the others."""
    found = []
    for fold in range(FOLDS):
        others = [each for at, each in enumerate(topics) if at % FOLDS != fold]
        known = apart(others)
        learned, centre = projection(others), centre_of(known)
        held = [Learned(each.heard, learned(each.seen)) for each in topics[fold::FOLDS]]
        found.append(Held(joined(held), Weights(learned, fit(known, centre), 0.0, 0.0, centre)))
    return found


def learn(topics: Sequence[Topic]) -> Weights:
    """What is shipped: of all topics, with the thresholds that are best on held ones."""
    held, known = held_out(topics), apart(topics)
    centre = centre_of(known)
    return best(held, Weights(projection(topics), fit(known, centre), 0.0, 0.0, centre))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    export(published(args.minilm).eval(), args.out / MODEL)
    heard = as_marked(ecbplus.read(args.data, TOPICS), Reader(Settings()))
    model = MentionEncoder((args.out / MODEL).read_bytes())
    write(learn(by_topic(heard, model.see(heard.told, heard.words))), args.out)


if __name__ == "__main__":
    main()
