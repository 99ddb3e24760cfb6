"""How far a run is: a bar in a terminal, a line now and then where messages go to a file."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import (
    BarColumn,
    Progress,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from according.cli.console import err
from according.engine import Progress as Done
from according.store import Added

LINE_SECONDS = 10.0
"""Between two lines of progress where standard error is no terminal."""


_BETWEEN = 0.1
"""Seconds between two changes of the bar, where something is told a thousand times a second."""


def make_bar() -> Progress:
    """The bar, to be used in a ``with`` block."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=None),
        TaskProgressColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    )


class Shown:
    """What a person sees of a run; ``last`` is the newest state."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._task: TaskID = bar.add_task("loading models", total=None, rate="")
        self._said_at = 0.0
        self.last = Done()

    def update(self, done: Done) -> None:
        """Show how far it is."""
        self.last = done
        refused = done.counts[Added.REFUSED]
        description = f"{done.inputs:,} in, {refused:,} refused"
        rate = f"{done.inputs / max(done.seconds, 0.001):.1f}/s"
        self._bar.update(
            self._task,
            description=description,
            completed=min(done.bytes_done, done.bytes_all),
            total=done.bytes_all or None,
            rate=rate,
        )
        if self._bar.disable and done.seconds - self._said_at >= LINE_SECONDS:
            self._said_at = done.seconds
            share = f", {done.bytes_done / done.bytes_all:.0%}" if done.bytes_all else ""
            err.print(f"{description}, {rate}{share}", markup=False)

    def close(self) -> None:
        """Take the bar away."""
        self._bar.stop()


@contextmanager
def counting(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show how many of how many are done, in a ``with`` block that gives what is to be told."""
    said_at = time.monotonic()
    with make_bar() as bar:
        task = bar.add_task(what, total=None, rate="")

        def update(done: int, of: int) -> None:
            nonlocal said_at
            bar.update(task, description=f"{what} {done:,} of {of:,}", completed=done, total=of)
            if not err.is_terminal and time.monotonic() - said_at >= LINE_SECONDS:
                said_at = time.monotonic()
                err.print(f"{what} {done:,} of {of:,}")

        yield update


@contextmanager
def stages() -> Iterator[Callable[[str, int, int], None]]:
    """Show how far a work of several stages is; what it gives is told the stage too."""
    said_at = shown_at = time.monotonic()
    with make_bar() as bar:
        task = bar.add_task("", total=None, rate="")

        def update(what: str, done: int, of: int) -> None:
            nonlocal said_at, shown_at
            now = time.monotonic()
            if now - shown_at < _BETWEEN and done < of:
                return
            shown_at = now
            said = f"{what} {done:,} of {of:,}"
            bar.update(task, description=said, completed=done, total=of)
            if not err.is_terminal and now - said_at >= LINE_SECONDS:
                said_at = now
                err.print(said)

        yield update
