"""BABE's sentences in five folds, and the answers of encoders that did not see them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np

from according.errors import BenchError
from evaluation.wording_corpora import babe

FOLDS = 5
FILE = Path(__file__).with_name("babe_answers.json")
"""By the hash of each sentence, the log odds that its fold's encoder gave it. No text."""


def fold_of(text: str) -> int:
    """The fold of a sentence, by the hash of its words."""
    return hashlib.sha256(text.encode()).digest()[0] % FOLDS


def key(text: str) -> str:
    """What stands for a sentence in the file of answers."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def answers(data: Path, path: Path = FILE) -> list[np.ndarray]:
    """A confusion table a sentence; empty if there is no file or no BABE.

    Raises:
        BenchError: the answers are of other sentences.
    """
    if not path.is_file() or not (data / "babe").is_dir():
        return []
    odds = json.loads(path.read_text("utf-8"))
    tables = []
    for sentence in babe(data):
        if key(sentence.text) not in odds:
            raise BenchError(f"{path} has no answer for a sentence of {data / 'babe'}")
        table = np.zeros((2, 2))
        table[int(sentence.biased), int(odds[key(sentence.text)] > 0)] = 1
        tables.append(table.ravel())
    return tables
