"""`Reader`: everything that is read in one report, room by room."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from according import __version__
from according.model import UNDETERMINED, Reading, Report
from according.reading.descriptions import describe
from according.reading.lexicon import load_lexicon
from according.reading.names import spot
from according.reading.naming import resolve
from according.reading.parse import Parser, sentences, tokens

READ_LANGUAGES = ("en", UNDETERMINED)
"""Languages that are read. A text too short to tell its language is taken for English."""

Lap: TypeAlias = Callable[[str], None]
"""Told the name of each room when it is done, in order: a clock for benchmarks."""


class Reader:
    """A reader with its models loaded. Load once, use for many reports; not for two threads.

    Args:
        pipeline: name of an installed spaCy pipeline for English.

    Raises:
        SettingsError: no such pipeline.
        DataError: a data file is missing or damaged.
    """

    def __init__(self, pipeline: str) -> None:
        self._parser = Parser(pipeline)
        self._lexicon = load_lexicon()
        self.name = reader_name(self._parser.name)

    def read(self, report: Report, lap: Lap = lambda room: None) -> Reading:
        """Read ``report``; one in a language that is not read comes back marked unread."""
        if report.language not in READ_LANGUAGES:
            return Reading(report, self.name, unread=f"language is {report.language}, not en")
        passages = self._parser.parse(report.text)
        lap("parse")
        names = spot(passages, self._lexicon)
        described = describe(passages, self._lexicon, names)
        mentions, actors = resolve(report, [*names, *described], self._lexicon)
        lap("names")
        return Reading(
            report=report,
            reader=self.name,
            sentences=sentences(passages),
            tokens=tokens(passages),
            mentions=mentions,
            actors=actors,
        )


def reader_name(parser: str) -> str:
    """The reader's name for a record: its version and its pipeline's."""
    return f"according-{__version__}+{parser}"
