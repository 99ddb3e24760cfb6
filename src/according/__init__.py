"""According: read news reports and keep the record of who says what happened.

`read` reads one text; `open_record` opens a record that ``according read`` has filled.
Both are stable: their names, arguments and results change only with a major version.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from according.model import Reading
    from according.reading import Reader
    from according.store import Record

__version__ = "0.1.0"

__all__ = ["__version__", "open_record", "read"]


def read(
    text: str,
    *,
    outlet: str | None = None,
    published: date | str | None = None,
    title: str | None = None,
) -> Reading:
    """Read one report that is at hand. Nothing is stored, nothing is sent anywhere.

    The first call loads the models (about a second); later calls use them again.

    Args:
        text: the report's body. It is kept as it is, but for line ends and NUL characters.
        outlet: who published it.
        published: the day of publication, as a date or ``"2024-03-13"``.
        title: the headline. It is put in front of the text as a paragraph of its own, and
            ``reading.report.body_start`` tells where the body begins.

    Returns:
        The reading. Offsets count code points of ``reading.report.text``.

    Raises:
        InputRefused: the text is empty, or longer than the limit of a million code points.
        ValueError: ``published`` is no ISO date.
    """
    from according.pipeline import read_text

    day = date.fromisoformat(published) if isinstance(published, str) else published
    return read_text(text, _reader(), outlet=outlet, published=day, title=title)


def open_record(url: str) -> Record:
    """Open a record that is there; close it, or use it in a ``with`` block.

    Args:
        url: a file's path (SQLite), or a database URL as SQLAlchemy takes it.

    Raises:
        StoreError: there is none, it is not a record, or it is of another schema version.
    """
    from according.store import Record

    return Record(url)


@cache
def _reader() -> Reader:
    """The reader of this process. Loading takes a second, so `read` keeps it."""
    from according.reading import Reader
    from according.settings import Settings

    return Reader(Settings())
