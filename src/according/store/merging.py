"""`Merging`: rows that came out of another record, into this one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from sqlalchemy import Connection, Table, func, insert, select
from sqlalchemy.exc import IntegrityError

from according.errors import StoreError
from according.store import event_rows, schema
from according.store.across import forget
from according.store.connect import said
from according.store.database import Database
from according.store.review import events_of
from according.store.rows import Values

Rows: TypeAlias = Callable[[Table], Iterable[list[Values]]]
"""The rows of a table, some at a time."""

LINKED = frozenset(
    (
        schema.forgotten,
        schema.waiting,
        schema.prints,
        schema.origin_links,
        schema.sketches,
        schema.account_keys,
        schema.account_pairs,
        schema.event_accounts,
        schema.report_contexts,
        schema.actor_joins,
        schema.actor_offers,
        schema.actor_seeks,
    )
)
"""What was found by comparing the reports of a record, or taken out of it: it holds for just that
record."""

_REPORTS = {
    table.name: [
        column.name
        for column in table.columns
        if column.name == "report_id"
        or (table, column.name) == (schema.reports, "id")
        or (table is schema.origin_links and column.name in ("a", "b"))
    ]
    for table in schema.metadata.sorted_tables
    if table is not schema.forgotten
}
"""The columns of each table that are of a report."""

REBUILT = frozenset((schema.event_lines,))
"""What follows from other tables."""


@dataclass(slots=True)
class Merged:
    """What came of it: how many rows of each table are new, how many reports were there before, and
    how many wait to be linked now."""

    rows: dict[str, int] = field(default_factory=dict)
    known: int = 0
    to_link: int = 0


class Merging(Database):
    """A record that rows of another are put into."""

    def merge(
        self, tables: Iterable[Table], rows: Rows, regrouping: Collection[str] = ()
    ) -> Merged:
        """Add rows in one transaction: all, or nothing.

        A row that is there already is not added again. Into a record without reports goes all as
        it is. Into another, what was found across reports does not go: the new reports wait to be
        compared with those that are there, and all of them do where people's decisions about that
        come in.

        Args:
            tables: those that have rows, none before one that it refers to.
            regrouping: kinds of judgements that change how reports are grouped.

        Raises:
            StoreError: rows refer to what is not there; or the database cannot be written.
        """
        done = Merged()
        with self._alone() as connection:
            known = set(connection.execute(select(schema.reports.c.id)).scalars())
            gone = set(connection.execute(select(schema.forgotten.c.report_id)).scalars())
            decided = _decided(connection, regrouping)
            try:
                for table in tables:
                    if table not in REBUILT and not (known and table in LINKED):
                        self._add(connection, table, rows(table), known, gone, done)
            except IntegrityError as error:
                raise StoreError(f"rows refer to rows that are not there: {said(error)}") from error
            if not known:
                self._sum_up(connection)
            elif _decided(connection, regrouping) != decided:
                forget(connection)
            else:
                _wait(connection, known)
                self._look_again(connection, done)
            done.to_link = _count(connection, schema.waiting)
        return done

    def _add(
        self,
        connection: Connection,
        table: Table,
        batches: Iterable[list[Values]],
        known: set[str],
        gone: set[str],
        done: Merged,
    ) -> None:
        before = _count(connection, table)
        for batch in batches:
            if table is schema.reports:
                done.known += sum(row["id"] in known for row in batch)
            self._insert(
                connection, table, [row for row in batch if _goes(table, row, known, gone)]
            )
        done.rows[table.name] = _count(connection, table) - before

    def _look_again(self, connection: Connection, done: Merged) -> None:
        """Have made anew what waits of events of which decisions or assignments came in."""
        for table in (schema.judged, schema.assignment_words):
            if done.rows.get(table.name):
                about = connection.execute(select(table.c.report_id).distinct()).scalars().all()
                self._mark_stale(connection, events_of(connection, about))

    def _sum_up(self, connection: Connection) -> None:
        """Make the lines of all events, and have what waits of them made."""
        table = schema.event_accounts
        events = connection.execute(select(table.c.event_id).distinct()).scalars().all()
        event_rows.sum_up(connection, events)
        self._mark_stale(connection, events)


def _goes(table: Table, row: Values, known: set[str], gone: set[str]) -> bool:
    # What was taken out of this record does not come back with another.
    if gone and not gone.isdisjoint(row[each] for each in _REPORTS.get(table.name, ())):
        return False
    if table in schema.READ:
        # It may have been read by another version, and two readings must not mix.
        return row["report_id"] not in known
    # How a record was linked, and by which names, is its own.
    return table is not schema.meta or not known


def _decided(connection: Connection, kinds: Collection[str]) -> int:
    table = schema.judgements
    query = select(func.count()).select_from(table).where(table.c.kind.in_(kinds))
    return int(connection.execute(query).scalar_one())


def _wait(connection: Connection, known: set[str]) -> None:
    """Have the new reports compared."""
    ids = connection.execute(select(schema.reports.c.id)).scalars()
    rows = [{"report_id": each} for each in ids if each not in known]
    if rows:
        connection.execute(insert(schema.waiting), rows)


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())
