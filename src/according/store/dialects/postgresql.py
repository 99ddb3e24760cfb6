"""PostgreSQL: a server that many write to, one transaction at a time."""

from __future__ import annotations

import string
from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Connection,
    Engine,
    FromClause,
    Integer,
    MetaData,
    Table,
    Text,
    and_,
    cast,
    event,
    func,
    literal,
    literal_column,
    select,
    table,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.sql import column

from according.store.dialects import postgresql_shelves
from according.store.dialects.dialect import Dialect, Search

_WRITING = 7_302_114
"""The number of the advisory lock, of this database, that all who write hold."""

_OLDEST = 13
"""The first version that has ``normalize``."""

_BESIDE: Any = literal_column(str(postgresql_shelves.BESIDE))
_words = table("shelf_words", column("number"), column("words"))
_SIMPLE: Any = literal_column("'simple'::regconfig")
_SMALL = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


class PostgreSQL(Dialect):
    """What PostgreSQL does in its own way.

    Its columns of text have the collation "C" (`schema.base`), so that order, and what counts as
    a large and a small letter, are as in SQLite on every server.
    """

    name = "postgresql"

    def open(self, engine: Engine, patience: float) -> None:
        """Called for each engine."""

        def prepare(connection: Any, _entry: ConnectionPoolEntry) -> None:
            cursor = connection.cursor()
            cursor.execute(f"SET lock_timeout = {int(patience * 1000)}")
            cursor.execute("COMMIT")
            cursor.close()
            if engine.dialect.driver == "pg8000":
                # A text cannot hold NUL here.
                connection.py_types[str] = lambda text: text.replace("\0", "\ufffd")

        event.listen(engine, "connect", prepare)
        # Else pg8000 asks the server once a row: a reading has a thousand.
        engine.dialect.use_insertmanyvalues_wo_returning = True

    def check(self, connection: Connection) -> str | None:
        """The version and the encoding."""
        number = int(connection.exec_driver_sql("SHOW server_version_num").scalar_one())
        if number < _OLDEST * 10_000:
            return f"a record needs PostgreSQL {_OLDEST} or later"
        encoding = str(connection.exec_driver_sql("SHOW server_encoding").scalar_one())
        if encoding != "UTF8":
            return (
                f"its encoding is {encoding}, which cannot hold all texts; make a database with: "
                "createdb --encoding UTF8 --template template0 NAME"
            )
        return None

    def write(self, connection: Connection) -> None:
        """As in SQLite one transaction writes at a time: what was read in it stays true until it
        ends, and two can never wait for each other."""
        connection.execute(select(func.pg_advisory_xact_lock(_WRITING)))

    def hold(self, connection: Connection) -> None:
        """The same lock."""
        self.write(connection)

    def fix(self, connection: Connection) -> None:
        """By the level of isolation."""
        connection.execution_options(isolation_level="REPEATABLE READ")

    def stamp(self, connection: Connection) -> int:
        """Which transactions have ended; those of other databases of the server count too."""
        query = "SELECT hashtextextended(pg_current_snapshot()::text, 0)"
        return int(connection.exec_driver_sql(query).scalar_one())

    def insert(self, table: Table) -> Any:
        """Of PostgreSQL."""
        return postgresql.insert(table)

    def alike(self, column: ColumnElement[Any], *words: str) -> ColumnElement[bool]:
        """By the beginning, which is indexed, and the whole, which can be longer than an index
        takes."""
        small, wanted = func.lower(column), [each.translate(_SMALL) for each in words]
        begins = func.left(small, _BESIDE).in_([e[: postgresql_shelves.BESIDE] for e in wanted])
        return and_(begins, small.in_(wanted))

    def written(self, column: Column[Any]) -> Any:
        """By going through all rows."""
        return select(column.label("name")).where(column.is_not(None)).distinct()

    def listed(self, values: Sequence[Any], number: bool = False) -> tuple[FromClause, Any, Any]:
        """By the functions for JSON: an array is one parameter."""
        made = func.json_array_elements_text(literal(list(values), JSON))
        found = made.table_valued(column("value", Text), with_ordinality="key", name="listed")
        found = found.render_derived()
        return found, cast(found.c.value, Integer) if number else found.c.value, found.c.key

    def aside(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        """The planner weighs it itself."""
        return column

    def of_most(
        self, column: ColumnElement[Any], most: ColumnElement[Any], then: ColumnElement[Any]
    ) -> ColumnElement[Any]:
        """The first of all in order."""
        ordered = postgresql.aggregate_order_by(column, most.desc(), then)
        found: ColumnElement[Any] = func.array_agg(ordered, type_=postgresql.ARRAY(column.type))[1]
        return found

    def search(self, terms: Sequence[tuple[str, ...]], begins: bool) -> Search:
        """By ``tsvector``: words that stand beside one another, all of the phrases."""
        phrases: list[Any] = [
            func.phraseto_tsquery(_SIMPLE, func.shelf_fold(" ".join(each))) for each in terms
        ]
        if begins:
            # The text of a query ends with its last word in quote marks.
            whole = func.nullif(cast(phrases[-1], Text), "").concat(":*")
            phrases[-1] = cast(whole, postgresql.TSQUERY)
        query = phrases[0]
        for each in phrases[1:]:
            query = query.op("&&")(each)
        # Longer texts have more words that fit; 1 divides by the logarithm of their length.
        rank = func.ts_rank(_words.c.words, query, literal_column("1"))
        return Search(
            select(_words.c.number).where(_words.c.words.op("@@")(query)),
            (rank.desc(), _words.c.number),
            (_words.c.number.desc(),),
        )

    def make_shelves(self, connection: Connection, shelves: MetaData) -> None:
        """With ``tsvector``, a GIN index and triggers."""
        shelves.create_all(connection)
        for statement in postgresql_shelves.statements(_collation(connection)):
            connection.exec_driver_sql(statement)

    def clear_shelves(self, connection: Connection, shelves: MetaData) -> None:
        """All that has their name, and what hangs on it."""
        tables = connection.exec_driver_sql(postgresql_shelves.OWN_TABLES).scalars().all()
        for name in tables:
            connection.exec_driver_sql(f"DROP TABLE {name} CASCADE")
        for name in connection.exec_driver_sql(postgresql_shelves.OWN_INDEXES).scalars().all():
            connection.exec_driver_sql(f"DROP INDEX {name}")
        for name in connection.exec_driver_sql(postgresql_shelves.OWN_FUNCTIONS).scalars().all():
            connection.exec_driver_sql(f"DROP FUNCTION {name} CASCADE")


def _collation(connection: Connection) -> str:
    """The collation that knows the small letters of all alphabets, as far as the server has one."""
    query = "SELECT collname FROM pg_collation WHERE collname IN ('und-x-icu', 'pg_c_utf8')"
    found = set(connection.exec_driver_sql(query).scalars())
    return next((each for each in ("und-x-icu", "pg_c_utf8") if each in found), "default")
