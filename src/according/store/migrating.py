"""`migrate`: a record of an older version made one of this, in place."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from according.errors import StoreError
from according.store import dialects, versions
from according.store.connect import open_engine, said, shown

FIRST = 6
"""The version that the first revision makes; what is older was never released."""

FOLDER = str(files("according.store") / "migrations")
"""Where the revisions are."""


def migrate(url: str) -> tuple[str, str]:
    """Bring a record up to this version, in one transaction: all of it, or nothing.

    Returns:
        The version that it had, and that it has.

    Raises:
        StoreError: there is no record, it is newer than this According or older than the first
            revision, or the database cannot be written.
    """
    engine = open_engine(url, create=False)
    dialect = dialects.of(engine)
    try:
        with engine.connect() as connection:
            dialect.hold(connection)
            before = versions.found(connection)
            _check(shown(url), before)
            if not versions.is_stamped(connection):
                versions.stamp(connection, before)
            upgrade(connection)
            after = versions.found(connection)
            connection.commit()
    except DBAPIError as error:
        raise StoreError(f"{shown(url)} cannot be migrated: {said(error)}") from error
    finally:
        engine.dispose()
    return str(before), str(after)


def scripts() -> ScriptDirectory:
    """The revisions."""
    return ScriptDirectory.from_config(_config(FOLDER))


def _config(folder: str) -> Config:
    config = Config()
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _check(url: str, number: str | None) -> None:
    if number is None:
        raise StoreError(f"{url} is no record of According")
    newest = versions.VERSION
    if not number.isdecimal() or int(number) > newest:
        raise StoreError(
            f"{url} has schema version {number}, this According reads {newest}: it is newer; "
            "use the According that made it"
        )
    if int(number) < FIRST:
        raise StoreError(
            f"{url} has schema version {number}, and the first that can be migrated is {FIRST}; "
            "read its reports into a new record"
        )


def upgrade(connection: Connection) -> None:
    """Run all revisions that a database has not; an empty one gets all tables."""
    known = scripts()

    def steps(revision: Any, _context: Any) -> Any:
        return known._upgrade_revs("head", revision)

    with EnvironmentContext(_config(known.dir), known, fn=steps) as environment:
        # SQLite can change tables within a transaction, too; the driver's own begin is not used.
        environment.configure(connection=connection, transactional_ddl=True)
        environment.run_migrations()
