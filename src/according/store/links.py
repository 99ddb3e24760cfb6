"""`Links`: what two reports share, with its words or without."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Row, select

from according.model import Evidence, OriginLink, Relation, Report
from according.store import event_rows, schema
from according.store.database import Database
from according.store.rows import Values, to_report

Pair = tuple[str, str]


class Stretch(NamedTuple):
    """From which code point of a text to which."""

    start: int
    end: int


class Shared(NamedTuple):
    """A link without its words: two reports, their relation, and where each has what they share."""

    a: str
    b: str
    relation: Relation
    in_a: tuple[Stretch, ...]
    in_b: tuple[Stretch, ...]


class Links(Database):
    """Links between reports."""

    def links(self, reports: Iterable[str] | None = None) -> list[OriginLink]:
        """The links of some reports, or all, by their ends; evidence is checked with the texts."""
        table = schema.origin_links
        if reports is None:
            return self._to_links(self._all(select(table)))
        some = list(reports)
        return self._to_links(
            (
                *self._in(select(table), table.c.a, some),
                *self._in(select(table), table.c.b, some),
            )
        )

    def links_among(self, reports: Collection[str]) -> list[Shared]:
        """The links between any two of some reports, without the words: hundreds are looked at
        when one more report comes, and their texts are not."""
        table = schema.origin_links
        some = sorted(set(reports))
        query = select(table)
        if len(some) <= event_rows.MANY:
            query = query.where(table.c.b.in_(some))
        there = frozenset(some)
        return [
            Shared(
                row.a,
                row.b,
                Relation(row.relation),
                tuple(Stretch(*each) for each in row.in_a),
                tuple(Stretch(*each) for each in row.in_b),
            )
            for row in self._in(query, table.c.a, some)
            if row.b in there
        ]

    def _to_links(self, found: Iterable[Row[Any]]) -> list[OriginLink]:
        rows = {(row.a, row.b): row for row in found}
        texts = self._texts({each for pair in rows for each in pair})
        return [_to_link(rows[pair], texts) for pair in sorted(rows)]

    def derived(self, reports: Iterable[str], relations: Iterable[Relation]) -> dict[Pair, float]:
        """How much any two reports share that are linked by one of ``relations``, of all that hang
        together with ``reports`` by way of such links."""
        table = schema.origin_links
        one_of = [each.value for each in relations]
        query = select(table.c.a, table.c.b, table.c.score).where(table.c.relation.in_(one_of))
        found: dict[Pair, float] = {}
        seen: set[str] = set()
        frontier = set(reports)
        while frontier:
            rows = (
                *self._in(query, table.c.a, frontier),
                *self._in(query, table.c.b, frontier),
            )
            found |= {(row.a, row.b): row.score or 0.0 for row in rows}
            seen |= frontier
            frontier = {each for row in rows for each in (row.a, row.b)} - seen
        return found

    def every_derived(self, relations: Iterable[Relation]) -> Iterator[tuple[str, str, float]]:
        """Any two reports that are linked by one of ``relations``, and how much they share."""
        table = schema.origin_links
        one_of = [each.value for each in relations]
        query = select(table.c.a, table.c.b, table.c.score).where(table.c.relation.in_(one_of))
        for row in self._all(query):
            yield row.a, row.b, row.score or 0.0

    def _texts(self, reports: Iterable[str]) -> dict[str, Report]:
        table = schema.reports
        return {row.id: to_report(row, ()) for row in self._in(select(table), table.c.id, reports)}


def link_row(link: OriginLink) -> Values:
    """A row of ``origin_links``."""
    return {
        "a": link.a,
        "b": link.b,
        "relation": link.relation.value,
        "score": link.score,
        "in_a": [[each.start, each.end] for each in link.in_a],
        "in_b": [[each.start, each.end] for each in link.in_b],
    }


def _to_link(row: Row[Any], texts: Mapping[str, Report]) -> OriginLink:
    in_a = tuple(Evidence.at(texts[row.a], start, end) for start, end in row.in_a)
    in_b = tuple(Evidence.at(texts[row.b], start, end) for start, end in row.in_b)
    return OriginLink(row.a, row.b, Relation(row.relation), in_a, in_b, row.score)
