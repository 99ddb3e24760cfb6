"""`Copying`: the rows of a whole record into an empty one, by what the database has for that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeAlias

from sqlalchemy import Connection, Table, func, select

from according.errors import StoreError
from according.store import event_rows, schema, shelves
from according.store.database import Database
from according.store.merging import REBUILT
from according.store.versions import OWN_KEYS

Lines: TypeAlias = Callable[[Table], Iterable[bytes]]
"""The rows of a table in PostgreSQL's text format, many lines at a time."""


class Copying(Database):
    """A record in PostgreSQL that rows are copied into."""

    def copy(self, tables: Sequence[Table], lines: Lines) -> None:
        """Fill an empty record in one transaction: all, or nothing.

        Indexes and references are made anew behind the rows, which takes a fraction of the time
        that minding them row by row does; what refers to nothing still fails all of it.

        Args:
            tables: in an order in which none refers to one behind it.

        Raises:
            StoreError: the record is not empty, a row is none that fits, or the database cannot be
                written.
        """
        with self._writing() as connection:
            if not is_empty(connection, tables):
                raise StoreError(f"{self.url} has rows already; load into an empty record")
            # What pages have beside a record is made when it is served next.
            shelves.remove(connection, self._dialect)
            for table in tables:
                if table not in REBUILT:
                    with _bare(connection, table):
                        _copy(connection, table, lines(table))
            told = schema.event_accounts
            events = connection.execute(select(told.c.event_id).distinct()).scalars().all()
            event_rows.sum_up(connection, events)
            self._mark_stale(connection, events)
            connection.exec_driver_sql("ANALYZE")


def is_empty(connection: Connection, tables: Iterable[Table]) -> bool:
    """Whether a record has no rows but those that say of what version it is."""
    for table in tables:
        query = select(func.count()).select_from(table)
        if table is schema.meta:
            query = query.where(table.c.key.not_in(OWN_KEYS))
        if connection.execute(query).scalar_one():
            return False
    return True


_REFERENCES = """
SELECT conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
  WHERE contype = 'f' AND conrelid = %s::regclass
"""
_INDEXES = """
SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
  WHERE indrelid = %s::regclass
  AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)
"""


@contextmanager
def _bare(connection: Connection, table: Table) -> Iterator[None]:
    """A table without its indexes and references, which are there again behind the block."""
    own = (table.name,)
    references = connection.exec_driver_sql(_REFERENCES, own).all()
    indexes = connection.exec_driver_sql(_INDEXES, own).all()
    for name, _ in references:
        connection.exec_driver_sql(f"ALTER TABLE {table.name} DROP CONSTRAINT {name}")
    for name, _ in indexes:
        connection.exec_driver_sql(f"DROP INDEX {name}")
    yield
    for _, definition in indexes:
        connection.exec_driver_sql(definition)
    for name, definition in references:
        connection.exec_driver_sql(f"ALTER TABLE {table.name} ADD CONSTRAINT {name} {definition}")


def _copy(connection: Connection, table: Table, lines: Iterable[bytes]) -> None:
    names = ", ".join(f'"{each.name}"' for each in table.columns)
    failed: list[BaseException] = []

    def stream() -> Iterator[bytes]:
        try:
            yield from lines
        except BaseException as error:  # noqa: BLE001 - raised below, when COPY has ended
            failed.append(error)
            # No text has a NUL: the server ends the COPY, and the connection stays in step.
            yield b"\0"

    # SQLAlchemy knows no COPY; errors of the driver become its own where the transaction ends.
    cursor = connection.connection.cursor()
    try:
        cursor.execute(f"COPY {table.name} ({names}) FROM STDIN", stream=stream())  # type: ignore[call-arg]
    except connection.dialect.loaded_dbapi.Error:
        if failed:
            raise failed[0] from None
        raise
    finally:
        cursor.close()
