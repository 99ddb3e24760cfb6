"""What people decide of links: join, split, not a copy, the same or not, and back again.

A decision is a row of its own beside what the machine found; it outweighs that, and the events that
it concerns are grouped anew at once. Accounts are named by their ids and by where they stand in the
text, so that a decision outlives a new reading.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from according.errors import NotFound, StoreError
from according.linker import NAME, decided
from according.linking.judged import (
    APART,
    JOIN,
    KINDS,
    NOT_A_COPY,
    SAME,
    SPLIT,
    UNDO,
    Anchor,
)
from according.model import Judgement
from according.model.canonical import digest
from according.regrouping import regrouped
from according.store import EventLine, Overtaken, Record

_TICK = timedelta(microseconds=1)


def join(record: Record, a: str, b: str, by: str, why: str | None = None) -> Judgement:
    """Decide that two events are one happening.

    Raises:
        NotFound, Ambiguous: no such events, or they are one already.
    """
    one, other = record.across.event(a), record.across.event(b)
    if one.id == other.id:
        raise NotFound(f"{a!r} and {b!r} are one event already; there is nothing to join")
    value = {"these": _anchors(record, one), "others": _anchors(record, other)}
    return _decide(record, ("event", one.id), JOIN, by, why, value)


def hold_together(
    record: Record,
    event: str,
    these: Sequence[Anchor],
    others: Sequence[Anchor],
    by: str,
    why: str | None = None,
) -> Judgement:
    """Decide that two sides of one event are one happening, as linking found.

    Args:
        event: its whole id.
    """
    return _decide(
        record, ("event", event), JOIN, by, why, {"these": list(these), "others": list(others)}
    )


def split(record: Record, event: str, report: str, by: str, why: str | None = None) -> Judgement:
    """Decide that what a report tells is another happening than the event that it is in.

    Raises:
        NotFound, Ambiguous: no such event or report, or the event is not told by it.
    """
    whole = record.across.event(event)
    report_id = record.find(report)
    rows = _anchors(record, whole)
    these = [each for each in rows if each[1] == report_id]
    others = [each for each in rows if each[1] != report_id]
    if not these:
        raise NotFound(f"report {report!r} tells nothing of event {event!r}")
    if not others:
        raise NotFound(
            f"event {event!r} is told by report {report!r} alone; there is nothing to split"
        )
    value = {"these": these, "others": others}
    return _decide(record, ("event", whole.id), SPLIT, by, why, value)


def not_a_copy(record: Record, a: str, b: str, by: str, why: str | None = None) -> Judgement:
    """Decide that neither of two reports was made of the other, nor both of a third.

    Raises:
        NotFound, Ambiguous: no such reports, or they are one.
    """
    pair = sorted((record.find(a), record.find(b)))
    if pair[0] == pair[1]:
        raise NotFound(f"{a!r} and {b!r} are one report")
    return _decide(record, ("reports", " ".join(pair)), NOT_A_COPY, by, why)


def not_the_same(record: Record, a: str, b: str, by: str, why: str | None = None) -> Judgement:
    """Decide that the second of two actors, of two reports, is not the first, nor anybody else of
    other reports.

    Raises:
        NotFound, Ambiguous: no such actors, or they are one, or have no names.
    """
    return _decide(record, _two_actors(record, a, b), APART, by, why)


def same(record: Record, a: str, b: str, by: str, why: str | None = None) -> Judgement:
    """Decide that two actors are one, and with them all who are joined with either.

    Raises:
        NotFound, Ambiguous: no such actors.
    """
    return _decide(record, _two_actors(record, a, b), SAME, by, why)


def _two_actors(record: Record, a: str, b: str) -> tuple[str, str]:
    one, other = record.find_actor(a), record.find_actor(b)
    if one == other:
        raise NotFound(f"{a!r} and {b!r} are one actor of one report; name two")
    known = record.actors.canonical((one, other))
    for short, whole in ((a, one), (b, other)):
        if whole not in known:
            raise NotFound(
                f"actor {short!r} has no name to be known by elsewhere; see: according actors"
            )
    return "actors", f"{one} {other}"


def undo(record: Record, judgement: str, by: str, why: str | None = None) -> Judgement:
    """Take a judgement back.

    Raises:
        NotFound: there is none, or it is taken back already.
    """
    found = [
        each for each in record.across.standing(KINDS) if each.id.startswith(judgement.lower())
    ]
    if len(found) != 1:
        raise NotFound(f"no single judgement {judgement!r} that stands; see: according judge list")
    return _decide(record, found[0].about, UNDO, by, why, undoes=found[0])


def _anchors(record: Record, event: EventLine) -> list[Anchor]:
    plain = record.across.sketches(event.account_ids)
    return [
        (name, plain[name]["report_id"], plain[name]["evidence"][0][0])
        for name in event.account_ids
    ]


def _decide(
    record: Record,
    about: tuple[str, str],
    decision: str,
    by: str,
    why: str | None,
    value: Mapping[str, Sequence[Anchor]] | None = None,
    undoes: Judgement | None = None,
) -> Judgement:
    linked_by = record.across.linked_by()
    if linked_by not in (None, NAME):
        raise StoreError(
            f"{record.across.url} was linked by another version ({linked_by}); link it anew first: "
            "according link"
        )
    # After whatever was decided before, also by a clock that goes fast: the last word counts.
    before = record.across.last_judged()
    at = max(datetime.now(UTC), before + _TICK) if before else datetime.now(UTC)
    plain = json.dumps(value) if value else None
    identity = digest("judgement/1", *about, decision, plain, by, at.isoformat())
    made = Judgement(
        identity, about, decision, by, at, None, plain, why, undoes.id if undoes else None
    )
    return _kept(record, made, undoes)


def _kept(record: Record, made: Judgement, undoes: Judgement | None) -> Judgement:
    """Keep a judgement and what it changes; begin again when another process was quicker."""
    while True:
        seen = record.across.revision()
        judged = decided(record, [made]).judged
        changed = regrouped(record, undoes or made, judged, seen, is_undone=undoes is not None)
        try:
            record.across.judge(made, changed)
        except Overtaken:
            continue
        return made
