"""`Gathered`: what of many events is looked at, to say what waits, in a few questions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from according.store import schema
from according.store.database import Database


@dataclass(frozen=True, slots=True)
class ToldAccount:
    """An account of an event: where its first words stand, and its event mentions."""

    event_id: str
    account_id: str
    report_id: str
    start: int
    end: int
    quote: str
    mention_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """Words that name a place, with the score of the place that they were taken for."""

    report_id: str
    start: int
    end: int
    quote: str
    score: float
    place: str


class Gathered(Database):
    """Accounts, sketches and places of many events at once."""

    def accounts(self, events: Iterable[str]) -> list[ToldAccount]:
        """The accounts of some events."""
        of, table = schema.event_accounts, schema.accounts
        columns = (table.c.id, table.c.report_id, table.c.start, table.c.end, table.c.quote)
        query = select(of.c.event_id, *columns, table.c.detail).join(
            table, table.c.id == of.c.account_id
        )
        found = [
            ToldAccount(
                *(row.event_id, row.id, row.report_id, row.start, row.end, row.quote),
                tuple(row.detail["event_mention_ids"]),
            )
            for row in self._in(query, of.c.event_id, events)
        ]
        return sorted(found, key=lambda each: (each.event_id, each.report_id, each.start))

    def doubtful_places(self, reports: Iterable[str], below: float) -> list[Placed]:
        """Words whose place has a score below this, and that stand for a place of an event."""
        table = schema.toponyms
        query = select(table).where(table.c.score < below, table.c.geonames_id.is_not(None))
        return [
            Placed(
                *(row.report_id, row.start, row.end, row.quote, row.score),
                ", ".join(
                    filter(None, (row.detail["place"].get(name) for name in ("name", "country")))
                ),
            )
            for row in self._in(query, table.c.report_id, reports)
        ]

    def triggers(self, mentions: Iterable[str]) -> dict[str, tuple[int, int]]:
        """Where the words of some event mentions stand."""
        table = schema.events
        query = select(table.c.id, table.c.start, table.c.end)
        return {row.id: (row.start, row.end) for row in self._in(query, table.c.id, mentions)}

    def roles(self, mentions: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
        """What has part in some event mentions: role, evidence."""
        table = schema.events
        query = select(table.c.id, table.c.detail)
        return {
            row.id: row.detail.get("roles", []) for row in self._in(query, table.c.id, mentions)
        }

    def outlets(self, reports: Iterable[str]) -> dict[str, str]:
        """The outlets of some reports."""
        table = schema.reports
        query = select(table.c.id, table.c.outlet)
        return {row.id: row.outlet or "no outlet" for row in self._in(query, table.c.id, reports)}
