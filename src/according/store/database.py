"""A database that is open: transactions, questions, and its errors as ours."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, Table, select
from sqlalchemy.exc import DBAPIError

from according.errors import NotFound, StoreError
from according.store import dialects, schema
from according.store.connect import said, shown
from according.store.event_rows import parts
from according.store.moved import MOST, SHORTEST, moved
from according.store.rows import Values


class Database:
    """What all that speaks to a record's tables shares. ``url`` is for messages: without the
    password that an address may have."""

    def __init__(self, url: str, engine: Engine) -> None:
        self.url = shown(url)
        self._engine = engine
        self._dialect = dialects.of(engine)

    def _insert(self, connection: Connection, table: Table, values: list[Values]) -> int:
        """Insert what is not there yet; how many rows were new (of a single row)."""
        if not values:
            return 0
        query = self._dialect.insert(table).on_conflict_do_nothing()
        # Without this, PostgreSQL's drivers do not tell how many.
        return connection.execute(
            query, values, execution_options={"preserve_rowcount": True}
        ).rowcount

    def _put(self, connection: Connection, table: Table, values: list[Values]) -> None:
        """Insert rows, in the place of those that have the same key."""
        if values:
            query = self._dialect.insert(table)
            others = [each.name for each in table.columns if not each.primary_key]
            query = query.on_conflict_do_update(
                index_elements=list(table.primary_key),
                set_={name: query.excluded[name] for name in others},
            )
            connection.execute(query, values)

    def _mark_stale(self, connection: Connection, events: Iterable[str]) -> None:
        """Say that some events changed: what waits of them is to be made anew."""
        rows = [{"event_id": each, "mark": secrets.randbits(62)} for each in sorted(set(events))]
        self._put(connection, schema.queue_stale, rows)

    @contextmanager
    def _alone(self) -> Iterator[Connection]:
        """A transaction that may read first and write then: nobody writes in between."""
        with self._writing() as connection:
            self._dialect.hold(connection)
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                self._dialect.write(connection)
                yield connection
        except DBAPIError as error:
            raise StoreError(f"{self.url} cannot be written: {said(error)}") from error
        except UnicodeEncodeError as error:
            raise StoreError(f"a text that no database can hold: {error}") from error

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                yield connection
        except DBAPIError as error:
            raise StoreError(f"{self.url} cannot be read: {said(error)}") from error

    def _all(self, query: Select[Any]) -> Sequence[Row[Any]]:
        with self._reading() as connection:
            return connection.execute(query).all()

    def _in(self, query: Any, column: Any, values: Iterable[Any]) -> Iterator[Row[Any]]:
        for some in parts(sorted(set(values))):
            yield from self._all(query.where(column.in_(some)))

    def _moved(self, short: str) -> str | None:
        """The event that what had an id is of now, where that id is no more."""
        if len(short) < SHORTEST:
            return None
        table = schema.event_accounts
        query = select(table.c.account_id, table.c.event_id).limit(MOST)
        with self._reading() as connection:
            found = connection.execute(query)
            return moved(short, ((row.account_id, row.event_id) for row in found))

    def _one(self, query: Select[Any], name: str) -> Row[Any]:
        found = self._all(query)
        if not found:
            raise NotFound(f"nothing with id {name!r} in {self.url}")
        return found[0]

    def _scalar(self, query: Select[Any]) -> bool:
        with self._reading() as connection:
            return connection.execute(query).first() is not None
