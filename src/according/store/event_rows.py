"""Which accounts are of which event, and what that comes to: rows and questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, delete, distinct, func, insert, select

from according.model import Event
from according.store import schema

MANY = 400
"""Values of one question; SQLite takes a thousand or more."""


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event as lists show it. ``reports`` are the ids of those that tell of it, ``first`` is the
    day on which the first was published; the days from ``earliest`` to ``latest`` are those that
    accounts put it at, None where none does."""

    id: str
    account_ids: tuple[str, ...]
    reports: tuple[str, ...]
    first: date | None
    earliest: date | None = None
    latest: date | None = None


def parts(values: Iterable[Any], size: int = MANY) -> Iterator[list[Any]]:
    """Values in lists of at most ``size``."""
    left = iter(values)
    while part := list(islice(left, size)):
        yield part


def put(
    connection: Connection, events: Mapping[str, Event], reports: Mapping[str, str]
) -> set[str]:
    """Put accounts into events, in place of those that they were of.

    Args:
        events: by account id.
        reports: the report of each of these accounts.

    Returns:
        The ids of events that have other accounts now.
    """
    table = schema.event_accounts
    before: dict[str, str] = {}
    for some in parts(sorted(events)):
        of_these = table.c.account_id.in_(some)
        rows_before = connection.execute(select(table).where(of_these))
        before |= {row.account_id: row.event_id for row in rows_before}
        connection.execute(delete(table).where(of_these))
    rows = [
        {"account_id": account, "event_id": event.id, "report_id": reports[account]}
        for account, event in sorted(events.items())
    ]
    if rows:
        connection.execute(insert(table), rows)
    sum_up(connection, {*before.values(), *(each.id for each in events.values())})
    moved = [each for each in events if before.get(each) != events[each].id]
    return {events[each].id for each in moved} | {before[each] for each in moved if each in before}


def sum_up(connection: Connection, events: Iterable[str]) -> None:
    """Make the lines of some events anew."""
    lines, table, reports = schema.event_lines, schema.event_accounts, schema.reports
    sketches = schema.sketches
    summed = (
        select(
            table.c.event_id,
            func.count(distinct(table.c.report_id)),
            func.count(distinct(func.coalesce(reports.c.outlet, reports.c.id))),
            func.min(reports.c.published),
            func.max(reports.c.published),
            func.min(sketches.c.earliest),
            func.max(sketches.c.latest),
        )
        .join(reports, reports.c.id == table.c.report_id)
        .join(sketches, sketches.c.account_id == table.c.account_id)
        .group_by(table.c.event_id)
    )
    for some in parts(sorted(events)):
        connection.execute(delete(lines).where(lines.c.event_id.in_(some)))
        of_these = summed.where(table.c.event_id.in_(some))
        connection.execute(insert(lines).from_select([each.name for each in lines.c], of_these))


def wanted(reports: int, limit: int | None, *, by_day: bool) -> Select[Any]:
    """The lines of events that at least so many reports tell: those that most tell first, or by
    their days."""
    lines = schema.event_lines
    day = func.coalesce(lines.c.earliest, lines.c.published)
    by_reports = (lines.c.reports.desc(), lines.c.published.nulls_first(), lines.c.event_id)
    order = (day.is_(None), day, lines.c.event_id) if by_day else by_reports
    query = select(lines).where(lines.c.reports >= reports).order_by(*order)
    return query if limit is None else query.limit(limit)


def beginning(short: str) -> Select[Any]:
    """The lines of events whose id begins with ``short``, up to three."""
    lines = schema.event_lines
    begins = and_(lines.c.event_id >= short, lines.c.event_id < f"{short}g")
    return select(lines).where(begins).order_by(lines.c.event_id).limit(3)


def of_reports(reports: Sequence[str]) -> Select[Any]:
    """The lines of events that each of some reports tells."""
    lines, table = schema.event_lines, schema.event_accounts
    shared = (
        select(table.c.event_id)
        .where(table.c.report_id.in_(reports))
        .group_by(table.c.event_id)
        .having(func.count(distinct(table.c.report_id)) == len(set(reports)))
    )
    query = select(lines).where(lines.c.event_id.in_(shared))
    return query.order_by(lines.c.reports.desc(), lines.c.published.nulls_first(), lines.c.event_id)


def to_line(row: Row[Any], members: Sequence[Row[Any]]) -> EventLine:
    """A line with the accounts and reports of its event."""
    return EventLine(
        row.event_id,
        tuple(sorted(each.account_id for each in members)),
        tuple(sorted({each.report_id for each in members})),
        row.published,
        row.earliest,
        row.latest,
    )
