"""Learn the weights of the places' ranker. See README.md beside this file.

::

    python -m training.places.train --data DIR [--gazetteer FILE]

writes ``src/according/data/places/ranker.json`` (all documents) and
``evaluation/places_folds.json`` (each fifth of the documents left out in turn, for figures that
no document had a part in).
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from according.reading.gazetteer import Gazetteer
from according.reading.parse import Parser
from according.reading.places.candidates import Candidates
from according.reading.places.context import Context
from according.reading.places.features import ALONE, NONE, TOGETHER, alone, none, together
from according.reading.places.kinds import load_kinds
from according.reading.places.ranker import ROUNDS, dot, softmax
from according.reading.places.signs import SIGNS
from according.reading.places.words import load_words
from according.settings import Settings
from evaluation.places_corpora import read_xml
from training.places.examples import Case, Example, case

RIDGE = 1.0
FOLDS = 5
ROOT = Path(__file__).resolve().parents[2]
Rows = NDArray[np.float64]


def fold_of(group: str) -> int:
    """Which fifth a document is in: by its address or id, so that it stays there."""
    return hashlib.sha256(group.encode()).digest()[0] % FOLDS


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Learn the weights of the places' ranker.")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--gazetteer", type=Path)
    given = parser.parse_args(arguments)
    cases = load(given.data, given.gazetteer)
    weights = learn(cases)
    path = ROOT / "src/according/data/places/ranker.json"
    about = "Learned by training/places from TR-News and GeoVirus; do not edit by hand."
    dump(path, {"about": about, **weights})
    folds = []
    for fold in range(FOLDS):
        left = [each for each in cases if fold_of(each.document.group) != fold]
        out = [each for each in cases if fold_of(each.document.group) == fold]
        hashes = sorted({text_hash(each.document.text) for each in out})
        folds.append({"documents": hashes, "weights": learn(left)})
    dump(ROOT / "evaluation/places_folds.json", {"folds": folds})


def text_hash(text: str) -> str:
    """What a document of a fold is known by."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def dump(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def load(data: Path, gazetteer: Path | None) -> list[Case]:
    """Both corpora, made ready."""
    parser = Parser(Settings().pipeline)
    words = load_words()
    candidates = Candidates(Gazetteer(gazetteer), words, load_kinds())
    documents = [
        document
        for name in ("TR-News.xml", "GeoVirus.xml")
        for document in read_xml(data / "places" / name)
    ]
    return [case(document, parser, candidates, words) for document in documents]


def learn(cases: Sequence[Case]) -> dict[str, dict[str, float]]:
    """All weights, of some documents."""
    signs = logistic(
        np.array([row for each in cases for row in each.rows]),
        np.array([named for each in cases for named in each.named], dtype=float),
    )
    firsts = [[alone(each.unit, one.country) for each in one.examples] for one in cases]
    nones = [[none(each.unit, None) for each in one.examples] for one in cases]
    first, first_none = _fit(cases, firsts, nones, len(ALONE))
    _set(cases, firsts, nones, first, first_none)
    second, second_none = first, first_none
    for _ in range(ROUNDS):
        rows, rest = _contexts(cases, firsts)
        second, second_none = _fit(cases, rows, rest, len(TOGETHER))
        _set(cases, rows, rest, second, second_none)
    return {
        "signs": _named(SIGNS, signs),
        "alone": _named(ALONE, first),
        "together": _named(TOGETHER, second),
        "none_alone": _named(NONE, first_none),
        "none_together": _named(NONE, second_none),
    }


def _named(names: Sequence[str], values: Rows) -> dict[str, float]:
    return {name: round(float(value), 4) for name, value in zip(names, values, strict=True)}


Values = list[list[list[list[float]]]]
Nones = list[list[list[float]]]


def _contexts(cases: Sequence[Case], firsts: Values) -> tuple[Values, Nones]:
    rows: Values = []
    rest: Nones = []
    for one, first in zip(cases, firsts, strict=True):
        context = Context([each.unit for each in one.examples])
        arounds = [context.of(each.unit) for each in one.examples]
        rows.append(
            [
                together(each.unit, around, values)
                for each, around, values in zip(one.examples, arounds, first, strict=True)
            ]
        )
        rest.append(
            [none(each.unit, around) for each, around in zip(one.examples, arounds, strict=True)]
        )
    return rows, rest


def _set(cases: Sequence[Case], rows: Values, rest: Nones, w: Rows, w_none: Rows) -> None:
    for one, values, nones in zip(cases, rows, rest, strict=True):
        for each, row, none_row in zip(one.examples, values, nones, strict=True):
            scores = [dot(tuple(w), value) for value in row]
            each.unit.p = softmax(scores, dot(tuple(w_none), none_row))


def _fit(cases: Sequence[Case], rows: Values, rest: Nones, width: int) -> tuple[Rows, Rows]:
    """Weights that make the right candidates probable (L-BFGS, ridge)."""
    flat = [
        (np.array(row, dtype=float).reshape(-1, width), np.array(none_row), _targets(each))
        for one, values, nones in zip(cases, rows, rest, strict=True)
        for each, row, none_row in zip(one.examples, values, nones, strict=True)
        if each.unit.candidates
    ]

    def loss(vector: Rows) -> tuple[float, Rows]:
        w, w_none = vector[:width], vector[width:]
        total = RIDGE * float(vector @ vector) / 2
        slope = RIDGE * vector.copy()
        for values, none_row, targets in flat:
            scores = np.append(values @ w, none_row @ w_none)
            p = np.exp(scores - scores.max())
            p /= p.sum()
            for right, count in targets:
                mass = p[list(right)].sum()
                total -= count * np.log(max(mass, 1e-12))
                aim = np.zeros_like(p)
                aim[list(right)] = p[list(right)] / max(mass, 1e-12)
                apart = count * (p - aim)
                slope[:width] += apart[:-1] @ values
                slope[width:] += apart[-1] * none_row
        return total, slope

    start = np.zeros(width + len(NONE))
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    return best[:width], best[width:]


def _targets(example: Example) -> list[tuple[tuple[int, ...], float]]:
    """The right answers with how many mentions have them; the last index is "none"."""
    none_at = len(example.unit.candidates)
    counts: dict[tuple[int, ...], float] = {}
    for right in example.right:
        answer = tuple(right) or (none_at,)
        counts[answer] = counts.get(answer, 0.0) + 1.0
    return list(counts.items())


def logistic(rows: Rows, named: Rows) -> Rows:
    """Weights of the logistic model (L-BFGS, ridge)."""

    def loss(w: Rows) -> tuple[float, Rows]:
        z = np.clip(rows @ w, -30, 30)
        p = 1 / (1 + np.exp(-z))
        total = -float(named @ np.log(p) + (1 - named) @ np.log(1 - p)) + RIDGE * float(w @ w) / 2
        return total, rows.T @ (p - named) + RIDGE * w

    return minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B").x


if __name__ == "__main__":
    main()
