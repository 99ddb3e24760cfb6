"""`Reader`: everything that is read in one report, room by room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from according import __version__
from according.model import (
    UNDETERMINED,
    Actor,
    Attribution,
    Certainty,
    Mention,
    Quantity,
    Reading,
    Report,
    Span,
    TimeExpression,
    Toponym,
)
from according.reading.attribution import AttributionReader
from according.reading.certainty import certainty_of
from according.reading.coreference.finding import Coreference, Found
from according.reading.coreference.joining import anchors, genders, join
from according.reading.descriptions import describe
from according.reading.encoder import Encoded, Encoder
from according.reading.events import Around, EventReader, Told
from according.reading.gazetteer import Gazetteer
from according.reading.lexicon import load_lexicon
from according.reading.names import spot, with_places
from according.reading.naming import resolve
from according.reading.parse import Parser, Passage, sentences, tokens
from according.reading.places import Places
from according.reading.quantities import QuantityReader
from according.reading.times import TimeReader
from according.reading.vessels import vessels
from according.reading.wording import read_wordings
from according.settings import Settings

READ_LANGUAGES = ("en", UNDETERMINED)
"""Languages that are read. A text too short to tell its language is taken for English."""

Lap: TypeAlias = Callable[[str], None]
"""Told the name of each room when it is done, in order: a clock for benchmarks."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What is read in a report before who says what happened: all that this rests on."""

    report: Report
    passages: tuple[Passage, ...]
    encoded: tuple[Encoded, ...]
    toponyms: tuple[Toponym, ...]
    times: tuple[TimeExpression, ...]
    quantities: tuple[Quantity, ...]
    mentions: tuple[Mention, ...]
    actors: tuple[Actor, ...]

    def around(self, attributions: Sequence[Attribution]) -> Around:
        """What stands around events."""
        return Around(self.toponyms, self.times, self.quantities, self.mentions, attributions)

    def reading(
        self,
        reader: str,
        attributions: Sequence[Attribution],
        told: Told,
        lap: Lap = lambda room: None,
    ) -> Reading:
        """The reading of a reader of this name, with loaded words in whose voice they are."""
        wordings = read_wordings(
            self.report, self.passages, self.encoded, attributions, self.mentions
        )
        lap("wording")
        return Reading(
            report=self.report,
            reader=reader,
            sentences=sentences(self.passages),
            tokens=tokens(self.passages),
            mentions=self.mentions,
            actors=self.actors,
            times=self.times,
            toponyms=self.toponyms,
            quantities=self.quantities,
            attributions=tuple(attributions),
            events=told.events,
            figures=told.figures,
            blames=told.blames,
            accounts=told.accounts,
            limits=told.limits,
            wordings=wordings,
        )


class Reader:
    """The reader that is shipped, with its models loaded. Load once, use for many reports; not
    for two threads.

    Args:
        settings: names the pipeline, the gazetteer and the encoder's weights.

    Raises:
        SettingsError: no such pipeline.
        DataError: a data file is missing or damaged.
    """

    def __init__(self, settings: Settings) -> None:
        self.parser = Parser(settings.pipeline)
        self._lexicon = load_lexicon()
        opened = Gazetteer(Path(settings.gazetteer) if settings.gazetteer else None)
        self._places = Places(opened)
        self._times = TimeReader()
        self._quantities = QuantityReader()
        self._encoder = Encoder(Path(settings.encoder) if settings.encoder else None)
        self._coreference = Coreference(self._encoder.heads)
        self._attributions = AttributionReader(self._encoder)
        self.events = EventReader(self._encoder.heads)
        self.name = reader_name(self.parser.name, opened.sha256, self._encoder.sha256)

    def read(
        self,
        report: Report,
        lap: Lap = lambda room: None,
        marked: Sequence[Span] | None = None,
        passages: tuple[Passage, ...] | None = None,
    ) -> Reading:
        """Read ``report``; one in a language that is not read comes back marked unread.

        Args:
            lap: told of each room when it is done.
            marked: the words that tell of happenings, instead of those that the reader finds:
                for benchmarks.
            passages: its text parsed, where that is done already (`Parser.taken`).
        """
        unread = why_unread(report)
        if unread:
            return Reading(report, self.name, unread=unread)
        ground = self.ground(report, lap, passages)
        passages, encoded = ground.passages, ground.encoded
        attributions = self._attributions.read(report, passages, encoded, ground.mentions)
        lap("attributions")
        told = self.events.read(report, passages, encoded, ground.around(attributions), marked)
        lap("events")
        return ground.reading(self.name, attributions, told, lap)

    def ground(
        self,
        report: Report,
        lap: Lap = lambda room: None,
        passages: tuple[Passage, ...] | None = None,
    ) -> Ground:
        """What is read in ``report`` before who says what happened: for `read`, and for readers
        that learn that elsewhere."""
        passages = passages or self.parser.parse(report.text)
        lap("parse")
        toponyms = self._places.read(report, passages, self._vessels(passages))
        lap("places")
        mentions, actors = self._named(report, passages, toponyms)
        lap("names")
        times = self._times.read(report, passages)
        lap("times")
        quantities = self._quantities.read(report, passages)
        lap("quantities")
        encoded = self._encode(report.text, passages)
        lap("encoder")
        found = self._found(report, passages, encoded, mentions, actors)
        mentions, actors = join(report, found, mentions, actors, self._lexicon)
        lap("coreference")
        return Ground(
            report, passages, encoded, toponyms, times, quantities, tuple(mentions), tuple(actors)
        )

    def locate(self, ground: Ground, spans: Sequence[Span]) -> tuple[Toponym, ...]:
        """The toponyms that stand at ``spans`` of a report, taken on trust to be such."""
        return self._places.locate(ground.report, ground.passages, spans)

    def certainties(self, report: Report, triggers: Sequence[Span]) -> tuple[Certainty, ...]:
        """How the events that given words of ``report`` tell of are held: for benchmarks, and
        for events that a person marked."""
        encoded = self.encode(report)
        return tuple(
            next(certainty_of(each, trigger) for each in encoded if each.covers(trigger.start))
            for trigger in triggers
        )

    def encode(self, report: Report) -> tuple[Encoded, ...]:
        """What the encoder says of ``report``, passage by passage: for benchmarks of its heads."""
        return self._encode(report.text, self.parser.parse(report.text))

    def clusters(self, report: Report) -> Found:
        """All mentions of ``report``, also of what is no actor, by what they mean: for
        benchmarks of coreference. Those of actors are together as `read` has them."""
        passages = self.parser.parse(report.text)
        toponyms = self._places.read(report, passages, self._vessels(passages))
        mentions, actors = self._named(report, passages, toponyms)
        encoded = self._encode(report.text, passages)
        return self._found(report, passages, encoded, mentions, actors)

    def _named(
        self, report: Report, passages: tuple[Passage, ...], toponyms: Sequence[Toponym]
    ) -> tuple[tuple[Mention, ...], tuple[Actor, ...]]:
        spotted = spot(passages, self._lexicon, self._vessels(passages))
        names = with_places(spotted, toponyms, passages)
        described = describe(passages, self._lexicon, names)
        return resolve(report, [*names, *described], self._lexicon)

    def _vessels(self, passages: Sequence[Passage]) -> list[Span]:
        return vessels(passages, self._lexicon.honorifics | self._lexicon.offices)

    def _found(
        self,
        report: Report,
        passages: Sequence[Passage],
        encoded: Sequence[Encoded],
        mentions: Sequence[Mention],
        actors: Sequence[Actor],
    ) -> Found:
        known = anchors(mentions, actors)
        return self._coreference.find(encoded, passages, report.text, known, genders(actors))

    def _encode(self, text: str, passages: tuple[Passage, ...]) -> tuple[Encoded, ...]:
        return tuple(
            self._encoder.encode(
                text[passage.start : passage.end],
                [sentence.start_char for sentence in passage.doc.sents],
                passage.start,
            )
            for passage in passages
        )


def why_unread(report: Report) -> str | None:
    """Why a report is not read, in words; None where it is."""
    if report.language in READ_LANGUAGES:
        return None
    return f"language is {report.language}, not en"


def reader_name(parser: str, gazetteer: str, encoder: str) -> str:
    """The reader's name for a record: its version, its pipeline's, and two hashes."""
    return f"according-{__version__}+{parser}+gazetteer-{gazetteer[:8]}+encoder-{encoder[:8]}"
