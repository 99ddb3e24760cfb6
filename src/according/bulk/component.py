"""`Component`: accounts that hang together, and the events that they come to."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from according.bulk.links import Linked
from according.linker import KNOWN
from according.linking.judged import Judged
from according.linking.sketches import Sketch, plain_sketch, to_sketch
from according.neighbourhood import Neighbourhood, Pair
from according.store.looking import Counted

Event = tuple[str, list["Member"]]


@dataclass(frozen=True, slots=True)
class Member:
    """An account with what is known of its report; ``text`` names what derives from one text."""

    sketch: Sketch
    outlet: str | None
    agencies: frozenset[str]
    text: str
    triggers: tuple[tuple[str, str | None, str | None], ...]
    figures: tuple[Counted, ...]

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Member:
        """The member of a row of JSON."""
        more = json.loads(row["more"])
        return cls(
            to_sketch(json.loads(row["detail"])),
            more["outlet"],
            frozenset(more["agencies"]),
            more["text"],
            tuple((quote, type_, mode) for quote, type_, mode in more["triggers"]),
            tuple(Counted(*each) for each in more["figures"]),
        )


class Component:
    """Accounts that hang together by pairs that are likely of one happening."""

    def __init__(
        self, members: Sequence[Member], pairs: Mapping[Pair, float], links: Sequence[Linked]
    ) -> None:
        self._members = {each.sketch.account_id: each for each in members}
        self._pairs = dict(sorted(pairs.items()))
        self._links = {(each.a, each.b): each for each in links}

    def events(self) -> Iterator[Event]:
        """The events by their ids, in the order of their least accounts: report by report, as a
        record takes them, so that many accounts cost no more each than some do, and ids are those
        of a record."""
        found = self._one_by_one()
        for identity, names in sorted(found.items(), key=lambda each: min(each[1])):
            yield identity, [self._members[each] for each in sorted(names)]

    def _one_by_one(self) -> dict[str, frozenset[str]]:
        memory = _Memory()
        reports: dict[str, list[Sketch]] = {}
        for each in sorted(self._members):
            sketch = self._members[each].sketch
            reports.setdefault(sketch.report_id, []).append(sketch)
        links: dict[str, list[Linked]] = {}
        for link in self._links.values():
            for end in (link.a, link.b):
                links.setdefault(end, []).append(link)
        pairs: dict[str, list[Pair]] = {}
        for pair in self._pairs:
            for end in pair:
                pairs.setdefault(end, []).append(pair)
        known: dict[Pair, float | None] = {}
        for report in sorted(reports, key=lambda one: _order(reports[one][0])):
            own = reports[report]
            names = {each.account_id for each in own} | memory.accounts.keys()
            near = {
                pair: self._pairs[pair]
                for each in own
                for pair in pairs.get(each.account_id, ())
                if names.issuperset(pair)
            }
            beside = [
                each
                for each in links.get(report, ())
                if {each.a, each.b} <= memory.reports | {report}
            ]
            if len(known) > KNOWN:
                known.clear()
            found = Neighbourhood(memory, Judged(), own, near, beside, known)
            changed = found.changed(0)
            memory.keep(own, near, beside, {name: one.id for name, one in changed.events.items()})
        return memory.events()


def _order(sketch: Sketch) -> tuple[bool, date, str]:
    """Reports as a record links them: by day and id, those without a day last."""
    return sketch.published is None, sketch.published or date.max, sketch.report_id


class _Memory:
    """What `Neighbourhood` asks of a record, of one component."""

    def __init__(self) -> None:
        self.accounts: dict[str, Sketch] = {}
        self.reports: set[str] = set()
        self._pairs: dict[str, dict[Pair, float]] = {}
        self._links: dict[str, list[Linked]] = {}
        self._event: dict[str, str] = {}
        self._in: dict[str, set[str]] = {}

    @property
    def across(self) -> _Memory:
        """Itself."""
        return self

    def keep(
        self,
        own: Iterable[Sketch],
        pairs: Mapping[Pair, float],
        links: Iterable[Linked],
        events: Mapping[str, str],
    ) -> None:
        """Keep a report's accounts with what was found of them."""
        for each in own:
            self.accounts[each.account_id] = each
            self.reports.add(each.report_id)
        for pair, value in pairs.items():
            for end in pair:
                self._pairs.setdefault(end, {})[pair] = value
        for link in links:
            self._links.setdefault(link.a, []).append(link)
        for name, event in events.items():
            if name in self._event:
                self._in[self._event[name]].discard(name)
            self._event[name] = event
            self._in.setdefault(event, set()).add(name)

    def events(self) -> dict[str, frozenset[str]]:
        """The accounts of each event."""
        return {event: frozenset(names) for event, names in self._in.items() if names}

    def pairs_of(self, accounts: Iterable[str]) -> dict[Pair, float]:
        """All pairs that have one of ``accounts``."""
        found: dict[Pair, float] = {}
        for each in accounts:
            found |= self._pairs.get(each, {})
        return found

    def links_among(self, reports: Collection[str]) -> list[Linked]:
        """The links between any two of some reports."""
        return [one for each in reports for one in self._links.get(each, ()) if one.b in reports]

    def sketches(self, accounts: Iterable[str]) -> dict[str, Any]:
        """What is compared of accounts."""
        return {
            each: plain_sketch(self.accounts[each]) for each in accounts if each in self.accounts
        }

    def events_of(self, accounts: Iterable[str]) -> dict[str, str]:
        """The event of each of some accounts that has one."""
        return {each: self._event[each] for each in accounts if each in self._event}

    def members(self, events: Iterable[str]) -> dict[str, tuple[str, str]]:
        """By the accounts of some events: the event and the report."""
        return {
            name: (event, self.accounts[name].report_id)
            for event in events
            for name in self._in.get(event, ())
        }
