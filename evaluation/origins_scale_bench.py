"""Benchmark ``origins-scale``: origins of very many reports that are `made_up`.

- ``reports_per_second``: from texts to origins, on two processes.
- ``recall``, ``precision``: of the planted pairs, those that are of one origin; of the pairs of
  one origin that are linked, those that are planted or derive from one text.
- ``peak_mib``: of the largest process.
- ``datasketch_per_second``: MinHash and LSH of datasketch (128 hashes, threshold .5, shingles of
  three words) over the first `COMPARED` of the same texts, on one process as it comes, and its
  ``datasketch_recall`` over the pairs planted among these, beside ``recall_compared``, ours.
- ``rensa_per_second``, ``rensa_recall``: the same by rensa, MinHash in Rust, in 32 bands. Both
  find candidates only: what two texts share, and where, is not in these figures but is in ours.

The figures hang on the machine, so the benchmark is not pinned.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from datasketch import MinHash, MinHashLSH
from rensa import RMinHash, RMinHashLSH

from according.linking import all_shared, forms_of
from according.linking.origins import DERIVED, text_groups
from according.model import Report
from according.settings import Settings
from evaluation.adapter import Figure, Result
from evaluation.made_up import SEED, Pair, kin, made
from evaluation.published import published

BENCH = "origins-scale"
REPORTS = 200_000
COMPARED = 4_000
HASHES = 128
THRESHOLD = 0.5
SHINGLE = 3
BANDS = 32


def files(data: Path, split: str) -> list[Path]:
    """None: the reports are made up."""
    return []


def run(data: Path, split: str, settings: Settings) -> Result:
    """Make the reports, and find which were made of which."""
    reports, planted = made(REPORTS)
    began = time.perf_counter()
    found = list(all_shared([each.text for each in reports], [()] * REPORTS, workers=2))
    derived = [(a, b, one.score) for a, b, one in found if one.relation in DERIVED]
    group = text_groups(range(REPORTS), derived)
    seconds = time.perf_counter() - began
    together = [group[a] == group[b] for a, b in planted]
    few = [same for same, (_, b) in zip(together, planted, strict=True) if b < COMPARED]
    theirs_per_second, theirs = _timed(datasketch, reports[:COMPARED], planted)
    rensa_per_second, rensa = _timed(_rensa, reports[:COMPARED], planted)
    first = kin(planted)
    right = [first.get(a, a) == first.get(b, b) for a, b, _ in derived]
    peak = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    figures = {
        "reports_per_second": REPORTS / seconds,
        "recall": sum(together) / len(together),
        "precision": sum(right) / max(1, len(right)),
        "peak_mib": peak / 1024,
        "recall_compared": sum(few) / max(1, len(few)),
        "datasketch_per_second": theirs_per_second,
        "datasketch_recall": theirs,
        "rensa_per_second": rensa_per_second,
        "rensa_recall": rensa,
        "times_datasketch": REPORTS / seconds / theirs_per_second,
    }
    exact = {name: Figure.exact(value) for name, value in figures.items()}
    return Result(BENCH, split, REPORTS, exact, published(BENCH))


Near = dict[int, set[int]]


def _timed(
    way: Callable[[Sequence[Report]], Near], reports: Sequence[Report], planted: Sequence[Pair]
) -> tuple[float, float]:
    """Reports a second, and recall of the pairs planted among them."""
    began = time.perf_counter()
    near = way(reports)
    seconds = time.perf_counter() - began
    own = [(a, b) for a, b in planted if b < len(reports)]
    return len(reports) / seconds, sum(a in near[b] for a, b in own) / max(1, len(own))


def _shingles(report: Report) -> list[str]:
    forms = forms_of(report.text)
    return [" ".join(forms[end - SHINGLE : end]) for end in range(SHINGLE, len(forms) + 1)]


def datasketch(reports: Sequence[Report]) -> Near:
    index = MinHashLSH(threshold=THRESHOLD, num_perm=HASHES)
    near = {}
    for number, report in enumerate(reports):
        sketch = MinHash(num_perm=HASHES)
        sketch.update_batch([each.encode() for each in _shingles(report)])
        near[number] = set(index.query(sketch))
        index.insert(number, sketch)
    return near


def _rensa(reports: Sequence[Report]) -> Near:
    index = RMinHashLSH(threshold=THRESHOLD, num_perm=HASHES, num_bands=BANDS)
    near = {}
    for number, report in enumerate(reports):
        sketch = RMinHash(num_perm=HASHES, seed=SEED)
        sketch.update(_shingles(report))
        near[number] = set(index.query(sketch))
        index.insert(number, sketch)
    return near
