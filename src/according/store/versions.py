"""Of which version a record's tables are."""

from __future__ import annotations

from sqlalchemy import Column, Connection, MetaData, String, Table, delete, inspect, select

from according.errors import StoreError
from according.store import schema
from according.store.schema import meta

VERSION = schema.VERSION
"""Of this According."""

_own = MetaData()

_version = Table("alembic_version", _own, Column("version_num", String(32), primary_key=True))
"""As Alembic has it, which migrates records (`migrating`)."""

_BEFORE = "schema"
"""The key in ``meta`` under which records had their version before they could be migrated."""

OWN_KEYS = (_BEFORE, "shelves")
"""Keys of ``meta`` that say of what version a database's tables are; each database has its own."""


def is_stamped(connection: Connection) -> bool:
    """Whether the version stands where Alembic looks for it."""
    return inspect(connection).has_table(_version.name)


def found(connection: Connection) -> str | None:
    """The version of a record's tables, None where there are none."""
    if is_stamped(connection):
        return connection.execute(select(_version.c.version_num)).scalar()
    if inspect(connection).has_table(meta.name):
        return connection.execute(select(meta.c.value).where(meta.c.key == _BEFORE)).scalar()
    return None


def stamp(connection: Connection, number: str | None = None) -> None:
    """Write down of which version the tables are; None is this one."""
    _own.create_all(connection)
    connection.execute(delete(_version))
    connection.execute(_version.insert().values(version_num=number or str(VERSION)))
    connection.execute(delete(meta).where(meta.c.key == _BEFORE))


def check(connection: Connection, url: str) -> None:
    """Look whether a record is of this version.

    Raises:
        StoreError: it is not; the message says what to do.
    """
    number = found(connection)
    if number != str(VERSION):
        raise StoreError(
            f"{url} has schema version {number}, this According reads {VERSION}; "
            f"{_advice(url, number)}"
        )


def _advice(url: str, number: str | None) -> str:
    if number is not None and number.isdecimal() and int(number) < VERSION:
        return f"bring it up to date with: according migrate {url}"
    return "it is newer: use the According that made it"
