"""Reading on one machine: one intake process, as many reading processes as cores.

The record is written by this process alone, in the order of the inputs, whichever reading is
done first: so two runs over the same inputs fill the same record, and a run that was killed
goes on where it was.
"""

from __future__ import annotations

import os
import time
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib.util import find_spec
from multiprocessing.connection import wait
from pathlib import Path

from according.engine.child import Child
from according.engine.intake import GuardedIntake
from according.engine.readers import Readers, Slot, State
from according.errors import SettingsError
from according.intake import STDIN, Outcome, Source, Taken, sources
from according.model import Notes, Refusal, unicode_text
from according.pipeline import admitted, keep, needs_reading
from according.settings import Settings
from according.store import Added, Record

AHEAD = 6
"""How many inputs per reader may be taken ahead of the writing: enough that no reader waits
for a long report in front, and little memory."""

FIRST_REFUSALS = 3
"""So many refusals are kept for a run's closing words."""

_TICK = 0.5
"""Seconds between looks at what is overdue."""


@dataclass(slots=True)
class Progress:
    """How far a run is. Bytes count what intake is done with; ``bytes_all`` is 0 if unknown."""

    counts: Counter[Added] = field(default_factory=Counter)
    bytes_done: int = 0
    bytes_all: int = 0
    seconds: float = 0.0
    first_refusals: list[Refusal] = field(default_factory=list)
    again: int = 0
    """Stored reports whose bytes are in the record as another report already, with another outlet,
    day or headline."""
    undated: int = 0
    """Stored reports of which no day is known."""

    @property
    def inputs(self) -> int:
        """Inputs so far: the sum of stored, already there and refused."""
        return self.counts.total()


def usable_cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def read_into(
    record: Record,
    arguments: Sequence[str],
    settings: Settings,
    *,
    stdin: Path | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    on_notes: Callable[[Notes], None] | None = None,
) -> Progress:
    """Read all that ``arguments`` name into ``record``.

    Args:
        stdin: where the bytes of ``-`` lie, if it is among the arguments.
        on_progress: called after every input that is in the record.
        on_notes: told how the reading of each report went, by readers that say so, in the order
            in which they are done.

    Returns:
        The final count: inputs = stored + already there + refused.

    Raises:
        StoreError: the record cannot be written; what was written stays.
        SettingsError: the reader cannot be loaded.
        ReaderUnavailable: the reader can read nothing for now; what was written stays.
    """
    run = _Run(record, _located(arguments, stdin), settings, on_progress, on_notes)
    try:
        run.work()
    finally:
        run.close()
    return run.progress


def check_pipeline(name: str) -> None:
    """Raise unless a spaCy pipeline is there: before anything is begun, and without loading it.

    Raises:
        SettingsError: no package and no folder of that name.
    """
    if not Path(name).is_dir() and find_spec(name) is None:
        raise SettingsError(
            f"spaCy pipeline {name!r} is not installed; pip install it, or leave the setting "
            "as it is"
        )


def _located(arguments: Sequence[str], stdin: Path | None) -> list[Source | Refusal]:
    found = list(sources(arguments))
    if stdin is None:
        return found
    return [
        replace(each, spooled=str(stdin))
        if isinstance(each, Source) and each.location == "-"
        else each
        for each in found
    ]


class _Run:
    def __init__(
        self,
        record: Record,
        found: list[Source | Refusal],
        settings: Settings,
        on_progress: Callable[[Progress], None] | None,
        on_notes: Callable[[Notes], None] | None,
    ) -> None:
        self._record = record
        self._on_progress = on_progress
        self._sizes = {each: _size(each) for each in found if isinstance(each, Source)}
        self.progress = Progress(bytes_all=sum(self._sizes.values()))
        self._finished_bytes = 0
        self._intake = GuardedIntake(iter(found), settings)
        workers = settings.workers or usable_cores()
        self._readers = Readers(settings, workers, on_notes)
        self._ahead = AHEAD * workers
        self._slots: deque[Slot] = deque()
        self._locations = {unicode_text(each.location) for each in found}
        self._refused: dict[str, set[str]] = {}
        self._started = time.monotonic()
        self._started_at = datetime.now(UTC)

    def work(self) -> None:
        while self._slots or not self._intake.finished:
            self._begin_sources()
            self._hand_out()
            self._write_finished()
            self._listen()
        self._settle()

    def close(self) -> None:
        self._intake.stop()
        self._readers.stop()
        self._record.log_run(self._started_at, self.progress.counts)

    def _has_room(self) -> bool:
        return len(self._slots) < self._ahead

    def _begin_sources(self) -> None:
        while self._has_room() and self._intake.child is None and not self._intake.finished:
            refusal = self._intake.next_source()
            if refusal is not None:
                self._arrived(refusal)

    def _arrived(self, arrived: Outcome) -> None:
        outcome = admitted(arrived, self._record)
        to_read = needs_reading(outcome, self._record)
        self._slots.append(Slot(outcome, State.TO_READ if to_read else State.DONE))
        if isinstance(outcome, Taken):
            self.progress.bytes_done += len(outcome.data)

    def _hand_out(self) -> None:
        for slot in self._slots:
            if not self._readers.free():
                return
            if slot.state is State.TO_READ:
                self._readers.read(slot)

    def _write_finished(self) -> None:
        while self._slots and self._slots[0].state is State.DONE:
            slot = self._slots.popleft()
            added = keep(self._record, slot.outcome, slot.reading)
            self.progress.counts[added] += 1
            self.progress.seconds = time.monotonic() - self._started
            self._note(slot.outcome, added)
            if self._on_progress is not None:
                self._on_progress(self.progress)

    def _note(self, outcome: Outcome, added: Added) -> None:
        if isinstance(outcome, Refusal):
            self._refused.setdefault(outcome.location, set()).add(outcome.id)
            if len(self.progress.first_refusals) < FIRST_REFUSALS:
                self.progress.first_refusals.append(outcome)
        elif added is Added.STORED:
            others = self._record.others_from(outcome.capture, outcome.report.id)
            self.progress.again += others > 0
            self.progress.undated += outcome.report.published is None

    def _settle(self) -> None:
        """Forget refusals of earlier runs that are none any more; standard input is another
        each time."""
        for location in self._locations - {STDIN}:
            self._record.settle(location, self._refused.get(location, ()))

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
                self._from_intake()
            else:
                self._readers.receive(child)
        self._give_up_late(intake)

    def _from_intake(self) -> None:
        outcome = self._intake.receive()
        if outcome is not None:
            self._arrived(outcome)
        for source in self._intake.done_sources():
            # The data of a source never add up to its size exactly: line ends, packing.
            self._finished_bytes += self._sizes[source]
            self.progress.bytes_done = self._finished_bytes

    def _give_up_late(self, intake: Child | None) -> None:
        self._readers.give_up_late()
        if intake is not None and self._intake.late():
            self._arrived(self._intake.give_up_input())


def _size(source: Source) -> int:
    try:
        return Path(source.spooled or source.location).stat().st_size
    except OSError:
        return 0
