"""`Child`: a process of our own, its pipe, and how long it may stay silent."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from according.engine.worker import Started

STARTUP_SECONDS = 120.0
"""Until a child has its modules and models loaded. Two seconds are usual; a cold disk on a
busy machine has taken forty."""

ENDING_SECONDS = 5.0
"""How long a child whose pipe is closed is waited for, to tell how it ended."""

STARVED = 10
"""So many times what it is given a child may take by the clock, as long as it wants the processor
and others have it: a busy machine is no reason to refuse what is sound."""

_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class Child:
    """A child process that runs ``main(connection, *arguments)``.

    It is started at once and sends `Started` when it is ready. ``deadline`` is the moment, on
    the monotonic clock, until which it may stay silent; None while nothing is asked of it.

    Args:
        daemon: False of one that starts children itself.
    """

    def __init__(self, main: Callable[..., None], *arguments: Any, daemon: bool = True) -> None:
        # Fork would copy locks held by the parent's threads; spawn is the same on every system.
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=main, args=(theirs, *arguments), daemon=daemon)
        with _one_thread_each(), _interrupts_held():
            self._process.start()
        theirs.close()
        self.ready = False
        self._seconds = 0.0
        self._held: object = None
        # To start it has the clock's time and no more.
        self.deadline: float | None = time.monotonic() + STARTUP_SECONDS
        self._given = self._spent = 0.0

    def ask(self, request: object, seconds: float) -> None:
        """Send a request; an answer is due within ``seconds``, counted from when it is ready.

        Until then the request is held back: a message that is longer than the pipe would block
        the parent for as long as the child loads its models.
        """
        self._seconds = seconds
        if self.ready:
            self._send(request)
        else:
            self._held = request

    def _send(self, request: object) -> None:
        # A child that is down cannot be told anything; its end is found where the answer is.
        with suppress(BrokenPipeError, ConnectionResetError):
            self.connection.send(request)
        self.wait()

    def wait(self) -> None:
        """Start the time for the next answer anew."""
        self.due(self._seconds)

    def due(self, seconds: float) -> None:
        """From now on an answer is due within ``seconds``."""
        self.deadline = time.monotonic() + seconds
        self._given, self._spent = seconds, self._processor()[0]

    def rest(self) -> None:
        """Nothing is due."""
        self.deadline = None

    def answer(self) -> Any:
        """The next answer; `Started` is taken note of and passed over as None.

        Raises:
            EOFError: the child went down.
        """
        try:
            message = self.connection.recv()
        except OSError as error:
            raise EOFError from error
        if isinstance(message, Started):
            self.ready = True
            held, self._held = self._held, None
            if held is None:
                self.rest()
            else:
                self._send(held)
            return None
        return message

    def late(self) -> bool:
        """Whether an answer is overdue (one that lies in the pipe is not)."""
        now = time.monotonic()
        if self.deadline is None or now <= self.deadline or self.connection.poll():
            return False
        spent, wanting = self._processor()
        starved = wanting and spent - self._spent < self._given
        return not (starved and now < self.deadline + (STARVED - 1) * self._given)

    def _processor(self) -> tuple[float, bool]:
        """The seconds of the processor that it has had, and whether it wants more; where the
        system does not say, it wants none."""
        try:
            # Its name, in brackets, may have spaces. See proc(5): state is the first field behind.
            plain = Path(f"/proc/{self._process.pid}/stat").read_text("ascii", "replace")
            fields = plain.rpartition(")")[2].split()
            ticks = int(fields[11]) + int(fields[12])
            return ticks / os.sysconf("SC_CLK_TCK"), fields[0] in ("R", "D")
        except (OSError, ValueError, IndexError):
            return 0.0, False

    def stop(self) -> None:
        """End it at once."""
        self._process.kill()
        self._process.join()
        self.connection.close()

    @property
    def exit_code(self) -> int | None:
        """How it ended; negative: by that signal; None if it has not."""
        self._process.join(ENDING_SECONDS)
        return self._process.exitcode


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Processes are the unit of work here: linear algebra in each takes one thread."""
    before = {name: os.environ.get(name) for name in _ONE_THREAD}
    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Ctrl-C reaches the whole group of processes, and only the parent answers it: a child starts
    with it blocked, so that it has nothing to say while it is still loading."""
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # its first start would lift the block
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


__all__ = ["STARTUP_SECONDS", "Child", "Connection"]
