"""The benchmark ``plover``: of what type an event is, and who does it to whom.

- ``type_macro_f1``: the 1,050 sentences of PLV_train, in five folds,
  each read by an encoder trained on the other four (``training.encoder.plover_folds``): the mean
  F1 of the 15 root types. Who does it and to whom is marked in them, as it is for the published
  systems.
- ``gsr_type``, ``gsr_source``, ``gsr_target``, ``gsr_all``: shares of PLOVER's gold standard
  records whose type, source and target are right by the reader as it is shipped, which was
  trained on PLV_train; nothing is marked for it.

The data have no test part here; both splits are the same.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from according.errors import BenchError
from according.pipeline import read_text
from according.reading.reader import Reader
from according.settings import Settings
from evaluation.adapter import Result
from evaluation.attribution_bench import macro_f1, share
from evaluation.bootstrap import Figure, interval
from evaluation.plover_gsr import agrees, main_event, records
from evaluation.plover_sentences import ROOTS, sentences
from evaluation.published import published

BENCH = "plover"
ANSWERS = Path(__file__).with_name("plover_answers.json")
"""By the id of each sentence, the type that its fold's encoder gave it."""
SIDES = ("type", "source", "target", "all")


def files(data: Path, split: str) -> list[Path]:
    """The sentences and the records; both splits have the same."""
    return [data / "plover" / "PLV_train.tsv", data / "plover" / "gsr.json"]


def run(data: Path, split: str, settings: Settings) -> Result:
    """Score both; resampled by sentence."""
    marked, recorded = files(data, split)
    figures = {"type_macro_f1": types(marked)} if ANSWERS.is_file() else {}
    reader = Reader(settings)
    rows = []
    for record in records(recorded):
        right = agrees(main_event(read_text(record.text, reader).events), record)
        rows.append([*right, all(right)])
    for name, column in zip(SIDES, np.array(rows, dtype=float).T, strict=True):
        figures[f"gsr_{name}"] = interval(np.stack([column, np.ones(len(column))], axis=1), share)
    return Result(BENCH, split, len(rows), figures, published(BENCH))


def types(path: Path) -> Figure:
    """Macro-F1 of the answers out of fold.

    Raises:
        BenchError: the answers are of other sentences.
    """
    given = json.loads(ANSWERS.read_text("utf-8"))
    tables = []
    for number, sentence in enumerate(sentences(path)):
        if str(number) not in given:
            raise BenchError(f"{ANSWERS} has no answer for a sentence of {path}")
        table = np.zeros((len(ROOTS), len(ROOTS)))
        table[ROOTS.index(sentence.root), ROOTS.index(given[str(number)])] = 1
        tables.append(table.ravel())
    return interval(np.array(tables), macro_f1)
