"""Benchmark ``factuality``: how factual events are said to be, with the events given.

Of each set (UW: Lee et al. 2015; UDS-IH2: Rudinger et al. 2018; CB: de Marneffe et al. 2019;
MEANTIME: Minard et al. 2016; in one form since Stanovsky et al. 2017): ``r`` (Pearson) and
``mae`` on the scale of -3 to 3, and ``macro_f1`` of three classes: denied (below -1), uncertain,
asserted (above 1). ``macro_f1`` without a set's name is over UW, UDS-IH2 and CB together;
``constant_...`` is of always answering 3. Resampled by sentence: the sets name no documents.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from according.errors import BenchError
from according.reading.encoder import Encoder
from according.settings import Settings
from evaluation.adapter import Figure, Result
from evaluation.attribution_bench import macro_f1
from evaluation.bootstrap import Counts, interval
from evaluation.factuality import SETS, Sentence, load
from evaluation.published import published
from evaluation.treebank import joined

BENCH = "factuality"
SCORED = ("UW", "UDS-IH2", "CB", "MEANTIME")
TOGETHER = ("UW", "UDS-IH2", "CB")
CERTAIN = 1.0
"""From beyond here on the scale an event is asserted or denied: its outer two thirds."""


def files(data: Path, split: str) -> list[Path]:
    """The sets' files that there are."""
    paths = [data / "factuality" / SETS[name].format(split) for name in SCORED]
    found = [path for path in paths if path.is_file()]
    if not found:
        raise BenchError(f"no {split} files of factuality in {data / 'factuality'}")
    return found


def run(data: Path, split: str, settings: Settings) -> Result:
    """Score every set that is there."""
    files(data, split)
    encoder = Encoder(Path(settings.encoder) if settings.encoder else None)
    figures: dict[str, Figure] = {}
    together, items = [], 0
    for name in SCORED:
        sentences = [each for each in load(data, name, split) if each.events]
        if sentences:
            rows = [_answers(each, encoder) for each in sentences]
            short = name.lower().replace("-", "_")
            figures |= {f"{short}_{key}": value for key, value in measures(rows).items()}
            items += len(sentences)
            together += rows if name in TOGETHER else []
    if together:
        figures |= {
            name: value for name, value in measures(together).items() if name.endswith("macro_f1")
        }
    return Result(BENCH, split, items, figures, published(BENCH))


Pairs = NDArray[np.float64]
"""(events, 2): what is wanted, what is said."""


def _answers(sentence: Sentence, encoder: Encoder) -> Pairs:
    text, at = joined(sentence.tokens)
    encoded = encoder.encode(text)
    said = encoded.head("factuality")[:, 0]
    pairs = []
    for number, wanted in sentence.events:
        first, _ = encoded.pieces.between(*at[number])
        pairs.append((wanted, float(np.clip(said[first], -3, 3)) if first < len(said) else 3.0))
    return np.array(pairs)


def measures(rows: Sequence[Pairs]) -> dict[str, Figure]:
    """The figures of some sentences' events."""
    constant = [np.column_stack([each[:, 0], np.full(len(each), 3.0)]) for each in rows]
    classes = np.array([_classes(each) for each in rows])
    return {
        "r": interval(np.array([_moments(each) for each in rows]), pearson),
        "mae": interval(np.array([_errors(each) for each in rows]), _mean),
        "constant_mae": interval(np.array([_errors(each) for each in constant]), _mean),
        "macro_f1": interval(classes, macro_f1),
        "constant_macro_f1": interval(np.array([_classes(each) for each in constant]), macro_f1),
    }


def _moments(pairs: Pairs) -> list[float]:
    x, y = pairs[:, 0], pairs[:, 1]
    return [len(x), x.sum(), y.sum(), (x * x).sum(), (y * y).sum(), (x * y).sum()]


def pearson(row: Counts) -> float:
    """Of summed moments."""
    n, x, y, xx, yy, xy = row
    spread = (n * xx - x * x) * (n * yy - y * y)
    return float((n * xy - x * y) / spread**0.5) if spread > 0 else 0.0


def _errors(pairs: Pairs) -> list[float]:
    return [float(np.abs(pairs[:, 0] - pairs[:, 1]).sum()), len(pairs)]


def _mean(row: Counts) -> float:
    return float(row[0] / max(1.0, row[1]))


def _classes(pairs: Pairs) -> Counts:
    table = np.zeros((3, 3))
    wanted, given = (1 + (pairs > CERTAIN).astype(int) - (pairs < -CERTAIN).astype(int)).T
    np.add.at(table, (wanted, given), 1)
    return table.ravel()
