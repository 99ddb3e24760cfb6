"""Benchmark ``timex``: time expressions of TimeML documents, as TempEval-3 scores them.

The data are any folder with ``.tml`` files, at any depth. What stands in ``TEXT`` is read, with
the document's own time as the publication date. Marked and found expressions are set beside
each other as TempEval-3's scorer does (UzZaman et al. 2013):

- ``strict_f1``: the same span. ``relaxed_f1``: spans that share a character.
- ``type_f1``, ``value_f1``: of relaxed matches, those with the same TIMEX3 type or value, against
  all marked and all found. Of several found in one marked, the same span is taken, else the first.
- ``interval_f1``: likewise, those that come to the same days (see `evaluation.timex_interval`).

A range of ours ("between March and June 2016") is scored as its two ends, which are what
TIMEX3 marks. Documents that the package's weights were trained on are read with weights
trained on others (see `evaluation.timex_folds`). Both splits read all files of the folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from according.model import Report, TimeExpression
from according.reading.parse import Parser
from according.reading.times import TimeReader
from according.settings import Settings
from evaluation.adapter import Figure, Result
from evaluation.bootstrap import Counts, interval
from evaluation.published import published
from evaluation.timeml import Document, Timex, load, paths
from evaluation.timex_folds import Folds
from evaluation.timex_interval import of_expression, of_timex

BENCH = "timex"

Respond = Callable[[Document], Sequence[TimeExpression]]
"""The narrow way in: a document to its time expressions."""

_MARKED, _FOUND, _MARKED_HIT, _FOUND_HIT, _STRICT, _TYPE, _VALUE, _INTERVAL = range(8)


def files(data: Path, split: str) -> list[Path]:
    """The documents."""
    return paths(_folder(data))


def _folder(data: Path) -> Path:
    """Within a folder of all data, its ``timex`` part; else the folder as given."""
    return data / "timex" if (data / "timex").is_dir() else data


def run(data: Path, split: str, settings: Settings) -> Result:
    """Read and score every document."""
    documents = [load(path) for path in files(data, split)]
    figures = score(documents, reader(settings))
    return Result(BENCH, split, len(documents), figures, published(BENCH))


def reader(settings: Settings) -> Respond:
    """According's own reader of times."""
    parser, folds = Parser(settings.pipeline), Folds()
    readers: dict[int, TimeReader] = {}

    def respond(document: Document) -> Sequence[TimeExpression]:
        if not document.text.strip():
            return ()
        weights = folds.weights(document.name)
        read = readers.setdefault(id(weights), TimeReader(weights))
        report = Report(document.text, published=document.written, language="en")
        return read.read(report, parser.parse(report.text))

    return respond


def score(documents: Iterable[Document], respond: Respond) -> dict[str, Figure]:
    """All figures of some documents, each read once."""
    rows = np.array([counts(each, flat(respond(each))) for each in documents], dtype=np.float64)
    return {name: interval(rows, formula) for name, formula in FIGURES.items()}


def flat(expressions: Iterable[TimeExpression]) -> list[TimeExpression]:
    """Ranges as their two ends."""
    return [end for each in expressions for end in (each.ends or (each,))]


def counts(document: Document, found: Sequence[TimeExpression]) -> list[int]:
    """The additive statistics of one document."""
    row = [0] * 8
    row[_MARKED], row[_FOUND] = len(document.timexes), len(found)
    for timex in document.timexes:
        match = _match(timex, found)
        if match is None:
            continue
        row[_MARKED_HIT] += 1
        row[_STRICT] += _span(match) == (timex.start, timex.end)
        row[_TYPE] += match.type == timex.type
        row[_VALUE] += match.value == timex.value
        gold = of_timex(timex, document)
        row[_INTERVAL] += gold.agrees(of_expression(match, gold))
    row[_FOUND_HIT] = sum(
        any(_overlap(each, timex) for timex in document.timexes) for each in found
    )
    return row


def _span(expression: TimeExpression) -> tuple[int, int]:
    return expression.evidence.start, expression.evidence.end


def _overlap(expression: TimeExpression, timex: Timex) -> bool:
    start, end = _span(expression)
    return start < timex.end and timex.start < end


def _match(timex: Timex, found: Sequence[TimeExpression]) -> TimeExpression | None:
    near = [each for each in found if _overlap(each, timex)]
    same = [each for each in near if _span(each) == (timex.start, timex.end)]
    return next(iter(same or near), None)


def _relaxed(summed: Counts) -> float:
    recall = _share(summed[_MARKED_HIT], summed[_MARKED])
    precision = _share(summed[_FOUND_HIT], summed[_FOUND])
    return _share(2 * precision * recall, precision + recall)


def _of(column: int) -> Callable[[Counts], float]:
    return lambda summed: _share(2 * summed[column], summed[_MARKED] + summed[_FOUND])


def _share(part: float, whole: float) -> float:
    return float(part / whole) if whole else 0.0


FIGURES: dict[str, Callable[[Counts], float]] = {
    "relaxed_f1": _relaxed,
    "strict_f1": _of(_STRICT),
    "type_f1": _of(_TYPE),
    "value_f1": _of(_VALUE),
    "interval_f1": _of(_INTERVAL),
}
