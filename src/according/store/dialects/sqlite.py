"""SQLite: a file, in WAL mode."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Engine,
    FromClause,
    MetaData,
    Table,
    event,
    func,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.sql import column

from according.store.dialects import sqlite_shelves
from according.store.dialects.dialect import Dialect, Search

_words = table("shelf_words", column("rowid"), column("shelf_words"), column("rank"))

_EACH = """
WITH RECURSIVE written(name) AS (
  SELECT min({column} COLLATE NOCASE) FROM {table}
  UNION ALL
  SELECT (SELECT min({column} COLLATE NOCASE) FROM {table}
          WHERE {column} COLLATE NOCASE > name) FROM written WHERE name IS NOT NULL
)
SELECT name FROM written WHERE name IS NOT NULL
"""


class SQLite(Dialect):
    """What SQLite does in its own way."""

    name = "sqlite"

    def open(self, engine: Engine, patience: float) -> None:
        """Called for each engine."""

        def prepare(connection: Any, _entry: ConnectionPoolEntry) -> None:
            cursor = connection.cursor()
            cursor.execute(f"PRAGMA busy_timeout = {patience * 1000}")
            cursor.execute("PRAGMA journal_mode = WAL")
            # FULL: what was acknowledged survives a loss of power too. At ten reports a second
            # the cost does not show.
            cursor.execute("PRAGMA synchronous = FULL")
            cursor.execute("PRAGMA foreign_keys = ON")
            cursor.close()

        event.listen(engine, "connect", prepare)

    def check(self, connection: Connection) -> str | None:
        """Any file will do."""
        return None

    def write(self, connection: Connection) -> None:
        """The driver begins with the first writing, which locks the file."""

    def hold(self, connection: Connection) -> None:
        """Lock the file now."""
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def fix(self, connection: Connection) -> None:
        """The driver begins with the first writing only; without this each question would see
        another state."""
        connection.exec_driver_sql("BEGIN")

    def stamp(self, connection: Connection) -> int:
        """Changes with what other connections write."""
        return int(connection.exec_driver_sql("PRAGMA data_version").scalar_one())

    def insert(self, table: Table) -> Any:
        """Of SQLite."""
        return sqlite.insert(table)

    def alike(self, column: ColumnElement[Any], *words: str) -> ColumnElement[bool]:
        """By the collation that folds A to Z."""
        return column.collate("NOCASE").in_(words)

    def written(self, column: Column[Any]) -> Any:
        """By steps along its index: of a million rows of twenty thousand names twenty thousand are
        looked at."""
        return text(_EACH.format(table=column.table.name, column=column.name))

    def listed(self, values: Sequence[Any], number: bool = False) -> tuple[FromClause, Any, Any]:
        """By the functions for JSON: an array is one parameter."""
        found = func.json_each(json.dumps(list(values))).table_valued("key", "value")
        return found, found.c.value, found.c.key

    def aside(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        """With the plus SQLite goes by another column."""
        return literal_column(f"+{column}")

    def of_most(
        self, column: ColumnElement[Any], most: ColumnElement[Any], then: ColumnElement[Any]
    ) -> ColumnElement[Any]:
        """A bare column beside ``max`` is of the row that has it: https://sqlite.org/lang_select.html
        section 2.5."""
        return column

    def search(self, terms: Sequence[tuple[str, ...]], begins: bool) -> Search:
        """By FTS5. Each word is quoted, so that none is a command."""
        expression = " AND ".join('"' + " ".join(each) + '"' for each in terms)
        expression += " *" if begins else ""
        numbers = select(_words.c.rowid.label("number"))
        return Search(
            numbers.where(_words.c.shelf_words.op("MATCH")(expression)),
            (literal_column("rank"),),
            (literal_column("rowid DESC"),),
        )

    def make_shelves(self, connection: Connection, shelves: MetaData) -> None:
        """With FTS5 and triggers."""
        shelves.create_all(connection)
        for statement in sqlite_shelves.STATEMENTS:
            connection.exec_driver_sql(statement)

    def clear_shelves(self, connection: Connection, shelves: MetaData) -> None:
        """All that has their name."""
        for kind in ("trigger", "index", "table"):
            for (name,) in connection.exec_driver_sql(sqlite_shelves.OWN, (kind,)).all():
                connection.exec_driver_sql(f"DROP {kind} IF EXISTS {name}")
