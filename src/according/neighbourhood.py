"""Accounts that hang together with some, and the events that they come to.

Both who links a report and who decides something ask for it: what is near is grouped anew, and the
rest of the record stays as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import count
from typing import Any, Protocol

from according.linking.events import Links, by_reports, regroup
from according.linking.judged import Judged
from according.linking.pairs import SharedText
from according.linking.sketches import Sketch, to_sketch
from according.model import Event
from according.model.event import happening_id
from according.store import Changed

NEIGHBOURHOOD = 150
"""Accounts that are grouped at once, at most: the likeliest. The others stay in their events, so a
thousand copies are one event, and each costs no more than the hundredth."""

Pair = tuple[str, str]


class Near(Protocol):
    """What is asked of a record's links: by accounts, as `according.store.across.Across` has it."""

    def pairs_of(self, accounts: Iterable[str]) -> dict[Pair, float]:
        """All pairs that have one of ``accounts``."""

    def links_among(self, reports: Collection[str]) -> Sequence[SharedText]:
        """The links between any two of some reports."""

    def sketches(self, accounts: Iterable[str]) -> dict[str, Any]:
        """What is compared of accounts, as it was kept."""

    def events_of(self, accounts: Iterable[str]) -> dict[str, str]:
        """The event of each of some accounts that has one."""

    def members(self, events: Iterable[str]) -> dict[str, tuple[str, str]]:
        """By the accounts of some events: the event and the report."""


class Shelved(Protocol):
    """A `according.store.Record`, or what stands in its place."""

    @property
    def across(self) -> Near:
        """What was found across reports."""


def sketches_by_id(record: Shelved, accounts: Iterable[str]) -> dict[str, Sketch]:
    """What is compared of accounts, by their ids."""
    plain = record.across.sketches(accounts)
    return {each: to_sketch(detail) for each, detail in plain.items()}


class Neighbourhood:
    """Accounts that can be of one event with some, by way of others too. ``is_cut``: there are
    more of them than are grouped at once."""

    def __init__(
        self,
        record: Shelved,
        judged: Judged,
        own: Iterable[Sketch],
        pairs: Mapping[Pair, float] | None = None,
        links: Iterable[SharedText] = (),
        known: dict[Pair, float | None] | None = None,
    ) -> None:
        self.is_cut = False
        self._across = record.across
        self._known = known
        self._judged = judged
        self._apart: dict[str, set[str]] = {}
        for a, b in judged.apart:
            self._apart.setdefault(a, set()).add(b)
            self._apart.setdefault(b, set()).add(a)
        self._pairs = dict(pairs or {})
        self._told = {each.account_id: each for each in own}
        names = set(self._told)
        frontier = names | {each for pair in self._pairs for each in pair}
        while frontier:
            names |= frontier
            self._pairs |= self._across.pairs_of(frontier)
            reached = {each for pair in self._pairs for each in pair}
            bound = {each for one in judged.joined if one & names for each in one}
            frontier = self._likeliest(reached - names, bound - names, NEIGHBOURHOOD - len(names))
        self._told |= sketches_by_id(record, names - self._told.keys())
        reports = {each.report_id for each in self._told.values()}
        kept: dict[Pair, SharedText] = {
            (each.a, each.b): each for each in self._across.links_among(reports)
        }
        kept |= {(each.a, each.b): each for each in links}
        asked = (each for each in kept.values() if frozenset((each.a, each.b)) not in judged.denied)
        self._links: Links = by_reports(asked)

    def _likeliest(self, names: set[str], bound: set[str], most: int) -> set[str]:
        """Of some accounts those that people joined with what is there, then those that are
        likeliest of one event with another."""
        self.is_cut |= len(names | bound) > max(0, most)
        best: dict[str, float] = {}
        for pair, value in self._pairs.items():
            for each in pair:
                best[each] = max(value, best.get(each, value))
        ranked = sorted(
            names | bound, key=lambda each: (each not in bound, -best.get(each, 0.0), each)
        )
        return set(ranked[: max(0, most)])

    def groups(self) -> list[frozenset[str]]:
        """The happenings of the neighbourhood."""
        told = self._told.values()
        return regroup(told, self._pairs, self._links, self._judged, known=self._known)

    def changed(self, seen: int) -> Changed:
        """The event of each account of the neighbourhood."""
        groups = self.groups()
        before = self._across.events_of(self._told)
        outside = self._outside(set(before.values()))
        report_of = {name: each.report_id for name, each in self._told.items()}
        events: dict[str, Event] = {}
        taken: set[str] = set()
        for members in sorted(groups, key=lambda each: (-len(each), min(each))):
            kept_out = self._kept_out(members)
            closed = taken | {each for each, others in outside.items() if others & kept_out}
            identity = kept_id(members, before, closed, self._is_elsewhere)
            taken.add(identity)
            event = Event(identity, tuple(sorted(members)))
            events |= dict.fromkeys(members, event)
        return Changed(events, report_of, seen)

    def _is_elsewhere(self, event: str) -> bool:
        """Whether an event has accounts beyond the neighbourhood."""
        return bool(self._across.members([event]).keys() - self._told.keys())

    def _kept_out(self, members: Iterable[str]) -> set[str]:
        """Reports and accounts of which none is of one event with some accounts: their own
        reports, and what people told apart from them."""
        found = {self._told[each].report_id for each in members}
        return found.union(*(self._apart.get(each, ()) for each in members))

    def _outside(self, events: Iterable[str]) -> dict[str, set[str]]:
        """Of events that reach beyond the neighbourhood the accounts out there, and their
        reports."""
        found: dict[str, set[str]] = {}
        for account, (event, report) in self._across.members(events).items():
            if account not in self._told:
                found.setdefault(event, set()).update((account, report))
        return found


def kept_id(
    members: frozenset[str],
    before: Mapping[str, str],
    closed: set[str],
    is_elsewhere: Callable[[str], bool] = lambda _: False,
) -> str:
    """The id of the event that most of the accounts were of, or a new one.

    Args:
        before: the event of each account that was of one.
        closed: events that these accounts cannot be of.
        is_elsewhere: whether an event has accounts beyond those that are grouped.
    """
    had = Counter(before[each] for each in sorted(members) if each in before)
    for identity, _ in had.most_common():
        if identity not in closed:
            return identity
    # The first account's own id may have gone with others of its old event, here or elsewhere.
    fresh = (happening_id(min(members), number) for number in count())
    return next(each for each in fresh if each not in closed and not is_elsewhere(each))
