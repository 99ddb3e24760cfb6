"""`Reader`: everything that is read in one report, room by room."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from according import __version__
from according.model import UNDETERMINED, Reading, Report
from according.reading.descriptions import describe
from according.reading.gazetteer import Gazetteer
from according.reading.lexicon import load_lexicon
from according.reading.names import spot, with_places
from according.reading.naming import resolve
from according.reading.parse import Parser, sentences, tokens
from according.reading.places import Places
from according.reading.quantities import QuantityReader
from according.reading.times import TimeReader

READ_LANGUAGES = ("en", UNDETERMINED)
"""Languages that are read. A text too short to tell its language is taken for English."""

Lap: TypeAlias = Callable[[str], None]
"""Told the name of each room when it is done, in order: a clock for benchmarks."""


class Reader:
    """A reader with its models loaded. Load once, use for many reports; not for two threads.

    Args:
        pipeline: name of an installed spaCy pipeline for English.
        gazetteer: a file that ``according gazetteer import`` made; None takes the shipped one.

    Raises:
        SettingsError: no such pipeline.
        DataError: a data file is missing or damaged.
    """

    def __init__(self, pipeline: str, gazetteer: str | None = None) -> None:
        self._parser = Parser(pipeline)
        self._lexicon = load_lexicon()
        opened = Gazetteer(Path(gazetteer) if gazetteer else None)
        self._places = Places(opened)
        self._times = TimeReader()
        self._quantities = QuantityReader()
        self.name = reader_name(self._parser.name, opened.sha256)

    def read(self, report: Report, lap: Lap = lambda room: None) -> Reading:
        """Read ``report``; one in a language that is not read comes back marked unread."""
        if report.language not in READ_LANGUAGES:
            return Reading(report, self.name, unread=f"language is {report.language}, not en")
        passages = self._parser.parse(report.text)
        lap("parse")
        toponyms = self._places.read(report, passages)
        lap("places")
        names = with_places(spot(passages, self._lexicon), toponyms)
        described = describe(passages, self._lexicon, names)
        mentions, actors = resolve(report, [*names, *described], self._lexicon)
        lap("names")
        times = self._times.read(report, passages)
        lap("times")
        quantities = self._quantities.read(report, passages)
        lap("quantities")
        return Reading(
            report=report,
            reader=self.name,
            sentences=sentences(passages),
            tokens=tokens(passages),
            mentions=mentions,
            actors=actors,
            times=times,
            toponyms=toponyms,
            quantities=quantities,
        )


def reader_name(parser: str, gazetteer: str) -> str:
    """The reader's name for a record: its version, its pipeline's, its gazetteer's hash."""
    return f"according-{__version__}+{parser}+gazetteer-{gazetteer[:8]}"
