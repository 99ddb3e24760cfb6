"""Benchmark ``scale``: origins of very many reports by the stages of `according run`.

The reports are `made_up`, in files of JSON lines, put in as they are, without reading them: what is
measured is all that follows the reading, from those lines to tables of reports, links and origins.
Each part can be run alone, with sizes of its own::

    python -m evaluation.scale_bench origins --reports 1000000 --datasketch 50000
    python -m evaluation.scale_bench cost --sizes 10000,100000,1000000
    python -m evaluation.scale_bench weak --per-worker 20000 --engines local,dask --rounds 5

- ``origins``: ``reports_per_second``, ``minutes``; ``recall`` and ``precision`` as of
  ``origins-scale``; ``peak_mib`` of all processes together (the sum of what each holds, looked at
  some times a second: what they share counts as often as they are); ``datasketch_per_second``,
  ``datasketch_recall`` and ``times_datasketch``: MinHash and LSH of datasketch over so many of the
  same texts, on one process as it comes, in a process of its own before. ``cpu_us`` and
  ``datasketch_cpu_us``: microseconds of CPU for a report, of all processes; and
  ``times_datasketch_cpu``, which hangs less on what else a machine does. ``..._us``: microseconds
  that workers have for a report, by stage, the time that they wait in it.
- ``cost``: ``us_per_report_N``, from lines to tables, for each size; ``growth``, that of the
  largest by that of the smallest.
- ``weak``: twice the reports on twice the workers, one after the other in each round, median of the
  rounds: ``efficiency_local``, ``efficiency_dask`` (1 were as quick), and ``dask_by_local``, the
  seconds of Dask by those of the engine local, on two workers.

The figures hang on the machine, so the benchmark is not pinned.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow

from according.bulk import flow, planning, reading, rows, shuffle
from according.bulk.cluster import Cluster
from according.bulk.engine import Engine
from according.bulk.processes import Processes
from according.bulk.storage import Storage
from according.export.formats.beside import origins as table
from according.linking.origins import DERIVED
from according.model import Report
from according.settings import Settings
from according.store import schema
from evaluation import made_up
from evaluation.adapter import Figure, Result
from evaluation.origins_scale_bench import datasketch
from evaluation.published import published

BENCH = "scale"
REPORTS = 1_000_000
SIZES = (10_000, 100_000, 1_000_000)
COMPARED = 50_000
PER_WORKER = 20_000
ROUNDS = 5
WORKERS = 2
PART = 2_000
"""Reports in a file of lines, and in a part."""
WARM = 2_000
"""Reports of a run before, so that workers have loaded what they need."""

_DERIVED = {each.value for each in DERIVED}

Figures = dict[str, float]


@dataclass(frozen=True)
class AsTheyAre:
    """Puts in a part of the reports, as they are after reading but with nothing found."""

    lines: str
    out: str
    buckets: int

    def __call__(self, part: int) -> dict[str, Any]:
        with Path(self.lines, f"{part:06}.jsonl").open(encoding="utf-8") as file:
            reports = [Report(**json.loads(each)) for each in file]
        some = [
            rows.Row(each.id, part, at, True, rows.of_report(each))
            for at, each in enumerate(reports)
        ]
        table = rows.to_arrow(some)
        to = shuffle.buckets_of(shuffle.numbers_of_ids(table.column("key")), self.buckets)
        name = shuffle.file_of(reading.STAGE, part)
        shuffle.write(Storage(self.out), name, table, to, self.buckets)
        return {"reports": len(reports)}


def files(data: Path, split: str) -> list[Path]:
    """None: the reports are made up."""
    return []


def run(data: Path, split: str, settings: Settings) -> Result:
    """All parts, at their full sizes: half an hour, on two quick cores that do nothing else."""
    found = {**origins(), **cost(), **weak()}
    exact = {name: Figure.exact(value) for name, value in found.items()}
    return Result(BENCH, split, REPORTS, exact, published(BENCH))


def origins(size: int = REPORTS, sketched: int = COMPARED, workers: int = WORKERS) -> Figures:
    """One run over so many reports, and datasketch over some of them."""
    with _lines(size) as lines:
        theirs = _apart(_sketched, str(lines), sketched) if sketched else {}
        told = _Stages()
        with _warm(Processes(workers)) as engine, _Peak() as peak:
            before = _cpu()
            seconds, found = _timed(lines, size, engine, told, scored=True)
            told.cpu -= before
    found = {"reports_per_second": size / seconds, "minutes": seconds / 60, **found}
    found |= {"peak_mib": peak.mib, "cpu_us": told.cpu / size * 1e6}
    for name, value in told.seconds.items():
        found[f"{name.replace(' ', '_')}_us"] = value * workers / size * 1e6
    if theirs:
        found |= theirs
        found["times_datasketch_cpu"] = theirs["datasketch_cpu_us"] / found["cpu_us"]
        found["times_datasketch"] = found["reports_per_second"] / theirs["datasketch_per_second"]
    return found


def cost(sizes: Sequence[int] = SIZES, workers: int = WORKERS) -> Figures:
    """What a report costs, of so many and of more; small sizes are run five times."""
    found = {}
    with _warm(Processes(workers)) as engine:
        for size in sizes:
            with _lines(size) as lines:
                times = ROUNDS if size <= max(sizes) / 10 else 1
                took = [_timed(lines, size, engine)[0] for _ in range(times)]
            found[f"us_per_report_{size}"] = statistics.median(took) / size * 1e6
    costs = [found[f"us_per_report_{size}"] for size in sorted(sizes)]
    return {**found, "growth": costs[-1] / costs[0]}


def weak(
    per_worker: int = PER_WORKER, names: Sequence[str] = ("local", "dask"), rounds: int = ROUNDS
) -> Figures:
    """Twice the work on two workers as on one."""
    engines: dict[str, Callable[[int], Engine]] = {
        "local": Processes,
        "dask": lambda workers: Cluster(None, workers),
    }
    took: dict[tuple[str, int], list[float]] = {}
    with _lines(per_worker) as one, _lines(2 * per_worker) as two:
        for _ in range(rounds):
            for name in names:
                for workers, lines in ((1, one), (2, two)):
                    with _warm(engines[name](workers)) as engine:
                        seconds, _ = _timed(lines, workers * per_worker, engine)
                    took.setdefault((name, workers), []).append(seconds)
    found: Figures = {}
    for name in names:
        found |= {f"{name}_{each}_s": statistics.median(took[name, each]) for each in (1, 2)}
        found[f"efficiency_{name}"] = _ratio(took[name, 1], took[name, 2])
    if {"local", "dask"} <= set(names):
        found["dask_by_local"] = _ratio(took["dask", 2], took["local", 2])
    return found


def _ratio(some: Sequence[float], others: Sequence[float]) -> float:
    """The median of what stood beside each other."""
    return statistics.median(a / b for a, b in zip(some, others, strict=True))


@contextmanager
def _lines(size: int) -> Iterator[Path]:
    """A folder with the reports, made by another process, so that this one stays small."""
    with tempfile.TemporaryDirectory() as folder:
        _apart(made_up.write, Path(folder), size, PART)
        yield Path(folder)


@contextmanager
def _warm(engine: Engine) -> Iterator[Engine]:
    """An engine whose workers have done a small run; ended behind."""
    try:
        with _lines(WARM) as lines:
            _timed(lines, WARM, engine)
        yield engine
    finally:
        engine.close()


def _timed(
    lines: Path,
    size: int,
    engine: Engine,
    told: Callable[[str, int, int], None] = lambda *_: None,
    *,
    scored: bool = False,
) -> tuple[float, Figures]:
    """Seconds from lines to tables, and how right they are."""
    buckets = planning.buckets_of(sum(each.stat().st_size for each in lines.glob("*.jsonl")))
    with tempfile.TemporaryDirectory() as out:
        stages = flow.Stages(Storage(out), engine, told)
        task = AsTheyAre(str(lines), out, buckets)
        began = time.perf_counter()
        stages.run(reading.STAGE, "putting in", task, range(-(-size // PART)))
        flow.link_texts(stages, Storage(out), buckets)
        seconds = time.perf_counter() - began
        told("", 0, 0)
        found = _scored(Storage(out), buckets, lines) if scored else {}
    return seconds, found


class _Stages:
    """How long each stage took; tells it as it goes."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self.cpu = 0.0
        self._last = ("", time.perf_counter())

    def __call__(self, what: str, done: int, of: int) -> None:
        now = time.perf_counter()
        name, since = self._last
        if name:
            self.seconds[name] += now - since
        self._last = (what, now)
        if not what:
            self.cpu = _cpu()
        if what and done == of:
            sys.stderr.write(f"{what}: {of:,} done, {self.seconds[what]:.1f} s\n")


class _Peak:
    """Looks at what this process and all below it hold, together, some times a second."""

    def __init__(self) -> None:
        self.mib = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> _Peak:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(0.2):
            held = sum(map(_held, _below(os.getpid())))
            self.mib = max(self.mib, held)


def _below(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        for each in children:
            yield from _below(int(each))


def _cpu() -> float:
    """Seconds of CPU that this process and all below it have had."""
    ticks = 0
    for pid in _below(os.getpid()):
        # What stands before is a name in brackets.
        told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(told[11]) + int(told[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _held(pid: int) -> float:
    try:
        told = Path(f"/proc/{pid}/statm").read_text().split()
    except OSError:
        return 0.0
    return int(told[1]) * os.sysconf("SC_PAGESIZE") / (1 << 20)


def _scored(storage: Storage, buckets: int, lines: Path) -> Figures:
    """Recall of the planted pairs, and precision of the links, by arrays: there are millions."""
    ids = np.load(lines / made_up.IDS)
    planted = np.load(lines / made_up.PAIRS)
    by_id = np.argsort(ids)

    def numbers(column: Any) -> Any:
        return by_id[np.searchsorted(ids[by_id], shuffle.numbers_of_ids(column))]

    group = np.zeros(len(ids), dtype=np.uint64)
    first = made_up.kin(planted.tolist())
    right = count = 0
    for bucket in range(buckets):
        found = rows.get(storage, table, bucket)
        group[numbers(found.column("report_id"))] = shuffle.numbers_of_ids(
            found.column("origin_id")
        )
        found = rows.get(storage, schema.origin_links, bucket, ("a", "b", "relation"))
        found = found.filter(
            pyarrow.array([each in _DERIVED for each in _plain(found, "relation")])
        )
        links = zip(*(numbers(found.column(each)).tolist() for each in "ab"), strict=True)
        right += sum(first.get(a, a) == first.get(b, b) for a, b in links)
        count += len(found)
    together = group[planted[:, 0]] == group[planted[:, 1]]
    return {"recall": float(together.mean()), "precision": right / max(1, count)}


def _plain(table: Any, name: str) -> list[Any]:
    found: list[Any] = table.column(name).to_pylist()
    return found


def _apart(task: Callable[..., Any], *given: Any) -> Any:
    """What a task gives in a process of its own, whose memory is none of ours."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(task, *given).result()


def _sketched(folder: str, count: int) -> Figures:
    """Datasketch over the first texts."""
    paths = sorted(Path(folder).glob("*.jsonl"))[: -(-count // PART)]
    lines = [each for path in paths for each in path.read_text("utf-8").splitlines()][:count]
    reports = [Report(**json.loads(each)) for each in lines]
    began, before = time.perf_counter(), time.process_time()
    near = datasketch(reports)
    seconds, cpu = time.perf_counter() - began, time.process_time() - before
    planted = np.load(Path(folder, made_up.PAIRS))
    own = planted[planted[:, 1] < len(reports)].tolist()
    return {
        "datasketch_per_second": len(reports) / seconds,
        "datasketch_cpu_us": cpu / len(reports) * 1e6,
        "datasketch_recall": sum(a in near[b] for a, b in own) / max(1, len(own)),
    }


def _sizes(told: str) -> list[int]:
    return [int(each) for each in told.split(",")]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one part and print its figures as JSON."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.scale_bench")
    parts = parser.add_subparsers(dest="part", required=True)
    one = parts.add_parser("origins", help="one run, with memory and recall")
    one.add_argument("--reports", type=int, default=REPORTS)
    one.add_argument("--workers", type=int, default=WORKERS)
    one.add_argument("--datasketch", type=int, default=COMPARED, help="texts for it; 0: without")
    two = parts.add_parser("cost", help="what a report costs, by how many there are")
    two.add_argument("--sizes", type=_sizes, default=SIZES)
    two.add_argument("--workers", type=int, default=WORKERS)
    three = parts.add_parser("weak", help="twice the reports on twice the workers")
    three.add_argument("--per-worker", type=int, default=PER_WORKER)
    three.add_argument("--engines", type=lambda told: told.split(","), default=["local", "dask"])
    three.add_argument("--rounds", type=int, default=ROUNDS)
    given = parser.parse_args(arguments)
    if given.part == "origins":
        found = origins(given.reports, given.datasketch, given.workers)
    elif given.part == "cost":
        found = cost(given.sizes, given.workers)
    else:
        found = weak(given.per_worker, given.engines, given.rounds)
    sys.stdout.write(json.dumps({name: round(found[name], 4) for name in found}, indent=1) + "\n")


if __name__ == "__main__":
    main()
