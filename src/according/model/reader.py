"""`ReportReader`: what makes a reading of a report; `Notes`: what it says of how it went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from according.model.reading import Reading
from according.model.report import Report


class ReportReader(Protocol):
    """Reads reports. `according.reading.Reader` is the one that is shipped; others are chosen by
    name (``according read --reader``, `Settings.reader`) and found by the entry points of the
    group ``according.readers``.

    One is loaded once in each reading process, and reads one report after the other.
    """

    @property
    def name(self) -> str:
        """What tells its readings from those of others, in a record: the reader, its version, its
        models. No line breaks."""

    def read(self, report: Report) -> Reading:
        """All that it finds in ``report``; what is in no language that it reads comes back with
        ``unread`` saying why.

        Raises:
            InputRefused: this report cannot be read, and another may be.
            ReaderUnavailable: no report can be read until somebody does something about it.
        """


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that a reader was told of a report and did not take.

    ``what`` says what it was ("figure"), ``why`` the reason, ``words`` what it was told to rest
    on, cut short: nobody checked them.
    """

    what: str
    why: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Notes:
    """How the reading of one report went, for the report of a run.

    Counts: ``requests`` that were sent, tokens as the other side counted them, items ``taken``.
    ``seconds`` were waited for answers.
    """

    report_id: str
    reader: str
    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0
    taken: int = 0
    refused: tuple[Refused, ...] = ()
    failed: str | None = None
    """Why the report could not be read, None where it was."""


@runtime_checkable
class Noting(Protocol):
    """A reader that has something to say of how it went. Asked after each report."""

    def notes(self) -> Notes:
        """Of the report that was read last, or could not be."""
