"""A small record, at each stage, for processes that are killed: invented reports, read once."""

from __future__ import annotations

import hashlib
import os
import pickle
import shutil
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from according import linker
from according.errors import Reason
from according.model import Capture, Reading, Refusal, Report
from according.reviewing import queue
from according.store import Record

_FIRE = (
    "A fire in a furniture workshop in Plovdiv on Friday killed four workers and injured nine, "
    "fire chief Dimo Ranev said. Ranev said the doors to the yard had been locked. The owner of "
    "the workshop, Stefan Karov, was detained on Saturday."
)
_STRIKE = (
    "Some 300 dockers stopped work in Burgas on Thursday, the Dockers Union said. Police detained "
    "12 of them after a scuffle at the gate. The port denied that anybody was hurt."
)
TEXTS = (
    ("Quay Agency", 15, _FIRE),
    ("Osk Daily", 16, _FIRE.replace("killed four", "killed five")),
    (
        "Harbour Mirror",
        16,
        "Five people died in Friday's fire at a furniture workshop in Plovdiv, the district "
        "hospital said. Nine others were injured, two of them badly.",
    ),
    ("Quay Agency", 14, _STRIKE),
    ("Capital Bell", 15, _STRIKE + " Trains were late."),
    (
        "Osk Daily",
        15,
        "Twelve dockers were detained in Burgas on Thursday, police said. The Dockers Union spoke "
        "of 15 detained and two injured.",
    ),
)
LINKED = 3
"""So many of the reports are linked in the record whose linking is killed."""

_PATIENCE = 120.0


def reports() -> list[Report]:
    """The reports."""
    return [
        Report(text, outlet=outlet, published=date(2024, 3, day), language="en")
        for outlet, day, text in TEXTS
    ]


def capture_of(report: Report, member: str | None = None) -> tuple[Capture, bytes]:
    """The bytes that a report came from."""
    data = report.text.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    return Capture(sha256, "text/plain", f"{report.id[:8]}.txt", member, size=len(data)), data


def refusals() -> list[Refusal]:
    """Inputs that were refused."""
    return [Refusal(f"{each}.gz", Reason.TRUNCATED, "ends at byte 12") for each in range(2)]


def put(record: Record, readings: Sequence[Reading], told: Callable[[str], object]) -> None:
    """Put all into a record, as a run of reading does with what is read; a report that is there
    gets one more capture.

    Args:
        told: called with what is kept, after it is.
    """
    for number, reading in enumerate(readings):
        capture, data = capture_of(reading.report)
        if record.has(reading.report.id):
            record.add_capture(capture, reading.report.id, data)
        else:
            record.add(reading, capture, data)
        told(f"report {reading.report.id}")
        if number % 3 == 0:
            more, data = capture_of(reading.report, "again")
            record.add_capture(more, reading.report.id, data)
            told(f"capture {reading.report.id}")
    for each in refusals():
        record.refuse(each)
        told(f"refusal {each.location}")
    record.settle("0.gz", ())


def fill(url: str, readings: Sequence[Reading], linked: int) -> None:
    """Fill an empty record, of which so many reports are linked."""
    with Record(url, create=True) as record:
        if readings:
            put(record, readings[:linked], lambda _: None)
            linker.link(record)
            put(record, readings[linked:], lambda _: None)
            queue.refresh(record)
        if record.engine.dialect.name == "sqlite":
            with record.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def load(folder: Path) -> list[Reading]:
    """The readings."""
    found: list[Reading] = pickle.loads((folder / "readings.pickle").read_bytes())
    return found


def made(folder: Path, reader: Callable[[], object]) -> Path:
    """The folder of all of it, made by the first process that asks: ``readings.pickle``, and the
    records ``empty.db``, ``put.db`` and ``linked.db``."""
    target, lock = folder / "world", folder / "world.lock"
    began = time.monotonic()
    while not target.exists():
        try:
            os.mkdir(lock)
        except FileExistsError:
            if time.monotonic() - began > _PATIENCE:
                raise
            time.sleep(0.1)
            continue
        try:
            if not target.exists():
                _make(folder / "world.part", reader())
                (folder / "world.part").rename(target)
        finally:
            os.rmdir(lock)
    return target


def _make(part: Path, reader: object) -> None:
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir()
    readings = [reader.read(each) for each in reports()]  # type: ignore[attr-defined]
    (part / "readings.pickle").write_bytes(pickle.dumps(readings))
    fill(str(part / "empty.db"), (), 0)
    for name, linked in (("put.db", LINKED), ("linked.db", len(readings))):
        fill(str(part / name), readings, linked)
