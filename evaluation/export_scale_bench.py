"""Benchmark ``export-scale``: how long exports of a million figures take, and in how much memory.

The record is made up (`evaluation.figures_scale`): 100,000 reports of ten figures each, in some
38,000 events. Each export runs in a process of its own.

- ``parquet_s``, ``csv_s``: seconds for the whole record as Parquet, and for all tables as CSV.
- ``csv_figures_s``: for the table of figures alone.
- ``..._mib``: the most memory that the process had, with that of one beside it, MiB.
- ``rows``: rows of the Parquet files.
- ``faces_s``: seconds to lay out all events for lists, once for a record, before.
"""

from __future__ import annotations

import multiprocessing
import resource
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from according.export.formats.choosing import choose
from according.export.formats.registry import named
from according.export.formats.writing import write
from according.settings import Settings
from according.store import Record
from evaluation.adapter import Figure, Result
from evaluation.figures_scale import fill
from evaluation.published import published

BENCH = "export-scale"
FIGURES = 1_000_000

EXPORTS = {
    "parquet": ("parquet", {}),
    "csv": ("csv", {}),
    "csv_figures": ("csv", {"tables": "figures"}),
}


def files(data: Path, split: str) -> list[Path]:
    """None: the record is made up."""
    return []


def run(data: Path, split: str, settings: Settings) -> Result:
    """Make the record and export it."""
    return measure(FIGURES)


def measure(figures: int) -> Result:
    """Make a record of so many figures and export it in each way."""
    found: dict[str, Figure] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.db"
        fill(path, figures)
        began = time.perf_counter()
        with Record(str(path)) as record, choose(record, faces=True):
            pass
        found["faces_s"] = Figure.exact(time.perf_counter() - began)
        for name, (form, options) in EXPORTS.items():
            took, mib, rows = _alone(path, form, options)
            found[f"{name}_s"] = Figure.exact(took)
            found[f"{name}_mib"] = Figure.exact(mib)
            if name == "parquet":
                found["rows"] = Figure.exact(rows)
    return Result(BENCH, "dev", figures, found, published(BENCH))


def _alone(path: Path, form: str, options: dict[str, str]) -> tuple[float, float, int]:
    """An export in a process of its own: seconds, MiB, rows."""
    context = multiprocessing.get_context("spawn")
    # Not a pool's daemon: an export can have a process of its own beside it.
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(_timed, str(path), form, options).result()


def _timed(path: str, form: str, options: dict[str, str]) -> tuple[float, float, int]:
    kind = named(form)
    began = time.perf_counter()
    with Record(path) as record, choose(record, faces=kind.faces) as chosen:
        out = str(Path(path).with_name(f"out-{form}-{len(options)}"))
        done = write(kind, chosen, out, options)
    took = time.perf_counter() - began
    both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return took, sum(resource.getrusage(each).ru_maxrss for each in both) / 1024, done.rows
