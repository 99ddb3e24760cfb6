"""What runs in the child processes: one intake, several readers.

A child talks to its parent over one pipe and dies with it, however the parent ends.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from according.errors import AccordingError, InputRefused, ReaderUnavailable, Reason
from according.intake import Fetcher, language, take
from according.model import Noting, ReportReader
from according.settings import Settings

if sys.platform != "win32":
    import resource


@dataclass(frozen=True, slots=True)
class Started:
    """The child is up, its modules and models are loaded."""


TELL_SECONDS = 0.5
"""How often a child tells that it is still passing inputs over."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """So many of the inputs to pass over are passed."""

    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """The source gave its next input, which is about to be parsed."""


@dataclass(frozen=True, slots=True)
class SourceDone:
    """Every input of the source was sent."""


@dataclass(frozen=True, slots=True)
class OutOfMemory:
    """The input needs more memory than it may have; the child goes down after this."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The child's own failure, in words; it goes down after this."""

    detail: str


@dataclass(frozen=True, slots=True)
class Declined:
    """A report that the reader cannot read; it goes on with others."""

    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True)
class Unusable:
    """No report can be read, in words: the run is over. The child goes down after this."""

    detail: str


def intake_main(connection: Connection, settings: Settings) -> None:
    """Take sources one by one, as ``(source, skip)``, and send what comes of their inputs.

    `Skipped` comes now and then while inputs are passed over, and `Found` before each other one.
    """
    die_with_parent()
    fetcher = Fetcher(settings.fetching, settings.limits)
    language.load()
    _limit_memory(settings.limits.memory_bytes)
    connection.send(Started())
    while True:
        source, skip = received(connection)
        try:
            for outcome in take(source, settings, fetcher, skip, _teller(connection, skip)):
                connection.send(outcome)
        except MemoryError:
            connection.send(OutOfMemory())
            return
        except Exception as error:  # noqa: BLE001  the boundary of a worker
            connection.send(Failed(f"{type(error).__name__}: {error}"))
            return
        connection.send(SourceDone())


def _teller(connection: Connection, skip: int) -> Callable[[int], None]:
    told = time.monotonic()

    def tell(number: int) -> None:
        nonlocal told
        if number > skip:
            connection.send(Found())
        elif number == skip or time.monotonic() - told > TELL_SECONDS:
            told = time.monotonic()
            connection.send(Skipped(number))

    return tell


def reader_main(connection: Connection, settings: Settings) -> None:
    """Read reports one by one and send their readings."""
    die_with_parent()
    # The models' library takes a second to load, and intake, which shares this file, needs none.
    from according.reading import make_reader

    try:
        reader = make_reader(settings)
    except AccordingError as error:
        connection.send(Unusable(str(error)))
        return
    connection.send(Started())
    while True:
        report = received(connection)
        try:
            reading = reader.read(report)
        except InputRefused as refused:
            _send_notes(connection, reader)
            connection.send(Declined(refused.reason, refused.detail))
            continue
        except ReaderUnavailable as error:
            _send_notes(connection, reader)
            connection.send(Unusable(str(error)))
            return
        except Exception as error:  # noqa: BLE001  the boundary of a worker
            connection.send(Failed(f"{type(error).__name__}: {error}"))
            return
        _send_notes(connection, reader)
        connection.send(reading)


def _send_notes(connection: Connection, reader: ReportReader) -> None:
    if isinstance(reader, Noting):
        connection.send(reader.notes())


def received(connection: Connection) -> Any:
    """The next request of the parent; this process ends where there will be none."""
    try:
        return connection.recv()
    except (EOFError, OSError):
        # The parent closed its end: there is no more work.
        os._exit(0)


def die_with_parent() -> None:
    """End when the parent ends, however it does, and leave Ctrl-C to it."""
    # Ctrl-C reaches the whole group of processes; only the parent answers it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        watch = threading.Thread(target=_exit_after, args=(parent,), daemon=True)
        watch.start()


def _exit_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def _limit_memory(more: int) -> None:
    """Let this process grow by ``more`` bytes of address space, where the system can say so."""
    if sys.platform == "linux":
        with open("/proc/self/statm", encoding="ascii") as file:
            held = int(file.read().split()[0]) * resource.getpagesize()
        with suppress(ValueError, OSError):  # a lower limit is in force already
            resource.setrlimit(resource.RLIMIT_AS, (held + more, held + more))
