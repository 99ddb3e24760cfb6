"""What the events come to when a person decides something of them.

What is decided of few accounts is grouped anew with all that is near. Where a join is of more than
are grouped at once, accounts move as they are: those of the smaller events into the largest, and
those of the smaller side out again when it is taken back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from according.linker import sides
from according.linking.judged import JOIN, SPLIT, Judged, anchors
from according.linking.sketches import to_sketch
from according.model import Event, Judgement
from according.neighbourhood import NEIGHBOURHOOD, Neighbourhood, kept_id, sketches_by_id
from according.store import Changed, Record

TIED = 40
"""Accounts of one side of an event by which it is tried whether it holds together with the other,
at most: those that are likeliest."""


def regrouped(
    record: Record, judgement: Judgement, judged: Judged, seen: int, *, is_undone: bool
) -> Changed | None:
    """The events that a judgement changes, made or taken back; None if it is about none.

    Args:
        judged: what stands with it, or without it.
        seen: the revision of the record that all was found at.
    """
    if judgement.decision == JOIN and sum(map(len, anchors(judgement))) > NEIGHBOURHOOD:
        if is_undone:
            return _parted(record, judgement, judged, seen)
        return _joined(record, judgement, seen)
    reports = sorted(set(_touched(judgement)))
    if not reports:
        return None
    plain = record.across.sketches_of(reports)
    return Neighbourhood(record, judged, map(to_sketch, plain.values())).changed(seen)


def _touched(judgement: Judgement) -> Iterable[str]:
    """The reports whose accounts come to be of other events by a judgement. Of a split they are
    those that leave: the others stay, however many they are."""
    if judgement.about[0] == "reports":
        return judgement.about[1].split()
    these, others = anchors(judgement)
    moved = these if judgement.decision == SPLIT else [*these, *others]
    return [report for _, report, _ in moved]


def _joined(record: Record, judgement: Judgement, seen: int) -> Changed:
    """The smaller events of two sides go into the largest."""
    these, others = sides(record, judgement)
    members = record.across.members(record.across.events_of(these | others).values())
    size = Counter(event for event, _ in members.values())
    kept = min(size, key=lambda each: (-size[each], each), default="")
    moving = {name for name, (event, _) in members.items() if event != kept}
    return _moved(members, moving, kept, seen)


def _parted(record: Record, judgement: Judgement, judged: Judged, seen: int) -> Changed:
    """The smaller side leaves the event of the larger, with what came since and is nearer to it;
    unless something else holds the two together."""
    smaller, larger = sorted(sides(record, judgement), key=lambda side: (len(side), sorted(side)))
    before = record.across.events_of(smaller | larger)
    events = Counter(before[each] for each in sorted(larger) if each in before)
    event = max(events, key=lambda each: events[each], default="")
    own = {each for each in smaller if before.get(each) == event}
    members = record.across.members([event]) if own else {}
    others = larger & members.keys()
    if not others or _is_held(record, own, others, judged):
        return Changed({}, {}, seen)
    own |= _nearer(record, members.keys() - own - others, own, others)
    own |= {each for one in judged.joined if one & own for each in one & members.keys()}

    def is_elsewhere(identity: str) -> bool:
        return bool(record.across.members([identity]).keys() - own)

    fresh = kept_id(frozenset(own), dict.fromkeys(own, event), {event}, is_elsewhere)
    return _moved(members, own, fresh, seen)


def _moved(
    members: Mapping[str, tuple[str, str]], names: set[str], event: str, seen: int
) -> Changed:
    whole = Event(event, tuple(sorted(names))) if names else None
    events = dict.fromkeys(sorted(names), whole) if whole else {}
    return Changed(events, {each: members[each][1] for each in names}, seen)


def _is_held(record: Record, own: set[str], others: frozenset[str], judged: Judged) -> bool:
    """Whether something else holds two sides of an event together: what people joined, or what is
    likely of the accounts that are likeliest of one event across the two."""
    if any(each & own and each & others for each in judged.joined):
        return True
    across: dict[str, float] = {}
    for pair, value in record.across.pairs_of(own).items():
        for one, other in (pair, pair[::-1]):
            if one in own and other in others:
                across[one] = max(value, across.get(one, value))
    tied = sorted(across, key=lambda each: (-across[each], each))[:TIED]
    if not tied:
        return False
    told = sketches_by_id(record, tied).values()
    return any(
        each & own and each & others for each in Neighbourhood(record, judged, told).groups()
    )


def _nearer(record: Record, names: set[str], own: set[str], others: frozenset[str]) -> set[str]:
    """Of the other accounts of an event those that are likelier of one event with the side that
    leaves."""
    mine: dict[str, float] = {}
    theirs: dict[str, float] = {}
    for pair, value in record.across.pairs_of(names).items():
        for one, other in (pair, pair[::-1]):
            best = mine if other in own else theirs if other in others else None
            if one in names and best is not None:
                best[one] = max(value, best.get(one, value))
    return {each for each, value in mine.items() if value > theirs.get(each, 0.0)}
