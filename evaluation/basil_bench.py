"""Benchmark ``basil``: the three reports of one event found among all.

BASIL has three outlets' articles of each event. All are put together, and grouped by
`according.linking.stories`; the threshold was chosen on topics 1 to 25 of ECB+, not here. Of
articles: heading and body. Resampled by event.

- ``b_cubed_f1``: of the groups.
- ``triples``: the share of events whose articles are a group, and no others with them.
- ``words_b_cubed_f1``: the cosine of word counts instead, at the threshold that is best here.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import combinations
from pathlib import Path

import numpy as np

from according.errors import BenchError
from according.linking.grouping import group
from according.linking.stories import stories
from according.linking.words import forms_of
from according.settings import Settings
from evaluation.adapter import Result
from evaluation.bootstrap import Counts, interval
from evaluation.published import published

BENCH = "basil"


def files(data: Path, split: str) -> list[Path]:
    """The articles of all events; both splits have the same layout.

    Raises:
        BenchError: there are none.
    """
    found = sorted((data / "basil" / "articles").glob("*/*_[123].json"))
    if not found:
        raise BenchError(f"no articles in {data / 'basil' / 'articles'}")
    return found


def run(data: Path, split: str, settings: Settings) -> Result:
    """Group all articles."""
    paths = files(data, split)
    plain = [_article(path) for path in paths]
    texts = [text for text, _ in plain]
    events = [path.stem.rsplit("_", 1)[0] for path in paths]
    table = _table(events, stories(texts, [day for _, day in plain]))
    figures = {
        "b_cubed_f1": interval(table, _f1),
        "triples": interval(table, lambda row: float(row[4] / row[5])),
        "words_b_cubed_f1": interval(_best(events, texts), _f1),
    }
    return Result(BENCH, split, len(set(events)), figures, published(BENCH))


def _article(path: Path) -> tuple[str, date]:
    try:
        plain = json.loads(path.read_text("utf-8"))
        paragraphs = [" ".join(each) for each in plain["body-paragraphs"]]
        day = date.fromisoformat(plain["date"])
        return "\n".join([plain["title"], *paragraphs]), day
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BenchError(f"{path}: no article: {error!r}") from error


def _table(events: Sequence[str], groups: Sequence[Sequence[int]]) -> Counts:
    """For each event: right and all of precision and of recall, whether it is whole, and one."""
    of = {number: frozenset(each) for each in groups for number in each}
    rows = []
    for event in dict.fromkeys(events):
        own = frozenset(number for number, each in enumerate(events) if each == event)
        right = [len(of[each] & own) for each in own]
        precision = sum(count / len(of[each]) for count, each in zip(right, own, strict=True))
        recall = sum(count / len(own) for count in right)
        whole = all(of[each] == own for each in own)
        rows.append([precision, len(own), recall, len(own), whole, 1])
    return np.array(rows, dtype=np.float64)


def _f1(row: Counts) -> float:
    precision, recall = row[0] / row[1], row[2] / row[3]
    return float(2 * precision * recall / (precision + recall))


def _best(events: Sequence[str], texts: Sequence[str]) -> Counts:
    counts = [Counter(forms_of(each)) for each in texts]
    lengths = [math.sqrt(sum(many**2 for many in each.values())) for each in counts]
    names = [f"{number:04}" for number in range(len(texts))]
    odds = {
        (names[a], names[b]): sum(counts[a][word] * counts[b][word] for word in counts[a])
        / (lengths[a] * lengths[b])
        for a, b in combinations(range(len(texts)), 2)
    }

    def grouped(threshold: float) -> list[list[int]]:
        found = group(names, odds, lambda a, b: odds[a, b], threshold=threshold)
        return [list(map(int, each)) for each in found]

    tables = [_table(events, grouped(float(each))) for each in np.arange(0.5, 1.0, 0.02)]
    return max(tables, key=lambda table: _f1(table.sum(axis=0)))
