"""A part of the rows of very many reports, written by a second process at the same time.

It opens the record itself; whether it sees the same moment is looked at before it begins, and where
another process has written in between, it does nothing.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from according.errors import AccordingError, StoreError
from according.export.formats.choosing import Chosen, choose
from according.store import Record

MANY = 20_000
"""Reports from which on a second process is worth its start and what it reckons once more."""

SHARE = 0.6
"""Of the reports are its own: what is across reports is for the first process."""


@dataclass(frozen=True, slots=True)
class Task:
    """What the second process writes: rows of the reports from number ``first`` to the last."""

    url: str
    pages: str | None
    first: int
    work: Callable[[Chosen, Task], object]
    names: Sequence[str]
    folder: str
    options: tuple[tuple[str, str], ...]


class Beside:
    """A second process at its task."""

    def __init__(self, process: BaseProcess, pipe: Connection) -> None:
        self._process, self._pipe = process, pipe

    def result(self) -> object:
        """What the task came to; waits for it.

        Raises:
            StoreError: it failed.
        """
        try:
            failed, found = self._pipe.recv()
        except EOFError as error:
            raise StoreError("a process that wrote a part of the export ended before it") from error
        if failed:
            raise StoreError(str(found))
        return found


@contextmanager
def beside(chosen: Chosen, task: Task) -> Iterator[Beside | None]:
    """A second process at a task, None where there can be none; it ends with the block."""
    alone = (os.cpu_count() or 1) < 2 or multiprocessing.current_process().daemon
    if alone or not chosen.is_all or chosen.reports < MANY:
        yield None
        return
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_second, args=(there, task), daemon=True)
    process.start()
    there.close()
    try:
        ready = _ready(here) and chosen.is_still()
        if ready:
            here.send(True)
        yield Beside(process, here) if ready else None
    finally:
        here.close()
        process.terminate()
        process.join()


def _ready(pipe: Connection) -> bool:
    try:
        return bool(pipe.recv())
    except EOFError:
        return False


def _second(pipe: Connection, task: Task) -> None:
    """In the second process: open, say so, and work when told to."""
    try:
        with Record(task.url) as record, choose(record, pages=task.pages) as chosen:
            pipe.send(True)
            pipe.recv()
            found = task.work(chosen, task)
        pipe.send((False, found))
    except EOFError:
        return
    except (AccordingError, OSError) as error:
        pipe.send((True, str(error)))
