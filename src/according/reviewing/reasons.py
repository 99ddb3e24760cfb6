"""Why something of an event is to be looked at, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from according.linking.sketches import Sketch
from according.model import Reading
from according.model.canonical import digest
from according.reviewing.beside import Rest, rests
from according.reviewing.findings import Anchor, Finding, Kind, findings
from according.reviewing.hanging import Hanging
from according.reviewing.settled import Item, State, Verdict, said
from according.store import Placed, ToldAccount, Waiting
from according.weighing import Field, Standing, Told, fields


class Why(StrEnum):
    """Why something waits, in the order in which it matters."""

    DAMAGED = "damaged"
    DIFFER = "coders differ"
    CONFLICT = "accounts in conflict"
    DOUBTFUL = "low score"
    HANGING = "one link"
    UNCERTAIN = "place or time uncertain"


RANKS = {why: rank for rank, why in enumerate(Why)}

SIDES = ("these", "others")
"""The accounts of an event on either side of the link that it hangs on, as `judging` has them."""

LOW = 0.6
"""The score of a place below which somebody is to look at it."""

LONG = timedelta(days=7)
"""Times that are no closer than this are uncertain."""

_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Found:
    """Something that waits, with what it rests on: who has decided on all of it, has seen it."""

    waiting: Waiting
    rests: tuple[Rest, ...]


def _found(
    event: str,
    why: Why,
    turn: float,
    words: str,
    rests_on: Iterable[Rest],
    subject: str = "",
    **detail: Any,
) -> Found:
    on = tuple(dict.fromkeys(rests_on))
    plain = {"rests": [[str(anchor), field] for anchor, field in on], **detail}
    identity = digest("waiting/1", event, why.value, subject)
    return Found(Waiting(identity, event, RANKS[why], round(turn, 6), why.value, words, plain), on)


# ---- conflicts


def may_conflict(told: Sequence[Sketch]) -> bool:
    """Whether accounts give different values of a figure, place or time at all."""
    bounds: dict[str, set[tuple[int | None, int | None]]] = {}
    for each in told:
        for figure in each.figures:
            bounds.setdefault(figure.kind, set()).add((figure.low, figure.high))
    spots = {(spot.id, spot.name) for each in told for spot in each.spots}
    times = {(each.earliest, each.latest) for each in told}
    return len(spots) > 1 or len(times) > 1 or any(len(each) > 1 for each in bounds.values())


def conflicts(event: str, told: Sequence[Told], readings: Sequence[Reading]) -> Iterator[Found]:
    """Fields whose values are in conflict, as the event's page shows them.

    Args:
        told: its reports as they stand.
        readings: of the same reports, as the machine alone read them.
    """
    known = {each.report.id: findings(each) for each in readings}
    for field in fields(told):
        if field.standing is Standing.CONFLICT:
            turn = -len(known) - (0.5 if field.name == "killed" else 0.0)
            on = _rests(field, known)
            yield _found(event, Why.CONFLICT, turn, _told_apart(field), on, field.name)


def _rests(field: Field, known: Mapping[str, Sequence[Finding]]) -> Iterator[Rest]:
    for value in field.values:
        for held in value.held:
            yield from rests(field, held, (each.anchor for each in known[held.report_id]))


def _told_apart(field: Field) -> str:
    parts = []
    for value in field.values[:_SHOWN]:
        outlets = list(dict.fromkeys(each.outlet for each in value.held))
        more = f" and {len(outlets) - 2} more" if len(outlets) > 2 else ""
        parts.append(f"{value.said} ({', '.join(outlets[:2])}{more})")
    rest = f"; {len(field.values) - _SHOWN} more" if len(field.values) > _SHOWN else ""
    return f"{field.name}: {' against '.join(parts)}{rest}"


# ---- low scores, places and times


def doubtful(event: str, places: Iterable[Placed]) -> Iterator[Found]:
    """Places that are taken for one of the gazetteer's with a low score: of each the least."""
    least: dict[str, list[Placed]] = {}
    for each in sorted(places, key=lambda one: (one.score, one.report_id, one.start)):
        least.setdefault(f"{each.quote} {each.place}", []).append(each)
    for subject, same in least.items():
        first = same[0]
        words = f"“{first.quote}” taken for {first.place} with a score of {first.score:.2f}"
        on = [
            (Anchor(each.report_id, each.start, each.end, Kind.TOPONYM), "place") for each in same
        ]
        yield _found(event, Why.DOUBTFUL, first.score, words, on, subject)


def uncertain(
    event: str, accounts: Sequence[ToldAccount], told: Sequence[Sketch]
) -> Iterator[Found]:
    """Events of which no account gives a place or a time, or none that is near enough."""
    turn = -float(len({each.report_id for each in accounts}))
    on: list[Rest] = [
        (Anchor(each.report_id, each.start, each.end, Kind.MENTION), None) for each in accounts
    ]
    spots = [spot for each in told for spot in each.spots]
    if not spots:
        yield _found(event, Why.UNCERTAIN, turn, "no place is told, or only a country", on, "where")
    elif all(spot.wide for spot in spots):
        names = ", ".join(sorted({spot.name for spot in spots})[:_SHOWN])
        words = f"no nearer place is told than {names}"
        yield _found(event, Why.UNCERTAIN, turn, words, on, "where")
    lengths = [
        each.latest - each.earliest
        for each in told
        if each.earliest is not None and each.latest is not None
    ]
    if not lengths:
        yield _found(event, Why.UNCERTAIN, turn, "no time is told", on, "when")
    elif min(lengths) > LONG:
        words = f"no time is told closer than {min(lengths).days + 1} days"
        yield _found(event, Why.UNCERTAIN, turn, words, on, "when")


# ---- links, coders, damage


def damaged(event: str, words: str) -> Found:
    """An event of which a report cannot be read back as it was stored."""
    return _found(event, Why.DAMAGED, 0.0, f"{words}; see: according check", ())


def hangs(
    event: str,
    accounts: Sequence[ToldAccount],
    told: Mapping[str, Sketch],
    link: Hanging,
    outlets: Mapping[str, str],
) -> Found:
    """An event that is one by a single pair of accounts."""
    by_id = {each.account_id: each for each in accounts}
    a, b = (by_id[each] for each in link.pair)
    words = (
        f"one event only by “{a.quote}” ({outlets[a.report_id]}) and “{b.quote}” "
        f"({outlets[b.report_id]}), whose odds are {_odds(link.odds)}"
    )
    parts = (sorted(link.side), sorted(by_id.keys() - link.side))
    sides = {
        name: [[each, told[each].report_id, told[each].evidence[0].start] for each in part]
        for name, part in zip(SIDES, parts, strict=True)
    }
    ends = {"reports": [a.report_id, b.report_id], "accounts": list(link.pair)}
    return _found(event, Why.HANGING, link.odds, words, (), " ".join(link.pair), **sides, **ends)


def _odds(logarithm: float) -> str:
    times = 2.718281828 ** abs(logarithm)
    ratio = f"{times:.0f}" if times >= 10 else f"{times:.1f}"
    return f"{ratio} to 1" if logarithm >= 0 else f"1 to {ratio}"


def differing(event: str, reports: int, settled: Iterable[Item]) -> Iterator[Found]:
    """Fields that coders decided otherwise, each by itself."""
    for each in settled:
        if each.state is State.DIFFER:
            choices = "; ".join(
                f"{one.by} {_choice(one.verdict, each, one.value)}" for one in each.decisions
            )
            field = each.field or "whether it is one"
            words = f"{each.anchor.kind.value} “{each.quote}”, {field}: {choices}"
            subject = f"{each.anchor} {each.field}"
            yield _found(event, Why.DIFFER, -reports, words, (), subject, item=subject.split(" "))


def _choice(verdict: Verdict, item: Item, value: Any) -> str:
    if verdict is Verdict.REJECT:
        return "rejects it"
    return "accepts it" if item.field is None else said(item.anchor.kind, item.field, value)
