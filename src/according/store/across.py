"""`Across`: what was found across reports, and what people decided of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, Update, case, delete, func, select, update

from according.errors import Ambiguous, NotFound
from according.model import Event, Judgement, OriginLink
from according.model.record import standing
from according.store import event_rows, schema
from according.store.event_rows import EventLine, parts
from according.store.links import Links, Pair, link_row
from according.store.rows import Values

_LINKING = "linking"
"""The key in ``meta`` of the version that linked the record."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What linking keeps of a report."""

    report_id: str
    prints: Sequence[int]
    links: Sequence[OriginLink]
    sketches: Sequence[KeptSketch]
    pairs: Mapping[Pair, float]


@dataclass(frozen=True, slots=True)
class KeptSketch:
    """What is compared of an account, its days, and the keys by which it is found."""

    account_id: str
    detail: Values
    earliest: date | None
    latest: date | None
    keys: Sequence[str]


@dataclass(frozen=True, slots=True)
class Changed:
    """Accounts that come to be of other events: all of each event that changes.

    ``events`` and ``reports`` are by account id. ``seen`` is the revision that this was found at.
    """

    events: Mapping[str, Event]
    reports: Mapping[str, str]
    seen: int


class Overtaken(Exception):
    """Another process changed events since they were looked at."""


class Across(Links):
    """Links between reports, events, judgements."""

    # ---- adding

    def revision(self) -> int:
        """How often events were changed so far."""
        return int(self._all(select(schema.revision.c.number))[0].number)

    def keep(self, found: Kept, changed: Changed) -> None:
        """Keep what was found of one report and the events that its accounts changed, in one
        transaction.

        Raises:
            Overtaken: another process changed events in between; nothing was kept.
            StoreError: the database cannot be written.
        """
        with self._writing() as connection:
            _advance(connection, changed.seen)
            prints = [{"print": each, "report_id": found.report_id} for each in found.prints]
            self._insert(connection, schema.prints, prints)
            self._insert(connection, schema.origin_links, list(map(link_row, found.links)))
            sketches = [sketch_row(each, found.report_id) for each in found.sketches]
            self._insert(connection, schema.sketches, sketches)
            keys = [row for each in found.sketches for row in key_rows(each)]
            self._insert(connection, schema.account_keys, keys)
            pairs = [{"a": a, "b": b, "odds": odds} for (a, b), odds in found.pairs.items()]
            self._insert(connection, schema.account_pairs, pairs)
            moved = event_rows.put(connection, changed.events, changed.reports)
            self._mark_stale(connection, moved)
            gone = schema.waiting.c.report_id == found.report_id
            connection.execute(delete(schema.waiting).where(gone))

    def judge(self, judgement: Judgement, changed: Changed | None = None) -> None:
        """Keep what a person decided, and the events that it changes, in one transaction.

        Raises:
            Overtaken: another process changed events in between; nothing was kept.
            StoreError: the database cannot be written.
        """
        with self._writing() as connection:
            if changed is not None:
                _advance(connection, changed.seen)
                moved = event_rows.put(connection, changed.events, changed.reports)
                self._mark_stale(connection, moved)
            self._insert(connection, schema.judgements, [judgement_row(judgement)])

    def move(self, changed: Changed) -> None:
        """Put accounts into other events, in one transaction.

        Raises:
            Overtaken: another process changed events in between; nothing was kept.
            StoreError: the database cannot be written.
        """
        with self._writing() as connection:
            _advance(connection, changed.seen)
            moved = event_rows.put(connection, changed.events, changed.reports)
            self._mark_stale(connection, moved)

    def linked_by(self) -> str | None:
        """The version of the linking that the record was linked with, None before it was."""
        table = schema.meta
        found = self._all(select(table.c.value).where(table.c.key == _LINKING))
        return str(found[0].value) if found else None

    def begin(self, by: str) -> None:
        """Forget what another version of the linking found; ``by`` names this one. Both or
        neither: what is forgotten without a name would be linked, and forgotten again.

        Raises:
            StoreError: the database cannot be written.
        """
        if self.linked_by() == by:
            return
        table = schema.meta
        key = table.c.key == _LINKING
        with self._alone() as connection:
            # Another process may have begun in between, and have linked since.
            if connection.execute(select(table.c.value).where(key)).scalar() == by:
                return
            forget(connection)
            connection.execute(delete(table).where(key))
            connection.execute(table.insert().values(key=_LINKING, value=by))

    def forget(self) -> None:
        """Forget all that was linked, and nothing that was read or judged.

        Raises:
            StoreError: the database cannot be written.
        """
        with self._writing() as connection:
            forget(connection)

    # ---- asking

    def waiting(self) -> list[str]:
        """The reports that are not linked yet, by day and id."""
        reports, waiting = schema.reports, schema.waiting
        query = (
            select(reports.c.id)
            .join(waiting, reports.c.id == waiting.c.report_id)
            .order_by(reports.c.published.is_(None), reports.c.published, reports.c.id)
        )
        return [row.id for row in self._all(query)]

    def waits(self, report: str) -> bool:
        """Whether a report is not linked yet."""
        table = schema.waiting
        return self._scalar(select(table.c.report_id).where(table.c.report_id == report))

    def sharing(self, prints: Iterable[int], most: int) -> list[str]:
        """The reports that share most fingerprints with a text, most first."""
        table = schema.prints
        shared: dict[str, int] = {}
        for some in parts(sorted(set(prints))):
            query = (
                select(table.c.report_id, func.count().label("number"))
                .where(table.c.print.in_(some))
                .group_by(table.c.report_id)
                .order_by(func.count().desc(), table.c.report_id)
                .limit(4 * most)
            )
            for row in self._all(query):
                shared[row.report_id] = shared.get(row.report_id, 0) + row.number
        return sorted(shared, key=lambda each: (-shared[each], each))[:most]

    def by_keys(self, keys: Mapping[str, float], most: int) -> list[str]:
        """The accounts that share most with these keys, by their weights; most first."""
        table = schema.account_keys
        found: dict[str, float] = {}
        for some in parts(sorted(keys)):
            weight = case({key: keys[key] for key in some}, value=table.c.key)
            summed = func.sum(weight)
            query = (
                select(table.c.account_id, summed.label("weight"))
                .where(table.c.key.in_(some))
                .group_by(table.c.account_id)
                .order_by(summed.desc(), table.c.account_id)
                .limit(most)
            )
            for row in self._all(query):
                found[row.account_id] = found.get(row.account_id, 0.0) + row.weight
        return sorted(found, key=lambda each: (-round(found[each], 6), each))[:most]

    def sketches(self, accounts: Iterable[str]) -> dict[str, Any]:
        """What is compared of accounts, as it was kept, by their ids."""
        table = schema.sketches
        return {
            row.account_id: row.detail
            for row in self._in(select(table), table.c.account_id, accounts)
        }

    def sketches_of(self, reports: Iterable[str]) -> dict[str, Any]:
        """The same of all accounts of some reports."""
        table = schema.sketches
        return {
            row.account_id: row.detail
            for row in self._in(select(table), table.c.report_id, reports)
        }

    def accounts_of(self, reports: Iterable[str]) -> dict[str, str]:
        """The ids of these accounts, each with its report."""
        table = schema.sketches
        query = select(table.c.account_id, table.c.report_id)
        return {
            row.account_id: row.report_id for row in self._in(query, table.c.report_id, reports)
        }

    def pairs_of(self, accounts: Iterable[str]) -> dict[Pair, float]:
        """All kept pairs that have one of ``accounts``."""
        table = schema.account_pairs
        some = list(accounts)
        both = (
            *self._in(select(table), table.c.a, some),
            *self._in(select(table), table.c.b, some),
        )
        return {(row.a, row.b): row.odds for row in both}

    def events(
        self, reports: int = 1, limit: int | None = None, *, by_day: bool = False
    ) -> list[EventLine]:
        """Events that at least ``reports`` tell: those that most tell first, or by their days."""
        return self._lines(event_rows.wanted(reports, limit, by_day=by_day))

    def count_events(self, reports: int = 1) -> int:
        """How many events at least ``reports`` tell."""
        lines = schema.event_lines
        query = select(func.count().label("number")).where(lines.c.reports >= reports)
        return int(self._all(query)[0].number)

    def events_told_by(self, *reports: str) -> list[EventLine]:
        """The events that each of some reports tells."""
        return self._lines(event_rows.of_reports(reports))

    def event(self, short: str) -> EventLine:
        """The event whose id begins with ``short``; where there is none, the event that what had
        this id is of now.

        Raises:
            NotFound: there is none.
            Ambiguous: several fit.
        """
        found = self._lines(event_rows.beginning(short.lower()))
        if not found and (now := self._moved(short.lower())) is not None:
            found = self._lines(event_rows.beginning(now))
        if not found:
            raise NotFound(f"no event {short!r} in {self.url}; see: according events")
        if len(found) > 1:
            raise Ambiguous(f"{short!r} fits several events in {self.url}; give more of the id")
        return found[0]

    def _lines(self, query: Select[Any]) -> list[EventLine]:
        rows = self._all(query)
        table = schema.event_accounts
        members: dict[str, list[Row[Any]]] = {row.event_id: [] for row in rows}
        for row in self._in(select(table), table.c.event_id, members):
            members[row.event_id].append(row)
        return [event_rows.to_line(row, members[row.event_id]) for row in rows]

    def members(self, events: Iterable[str]) -> dict[str, tuple[str, str]]:
        """By the ids of the accounts of some events: the event and the report."""
        table = schema.event_accounts
        found = self._in(select(table), table.c.event_id, events)
        return {row.account_id: (row.event_id, row.report_id) for row in found}

    def events_of(self, accounts: Iterable[str]) -> dict[str, str]:
        """The event of each of some accounts that has one."""
        table = schema.event_accounts
        found = self._in(select(table), table.c.account_id, accounts)
        return {row.account_id: row.event_id for row in found}

    def judgements(self, kinds: Iterable[str] | None = None) -> list[Judgement]:
        """All that people decided, or what is about some kinds of things, oldest first; also what
        was taken back."""
        table = schema.judgements
        query = select(table).order_by(table.c.at, table.c.id)
        if kinds is not None:
            query = query.where(table.c.kind.in_(list(kinds)))
        return [to_judgement(row) for row in self._all(query)]

    def last_judged(self) -> datetime | None:
        """When people decided something last, by whatever clock."""
        row = self._all(select(func.max(schema.judgements.c.at).label("at")))[0]
        return row.at.replace(tzinfo=UTC) if row.at else None

    def standing(self, kinds: Iterable[str] | None = None) -> list[Judgement]:
        """What people decided and nobody took back; of all, or about some kinds of things."""
        return standing(self.judgements(kinds))


def forget(connection: Connection) -> None:
    """Forget all that was linked: every report waits to be compared."""
    tables = (
        schema.waiting,
        schema.prints,
        schema.origin_links,
        schema.sketches,
        schema.account_keys,
        schema.account_pairs,
        schema.event_accounts,
        schema.event_lines,
        schema.queue,
        schema.queue_coders,
        schema.queue_seen,
        schema.queue_stale,
        schema.report_contexts,
        schema.actor_joins,
        schema.actor_offers,
        schema.actor_seeks,
    )
    connection.execute(_later())
    for table in tables:
        connection.execute(delete(table))
    everything = select(schema.reports.c.id)
    connection.execute(schema.waiting.insert().from_select(["report_id"], everything))


def _advance(connection: Connection, seen: int) -> None:
    """Count the revision up, if it is still the one that was seen."""
    if connection.execute(_later().where(schema.revision.c.number == seen)).rowcount != 1:
        raise Overtaken


def _later() -> Update:
    number = schema.revision.c.number
    return update(schema.revision).values(number=number + 1)


def sketch_row(sketch: KeptSketch, report_id: str) -> Values:
    """A row of ``sketches``."""
    return {
        "account_id": sketch.account_id,
        "report_id": report_id,
        "earliest": sketch.earliest,
        "latest": sketch.latest,
        "detail": sketch.detail,
    }


def key_rows(sketch: KeptSketch) -> list[Values]:
    """Rows of ``account_keys``."""
    return [{"key": key, "account_id": sketch.account_id} for key in sketch.keys]


def judgement_row(judgement: Judgement) -> Values:
    """A row of ``judgements``."""
    kind, about = judgement.about
    return {
        "id": judgement.id,
        "kind": kind,
        "about": about,
        "field": judgement.field,
        "decision": judgement.decision,
        "value": judgement.value,
        "by": judgement.by,
        "at": judgement.at.astimezone(UTC).replace(tzinfo=None),
        "why": judgement.why,
        "undoes": judgement.undoes,
    }


def to_judgement(row: Row[Any]) -> Judgement:
    """The judgement of a row."""
    return Judgement(
        row.id,
        (row.kind, row.about),
        row.decision,
        row.by,
        row.at.replace(tzinfo=UTC),
        row.field,
        row.value,
        row.why,
        row.undoes,
    )
