"""A pool of reading processes, each with its models loaded once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from according.engine.child import Child
from according.engine.worker import Declined, Failed, Unusable, reader_main
from according.errors import ReaderUnavailable, Reason, SettingsError
from according.intake import Taken
from according.model import Notes, Reading, Refusal
from according.settings import CHAT_READER, Settings

CHARACTERS_PER_SECOND = 5_000
"""Beside the seconds of the settings a reading may take the text's length at this rate, a fifth of
the usual."""

TRIES = 2
"""How often a report is read whose reading process goes down."""


class State(Enum):
    """Where an input is on its way."""

    TO_READ = auto()
    BEING_READ = auto()
    DONE = auto()


@dataclass(slots=True)
class Slot:
    """One input on its way into the record, in its place in the order of the inputs."""

    outcome: Taken | Refusal
    state: State
    reading: Reading | None = None
    tries: int = 0


class Readers:
    """Up to ``size`` children. They are started when there is work for them."""

    def __init__(
        self, settings: Settings, size: int, on_notes: Callable[[Notes], None] | None = None
    ) -> None:
        self._on_notes = on_notes
        self._settings = settings
        self._size = size
        self._busy: dict[Child, Slot] = {}
        self._idle: list[Child] = []

    @property
    def children(self) -> list[Child]:
        """Those that an answer is awaited from."""
        return list(self._busy)

    def free(self) -> bool:
        """Whether one more report can be handed out."""
        return bool(self._idle) or len(self._busy) < self._size

    def read(self, slot: Slot) -> None:
        """Hand out the report of ``slot``; its reading is put there when it is done."""
        if isinstance(slot.outcome, Refusal):
            raise TypeError("a refused input cannot be read")
        child = self._idle.pop() if self._idle else self._started()
        report = slot.outcome.report
        child.ask(report, self._patience(len(report.text)))
        slot.state = State.BEING_READ
        self._busy[child] = slot

    def _patience(self, characters: int) -> float:
        seconds = self._settings.limits.reading_seconds + characters / CHARACTERS_PER_SECOND
        if self._settings.reader == CHAT_READER:
            seconds += self._settings.chat.patience(characters)
        return seconds

    def _started(self) -> Child:
        return Child(reader_main, self._settings)

    def receive(self, child: Child) -> None:
        """Take the answer of a child whose connection is readable.

        Raises:
            SettingsError: the child could not load its models.
            ReaderUnavailable: its reader can read nothing for now.
        """
        try:
            message = child.answer()
        except EOFError:
            if not child.ready:
                raise SettingsError(
                    f"a reading process could not start with pipeline {self._settings.pipeline!r}; "
                    "its own message is above"
                ) from None
            self._went_down(child)
            return
        if isinstance(message, Unusable):
            raise (
                ReaderUnavailable(message.detail) if child.ready else SettingsError(message.detail)
            )
        if isinstance(message, Notes):
            self._told(child, message)
        elif isinstance(message, Declined):
            self._refuse(child, message.reason, message.detail, going_on=True)
        elif isinstance(message, Failed):
            self._refuse(child, Reason.CRASHED, f"reading failed: {message.detail}")
        elif isinstance(message, Reading):
            slot = self._busy.pop(child)
            slot.reading, slot.state = message, State.DONE
            child.rest()
            self._idle.append(child)

    def _went_down(self, child: Child) -> None:
        """A child may be ended by others, as when memory is short: the report in hand is read
        once more by a fresh one; one that takes that down too is refused."""
        slot = self._busy[child]
        slot.tries += 1
        if slot.tries < TRIES:
            del self._busy[child]
            child.stop()
            slot.state = State.TO_READ
        else:
            self._refuse(child, Reason.CRASHED, f"reading ended with code {child.exit_code}")

    def give_up_late(self) -> None:
        """Refuse every report whose reading is overdue."""
        for child in self._late():
            self._refuse(child, Reason.TOO_SLOW, "reading it took too long")

    def stop(self) -> None:
        """End all children."""
        for child in [*self._idle, *self._busy]:
            child.stop()

    def _late(self) -> Iterator[Child]:
        yield from [child for child in self._busy if child.late()]

    def _told(self, child: Child, notes: Notes) -> None:
        child.wait()  # the reading itself is on its way
        if self._on_notes is not None:
            self._on_notes(notes)

    def _refuse(self, child: Child, reason: Reason, detail: str, *, going_on: bool = False) -> None:
        slot = self._busy.pop(child)
        if going_on:
            child.rest()
            self._idle.append(child)
        else:
            child.stop()
        if isinstance(slot.outcome, Taken):
            capture = slot.outcome.capture
            slot.outcome = Refusal(capture.location, reason, detail, capture.member, capture.sha256)
        slot.state = State.DONE
