"""Benchmark ``queue-scale``: how long the queue takes with very many reports.

The readings of ``record-scale`` (made up, 120 words each, an attack in one of 400 towns; one in
five tells of an attack that was told before) go into a record, each already in its event: reading
and linking are measured elsewhere. Of those told again one in four has another figure; one place in
eight has a low score; some have no time. Then, on one process:

- ``fill_ms``: milliseconds for each event, to make the queue for the first time.
- ``page_p50_ms``, ``page_p95_ms``: for a page of 50 for a coder, over the first 40 pages.
- ``judge_p95_ms``: for a judgement.
- ``page_after_p95_ms``: for the page that is asked for after each judgement.
- ``counts_ms``: to count what waits, by reason.
- ``waiting``: how many things wait.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import numpy as np

from according.linking.sketches import plain_sketch, sketches
from according.model import Event, Figure, Reading
from according.model.canonical import digest
from according.reviewing.deciding import decide, locate
from according.reviewing.queue import page, refresh
from according.reviewing.roles import Role, Viewer
from according.reviewing.settled import Verdict
from according.settings import Settings
from according.store import Record, event_rows, rows, schema
from evaluation.adapter import Figure as Measured
from evaluation.adapter import Result
from evaluation.published import published
from evaluation.record_scale_bench import readings

BENCH = "queue-scale"
REPORTS = 100_000
BATCH = 2000
PAGES, JUDGED = 40, 100
CODER = Viewer("ana", Role.CODER)


def files(data: Path, split: str) -> list[Path]:
    """None: the reports are made up."""
    return []


def run(data: Path, split: str, settings: Settings) -> Result:
    """Fill a record and its queue."""
    return measure(REPORTS)


def measure(reports: int) -> Result:
    """Fill a record with so many reports, and its queue; then ask and judge."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Record(str(Path(folder) / "record.db"), create=True) as record,
    ):
        fill(record, reports)
        figures = _asked(record)
    return Result(BENCH, "dev", reports, figures, published(BENCH))


def _asked(record: Record) -> dict[str, Measured]:
    took, events = _timed(lambda: refresh(record))
    figures = {"fill_ms": took / events}
    times, after = [], None
    for _ in range(PAGES):
        took, found = _timed(lambda after=after: page(record, CODER, 50, after, own=True))
        times.append(took)
        after = found.next
        if after is None:
            break
    figures["page_p50_ms"], figures["page_p95_ms"] = np.percentile(times, (50, 95))
    judging, asking = [], []
    rows_ = [each for each in page(record, CODER, 500).waiting if each.detail["rests"]]
    for each in rows_[:JUDGED]:
        name, field = each.detail["rests"][0]
        anchor = locate(record, name)
        took, _ = _timed(
            lambda anchor=anchor, field=field: decide(record, CODER, anchor, Verdict.ACCEPT, field)
        )
        judging.append(took)
        took, _ = _timed(lambda: page(record, CODER, 50, own=True))
        asking.append(took)
    figures["judge_p95_ms"] = np.percentile(judging, 95)
    figures["page_after_p95_ms"] = np.percentile(asking, 95)
    figures["counts_ms"], counts = _timed(lambda: record.review.waiting_counts(CODER.name))
    figures["waiting"] = sum(counts.values())
    return {name: Measured.exact(float(value)) for name, value in figures.items()}


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    found = work()
    return (time.perf_counter() - began) * 1000, found


def fill(record: Record, count: int) -> None:
    """Put made-up reports into a record, each in its event."""
    chance = random.Random(5)
    members: dict[str, list[tuple[str, str]]] = defaultdict(list)
    made = _varied(count, chance)
    while some := list(islice(made, BATCH)):
        with record._writing() as connection:
            for event, reading in some:
                connection.execute(schema.reports.insert().values(rows.report_row(reading.report)))
                record._add_reading(connection, reading)
                for each in sketches(reading):
                    members[event].append((each.account_id, each.report_id))
                    values = {"account_id": each.account_id, "report_id": each.report_id}
                    connection.execute(
                        schema.sketches.insert().values(detail=plain_sketch(each), **values)
                    )
    events, reports, pairs = {}, {}, []
    for told in members.values():
        names = tuple(sorted(account for account, _ in told))
        event = Event(digest("event/1", names[0], 0), names)
        events |= dict.fromkeys(names, event)
        reports |= dict(told)
        pairs += [{"a": a, "b": b, "odds": chance.uniform(0.5, 8)} for a, b in pairwise(names)]
    with record._writing() as connection:
        record.across._insert(connection, schema.account_pairs, pairs)
        record.across._mark_stale(connection, event_rows.put(connection, events, reports))


def _varied(count: int, chance: random.Random) -> Iterator[tuple[str, Reading]]:
    told: set[str] = set()
    had: set[str] = set()
    for event, reading in readings((count,)):
        if reading.report.id in had:
            continue  # The same words in the same outlet once more.
        had.add(reading.report.id)
        if event in told and chance.random() < 0.25:
            reading = _another_figure(reading)
        told.add(event)
        score = chance.choice((0.4, *[0.9] * 7))
        toponyms = tuple(replace(each, score=score) for each in reading.toponyms)
        accounts = reading.accounts
        if chance.random() < 0.05:
            accounts = tuple(replace(each, earliest=None, latest=None) for each in accounts)
        yield event, replace(reading, toponyms=toponyms, accounts=accounts)


def _another_figure(reading: Reading) -> Reading:
    figures: tuple[Figure, ...] = tuple(
        replace(each, low=None if each.low is None else each.low + 50, best=None, high=None)
        for each in reading.figures
    )
    figures = tuple(replace(each, best=each.low, high=each.low) for each in figures)
    return replace(reading, figures=figures)
