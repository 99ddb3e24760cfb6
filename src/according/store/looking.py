"""`Looking`: what pages ask of a record: paged, by indexes, counted by the database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from threading import Lock
from typing import Any

from sqlalchemy import Engine, Row, delete, func, or_, select

from according.errors import Ambiguous, NotFound
from according.model import OriginLink, Relation
from according.store import schema
from according.store.database import Database
from according.store.dialects.within import within
from according.store.event_rows import EventLine, parts
from according.store.rows import Values
from according.store.shelves import changes, faces, prepare, stale


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words of a report for something that happened."""

    report_id: str
    quote: str
    type: str | None
    mode: str | None


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure of an account without its words. None is an open bound."""

    kind: str
    low: int | None
    high: int | None
    part: bool
    superseded: bool


@dataclass(frozen=True, slots=True)
class Face:
    """An event as lists and maps show it; the columns of its table."""

    event_id: str
    type: str | None
    words: str
    place: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    wide: bool | None
    earliest: datetime | None
    latest: datetime | None
    week: date | None
    published: date | None
    reports: int
    outlets: int
    low: int
    high: int
    killed_low: int | None
    killed_high: int | None
    differs: str
    apart: str

    @property
    def conflicts(self) -> str:
        """The fields that are in conflict, in the order of the event's page."""
        return ", ".join(filter(None, (self.apart, self.differs)))


class Looking(Database):
    """A record that pages look into. Its shelves are made if it has none."""

    def __init__(self, url: str, engine: Engine) -> None:
        super().__init__(url, engine)
        prepare(engine, self.url)
        self._watch = engine.connect()
        self._lock = Lock()

    def close(self) -> None:
        """Close the connection that watches for changes."""
        self._watch.close()

    def stamp(self) -> int:
        """A number that is another whenever anything was written to the record."""
        with self._lock:
            try:
                return self._dialect.stamp(self._watch)
            finally:
                # Also where the server went away: the next question connects anew.
                self._watch.rollback()

    # ---- faces

    def stale(self, most: int) -> dict[int, str]:
        """Some events that changed since their face was made, by the number of the change."""
        return {row.number: row.event_id for row in self._all(select(stale).limit(most))}

    def count_stale(self) -> int:
        """How many there are."""
        return int(self._all(select(func.count()).select_from(stale))[0][0])

    def put_faces(self, changed: Mapping[int, str], made: Sequence[Values]) -> None:
        """Keep the faces of events as they were when they were found stale; those that are not
        among ``made`` are gone."""
        with self._writing() as connection:
            for some in parts(list(changed)):
                events = [changed[each] for each in some]
                connection.execute(delete(faces).where(faces.c.event_id.in_(events)))
                connection.execute(delete(stale).where(stale.c.number.in_(some)))
            if made:
                connection.execute(faces.insert(), list(made))

    def face(self, event_id: str) -> Face | None:
        """The face of an event, if it has one."""
        found = self._all(select(faces).where(faces.c.event_id == event_id))
        return to_face(found[0]) if found else None

    def faces_of_report(self, report_id: str) -> list[Face]:
        """The events that a report tells of, those that most others tell of too first."""
        table = schema.event_accounts
        ids = select(table.c.event_id).where(table.c.report_id == report_id)
        order = (faces.c.reports.desc(), faces.c.event_id)
        found = self._all(select(faces).where(faces.c.event_id.in_(ids)).order_by(*order))
        return list(map(to_face, found))

    def accounts_of(self, events: Sequence[str]) -> dict[str, list[str]]:
        """The accounts of events, report by report."""
        table = schema.event_accounts
        order = (table.c.report_id, table.c.account_id)
        found: dict[str, list[str]] = {}
        for row in self._in(select(table).order_by(*order), table.c.event_id, events):
            found.setdefault(row.event_id, []).append(row.account_id)
        return found

    def told_by(self, events: Sequence[str]) -> dict[str, tuple[int, int]]:
        """How many reports and outlets tell of events."""
        table, reports = schema.event_accounts, schema.reports
        outlet = func.coalesce(reports.c.outlet, reports.c.id)
        query = (
            select(
                table.c.event_id,
                func.count(table.c.report_id.distinct()).label("reports"),
                func.count(outlet.distinct()).label("outlets"),
            )
            .join(reports, reports.c.id == table.c.report_id)
            .group_by(table.c.event_id)
        )
        rows = list(self._in(query, table.c.event_id, events))
        return {row.event_id: (row.reports, row.outlets) for row in rows}

    def triggers_of(self, accounts: Sequence[str]) -> dict[str, list[Trigger]]:
        """The words that tell of what accounts are of, by account."""
        table, told = schema.accounts, schema.events
        ids = within(table.c.detail, "event_mention_ids").label("mentions")
        by_mention: dict[str, str] = {}
        for row in self._in(select(table.c.id, ids), table.c.id, accounts):
            by_mention |= dict.fromkeys(json.loads(row.mentions), row.id)
        columns = (told.c.id, told.c.report_id, told.c.quote, told.c.type, told.c.mode)
        found: dict[str, list[Trigger]] = {}
        for row in self._in(select(*columns), told.c.id, by_mention):
            each = Trigger(row.report_id, row.quote, row.type, row.mode)
            found.setdefault(by_mention[row.id], []).append(each)
        return found

    def glances(self, accounts: Sequence[str], *names: str) -> dict[str, tuple[str, list[Any]]]:
        """Some of what is compared of accounts, a part of it: by account its report, and the values
        of ``names`` as they were kept."""
        table = schema.sketches
        # Asked for together, each is parsed once, and most of it is not handed over.
        some = within(table.c.detail, *names).label("some")
        query = select(table.c.account_id, table.c.report_id, some)
        return {
            row.account_id: (row.report_id, json.loads(row.some))
            for row in self._in(query, table.c.account_id, accounts)
        }

    def figures_of(self, accounts: Sequence[str]) -> dict[str, list[Counted]]:
        """The figures that accounts come to, by account."""
        table, told = schema.accounts, schema.figures
        by_figure: dict[str, list[str]] = {}
        for row in self._in(select(table.c.id, table.c.detail), table.c.id, accounts):
            for figure in row.detail.get("figure_ids", ()):
                by_figure.setdefault(figure, []).append(row.id)
        older = told.c.detail["superseded"].as_boolean().label("older")
        columns = (told.c.id, told.c.kind, told.c.low, told.c.high, told.c.part_of, older)
        found: dict[str, list[Counted]] = {}
        for row in self._in(select(*columns), told.c.id, by_figure):
            each = Counted(row.kind, row.low, row.high, row.part_of is not None, bool(row.older))
            for account in by_figure[row.id]:
                found.setdefault(account, []).append(each)
        return found

    def outlets_of(self, reports: Iterable[str]) -> dict[str, str | None]:
        """The outlets of reports."""
        table = schema.reports
        rows = list(self._in(select(table.c.id, table.c.outlet), table.c.id, reports))
        return {row.id: row.outlet for row in rows}

    def agencies_of(self, reports: Iterable[str]) -> dict[str, frozenset[str]]:
        """The agencies that reports credit."""
        table = schema.credits_
        found: dict[str, set[str]] = {}
        query = select(table.c.report_id, table.c.agency)
        for row in self._in(query, table.c.report_id, reports):
            found.setdefault(row.report_id, set()).add(row.agency)
        return {report: frozenset(some) for report, some in found.items()}

    def named(self, actors: Iterable[str]) -> dict[str, tuple[str, str | None]]:
        """The fullest names of actors, and the outlets of their reports."""
        table, reports = schema.actors, schema.reports
        query = select(table.c.id, table.c.quote, reports.c.outlet).join(
            reports, reports.c.id == table.c.report_id
        )
        rows = self._in(query, table.c.id, actors)
        return {row.id: (row.quote, row.outlet) for row in rows}

    def plain_links(self, reports: Iterable[str]) -> list[OriginLink]:
        """How the texts of reports stand to one another, without the words that show it."""
        table = schema.origin_links
        inside = set(reports)
        columns = (table.c.a, table.c.b, table.c.relation, table.c.score)
        return [
            OriginLink(row.a, row.b, Relation(row.relation), (), (), row.score)
            for row in self._in(select(*columns), table.c.a, inside)
            if row.b in inside
        ]

    def links_of(self, report_id: str, most: int) -> list[OriginLink]:
        """How other texts stand to a report's, copies first, without the words that show it."""
        table = schema.origin_links
        columns = (table.c.a, table.c.b, table.c.relation, table.c.score)
        ends = or_(table.c.a == report_id, table.c.b == report_id)
        query = select(*columns).where(ends).order_by(table.c.relation, table.c.a, table.c.b)
        return [
            OriginLink(row.a, row.b, Relation(row.relation), (), (), row.score)
            for row in self._all(query.limit(most))
        ]

    # ---- figures that copies have otherwise

    def uncompared(self, most: int) -> list[tuple[str, str]]:
        """Some pairs of reports of one text whose figures were not compared yet."""
        return [(row.a, row.b) for row in self._all(_uncompared().limit(most))]

    def count_uncompared(self) -> int:
        """How many there are."""
        query = select(func.count().label("all")).select_from(_uncompared().subquery())
        return int(self._all(query)[0][0])

    def put_changes(self, found: Mapping[tuple[str, str], int]) -> None:
        """Keep how many figures pairs of reports have otherwise."""
        rows: list[Values] = [
            {"a": a, "b": b, "figures": number} for (a, b), number in found.items()
        ]
        if rows:
            with self._writing() as connection:
                self._put(connection, changes, rows)

    # ---- one event

    def line(self, short: str, most: int, at: int = 0) -> tuple[EventLine, int]:
        """The event whose id begins with ``short``, with ``most`` of its reports at most: first one
        of each day and outlet; and how many reports there are. Where there is none, the event that
        what had this id is of now.

        Args:
            at: reports before the first of them.

        Raises:
            NotFound: there is none.
            Ambiguous: several fit.
        """
        event = self._event_id(short)
        table, reports = schema.event_accounts, schema.reports
        query = (
            select(table.c.account_id, table.c.report_id, reports.c.published, reports.c.outlet)
            .join(reports, reports.c.id == table.c.report_id)
            .where(table.c.event_id == event)
            .order_by(reports.c.published.is_(None), reports.c.published, reports.c.id)
        )
        rows = self._all(query)
        kept = _spread(rows, most, at)
        days = [row.published for row in rows if row.published]
        accounts = tuple(sorted(row.account_id for row in rows if row.report_id in kept))
        line = EventLine(event, accounts, tuple(sorted(kept)), min(days, default=None))
        return line, len({row.report_id for row in rows})

    def _event_id(self, short: str) -> str:
        column = schema.event_accounts.c.event_id
        low = short.lower()
        if not low or not set(low) <= set("0123456789abcdef"):
            raise NotFound(f"no event {short!r} in this record")
        # The next word of the same length, so that the index finds it.
        query = (
            select(column)
            .where(column >= low, column < low + "g")
            .distinct()
            .order_by(column)
            .limit(2)
        )
        found = [row.event_id for row in self._all(query)]
        if not found and (now := self._moved(low)) is not None:
            return now
        if not found:
            raise NotFound(f"no event {short!r} in this record")
        if len(found) > 1:
            raise Ambiguous(f"{short!r} fits several events; give more of the id")
        return str(found[0])


def _uncompared() -> Any:
    links = schema.origin_links
    same = (changes.c.a == links.c.a) & (changes.c.b == links.c.b)
    derived = links.c.relation.in_((Relation.COPY.value, Relation.REWRITE.value))
    pairs = select(links.c.a, links.c.b).select_from(links.outerjoin(changes, same))
    return pairs.where(derived, changes.c.a.is_(None))


def to_face(row: Row[Any]) -> Face:
    """The face of a row."""
    return Face(**row._mapping)


def _spread(rows: Sequence[Row[Any]], most: int, at: int) -> set[str]:
    """The ids of ``most`` reports from ``at`` on: one of each outlet before a second of any."""
    seen: dict[str | None, int] = {}
    ranked: dict[str, int] = {}
    for row in rows:
        if row.report_id not in ranked:
            ranked[row.report_id] = seen[row.outlet] = seen.get(row.outlet, -1) + 1
    return set(sorted(ranked, key=lambda each: ranked[each])[at : at + most])
