"""`Record`: reports, what was read in them, and what was refused, in one database."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from types import TracebackType
from typing import Any

from sqlalchemy import Column, Connection, Engine, Row, Table, func, select

from according.errors import Ambiguous, NotFound, StoreError
from according.model import ActorKind, Capture, Reading, Refusal, Report
from according.store import rows, schema
from according.store.across import Across
from according.store.actors import Actors
from according.store.connect import connect
from according.store.database import Database
from according.store.event_rows import parts
from according.store.forgetting import Forgetting
from according.store.gathered import Gathered
from according.store.moment import still
from according.store.people import People
from according.store.review import Review

_READINGS = 40
"""Readings that are had at once: what fits into memory many times over."""


class Added(StrEnum):
    """What became of an input. Every input is counted as exactly one of these."""

    STORED = "stored"
    ALREADY_THERE = "already there"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report as lists show it: all but its text. ``mentions`` and ``captures`` are counts."""

    id: str
    outlet: str | None
    published: date | None
    title: str | None
    language: str
    characters: int
    mentions: int
    captures: int
    unread: str | None
    opening: str
    """The first 120 code points of the text, for reports without a title."""


class Record(Database):
    """An open record. Close it, or use it in a ``with`` block.

    Writing is safe from several processes at once. A report and all that was read in it are
    one transaction; adding the same again changes nothing. ``across`` is what was found across
    reports, and what people decided; ``actors`` is who is who in them, ``review`` what waits for
    whom, ``people`` who may sign in, ``forgetting`` takes
    reports out.
    """

    def __init__(self, url: str, *, create: bool = False, engine: Engine | None = None) -> None:
        super().__init__(url, engine or connect(url, create=create))
        self.across = Across(url, self._engine)
        self.actors = Actors(url, self._engine)
        self.review = Review(url, self._engine)
        self.gathered = Gathered(url, self._engine)
        self.people = People(url, self._engine)
        self.forgetting = Forgetting(url, self._engine)

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def engine(self) -> Engine:
        """The open database, for what looks into the same record in other ways."""
        return self._engine

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    @contextmanager
    def at_one_moment(self) -> Iterator[Record]:
        """The record as it is now, whatever others write meanwhile: all that is asked of it is of
        one moment. Nothing can be written to it, and it is of one thread. A record that is in no
        file of SQLite comes as it is, and changes.

        Raises:
            StoreError: it cannot be read.
        """
        engine = still(self.url, self._engine)
        if engine is None:
            yield self
            return
        try:
            yield Record(self.url, engine=engine)
        finally:
            engine.dispose()

    # ---- adding

    def add(self, reading: Reading, capture: Capture, data: bytes) -> Added:
        """Add a report with its reading and the capture it came from, in one transaction.

        Args:
            data: the capture's untouched bytes.

        Raises:
            StoreError: the database cannot be written (locked, full, read-only, damaged).
        """
        report = reading.report
        with self._writing() as connection:
            new = self._insert(connection, schema.reports, [rows.report_row(report)]) == 1
            if new:
                self._insert(connection, schema.credits_, rows.credit_rows(report))
                self._add_reading(connection, reading)
                self._insert(connection, schema.waiting, [{"report_id": report.id}])
            self._add_capture(connection, capture, report.id, data)
        return Added.STORED if new else Added.ALREADY_THERE

    def add_capture(self, capture: Capture, report_id: str, data: bytes) -> Added:
        """Add one more capture of a report that the record has.

        Raises:
            StoreError: as `add`.
        """
        with self._writing() as connection:
            self._add_capture(connection, capture, report_id, data)
        return Added.ALREADY_THERE

    def others_from(self, capture: Capture, report_id: str) -> int:
        """How many other reports the same bytes at the same place have become."""
        table = schema.captures
        query = select(func.count()).where(
            table.c.sha256 == capture.sha256,
            table.c.location == capture.location,
            table.c.member.is_not_distinct_from(capture.member),
            table.c.report_id != report_id,
        )
        with self._reading() as connection:
            return connection.execute(query).scalar_one()

    def settle(self, location: str, refused: Collection[str]) -> None:
        """Keep of a location's refusals those with the ids ``refused``: it was read to its end
        once more, and these are what is refused of it now.

        Raises:
            StoreError: as `add`.
        """
        table = schema.refusals
        with self._writing() as connection:
            found = connection.execute(select(table.c.id).where(table.c.location == location))
            for gone in set(found.scalars()) - set(refused):
                connection.execute(table.delete().where(table.c.id == gone))

    def refuse(self, refusal: Refusal) -> Added:
        """Keep a refused input as a row; the same again is the same row.

        Raises:
            StoreError: as `add`.
        """
        with self._writing() as connection:
            self._insert(connection, schema.refusals, [rows.refusal_row(refusal)])
        return Added.REFUSED

    def _add_reading(self, connection: Connection, reading: Reading) -> None:
        self._insert(connection, schema.readings, [rows.reading_row(reading)])
        self._insert(connection, schema.actors, rows.actor_rows(reading))
        self._insert(connection, schema.actor_reasons, rows.reason_rows(reading))
        self._insert(connection, schema.mentions, rows.mention_rows(reading))
        self._insert(connection, schema.times, rows.time_rows(reading))
        self._insert(connection, schema.toponyms, rows.toponym_rows(reading))
        self._insert(connection, schema.quantities, rows.quantity_rows(reading))
        self._insert(connection, schema.attributions, rows.attribution_rows(reading))
        self._insert(connection, schema.events, rows.event_rows(reading))
        self._insert(connection, schema.figures, rows.figure_rows(reading))
        self._insert(connection, schema.blames, rows.blame_rows(reading))
        self._insert(connection, schema.accounts, rows.account_rows(reading))
        self._insert(connection, schema.wordings, rows.wording_rows(reading))

    def _add_capture(
        self, connection: Connection, capture: Capture, report_id: str, data: bytes
    ) -> None:
        self._insert(connection, schema.blobs, [rows.blob_row(capture, data)])
        self._insert(connection, schema.captures, [rows.capture_row(capture, report_id)])

    # ---- asking

    def has(self, report_id: str) -> bool:
        """Whether the report is there (and so all that was read in it)."""
        return self._scalar(select(schema.reports.c.id).where(schema.reports.c.id == report_id))

    def find(self, short: str) -> str:
        """The whole id of the report whose id begins with ``short``.

        Raises:
            NotFound: none does.
            Ambiguous: several do.
        """
        return self._find(schema.reports.c.id, short, "report")

    def find_actor(self, short: str) -> str:
        """The whole id of the actor, of one report, whose id begins with ``short``.

        Raises:
            NotFound: none does.
            Ambiguous: several do.
        """
        return self._find(schema.actors.c.id, short, "actor")

    def _find(self, ids: Column[Any], short: str, what: str) -> str:
        with self._reading() as connection:
            found = connection.execute(
                select(ids).where(ids.startswith(short.lower(), autoescape=True)).limit(3)
            ).scalars()
            matches = list(found)
        if not matches:
            raise NotFound(f"no {what} {short!r} in {self.url}; see: according {what}s")
        if len(matches) > 1:
            some = ", ".join(match[: len(short) + 6] for match in matches)
            raise Ambiguous(
                f"{short!r} fits several {what}s in {self.url} ({some}, ...); give more of the id"
            )
        return str(matches[0])

    def report(self, report_id: str) -> Report:
        """The report with this whole id.

        Raises:
            NotFound: there is none.
            EvidenceError: the database was changed by hand and the report no longer has its id.
        """
        report_table, credits = schema.reports, schema.credits_
        row = self._one(select(report_table).where(report_table.c.id == report_id), report_id)
        found = self._all(
            select(credits).where(credits.c.report_id == report_id).order_by(credits.c.start)
        )
        return rows.to_report(row, found)

    def reading(self, report_id: str) -> Reading:
        """What was read in a report; every span is checked against the text again.

        Raises:
            NotFound: there is no such report.
            EvidenceError: the database was changed by hand and a quote no longer fits.
        """
        return self.readings([report_id])[0]

    def readings(self, report_ids: Sequence[str]) -> list[Reading]:
        """What was read in some reports, in their order; one question a table, not a report.

        Raises:
            NotFound, EvidenceError: as `reading`.
        """
        found: dict[str, Reading] = {}
        for some in parts(dict.fromkeys(report_ids), _READINGS):
            found |= self._readings(some)
        return [found[each] for each in report_ids]

    def _readings(self, report_ids: Sequence[str]) -> dict[str, Reading]:
        reports, mentions = schema.reports, schema.mentions
        with self._reading() as connection:

            def of_each(table: Table, *order: Any) -> dict[str, list[Row[Any]]]:
                key = table.c.id if table is reports else table.c.report_id
                query = select(table).where(key.in_(report_ids)).order_by(*order)
                by_report: dict[str, list[Row[Any]]] = {each: [] for each in report_ids}
                for row in connection.execute(query):
                    by_report[row.id if table is reports else row.report_id].append(row)
                return by_report

            texts = of_each(reports)
            credits = of_each(schema.credits_, schema.credits_.c.start)
            read = of_each(schema.readings)
            named = of_each(mentions, mentions.c.start, mentions.c.end.desc())
            findings = [of_each(table, *table.primary_key) for table in schema.FINDINGS]
        for each in report_ids:
            if not texts[each] or not read[each]:
                raise NotFound(f"nothing with id {each!r} in {self.url}")
        return {
            each: rows.to_reading(
                rows.to_report(texts[each][0], credits[each]),
                read[each][0],
                named[each],
                *(found[each] for found in findings),
            )
            for each in report_ids
        }

    def captures(self, report_id: str) -> tuple[Capture, ...]:
        """The captures of a report, by location and member."""
        table = schema.captures
        found = self._all(
            select(table, schema.blobs.c.size)
            .outerjoin(schema.blobs)
            .where(table.c.report_id == report_id)
            .order_by(table.c.location, table.c.member.nulls_first())
        )
        return tuple(rows.to_capture(row) for row in found)

    def bytes_of(self, sha256: str) -> bytes:
        """The untouched bytes of a capture.

        Raises:
            NotFound: the record has none with this SHA-256.
            StoreError: the packed bytes are damaged.
        """
        table = schema.blobs
        row = self._one(select(table).where(table.c.sha256 == sha256), sha256)
        try:
            return zlib.decompress(row.deflated)
        except zlib.error as error:
            raise StoreError(f"capture {sha256[:12]} is damaged: {error}") from error

    def report_ids(self) -> Iterator[str]:
        """All report ids, in order of the ids."""
        ids = schema.reports.c.id
        with self._reading() as connection:
            yield from connection.scalars(
                select(ids).order_by(ids), execution_options={"yield_per": 1000}
            )

    def lines(self, *, outlet: str | None = None, limit: int | None = None) -> Sequence[ReportLine]:
        """Reports as lists show them, by day, outlet and id; those without a day last."""
        table, readings = schema.reports, schema.readings
        query = (
            select(
                table.c.id,
                table.c.outlet,
                table.c.published,
                table.c.title,
                table.c.language,
                func.length(table.c.text).label("characters"),
                _count_of(schema.mentions).label("mentions"),
                _count_of(schema.captures).label("captures"),
                readings.c.unread,
                func.substr(table.c.text, 1, 120).label("opening"),
            )
            .join(readings)
            .order_by(
                table.c.published.is_(None),
                table.c.published,
                table.c.outlet.nulls_first(),
                table.c.id,
            )
        )
        if outlet is not None:
            query = query.where(self._dialect.alike(table.c.outlet, outlet))
        if limit is not None:
            query = query.limit(limit)
        return [ReportLine(**row._mapping) for row in self._all(query)]

    def refusals(self) -> tuple[Refusal, ...]:
        """All refused inputs, by location and member."""
        table = schema.refusals
        found = self._all(select(table).order_by(table.c.location, table.c.member.nulls_first()))
        return tuple(rows.to_refusal(row) for row in found)

    def most_named(self, limit: int) -> list[tuple[str, str, int]]:
        """The names that most reports use, places aside: (as written, kind, reports).

        The kind is the one that most of those reports were read to mean.
        """
        table = schema.actors
        number = func.count(table.c.report_id.distinct())
        query = (
            select(table.c.quote, table.c.kind, number.label("reports"))
            .where(table.c.kind != ActorKind.PLACE.value)
            .group_by(table.c.quote, table.c.kind)
        )
        kinds: dict[str, Counter[str]] = {}
        for row in self._all(query):
            kinds.setdefault(row.quote, Counter())[row.kind] = row.reports
        most = sorted(kinds, key=lambda quote: (-kinds[quote].total(), quote))[:limit]
        return [(quote, kinds[quote].most_common(1)[0][0], kinds[quote].total()) for quote in most]

    def counts(self) -> dict[str, int]:
        """How many rows there are of each kind."""
        tables = (
            schema.reports,
            schema.captures,
            schema.refusals,
            schema.mentions,
            schema.actors,
            schema.times,
            schema.toponyms,
            schema.quantities,
            schema.attributions,
            schema.events,
            schema.figures,
            schema.blames,
            schema.accounts,
            schema.wordings,
            schema.credits_,
        )
        with self._reading() as connection:
            return {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in tables
            }

    def log_run(self, started_at: datetime, counts: dict[Added, int]) -> None:
        """Write one line of the log of runs.

        Raises:
            StoreError: as `add`.
        """
        values = {
            "started_at": started_at.astimezone(UTC).replace(tzinfo=None),
            "finished_at": datetime.now(UTC).replace(tzinfo=None),
            "inputs": sum(counts.values()),
            "stored": counts[Added.STORED],
            "already_there": counts[Added.ALREADY_THERE],
            "refused": counts[Added.REFUSED],
        }
        with self._writing() as connection:
            connection.execute(schema.runs.insert().values(values))

    def dump(self) -> Iterator[tuple[str, tuple[Any, ...]]]:
        """Every row of every table but the passing ones, as (table, cells), in canonical order.

        A finding's detail comes as JSON with its keys in order.
        """
        with self._reading() as connection:
            for table in sorted(schema.metadata.tables.values(), key=lambda each: each.name):
                if table in schema.PASSING:
                    continue
                for row in connection.execute(select(table).order_by(*table.primary_key)):
                    yield table.name, tuple(map(_comparable, row))


def _count_of(table: Table) -> Any:
    return (
        select(func.count())
        .select_from(table)
        .where(table.c.report_id == schema.reports.c.id)
        .scalar_subquery()
    )


def _comparable(cell: Any) -> Any:
    return json.dumps(cell, sort_keys=True) if isinstance(cell, dict | list) else cell
