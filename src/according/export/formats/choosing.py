"""`Chosen`: the reports and events that an export is of, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from typing import Any, TypeAlias
from urllib.parse import quote

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Integer,
    MetaData,
    Row,
    Select,
    Table,
    func,
    insert,
    select,
)
from sqlalchemy.exc import DBAPIError

from according.errors import NotFound, StoreError
from according.faces import AT_ONCE, Faces
from according.happening import Happening
from according.model import Reading
from according.reviewing.weighed import weighed
from according.store import Record, dialects, schema
from according.store.connect import said
from according.store.event_rows import parts
from according.store.finding import Finding
from according.store.looking import Looking
from according.store.schema.base import ID
from according.store.wanted import Wanted

Progress: TypeAlias = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, and of how many."""

_READINGS = 40
"""Readings that are in memory at once."""

_ROWS = 2000
"""Rows that are had from the database at once."""

_own = MetaData()

REPORTS = Table(
    "chosen_reports",
    _own,
    Column("number", Integer, primary_key=True),
    Column("report_id", ID, nullable=False, unique=True),
    prefixes=["TEMPORARY"],
)
"""The reports that were chosen, by day and id. To be joined with the record's tables in queries
for `Chosen.rows`."""

EVENTS = Table(
    "chosen_events",
    _own,
    Column("number", Integer, primary_key=True),
    Column("event_id", ID, nullable=False, unique=True),
    prefixes=["TEMPORARY"],
)
"""The events that were chosen, by their first day and id."""


def is_chosen(report_id: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether a row is of a report that was chosen; asked row by row, so that a database does not
    try all pairs of reports where a row has two."""
    return select(REPORTS.c.number).where(REPORTS.c.report_id == report_id).exists()


class Chosen:
    """What was chosen of a record, as it was at one moment.

    Args:
        record: as it was at that moment.
        wanted: what was asked for.
        connection: sees the record as it was at that moment; temporary tables can be made in it.
        is_still: whether nobody has written to the record since that moment.
        pages: the address at which ``according serve`` has the record; None gives no links.
    """

    def __init__(
        self,
        record: Record,
        connection: Connection,
        wanted: Wanted,
        pages: str | None,
        on_progress: Progress,
        is_still: Callable[[], bool] = lambda: False,
    ) -> None:
        self.is_still = is_still
        self.record = record
        self.wanted = wanted
        self.pages = pages.rstrip("/") if pages else None
        self.progress = on_progress
        self.connection = connection
        self.missed: list[str] = []
        """Events that another process changed before they were told; none in a file of SQLite,
        where all that is asked is of one moment."""

    @property
    def is_all(self) -> bool:
        """Whether the whole record was asked for."""
        return self.wanted.is_empty

    @cached_property
    def reports(self) -> int:
        """How many reports."""
        return self._count(REPORTS)

    @cached_property
    def events(self) -> int:
        """How many events."""
        return self._count(EVENTS)

    def report_ids(self) -> Iterator[str]:
        """The reports, by day and id."""
        for row in self.rows(select(REPORTS.c.report_id).order_by(REPORTS.c.number)):
            yield row.report_id

    def event_ids(self) -> Iterator[str]:
        """The events, by their first day and id."""
        for row in self.rows(select(EVENTS.c.event_id).order_by(EVENTS.c.number)):
            yield row.event_id

    def readings(self) -> Iterator[Reading]:
        """What was read in each report, in the order of `report_ids`; tells the progress."""
        for number, each in enumerate(self._readings()):
            self.progress("reports", number, self.reports)
            yield each

    def _readings(self) -> Iterator[Reading]:
        for some in parts(self.report_ids(), _READINGS):
            yield from self.record.readings(some)

    def happenings(self) -> Iterator[Happening]:
        """Each event with all that its reports tell of it, also those that were not chosen, in the
        order of `event_ids`, with people's decisions laid over it; tells the progress. An event
        that another process changed meanwhile is not among them, but among ``missed``."""
        for number, each in enumerate(self.event_ids()):
            self.progress("events", number, self.events)
            try:
                line = self.record.across.event(each)
            except NotFound:
                self.missed.append(each)
                continue
            yield weighed(self.record, line)

    def rows(self, query: Select[Any]) -> Iterator[Row[Any]]:
        """The rows of any question about the record, as it was when it was chosen from."""
        for some in self.batches(query, _ROWS):
            yield from some

    def batches(self, query: Select[Any], size: int) -> Iterator[Sequence[Row[Any]]]:
        """The same, ``size`` rows at a time."""
        result = self.connection.execute(query, execution_options={"yield_per": size})
        yield from result.partitions()

    def link(self, kind: str, identity: str) -> str | None:
        """The address of the page of something, None where no pages were named.

        Args:
            kind: "event" or "report".
        """
        return f"{self.pages}/{kind}/{quote(identity)}" if self.pages else None

    def filters(self) -> dict[str, Any]:
        """What was asked for, without what was not, as JSON holds it."""
        given = {name: getattr(self.wanted, name) for name in Wanted.__slots__}
        default = Wanted()
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in given.items()
            if value != getattr(default, name)
        }

    def _count(self, table: Table) -> int:
        return self.connection.execute(select(func.count()).select_from(table)).scalar_one()


def _silent(what: str, done: int, of: int) -> None:
    """Tells nobody."""


@contextmanager
def choose(
    record: Record,
    wanted: Wanted | None = None,
    *,
    whole: bool = False,
    faces: bool = False,
    pages: str | None = None,
    on_progress: Progress = _silent,
) -> Iterator[Chosen]:
    """Choose reports and events as the search of the pages does.

    Args:
        wanted: None is all.
        whole: also all reports that tell of a chosen event.
        faces: bring the faces of all events up to date also where nothing asks for them.
        pages: the address at which ``according serve`` has the record.

    Raises:
        StoreError: the record cannot be read.
    """
    asked = wanted or Wanted()
    finding = None
    if faces or not asked.is_empty:
        finding = _laid_out(record, on_progress)
    with _watching(record) as is_still, _moment(record) as (still, connection):
        _own.create_all(connection, checkfirst=False)
        _fill(connection, asked, finding)
        if whole and not asked.is_empty:
            _add_whole(connection)
        yield Chosen(still, connection, asked, pages, on_progress, is_still)


@contextmanager
def _watching(record: Record) -> Iterator[Callable[[], bool]]:
    """Whether nobody wrote to a record since; never where that cannot be told."""
    if record.engine.dialect.name != "sqlite":
        yield lambda: False
        return
    with record.engine.connect() as watch:

        def version() -> int:
            found = int(watch.exec_driver_sql("PRAGMA data_version").scalar_one())
            watch.rollback()
            return found

        before = version()
        yield lambda: version() == before


@contextmanager
def _moment(record: Record) -> Iterator[tuple[Record, Connection]]:
    """The record as it is now, whatever others write meanwhile, and a connection to it."""
    try:
        with record.at_one_moment() as still, still.engine.connect() as connection:
            if connection.dialect.name != "sqlite":
                dialects.of(record.engine).fix(connection)
            try:
                yield still, connection
            finally:
                # The temporary tables go with it.
                connection.rollback()
    except DBAPIError as error:
        raise StoreError(f"{record.url} cannot be read: {said(error)}") from error


def _laid_out(record: Record, on_progress: Progress) -> Finding:
    """The faces of all events brought up to date, and what finds by them."""
    looking = Looking(record.url, record.engine)
    try:
        left = looking.count_stale()
        making = Faces(record, looking)
        done = 0
        while made := making.catch_up(AT_ONCE):
            done += made
            on_progress("laying out events", done, max(done, left))
    finally:
        looking.close()
    return Finding(record.url, record.engine)


def _fill(connection: Connection, wanted: Wanted, finding: Finding | None) -> None:
    reports, lines = schema.reports, schema.event_lines
    some = select(reports.c.id)
    events = select(lines.c.event_id)
    if finding is not None and not wanted.is_empty:
        some = finding.report_ids(wanted)
        events = events.where(lines.c.event_id.in_(finding.event_ids(wanted)))
    some = some.order_by(reports.c.published.is_(None), reports.c.published, reports.c.id)
    day = func.coalesce(lines.c.earliest, lines.c.published)
    events = events.order_by(day.is_(None), day, lines.c.event_id)
    connection.execute(insert(REPORTS).from_select(["report_id"], some))
    connection.execute(insert(EVENTS).from_select(["event_id"], events))


def _add_whole(connection: Connection) -> None:
    told, reports = schema.event_accounts, schema.reports
    missing = (
        select(reports.c.id)
        .where(
            reports.c.id.in_(
                select(told.c.report_id).join(EVENTS, EVENTS.c.event_id == told.c.event_id)
            ),
            reports.c.id.not_in(select(REPORTS.c.report_id)),
        )
        .order_by(reports.c.published.is_(None), reports.c.published, reports.c.id)
    )
    connection.execute(insert(REPORTS).from_select(["report_id"], missing))
