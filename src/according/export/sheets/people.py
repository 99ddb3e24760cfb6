"""What people decided of a report's findings, beside the machine's reading of each."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import Any

from sqlalchemy import func, select

from according.errors import NotFound
from according.export.formats.choosing import Chosen
from according.reviewing.deciding import report_items, seen
from according.reviewing.findings import How, Kind, findings
from according.reviewing.roles import ANYBODY
from according.reviewing.settled import Item, State, Verdict
from according.store import schema

MACHINE = "machine"

_Key = tuple[str, int, str | None]
"""A table of findings, a number in it, and a field."""

_TABLES = ("figures", "toponyms", "times", "attributions")

_KINDS = tuple(each.value for each in Kind)


class People:
    """Decisions that anybody may see. Those of coders who are not done are not among them."""

    def __init__(self, chosen: Chosen) -> None:
        self._chosen = chosen
        self._items: tuple[str, dict[_Key, Item], list[Item]] | None = None

    @cached_property
    def judged(self) -> frozenset[str]:
        """The reports of whose findings something was decided: few of many."""
        judged, made = schema.judged, schema.judgements
        query = (
            select(judged.c.report_id)
            .join(made, made.c.id == judged.c.judgement_id)
            .where(made.c.kind.in_(_KINDS))
            .distinct()
        )
        return frozenset(row.report_id for row in self._chosen.rows(query))

    def item(self, report_id: str, table: str, number: int, field: str | None) -> Item | None:
        """A field of a finding, or all of it, None where nobody decided anything of its report.

        Args:
            table: its table, one of figures, toponyms, times and attributions.
            number: its number there.
        """
        if report_id not in self.judged:
            return None
        return self._of(report_id)[0].get((table, number, field))

    def added(self, report_id: str, kind: Kind) -> list[Item]:
        """What people say that a report has and the machine did not read."""
        if report_id not in self.judged:
            return []
        return [
            each
            for each in self._of(report_id)[1]
            if each.anchor.kind is kind and each.decided and each.decided.verdict is Verdict.ADD
        ]

    def counts(self) -> Counter[str]:
        """By report, how many fields people's decision counts for."""
        found: Counter[str] = Counter()
        for report in self.judged:
            items, added = self._of(report)
            decided = [each for each in (*items.values(), *added) if each.decided is not None]
            found[report] = len(decided)
        return found

    def hidden(self) -> int:
        """How many decisions of findings nobody but their coders may see yet."""
        made = schema.judgements
        query = select(func.count()).where(made.c.kind.in_(_KINDS))
        return int(next(self._chosen.rows(query))[0]) - len(self.visible())

    def visible(self) -> frozenset[str]:
        """The ids of decisions of findings that anybody may see, also of what was taken back."""
        by_report = seen(self._chosen.record, ANYBODY, sorted(self.judged))
        return frozenset(each.id for some in by_report.values() for each in some)

    def _of(self, report_id: str) -> tuple[dict[_Key, Item], list[Item]]:
        """Of one report, kept until another is asked for."""
        if self._items is None or self._items[0] != report_id:
            self._items = (report_id, *self._found(report_id))
        return self._items[1], self._items[2]

    def _found(self, report_id: str) -> tuple[dict[_Key, Item], list[Item]]:
        record = self._chosen.record
        try:
            items = report_items(record, ANYBODY, report_id)
        except NotFound:  # judged words of a report that is gone
            return {}, []
        reading = record.reading(report_id)
        rows = {
            each.id: (table, number)
            for table in _TABLES
            for number, each in enumerate(getattr(reading, table))
        }
        at = {each.anchor: rows[each.id] for each in findings(reading) if each.id in rows}
        known = {(*at[one.anchor], one.field): one for one in items if one.anchor in at}
        return known, [one for one in items if one.how is How.ADDED]


def said(whole: Item | None, *fields: Item | None) -> tuple[str, str | None]:
    """Who decided, and what: of a finding as a whole and of the fields that a row shows. That it is
    rejected counts before all, then the first field that people decided."""
    order = (whole, *fields) if whole is not None and whole.rejected else (*fields, whole)
    for item in order:
        if item is None:
            continue
        if item.state is State.DIFFER:
            return "coders differ", None
        if item.decided is not None:
            who = sorted({each.by for each in item.decisions if _counts(each, item)})
            return ", ".join(who), item.decided.verdict.value
    return MACHINE, None


def _counts(each: Any, item: Item) -> bool:
    return bool(each.adjudicates) or item.state is not State.ADJUDICATED


def value(item: Item | None, machine: Any) -> Any:
    """What counts of a field: what people decided, else what the machine read."""
    if item is None or not item.by_people:
        return machine
    return item.value
