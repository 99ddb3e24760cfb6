"""Benchmark ``copies``: which two reports of a gold day derive from one text.

All pairs of a day's reports are compared. Resampled by day; the pairs of a day hang together.

- ``pair_f1``, ``pair_precision``, ``pair_recall``: copies and rewrites, whichever.
- ``relation_f1``: and which of the two.
- ``minhash_f1``: MinHash of `SHINGLE` words at `HASHES` hashes, at the threshold that is best on
  these very pairs: what it could reach, not what it would.
"""

from __future__ import annotations

import zlib
from itertools import combinations
from pathlib import Path

import numpy as np

from according.linking import Words, align, compare, words_of
from according.model import Relation
from according.reading.encoder.quotes import quoted_spans
from according.settings import Settings
from evaluation import gold
from evaluation.adapter import Result
from evaluation.bootstrap import Counts, f1, interval
from evaluation.gold import Day
from evaluation.published import published

BENCH = "copies"
SHINGLE = 3
HASHES = 256
SEED = 7
DERIVED = (Relation.COPY, Relation.REWRITE)
_PRIME = (1 << 61) - 1


def files(data: Path, split: str) -> list[Path]:
    """The annotations and bundles of all days; both splits have the same layout."""
    return gold.files(data)


def run(data: Path, split: str, settings: Settings) -> Result:
    """Score all days."""
    days = gold.days(data)
    rows = np.array([_day(day) for day in days], dtype=float)
    likeness = [_answers(day) for day in days]
    figures = {
        "pair_f1": interval(rows[:, :3], f1),
        "pair_precision": interval(rows[:, :3], precision),
        "pair_recall": interval(rows[:, :3], recall),
        "relation_f1": interval(rows[:, 3:6], f1),
        "minhash_f1": interval(_best(likeness), f1),
    }
    return Result(BENCH, split, len(days), figures, published(BENCH))


def precision(row: Counts) -> float:
    """Of (right, given, wanted)."""
    return float(row[0] / max(1.0, row[1]))


def recall(row: Counts) -> float:
    """Of (right, given, wanted)."""
    return float(row[0] / max(1.0, row[2]))


def _words(day: Day) -> dict[str, Words]:
    return {each.id: words_of(each.text, quoted_spans(each.text)) for each in day.reports}


def _day(day: Day) -> list[int]:
    """Right, given and wanted: pairs, and pairs with their relation."""
    words = _words(day)
    wanted = {each.reports: each.relation for each in day.copies}
    given = {}
    for a, b in combinations(words, 2):
        relation = compare(align(words[a], words[b])).relation
        if relation in DERIVED:
            given[frozenset((a, b))] = relation.value
    same = sum(wanted.get(pair) == relation for pair, relation in given.items())
    counts = (len(given), len(wanted))
    return [len(given.keys() & wanted.keys()), *counts, same, *counts]


def likenesses(day: Day) -> dict[frozenset[str], float]:
    """What MinHash takes for the likeness of each two reports."""
    signatures = {name: _signature(words) for name, words in _words(day).items()}
    return {
        frozenset((a, b)): float((signatures[a] == signatures[b]).mean())
        for a, b in combinations(signatures, 2)
    }


def _answers(day: Day) -> list[tuple[float, bool]]:
    """For each pair its likeness, and whether it is wanted."""
    wanted = {each.reports for each in day.copies}
    return [(likeness, pair in wanted) for pair, likeness in likenesses(day).items()]


def _signature(words: Words) -> np.ndarray:
    ends = range(SHINGLE, len(words) + 1)
    shingles = {" ".join(words.forms[end - SHINGLE : end]) for end in ends}
    found = np.array([zlib.crc32(each.encode()) for each in shingles] or [0], dtype=object)
    random = np.random.default_rng(SEED)
    factors = random.integers(1, _PRIME, size=(2, HASHES)).astype(object)
    return ((factors[0][:, None] * found + factors[1][:, None]) % _PRIME).min(axis=1)


def _best(days: list[list[tuple[float, bool]]]) -> Counts:
    """The counts of each day at the threshold that is best over all."""
    thresholds = sorted({likeness for day in days for likeness, _ in day})
    tables = [
        np.array([_counts(day, threshold) for day in days], dtype=float) for threshold in thresholds
    ]
    return max(tables, key=lambda table: f1(table.sum(axis=0)))


def _counts(day: list[tuple[float, bool]], threshold: float) -> list[int]:
    given = [wanted for likeness, wanted in day if likeness >= threshold]
    return [sum(given), len(given), sum(wanted for _, wanted in day)]
