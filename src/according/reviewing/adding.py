"""What people added where the machine read nothing: put into the account that it stands by."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from according.model import (
    Account,
    Certainty,
    EventMention,
    Evidence,
    Figure,
    FigureKind,
    Role,
    RoleFiller,
    TimeExpression,
    TimexType,
    Toponym,
)
from according.model.voice import OUTLET
from according.reviewing.findings import Anchor, Kind
from according.reviewing.laying import Laying, Rulings, interval, place_of, rejected

_Where = tuple[str, Account, EventMention]
"""The machine's id of an account, the account, and its event mention that stands nearest."""


def add(work: Laying, added: Mapping[Anchor, Rulings], in_events: Collection[str]) -> None:
    """Put what people added into the accounts of a report.

    Which account they mean is not said: it is that of the event mention in the same sentence, else
    of the nearest.

    Args:
        in_events: the ids of the report's accounts that are of any event; others are meant only
            where there are none of these.
    """
    for anchor in sorted(added):
        rulings = added[anchor]
        where = _nearest(work, anchor, in_events)
        if where is not None and not rejected(rulings):
            words = Evidence.at(work.reading.report, anchor.start, anchor.end)
            _ADD[anchor.kind](work, where, words, anchor, rulings)


def _nearest(work: Laying, anchor: Anchor, in_events: Collection[str]) -> _Where | None:
    some = [each for each in work.accounts.items() if each[0] in in_events]
    found = [
        (name, account, work.events[mention])
        for name, account in some or work.accounts.items()
        for mention in account.event_mention_ids
    ]
    sentence = next(
        (each for each in work.reading.sentences if each.start <= anchor.start < each.end), None
    )

    def far(each: _Where) -> tuple[bool, int, int]:
        at = each[2].trigger
        inside = sentence is not None and sentence.start <= at.start < sentence.end
        return not inside, max(at.start - anchor.end, anchor.start - at.end, 0), at.start

    return min(found, key=far, default=None)


def _figure(work: Laying, where: _Where, words: Evidence, anchor: Anchor, rulings: Rulings) -> None:
    if "count" not in rulings or rejected(rulings, "count", "kind"):
        return
    kind = rulings["kind"].value if "kind" in rulings else anchor.which.replace("-", " ")
    holder = work.holder(rulings["holder"].value, words) if "holder" in rulings else OUTLET
    made = Figure(words, FigureKind(kind), **rulings["count"].value, holder=holder)
    name, account, _ = where
    work.figures.append(made)
    work.accounts[name] = replace(account, figure_ids=(*account.figure_ids, made.id))
    work.decide(made.id, rulings)


def _toponym(
    work: Laying, where: _Where, words: Evidence, anchor: Anchor, rulings: Rulings
) -> None:
    place = place_of(rulings, None)
    if place is None:
        return
    made = Toponym(words, place)
    work.toponyms.append(made)
    work.decide(made.id, rulings)
    _fill(work, where[2], Role.PLACE, words)


def _time(work: Laying, where: _Where, words: Evidence, anchor: Anchor, rulings: Rulings) -> None:
    earliest, latest = (
        interval(rulings["interval"].value) if "interval" in rulings else (None, None)
    )
    if earliest is None and latest is None:
        return
    name, account, mention = where
    made = TimeExpression(words, TimexType.DATE, earliest=earliest, latest=latest)
    work.times.append(made)
    work.decide(made.id, rulings)
    _fill(work, mention, Role.TIME, words)
    if account.earliest is None and account.latest is None:
        work.accounts[name] = replace(account, earliest=earliest, latest=latest)
    else:
        # One account has one time; that it has another too is said by the same account again.
        more = replace(account, figure_ids=(), blame_ids=(), earliest=earliest, latest=latest)
        work.more.append((name, more))


def _mention(
    work: Laying, where: _Where, words: Evidence, anchor: Anchor, rulings: Rulings
) -> None:
    name, account, _ = where
    value = {field: item.value for field, item in rulings.items() if field}
    made = EventMention(
        words,
        value.get("type"),
        Certainty(value.get("certainty") or Certainty.ASSERTED),
        value.get("mode"),
        work.holder(value.get("holder"), words),
    )
    if made.id not in work.events:
        work.events[made.id] = made
        ids = (*account.event_mention_ids, made.id)
        work.accounts[name] = replace(account, event_mention_ids=ids)
    work.decide(made.id, rulings)


def _fill(work: Laying, mention: EventMention, role: Role, words: Evidence) -> None:
    filled = replace(mention, roles=(*mention.roles, RoleFiller(role, words)))
    work.events[mention.id] = filled


_ADD: Mapping[Kind, Callable[[Laying, _Where, Evidence, Anchor, Rulings], None]] = {
    Kind.FIGURE: _figure,
    Kind.TOPONYM: _toponym,
    Kind.TIME: _time,
    Kind.MENTION: _mention,
}
