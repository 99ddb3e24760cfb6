"""A record's database as it is at one moment, whatever others write meanwhile."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import StaticPool

from according.errors import StoreError

CACHE_KIB = 64 * 1024
"""Pages of the database that stay in memory: reports are asked for by day and lie by id, so that
with SQLite's own 2 MiB most pages are read again and again."""


class _Still(sqlite3.Connection):
    """One transaction that only reads, for all questions: each that asks ends its own when it has
    its answer, which must not end this one."""

    def commit(self) -> None:
        """Nothing was written."""

    def rollback(self) -> None:
        """What was seen stays seen."""


def still(url: str, engine: Engine) -> Engine | None:
    """An engine whose every question sees the database as it is now. Nothing but temporary tables
    can be written with it. To be disposed of: it holds a transaction, and is of one thread.

    Returns:
        None for other databases than a file of SQLite.

    Raises:
        StoreError: the file cannot be read.
    """
    path = engine.url.database
    if engine.dialect.name != "sqlite" or path is None or not Path(path).is_file():
        return None
    address = f"{Path(path).absolute().as_uri()}?mode=ro"

    def begun() -> sqlite3.Connection:
        connection = sqlite3.connect(address, uri=True, factory=_Still)
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        connection.execute("BEGIN")
        # The transaction begins to see with its first question.
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return connection

    try:
        made = create_engine(
            "sqlite://", creator=begun, poolclass=StaticPool, pool_reset_on_return=None
        )
        made.connect().close()
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"{url} cannot be read: {error}") from error
    return made
