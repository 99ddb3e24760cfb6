"""Events of an answer: event mentions with their roles, figures, blame, and accounts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from according.model import (
    OUTLET,
    Blame,
    BlameCertainty,
    Certainty,
    EventMention,
    Report,
    Span,
)
from according.reading.chat.answer import Plain
from according.reading.chat.parties import Parties, Roles
from according.reading.chat.quoting import NotTaken, Quoter, Why
from according.reading.chat.tally import as_object, one_of
from according.reading.events import Told
from according.reading.events.figures import Counted
from according.reading.events.ontology import load_ontology
from according.reading.events.reading import account_of, figures_of
from according.reading.events.tellings import Telling, tellings, where_it_was

_LONGEST = 120
"""Code points of the words of an event, at most."""


@dataclass(slots=True)
class _Made:
    """What was made of the answers so far, by the words of the events."""

    events: dict[Span, EventMention] = field(default_factory=dict)
    roles: dict[Span, Roles] = field(default_factory=dict)
    counted: list[Counted] = field(default_factory=list)
    blames: dict[str, Blame] = field(default_factory=dict)
    happenings: dict[Span, object] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    covered: set[int] = field(default_factory=set)


def read_events(parties: Parties, answers: Sequence[tuple[Quoter, Plain]]) -> Told:
    """What some answers say to have happened, each of its own part of the text."""
    made = _Made()
    for number, (quoter, answer) in enumerate(answers):
        for item in parties.tally.items("event", answer, "events"):
            event = parties.tally.take("event", _event, item, quoter, parties, made)
            if event is not None:
                _fill(event, item, number, quoter, parties, made)
    return _told(parties.ground.report, parties, made)


def _event(item: object, quoter: Quoter, parties: Parties, made: _Made) -> EventMention:
    plain = as_object(item)
    words = plain.get("words")
    span = quoter.find(words)
    if len(span) > _LONGEST:
        raise NotTaken(Why.TOO_LONG, words)
    if not any(each.covers(span) for each in quoter.sentences):
        raise NotTaken(Why.ACROSS, words)
    places = range(span.start, span.end)
    if not made.covered.isdisjoint(places):
        raise NotTaken(Why.AGAIN, words)
    certainty = one_of(Certainty, plain.get("certainty"), words)
    root, mode = _type(plain, parties)
    made.covered.update(places)
    return EventMention(
        trigger=parties.evidence(span),
        type=root,
        mode=mode,
        certainty=certainty,
        holder=parties.holders.of(span),
    )


def _type(item: Mapping[str, Any], parties: Parties) -> tuple[str | None, str | None]:
    """Type and mode, None where it has none that there is."""
    types = load_ontology()
    root = parties.tally.take("type", _named, item.get("type"), types) if item.get("type") else None
    if root is None or not item.get("mode"):
        return root, None
    return root, parties.tally.take("mode", _named, item["mode"], types[root].modes)


def _named(value: object, known: Mapping[str, object]) -> str:
    if not isinstance(value, str) or value not in known:
        raise NotTaken(Why.NO_SUCH, value)
    return value


def _fill(
    event: EventMention,
    item: Mapping[str, Any],
    number: int,
    quoter: Quoter,
    parties: Parties,
    made: _Made,
) -> None:
    span = event.trigger.span
    near = quoter.around([span])
    roles = parties.roles(item, quoter, near)
    figures = tuple(parties.figures(item, quoter, near, made.known))
    made.events[span] = replace(
        event, roles=roles.fillers, figure_ids=tuple(each.id for each in figures)
    )
    made.roles[span] = roles
    made.counted += [Counted(each, span) for each in figures]
    for plain in parties.tally.items("blame", item, "blamed"):
        blame = parties.tally.take("blame", _blame, plain, event, quoter, parties)
        if blame is not None:
            made.blames.setdefault(blame.id, blame)
    name = item.get("happening")
    made.happenings[span] = (number, name) if isinstance(name, str) and name else span


def _blame(item: object, event: EventMention, quoter: Quoter, parties: Parties) -> Blame:
    plain = as_object(item)
    words = plain.get("words")
    how = one_of(BlameCertainty, plain.get("how"), words)
    span = quoter.find(words, quoter.around([event.trigger.span]))
    holder = parties.holders.of(span)
    if how is BlameCertainty.ASSERTED and holder != OUTLET:
        how = BlameCertainty.ACCUSED  # that is what it is called where it is somebody else's word
    return Blame(parties.evidence(span), event.id, holder, how, parties.actor(span))


def _told(report: Report, parties: Parties, made: _Made) -> Told:
    events = [made.events[span] for span in sorted(made.events)]
    counted = sorted(made.counted, key=lambda each: each.figure.evidence.span)
    ground = parties.ground
    found = tellings(
        report, ground.passages, events, counted, ground.toponyms, ground.times, ground.mentions
    )
    told = [_with_roles(each, made.roles[each.event.trigger.span]) for each in found]
    by_event: dict[str, list[Blame]] = {}
    for blame in made.blames.values():
        by_event.setdefault(blame.event_mention_id, []).append(blame)
    accounts = tuple(account_of(report, each, by_event) for each in _grouped(told, made))
    sentences = [passage.span(each) for passage in ground.passages for each in passage.doc.sents]
    figures = figures_of(report, sentences, counted, accounts, parties.holders.by_id.values())
    blames = sorted(made.blames.values(), key=lambda each: each.evidence.span)
    return Told(tuple(events), figures, tuple(blames), accounts)


def _with_roles(telling: Telling, roles: Roles) -> Telling:
    """A telling with the places and times that the model names, not those that stand nearest."""
    return replace(
        telling,
        toponyms=tuple(each for each in roles.toponyms if each.says_where),
        places=tuple(filter(None, map(where_it_was, roles.toponyms))),
        times=roles.times,
    )


def _grouped(told: Sequence[Telling], made: _Made) -> Iterator[list[Telling]]:
    """The tellings of each happening, by the names that the model gave these."""
    groups: dict[object, list[Telling]] = {}
    for each in told:
        groups.setdefault(made.happenings[each.event.trigger.span], []).append(each)
    yield from groups.values()
