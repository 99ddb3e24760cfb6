"""`Batch`: some reports at once, with what rows of several sheets need of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import Row, Select, select

from according.export.formats.choosing import REPORTS, Chosen
from according.export.sheets.groups import GROUPS
from according.store import schema
from according.store.dialects.within import within

AT_ONCE = 500
"""Reports of a batch."""

Cells = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Who says something: the words, the fullest name, and what sort of source."""

    words: str | None
    name: str | None
    kind: str


class Batch:
    """Some reports, in the order in which they were chosen. What it has is had once.

    Args:
        first, last: of their numbers among the chosen, both included.
    """

    def __init__(self, chosen: Chosen, first: int, last: int) -> None:
        self.chosen = chosen
        self._first, self._last = first, last
        self._no_pages = chosen.pages is None
        self._holders: dict[tuple[str, str | None], Cells] = {}

    def rows(self, query: Select[Any], report_id: Any, *order: Any) -> Iterator[Row[Any]]:
        """The rows of a question that are of these reports.

        Args:
            report_id: the column that says of which report a row is.
            order: within a report.
        """
        among = query.join(REPORTS, REPORTS.c.report_id == report_id).where(
            REPORTS.c.number.between(self._first, self._last)
        )
        yield from self.chosen.rows(among.order_by(REPORTS.c.number, *order))

    @cached_property
    def reports(self) -> dict[str, Cells]:
        """By report: the cells that every row of a report begins with."""
        table = schema.reports
        columns = (table.c.id, table.c.outlet, table.c.published, table.c.url)
        found = self.rows(select(*columns), table.c.id)
        return {row.id: (row.id, row.outlet, row.published, row.url) for row in found}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """By attribution."""
        said, actors = schema.attributions, schema.actors
        query = select(
            said.c.id, said.c.source, said.c.source_kind, actors.c.quote.label("name")
        ).outerjoin_from(said, actors, actors.c.id == said.c.source_actor)
        return {
            row.id: Source(row.source, row.name or row.source, row.source_kind)
            for row in self.rows(query, said.c.report_id)
        }

    @cached_property
    def events(self) -> dict[str, tuple[str, int | None]]:
        """By account: its event, and of which origin its report is there, None where it tells
        nothing of it by what people decided."""
        told = schema.event_accounts
        same = (GROUPS.c.event_id == told.c.event_id) & (GROUPS.c.report_id == told.c.report_id)
        query = select(told.c.account_id, told.c.event_id, GROUPS.c.origin).outerjoin_from(
            told, GROUPS, same
        )
        found = self.rows(query, told.c.report_id)
        return {
            row.account_id: (row.event_id, 1 if row.origin is None else row.origin or None)
            for row in found
        }

    @cached_property
    def accounts(self) -> tuple[dict[str, str], dict[str, str]]:
        """By event mention, and by figure: the account that it is of."""
        table = schema.accounts
        paths = ("event_mention_ids", "figure_ids")
        parts = within(table.c.detail, *paths).label("parts")
        of_mentions: dict[str, str] = {}
        of_figures: dict[str, str] = {}
        for row in self.rows(select(table.c.id, parts), table.c.report_id):
            mentions, figures = json.loads(row.parts)
            of_mentions |= dict.fromkeys(mentions, row.id)
            of_figures |= dict.fromkeys(figures or (), row.id)
        return of_mentions, of_figures

    def holder(self, report_id: str, chain: str | None) -> Cells:
        """On whose word something is: name, kind, chain; as `weighing.Told.holder` has it.

        Args:
            chain: what `chain_of` asked for.
        """
        key = (report_id, chain)
        if key not in self._holders:
            # Most of what a report has is on the word of few.
            self._holders[key] = self.held(report_id, json.loads(chain) if chain else ())
        return self._holders[key]

    def held(self, report_id: str, chain: Sequence[str]) -> Cells:
        """The same by the ids of the attributions, the outermost first."""
        outlet = self.reports[report_id][1] or "no outlet"
        sources = [self.sources[each] for each in chain if each in self.sources]
        named = [each for each in sources if each.name is not None]
        said = " > ".join((outlet, *(str(each.name) for each in named)))
        return (named[-1].name, named[-1].kind, said) if named else (outlet, "none", said)

    def words(self, row: Row[Any]) -> Cells:
        """The words that a row rests on, where they stand, and their address."""
        if self._no_pages:
            return row.quote, row.start, row.end, None
        return row.quote, row.start, row.end, self.address(row.report_id, row.start, row.end)

    def address(self, report_id: str, start: int, end: int) -> str | None:
        """The address of words on the pages."""
        if self._no_pages:
            return None
        return f"{self.chosen.link('report', report_id)}?start={start}&end={end}#here"


def chain_of(column: Any, name: str = "holder") -> Any:
    """A column with the ids of the attributions around a finding, as JSON, null where none is."""
    return within(column, f"{name}.attribution_ids").label("chain")


def batches(chosen: Chosen, first: int, last: int) -> Iterator[Batch]:
    """The chosen reports from one number to another, both included."""
    for begin in range(first, last + 1, AT_ONCE):
        yield Batch(chosen, begin, min(last, begin + AT_ONCE - 1))
