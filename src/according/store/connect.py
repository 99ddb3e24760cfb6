"""Opening a database: its URL, its engine, its schema."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from according.errors import StoreError
from according.store import dialects, versions
from according.store.dialects import postgresql_url
from according.store.schema import metadata, revision

BUSY_SECONDS = 60
"""How long one process waits for another's transaction; each takes milliseconds."""


def connect(url: str, *, create: bool) -> Engine:
    """An engine for ``url``: a file's path (SQLite) or a database URL.

    Raises:
        StoreError: no such record (and not ``create``), not a record, or of another version.
    """
    engine = open_engine(url, create=create)
    try:
        _check_schema(engine, shown(url), create=create)
    except DBAPIError as error:
        engine.dispose()
        raise StoreError(f"{shown(url)} cannot be opened as a record: {said(error)}") from error
    except StoreError:
        engine.dispose()
        raise
    return engine


def open_engine(url: str, *, create: bool) -> Engine:
    """An engine for a record whose schema was not looked at.

    Raises:
        StoreError: as `connect`.
    """
    if "://" not in url:
        _check_path(Path(url), create=create)
    try:
        engine = _engine(url)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise StoreError(
            f"{shown(url)} is no database URL that can be used here: {error}"
        ) from error
    dialects.of(engine).open(engine, BUSY_SECONDS)
    return engine


def shown(url: str) -> str:
    """How a record is called in messages: without the password that an address may have."""
    if "://" not in url:
        return url
    try:
        return postgresql_url.shown(make_url(url))
    except ArgumentError:
        return url


def called(url: str) -> str:
    """What a record is called for short: by its file, or its database."""
    if "://" not in url:
        return Path(url).name
    return (make_url(url).database or url).rsplit("/", 1)[-1]


def said(error: DBAPIError) -> str:
    """What a database says, without what its driver puts around it."""
    first = error.orig.args[0] if error.orig is not None and error.orig.args else error.orig
    return str(first.get("M", first) if isinstance(first, dict) else error.orig)


def _engine(url: str) -> Engine:
    if "://" not in url:
        # Not put together as text: a path may have "?", "#" and "%" in it.
        return create_engine(URL.create("sqlite", database=str(Path(url).absolute())))
    made = make_url(url)
    told: dict[str, Any] = {}
    if postgresql_url.is_ours(made):
        _check_driver()
        made, told["connect_args"] = postgresql_url.arguments(made)
        # A server can have been started anew since a connection was used last.
        told["pool_pre_ping"] = True
    return create_engine(made, **told)


def _check_driver() -> None:
    try:
        import pg8000  # noqa: F401
    except ModuleNotFoundError as error:
        raise StoreError(
            "PostgreSQL needs pg8000, which is not installed: pip install 'according[postgresql]'"
        ) from error


def _check_path(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise StoreError(f"{path} is a folder; name a file, such as {path / 'record.db'}")
    if not create and not path.exists():
        raise StoreError(f"no record at {path}; make one with: according read PATH --into {path}")
    if create and not path.absolute().parent.is_dir():
        raise StoreError(f"no folder {path.absolute().parent} to put a record in; make it first")


def _check_schema(engine: Engine, url: str, *, create: bool) -> None:
    present = set(inspect(engine).get_table_names())
    if not present & set(metadata.tables):
        if present or not create:
            raise StoreError(f"{url} is a database, but not a record of According")
        _make_schema(engine, url)
    with engine.connect() as connection:
        versions.check(connection, url)


def _make_schema(engine: Engine, url: str) -> None:
    """All tables and the version in one transaction: a killed start leaves an empty database."""
    dialect = dialects.of(engine)
    with engine.begin() as connection:
        # Only one of two starting processes makes them; and SQLite's driver would commit before
        # each CREATE.
        dialect.hold(connection)
        if why_not := dialect.check(connection):
            raise StoreError(f"{url} cannot hold a record: {why_not}")
        if versions.found(connection) is None:
            metadata.create_all(connection)
            connection.execute(revision.insert().values(id=1, number=0))
            versions.stamp(connection)
