"""A record in use for an hour: reports come and are linked, people review, somebody pages, and what
the server takes is looked at all the while.

``python -m tests.crash.soak --reports 300000 --minutes 60`` ends with 1 where the server's memory
rises by more than `GROWTH` from the first third to the last, where it keeps a descriptor that it
had not, or where pages take longer, each beside what the record's growth explains.
"""

from __future__ import annotations

import argparse
import os
import signal
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from according import linker
from according.model import Reading
from according.reviewing import queue
from according.store import Record
from evaluation.record_scale_bench import readings
from tests.crash.sessions import Done, reads_pages, reviews
from tests.crash.together import add, command, forked, free_port, notes, serves, wait_for

AT_ONCE = 50
"""Reports that are put between two runs of linking."""

EVERY = 2.0
"""Seconds between two looks at the server."""

GROWTH = 0.25
"""By so much of what it was in the first third the memory may be more in the last."""

SLOWER = 2.0
"""So many times as long as in the first third may pages take in the last, at their median: the
record has become larger by then."""

SPARE_FILES = 12
"""Descriptors that may be open more than before: connections that come and go."""

_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Look:
    """A look at the server: when, in seconds from the beginning; its resident memory in bytes; how
    many descriptors it has open."""

    at: float
    memory: int
    files: int


def look(process: int, began: float) -> Look:
    """Look at a process."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    files = len(list(Path(f"/proc/{process}/fd").iterdir()))
    return Look(time.monotonic() - began, pages * _PAGE, files)


def comes_in(url: str, _: str, end: float, done: Done, most: int) -> None:
    """Put reports and link them, until there are enough or the time is over."""
    made: Iterator[tuple[str, Reading]] = readings((10_000_000,))
    while time.monotonic() < end and len(done.kept) < most:
        some = [reading for _, reading in islice(made, AT_ONCE)]
        began = time.monotonic()
        add(url, some)
        if code := command("link", "--record", url):
            done.wrong.append(f"link ended with {code}")
        done.kept += [each.report.id for each in some]
        done.seconds += [(time.monotonic() - began) / len(some)] * len(some)


def thirds(values: Sequence[float]) -> tuple[float, float]:
    """The medians of the first third and of the last."""
    third = max(1, len(values) // 3)
    return statistics.median(values[:third]), statistics.median(values[-third:])


def risen(looks: Sequence[Look], pages: Sequence[float]) -> Iterator[str]:
    """What rose more than it may.

    Args:
        looks: after the server was warm.
        pages: seconds that pages took, in their order.
    """
    before, after = thirds([float(each.memory) for each in looks])
    if after > before * (1 + GROWTH):
        yield f"memory rose from {before / 2**20:.0f} to {after / 2**20:.0f} MiB"
    before, after = thirds([float(each.files) for each in looks])
    if after > before + SPARE_FILES:
        yield f"open descriptors rose from {before:.0f} to {after:.0f}"
    before, after = thirds(pages)
    if after > before * SLOWER:
        yield f"pages took {before * 1000:.0f} ms at first, {after * 1000:.0f} ms at last"


def soak(
    url: str, folder: Path, reports: int, minutes: float
) -> tuple[list[Look], dict[str, Done]]:
    """Let all of them work; the looks at the server, and what each of them did."""
    add(url, [reading for _, reading in islice(readings((10_000_000,)), AT_ONCE)])
    with Record(url) as record:
        linker.link(record)
        queue.refresh(record)
    port = free_port()
    server = forked(folder, "server", serves, url, port)
    wait_for(port)
    began = time.monotonic()
    end = began + minutes * 60
    work = {
        "command": forked(folder, "command", notes, folder, comes_in, url, "command", end, reports),
        "ana": forked(folder, "ana", notes, folder, reviews, port, "ana", end),
        "reader": forked(folder, "reader", notes, folder, reads_pages, port, "reader", end),
    }
    looks = []
    while time.monotonic() < end:
        looks.append(look(server, began))
        time.sleep(EVERY)
    for each in work.values():
        os.waitpid(each, 0)
    os.kill(server, signal.SIGINT)
    os.waitpid(server, 0)
    return looks, {name: Done.read(folder / f"{name}.json") for name in work}


def said(looks: Sequence[Look], done: dict[str, Done]) -> Iterator[str]:
    """What came of it, in lines."""
    pages = done["reader"].seconds
    yield f"{len(done['command'].kept):,} reports came, {len(done['ana'].kept):,} decisions"
    if len(pages) < 3 or len(looks) < 3:
        return
    for name, values, unit in (
        ("memory", [each.memory / 2**20 for each in looks], "MiB"),
        ("open descriptors", [float(each.files) for each in looks], ""),
        ("a page", [each * 1000 for each in pages], "ms"),
        ("a report put and linked", [each * 1000 for each in done["command"].seconds], "ms"),
    ):
        before, after = thirds(values)
        yield f"{name}: {before:.0f} {unit} in the first third, {after:.0f} in the last"
    yield f"{len(pages):,} pages, 95 % within {statistics.quantiles(pages, n=20)[-1] * 1000:.0f} ms"


def main() -> int:
    """The program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=300_000)
    parser.add_argument("--minutes", type=float, default=60.0)
    given = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        url = str(folder / "record.db")
        looks, done = soak(url, folder, given.reports, given.minutes)
        wrong = [f"{who}: {each}" for who, did in done.items() for each in did.wrong]
        # At first a server loads what it needs.
        warm = looks[len(looks) // 10 :]
        wrong += risen(warm, done["reader"].seconds)
        sys.stdout.writelines(f"{line}\n" for line in said(warm, done))
    sys.stdout.writelines(f"WRONG: {each}\n" for each in wrong[:40])
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
