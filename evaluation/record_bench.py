"""Benchmark ``record``: a real collection read into a record by the engine, and looked at raw.

Figures: ``reports_in`` (lines that are not blank, counted here), ``stored``, ``already_there``,
``refused``, ``sum_right`` (1 if these three make up the first, else 0); ``added_again`` (stored
by a second run: should be 0); ``spans`` (stored quotes, those inside findings too, told from the
database's own rows) and ``wrong_spans`` (whose quote is not what stands in the report's text);
``reports_per_second`` and ``peak_mib`` (the largest process). The last two hang on the machine, so
the benchmark is not pinned.
"""

from __future__ import annotations

import json
import resource
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from according.engine import read_into
from according.settings import MIB, Settings
from according.store import Added, Record
from evaluation.adapter import Figure, Result
from evaluation.intake_bench import files as report_files
from evaluation.published import published

BENCH = "record"
_FINDINGS = ("times", "toponyms", "quantities", "attributions", "events", "wordings")
_QUOTES = ("credits", "actors", "mentions", *_FINDINGS)


def files(data: Path, split: str) -> list[Path]:
    """The one file of reports."""
    return report_files(data, split)


def run(data: Path, split: str, settings: Settings) -> Result:
    """Read all reports into a record that is thrown away afterwards, twice."""
    (path,) = files(data, split)
    with path.open("rb") as lines:
        reports_in = sum(1 for line in lines if line.strip())
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "record.db"
        with Record(str(database), create=True) as record:
            first = read_into(record, [str(path)], settings)
            again = read_into(record, [str(path)], settings)
        spans, wrong = compare(database)
    counts = first.counts
    figures: dict[str, float] = {
        "reports_in": reports_in,
        "stored": counts[Added.STORED],
        "already_there": counts[Added.ALREADY_THERE],
        "refused": counts[Added.REFUSED],
        "sum_right": float(first.inputs == reports_in),
        "added_again": again.counts[Added.STORED],
        "spans": spans,
        "wrong_spans": wrong,
        "reports_per_second": first.inputs / first.seconds,
        "peak_mib": peak_mib(),
    }
    exact = {name: Figure.exact(value) for name, value in figures.items()}
    return Result(BENCH, split, reports_in, exact, published(BENCH))


def compare(database: Path) -> tuple[int, int]:
    """How many quotes a record's rows have, and how many are not what stands in the text."""
    with closing(sqlite3.connect(database)) as raw:
        texts = dict(raw.execute("SELECT id, text FROM reports"))
        found = [texts[report][start:end] == quote for report, start, end, quote in _quotes(raw)]
    return len(found), found.count(False)


def _quotes(raw: sqlite3.Connection) -> Iterator[tuple[str, int, int, str]]:
    for table in _QUOTES:
        yield from raw.execute(f'SELECT report_id, start, "end", quote FROM {table}')  # noqa: S608
    for table in _FINDINGS:
        for report, detail in raw.execute(f"SELECT report_id, detail FROM {table}"):  # noqa: S608
            for each in _nested(json.loads(detail)):
                yield report, each["start"], each["end"], each["quote"]


def _nested(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if value.keys() == {"start", "end", "quote"}:
            yield value
        else:
            for each in value.values():
                yield from _nested(each)
    elif isinstance(value, list):
        for each in value:
            yield from _nested(each)


def peak_mib() -> float:
    """The most memory that one process has held, in MiB: this one or a child of it that ended."""
    kibs = (
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return max(kibs) * 1024 / MIB
