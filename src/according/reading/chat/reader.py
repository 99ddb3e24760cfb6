"""`ChatReader`: names, times, places and numbers by our own rooms; who tells what by a model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from according import __version__
from according.errors import AccordingError, InputRefused, Reason
from according.model import Notes, Reading, Report, Span
from according.reading.attribution import Holders
from according.reading.chat.answer import Plain
from according.reading.chat.asking import load_prompt
from according.reading.chat.attributions import read_attributions
from according.reading.chat.client import Client, Cut, Spent
from according.reading.chat.endpoint import endpoint
from according.reading.chat.events import read_events
from according.reading.chat.parties import Parties
from according.reading.chat.parts import halves, parts
from according.reading.chat.quoting import Quoter
from according.reading.chat.tally import Tally
from according.reading.parse import sentences
from according.reading.reader import Ground, Reader, why_unread
from according.settings import Settings

VERSION = 1
"""Of what is made of answers; the prompt has its own, by its hash."""


class ChatReader:
    """Asks the chat endpoint of the settings. Load once; not for two threads.

    Raises:
        SettingsError: no endpoint is named, or it cannot be used.
        DataError: a data file is missing or damaged.
    """

    def __init__(self, settings: Settings) -> None:
        self._prompt = load_prompt()
        self._chat = settings.chat
        self._client = Client(endpoint(settings.chat), settings.chat, f"according/{__version__}")
        self._reader = Reader(settings)
        model = " ".join(settings.chat.model.split())
        prompt = self._prompt.sha256[:8]
        self.name = (
            f"chat-{VERSION}:{model}@{self._client.to.origin}+prompt-{prompt}+{self._reader.name}"
        )
        self._notes = Notes("", self.name)

    def notes(self) -> Notes:
        """How the last report went."""
        return self._notes

    def read(self, report: Report) -> Reading:
        """Read ``report``. Nothing is asked of one in a language that is not read.

        Raises:
            InputRefused: READER, no usable answer was had for a part of it.
            ReaderUnavailable: the endpoint does not answer at all, or refuses.
        """
        self._client.spent = Spent()
        tally = Tally()
        failed = None
        try:
            return self._read(report, tally)
        except AccordingError as error:
            failed = str(error)
            raise
        finally:
            spent = self._client.spent
            self._notes = Notes(
                report.id,
                self.name,
                spent.requests,
                spent.tokens_in,
                spent.tokens_out,
                round(spent.seconds, 3),
                tally.taken,
                tuple(tally.refused),
                failed,
            )

    def _read(self, report: Report, tally: Tally) -> Reading:
        unread = why_unread(report)
        if unread:
            return Reading(report, self.name, unread=unread)
        ground = self._reader.ground(report)
        answers = list(self._answers(ground))
        attributions = read_attributions(ground, answers, tally)
        toponyms = list(ground.toponyms)
        parties = Parties(self._reader, ground, Holders(attributions), tally, toponyms)
        told = read_events(parties, answers)
        toponyms.sort(key=lambda each: each.evidence.span)
        limits = [*tally.limits(), *_parted(len(answers))]
        return replace(ground, toponyms=tuple(toponyms)).reading(
            self.name, attributions, replace(told, limits=tuple(limits))
        )

    def _answers(self, ground: Ground) -> Iterator[tuple[Quoter, Plain]]:
        """An answer for each part of the text, in order."""
        found = sentences(ground.passages)
        text = ground.report.text
        waiting = list(parts(text, found, self._chat.text_chars))[::-1]
        while waiting:
            part = waiting.pop()
            if not any(map(str.isalnum, text[part.start : part.end])):
                continue
            try:
                asked = self._prompt.messages(ground.report, part.start, part.end)
                answer = self._client.ask(asked)
            except Cut:
                waiting += self._smaller(part, found)[::-1]
                continue
            yield Quoter(ground.report, part.start, part.end, found), answer

    def _smaller(self, part: Span, found: tuple[Span, ...]) -> tuple[Span, Span]:
        smaller = halves(part, found)
        if smaller is None:
            raise InputRefused(
                Reason.READER,
                f"chat endpoint: an answer of {self._chat.answer_tokens:,} tokens is cut off even "
                f"for {len(part):,} characters",
            )
        return smaller


def _parted(number: int) -> tuple[str, ...]:
    if number < 2:
        return ()
    return (f"it was asked about in {number} parts; no account goes from one into another",)
