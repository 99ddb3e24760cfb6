"""`Browsing`: what a record holds, counted; names, outlets and origins."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, func, or_, select

from according.model import Refusal, Relation
from according.store import rows, schema
from according.store.database import Database
from according.store.finding import Page
from according.store.shelves import changes, faces

_SORTED = 400
"""Reports that name somebody which are put in order of their days."""

_DERIVED = (Relation.COPY.value, Relation.REWRITE.value)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a record holds. ``outlets``: (outlet, reports, first day, last day); ``days``: (day,
    reports); ``refused``: (reason, inputs); ``kinds``: (kind, events);
    ``changed`` counts pairs of reports of one text with another figure."""

    reports: int
    unread: int
    undated: int
    waiting: int
    events: int
    shared: int
    differing: int
    loose: int
    changed: int
    judgements: int
    outlets: Sequence[tuple[str | None, int, date | None, date | None]]
    days: Sequence[tuple[date, int]]
    refused: Sequence[tuple[str, int]]
    kinds: Sequence[tuple[str | None, int]]


@dataclass(frozen=True, slots=True)
class Naming:
    """How one report names somebody. ``names`` are its words with how often each stands there;
    ``reasons`` say why it takes them for one; ``loaded`` are loaded words, with what they are in
    whose voice; ``says`` counts what is attributed to them, ``blamed`` who blames them."""

    report_id: str
    actor_id: str
    number: int
    kind: str
    outlet: str | None
    published: date | None
    title: str | None
    start: int
    end: int
    names: tuple[tuple[str, int], ...]
    reasons: tuple[tuple[str, str], ...]
    loaded: tuple[tuple[str, int, int, bool], ...]
    says: int


class Browsing(Database):
    """Counts and lists of a record that has shelves."""

    def summary(self) -> Summary:
        """What the record holds; goes through all reports and events by their indexes."""
        reports, refusals = schema.reports, schema.refusals
        count = func.count().label("n")
        return Summary(
            reports=self._count(reports),
            unread=self._count(schema.readings, schema.readings.c.unread.is_not(None)),
            undated=self._count(reports, reports.c.published.is_(None)),
            waiting=self._count(schema.waiting),
            events=self._count(faces),
            shared=self._count(faces, faces.c.reports > 1),
            differing=self._count(faces, faces.c.differs != ""),
            loose=self._count(faces, faces.c.reports > 1, faces.c.low < faces.c.high),
            changed=self._count(changes, changes.c.figures > 0),
            judgements=self._count(schema.judgements),
            outlets=[tuple(row) for row in self.outlets(size=12).rows],
            days=self._pairs(
                select(reports.c.published, count)
                .where(reports.c.published.is_not(None))
                .group_by(reports.c.published)
            ),
            refused=self._pairs(
                select(refusals.c.reason, count).group_by(refusals.c.reason).order_by(count.desc())
            ),
            kinds=self._pairs(select(faces.c.type, count).group_by(faces.c.type)),
        )

    def outlets(self, *, size: int, at: int = 0) -> Page:
        """Outlets, those with most reports first: (outlet, reports, first day, last day)."""
        table = schema.reports
        number = func.count().label("n")
        day = table.c.published
        query = select(table.c.outlet, number, func.min(day).label("first"), func.max(day))
        shown = query.group_by(table.c.outlet).order_by(number.desc(), table.c.outlet.nulls_first())
        total = self._all(select(func.count(table.c.outlet.distinct())))[0][0]
        return Page(self._all(shown.limit(size).offset(at)), int(total))

    def days_of(self, outlet: str) -> list[tuple[date, int]]:
        """How many reports an outlet has of each day."""
        table = schema.reports
        return self._pairs(
            select(table.c.published, func.count())
            .where(self._dialect.alike(table.c.outlet, outlet), table.c.published.is_not(None))
            .group_by(table.c.published)
        )

    def shares_with(self, outlet: str, most: int) -> list[tuple[str | None, int]]:
        """The other outlets whose reports derive from one text with an outlet's, and how many
        pairs."""
        table, reports = schema.origin_links, schema.reports
        other = reports.alias()
        found: dict[str | None, int] = {}
        for near, far in ((table.c.a, table.c.b), (table.c.b, table.c.a)):
            query = (
                select(other.c.outlet, func.count().label("n"))
                .join(reports, reports.c.id == near)
                .join(other, other.c.id == far)
                .where(table.c.relation.in_(_DERIVED))
                .where(self._dialect.alike(reports.c.outlet, outlet))
                .where(~self._dialect.alike(func.coalesce(other.c.outlet, ""), outlet))
                .group_by(other.c.outlet)
            )
            for row in self._all(query):
                found[row.outlet] = found.get(row.outlet, 0) + row.n
        return sorted(found.items(), key=lambda each: (-each[1], str(each[0])))[:most]

    def refusals(self, *, size: int, at: int = 0, reason: str = "") -> Page:
        """Refused inputs, by location and member."""
        table = schema.refusals
        wanted = [table.c.reason == reason] if reason else []
        query = (
            select(table).where(*wanted).order_by(table.c.location, table.c.member.nulls_first())
        )
        found: list[Refusal] = list(map(rows.to_refusal, self._all(query.limit(size).offset(at))))
        return Page(found, self._count(table, *wanted))

    def unread(self, *, size: int, at: int = 0) -> Page:
        """Reports that were stored and not read: (id, outlet, published, title, why)."""
        table, readings = schema.reports, schema.readings
        columns = (table.c.id, table.c.outlet, table.c.published, table.c.title, readings.c.unread)
        wanted = readings.c.unread.is_not(None)
        query = select(*columns).join(readings).where(wanted).order_by(table.c.id)
        found = self._all(query.limit(size).offset(at))
        return Page(found, self._count(readings, wanted))

    # ---- origins

    def group_of(self, report_id: str, most: int) -> list[str]:
        """The reports that derive from one text with a report, itself among them, as far as
        ``most``."""
        table = schema.origin_links
        found, queue = {report_id: None}, deque([report_id])
        while queue and len(found) < most:
            here = queue.popleft()
            query = select(table.c.a, table.c.b).where(
                or_(table.c.a == here, table.c.b == here), table.c.relation.in_(_DERIVED)
            )
            for row in self._all(query):
                for other in (row.a, row.b):
                    if other not in found:
                        found[other] = None
                        queue.append(other)
        return list(found)[:most]

    def origins(self, *, size: int, at: int = 0) -> Page:
        """Reports that most others share their text with: (id, outlet, published, title, texts)."""
        table, reports = schema.origin_links, schema.reports
        derived = table.c.relation.in_(_DERIVED)
        ends = (
            select(table.c.a.label("id"))
            .where(derived)
            .union_all(select(table.c.b.label("id")).where(derived))
        )
        both = ends.subquery()
        number = func.count().label("n")
        ranked = select(both.c.id, number).group_by(both.c.id).subquery()
        columns = (reports.c.id, reports.c.outlet, reports.c.published, reports.c.title, ranked.c.n)
        query = select(*columns).join(ranked, ranked.c.id == reports.c.id)
        shown = query.order_by(ranked.c.n.desc(), reports.c.published.nulls_first(), reports.c.id)
        total = int(self._all(select(func.count()).select_from(ranked))[0][0])
        return Page(self._all(shown.limit(size).offset(at)), total)

    def changed(self, *, size: int, at: int = 0) -> Page:
        """Pairs of reports of one text that have figures otherwise: (a, b, figures), those with
        most first."""
        query = select(changes).where(changes.c.figures > 0)
        order = (changes.c.figures.desc(), changes.c.a, changes.c.b)
        found = self._all(query.order_by(*order).limit(size).offset(at))
        return Page(
            [(row.a, row.b, row.figures) for row in found],
            self._count(changes, changes.c.figures > 0),
        )

    # ---- names

    def naming(self, name: str, *, size: int, at: int = 0) -> Page:
        """The reports that name somebody by ``name`` as their fullest name, the newest first; of
        very many, some."""
        actors, reports = schema.actors, schema.reports
        columns = (
            *(actors.c.report_id, actors.c.id.label("actor_id"), actors.c.number, actors.c.kind),
            *(reports.c.outlet, reports.c.published, reports.c.title),
            *(actors.c.start, actors.c.end),
        )
        wanted = self._dialect.alike(actors.c.quote, name)
        some = select(actors.c.id).where(wanted).limit(_SORTED).subquery()
        query = (
            select(*columns)
            .join(some, some.c.id == actors.c.id)
            .join(reports, reports.c.id == actors.c.report_id)
        )
        order = (reports.c.published.desc().nulls_last(), reports.c.id)
        found = self._all(query.order_by(*order).limit(size).offset(at))
        return Page([self._naming(row) for row in found], self._count(some))

    def _naming(self, row: Row[Any]) -> Naming:
        mentions, reasons = schema.mentions, schema.actor_reasons
        wordings, said = schema.wordings, schema.attributions
        here = (row.report_id, row.number)
        named = self._pairs(
            select(mentions.c.quote, func.count())
            .where(mentions.c.report_id == here[0], mentions.c.actor == here[1])
            .where(mentions.c.form != "pronoun")
            .group_by(mentions.c.quote)
            .order_by(func.count().desc(), mentions.c.quote)
        )
        why = self._pairs(
            select(reasons.c.quote, reasons.c.reason)
            .where(reasons.c.report_id == here[0], reasons.c.actor == here[1])
            .order_by(reasons.c.quote)
        )
        loaded = self._all(
            select(wordings.c.quote, wordings.c.start, wordings.c.end, wordings.c.voice)
            .where(wordings.c.target == row.actor_id)
            .order_by(wordings.c.start)
        )
        return Naming(
            **row._mapping,
            names=tuple(named),
            reasons=tuple(why),
            loaded=tuple((one.quote, one.start, one.end, one.voice is None) for one in loaded),
            says=self._count(said, said.c.source_actor == row.actor_id),
        )

    def other_names(self, name: str, most: int) -> list[tuple[str, str, int]]:
        """Other names of those who are called ``name``, as they were joined across reports: (name,
        reason, reports). Of very many, some are looked at."""
        actors, joins = schema.actors, schema.actor_joins
        wanted = self._dialect.alike(actors.c.quote, name)
        some = select(actors.c.id).where(wanted).limit(_SORTED)
        who = select(joins.c.canonical_id).where(joins.c.actor_id.in_(some)).distinct().limit(20)
        ids = [row.canonical_id for row in self._all(who)]
        near = select(joins.c.actor_id, joins.c.reason).where(joins.c.canonical_id.in_(ids))
        members = near.limit(5 * _SORTED).subquery()
        number = func.count(actors.c.report_id.distinct()).label("n")
        query = (
            select(actors.c.quote, members.c.reason, number)
            .join(members, members.c.actor_id == actors.c.id)
            .where(~self._dialect.alike(actors.c.quote, name))
            .group_by(actors.c.quote, members.c.reason)
            .order_by(number.desc(), actors.c.quote)
            .limit(most)
        )
        return [(row.quote, row.reason, row.n) for row in self._all(query)]

    def names_beside(self, name: str, most: int) -> list[tuple[str, str, int]]:
        """Who else is named in the reports that name somebody so: (name, kind, reports)."""
        actors = schema.actors
        wanted = self._dialect.alike(actors.c.quote, name)
        reports = select(actors.c.report_id).where(wanted).limit(400)
        number = func.count().label("n")
        query = (
            select(actors.c.quote, actors.c.kind, number)
            .where(actors.c.report_id.in_(reports), actors.c.kind != "place")
            .where(~self._dialect.alike(actors.c.quote, name))
            .group_by(actors.c.quote, actors.c.kind)
            .order_by(number.desc(), actors.c.quote)
            .limit(most)
        )
        return [(row.quote, row.kind, row.n) for row in self._all(query)]

    # ---- plumbing

    def _count(self, table: Any, *wanted: Any) -> int:
        return int(self._all(select(func.count()).select_from(table).where(*wanted))[0][0])

    def _pairs(self, query: Any) -> list[Any]:
        return [tuple(row) for row in self._all(query)]
