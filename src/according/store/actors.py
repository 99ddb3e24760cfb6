"""`Actors`: who is who across reports, as the machine joined them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, bindparam, delete, func, select

from according.store import schema
from according.store.database import Database
from according.store.event_rows import parts
from according.store.rows import Values

_ALIASES = "aliases"
"""The key in ``meta`` of the record's own list of other names."""


@dataclass(frozen=True, slots=True)
class ActorLine:
    """An actor of a report with who it is across reports, as lists show it."""

    actor_id: str
    report_id: str
    outlet: str | None
    published: date | None
    named: Values
    canonical_id: str
    key: str
    reason: str
    rests_on: str | None


class Actors(Database):
    """Actors with what they are looked up by, and whom they were joined with."""

    @contextmanager
    def joining(self) -> Iterator[Joining]:
        """A transaction in which actors are joined: all of it is kept, or nothing. Another process
        that joins waits until it ends, so that each sees what the other found.

        Raises:
            StoreError: the database cannot be read or written.
        """
        number = schema.revision.c.number
        with self._writing() as connection:
            # Writes nothing new, and holds the row against others from here on.
            connection.execute(schema.revision.update().values({number: number}))
            yield Joining(self, connection)

    def add(self, connection: Connection, table: Table, values: list[Values]) -> None:
        """Insert rows that are not there yet."""
        self._insert(connection, table, values)

    def lines(self, reports: Collection[str] | None = None) -> list[ActorLine]:
        """The actors of some reports, or of all, by report and id."""
        table, names = schema.actor_joins, schema.reports
        query = select(table, names.c.outlet, names.c.published).join(
            names, names.c.id == table.c.report_id
        )
        if reports is None:
            rows: Iterable[Row[Any]] = self._all(query)
        else:
            rows = self._in(query, table.c.report_id, reports)
        found = (
            ActorLine(
                row.actor_id,
                row.report_id,
                row.outlet,
                row.published,
                row.named,
                row.canonical_id,
                row.key,
                row.reason,
                row.rests_on,
            )
            for row in rows
        )
        return sorted(found, key=lambda each: (each.report_id, each.actor_id))

    def canonical(self, actors: Collection[str]) -> dict[str, str]:
        """By their ids, with whom the machine joined some actors."""
        table = schema.actor_joins
        query = select(table.c.actor_id, table.c.canonical_id)
        return {row.actor_id: row.canonical_id for row in self._in(query, table.c.actor_id, actors)}

    def reports_of(self, actors: Iterable[str]) -> dict[str, str]:
        """The reports of some actors, by their ids."""
        table = schema.actors
        query = select(table.c.id, table.c.report_id)
        return {row.id: row.report_id for row in self._in(query, table.c.id, actors)}

    def contexts(self) -> dict[str, Values]:
        """What is compared of all reports to tell stories, by report."""
        table = schema.report_contexts
        return {row.report_id: row.detail for row in self._all(select(table))}

    def aliases(self) -> str | None:
        """The record's own list of other names as it was kept, None if it has none."""
        table = schema.meta
        found = self._all(select(table.c.value).where(table.c.key == _ALIASES))
        return str(found[0].value) if found else None


class Joining:
    """What is asked and kept while actors are joined, in one transaction."""

    def __init__(self, actors: Actors, connection: Connection) -> None:
        self._actors = actors
        self._connection = connection

    # ---- asking

    def context(self, report_id: str) -> Values | None:
        """What is compared of a report to tell stories."""
        found = self._connection.execute(_CONTEXT, {"report": report_id}).first()
        return found.detail if found else None

    def owns(self, key: str, most: int) -> list[str]:
        """The own keys of those that offer ``key``, ``most`` at most, in their order."""
        found: list[str] = []
        # One step a key, however many actors have it.
        while len(found) < most:
            after = found[-1] if found else ""
            own = self._connection.execute(_NEXT_OWN, {"key": key, "after": after}).scalar()
            if own is None:
                break
            found.append(own)
        return found

    def witness(self, key: str, own: str) -> str | None:
        """The actor with the least id that offers ``key`` and has ``own``."""
        return self._connection.execute(_WITNESS, {"key": key, "own": own}).scalar()

    def offered(self, own: str) -> list[str]:
        """The keys that those with ``own`` offer."""
        return list(self._connection.execute(_OFFERED, {"own": own}).scalars())

    def seekers(self, keys: Collection[str]) -> list[str]:
        """The actors that seek one of ``keys``."""
        table = schema.actor_seeks
        query = select(table.c.actor_id).distinct()
        return sorted({row.actor_id for row in self._rows(query, table.c.key, keys)})

    def around(self, key: str, day: int, days: int, *, seeking: bool) -> list[Row[Any]]:
        """The actors of reports no more than ``days`` from ``day`` that seek or offer ``key``: id,
        report, own key and day."""
        values = {"key": key, "first": day - days, "last": day + days}
        return list(self._connection.execute(_SEEKING if seeking else _OFFERING, values))

    def paths(self, actors: Collection[str]) -> list[Row[Any]]:
        """Some actors with their reports and paths, by their ids."""
        table = schema.actor_joins
        query = select(table.c.actor_id, table.c.report_id, table.c.path)
        rows = self._rows(query, table.c.actor_id, actors)
        return sorted(rows, key=lambda row: str(row.actor_id))

    # ---- keeping

    def offers_of(self, actors: Collection[str]) -> list[Row[Any]]:
        """What some actors offer: key, own key and actor."""
        table = schema.actor_offers
        query = select(table.c.key, table.c.own, table.c.actor_id)
        return list(self._rows(query, table.c.actor_id, actors))

    def put(
        self,
        contexts: Mapping[str, Values],
        joins: Sequence[Values],
        offers: Sequence[Values],
        seeks: Sequence[Values],
    ) -> None:
        """Keep actors in the place of what was kept of them before. ``joins`` are rows that `place`
        completes."""
        gone = [each["actor_id"] for each in joins]
        for table in (schema.actor_joins, schema.actor_offers, schema.actor_seeks):
            for some in parts(sorted(gone)):
                self._connection.execute(delete(table).where(table.c.actor_id.in_(some)))
        rows = [{"report_id": each, "detail": detail} for each, detail in contexts.items()]
        self._actors.add(self._connection, schema.report_contexts, rows)
        self._actors.add(self._connection, schema.actor_joins, list(joins))
        self._actors.add(self._connection, schema.actor_offers, list(offers))
        self._actors.add(self._connection, schema.actor_seeks, list(seeks))

    def place(self, joins: Iterable[Values]) -> None:
        """Keep whom actors that are there were joined with: rows of ``actor_id``, ``canonical_id``,
        ``key``, ``reason`` and ``rests_on``."""
        rows = [{**each, "placed": each["actor_id"]} for each in joins]
        if rows:
            self._connection.execute(_PLACE, rows)

    def set_aliases(self, listed: str | None) -> None:
        """Keep the record's own list of other names; None for none."""
        table = schema.meta
        self._connection.execute(delete(table).where(table.c.key == _ALIASES))
        if listed is not None:
            self._connection.execute(table.insert().values(key=_ALIASES, value=listed))

    def _rows(self, query: Select[Any], column: Any, values: Collection[str]) -> Iterator[Row[Any]]:
        for some in parts(sorted(set(values))):
            yield from self._connection.execute(query.where(column.in_(some)))


# Statements that are asked a hundred times for each report are put together once.

_CONTEXT = select(schema.report_contexts.c.detail).where(
    schema.report_contexts.c.report_id == bindparam("report")
)
_NEXT_OWN = select(func.min(schema.actor_offers.c.own)).where(
    schema.actor_offers.c.key == bindparam("key"),
    schema.actor_offers.c.own > bindparam("after"),
)
_WITNESS = select(func.min(schema.actor_offers.c.actor_id)).where(
    schema.actor_offers.c.key == bindparam("key"), schema.actor_offers.c.own == bindparam("own")
)
_OFFERED = (
    select(schema.actor_offers.c.key)
    .where(schema.actor_offers.c.own == bindparam("own"))
    .distinct()
    .order_by(schema.actor_offers.c.key)
)


def _around(table: Table) -> Select[Any]:
    return select(table.c.actor_id, table.c.report_id, table.c.own, table.c.day).where(
        table.c.key == bindparam("key"), table.c.day.between(bindparam("first"), bindparam("last"))
    )


_OFFERING, _SEEKING = _around(schema.actor_offers), _around(schema.actor_seeks)

_PLACE = (
    schema.actor_joins.update()
    .where(schema.actor_joins.c.actor_id == bindparam("placed"))
    .values({name: bindparam(name) for name in ("canonical_id", "key", "reason", "rests_on")})
)
