"""The benchmark ``muc4-full``: incidents as templates with all 24 slots, over all templates.

On TST1 and TST2, as they were written, in capitals. What is trained and counted is so on the
1,300 development messages alone; times and places are the reader's own.

- ``f1``, ``precision``, ``recall``: by `evaluation.muc4_measure`.
- ``confidence``, ``confidence_usual``: of organisations that are right, the share for which it
  is told rightly how surely they did it, and for which the most frequent answer is right.

The data have no test part here; both splits are the same.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from according.model import Report
from according.reading.reader import Reader
from according.settings import Settings
from evaluation.adapter import Result
from evaluation.attribution_bench import share
from evaluation.bootstrap import interval
from evaluation.gtt_score import f1, precision, recall
from evaluation.muc4_keys import FullMessage, FullTemplate, filled, messages
from evaluation.muc4_measure import confidence, count
from evaluation.muc4_slots import Tables, load_tables, slots
from evaluation.muc4_templates import Weights, incidents, load_weights, looked_at
from evaluation.published import published

BENCH = "muc4-full"


def files(data: Path, split: str) -> list[Path]:
    """The messages and keys of both parts."""
    folder = data / "muc4"
    return [
        folder / "tst1" / "tst1-muc3",
        folder / "tst1" / "key-tst1.v7",
        folder / "tst2" / "tst2-muc4",
        folder / "tst2" / "key-tst2.v4",
    ]


def run(data: Path, split: str, settings: Settings) -> Result:
    """Score all messages; resampled by message."""
    paths = files(data, split)
    found = [*messages(*paths[:2]), *messages(*paths[2:])]
    reader, weights, tables = Reader(settings), load_weights(), load_tables()
    responses = [respond(each, reader, weights, tables) for each in found]
    both = list(zip(responses, (each.templates for each in found), strict=True))
    rows = np.array([count(one, other) for one, other in both])
    table = rows.reshape(len(rows), -1)
    sure = np.array([confidence(one, other) for one, other in both], dtype=float)
    figures = {
        "f1": interval(table, f1),
        "precision": interval(table, precision),
        "recall": interval(table, recall),
        "confidence": interval(sure[:, [0, 2]], share),
        "confidence_usual": interval(sure[:, [1, 2]], share),
    }
    return Result(BENCH, split, len(rows), figures, published(BENCH))


def respond(
    message: FullMessage, reader: Reader, weights: Weights, tables: Tables
) -> list[FullTemplate]:
    """The templates that are read in a message."""
    report = Report(message.text, published=message.published)
    (encoded,) = reader.encode(report)
    found = incidents(looked_at(report.text, encoded), weights)
    reading = reader.read(report) if found else None
    return [
        FullTemplate(
            {
                slot: tuple(filled(slot, values))
                for slot, values in slots(each, reading, tables).items()
            }
        )
        for each in found
        if reading is not None
    ]
