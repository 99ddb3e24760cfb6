"""`Review`: what people decided of findings, who codes which event, and what waits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, func, or_, select, tuple_

from according.model import Judgement
from according.model.record import standing
from according.store import schema
from according.store.across import judgement_row, to_judgement
from according.store.database import Database
from according.store.event_rows import parts
from according.store.rows import Values

Words = tuple[str, int, int]
"""Where words stand: report id, start, end."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who is to code an event. ``event_id`` is what the event was called then, ``words`` the first
    of each account that it had, by which it is found again."""

    id: str
    event_id: str
    coder: str
    by: str
    at: datetime
    words: tuple[Words, ...]

    @property
    def report_ids(self) -> tuple[str, ...]:
        """The reports of the event, as they were then."""
        return tuple(sorted({report for report, _, _ in self.words}))


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for somebody to look at it.

    ``rank`` and ``turn`` say when it is its turn: the least first. ``said`` is the reason in plain
    words; ``detail`` has what it rests on.
    """

    id: str
    event_id: str
    rank: int
    turn: float
    reason: str
    said: str
    detail: dict[str, Any]

    @property
    def cursor(self) -> tuple[int, float, str]:
        """Where it stands in the queue."""
        return self.rank, self.turn, self.id


@dataclass(frozen=True, slots=True)
class Queued:
    """All that waits of an event. ``mark`` is that of the change that it was made after;
    ``coders`` says of who codes it whether they are done; ``seen`` are (id of what waits, coder
    who has decided on all that it rests on)."""

    event_id: str
    mark: int
    waiting: tuple[Waiting, ...] = ()
    coders: tuple[tuple[str, bool], ...] = ()
    seen: tuple[tuple[str, str], ...] = ()


class Review(Database):
    """Judgements of findings, assignments, the queue."""

    # ---- judgements

    def decide(
        self, reports: Iterable[str], kind: str, about: str, make: Callable[[datetime], Judgement]
    ) -> Judgement:
        """Keep a judgement of words of some reports.

        Args:
            about: what it is about; a later judgement of the same has a later moment, whatever
                clocks say.
            make: makes it of the moment that it is made at.

        Raises:
            StoreError: the database cannot be written.
        """
        table = schema.judgements
        latest = select(func.max(table.c.at)).where(table.c.kind == kind, table.c.about == about)
        with self._alone() as connection:
            now = datetime.now(UTC)
            last = connection.execute(latest).scalar()
            if last is not None:
                now = max(now, last.replace(tzinfo=UTC) + timedelta(microseconds=1))
            made = make(now)
            self._insert(connection, table, [judgement_row(made)])
            some = sorted(set(reports))
            rows = [{"judgement_id": made.id, "report_id": each} for each in some]
            self._insert(connection, schema.judged, rows)
            self._mark_stale(connection, events_of(connection, some))
        return made

    def touch(self, reports: Iterable[str]) -> None:
        """Say that what waits of some reports' events may be something else now."""
        with self._alone() as connection:
            self._mark_stale(connection, events_of(connection, reports))

    def judgements_of(self, reports: Iterable[str]) -> list[Judgement]:
        """All judgements of words of some reports, oldest first; also what was taken back, and
        what took it back."""
        table, judged = schema.judgements, schema.judged
        query = select(table).join(judged, judged.c.judgement_id == table.c.id)
        rows = self._in(query, judged.c.report_id, reports)
        return self._with_undoing({row.id: to_judgement(row) for row in rows})

    def standing_by_id(self, short: str) -> list[Judgement]:
        """The judgements that stand whose ids begin with ``short``."""
        table = schema.judgements
        query = select(table).where(table.c.id.startswith(short.lower(), autoescape=True))
        found = {row.id: to_judgement(row) for row in self._all(query)}
        return [each for each in standing(self._with_undoing(found)) if each.id in found]

    def _with_undoing(self, found: Mapping[str, Judgement]) -> list[Judgement]:
        """These and all that takes them back, or takes back that, oldest first."""
        table = schema.judgements
        made = dict(found)
        frontier = set(found)
        while frontier:
            rows = self._in(select(table), table.c.undoes, frontier)
            new = {row.id: to_judgement(row) for row in rows if row.id not in made}
            made |= new
            frontier = set(new)
        return sorted(made.values(), key=lambda each: (each.at, each.id))

    def judged_reports(self, judgement: str) -> list[str]:
        """The reports whose words a judgement is about."""
        table = schema.judged
        query = select(table.c.report_id).where(table.c.judgement_id == judgement)
        return sorted(row.report_id for row in self._all(query))

    # ---- assignments

    def assign(self, assignments: Sequence[Assignment]) -> list[Assignment]:
        """Keep who is to code what.

        Returns:
            Those that were not kept yet.

        Raises:
            StoreError: the database cannot be written.
        """
        new = []
        with self._alone() as connection:
            for each in assignments:
                row = {name: getattr(each, name) for name in ("id", "event_id", "coder", "by")}
                at = each.at.astimezone(UTC).replace(tzinfo=None)
                if not self._insert(connection, schema.assignments, [{**row, "at": at}]):
                    continue
                new.append(each)
                words: list[Values] = [
                    {"assignment_id": each.id, "report_id": report, "start": start, "end": end}
                    for report, start, end in each.words
                ]
                self._insert(connection, schema.assignment_words, words)
                self._mark_stale(connection, events_of(connection, each.report_ids))
        return new

    def assignments(self, reports: Iterable[str] | None = None) -> list[Assignment]:
        """All that was assigned, or what has words of some reports; by event, coder and time."""
        table, words = schema.assignments, schema.assignment_words
        if reports is None:
            found = {row.id: row for row in self._all(select(table))}
        else:
            query = select(table).join(words, words.c.assignment_id == table.c.id)
            found = {row.id: row for row in self._in(query, words.c.report_id, reports)}
        told: dict[str, list[Words]] = {}
        for row in self._in(select(words), words.c.assignment_id, found):
            told.setdefault(row.assignment_id, []).append((row.report_id, row.start, row.end))
        ordered = sorted(found.values(), key=lambda row: (row.event_id, row.coder, row.at, row.id))
        return [
            Assignment(
                *(row.id, row.event_id, row.coder, row.by),
                row.at.replace(tzinfo=UTC),
                tuple(sorted(told.get(row.id, ()))),
            )
            for row in ordered
        ]

    def accounts_at(self, words: Iterable[Words]) -> dict[Words, list[tuple[str, str]]]:
        """The (account, event) that stand now where some words are, or touch them."""
        table, accounts = schema.event_accounts, schema.accounts
        wanted = set(words)
        columns = (accounts.c.report_id, accounts.c.start, accounts.c.end, accounts.c.id)
        query = select(*columns, table.c.event_id).join(table, table.c.account_id == accounts.c.id)
        rows = list(self._in(query, accounts.c.report_id, {report for report, _, _ in wanted}))
        found: dict[Words, list[tuple[str, str]]] = {}
        for each in wanted:
            for row in rows:
                if row.report_id == each[0] and row.start < each[2] and each[1] < row.end:
                    found.setdefault(each, []).append((row.id, row.event_id))
        return found

    def events_of(self, reports: Iterable[str]) -> set[str]:
        """The events that any of some reports tells."""
        with self._reading() as connection:
            return set(events_of(connection, reports))

    def first_words(self, accounts: Iterable[str]) -> list[Words]:
        """Where the first words of some accounts stand."""
        table = schema.accounts
        rows = self._in(select(table.c.report_id, table.c.start, table.c.end), table.c.id, accounts)
        return sorted((row.report_id, row.start, row.end) for row in rows)

    # ---- the queue

    def stale(self, limit: int) -> list[tuple[str, int]]:
        """Events that changed since the queue was made, each with its mark."""
        table = schema.queue_stale
        query = select(table).order_by(table.c.event_id).limit(limit)
        return [(row.event_id, row.mark) for row in self._all(query)]

    def stale_count(self) -> int:
        """How many events changed since the queue was made."""
        return int(self._all(select(func.count()).select_from(schema.queue_stale))[0][0])

    def put_queue(self, made: Sequence[Queued]) -> None:
        """Put what waits of some events in place of what waited before.

        Raises:
            StoreError: the database cannot be written.
        """
        queue, coders, seen, stale = (
            *(schema.queue, schema.queue_coders),
            *(schema.queue_seen, schema.queue_stale),
        )
        with self._alone() as connection:
            for some in parts([each.event_id for each in made]):
                ids = select(queue.c.id).where(queue.c.event_id.in_(some))
                connection.execute(delete(seen).where(seen.c.item_id.in_(ids)))
                connection.execute(delete(queue).where(queue.c.event_id.in_(some)))
                connection.execute(delete(coders).where(coders.c.event_id.in_(some)))
            for each in made:
                same = and_(stale.c.event_id == each.event_id, stale.c.mark == each.mark)
                connection.execute(delete(stale).where(same))
            self._insert(connection, queue, [_row(one) for each in made for one in each.waiting])
            self._insert(
                connection,
                coders,
                [
                    {"event_id": each.event_id, "coder": coder, "done": done}
                    for each in made
                    for coder, done in each.coders
                ],
            )
            self._insert(
                connection,
                seen,
                [{"item_id": item, "coder": coder} for each in made for item, coder in each.seen],
            )

    def page(
        self,
        limit: int,
        after: tuple[int, float, str] | None = None,
        coder: str | None = None,
        event: str | None = None,
        reason: str | None = None,
    ) -> list[Waiting]:
        """What waits, what matters first.

        Args:
            after: the cursor of the last that was had.
            coder: only what waits for this one: what is assigned to them and not done, and what is
                assigned to nobody; without what they decided on.
            event: only of this event.
            reason: only what waits for this reason.
        """
        table = schema.queue
        query = select(table).order_by(table.c.rank, table.c.turn, table.c.id).limit(limit)
        if after is not None:
            place = tuple_(table.c.rank, table.c.turn, table.c.id)
            query = query.where(place > tuple_(*after))
        if coder is not None:
            query = query.where(_for(coder))
        if event is not None:
            query = query.where(table.c.event_id == event)
        if reason is not None:
            query = query.where(table.c.reason == reason)
        return [Waiting(**row._mapping) for row in self._all(query)]

    def waiting(self, short: str) -> Waiting | None:
        """What waits, by the beginning of its id; None if nothing does, or several do."""
        table = schema.queue
        query = select(table).where(table.c.id.startswith(short.lower(), autoescape=True)).limit(2)
        found = [Waiting(**row._mapping) for row in self._all(query)] if short else []
        return found[0] if len(found) == 1 else None

    def waiting_counts(self, coder: str | None = None) -> dict[str, int]:
        """How many things wait, by their reason."""
        table = schema.queue
        query = select(table.c.reason, func.count().label("number")).group_by(table.c.reason)
        if coder is not None:
            query = query.where(_for(coder))
        return {row.reason: row.number for row in self._all(query)}


def events_of(connection: Connection, reports: Iterable[str]) -> Iterator[str]:
    """The events that some reports tell of."""
    table = schema.event_accounts
    for some in parts(sorted(reports)):
        query = select(table.c.event_id).where(table.c.report_id.in_(some)).distinct()
        yield from connection.execute(query).scalars()


def _for(coder: str) -> ColumnElement[bool]:
    table, coders, seen = schema.queue, schema.queue_coders, schema.queue_seen
    of = select(coders.c.event_id).where(coders.c.event_id == table.c.event_id)
    own = and_(coders.c.coder == coder, coders.c.done.is_(False))
    had = select(seen.c.item_id).where(seen.c.item_id == table.c.id, seen.c.coder == coder)
    return and_(~had.exists(), or_(~of.exists(), of.where(own).exists()))


def _row(waiting: Waiting) -> Values:
    return {name: getattr(waiting, name) for name in Waiting.__slots__}
