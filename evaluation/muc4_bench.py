"""The benchmark ``muc4``: incidents as templates, by the measure of GTT (Du et al. 2021).

On TST1 and TST2, the 200 messages that others develop on, in the form of GTT: lower case, five
roles. Trained on the 1,300 development messages alone: the encoder's heads for incidents, among
its other tasks, and two small logistic models (``muc4_weights.json``).

The data have no test part here; both splits are the same.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from according.model import Report
from according.reading.reader import Reader
from according.settings import Settings
from evaluation.adapter import Result
from evaluation.bootstrap import interval
from evaluation.gtt import ROLES, Message, messages
from evaluation.gtt_score import Counts, count, f1, keys, precision, recall
from evaluation.muc4_templates import Weights, incidents, load_weights, looked_at
from evaluation.published import published

BENCH = "muc4"


def files(data: Path, split: str) -> list[Path]:
    """The file of messages; both splits have the same."""
    return [data / "muc4" / "gtt" / "dev.json"]


def run(data: Path, split: str, settings: Settings) -> Result:
    """Score all messages; resampled by message."""
    reader, weights = Reader(settings), load_weights()
    found = messages(files(data, split)[0])
    rows = np.array([of_message(each, reader, weights) for each in found])
    table = rows.reshape(len(rows), -1)
    figures = {
        "f1": interval(table, f1),
        "precision": interval(table, precision),
        "recall": interval(table, recall),
    }
    slots = ("incident", *ROLES)
    for at, name in enumerate(slots):
        figures[f"{name}_f1"] = interval(rows[:, :, at], f1)
    return Result(BENCH, split, len(rows), figures, published(BENCH))


def of_message(message: Message, reader: Reader, weights: Weights) -> Counts:
    """A message's counts, as `count` gives them."""
    (encoded,) = reader.encode(Report(message.text))
    response = incidents(looked_at(message.text, encoded), weights)
    return count([each.filled for each in response], keys(message))
