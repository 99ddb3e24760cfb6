"""What the events come to when a person decides something of them.

What is decided of few accounts is grouped anew with all that is near. Where that is more than are
grouped at once, only a part of it would be seen, and what nobody decided anything of would move
too; so there accounts move as they are. Of a join those of the smaller events go into the largest,
and those of the smaller side out again when it is taken back; of a split those that leave go, and
come back.
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
    many = sum(map(len, anchors(judgement))) > NEIGHBOURHOOD
    near = None if many and judgement.decision == JOIN else _near(record, judgement, judged)
    if judgement.decision == JOIN and (near is None or near.is_cut):
        if is_undone:
            return _parted(record, judgement, judged, seen)
        return _joined(record, judgement, seen)
    if near is None:
        return None
    if judgement.decision == SPLIT and near.is_cut:
        moved = _put_back if is_undone else _split_off
        return moved(record, judgement, judged, seen)
    return near.changed(seen)


def _near(record: Record, judgement: Judgement, judged: Judged) -> Neighbourhood | None:
    """What is near to the accounts that a judgement moves; None where it moves none."""
    reports = sorted(set(_touched(judgement)))
    if not reports:
        return None
    plain = record.across.sketches_of(reports)
    return Neighbourhood(record, judged, map(to_sketch, plain.values()))


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
    return _moved(members, own, _fresh(record, own, {event}), seen)


def _split_off(record: Record, judgement: Judgement, judged: Judged, seen: int) -> Changed:
    """What a split is of leaves the event of the others, with what people joined with it."""
    these, others = sides(record, judgement)
    before = record.across.events_of(these | others)
    theirs = {before[each] for each in others if each in before}
    own = {each for each in these if before.get(each) in theirs}
    if not own:
        return Changed({}, {}, seen)
    members = record.across.members({before[each] for each in own})
    bound = {each for one in judged.joined if one & own for each in one}
    own |= (bound & members.keys()) - others
    return _moved(members, own, _fresh(record, own, {members[each][0] for each in own}), seen)


def _put_back(record: Record, judgement: Judgement, judged: Judged, seen: int) -> Changed:
    """What a split was of goes back to most of the others, unless something else keeps it out."""
    these, others = sides(record, judgement)
    before = record.across.events_of(these | others)
    events = Counter(before[each] for each in sorted(others) if each in before)
    if not events:
        return Changed({}, {}, seen)
    event = max(events, key=lambda each: events[each])
    there = record.across.members([event])
    reports = {report for _, report in there.values()}
    members = record.across.members(before[each] for each in these if each in before)
    apart = {one for pair in judged.apart if set(pair) & there.keys() for one in pair}
    own = {each for each in these & members.keys() - apart if members[each][1] not in reports}
    return _moved(members, own, event, seen)


def _fresh(record: Record, own: set[str], left: set[str]) -> str:
    """An id for accounts that leave their event."""

    def is_elsewhere(identity: str) -> bool:
        return bool(record.across.members([identity]).keys() - own)

    before = dict.fromkeys(own, min(left))
    return kept_id(frozenset(own), before, left, is_elsewhere)


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
