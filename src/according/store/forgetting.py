"""`Forgetting`: a report is taken out of a record, with all that was found in it or rests on it.

What stays is one row that says that it was, by whom, when and why; and the id, a hash, by which the
same report is refused when it comes again.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import Connection, and_, delete, distinct, func, insert, or_, select, update
from sqlalchemy.exc import DBAPIError

from according.errors import NotFound, StoreError
from according.model import Capture
from according.model.canonical import digest
from according.store import event_rows, rows, schema, shelves
from according.store.database import Database
from according.store.event_rows import parts
from according.store.rows import Values

_BEGUN = "forgetting"
"""The key in ``meta`` of whose names are being put out."""

_BY_ACCOUNT = (schema.account_keys.c.account_id, schema.account_pairs.c.a, schema.account_pairs.c.b)


@dataclass(frozen=True, slots=True)
class Audit:
    """Who had a report forgotten, when and why. ``became`` is the report that stands in its place,
    with other names; ``pseudonym`` is one of these."""

    report_id: str
    by: str
    at: datetime
    why: str
    became: str | None = None
    pseudonym: str | None = None
    rows: int = 0


@dataclass(slots=True)
class Removed:
    """What is gone: rows by table, and captures whose bytes stay because they hold other reports
    too. ``accounts`` are those that were of one event with some of the report's."""

    rows: dict[str, int] = field(default_factory=dict)
    shared: list[str] = field(default_factory=list)
    accounts: set[str] = field(default_factory=set)


class Forgetting(Database):
    """A record out of which reports are taken."""

    def is_forgotten(self, report_id: str) -> bool:
        """Whether a report was taken out, and is not to come in again."""
        table = schema.forgotten
        return self._scalar(select(table.c.report_id).where(table.c.report_id == report_id))

    def audits(self) -> list[Audit]:
        """What was taken out, oldest first."""
        table = schema.forgotten
        found = self._all(select(table).order_by(table.c.at, table.c.report_id))
        return [
            Audit(
                row.report_id,
                row.by,
                row.at.replace(tzinfo=UTC),
                row.why,
                row.became,
                row.pseudonym,
                row.rows,
            )
            for row in found
        ]

    def begin(self, forms: Sequence[str]) -> int:
        """The number of the person whose names are put out: how many were before. One that was
        stopped has its number again, until `end`.

        What is kept for that is salted, and gone with the end: nobody can try names on it later.
        """
        table = schema.meta
        with self._alone() as connection:
            kept = connection.execute(select(table.c.value).where(table.c.key == _BEGUN)).scalar()
            if kept:
                salt, summed, number = json.loads(kept)
                if summed == digest("forgetting/1", salt, sorted(forms)):
                    return int(number)
            pseudonym = schema.forgotten.c.pseudonym
            query = select(func.count(distinct(pseudonym)))
            number = int(connection.execute(query).scalar_one())
            salt = secrets.token_hex(16)
            value = json.dumps([salt, digest("forgetting/1", salt, sorted(forms)), number])
            connection.execute(delete(table).where(table.c.key == _BEGUN))
            connection.execute(insert(table).values(key=_BEGUN, value=value))
        return number

    def end(self) -> None:
        """A person's names are put out of all reports."""
        with self._writing() as connection:
            connection.execute(delete(schema.meta).where(schema.meta.c.key == _BEGUN))

    def remove(self, audit: Audit, rename: Callable[[str], str] | None = None) -> Removed:
        """Take a report out, in one transaction.

        Args:
            audit: what is kept of it. Where another report stands in its place, what people decided
                of the words of the first is of the same words of the second.
            rename: puts other names into what people wrote, where another stands in its place.

        Raises:
            NotFound: there is no such report.
            StoreError: the database cannot be written.
        """
        done = Removed()
        with self._alone() as connection:
            report = audit.report_id
            if not _count(connection, schema.reports.c.id == report):
                raise NotFound(f"no report {report!r} in {self.url}")
            if audit.became is not None:
                _carry_over(connection, report, audit.became, rename or str)
            # Shelves have words and names of the report too, and are made anew when needed.
            shelves.remove(connection, self._dialect)
            events = _events_of(connection, report)
            _remove_judgements(connection, report, done)
            _remove_linked(connection, report, done)
            blobs = _blobs_of(connection, report, done)
            for table in reversed(schema.metadata.sorted_tables):
                if "report_id" in table.c and table is not schema.forgotten:
                    _delete(connection, table.c.report_id == report, done)
            for each in blobs:
                _delete(connection, schema.blobs.c.sha256 == each, done)
            _delete(connection, schema.reports.c.id == report, done)
            event_rows.sum_up(connection, events)
            _remove_waiting(connection, events, done)
            left = schema.event_accounts.c
            for some in parts(sorted(events)):
                query = select(left.account_id).where(left.event_id.in_(some))
                done.accounts |= set(connection.execute(query).scalars())
            self._mark_stale(connection, events)
            _count_up(connection)
            connection.execute(insert(schema.forgotten).values(_row(audit, done)))
        return done

    def strip(
        self, audit: Audit, byline: str | None, url: str | None, capture: Capture, data: bytes
    ) -> Removed:
        """Take out of a report what is not in its text, in one transaction: it stays the same
        report, with another byline and address, and ``capture`` in place of all that it came from.

        Raises:
            StoreError: the database cannot be written.
        """
        done = Removed()
        reports, captures = schema.reports, schema.captures
        with self._alone() as connection:
            blobs = _blobs_of(connection, audit.report_id, done)
            _delete(connection, captures.c.report_id == audit.report_id, done)
            for each in blobs:
                _delete(connection, schema.blobs.c.sha256 == each, done)
            own = reports.c.id == audit.report_id
            connection.execute(update(reports).where(own).values(byline=byline, url=url))
            self._insert(connection, schema.blobs, [rows.blob_row(capture, data)])
            row = rows.capture_row(capture, audit.report_id)
            self._insert(connection, captures, [row])
            self._insert(connection, schema.forgotten, [_row(audit, done)])
        return done

    def rename_said(self, found_in: Callable[[str], int], rename: Callable[[str], str]) -> int:
        """Put other names into what people wrote of anything: reasons, notes, corrections. Refused
        inputs that are called so are counted no more.

        Returns:
            How many judgements have other words now.
        """
        table, refusals = schema.judgements, schema.refusals
        changed = 0
        with self._alone() as connection:
            for row in connection.execute(select(refusals)).all():
                if any(found_in(each) for each in (row.location, row.member, row.detail) if each):
                    connection.execute(delete(refusals).where(refusals.c.id == row.id))
            for row in connection.execute(select(table)).all():
                said = [each for each in (row.why, row.value) if each and found_in(each)]
                if said:
                    values = {"why": row.why and rename(row.why)}
                    values["value"] = row.value and rename(row.value)
                    connection.execute(update(table).where(table.c.id == row.id).values(**values))
                    changed += 1
        return changed

    def compact(self) -> bool:
        """Have the file hold nothing of what is gone: free pages are cut off, the log beside is
        emptied. False if somebody else has the record open, so that it has to be done later.

        Raises:
            StoreError: the disk has not room for a copy of the record, or cannot be written.
        """
        if self._engine.dialect.name != "sqlite":
            return True  # the database's own vacuum does it, in its own time
        try:
            with self._engine.connect() as connection:
                raw = connection.execution_options(isolation_level="AUTOCOMMIT")
                raw.exec_driver_sql("VACUUM")
                busy = raw.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
        except DBAPIError as error:
            if "locked" in str(error.orig) or "busy" in str(error.orig):
                return False
            raise StoreError(f"{self.url} cannot be compacted: {error.orig}") from error
        return not busy


def _row(audit: Audit, done: Removed) -> Values:
    return {
        "report_id": audit.report_id,
        "became": audit.became,
        "pseudonym": audit.pseudonym,
        "by": audit.by,
        "at": audit.at.astimezone(UTC).replace(tzinfo=None),
        "why": audit.why,
        "rows": sum(done.rows.values()),
    }


def _count(connection: Connection, where: object) -> int:
    return int(connection.execute(select(func.count()).where(where)).scalar_one())  # type: ignore[arg-type]


def _delete(connection: Connection, where: object, done: Removed) -> None:
    table = where.left.table  # type: ignore[attr-defined]
    count = connection.execute(delete(table).where(where)).rowcount  # type: ignore[arg-type]
    if count:
        done.rows[table.name] = done.rows.get(table.name, 0) + count


def _events_of(connection: Connection, report: str) -> set[str]:
    table = schema.event_accounts
    query = select(table.c.event_id).where(table.c.report_id == report)
    return set(connection.execute(query).scalars())


def _remove_judgements(connection: Connection, report: str, done: Removed) -> None:
    """Those about the report's words, with what takes them back; and those about it as a copy."""
    table, judged = schema.judgements, schema.judged
    about = select(judged.c.judgement_id).where(judged.c.report_id == report)
    copies = and_(table.c.kind == "reports", table.c.about.contains(report))
    gone = set(
        connection.execute(select(table.c.id).where(or_(table.c.id.in_(about), copies))).scalars()
    )
    frontier = gone
    while frontier:
        found: set[str] = set()
        for some in parts(sorted(frontier)):
            found |= set(
                connection.execute(select(table.c.id).where(table.c.undoes.in_(some))).scalars()
            )
        frontier = found - gone
        gone |= frontier
    for some in parts(sorted(gone)):
        _delete(connection, judged.c.judgement_id.in_(some), done)
        _delete(connection, table.c.id.in_(some), done)


def _remove_linked(connection: Connection, report: str, done: Removed) -> None:
    """What was found by comparing it with others."""
    links, sketches, joins = schema.origin_links, schema.sketches, schema.actor_joins
    for end in (links.c.a, links.c.b):
        _delete(connection, end == report, done)
    own = list(
        connection.execute(
            select(sketches.c.account_id).where(sketches.c.report_id == report)
        ).scalars()
    )
    for column in _BY_ACCOUNT:
        for some in parts(own):
            _delete(connection, column.in_(some), done)
    actors = select(schema.actors.c.id).where(schema.actors.c.report_id == report)
    connection.execute(update(joins).where(joins.c.rests_on.in_(actors)).values(rests_on=None))


def _blobs_of(connection: Connection, report: str, done: Removed) -> list[str]:
    """The bytes that only this report came from; those that others came from too are noted."""
    captures = schema.captures
    query = select(captures.c.sha256, captures.c.location).where(captures.c.report_id == report)
    own = []
    for sha256, location in connection.execute(query).all():
        others = and_(captures.c.sha256 == sha256, captures.c.report_id != report)
        if _count(connection, others):
            done.shared.append(location)
        else:
            own.append(sha256)
    return sorted(set(own))


def _remove_waiting(connection: Connection, events: Iterable[str], done: Removed) -> None:
    """What waits of the events that the report told of, in words that may be its own."""
    queue, seen = schema.queue, schema.queue_seen
    for some in parts(sorted(events)):
        items = select(queue.c.id).where(queue.c.event_id.in_(some))
        _delete(connection, seen.c.item_id.in_(items), done)
        _delete(connection, queue.c.event_id.in_(some), done)
        _delete(connection, schema.queue_coders.c.event_id.in_(some), done)


def _count_up(connection: Connection) -> None:
    number = schema.revision.c.number
    connection.execute(update(schema.revision).values({number: number + 1}))


def _carry_over(
    connection: Connection, report: str, became: str, rename: Callable[[str], str]
) -> None:
    """What people decided of the words of one report is of the same words of another."""
    judgements, judged, words = schema.judgements, schema.judged, schema.assignment_words
    here = or_(judgements.c.about.contains(report), judgements.c.value.contains(report))
    for row in connection.execute(select(judgements).where(here)).all():
        new: Mapping[str, object] = {
            "about": row.about.replace(report, became),
            "value": row.value and rename(row.value.replace(report, became)),
            "why": row.why and rename(row.why),
        }
        connection.execute(update(judgements).where(judgements.c.id == row.id).values(**new))
    for table in (judged, words):
        there = table.c.report_id == report
        connection.execute(update(table).where(there).values(report_id=became))
