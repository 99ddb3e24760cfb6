"""`Across`: what was found across reports, and what people decided of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from itertools import islice
from typing import Any

from sqlalchemy import Row, delete, func, select

from according.errors import Ambiguous, NotFound
from according.model import Event, Evidence, Judgement, OriginLink, Relation, Report
from according.store import schema
from according.store.database import Database
from according.store.rows import Values, to_report

Pair = tuple[str, str]

_LINKING = "linking"
"""The key in ``meta`` of the version that linked the record."""

_MANY = 400
"""Values of one question; SQLite takes a thousand or more."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What linking keeps of a report. ``sketches``: account id, what is compared, its keys."""

    report_id: str
    prints: Sequence[int]
    links: Sequence[OriginLink]
    sketches: Sequence[tuple[str, Values, Sequence[str]]]
    pairs: Mapping[Pair, float]


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event as lists show it. ``reports`` are the ids of those that tell of it."""

    id: str
    account_ids: tuple[str, ...]
    reports: tuple[str, ...]
    first: date | None


class Across(Database):
    """Links between reports, events, judgements."""

    # ---- adding

    def keep(self, found: Kept, events: Mapping[str, Event], reports: Mapping[str, str]) -> None:
        """Keep what was found of one report and the events that its accounts changed, in one
        transaction.

        Args:
            events: by account id: all accounts of every event that changed.
            reports: the report of each of these accounts.

        Raises:
            StoreError: the database cannot be written.
        """
        with self._writing() as connection:
            prints = [{"print": each, "report_id": found.report_id} for each in found.prints]
            self._insert(connection, schema.prints, prints)
            self._insert(connection, schema.origin_links, list(map(_link_row, found.links)))
            sketches = [
                {"account_id": account, "report_id": found.report_id, "detail": detail}
                for account, detail, _ in found.sketches
            ]
            self._insert(connection, schema.sketches, sketches)
            keys = [
                {"key": key, "account_id": account}
                for account, _, keys in found.sketches
                for key in keys
            ]
            self._insert(connection, schema.account_keys, keys)
            pairs = [{"a": a, "b": b, "odds": odds} for (a, b), odds in found.pairs.items()]
            self._insert(connection, schema.account_pairs, pairs)
            _put_events(connection, events, reports)
            gone = schema.waiting.c.report_id == found.report_id
            connection.execute(delete(schema.waiting).where(gone))

    def put_events(self, events: Mapping[str, Event], reports: Mapping[str, str]) -> None:
        """Put accounts into other events, as `keep` does."""
        with self._writing() as connection:
            _put_events(connection, events, reports)

    def judge(self, judgement: Judgement) -> None:
        """Keep what a person decided.

        Raises:
            StoreError: the database cannot be written.
        """
        with self._writing() as connection:
            self._insert(connection, schema.judgements, [_judgement_row(judgement)])

    def begin(self, by: str) -> None:
        """Forget what another version of the linking found; ``by`` names this one."""
        table = schema.meta
        key = table.c.key == _LINKING
        if self._scalar(select(table.c.value).where(key, table.c.value == by)):
            return
        self.forget()
        with self._writing() as connection:
            connection.execute(delete(table).where(key))
            connection.execute(table.insert().values(key=_LINKING, value=by))

    def forget(self) -> None:
        """Forget all that was linked, and nothing that was read or judged."""
        tables = (
            schema.waiting,
            schema.prints,
            schema.origin_links,
            schema.sketches,
            schema.account_keys,
            schema.account_pairs,
            schema.event_accounts,
        )
        with self._writing() as connection:
            for table in tables:
                connection.execute(delete(table))
            everything = select(schema.reports.c.id)
            connection.execute(schema.waiting.insert().from_select(["report_id"], everything))

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

    def sharing(self, prints: Iterable[int], most: int) -> list[str]:
        """The reports that share most fingerprints with a text, most first."""
        table = schema.prints
        shared: dict[str, int] = {}
        for some in _parts(sorted(set(prints)), _MANY):
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
        for some in _parts(sorted(keys), _MANY):
            query = select(table.c.key, table.c.account_id).where(table.c.key.in_(some))
            for row in self._all(query):
                found[row.account_id] = found.get(row.account_id, 0.0) + keys[row.key]
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

    def pairs_of(self, accounts: Iterable[str]) -> dict[Pair, float]:
        """All kept pairs that have one of ``accounts``."""
        table = schema.account_pairs
        some = list(accounts)
        both = (
            *self._in(select(table), table.c.a, some),
            *self._in(select(table), table.c.b, some),
        )
        return {(row.a, row.b): row.odds for row in both}

    def links(self, reports: Iterable[str] | None = None) -> list[OriginLink]:
        """The links of some reports, or all, by their ends; evidence is checked with the texts."""
        table = schema.origin_links
        if reports is None:
            found: Iterable[Row[Any]] = self._all(select(table))
        else:
            some = list(reports)
            found = (
                *self._in(select(table), table.c.a, some),
                *self._in(select(table), table.c.b, some),
            )
        rows = {(row.a, row.b): row for row in found}
        texts = self._texts({each for pair in rows for each in pair})
        return [_to_link(rows[pair], texts) for pair in sorted(rows)]

    def events(self) -> list[EventLine]:
        """All events, those that most reports tell first."""
        table, reports = schema.event_accounts, schema.reports
        query = select(table, reports.c.published).join(reports, reports.c.id == table.c.report_id)
        found: dict[str, list[Row[Any]]] = {}
        for row in self._all(query):
            found.setdefault(row.event_id, []).append(row)
        lines = [_line(event, rows) for event, rows in found.items()]
        return sorted(lines, key=lambda each: (-len(each.reports), str(each.first), each.id))

    def event(self, short: str) -> EventLine:
        """The event whose id begins with ``short``, or that an account so called is of.

        Raises:
            NotFound: there is none.
            Ambiguous: several fit.
        """
        found = [each for each in self.events() if each.id.startswith(short.lower())]
        if not found:
            raise NotFound(f"no event {short!r} in {self.url}; see: according events")
        if len(found) > 1:
            raise Ambiguous(
                f"{short!r} fits {len(found)} events in {self.url}; give more of the id"
            )
        return found[0]

    def events_of(self, accounts: Iterable[str]) -> dict[str, str]:
        """The event of each of some accounts that has one."""
        table = schema.event_accounts
        found = self._in(select(table), table.c.account_id, accounts)
        return {row.account_id: row.event_id for row in found}

    def judgements(self) -> list[Judgement]:
        """All that people decided, oldest first; also what was taken back."""
        table = schema.judgements
        return [
            _to_judgement(row) for row in self._all(select(table).order_by(table.c.at, table.c.id))
        ]

    def standing(self) -> list[Judgement]:
        """What people decided and nobody took back."""
        found = self.judgements()
        gone: set[str] = set()
        for each in reversed(found):
            if each.undoes is not None and each.id not in gone:
                gone.add(each.undoes)
        return [each for each in found if each.id not in gone and each.undoes is None]

    # ---- plumbing

    def _in(self, query: Any, column: Any, values: Iterable[Any]) -> Iterator[Row[Any]]:
        for some in _parts(sorted(set(values)), _MANY):
            yield from self._all(query.where(column.in_(some)))

    def _texts(self, reports: Iterable[str]) -> dict[str, Report]:
        table = schema.reports
        return {row.id: to_report(row, ()) for row in self._in(select(table), table.c.id, reports)}


def _parts(values: Iterable[Any], size: int) -> Iterator[list[Any]]:
    left = iter(values)
    while part := list(islice(left, size)):
        yield part


def _put_events(connection: Any, events: Mapping[str, Event], reports: Mapping[str, str]) -> None:
    table = schema.event_accounts
    for some in _parts(sorted(events), _MANY):
        connection.execute(delete(table).where(table.c.account_id.in_(some)))
    rows = [
        {"account_id": account, "event_id": event.id, "report_id": reports[account]}
        for account, event in sorted(events.items())
    ]
    if rows:
        connection.execute(table.insert(), rows)


def _line(event: str, rows: Sequence[Row[Any]]) -> EventLine:
    days = [row.published for row in rows if row.published]
    return EventLine(
        event,
        tuple(sorted(row.account_id for row in rows)),
        tuple(sorted({row.report_id for row in rows})),
        min(days) if days else None,
    )


def _link_row(link: OriginLink) -> Values:
    return {
        "a": link.a,
        "b": link.b,
        "relation": link.relation.value,
        "score": link.score,
        "in_a": [[each.start, each.end] for each in link.in_a],
        "in_b": [[each.start, each.end] for each in link.in_b],
    }


def _to_link(row: Row[Any], texts: Mapping[str, Report]) -> OriginLink:
    in_a = tuple(Evidence.at(texts[row.a], start, end) for start, end in row.in_a)
    in_b = tuple(Evidence.at(texts[row.b], start, end) for start, end in row.in_b)
    return OriginLink(row.a, row.b, Relation(row.relation), in_a, in_b, row.score)


def _judgement_row(judgement: Judgement) -> Values:
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


def _to_judgement(row: Row[Any]) -> Judgement:
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
