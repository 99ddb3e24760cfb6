"""`OpenRecord`: a record to ask from Python: the same filters as the pages' search."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import date
from typing import Any, TypedDict, Unpack

from sqlalchemy import func, select

from according.export.formats.choosing import EVENTS, REPORTS, Chosen, choose
from according.library.event import EventDetail
from according.library.origins import origin_rows
from according.library.rows import AccountRow, EventRow, FigureRow, OriginRow, ReportRow
from according.library.rowset import Rows
from according.model.notebook import box, line, table
from according.reviewing.roles import ANYBODY
from according.reviewing.weighed import weighed
from according.store import Record, schema
from according.store.shelves import faces
from according.store.wanted import Wanted


class Filters(TypedDict, total=False):
    """What is wanted, as the pages' search has it; what is not given is anything.

    ``words`` are searched in the texts of reports; ``actor`` and ``place`` are names as written;
    ``kind`` is the type of an event ("ASSAULT"); ``first`` and ``last`` are days, inclusive, as
    dates or "2024-03-13"; ``origins`` and ``reports`` are how many at least; ``differing``: whose
    figures differ.
    """

    words: str
    outlet: str
    actor: str
    place: str
    kind: str
    first: date | str | None
    last: date | str | None
    origins: int
    reports: int
    differing: bool


class OpenRecord(Record):
    """A record that is open. Close it, or use it in a ``with`` block.

    `reports`, `events`, `accounts`, `figures` and `origins` give `Rows`; all but the last take
    `Filters`. With these, and for events, tables for search are made beside the record the first
    time (as ``according serve`` does), so it must be one that can be written.
    """

    def reports(self, **filters: Unpack[Filters]) -> Rows[ReportRow]:
        """Reports that fit, by day.

        Raises:
            StoreError: the record cannot be read, or something is wanted and it cannot be written.
            ValueError: a filter that there is not, or no day.
        """
        table_, read = schema.reports, schema.readings
        query = (
            select(
                *(table_.c[name] for name in _REPORT),
                func.length(table_.c.text).label("characters"),
                read.c.reader,
                read.c.unread,
            )
            .join(REPORTS, REPORTS.c.report_id == table_.c.id)
            .join(read, read.c.report_id == table_.c.id)
            .order_by(REPORTS.c.number)
        )
        with self._chosen(filters) as chosen:
            return _rows(ReportRow, chosen, query)

    def events(self, **filters: Unpack[Filters]) -> Rows[EventRow]:
        """Events that fit, by their first day.

        Raises:
            StoreError, ValueError: as `reports`; also without filters it must be writable.
        """
        query = (
            select(
                faces.c.event_id.label("id"),
                *(faces.c[name] for name in _EVENT),
                faces.c.low.label("origins_low"),
                faces.c.high.label("origins_high"),
                faces.c.differs.label("differing"),
            )
            .join(EVENTS, EVENTS.c.event_id == faces.c.event_id)
            .order_by(EVENTS.c.number)
        )
        with self._chosen(filters, faces=True) as chosen:
            return _rows(EventRow, chosen, query)

    def accounts(self, **filters: Unpack[Filters]) -> Rows[AccountRow]:
        """Accounts of the events that fit; without filters all, also those of no event.

        Raises:
            StoreError, ValueError: as `reports`.
        """
        with self._chosen(filters) as chosen:
            return _rows(AccountRow, chosen, _accounts(chosen, *_ACCOUNT))

    def figures(self, **filters: Unpack[Filters]) -> Rows[FigureRow]:
        """Figures of the accounts of events that fit; without filters all, also those of none.

        Raises:
            StoreError, ValueError: as `reports`.
        """
        with self._chosen(filters) as chosen:
            accounts = {
                figure: (row.id, row.event_id)
                for row in chosen.rows(_accounts(chosen, schema.accounts.c.detail))
                for figure in row.detail.get("figure_ids", ())
            }
            found = [row for row in chosen.rows(_figures()) if chosen.is_all or row.id in accounts]
        return Rows(FigureRow, [_figure(row, *accounts.get(row.id, (None, None))) for row in found])

    def origins(self) -> Rows[OriginRow]:
        """The reports that derive from one text with others, group by group.

        Raises:
            StoreError: the record cannot be read.
        """
        return Rows(OriginRow, list(origin_rows(self)))

    def event(self, event_id: str) -> EventDetail:
        """An event with its accounts side by side, as people decided on it where they did.

        Args:
            event_id: the id, or as much of its beginning as tells it from others.

        Raises:
            NotFound, Ambiguous: no such event.
        """
        return EventDetail.of(weighed(self, self.across.event(event_id), ANYBODY))

    def __repr__(self) -> str:
        return f"OpenRecord({self.url!r})"

    def _repr_html_(self) -> str:
        """For notebooks."""
        counts = self.counts()
        lines = self.lines(limit=6)
        shown = [(each.published, each.outlet, each.title or each.opening) for each in lines]
        what = ", ".join(
            f"{counts[name]:,} {name}" for name in ("reports", "accounts", "figures", "refusals")
        )
        return box(
            line("Record", f"{self.url} · {what}"),
            table(("day", "outlet", "report"), shown, of=counts["reports"]),
        )

    @contextmanager
    def _chosen(self, filters: Filters, *, faces: bool = False) -> Iterator[Chosen]:
        with choose(self, _wanted(filters), faces=faces) as chosen:
            yield chosen


_REPORT = ("id", "outlet", "published", "title", "byline", "url", "language")
_EVENT = tuple(
    each.name
    for each in fields(EventRow)
    if each.name not in ("id", "origins_low", "origins_high", "differing")
)
_ACCOUNT = tuple(
    schema.accounts.c[name] for name in ("start", "end", "quote", "earliest", "latest", "course")
)


def _wanted(filters: Filters) -> Wanted:
    plain: dict[str, Any] = dict(filters)
    unknown = set(plain) - set(Filters.__annotations__)
    if unknown:
        raise ValueError(
            f"no filter is called {', '.join(sorted(unknown))}; there are "
            f"{', '.join(Filters.__annotations__)}"
        )
    for name in ("first", "last"):
        if isinstance(plain.get(name), str):
            plain[name] = date.fromisoformat(plain[name])
    return Wanted(**plain)


def _accounts(chosen: Chosen, *columns: Any) -> Any:
    """Accounts of the chosen events; of all reports, also those of no event, where all was."""
    table_, told, reports = schema.accounts, schema.event_accounts, schema.reports
    query = (
        select(
            table_.c.id,
            told.c.event_id,
            table_.c.report_id,
            reports.c.outlet,
            reports.c.published,
            *columns,
        )
        .join(reports, reports.c.id == table_.c.report_id)
        .join(told, told.c.account_id == table_.c.id, isouter=chosen.is_all)
        .order_by(reports.c.published.is_(None), reports.c.published, reports.c.id, table_.c.number)
    )
    if not chosen.is_all:
        query = query.join(EVENTS, EVENTS.c.event_id == told.c.event_id)
    return query


def _figures() -> Any:
    table_, said, reports = schema.figures, schema.attributions, schema.reports
    held = (said.c.id == table_.c.holder) & (said.c.report_id == table_.c.report_id)
    return (
        select(
            table_, reports.c.outlet, reports.c.published, said.c.source, said.c.id.label("said")
        )
        .join(reports, reports.c.id == table_.c.report_id)
        .join(said, held, isouter=True)
        .order_by(reports.c.published.is_(None), reports.c.published, reports.c.id, table_.c.number)
    )


def _figure(row: Any, account: str | None, event: str | None) -> FigureRow:
    return FigureRow(
        id=row.id,
        kind=row.kind,
        low=row.low,
        best=row.best,
        high=row.high,
        event_id=event,
        account_id=account,
        report_id=row.report_id,
        outlet=row.outlet,
        published=row.published,
        start=row.start,
        end=row.end,
        quote=row.quote,
        of_whom=row.of_whom,
        holder=(row.source or "somebody") if row.said else None,
        part_of=row.part_of,
        superseded=bool(row.detail.get("superseded")),
    )


def _rows(of: type[Any], chosen: Chosen, query: Any) -> Rows[Any]:
    return Rows(of, [of(**row._mapping) for row in chosen.rows(query)])
