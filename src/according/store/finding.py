"""`Finding`: search and lists, by what a person wants; a page at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, Date, Engine, Select, func, select

from according.model.letters import plain_letters
from according.store import schema
from according.store.database import Database
from according.store.looking import to_face
from according.store.shelves import docs, faces, names
from according.store.wanted import Wanted, open_ended, terms

BEST = 2000
"""Reports that are looked at for what else is wanted, where words are searched: those that fit
best."""

COUNTED = 1000
"""Up to here what was found is counted; above it is "more than"."""

RANKED = 5000
"""Words that stand in more reports than this rank nothing: the newest come first."""

_KEPT = 32
"""Searches that are kept."""

_FEW = 8000
"""Reports or events up to which what hangs on them is found all at once."""


@dataclass(frozen=True, slots=True)
class Found:
    """A report as a list of results shows it."""

    id: str
    outlet: str | None
    published: date | None
    title: str | None
    text: str
    unread: str | None


@dataclass(frozen=True, slots=True)
class Spot:
    """Events at one place: how many, and the one that most reports tell."""

    latitude: float
    longitude: float
    place: str
    country: str | None
    wide: bool
    events: int
    reports: int
    event_id: str


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of a list, and how many there are in all, up to `COUNTED`."""

    rows: Sequence[Any]
    total: int


@dataclass(frozen=True, slots=True)
class _Best:
    """The ids of the reports that fit best, in their order, and how many fit in all."""

    ids: Sequence[str]
    total: int


class Finding(Database):
    """Lists of a record that has shelves."""

    def __init__(self, url: str, engine: Engine) -> None:
        super().__init__(url, engine)
        self._kept: dict[tuple[str, int | None], _Best] = {}
        self._toponyms: tuple[int | None, list[str]] | None = None

    def events(self, wanted: Wanted, *, size: int, at: int = 0, by_day: bool = False) -> Page:
        """Events, those that most reports tell first, or by when they were; as `Face`."""
        order: list[Any] = [faces.c.reports.desc(), faces.c.high.desc(), faces.c.event_id]
        if by_day:
            order = [faces.c.earliest.is_(None), faces.c.earliest, faces.c.event_id]
        # The ids of as many as are counted are had at once, so that what is wanted is asked once.
        ids = select(faces.c.event_id).where(*self._of_events(wanted)).order_by(*order)
        found = [row.event_id for row in self._all(ids.limit(max(COUNTED + 1, at + size)))]
        shown = select(faces).where(faces.c.event_id.in_(found[at : at + size])).order_by(*order)
        return Page(list(map(to_face, self._all(shown))), len(found))

    def reports(self, wanted: Wanted, *, size: int, at: int = 0) -> Page:
        """Reports, those that fit the words best first, else the newest; as `Found`."""
        best = self._best(wanted.words)
        rest = replace(wanted, words="")
        if best is not None and rest.is_empty:
            return Page(self._found(best.ids[at : at + size]), len(best.ids))
        table = schema.reports
        ids: Select[Any] = select(table.c.id).where(*self._of_reports(rest))
        if best is None:
            ids = ids.order_by(table.c.published.desc().nulls_last(), table.c.id)
        else:
            among, each, place = self._dialect.listed(best.ids)
            ids = ids.join(among, each == table.c.id).order_by(place)
        found = [row.id for row in self._all(ids.limit(max(COUNTED + 1, at + size)))]
        return Page(self._found(found[at : at + size]), len(found))

    def spots(self, wanted: Wanted, limit: int) -> list[Spot]:
        """Where events are, those that most reports tell first."""

        def most(column: ColumnElement[Any]) -> ColumnElement[Any]:
            return self._dialect.of_most(column, faces.c.reports, faces.c.event_id)

        query = (
            select(
                faces.c.latitude,
                faces.c.longitude,
                faces.c.place,
                most(faces.c.country).label("country"),
                most(faces.c.wide).label("wide"),
                func.count().label("events"),
                func.max(faces.c.reports).label("reports"),
                most(faces.c.event_id).label("event_id"),
            )
            .where(faces.c.latitude.is_not(None), *self._of_events(wanted))
            .group_by(faces.c.latitude, faces.c.longitude, faces.c.place)
            .order_by(func.count().desc(), faces.c.place)
            .limit(limit)
        )
        return [Spot(**row._mapping) for row in self._all(query)]

    def weeks(self, wanted: Wanted) -> list[tuple[date, str | None, int]]:
        """How many events of each kind were in each week: (its Monday, kind, events)."""
        query = (
            select(faces.c.week, faces.c.type, func.count().label("events"))
            .where(faces.c.week.is_not(None), *self._of_events(wanted))
            .group_by(faces.c.week, faces.c.type)
            .order_by(faces.c.week)
        )
        return [(row.week, row.type, row.events) for row in self._all(query)]

    def days(self, wanted: Wanted) -> list[tuple[date, str | None, int]]:
        """How many events of each kind began on each day: (day, kind, events)."""
        day = func.date(faces.c.earliest, type_=Date).label("day")
        query = (
            select(day, faces.c.type, func.count().label("events"))
            .where(faces.c.earliest.is_not(None), *self._of_events(wanted))
            .group_by(day, faces.c.type)
            .order_by(day)
        )
        return [(row.day, row.type, row.events) for row in self._all(query)]

    def names(self, begin: str, *, size: int, at: int = 0) -> Page:
        """Who is named, by the names that most reports use: (name, kind, reports)."""
        wanted = [names.c.quote.icontains(begin, autoescape=True)] if begin else []
        query = select(names).where(*wanted)
        order = (names.c.reports.desc(), names.c.quote, names.c.kind)
        rows = self._all(query.order_by(*order).limit(size).offset(at))
        return Page(list(rows), self._count(select(names.c.quote).where(*wanted)))

    def report_ids(self, wanted: Wanted) -> Select[Any]:
        """The ids of all reports that fit, to be asked for or joined with others. Of those that
        have some words only the `BEST` that fit best."""
        return select(schema.reports.c.id).where(*self._of_reports(wanted))

    def event_ids(self, wanted: Wanted) -> Select[Any]:
        """The ids of all events that fit, of those that have a face."""
        return select(faces.c.event_id).where(*self._of_events(wanted))

    # ---- plumbing

    def _found(self, ids: Sequence[str]) -> list[Found]:
        table, readings = schema.reports, schema.readings
        columns = (table.c.id, table.c.outlet, table.c.published, table.c.title, table.c.text)
        query = select(*columns, readings.c.unread).join(readings).where(table.c.id.in_(ids))
        by_id = {row.id: Found(**row._mapping) for row in self._all(query)}
        return [by_id[each] for each in ids]

    def _count(self, query: Select[Any], most: int = COUNTED) -> int:
        """How many rows a query has; one more than ``most`` where there are more."""
        inner = query.order_by(None).limit(most + 1).subquery()
        return int(self._all(select(func.count().label("all")).select_from(inner))[0][0])

    def _best(self, words: str) -> _Best | None:
        """The reports that fit some words best, None where there are no words. Kept, for a page
        asks for them more than once, until reports are added."""
        wanted = terms(words)
        if not wanted:
            return None
        last = self._all(select(func.max(docs.c.number).label("last")))[0].last
        key = (words, last)
        if key not in self._kept:
            search = self._dialect.search(wanted, open_ended(words))
            total = self._count(search.numbers, RANKED)
            order = search.best if total <= RANKED else search.newest
            shown = search.numbers.order_by(*order).limit(BEST)
            numbers = [row.number for row in self._all(shown)]
            by_number = {row.number: row.report_id for row in self._numbered(numbers)}
            while len(self._kept) >= _KEPT:
                self._kept.pop(next(iter(self._kept)), None)
            self._kept[key] = _Best([by_number[each] for each in numbers], total)
        return self._kept[key]

    def _numbered(self, numbers: Sequence[int]) -> Sequence[Any]:
        among, each, _ = self._dialect.listed(numbers, number=True)
        return self._all(select(docs).join(among, each == docs.c.number))

    def _of_events(self, wanted: Wanted) -> Iterator[ColumnElement[bool]]:
        if wanted.kind:
            yield faces.c.type == wanted.kind
        if wanted.place:
            begin = plain_letters(wanted.place)
            yield faces.c.place.in_(
                [
                    each
                    for each in self._written(faces.c.place)
                    if plain_letters(each).startswith(begin)
                ]
            )
        if wanted.first:
            yield faces.c.latest >= wanted.first
        if wanted.last:
            last = min(wanted.last, date.max - timedelta(days=1))
            yield faces.c.earliest < last + timedelta(days=1)
        if wanted.origins > 1:
            yield faces.c.low >= wanted.origins
        if wanted.reports > 1:
            yield faces.c.reports >= wanted.reports
        if wanted.differing:
            yield faces.c.differs != ""
        of_reports = Wanted(words=wanted.words, outlet=wanted.outlet, actor=wanted.actor)
        if not of_reports.is_empty:
            told, table = schema.event_accounts, schema.reports
            inside = select(table.c.id).where(*self._of_reports(of_reports))
            yield self._either(
                faces.c.event_id,
                select(told.c.event_id).where(told.c.report_id.in_(inside)),
                select(told.c.event_id)
                .join(table, table.c.id == told.c.report_id)
                .where(
                    told.c.event_id == faces.c.event_id, *self._of_reports(of_reports, near=True)
                ),
                inside,
            )

    def _of_reports(self, wanted: Wanted, *, near: bool = False) -> Iterator[ColumnElement[bool]]:
        """What reports must have.

        Args:
            near: for one report after the other, not for all at once.
        """
        table, actors, places = schema.reports, schema.actors, schema.toponyms
        if wanted.outlet:
            yield self._dialect.alike(table.c.outlet, wanted.outlet)
        if wanted.first:
            yield table.c.published >= wanted.first
        if wanted.last:
            yield table.c.published <= wanted.last
        for named, of, words in (
            (actors.c.quote, actors.c.report_id, [wanted.actor] if wanted.actor else None),
            (places.c.quote, places.c.report_id, self._places(wanted.place)),
        ):
            if words is not None:
                so = select(of).where(self._dialect.alike(named, *words))
                one = so.where(of == table.c.id)
                yield one.exists() if near else self._either(table.c.id, so, one, so)
        best = self._best(wanted.words)
        if best is not None:
            among, each, _ = self._dialect.listed(best.ids)
            yield table.c.id.in_(select(each).select_from(among))
        of_events = Wanted(
            kind=wanted.kind,
            origins=wanted.origins,
            reports=wanted.reports,
            differing=wanted.differing,
        )
        if not of_events.is_empty:
            told = schema.event_accounts
            events = select(faces.c.event_id).where(*self._of_events(of_events))
            yield self._either(
                table.c.id,
                select(told.c.report_id).where(told.c.event_id.in_(events)),
                # By the report, not through all such events each time.
                select(told.c.report_id).where(
                    told.c.report_id == table.c.id,
                    self._dialect.aside(told.c.event_id).in_(events),
                ),
                events,
            )

    def _places(self, name: str) -> list[str] | None:
        """How reports write a place, whatever marks its letters have; None where any is wanted."""
        if not name:
            return None
        last = self._all(select(func.max(docs.c.number).label("last")))[0].last
        if self._toponyms is None or self._toponyms[0] != last:
            self._toponyms = last, self._written(schema.toponyms.c.quote)
        plain = plain_letters(name)
        return [each for each in self._toponyms[1] if plain_letters(each) == plain]

    def _written(self, column: Column[Any]) -> list[str]:
        with self._reading() as connection:
            return list(connection.execute(self._dialect.written(column)).scalars())

    def _either(
        self, column: Any, every: Select[Any], each: Select[Any], inside: Select[Any]
    ) -> ColumnElement[bool]:
        """Whether a row is among ``every``, found all at once where ``inside`` are few; else asked
        row by row with ``each``, of which a page of a list needs few."""
        if self._count(inside, _FEW) <= _FEW:
            return column.in_(every)  # type: ignore[no-any-return]
        return each.exists()
