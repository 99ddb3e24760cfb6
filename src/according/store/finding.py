"""`Finding`: search and lists, by what a person wants; a page at a time."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Engine, Select, func, literal_column, select, table
from sqlalchemy.sql import column

from according.store import schema
from according.store.database import Database
from according.store.looking import to_face
from according.store.shelves import docs, faces, names

BEST = 2000
"""Reports that are looked at for what else is wanted, where words are searched: those that fit
best."""

COUNTED = 10_000
"""Up to here what was found is counted; above it is "more than"."""

_KEPT = 32
"""Searches that are kept."""

_words = table("shelf_words", column("rowid"), column("shelf_words"), column("rank"))
_TERM = re.compile(r'"([^"]*)"|(\S+)')
_LETTERS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person looks for. Empty or None: anything. Days are inclusive."""

    words: str = ""
    outlet: str = ""
    actor: str = ""
    place: str = ""
    kind: str = ""
    first: date | None = None
    last: date | None = None
    origins: int = 0
    reports: int = 0
    differing: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether all is wanted."""
        return all(getattr(self, each.name) == each.default for each in fields(self))


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


def terms(words: str) -> list[tuple[str, ...]]:
    """The words of a search, phrases in quote marks together; what is no word is left out."""
    found = (_LETTERS.findall(phrase or word) for phrase, word in _TERM.findall(words))
    return [tuple(each) for each in found if each]


def match(words: str) -> str | None:
    """A search in the language of FTS5: all of the words, each as it is, none of them a command.
    The last stands for words that begin with it too."""
    wanted = terms(words)
    if not wanted:
        return None
    quoted = ['"' + " ".join(each) + '"' for each in wanted]
    return " AND ".join(quoted) + ("" if words.rstrip().endswith('"') else " *")


@dataclass(frozen=True, slots=True)
class _Best:
    """The ids of the reports that fit best, in their order, and how many fit in all."""

    ids: Sequence[str]
    total: int

    def table(self) -> Any:
        """As a table of the database, with their order as ``key``."""
        return func.json_each(json.dumps(self.ids)).table_valued("key", "value")


class Finding(Database):
    """Lists of a record that has shelves."""

    def __init__(self, url: str, engine: Engine) -> None:
        super().__init__(url, engine)
        self._kept: dict[tuple[str, int | None], _Best] = {}

    def events(self, wanted: Wanted, *, size: int, at: int = 0, by_day: bool = False) -> Page:
        """Events, those that most reports tell first, or by when they were; as `Face`."""
        order = [faces.c.reports.desc(), faces.c.high.desc(), faces.c.event_id]
        if by_day:
            order = [faces.c.earliest.is_(None), faces.c.earliest, faces.c.event_id]
        base = select(faces).where(*self._of_events(wanted))
        rows = self._all(base.order_by(*order).limit(size).offset(at))
        total = self._count(select(faces.c.event_id).where(*self._of_events(wanted)))
        return Page(list(map(to_face, rows)), total)

    def reports(self, wanted: Wanted, *, size: int, at: int = 0) -> Page:
        """Reports, those that fit the words best first, else the newest; as `Found`."""
        best = self._best(wanted.words)
        rest = replace(wanted, words="")
        if best is not None and rest.is_empty:
            return Page(self._found(best.ids[at : at + size]), best.total)
        table = schema.reports
        ids: Select[Any] = select(table.c.id).where(*self._of_reports(rest))
        if best is None:
            ids = ids.order_by(table.c.published.desc(), table.c.id)
        else:
            among = best.table()
            ids = ids.join(among, among.c.value == table.c.id).order_by(among.c.key)
        shown = [row.id for row in self._all(ids.limit(size).offset(at))]
        return Page(self._found(shown), self._count(ids.order_by(None)))

    def spots(self, wanted: Wanted, most: int) -> list[Spot]:
        """Where events are, those that most reports tell first."""
        query = (
            select(
                faces.c.latitude,
                faces.c.longitude,
                faces.c.place,
                faces.c.country,
                faces.c.wide,
                func.count().label("events"),
                func.max(faces.c.reports).label("reports"),
                faces.c.event_id,
            )
            .where(faces.c.latitude.is_not(None), *self._of_events(wanted))
            .group_by(faces.c.latitude, faces.c.longitude, faces.c.place)
            .order_by(func.count().desc(), faces.c.place)
            .limit(most)
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

    def names(self, begin: str, *, size: int, at: int = 0) -> Page:
        """Who is named, by the names that most reports use: (name, kind, reports)."""
        wanted = [names.c.quote.contains(begin, autoescape=True)] if begin else []
        query = select(names).where(*wanted)
        order = (names.c.reports.desc(), names.c.quote, names.c.kind)
        rows = self._all(query.order_by(*order).limit(size).offset(at))
        return Page(list(rows), self._count(select(names.c.quote).where(*wanted)))

    # ---- plumbing

    def _found(self, ids: Sequence[str]) -> list[Found]:
        table, readings = schema.reports, schema.readings
        columns = (table.c.id, table.c.outlet, table.c.published, table.c.title, table.c.text)
        query = select(*columns, readings.c.unread).join(readings).where(table.c.id.in_(ids))
        by_id = {row.id: Found(**row._mapping) for row in self._all(query)}
        return [by_id[each] for each in ids]

    def _count(self, query: Select[Any]) -> int:
        inner = query.limit(COUNTED + 1).subquery()
        return int(self._all(select(func.count().label("all")).select_from(inner))[0][0])

    def _best(self, words: str) -> _Best | None:
        """The reports that fit some words best, None where there are no words. Kept, for a page
        asks for them more than once, until reports are added."""
        expression = match(words)
        if expression is None:
            return None
        last = self._all(select(func.max(docs.c.number).label("last")))[0].last
        key = (expression, last)
        if key not in self._kept:
            fits = _words.c.shelf_words.op("MATCH")(expression)
            ranked = select(_words.c.rowid).where(fits).order_by(literal_column("rank"))
            numbers = [row.rowid for row in self._all(ranked.limit(BEST))]
            total = len(numbers)
            if total == BEST:
                total = self._count(select(_words.c.rowid).where(fits))
            by_number = {row.number: row.report_id for row in self._numbered(numbers)}
            while len(self._kept) >= _KEPT:
                self._kept.pop(next(iter(self._kept)), None)
            self._kept[key] = _Best([by_number[each] for each in numbers], total)
        return self._kept[key]

    def _numbered(self, numbers: Sequence[int]) -> Sequence[Any]:
        among = func.json_each(json.dumps(numbers)).table_valued("value")
        return self._all(select(docs).join(among, among.c.value == docs.c.number))

    def _of_events(self, wanted: Wanted) -> Iterator[ColumnElement[bool]]:
        if wanted.kind:
            yield faces.c.type == wanted.kind
        if wanted.place:
            yield faces.c.place.like(_begins(wanted.place), escape="\\")
        if wanted.first:
            yield faces.c.latest >= wanted.first
        if wanted.last:
            yield faces.c.earliest < wanted.last + timedelta(days=1)
        if wanted.origins > 1:
            yield faces.c.low >= wanted.origins
        if wanted.reports > 1:
            yield faces.c.reports >= wanted.reports
        if wanted.differing:
            yield faces.c.differs != ""
        of_reports = Wanted(words=wanted.words, outlet=wanted.outlet, actor=wanted.actor)
        if not of_reports.is_empty:
            told = schema.event_accounts
            yield faces.c.event_id.in_(
                select(told.c.event_id).where(*self._within(told.c.report_id, of_reports))
            )

    def _of_reports(self, wanted: Wanted) -> Iterator[ColumnElement[bool]]:
        table = schema.reports
        yield from self._within(table.c.id, Wanted(outlet=wanted.outlet, actor=wanted.actor))
        if wanted.place:
            places = schema.toponyms
            named = places.c.quote.collate("NOCASE") == wanted.place
            yield table.c.id.in_(select(places.c.report_id).where(named))
        if wanted.first:
            yield table.c.published >= wanted.first
        if wanted.last:
            yield table.c.published <= wanted.last
        of_events = Wanted(
            kind=wanted.kind,
            origins=wanted.origins,
            reports=wanted.reports,
            differing=wanted.differing,
        )
        if not of_events.is_empty:
            told = schema.event_accounts
            events = select(faces.c.event_id).where(*self._of_events(of_events))
            yield table.c.id.in_(select(told.c.report_id).where(told.c.event_id.in_(events)))

    def _within(self, report_id: Any, wanted: Wanted) -> Iterator[ColumnElement[bool]]:
        """What reports must have, by the column of their ids."""
        table, actors = schema.reports, schema.actors
        if wanted.outlet:
            like = table.c.outlet.collate("NOCASE") == wanted.outlet
            yield report_id.in_(select(table.c.id).where(like))
        if wanted.actor:
            named = actors.c.quote.collate("NOCASE") == wanted.actor
            yield report_id.in_(select(actors.c.report_id).where(named))
        best = self._best(wanted.words)
        if best is not None:
            yield report_id.in_(select(best.table().c.value))


def _begins(words: str) -> str:
    escaped = re.sub(r"([\\%_])", r"\\\1", words)
    return f"{escaped}%"
