"""According: read news reports and keep the record of who says what happened.

`read` reads one text, with the shipped reader or one that `make_reader` gives; `open_record` opens
a record that ``according read`` has filled. What stands in ``__all__`` is stable: names, arguments
and results change only with a major version.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow

    from according.library import OpenRecord
    from according.model import Reading, ReportReader
    from according.settings import Settings

__version__ = "0.1.0"

__all__ = ["__version__", "make_reader", "open_record", "query", "read"]


def read(
    text: str,
    *,
    outlet: str | None = None,
    published: date | str | None = None,
    title: str | None = None,
    reader: ReportReader | None = None,
) -> Reading:
    """Read one report that is at hand. Nothing is stored, and nothing sent anywhere, unless by a
    reader that is made for it.

    The first call loads the models (about a second); later calls use them again.

    Args:
        text: the report's body. It is kept as it is, but for line ends and NUL characters.
        outlet: who published it.
        published: the day of publication, as a date or ``"2024-03-13"``.
        title: the headline. It is put in front of the text as a paragraph of its own, and
            ``reading.report.body_start`` tells where the body begins.
        reader: who reads, as `make_reader` gives it; None is the shipped reader.

    Returns:
        The reading. Offsets count code points of ``reading.report.text``.

    Raises:
        InputRefused: the text is empty, or longer than the limit of a million code points.
        ValueError: ``published`` is no ISO date.
    """
    from according.pipeline import read_text

    day = date.fromisoformat(published) if isinstance(published, str) else published
    return read_text(text, reader or _shipped(), outlet=outlet, published=day, title=title)


def make_reader(settings: Settings | None = None) -> ReportReader:
    """A reader with its models loaded, to be used for many reports; not for two threads.

    Args:
        settings: name the reader and what it is made of; None is the shipped one as it is.

    Raises:
        SettingsError: there is no such reader, or it cannot be loaded with these settings.
        DataError: a data file is missing or damaged.
    """
    from according.reading import make_reader as made
    from according.settings import Settings

    return made(settings or Settings())


def open_record(url: str) -> OpenRecord:
    """Open a record that is there; close it, or use it in a ``with`` block. Its `reports`,
    `events`, `accounts`, `figures` and `origins` give rows to go through, or data frames.

    Args:
        url: a file's path (SQLite), or ``postgresql://user@host/database``.

    Raises:
        StoreError: there is none, it is not a record, or it is of another schema version.
    """
    from according.library import OpenRecord

    return OpenRecord(url)


def query(folder: str | Path, question: str, **given: str) -> pyarrow.Table:
    """Ask what a bulk run wrote, or an export as Parquet, by DuckDB.

    Args:
        question: one statement of SQL that reads, over tables called as the record's; or the name
            of a question: ``"events-by-origins"``, ``"figures-in-conflict"``, ``"naming"``.
        given: what the question asks for (``of="Delta Front"``); and ``memory="4GB"``.

    Returns:
        A table of Arrow.

    Raises:
        ExportDamaged: the folder is no dataset that this version reads.
        SettingsError: DuckDB is not installed, or the question cannot be answered.
    """
    from according.export.query import query as asked

    return asked(folder, question, **given)


@cache
def _shipped() -> ReportReader:
    """The shipped reader of this process. Loading takes a second, so `read` keeps it."""
    return make_reader()
