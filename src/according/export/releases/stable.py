"""Ids of events that stay from release to release.

A record names events as it links them, and links them anew when another version does. A release
names them by what they consist of: an event has the id of the one in the last release with which it
shares most reports, telling of it in the same words. An id is never given to another happening. Of
events that became one, the other ids point on to it; what is told apart again has its own id back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count

from according.model.canonical import digest


@dataclass(frozen=True, slots=True)
class Telling:
    """An account of an event: its report, and where the words stand that tell of it."""

    report_id: str
    account_id: str
    words: tuple[tuple[int, int], ...]

    def shared(self, other: Telling) -> int:
        """How much of the same report's words both tell by: code points, 0 if they are of others.
        The same account shares something, whatever its words are."""
        if self.report_id != other.report_id:
            return 0
        common = sum(
            max(0, min(end, other_end) - max(start, other_start))
            for start, end in self.words
            for other_start, other_end in other.words
        )
        return common + (self.account_id == other.account_id)


class State(StrEnum):
    """What became of an id."""

    LIVE = "live"
    MERGED = "merged"
    """Its accounts are of other events now."""
    GONE = "gone"
    """None of its accounts is in the release."""


@dataclass(frozen=True, slots=True)
class Known:
    """An id that was given. ``since`` and ``last`` are the first and last release that has the
    event, ``tellings`` what it consisted of in the last; ``into`` are the ids of those that have
    its accounts now, the one with most first; ``record_id`` is what the record called it."""

    id: str
    record_id: str
    since: int
    last: int
    state: State
    tellings: tuple[Telling, ...]
    into: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """All ids after a release: ``of`` gives for an event's id in the record the id that it has;
    ``known`` are all ids that were ever given, ``split`` says of an id that is new, or back, whose
    accounts it has, ``back`` which are back."""

    of: Mapping[str, str]
    known: Mapping[str, Known]
    split: Mapping[str, tuple[str, ...]]
    back: frozenset[str]


def name(events: Mapping[str, Sequence[Telling]], known: Iterable[Known], number: int = 1) -> Named:
    """Name the events of a release.

    Args:
        events: what each consists of, by its id in the record.
        known: all ids of the release before.
        number: of this release.
    """
    before = {each.id: each for each in known}
    live = {name: each for name, each in before.items() if each.state is State.LIVE}
    had = _Before(before.values())
    of = _continued(events, live, had)
    present = Counter(name for tellings in events.values() for name in had.of_all(tellings))
    rest = {name: each for name, each in events.items() if name not in of}
    retired = {name: each for name, each in before.items() if name not in live}
    again = _continued(rest, retired, had, present)
    of |= again
    taken = {*before, *of.values()}
    for event in sorted(events.keys() - of.keys()):
        of[event] = _fresh(event, number, taken)
        taken.add(of[event])
    after = _after(events, of, before, had, number)
    return Named(of, after, split_of(before, after), frozenset(again.values()))


def split_of(before: Mapping[str, Known], after: Mapping[str, Known]) -> dict[str, tuple[str, ...]]:
    """Of events that were not there before, those of which accounts were of others: the ids of
    these, the one that had most first."""
    live = {name: each for name, each in before.items() if each.state is State.LIVE}
    had = _Before(live.values())
    split = {}
    for name, each in after.items():
        if each.state is State.LIVE and name not in live:
            sources = Counter(had.of_all(each.tellings))
            if sources:
                split[name] = tuple(sorted(sources, key=lambda one: (-sources[one], one)))
    return split


class _Before:
    """Of which known events the tellings of today were."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._by_report: dict[str, list[tuple[Telling, Known]]] = {}
        for each in known:
            for telling in each.tellings:
                self._by_report.setdefault(telling.report_id, []).append((telling, each))

    def of(self, telling: Telling) -> set[str]:
        """The ids of all that had this telling: of live ones the one that shares most of its words,
        and each that is retired."""
        found = [
            (telling.shared(other), each.id, each.state)
            for other, each in self._by_report.get(telling.report_id, ())
        ]
        alive = [(-shared, name) for shared, name, state in found if shared and state is State.LIVE]
        retired = {name for shared, name, state in found if shared and state is not State.LIVE}
        return retired | ({min(alive)[1]} if alive else set())

    def of_all(self, tellings: Iterable[Telling]) -> Iterator[str]:
        """The same of several, an id as often as tellings were of it."""
        for each in tellings:
            yield from self.of(each)


def _continued(
    events: Mapping[str, Sequence[Telling]],
    known: Mapping[str, Known],
    had: _Before,
    present: Mapping[str, int] | None = None,
) -> dict[str, str]:
    """Which events are known ones: those that share most first, each once.

    Args:
        present: how many tellings of each known event there are at all now; an event is one that
            is retired only if it has most of these.
    """
    pairs = []
    for event, tellings in events.items():
        for name, shared in Counter(had.of_all(tellings)).items():
            if name in known and (present is None or 2 * shared > present[name]):
                each = known[name]
                pairs.append((-shared, each.record_id != event, each.since, name, event))
    of: dict[str, str] = {}
    taken: set[str] = set()
    for *_, name, event in sorted(pairs):
        if event not in of and name not in taken:
            of[event] = name
            taken.add(name)
    return of


def _fresh(event: str, number: int, taken: set[str]) -> str:
    """The record's own id, if it was never given to another."""
    if event not in taken:
        return event
    made = (digest("released/1", event, number, turn) for turn in count())
    return next(each for each in made if each not in taken)


def _after(
    events: Mapping[str, Sequence[Telling]],
    of: Mapping[str, str],
    before: Mapping[str, Known],
    had: _Before,
    number: int,
) -> dict[str, Known]:
    """What becomes of all ids."""
    after = {}
    for event, name in of.items():
        since = before[name].since if name in before else number
        after[name] = Known(name, event, since, number, State.LIVE, tuple(events[event]))
    went: dict[str, Counter[str]] = {}
    for event, tellings in events.items():
        for name in had.of_all(tellings):
            went.setdefault(name, Counter())[of[event]] += 1
    for name, each in before.items():
        if name in after:
            continue
        into = went.get(name, Counter())
        if into:
            where = tuple(sorted(into, key=lambda other: (-into[other], other)))
            after[name] = replace(each, state=State.MERGED, into=where)
        elif each.state is State.LIVE:
            after[name] = replace(each, state=State.GONE)
        else:
            after[name] = each
    return after


def leads_to(name: str, known: Mapping[str, Known]) -> tuple[str, ...]:
    """The live events that an id means now: itself, or those that it points on to; none if it is
    gone, or was never given."""
    found: dict[str, None] = {}
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        each = known.get(waiting.pop(0))
        if each is None or each.id in seen:
            continue
        seen.add(each.id)
        if each.state is State.LIVE:
            found[each.id] = None
        waiting += each.into if each.state is State.MERGED else ()
    return tuple(found)
