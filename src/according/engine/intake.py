"""Intake in a child process that may be killed: no input can hang or swell the run."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from according.engine.child import Child
from according.engine.worker import Failed, Found, OutOfMemory, Skipped, SourceDone, intake_main
from according.errors import Reason
from according.intake import Outcome, Source
from according.model import Refusal
from according.settings import MIB, Settings

IN_A_ROW = 3
"""So many inputs of one source that take the child down one after the other end the source:
its container itself is what cannot be walked."""

SKIP_SECONDS = 60.0
"""How long a child that passes inputs over may be silent, at least. It tells twice a second that
it goes on, so only one part of the source that is this slow to walk meets it."""


class GuardedIntake:
    """Takes sources in order; outcomes come one by one from `receive`.

    Wait for ``connection``; when it is readable call `receive`. When `late` is true call
    `give_up_input`. `finished` is true when every source is done.
    """

    def __init__(self, sources: Iterator[Source | Refusal], settings: Settings) -> None:
        self._sources = sources
        self._settings = settings
        self._child: Child | None = None
        self._source: Source | None = None
        self._number = 0
        self._in_a_row = 0
        self._skipping = False
        self._found = False
        self._done_sources: deque[Source] = deque()
        self.finished = False

    def next_source(self) -> Refusal | None:
        """Begin the next source if none is under way; a source that is refused as such."""
        if self._source is not None or self.finished:
            return None
        following = next(self._sources, None)
        if following is None:
            self.finished = True
            self.stop()
        elif isinstance(following, Refusal):
            return following
        else:
            self._source, self._number, self._in_a_row = following, 0, 0
            self._ask()
        return None

    @property
    def child(self) -> Child | None:
        """The child whose connection to wait for; None while no source is under way."""
        return self._child if self._source is not None else None

    def receive(self) -> Outcome | None:
        """The next outcome, or None where the child only had something to tell."""
        if self._child is None:
            return None
        try:
            message = self._child.answer()
        except EOFError:
            return self._went_down(Reason.CRASHED, self._ended())
        if isinstance(message, SourceDone):
            self._end_source()
            return None
        if isinstance(message, OutOfMemory):
            return self._went_down(Reason.MEMORY, _too_much(self._settings))
        if isinstance(message, Failed):
            return self._went_down(Reason.CRASHED, f"intake failed: {message.detail}")
        return self._told(message)

    def _told(self, message: Outcome | Skipped | Found | None) -> Outcome | None:
        if message is None:
            return None
        if isinstance(message, Found):
            self._found = True
            return None
        if isinstance(message, Skipped):
            self._skipping = message.count < self._number
            self._renew()
            return None
        self._number += 1
        self._in_a_row = 0
        self._found = False
        self._renew()
        return message

    def late(self) -> bool:
        """Whether the input under way is over its time."""
        return self.child is not None and self.child.late()

    def give_up_input(self) -> Refusal:
        """Refuse the input under way as too slow."""
        detail = f"took more than {self._patience():g} s; raise the limit if the file is sound"
        return self._went_down(Reason.TOO_SLOW, detail)

    def done_sources(self) -> Iterator[Source]:
        """The sources that were finished since this was asked last."""
        while self._done_sources:
            yield self._done_sources.popleft()

    def stop(self) -> None:
        """End the child."""
        if self._child is not None:
            self._child.stop()
            self._child = None

    def _ask(self) -> None:
        if self._child is None:
            self._child = Child(intake_main, self._settings)
        self._skipping, self._found = self._number > 0, False
        self._child.ask((self._source, self._number), self._patience())

    def _renew(self) -> None:
        if self._child is not None:
            self._child.due(self._patience())

    def _patience(self) -> float:
        """How long the child may be silent now."""
        return max(SKIP_SECONDS, self._seconds()) if self._skipping else self._seconds()

    def _seconds(self) -> float:
        fetching = self._source is not None and "://" in self._source.location
        more = self._settings.fetching.seconds if fetching else 0.0
        return self._settings.limits.seconds + more

    def _went_down(self, reason: Reason, detail: str) -> Refusal:
        """Refuse the input under way and go on behind it, with a new child.

        Where no input was under way it is the source that cannot be walked any further (a new
        child would come to the same place): that is one refusal, and the end of the source.
        """
        source = self._source
        if source is None:
            raise RuntimeError("intake went down with no source under way")
        self.stop()
        begun = self._number > 0
        self._number += 1
        self._in_a_row += 1
        member = f"input {source.cut.inputs + self._number}" if self._found else None
        if not self._found:
            detail += "; the rest of the file was not read" if begun else ""
            self._end_source()
        elif self._in_a_row >= IN_A_ROW:
            detail += f"; {IN_A_ROW} inputs in a row did so: the rest of the file was not read"
            self._end_source()
        else:
            self._ask()
        return Refusal(source.location, reason, detail, member)

    def _end_source(self) -> None:
        if self._source is not None:
            self._done_sources.append(self._source)
        self._source = None
        if self._child is not None:
            self._child.rest()

    def _ended(self) -> str:
        code = self._child.exit_code if self._child is not None else None
        return f"the process that parsed it ended with code {code}"


def _too_much(settings: Settings) -> str:
    return f"needs more than {settings.limits.memory_bytes // MIB} MiB of memory"
