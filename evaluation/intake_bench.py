"""Benchmark ``intake``: is every report of a real collection stored, or refused with a reason?

Figures, all counts but ``sum_right``: ``reports_in`` (lines that are not blank, counted here
and not by intake), ``stored``, ``already_there`` (a report whose id came before), ``refused``,
``sum_right`` (1 if these three make up ``reports_in``, else 0), ``english`` (stored reports
that were told to be English). There is nothing to sample: an interval is the figure itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from according.errors import BenchError
from according.intake import Outcome, Refusal, sources, take
from according.settings import Settings
from evaluation.adapter import Figure, Result
from evaluation.published import published

BENCH = "intake"


def files(data: Path, split: str) -> list[Path]:
    """The one file of reports.

    Raises:
        BenchError: it is not there, or the split is not ``dev``.
    """
    path = data / "reports" / "articles.jsonl"
    if split != "dev":
        raise BenchError(f"benchmark {BENCH} has no {split} split; the reports are for dev")
    if not path.is_file():
        raise BenchError(f"no {path}; --data names the folder that has reports/articles.jsonl")
    return [path]


def run(data: Path, split: str, settings: Settings) -> Result:
    """Take in every report of the collection."""
    (path,) = files(data, split)
    with path.open("rb") as lines:
        reports_in = sum(1 for line in lines if line.strip())
    counted = count(outcomes(path, settings))
    kept = counted["stored"] + counted["already_there"] + counted["refused"]
    figures = {
        "reports_in": reports_in,
        "stored": counted["stored"],
        "already_there": counted["already_there"],
        "refused": counted["refused"],
        "sum_right": float(kept == reports_in),
        "english": counted["english"],
    }
    exact = {name: Figure.exact(value) for name, value in figures.items()}
    return Result(BENCH, split, reports_in, exact, published(BENCH))


def outcomes(path: Path, settings: Settings) -> Iterator[Outcome]:
    """What intake makes of a file's inputs."""
    for source in sources([str(path)]):
        if isinstance(source, Refusal):
            yield source
        else:
            yield from take(source, settings)


def count(outcomes: Iterable[Outcome]) -> Counter[str]:
    """What became of the inputs: ``stored``, ``already_there``, ``refused``; and ``english``."""
    counts: Counter[str] = Counter()
    seen: set[str] = set()
    for outcome in outcomes:
        if isinstance(outcome, Refusal):
            counts["refused"] += 1
        elif outcome.report.id in seen:
            counts["already_there"] += 1
        else:
            seen.add(outcome.report.id)
            counts["stored"] += 1
            counts["english"] += outcome.report.language == "en"
    return counts
