"""The task that reads a part: intake and reader as `according read` has them, each in a process
that may hang or die."""

from __future__ import annotations

import multiprocessing
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import Any, TypeAlias

import numpy as np

from according.bulk import rows, shuffle
from according.bulk.pieces import Piece, Spooled
from according.bulk.rows import Row
from according.bulk.storage import Storage
from according.engine.intake import GuardedIntake
from according.engine.readers import Readers, Slot, State
from according.intake import Outcome, Taken
from according.model import Reading, Refusal
from according.settings import Settings
from according.store import schema

STAGE = "read"
AHEAD = 4
"""Inputs that are taken ahead of the one that is read."""
AT_ONCE = 400
"""Inputs that are in memory at once; then they are written."""
_TICK = 0.5

Became: TypeAlias = tuple[Piece, Outcome, Reading | None]
"""What became of an input of a piece: refused, or a report with its reading."""

_idle: list[tuple[Settings, Readers]] = []
"""Reading processes of this worker, kept from part to part with their models loaded."""


@dataclass(frozen=True, slots=True)
class Read:
    """Reads a part, (number, pieces), and writes what comes of it by the buckets of reports."""

    out: str
    buckets: int
    settings: Settings

    def __call__(self, part: tuple[int, Sequence[Piece]]) -> dict[str, Any]:
        """How many inputs there were, and what became of them."""
        number, pieces = part
        counts = {"inputs": 0, "taken": 0, "refused": 0}
        written = 0
        waiting: list[Row] = []
        for row, kinds in _rows(self.outcomes(pieces)):
            waiting.append(row)
            for kind in kinds:
                counts[kind] = counts.get(kind, 0) + 1
            if len(waiting) >= AT_ONCE:
                self._write(number, written, waiting)
                waiting, written = [], written + 1
        self._write(number, written, waiting)
        return counts

    def outcomes(self, pieces: Sequence[Piece]) -> Iterator[Became]:
        """What becomes of each input; others may have it otherwise."""
        return outcomes(pieces, self.settings)

    def _write(self, part: int, number: int, some: Sequence[Row]) -> None:
        to = np.array(
            [shuffle.bucket_of(shuffle.number_of(each.key), self.buckets) for each in some],
            dtype=np.int64,
        )
        name = shuffle.file_of(STAGE, f"{part:06}-{number:04}")
        shuffle.write(Storage(self.out), name, rows.to_arrow(some), to, self.buckets)


def _rows(became: Iterator[Became]) -> Iterator[tuple[Row, tuple[str, ...]]]:
    """What goes into the shuffle, and as what an input is counted where it is one."""
    before: Counter[Piece] = Counter()
    for piece, outcome, reading in became:
        before[piece] += 1
        number = piece.inputs + before[piece]
        if isinstance(outcome, Refusal):
            found = rows.of_refusal(outcome)
            yield (
                Row(outcome.id, piece.source, number, False, found),
                (
                    "inputs",
                    "refused",
                    f"refused: {outcome.reason.value}",
                ),
            )
            continue
        captures, blobs = rows.of_capture(outcome)
        if reading is None:
            raise RuntimeError("a report was neither read nor refused")
        told = {**rows.of_reading(reading), schema.captures: captures}
        yield Row(outcome.report.id, piece.source, number, True, told), ("inputs", "taken")
        # The same bytes can be two reports: they are kept once, where their own sum says.
        sha256 = outcome.capture.sha256
        yield Row(sha256, piece.source, number, False, {schema.blobs: blobs}), ()


def outcomes(pieces: Sequence[Piece], settings: Settings) -> Iterator[Became]:
    """What becomes of each input of some pieces, in their order. A report that comes again is read
    again: to know it before, workers would have to wait for one another.

    Raises:
        SettingsError: the reader cannot be loaded.
        ReaderUnavailable: the reader can read nothing for now.
    """
    spooled = Spooled(pieces)
    _may_have_children()
    readers = _taken_readers(settings)
    run = _Run(GuardedIntake(iter(spooled), settings), readers, spooled, pieces)
    try:
        yield from run.work()
        _idle.append((settings, readers))
    except BaseException:
        readers.stop()
        raise
    finally:
        run.close()
        spooled.close()


def _taken_readers(settings: Settings) -> Readers:
    while _idle:
        own, readers = _idle.pop()
        if own == settings:
            return readers
        readers.stop()
    return Readers(settings, 1)


def _may_have_children() -> None:
    """Workers of Dask are processes that may not have children of their own, since these would
    outlive them. Ours end with their parent, however it ends."""
    multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]


class _Run:
    """One intake process and one reading process at a part."""

    def __init__(
        self,
        intake: GuardedIntake,
        readers: Readers,
        spooled: Spooled,
        pieces: Sequence[Piece],
    ) -> None:
        self._intake = intake
        self._readers = readers
        self._spooled = spooled
        self._pieces = pieces
        self._slots: deque[tuple[Piece, Slot]] = deque()

    def work(self) -> Iterator[Became]:
        """Until all inputs are done."""
        while self._slots or not self._intake.finished:
            self._begin()
            for _, slot in self._slots:
                if slot.state is State.TO_READ and self._readers.free():
                    self._readers.read(slot)
            while self._slots and self._slots[0][1].state is State.DONE:
                piece, slot = self._slots.popleft()
                yield piece, slot.outcome, slot.reading
            self._listen()

    def close(self) -> None:
        """End the intake process."""
        self._intake.stop()

    def _has_room(self) -> bool:
        return len(self._slots) < AHEAD

    def _begin(self) -> None:
        while self._has_room() and self._intake.child is None and not self._intake.finished:
            refusal = self._intake.next_source()
            if refusal is not None:
                self._arrived(refusal)

    def _arrived(self, outcome: Outcome) -> None:
        to_read = isinstance(outcome, Taken)
        slot = Slot(outcome, State.TO_READ if to_read else State.DONE)
        self._slots.append((self._pieces[self._spooled.at], slot))

    def _listen(self) -> None:
        intake = self._intake.child if self._has_room() else None
        children = [*self._readers.children, *([intake] if intake else [])]
        if not children:
            return
        readable = wait([child.connection for child in children], _TICK)
        for child in children:
            if child.connection not in readable:
                continue
            if child is intake:
                outcome = self._intake.receive()
                if outcome is not None:
                    self._arrived(outcome)
                list(self._intake.done_sources())
            else:
                self._readers.receive(child)
        self._readers.give_up_late()
        if intake is not None and self._intake.late():
            self._arrived(self._intake.give_up_input())
