"""Benchmark ``scale``: origins of very many reports by the stages of `according run`.

The reports are those of ``origins-scale``, put in as they are, without reading them: what is
measured is all that follows the reading, from rows by report to tables of origins, on two
processes of one machine. Of each of `SIZES`, by the number at the end of its name:

- ``reports_per_second``: from rows to origins.
- ``recall``, ``precision``: as of ``origins-scale``, of what the dataset has.
- ``peak_mib``: of the largest worker.

The figures hang on the machine, so the benchmark is not pinned.
"""

from __future__ import annotations

import json
import multiprocessing
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import numpy as np

from according.bulk import flow, reading, rows, shuffle
from according.bulk.processes import Processes
from according.bulk.storage import Storage
from according.linking.origins import DERIVED
from according.model import Reading, Report
from according.settings import Settings
from according.store import schema
from evaluation.adapter import Figure, Result
from evaluation.origins_scale_bench import _kin, made
from evaluation.published import published

BENCH = "scale"
SIZES = (20_000, 200_000)
BUCKETS_OF = 5_000
"""Reports in a bucket, about."""
PART = 2_000
WORKERS = 2


@dataclass(frozen=True)
class AsTheyAre:
    """Puts in a part of the reports, with readings that found nothing."""

    out: str
    buckets: int

    def __call__(self, part: int) -> dict[str, Any]:
        lines = Path(self.out, "in", f"{part}.jsonl").read_text("utf-8").splitlines()
        reports = [Report(**json.loads(each)) for each in lines]
        some = [
            rows.Row(each.id, part, at, True, rows.of_reading(Reading(each, "none")))
            for at, each in enumerate(reports)
        ]
        numbers = np.array([shuffle.number_of(each.key) for each in some], dtype=np.uint64)
        to = shuffle.buckets_of(numbers, self.buckets)
        name = shuffle.file_of(reading.STAGE, part)
        shuffle.write(Storage(self.out), name, rows.to_arrow(some), to, self.buckets)
        return {"reports": len(reports)}


def files(data: Path, split: str) -> list[Path]:
    """None: the reports are made up."""
    return []


def run(data: Path, split: str, settings: Settings) -> Result:
    """Make the reports, and find which were made of which."""
    figures: dict[str, float] = {}
    for size in SIZES:
        for name, value in measured(size).items():
            figures[f"{name}_{size}"] = value
    exact = {name: Figure.exact(value) for name, value in figures.items()}
    return Result(BENCH, split, sum(SIZES), exact, published(BENCH))


def measured(size: int) -> dict[str, float]:
    """The figures of so many reports."""
    with tempfile.TemporaryDirectory() as folder:
        # Made by another process, so that this one, and those it starts, are small.
        maker = multiprocessing.get_context("spawn").Process(target=_write, args=(folder, size))
        maker.start()
        maker.join()
        plain = json.loads(Path(folder, "planted.json").read_text())
        buckets = max(4, size // BUCKETS_OF)
        peak = _Peak()
        engine = Processes(WORKERS)
        stages = flow.Stages(Storage(folder), engine, peak)
        parts = range(-(-size // PART))
        stages.run(reading.STAGE, "putting in", AsTheyAre(folder, buckets), parts)
        began = time.perf_counter()
        try:
            flow.link(stages, Storage(folder), buckets)
        finally:
            engine.close()
        seconds = time.perf_counter() - began
        found = _scored(Storage(folder), buckets, plain["ids"], plain["planted"])
    return {"reports_per_second": size / seconds, "peak_mib": peak.mib, **found}


def _write(folder: str, size: int) -> None:
    reports, planted = made(size)
    Path(folder, "in").mkdir()
    for part in range(0, size, PART):
        lines = [
            json.dumps({"text": each.text, "outlet": each.outlet, "language": "en"})
            for each in reports[part : part + PART]
        ]
        Path(folder, "in", f"{part // PART}.jsonl").write_text("\n".join(lines), "utf-8")
    told = {"ids": [each.id for each in reports], "planted": planted}
    Path(folder, "planted.json").write_text(json.dumps(told))


class _Peak:
    """Looks at how much memory workers have held, whenever one is done with something."""

    def __init__(self) -> None:
        self.mib = 0.0

    def __call__(self, what: str, done: int, of: int) -> None:
        for child in active_children():
            try:
                told = Path(f"/proc/{child.pid}/status").read_text()
            except OSError:
                continue
            for line in told.splitlines():
                if line.startswith("VmHWM"):
                    self.mib = max(self.mib, int(line.split()[1]) / 1024)


def _scored(
    storage: Storage, buckets: int, ids: Sequence[str], planted: Sequence[tuple[int, int]]
) -> dict[str, float]:
    group: dict[str, str] = {}
    links = []
    for bucket in range(buckets):
        for each in rows.get(storage, rows.origins, bucket).to_pylist():
            group[each["report_id"]] = each["origin_id"]
        found = rows.get(storage, schema.origin_links, bucket, ("a", "b", "relation"))
        links += [each for each in found.to_pylist() if each["relation"] in DERIVED]
    together = [group[ids[a]] == group[ids[b]] for a, b in planted]
    kin, number = _kin([(a, b) for a, b in planted]), {each: at for at, each in enumerate(ids)}
    right = []
    for each in links:
        a, b = number[each["a"]], number[each["b"]]
        right.append(kin.get(a, a) == kin.get(b, b))
    return {
        "recall": sum(together) / len(together),
        "precision": sum(right) / max(1, len(right)),
    }
