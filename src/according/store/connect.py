"""Opening a database: its URL, its engine, its schema."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, inspect, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

from according.errors import StoreError
from according.store.schema import VERSION, meta, metadata, revision

BUSY_SECONDS = 60
"""How long one process waits for another's transaction; each takes milliseconds."""


def connect(url: str, *, create: bool) -> Engine:
    """An engine for ``url``: a file's path (SQLite) or a database URL.

    Raises:
        StoreError: no such record (and not ``create``), not a record, or of another version.
    """
    engine = _engine(url, create=create)
    try:
        _check_schema(engine, url, create=create)
    except DBAPIError as error:
        engine.dispose()
        raise StoreError(f"{url} cannot be opened as a record: {error.orig}") from error
    except StoreError:
        engine.dispose()
        raise
    return engine


def _engine(url: str, *, create: bool) -> Engine:
    if "://" not in url:
        _check_path(Path(url), create=create)
    try:
        # Not put together as text: a path may have "?", "#" and "%" in it.
        engine = create_engine(
            make_url(url)
            if "://" in url
            else URL.create("sqlite", database=str(Path(url).absolute()))
        )
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise StoreError(f"{url} is no database URL that can be used here: {error}") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _check_path(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise StoreError(f"{path} is a folder; name a file, such as {path / 'record.db'}")
    if not create and not path.exists():
        raise StoreError(f"no record at {path}; make one with: according read PATH --into {path}")
    if create and not path.absolute().parent.is_dir():
        raise StoreError(f"no folder {path.absolute().parent} to put a record in; make it first")


def _prepare_sqlite(connection: Any, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    cursor.execute("PRAGMA journal_mode = WAL")
    # FULL: what was acknowledged survives a loss of power too. At ten reports a second the
    # cost does not show.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _check_schema(engine: Engine, url: str, *, create: bool) -> None:
    present = set(inspect(engine).get_table_names())
    if not present & set(metadata.tables):
        if present or not create:
            raise StoreError(f"{url} is a database, but not a record of According")
        _make_schema(engine)
    with engine.connect() as connection:
        found = connection.execute(select(meta.c.value).where(meta.c.key == "schema")).scalar()
    if found != str(VERSION):
        raise StoreError(
            f"{url} has schema version {found}, this According reads {VERSION}; "
            "use the According that made it"
        )


def _make_schema(engine: Engine) -> None:
    """All tables and the version in one transaction: a killed start leaves an empty file."""
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            # The driver would commit before each CREATE; an explicit BEGIN keeps them together,
            # and IMMEDIATE lets only one of two starting processes make them.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        metadata.create_all(connection)
        held = connection.execute(select(meta.c.value).where(meta.c.key == "schema")).scalar()
        if held is None:
            connection.execute(meta.insert().values(key="schema", value=str(VERSION)))
            connection.execute(revision.insert().values(id=1, number=0))
