"""A database that is open: transactions, questions, and its errors as ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError

from according.errors import NotFound, StoreError
from according.store.rows import Values


class Database:
    """What all that speaks to a record's tables shares."""

    def __init__(self, url: str, engine: Engine) -> None:
        self.url = url
        self._engine = engine

    def _insert(self, connection: Connection, table: Table, values: list[Values]) -> int:
        """Insert what is not there yet; how many rows were new (of a single row)."""
        if not values:
            return 0
        insert = postgresql.insert if self._engine.dialect.name == "postgresql" else sqlite.insert
        return connection.execute(insert(table).on_conflict_do_nothing(), values).rowcount

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            raise StoreError(f"{self.url} cannot be written: {error.orig}") from error
        except UnicodeEncodeError as error:
            raise StoreError(f"a text that no database can hold: {error}") from error

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                yield connection
        except DBAPIError as error:
            raise StoreError(f"{self.url} cannot be read: {error.orig}") from error

    def _all(self, query: Select[Any]) -> Sequence[Row[Any]]:
        with self._reading() as connection:
            return connection.execute(query).all()

    def _one(self, query: Select[Any], name: str) -> Row[Any]:
        found = self._all(query)
        if not found:
            raise NotFound(f"nothing with id {name!r} in {self.url}")
        return found[0]

    def _scalar(self, query: Select[Any]) -> bool:
        with self._reading() as connection:
            return connection.execute(query).first() is not None
