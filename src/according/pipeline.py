"""The whole flow on one screen.

::

    arguments --sources--> Source --take--> Taken | Refusal --read--> Reading --keep--> Record

`run` does it in this process, one input after the other. The engines do the same steps in
several processes; what comes out is the same record.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from according.errors import Reason
from according.intake import Fetcher, Outcome, Taken, sources, take, text_report
from according.model import Reading, Refusal, ReportReader
from according.settings import Settings
from according.store import Added, Record


def read_text(
    text: str,
    reader: ReportReader,
    *,
    outlet: str | None = None,
    published: date | None = None,
    title: str | None = None,
) -> Reading:
    """Read one text that is at hand; nothing is stored.

    Raises:
        InputRefused: the text is empty, or the reader cannot read it.
    """
    return reader.read(text_report(text, outlet=outlet, published=published, title=title))


def outcomes(arguments: Sequence[str], settings: Settings) -> Iterator[Outcome]:
    """Every input that ``arguments`` name (files, folders, globs, URLs), taken or refused."""
    fetcher = Fetcher(settings.fetching, settings.limits)
    for source in sources(arguments):
        if isinstance(source, Refusal):
            yield source
        else:
            yield from take(source, settings, fetcher)


def admitted(outcome: Outcome, record: Record) -> Outcome:
    """The input as it is, or its refusal where the report was taken out of the record."""
    if not isinstance(outcome, Taken) or not record.forgetting.is_forgotten(outcome.report.id):
        return outcome
    capture = outcome.capture
    why = "it was taken out of this record; see: according forget list"
    return Refusal(capture.location, Reason.FORGOTTEN, why, capture.member, capture.sha256)


def needs_reading(outcome: Outcome, record: Record) -> bool:
    """Whether an input is a report that the record has not got yet."""
    return isinstance(outcome, Taken) and not record.has(outcome.report.id)


def keep(record: Record, outcome: Outcome, reading: Reading | None) -> Added:
    """Put an input and its reading (None where it needed none) into the record."""
    if isinstance(outcome, Refusal):
        return record.refuse(outcome)
    if reading is None:
        return record.add_capture(outcome.capture, outcome.report.id, outcome.data)
    return record.add(reading, outcome.capture, outcome.data)


def run(
    arguments: Sequence[str], record: Record, reader: ReportReader, settings: Settings
) -> Counter[Added]:
    """Read all that ``arguments`` name into ``record``; what became of the inputs, counted."""
    counts: Counter[Added] = Counter()
    for found in outcomes(arguments, settings):
        outcome = admitted(found, record)
        reading = None
        if isinstance(outcome, Taken) and needs_reading(outcome, record):
            reading = reader.read(outcome.report)
        counts[keep(record, outcome, reading)] += 1
    return counts
