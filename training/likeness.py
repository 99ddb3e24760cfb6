"""Learn which tellings are of one happening, from the gold days.

::

    python -m training.likeness --data DIR [--encoder DIR]

A pair of tellings is taken where both are known to be of an event of the gold: by a figure's
words, else by the sentence of an anchor. The weights are a logistic regression; those of
``evaluation/accounts_folds.json`` leave one day out each and serve the benchmark, those of
``data/events/likeness.json`` are of all days and are shipped.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from according.errors import DataError
from according.model import Report
from according.reading.events.accounts import FILE, load_weights
from according.reading.events.likeness import FEATURES, compare
from according.reading.events.tellings import Telling
from according.reading.reader import Reader
from according.settings import Settings
from evaluation import gold
from evaluation.accounts_bench import FOLDS
from evaluation.aligning import Place, places
from training import logistic

SHIPPED = Path(__file__).parents[1] / "src" / "according" / "data" / FILE
BACKGROUND = "background"

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of tellings of one report."""

    day: str
    features: Floats
    same: Floats


def pairs(reader: Reader, data: Path) -> Iterator[Pairs]:
    """The pairs of each report of the gold days."""
    told: list[Sequence[Telling]] = []
    group = reader.events.group
    reader.events.group = lambda tellings, weights: (
        told.append(tellings) or group(tellings, weights)
    )
    for day in gold.days(data):
        for report in day.reports:
            made = Report(
                outlet=report.outlet,
                published=report.published,
                title=report.title,
                text=report.text,
            )
            reader.read(made)
            figures, _ = day.of(report.id)
            yield _of(day.name, told[-1], places(report, figures))


def _of(day: str, told: Sequence[Telling], where: Sequence[Place]) -> Pairs:
    events = [_event(each, where) for each in told]
    rows, same = [], []
    for b, other in enumerate(events):
        for a, one in enumerate(events[:b]):
            if one and other and not one == other == BACKGROUND:
                rows.append(compare(told[a], told[b]))
                same.append(one == other)
    return Pairs(day, np.array(rows).reshape(len(rows), len(FEATURES)), np.array(same, float))


def _event(telling: Telling, where: Sequence[Place]) -> str | None:
    """The event that a telling is of, so far as the gold tells; what is counted over years, and
    is of none, is of the background."""
    trigger = telling.event.trigger
    by_figure = [
        each.event
        for each in where
        if any(
            figure.evidence.start < end and start < figure.evidence.end
            for figure in telling.figures
            for start, end in each.words
        )
    ]
    if by_figure:
        return by_figure[0]
    beside = {
        each.event for each in where if any(a <= trigger.start < b for a, b in each.sentences)
    }
    if len(beside) == 1:
        return beside.pop()
    return BACKGROUND if not beside and telling.figures and telling.is_long else None


def fit(found: Sequence[Pairs]) -> Floats:
    """The weights: each report counts by the root of its pairs, both answers alike."""
    table = np.concatenate([each.features for each in found])
    same = np.concatenate([each.same for each in found])
    weight = np.concatenate(
        [np.full(len(each.same), 1 / max(1, len(each.same)) ** 0.5) for each in found]
    )
    weight[same == 0] *= weight[same == 1].sum() / weight[same == 0].sum()
    weight *= len(weight) / weight.sum()
    return logistic.fit(table, same, weight)


def named(weights: Floats) -> dict[str, float]:
    """Weights by the names of their features."""
    return {name: round(float(each), 3) for name, each in zip(FEATURES, weights, strict=True)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", help="the shipped one if not given")
    args = parser.parse_args()
    try:
        load_weights()
    except DataError:
        # The features have changed: the reader asks for weights of today's, whatever they are.
        _ship(np.zeros(len(FEATURES)))
    found = list(pairs(Reader(Settings(encoder=args.encoder)), args.data))
    days = sorted({each.day for each in found})
    folds = {day: named(fit([each for each in found if each.day != day])) for day in days}
    FOLDS.write_text(json.dumps(folds, indent=1) + "\n", encoding="utf-8")
    _ship(fit(found))


def _ship(weights: Floats) -> None:
    SHIPPED.write_text(json.dumps({"weights": named(weights)}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
