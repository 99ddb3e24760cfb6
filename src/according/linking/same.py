"""Whether two words that tell of happenings, in one report or in two, tell of the same one.

Learned from ECB+, where happenings are marked across reports (`training.linking.same`)::

    same = Same()
    words = told(one) + told(other)                  # of two readings
    vectors = same.vectors(words, {report.id: report.text, ...})
    same.odds(words, vectors)    # (words, words): the logarithm of the odds of each two
    same.groups(words, vectors)  # the numbers of those that are of one happening
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from according.errors import DataError
from according.linking.grouping import group
from according.linking.likeness import FEATURES, compare
from according.linking.stories import likeness
from according.linking.told import Told
from according.linking.trees import Trees
from according.linking.vectors import (
    MODEL,
    WEIGHTS,
    MentionEncoder,
    Projection,
    Vectors,
    arrays,
    checked,
    unit,
)

Floats = NDArray[np.float64]

WORDS = 0.4
"""How much words weigh, of 1, beside vectors where reports are compared as wholes."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned. ``threshold`` is of the mean odds from which on two groups are of one
    happening, ``matter`` of the likeness from which on reports are of one matter; ``centre`` is
    the mean of reports' vectors. ``project`` makes vectors of what the model says."""

    project: Projection
    trees: Trees
    threshold: float
    matter: float
    centre: Floats


def as_weights(content: bytes) -> Weights:
    """The weights of a file.

    Raises:
        DataError: they are damaged, or of other features.
    """
    found = arrays(content)
    try:
        if found["features"].tolist() != list(FEATURES):
            raise ValueError("of other features")
        trees = Trees.of({**found, "threshold": found["threshold_of"]})
        project = Projection(
            found["to_trigger"].astype(np.float64), found["to_context"].astype(np.float64)
        )
        return Weights(
            project,
            trees,
            float(found["threshold"]),
            float(found["matter"]),
            found["centre"].astype(np.float64),
        )
    except (KeyError, ValueError, TypeError) as error:
        raise DataError(f"data file linking/{WEIGHTS} is damaged: {error!r}") from error


class Same:
    """The model, loaded. Load once; not for two threads.

    Args:
        folder: where its data files lie; None takes the shipped ones.

    Raises:
        DataError: a file is missing, damaged, or not the one that its card names.
    """

    def __init__(self, folder: Path | None = None) -> None:
        folder = folder or Path(str(resources.files("according.data"))) / "linking"
        files = checked(folder)
        self._encoder = MentionEncoder(files[MODEL])
        self.weights = as_weights(files[WEIGHTS])

    def vectors(self, told: Sequence[Told], texts: Mapping[str, str]) -> Vectors:
        """The vectors of ``told``.

        Args:
            texts: of their reports, by report id.
        """
        return self.weights.project(self._encoder.see(told, texts))

    def odds(self, told: Sequence[Told], vectors: Vectors) -> Floats:
        """The logarithm of the odds of each two of a neighbourhood, (told, told). In what else is
        told there lies what speaks for a pair too: compare all that may be of one matter."""
        return odds(told, vectors, self.weights)

    def groups(self, told: Sequence[Told], vectors: Vectors) -> list[list[int]]:
        """The numbers of those that tell of one happening, by `grouping.group`."""
        return grouped(self.odds(told, vectors), self.weights.threshold)

    def matters(
        self, told: Sequence[Told], vectors: Vectors, texts: Mapping[str, str]
    ) -> list[list[int]]:
        """The numbers of those whose reports are of one matter: neighbourhoods to compare, where
        nothing else says which reports belong together."""
        return by_matter(told, vectors, texts, self.weights)


def odds(told: Sequence[Told], vectors: Vectors, weights: Weights) -> Floats:
    """As `Same.odds`, by given weights."""
    number = len(told)
    found = np.zeros((number, number))
    upper = np.triu_indices(number, 1)
    if number > 1:
        rows = features(told, vectors, weights.centre)
        found[upper] = weights.trees.scores(rows[upper])
    return np.asarray(found + found.T)


def by_matter(
    told: Sequence[Told], vectors: Vectors, texts: Mapping[str, str], weights: Weights
) -> list[list[int]]:
    """As `Same.matters`, by given weights."""
    names, alike = reports_alike(told, vectors, texts, weights.centre)
    groups = grouped(alike, weights.matter)
    of = {names[at]: number for number, each in enumerate(groups) for at in each}
    found: list[list[int]] = [[] for _ in groups]
    for at, each in enumerate(told):
        found[of[each.report_id]].append(at)
    return found


def features(told: Sequence[Told], vectors: Vectors, centre: Floats) -> Floats:
    """What is compared of each two, (told, told, `FEATURES`)."""
    names, of_report = _of_reports(told, vectors, centre)
    row = {name: at for at, name in enumerate(names)}
    of = [row[each.report_id] for each in told]
    return compare(told, vectors, (of_report @ of_report.T)[np.ix_(of, of)])


def reports_alike(
    told: Sequence[Told], vectors: Vectors, texts: Mapping[str, str], centre: Floats
) -> tuple[list[str], Floats]:
    """The ids of the reports of ``told``, and the likeness of each two: of their words, and of the
    sentences that tell of happenings."""
    names, of_report = _of_reports(told, vectors, centre)
    words = likeness([texts[each] for each in names])
    return names, np.asarray(WORDS * words + (1 - WORDS) * (of_report @ of_report.T))


def _of_reports(told: Sequence[Told], vectors: Vectors, centre: Floats) -> tuple[list[str], Floats]:
    """A vector a report, of length one, in the order of their ids."""
    names, of = np.unique([each.report_id for each in told], return_inverse=True)
    rows = np.zeros((len(names), vectors.plain.shape[1]))
    np.add.at(rows, of, vectors.plain)
    rows = unit(unit(rows) - centre)
    return names.tolist(), rows


def grouped(odds: Floats, threshold: float) -> list[list[int]]:
    """The numbers of what belongs together by the mean odds of each two, (things, things)."""
    names = [f"{number:08}" for number in range(len(odds))]
    near = [(names[a], names[b]) for a, b in np.argwhere(np.triu(odds >= threshold, 1))]
    found = group(names, near, lambda a, b: float(odds[int(a), int(b)]), threshold=threshold)
    return [sorted(map(int, each)) for each in found]
