"""Benchmark ``speed``: what a reading costs, room by room, in milliseconds of CPU.

For 600 words: each report's time is scaled by its length. ``parse_ms`` is spaCy's pipeline, each
further figure a room on top of it (``names_ms``, ...), ``reading_ms`` all together, and
``reading_to_parse`` and ``reading_to_parse_and_encoder`` their ratio to spaCy's and to both
models' together, which hang less on the machine. Times are the median of five
readings, of one thread; they are not pinned, since every machine has its own.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from according.errors import BenchError
from according.model import Report
from according.pipeline import read_text
from according.reading import Reader
from according.settings import Settings
from evaluation.adapter import Figure, Result
from evaluation.bootstrap import Counts, interval
from evaluation.intake_bench import files as report_files
from evaluation.published import published

BENCH = "speed"
WORDS = 600
LENGTHS = range(450, 800)
"""Words of the reports that are timed."""

REPORTS = 40
REPEATS = 5
SEED = 600


def files(data: Path, split: str) -> list[Path]:
    """The one file of reports."""
    return report_files(data, split)


def run(data: Path, split: str, settings: Settings) -> Result:
    """Time a sample of reports of usual length."""
    (path,) = files(data, split)
    reader = Reader(settings)
    reports = [read_text(text, reader).report for text in sample(path)]
    rooms, times = timed(reports, reader)
    return Result(BENCH, split, len(reports), figures(rooms, times), published(BENCH))


def sample(path: Path) -> list[str]:
    """The texts of some reports, the same at every run.

    Raises:
        BenchError: too few of usual length.
    """
    with path.open(encoding="utf-8") as lines:
        texts = [str(json.loads(line).get("text", "")) for line in lines if line.strip()]
    fitting = [text for text in texts if len(text.split()) in LENGTHS]
    if len(fitting) < REPORTS:
        raise BenchError(f"{path} has fewer than {REPORTS} reports of {LENGTHS} words")
    return random.Random(SEED).sample(fitting, REPORTS)


def timed(reports: Sequence[Report], reader: Reader) -> tuple[list[str], Counts]:
    """The rooms in order, and for each report their milliseconds for `WORDS` words."""
    rooms: list[str] = []
    rows = []
    for report in reports:
        repeats = []
        for _ in range(REPEATS):
            rooms, spent = _once(report, reader)
            repeats.append(spent)
        words = len(report.text.split())
        rows.append(np.median(repeats, axis=0) * 1000 * WORDS / words)
    return rooms, np.array(rows)


def _once(report: Report, reader: Reader) -> tuple[list[str], list[float]]:
    rooms: list[str] = []
    moments = [time.process_time()]

    def lap(room: str) -> None:
        rooms.append(room)
        moments.append(time.process_time())

    reader.read(report, lap)
    lap("record")  # putting the reading together, its checks among them
    return rooms, list(np.diff(moments))


def figures(rooms: Sequence[str], times: Counts) -> dict[str, Figure]:
    """The mean of each room, of all, and of all to the parse."""
    counts = np.column_stack([times, np.ones(len(times))])
    found = {f"{room}_ms": interval(counts, _mean(at)) for at, room in enumerate(rooms)}
    parse = rooms.index("parse")
    found["reading_ms"] = interval(counts, lambda row: row[:-1].sum() / row[-1])
    found["reading_to_parse"] = interval(counts, lambda row: row[:-1].sum() / row[parse])
    both = [parse, rooms.index("encoder")]
    found["reading_to_parse_and_encoder"] = interval(
        counts, lambda row: row[:-1].sum() / row[both].sum()
    )
    return found


def _mean(at: int) -> Callable[[Counts], float]:
    return lambda row: row[at] / row[-1]
